## Lists, review, sending

line-open = ⚪ not answered yet
line-open-optional = – not answered, optional
line-unfit = ⚠️ please choose again
and-more = and { $count } more
review-not-yet = Not ready to send yet.
review-refused =
    { $count ->
        [one] ⚠️ It cannot be sent yet: { $count } question needs an answer.
       *[other] ⚠️ It cannot be sent yet: { $count } questions need an answer.
    }
review-ready = Complete. Please check it, then send it.
review-sent = 🔒 Sent. If something needs to change, please contact the coordinator.
review-gaps = Missing { $count }:
review-answers = Other answers:
submitted =
    { $asked ->
        [one] ✅ We have received { $section }, { $asked } question, { $moment }.
       *[other] ✅ We have received { $section }, { $asked } questions, { $moment }.
    }
    Thank you.
submitted-unavailable =
    { $count ->
        [one] { $count } answer is recorded as “no data yet”.
       *[other] { $count } answers are recorded as “no data yet”.
    }
submitted-locked = Its answers are now locked. If something needs to change, please contact the coordinator.
submitted-left =
    { $count ->
        [one] { $count } section is left:
       *[other] { $count } sections are left:
    }
submitted-all = All sections have been sent. Thank you very much for your help.
state-draft = being filled in
state-submitted = sent
state-returned = returned for correction
state-accepted = accepted

## Lists of records

repeat-empty = Nothing here yet.
repeat-untitled = (no name yet)
