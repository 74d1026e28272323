## Buttons

button-menu = ☰ Menu
button-begin = ▶ Start
button-continue = ▶ Continue
button-continue-in = ▶ Continue: { $section }
button-sections = All sections
button-rounds = Change questionnaire
button-agencies = Change agency
button-back = ◀ Back
button-next = Next ▶
button-skip = Skip
button-unavailable = No data yet
button-cancel = ◀ Cancel
button-clear = Remove answer
button-change = Change
button-more = + Add to it
button-pictures = 🖼 Show picture
button-all-sent = That is all, next ▶
button-acknowledge = ✓ Yes, I agree
button-done =
    { $count ->
        [0] Done
       *[other] Done ({ $count })
    }
button-first = ▶ First: { $question }
button-all-choices = Show all choices
button-replace = Use my answer instead
button-keep = Keep theirs
button-replace-newer = Use the edited one
button-keep-newer = Keep the newest
button-review = Review
button-review-in = Review and send: { $section }
button-fill-gaps = ▶ Fill in what is missing
button-submit = Send { $section }
button-add = + Add
button-remove = Remove
button-remove-yes = Yes, remove
button-no-more = That is all, next ▶
button-none = None, next ▶
button-invite = Invite a representative
button-agency = Open agency
button-all-agencies = All agencies
button-back-to = ◀ { $name }
button-see-answers = See answers
button-reopen = Reopen
button-reopen-yes = Yes, reopen
button-status = See the status
button-whatsapp = Share on WhatsApp
button-copy-link = Copy the link
