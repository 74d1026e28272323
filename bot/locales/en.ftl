# Pilar's sentences in English: formal, warm, short. Question texts live in the form, not here.
# Write &, < and > as HTML entities.

language-own-name = English

## Greetings and time

greeting-morning = Good morning
greeting-day = Good day
greeting-afternoon = Good afternoon
greeting-evening = Good evening
person-named = { $name }
person-you = you
agency-in-region = { $agency }, { $region }
date-moment = { $date }, { $clock }
date-today = today at { $clock }
date-yesterday = yesterday at { $clock }
date-day = { $date } at { $clock }
date-due = Due by { $moment } ({ $left })
date-was-due = The deadline, { $moment }, { $left }
date-passed = has passed; your answers are still welcome.
date-days-left = { $days } days left
date-tomorrow = tomorrow
date-hours-left =
    { $hours ->
        [one] today, { $hours } hour left
       *[other] today, { $hours } hours left
    }
date-minutes-left =
    { $minutes ->
        [one] today, { $minutes } minute left
       *[other] today, { $minutes } minutes left
    }

## Buttons

button-menu = ☰ Menu
button-begin = ▶ Start
button-continue = ▶ Continue
button-continue-in = ▶ Continue: { $section }
button-sections = All sections
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

## The start and the menu

welcome =
    { $greeting }, { $person }.
    Here { $you } can answer { $round } for { $agency }.
