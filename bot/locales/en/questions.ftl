## Questions

question-where = { $path } · { $number }/{ $total }
question-expected = { $expectation } · { $need }
question-ranking = Tap them in order, the most important first.
question-required = required
question-optional = optional
question-present = Present answer: { $value }
question-present-by = Present answer: { $value } (by { $name })
question-present-unavailable = On record: no data yet
question-present-unavailable-why = On record: no data yet ({ $why })
question-why = Please choose the reason, or type your own.
question-no-choices = No choice fits the earlier answers yet.
question-search = Type part of a name to search.
question-filtered = Results for “{ $text }”.
question-fallback = The text of this question is available in { $language } only.
question-ticked = ☑ { $value }. When all are chosen, please tap Done.
question-fallback-hint = Its explanation is available in { $language } only.
question-more-follows = If there is more, just send it. We will join your next message to this one.
reason-0 = Not counted yet
reason-1 = Waiting for figures from others
reason-2 = Not relevant to us
reason-3 = Not within our authority
doubt-nihil = Do you mean that the number is zero, or that there is no data yet?
doubt-none = Do you mean that there is no data yet?
doubt-nihil-words = Is “{ $reading }” the answer, or is there no data yet?
doubt-words = { $reading } ({ $words })
doubt-one = Please confirm: do you mean { $reading }?
doubt-two = Please confirm: do you mean { $first } or { $second }?
doubt-many = Please confirm: which one do you mean?
colleague-now =
    { $name } has just answered this question.
    Their answer: { $theirs }
    Your answer: { $mine }
    Replace it?
colleague-answered =
    { $minutes ->
        [one] { $name } answered this question { $minutes } minute ago.
       *[other] { $name } answered this question { $minutes } minutes ago.
    }
    Their answer: { $theirs }
    Your answer: { $mine }
    Replace it?
colleague-earlier =
    { $name } has already answered this question.
    Their answer: { $theirs }
    Your answer: { $mine }
    Replace it?
newer-answer =
    You have answered again since that message.
    Newest answer: { $theirs }
    Edited message: { $mine }
    Shall it be replaced?

## Answers read back

saved = ✓ { $label }: { $value }
saved-unchanged = ✓ { $label }: { $value } (unchanged)
saved-skipped = ↷ { $label }: skipped
saved-cleared = ✓ { $label }: answer removed
saved-fallen =
    { $count ->
        [one] { $count } other answer is no longer asked for. We keep it.
       *[other] { $count } other answers are no longer asked for. We keep them.
    }
value-given = { $value }
value-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
value-items =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
value-none = no answer yet
value-skipped = skipped
value-unavailable = no data yet
value-unavailable-why = no data yet ({ $why })

## What kind of answer is expected

expect-nothing = { "" }
expect-text = text
expect-barcode = code
expect-integer = whole number, { $unit }
expect-integer-bare = whole number
expect-decimal = number, { $unit }
expect-decimal-bare = number
expect-range = number from { $start } to { $end }, { $unit }
expect-range-bare = number from { $start } to { $end }
expect-year = year
expect-date = date
expect-month = month and year
expect-time = time
expect-datetime = date and time
expect-choice = choose one
expect-choices = choose one or more
expect-rank = put all choices in order
expect-acknowledge = consent
expect-place = location: tap 📎, then Location
expect-image = photo
expect-audio = voice recording
expect-video = video
expect-file = file or photo
