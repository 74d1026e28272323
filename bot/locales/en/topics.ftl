## Topics of agencies in a coordinators' group

groups-topics = Each agency gets a topic of its own. Its notes, returns and follow-up tasks stand there with the names of those who wrote them.
topic-head = { $agency }
topic-remark = 💬 { $by } (coordinator or assessor) about { $about }:
topic-remark-agency = 💬 { $by } (agency) about { $about }:
topic-asked = ↩ { $by } returned { $about }:
topic-returned =
    { $count ->
        [one] ↩ { $by } returned { $count } question of { $about }.
       *[other] ↩ { $by } returned { $count } questions of { $about }.
    }
topic-recalled = { $by } took the return of { $about } back.
topic-accepted = ✅ { $by } accepted { $about }.
topic-sent-back = 🔒 { $by } sent { $about } back.
topic-task-set = 📌 Follow-up task from { $by }:
topic-task-delivered = 📥 { $by } says that the follow-up task is complete:
topic-task-back = ↩ { $by } sent the follow-up task back:
topic-task-moved = ⏳ { $by } changed the deadline of the follow-up task:
topic-task-done = ✅ { $by } marked the follow-up task as done:
topic-task-cancelled = ✖️ { $by } withdrew the follow-up task:
topic-task-revived = 📌 { $by } says that this follow-up task is wanted after all:
topic-task-kept = { $by } does not send the follow-up task back after all:
topic-passed-on = ✓ Passed on to { $agency }.
topic-not-here = This reply is not passed on. Follow-up tasks are decided in the private chat with the bot: /tasks
