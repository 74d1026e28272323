## The round's deadline

deadline-move = Would you like to move it? Before it counts, we show who will be told.
deadline-type = Please type the new deadline, such as { $example }, next Monday or +2 days.
deadline-own =
    { $count ->
        [one] { $count } agency has a later deadline of its own.
       *[other] { $count } agencies have a later deadline of their own.
    }
deadline-preview =
    Move the deadline of { $round }?
    So far: { $old }.
    From now on: { $new }.
deadline-tell = Who will be told:
deadline-coordinators =
    { $count ->
        [one] { $count } other coordinator is told too.
       *[other] { $count } other coordinators are told too.
    }
deadline-own-kept =
    { $count ->
        [one] { $count } agency keeps a later deadline of its own.
       *[other] { $count } agencies keep a later deadline of their own.
    }
deadline-moved =
    ✓ The deadline of { $round } has been moved.
    { $due }
deadline-told =
    { $count ->
        [one] { $count } person is told.
       *[other] { $count } people are told.
    }
deadline-news =
    { $greeting }, { $person }.
    The deadline of { $round } for { $agency } is now { $new }. We look forward to your answers. Thank you.
deadline-news-coordinator =
    { $greeting }, { $person }.
    { $by } moved the deadline of { $round } to { $new }.
deadline-news-coordinator-bare =
    { $greeting }, { $person }.
    The deadline of { $round } has been moved to { $new }.
act-deadline-moved = Deadline moved from { $old } to { $new }; { $people } told
button-add-days =
    { $days ->
        [one] +{ $days } day
       *[other] +{ $days } days
    }
button-other-date = Type another date
button-move-deadline = Yes, move it

## Reminder times and the daily recap

schedule =
    When are the representatives of { $round } reminded, and at what time is the daily recap sent?
    Reminders go out in working hours only.
schedule-further-days = Also { $days } days before.
schedule-further-hours = Also { $hours } hours before.
schedule-nobody = Without a tick nobody is reminded.
schedule-changed = This change has not been saved yet.
schedule-kept = ✓ The schedule has been saved.
schedule-hour = Recap { $clock }
tick-opened = When it opens
tick-days =
    { $days ->
        [one] { $days } day before
       *[other] { $days } days before
    }
tick-day = Last morning
tick-hours =
    { $hours ->
        [one] { $hours } hour before
       *[other] { $hours } hours before
    }
tick-overdue = After it ({ $count }×)
tick-overdue-off = After it
schedule-none = no reminders
act-scheduled = Reminder times changed to: { $reminders }; recap at { $hour }
button-schedule = ⏰ Reminder times
button-keep-schedule = Save the schedule
