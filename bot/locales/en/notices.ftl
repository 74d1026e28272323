## Notices

stranger = Welcome. This service is for people invited by a coordinator. If you have an invitation, please open its link or type its code here.
code-wanted = Welcome. Please type the invitation code that stands below the link. Thank you.
coordinator-joined =
    Welcome, { $name }. As a coordinator of { $region } you can use:
    { $status } – see who has answered and who has not, then remind them or extend
    { $recap } – forward a picture of today
    { $invite } – invite representatives of agencies
    { $deadline } – move the deadline
    { $announce } – send an announcement
    { $export } – download all answers
    { $setup } – prepare a new questionnaire
    { $help } – read about the rest

    Every working day we send you a recap. Representatives are reminded automatically in working hours.
leader-joined =
    Welcome, { $name }. Every working day we send a picture of the progress of { $region }, ready to forward.
    { $recap } – see it at any time
alternate-joined =
    Welcome, { $name }. You are registered as the head or alternate of { $agency }.
    We write to you only when its representatives need help.
unasked-sticker = Thank you for the sticker. To answer, please tap a button or type your answer.
unasked-voice = We cannot read voice messages yet. Please type your answer.
unasked-contact = No contact number is needed. Your coordinator can invite a colleague.
unasked-location = No question asks for a location now, so we did not keep it.
unasked-forward = We did not take this forwarded message as an answer. If it is one, please copy its text and send it here.
unasked-file = No question is waiting for a file now, so we did not keep it. Please open the question first, then send it again.
unasked-text = No question is open, so we did not record this message. Please continue, then answer there.
unasked-closed = This questionnaire is closed, so we did not record this message. The answers can still be read.
unasked-poll = We cannot record a poll. Please tap a button or type your answer.
unasked-coordinator = Thank you. There is nothing to note here. As a coordinator you can use { $status } and { $invite }.
unasked-edited = Editing that message did not change an answer. To correct one, please open its question.
unasked-other = We cannot read this yet. Please tap a button or type your answer.
trouble-not-saved = ⚠️ Your answer was not saved because our storage has a problem. Please send it again in a few minutes. Thank you.
trouble-unreadable = ⚠️ We could not handle your last message, and it was not saved. Please try once more.
trouble-file-too-big = ⚠️ This file is larger than 20 MB, so we could not keep it. Please send a smaller version or a link.
trouble-not-allowed = This is not available to you. For questions, please contact your coordinator.
trouble-unknown-command = We do not know that command. The menu button beside the message box lists them all.
trouble-unknown-agency = No agency has that name, or several do. Please choose from this list.
language-choice = Please choose a language.
help-representative =
    Answer by tapping a button or by typing. Every answer is saved at once and read back to you.

    { $continue } – go on with the next open question
    { $sections } – see all sections
    { $review } – review your answers, then send
    { $evidence } – all evidence that was given
    { $tasks } – follow-up tasks
    { $language } – change the language

    A typing mistake? Edit your message, or open the question again.
    No figures? Tap No data yet.
help-coordinator =
    { $status } – who has answered and who has not; add an agency's name for its details
    { $check } – review what was sent: return questions, or accept
    { $recap } – a picture of today, ready to forward
    { $calls } – whom to call
    { $invite } – an invitation ready to forward on WhatsApp
    { $deadline } – move the deadline
    { $announce } – send an announcement
    { $tasks } – follow-up tasks for one agency, with a deadline in hours
    { $export } – download all answers
    { $history } – who did what, and how to undo it
    { $alerts } – when you are alerted
    { $group } – the recap and news in your coordinators' group as well
    { $setup } – prepare a new questionnaire
    { $language } – change the language

    Representatives are reminded automatically in working hours, and no longer once everything is sent.
help-leader =
    { $recap } – a picture of today's progress, ready to forward
    { $language } – switch the language

    Every working day we send it without being asked.
help-alternate =
    You are registered as the head or alternate of an agency. We write to you only when its representatives need help.
    { $language } – switch the language
help-ask = Do you need help? Please contact your coordinator: { $names }.
locked-section = { $section } has been sent, so its answers are locked. If something needs to change, please contact the coordinator.
round-closed = { $round } is closed. Your answers are kept and can still be read. Thank you.
no-round = No questionnaire is open for you now. For questions, please contact your coordinator.
welcome-back = We are sorry: our service was down for a while. Every answer marked ✓ is safe. Please continue here.
welcome-back-unsaved = We are sorry: our service was down for a while. Every answer marked ✓ is safe, but your last message was not recorded. Please send it once more.
in-group =
    Thank you for adding us. In this group, coordinators can use { $status } and { $recap }; { $group } sends the daily digest and news here.
    The questionnaire is answered in a private chat.
link-in-group = This invitation is for one person. Please open its link in a private chat with us. It has not been used here.
private-only = To keep answers confidential, please do this in a private chat.
toast-saved = Saved
toast-unchanged = Already recorded
toast-stale = An old button; here is the latest
toast-not-saved = Not saved, please try again
toast-not-allowed = Not available to you
toast-no-picture = The author has not provided the picture yet
toast-preparing = We are preparing it
toast-just-asked = The same picture was asked for a moment ago
