## Follow-up tasks: the coordinator's card

tasks-of = 📌 Follow-up tasks · { $name }
tasks-none = No follow-up tasks yet. An assessor's note or a document that is still wanted can become a task with a deadline in hours.
task-title = 📌 Follow-up task · { $agency }
task-wanted = 📄 { $wanted }
task-hours-left =
    { $hours ->
        [one] { $hours } hour left
       *[other] { $hours } hours left
    }
task-minutes-left =
    { $minutes ->
        [one] { $minutes } minute left
       *[other] { $minutes } minutes left
    }
task-late =
    { $hours ->
        [one] { $hours } hour past; still welcome
       *[other] { $hours } hours past; still welcome
    }
task-long-late = past; still welcome
task-was-due = Was due { $moment } ({ $left })
task-pieces =
    { $count ->
       *[other] 📎 { $count } received:
    }
task-state-owed = Waiting for the agency
task-state-late = Waiting for the agency; the deadline has passed
task-state-delivered = Delivered, waiting to be checked
task-state-done = Done
task-state-cancelled = Withdrawn
task-delivered-by = Delivered by { $person }, { $when }
task-set-by = From { $person }, { $when }
task-counts = 📌 Follow-up tasks: { $counts }
task-count-owed =
    { $count ->
       *[other] { $count } owed
    }
task-count-late =
    { $count ->
       *[other] { $count } past the deadline
    }
task-count-delivered =
    { $count ->
       *[other] { $count } to be checked
    }
task-word = ↩ Still missing: { $word }
task-ask-done = The agency has not said that everything is there. Mark it as done all the same?
task-ask-cancel = Withdraw this task? Its representatives are told.
task-why =
    What is still missing from { $agency }?
    Please type it in a few words; its representatives will read it.
task-move =
    { $until }
    Until when from now on? Tap one, counted from now, or type it, such as { $example }.
task-move-sure =
    Change the deadline of this task?
    { $until }

## Follow-up tasks: setting one

task-for-whom = A follow-up task for which agency?
task-text-ask =
    What is asked of { $agency }?
    Please type it, or paste the assessor's note as it is.
task-wanted-ask = Which documents are wanted? Please type them, such as the signed team decree and minutes.
task-until-ask = Until when? Tap one, or type it, such as { $example }.
task-sure = Send this follow-up task to { $agency }?
task-set =
    { $people ->
        [0] ✓ The task is set. There is nobody yet whom we can tell.
        [one] ✓ The task is set; { $people } person is told.
       *[other] ✓ The task is set; { $people } people are told.
    }
task-ticked = ✓ The task is done.
task-called-off = ✓ The task is withdrawn.
task-sent-back = ✓ The task is sent back.
task-moved = ✓ The deadline of the task is changed.
problem-task-words = Please type it in words.
problem-task-long = Too long: { $length } of at most { $most } characters. Please shorten it.
problem-task-gone = That draft is gone. Please begin again.

## Follow-up tasks: news

task-hello = { $greeting }, { $person }.
task-thanks = Thank you.
task-news-set = There is a follow-up task for { $agency } from { $by }:
task-news-back = { $by } sent the follow-up task of { $agency } back, something is still missing:
task-news-moved = { $by } changed the deadline of a follow-up task of { $agency }:
task-news-revived = { $by } says that a follow-up task of { $agency } is wanted after all:
task-news-kept = The follow-up task of { $agency } is not sent back after all; { $by } will check it:
task-news-done = { $by } marked the follow-up task of { $agency } as done. Thank you for your help:
task-news-cancelled = { $by } withdrew the follow-up task of { $agency }; nothing has to be sent any more:
task-news-reminder = We are still waiting for the follow-up task of { $agency }:
task-news-late = We are still waiting for the follow-up task of { $agency }, although its deadline has passed:
task-news-delivered = { $agency } says that the follow-up task is complete. Sent by { $by }.
task-came-late = It came after its deadline.

## Follow-up tasks: the agency's side

task-mine = Follow-up tasks of { $agency }
task-mine-none = There are no follow-up tasks for { $agency }. Thank you.
task-how = Please send files, photos, albums or links here; a note can be typed. When everything is there, tap That is all.
task-nothing-yet = Nothing has been sent yet. Please send a file, a link or a note first.
task-waits = ✓ Sent { $when }. The coordinator will check it. Thank you.
task-not-kept = ⚠️ What was just sent is not kept: this task has ended.
task-is-done = ✅ Done. Thank you for your help.
task-is-cancelled = This task was withdrawn; nothing has to be sent any more.
task-kept =
    { $count ->
       *[other] ✓ { $count } kept.
    }

## Follow-up tasks: elsewhere

act-task-set = Follow-up task for { $agency }: “{ $text }”, due { $due }
act-task-done = Follow-up task of { $agency } marked as done: “{ $text }”
act-task-returned = Follow-up task of { $agency } sent back: “{ $text }” ({ $reason })
act-task-returned-bare = Follow-up task of { $agency } sent back: “{ $text }”
act-task-cancelled = Follow-up task of { $agency } withdrawn: “{ $text }”
act-task-moved = Deadline of a follow-up task of { $agency } moved from { $old } to { $new }
command-tasks = Follow-up tasks

call-task =
    { $count ->
        [1] 📌 A follow-up task is late: “{ $text }”
       *[other] 📌 { $count } follow-up tasks are late, the first: “{ $text }”
    }

## Buttons

button-tasks = 📌 Tasks
button-task-new = ＋ New task
button-task-open = Open the task
button-task-hours = { $hours } hours
button-task-nothing = No document in particular
button-task-send = Send the task
button-task-again = Write it again
button-task-files = 📎 Send the files here
button-task-done = ✅ Done
button-task-done-yes = Yes, done
button-task-back = ↩ Send back
button-task-no-word = Without a word
button-task-move = ⏳ Change the deadline
button-task-move-yes = Yes, change it
button-task-cancel = Withdraw
button-task-cancel-yes = Yes, withdraw it
button-task-deliver = 📎 Send documents
button-task-all = ✓ That is all
button-task-more = ＋ Add more
button-task-home =
    { $count ->
        [1] 📌 Follow-up task · { $left }
       *[other] 📌 { $count } follow-up tasks · { $left }
    }

## The sheet of follow-up tasks

sheet-tasks = Follow-up tasks
sheet-tasks-is = Tasks from assessors' notes: what was wanted, until when, and how it ended
export-task = Task number
export-task-text = Task
export-task-wanted = Documents wanted
export-task-by = From
export-task-at = Set ({ $zone })
export-task-due = Due ({ $zone })
export-task-state = State
export-task-delivered = Said to be complete ({ $zone })
export-task-delivered-by = Sent by
export-task-ended = Ended ({ $zone })
export-task-word = Why it was sent back
export-task-pieces = Evidence