welcome-load =
    { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. Take your time: every answer is saved at once.
home-round = { $round } · { $region }
home-progress = { $done } of { $asked }
home-legend = ⚪ not yet · 🟡 under way · ✅ ready · 🔒 sent
home-pillars = Pillars { $marks } { $full } of { $pillars } complete
home-ready =
    { $count ->
        [one] ✅ { $count } section is complete: please review and send it.
       *[other] ✅ { $count } sections are complete: please review and send them.
    }
home-ready-optional =
    { $count ->
        [one] ✅ { $count } section is ready to be sent; it still has optional questions.
       *[other] ✅ { $count } sections are ready to be sent; some questions are optional and still open.
    }
home-all-sent = All sections have been sent. Thank you.
home-evidence =
    { $count ->
        [one] 📎 { $count } answer still needs its evidence.
       *[other] 📎 { $count } answers still need their evidence.
    }
home-closed = This questionnaire is closed. Answers can still be read.
agency-choice = Which agency would you like to answer for now?

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
colleague-changed = { $name } answered this question, { $when }.

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

## Answers that cannot be accepted yet

problem-own = ⚠️ { $text }
problem-said = ⚠️ { $text }
problem-example = Example: { $example }
problem-constraint = This answer does not meet the question's condition yet.
problem-required = This question needs an answer. If there is none yet, please tap No data yet.
problem-reason = Please write the reason.
problem-not-asked = This question is no longer asked, because another answer changed.
problem-not-shown = That choice is no longer available. Please choose from the latest list.
problem-unseen = You may not have seen this card yet, so your last message was not recorded. Please answer here.
problem-read-only = This is filled in by itself and cannot be changed.
problem-too-many-items = At most { $most } entries.
problem-politeness = Thank you. Please kindly enter the answer.
problem-number = Please answer with a number.
problem-integer = { $value } is not a whole number yet. Please leave out the decimals.
problem-number-large = This number is too large. Please check it.
problem-number-range = That is a range. Please enter one number only.
problem-number-several = There is more than one number. Please enter one only.
problem-number-vague = Please enter an exact number. If it is { $number }, type just { $number }.
problem-number-vague-bare = Please enter one exact number.
problem-range = Please choose a number from { $start } to { $end }, in steps of { $step }.
problem-unit = The unit here is { $unit }, not { $typed }. Please type the number alone.
problem-unit-bare = This number does not take { $typed }. Please type the number alone.
problem-date = Please enter a date: day, month, year.
problem-date-incomplete = The date is not complete. Please enter day, month and year.
problem-date-impossible = The calendar has no { $day }/{ $month }/{ $year }.
problem-date-impossible-bare = The calendar has no { $day }/{ $month }.
problem-date-far = The year { $year } is outside { $from } to { $to }.
problem-time = Please enter hours and minutes.
problem-datetime = Please enter the date and the time.
problem-time-missing = The date is clear. Please send it once more with the time.
problem-choice =
    { $count ->
        [0] No choice fits the earlier answers yet.
       *[other] That is not among the choices. Please tap a button, or type its number.
    }
problem-choice-part =
    { $count ->
        [0] No choice fits the earlier answers yet.
       *[other] “{ $typed }” is not among the choices. Please tap its button, or type a number from 1 to { $count }.
    }
problem-choice-position =
    { $count ->
        [0] No choice fits the earlier answers yet.
       *[other] There is no choice number { $typed }. They are numbered 1 to { $count }.
    }
problem-rank-twice = A choice is named twice. Please rank the { $count } choices, each once.
problem-rank-incomplete = Only { $ranked } of { $count } choices are ranked. Please complete the order.
problem-place = Please send a location: tap 📎, then Location. You can also type the coordinates.
problem-place-outside = Those coordinates are off the map. Please check them.
problem-file-too-big = This file is larger than { $most } MB. Please send a smaller version or a link.
problem-typed-expected = Please type the answer.
problem-text-empty = We could not read any text. Please try once more.
problem-text-symbols = Please answer in words.
problem-button = That button does not belong to this question. Please use the latest message.
problem-acknowledge = If you agree, please tap the button.
problem-file-expected =
    { $kind ->
        [image] Please send the photo here: tap 📎.
        [audio] Please send the voice recording here.
        [video] Please send the video here: tap 📎.
       *[file] Please send the file or photo here: tap 📎.
    }
problem-file-kind =
    { $kind ->
        [image] A photo is needed here. Please send one.
        [audio] A voice recording is needed here. Please send one.
        [video] A video is needed here. Please send one.
       *[file] A file or photo is needed here. Please send one.
    }
problem-other = We could not take this answer yet. Please try once more.

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
repeat-unfinished = (incomplete)
repeat-remove = Remove this entry and the answers in it?
repeat-remove-named = Remove “{ $item }” and the answers in it?

## Coordinators

status-progress = { $complete } of { $agencies } agencies complete
status-line = { $mark } { $agency } { $done }/{ $asked }
status-line-sent =
    { $sent ->
        [one] { $mark } { $agency } { $done }/{ $asked } · { $sent } section sent
       *[other] { $mark } { $agency } { $done }/{ $asked } · { $sent } sections sent
    }
status-line-not-joined = { $mark } { $agency } { $done }/{ $asked } · not joined yet
status-legend = ✉️ not joined · ⚪ not yet · 🟡 under way · ✅ complete
status-empty = There is no agency in this questionnaire yet.
agency-nobody = Nobody has joined yet. You can send an invitation from here.
agency-people = Representatives: { $names }
agency-seen = Last active { $seen }
agency-hint = Tap a section to see its answers.
agency-reopen =
    Reopen { $section } for { $agency }?
    All answers are kept, and we will tell the representatives.
agency-reopened = ✓ { $section } is open again. We will tell the representatives.
answers-of =
    { $agency }
    { $section }
answers-none = There is no answer in this section yet.
invite-choice = Which agency would you like to invite a representative of?
invite-choice-alone =
    Which agency would you like to invite a representative of?
    { $count ->
        [one] ⚪ { $count } agency has no representative yet.
       *[other] ⚪ { $count } agencies have no representative yet.
    }
alert-section = ✅ { $agency } sent { $section }
alert-section-facts = { $done } of { $asked } answered · { $person }, { $clock }
alert-section-others = This section: sent by { $done } of { $asked } agencies.
alert-complete =
    ✅ { $agency } is complete.
    Last section: { $section }, sent by { $person }, { $moment }.
alert-all-complete =
    ✅ All { $agencies } agencies are complete.
    Last section: { $section } of { $agency }.
    { $round } · { $region }
    Thank you for your work.
alert-reopened =
    { $section } of { $agency } was reopened by { $by }.
    All answers are still there. Please check them and send the section again. Thank you.

## Invitations

invitation =
    To the representative of { $agency },

    please fill in { $round } on Telegram: { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }, in as many sittings as you like.
    Due by { $deadline }.

    Please open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for that representative only and is valid until { $expires }.

    Thank you.
invitation-invalid = We do not recognise this invitation. Please check the link or the code, or ask your coordinator for a new one.
invitation-expired = This invitation is no longer valid. Please ask your coordinator for a new one. Thank you.
invitation-used = This invitation has already been used. Please ask your coordinator for a new one. Thank you.
invitation-closed = The questionnaire of this invitation is closed. For questions, please contact your coordinator.
invitation-slow-down = Please wait a few minutes before you try another code.

## Notices

stranger = Welcome. This service is for people invited by a coordinator. If you have an invitation, please open its link or type its code here.
code-wanted = Welcome. Please type the invitation code that stands below the link. Thank you.
already-joined = You are already a representative of { $agency }. Please continue.
coordinator-joined =
    Welcome, { $name }. As a coordinator of { $region } you can use:
    { $status } – see who has answered and who has not
    { $invite } – invite representatives of agencies
    { $help } – read the help
unasked-sticker = Thank you for the sticker. To answer, please tap a button or type your answer.
unasked-voice = We cannot read voice messages yet. Please type your answer.
unasked-contact = No contact number is needed. Your coordinator can invite a colleague.
unasked-location = No question asks for a location now, so we did not keep it.
unasked-forward = We did not take this forwarded message as an answer. If it is one, please copy its text and send it here.
unasked-file = No question is waiting for a file now, so we did not keep it. Please open the question first, then send it again.
unasked-text = No question is open, so we did not record this message. Please continue, then answer there.
unasked-poll = We cannot record a poll. Please tap a button or type your answer.
unasked-coordinator = Thank you. There is nothing to note here. As a coordinator you can use { $status } and { $invite }.
unasked-edited = Editing that message did not change an answer. To correct one, please open its question.
unasked-other = We cannot read this yet. Please tap a button or type your answer.
tap-wanted = This question is answered with its buttons. Please tap one of them.
trouble-not-saved = ⚠️ Your answer was not saved because our storage has a problem. Please send it again in a few minutes. Thank you.
trouble-unreadable = ⚠️ We could not handle your last message, and it was not saved. Please try once more.
trouble-file-too-big = ⚠️ This file is larger than 20 MB, so we could not keep it. Please send a smaller version or a link.
trouble-not-allowed = This is not available to you. For questions, please contact your coordinator.
trouble-unknown-command = We do not know that command. The menu button beside the message box lists them all.
trouble-unknown-agency = There is no agency of that name. Please check the spelling.
language-choice = Please choose a language.
help-representative =
    Answer by tapping a button or by typing. Every answer is saved at once and read back to you.

    { $continue } – go on with the next open question
    { $sections } – see all sections
    { $review } – review your answers, then send
    { $language } – change the language

    A typing mistake? Edit your message, or open the question again.
    No figures? Tap No data yet.
help-coordinator =
    { $status } – who has answered and who has not; add an agency's name for its details
    { $invite } – an invitation ready to forward on WhatsApp
    { $language } – change the language

    We tell you when a section is sent and when everything is complete.
help-ask = Do you need help? Please contact your coordinator: { $names }.
locked-section = { $section } has been sent, so its answers are locked. If something needs to change, please contact the coordinator.
stale-card = That button belongs to an old message. Here is how things stand now.
deadline-passed = Please continue. Thank you.
round-closed = { $round } is closed. Your answers are kept and can still be read. Thank you.
no-round = No questionnaire is open for you now. For questions, please contact your coordinator.
welcome-back = We are sorry: our service was down for a while. Every answer marked ✓ is safe. Here is your last question.
in-group =
    Thank you for adding us. In this group, coordinators can use { $status }.
    The questionnaire is answered in a private chat.
link-in-group = This invitation is for one person. Please open its link in a private chat with us. It has not been used here.
private-only = To keep answers confidential, please do this in a private chat.
toast-saved = Saved
toast-unchanged = Already recorded
toast-stale = An old button; here is the latest
toast-not-saved = Not saved, please try again
toast-not-allowed = Not available to you
toast-no-picture = The author has not provided the picture yet

## Commands

command-start = Open the questionnaire
command-continue = Go on with the next open question
command-sections = See all sections and pillars
command-review = Review your answers, then send
command-language = Change the language
command-help = Help
command-status = Who has answered and who has not
command-invite = Invite a representative of an agency
