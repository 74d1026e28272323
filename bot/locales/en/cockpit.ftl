## An agency's card, and what a coordinator does from it

status-closed = This questionnaire is closed.
status-line-unreachable = { $mark } { $agency } { $done }/{ $asked } · cannot be reached
person-line = { $name } · { $role }
    { $seen }
person-representative = representative
person-alternate = head or stand-in
person-never = Never active
person-unreachable = ⛔ Blocks the bot, or the account is gone
agency-unreachable = No representative can be reached. Please invite somebody else or call.
agency-contact = ☎ { $contact }
agency-own-deadline = Its own deadline; the usual one is { $usual }
agency-acts = Last done:
told-people = We will tell: { $names }.
told-nobody = There is no representative whom we could tell yet.
told-unreachable = ⛔ Cannot be reached: { $names }.
section-close =
    Close { $section } of { $agency }?
    Its answers will be locked as if it had been sent.
section-close-missing =
    { $count ->
        [one] { $count } required answer is still missing.
       *[other] { $count } required answers are still missing.
    }
section-closed = ✓ { $section } is closed.
section-already = This section has changed. Here is how it stands now.

## A deadline of its own

problem-deadline = Please type the date of the deadline.
problem-deadline-past = That moment has passed. Please choose one that is ahead.
problem-deadline-far = That is more than a year away. Please choose a nearer one.
problem-extension-earlier = A deadline of its own has to be after the usual one.
extend-ask =
    Until when shall { $agency } have time?
    Tap one, or type the date, for example { $example }.
extend-now = Now: { $due }
extend-why =
    Extended until { $until }.
    What is the reason? Please type it; the representatives will read it.
extend-sure =
    Extend the deadline of { $agency } until { $until }?
    It was { $now }.
extend-reason = Reason: { $reason }
agency-extended = ✓ The deadline is extended until { $new }.

## People

people-of = People of { $agency }
person-remove = Remove { $name } from { $agency }? All answers are kept.
person-remove-told = We will tell this person.
person-remove-unreachable = We cannot tell this person.
person-remove-last = After that there is no representative. You can send an invitation from here.
person-removed = ✓ { $name } was removed. All answers are kept.
person-gone = That person is no longer listed in this agency.
person-hand-over =
    Hand over from { $name } of { $agency } to a colleague?
    We make an invitation for one person. As soon as the colleague opens it, the work is handed over: all answers stay, and we tell { $name }.
person-hand-over-whom = Whose work is handed over?
invitation-replacing =
    Dear Sir or Madam,

    you are kindly asked to take over from { $name } for { $agency } in { $round }. All answers given so far are kept.

    Please open this link in Telegram, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for one person and is valid until { $expires }.

    Thank you.
invitation-alternate =
    Dear head of { $agency },

    you are kindly asked to be listed as head or stand-in in { $round }. We contact you only when your representatives need help.

    Please open this link in Telegram, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for one person and is valid until { $expires }.

    Thank you.
invitation-leader =
    Dear leader of { $region },

    every working day we send a picture of how { $round } is going, through Telegram, ready to be forwarded.

    Please open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for one person and is valid until { $expires }.

    Thank you.
invitation-coordinator =
    Dear Sir or Madam,

    you are kindly asked to coordinate { $round } for { $region } through Telegram.

    Please open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for one person, gives a coordinator's rights and is valid until { $expires }. Please do not pass it on to anybody else.

    Thank you.

## The questionnaire as a whole

controls-what = What would you like to do?
round-close =
    Close { $round }?
    Representatives can still read their answers, but not change them. Reminders stop. We tell nobody.
round-close-rest =
    { $count ->
        [one] { $count } agency is not complete.
       *[other] { $count } agencies are not complete.
    }
round-closed-now = ✓ { $round } is closed.
round-reopen =
    Reopen { $round }?
    Representatives can answer again, and reminders go on.
round-reopen-passed = Its deadline has passed: { $deadline }. Once it is open, please move the deadline if need be.
round-reopened-now = ✓ { $round } is open again.
round-already = This questionnaire has changed. Here is how it stands now.
round-none-open = No questionnaire is open now. { $status } shows those that were closed; { $setup } prepares a new one.

## What representatives are told

tidings-hello = { $greeting }, { $person }.
tidings-extended =
    { $greeting }, { $person }.
    { $by } extended the deadline of { $agency } until { $until }.
tidings-thanks = We are looking forward to it. Thank you.
tidings-extension-undone =
    { $greeting }, { $person }.
    { $by } took back the extension for { $agency }. What holds now:
tidings-section-closed =
    { $section } of { $agency } was closed by { $by }.
    All answers are kept and can still be seen. If something has to change, please contact the coordinator. Thank you.
tidings-removed = You are no longer listed in { $agency }. All answers are kept. Thank you for your help.
tidings-replaced = A colleague has taken over your work for { $agency }. All answers are kept. Thank you for your help.
tidings-restored = You are listed in { $agency } again. All answers are still there. Please go on. Thank you.
tidings-restored-alternate = You are listed as the head or alternate of { $agency } again. Thank you.

## Buttons

button-close = Close
button-close-yes = Yes, close it
button-undo = ↩ Undo
button-days =
    { $days ->
        [one] +{ $days } day: { $date }
       *[other] +{ $days } days: { $date }
    }
button-no-reason = No reason
button-extend-yes = Yes, extend
button-hand-over = Replace { $name }
button-hand-over-yes = Yes, make the invitation
button-remove-person = Remove { $name }
button-round = ▸ { $round }
button-round-closed = 🔒 { $round }
control-recap = 📊 Recap
control-nudge-late = 🔔 Nudge
control-nudge = 🔔 Nudge now
control-calls = ☎ Calls
control-more = ⋯ More
control-extend = ⏳ Extend
control-people = 👤 People
control-history = 🕘 History
control-deadline = ⏳ Deadline
control-announce = 📣 Announce
control-export = ⬇ Export
control-schedule = ⏰ Reminder times
control-invite-leader = Invite a leader
control-invite-coordinator = Invite a coordinator
control-invite-alternate = Invite a stand-in
control-close = Close the questionnaire
control-close-yes = Yes, close it
control-reopen = Reopen the questionnaire
control-reopen-yes = Yes, reopen it
