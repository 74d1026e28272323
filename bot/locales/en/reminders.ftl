## Reminders

reminder-greeting = { $greeting }, { $person }.
reminder-round = This is about { $round }.
reminder-opened = { $round } is open.
reminder-left = { $done } of { $asked } questions are answered for { $agency }; still open: { $where }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
reminder-untouched = The questionnaire of { $agency } is waiting: { $asked ->
        [one] { $asked } question
       *[other] { $asked } questions
    }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }, in as many sittings as you like.
reminder-full = All questions of { $agency } are answered.
reminder-place = { $count } in { $section }
reminder-other-places = { $count } in { $sections ->
        [one] { $sections } other section
       *[other] { $sections } other sections
    }
reminder-more-sections = { $count ->
        [one] { $count } other section
       *[other] { $count } other sections
    }
reminder-evidence =
    { $count ->
        [one] { $count } answer still needs its evidence.
       *[other] { $count } answers still need their evidence.
    }
reminder-ready = Ready to be reviewed and sent: { $sections }.
reminder-until = We look forward to it until { $moment } ({ $left }).
reminder-was-due = It was due { $moment }; we still look forward to it.
reminder-thanks = Thank you.
reminder-snoozed = ⏰ We will remind you again { $moment }.
button-fill-here = ▶ Answer here
button-review-and-send = ▶ Review and send
button-tomorrow = Tomorrow morning
button-three-hours = In 3 hours
button-colleague = Ask a colleague
toast-snoozed = We will remind you again { $moment }
toast-too-late = No working hours are left before the deadline ({ $left }), so no reminder follows
toast-nothing-left = Everything has been sent. Thank you.
toast-enough-colleagues = Several invitations for colleagues were made already. Please forward one of those.

## To the head of an agency or whoever stands in

stand-in =
    { $greeting }, { $person }.
    We still look forward to { $round } from { $agency }. Your help would be welcome.
stand-in-left = Answered: { $done } of { $asked }; still open: { $where }.
stand-in-full = All questions are answered.
stand-in-people = In charge: { $names }.
stand-in-nobody = Nobody in charge of it can be reached on Telegram at present.
stand-in-ask = To replace or add somebody, please ask the coordinator: { $names }.

## Asking a colleague

colleague-asked =
    To our colleague at { $agency },

    please help to fill in { $round } on Telegram. Still open: { $where }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }, in as many sittings as you like.
    Due by { $deadline }.

    Please open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for colleagues at { $agency } only and is valid until { $expires }.

    Thank you.
    { $person }

## When people are reminded

problem-offsets = We could not read these reminders. Example: { $example }
problem-offsets-word = We do not know “{ $word }”. Example: { $example }
problem-offsets-most = { $word } is out of bounds: 1 to { $most }.
