## The recap: pictures and the text beside them. It is forwarded as plain text, so it must do without a picture.

recap-title = Recap { $region }
recap-now = Recap { $moment }
recap-filled = Answered
recap-filled-of = { $percent }% · { $done } of { $asked }
recap-filled-line = Answered { $percent }% ({ $done } of { $asked } questions)
recap-time = Time
recap-days = { $passed } of { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
recap-hours = { $passed } of { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
recap-time-line = Time passed: { $passed } of { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
recap-time-line-hours = Time passed: { $passed } of { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
recap-time-over = over
recap-standing = ✅ { $complete } done · 🟡 { $begun } under way · ⚪ { $waiting } not begun
recap-nobody = There is no agency in this questionnaire yet.
recap-moved = Moved since yesterday: { $agencies }
recap-moved-one = { $agency } +{ $count }
recap-moved-sent = { $agency } ✓
recap-moved-none = No new answers since yesterday.
recap-unopened = Link not opened yet: { $agencies }
recap-overdue = Past the deadline, still awaited: { $agencies }
recap-more = { $agencies }, and { $count } more
recap-estimate = Estimated index { $index } (scale 0 to 4); { $answered } of { $items } items answered
recap-estimate-none = Nothing that can be scored is answered yet.
recap-total = Total
recap-everyone = All
recap-legend-open = not begun
recap-legend-begun = under way
recap-legend-ready = complete, not sent
recap-legend-sent = sent
recap-legend-none = not asked
recap-legend-unjoined = link not opened
recap-legend-counts = Numbers: answered of asked
recap-legend-percents = Numbers: per cent answered
recap-page = Recap { $region }, page { $page }

## Estimated score

estimate-title = Estimated score by pillar
estimate-title-dimensions = Estimated score by topic
estimate-index = estimated index
estimate-none = no answers yet
estimate-no-items = not scored
estimate-basis = An estimate from { $answered } of { $items } items answered so far, not an official score.
estimate-required = Required items without an answer count as zero.
estimate-weights = The weights are those of { $year }; newer ones are not known.
estimate-scale = Scale from 0 to 4

## One agency's card

card-people = Representatives
card-nobody = nobody has joined yet
card-seen = Last active
card-seen-never = never
card-files = Files
card-files-count = { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
card-missing = Still awaited
