## The review: coordinators and assessors

command-check = sections that wait for review
queue-waiting = { $count } { $count ->
    [one] section waits
   *[other] sections wait
 } for review, the longest first:
queue-empty = No section waits for review.
queue-line = { $mark } { $agency } · { $section } { $count } · { $when }
queue-line-again = { $mark } { $agency } · { $section } { $count } · fixed, { $when }
button-queue = Review list
button-return = Return
button-accept = Accept
button-accept-section = ✅ Accept this section
button-reconsider = Take the acceptance back
button-recall = Take the return back
button-return-listed = ↩️ Return { $count } { $count ->
    [one] question
   *[other] questions
 }
button-return-yes = Yes, return { $count } { $count ->
    [one] question
   *[other] questions
 }
button-return-question = ↩️ Return
button-return-change = ✎ Change the reason
button-return-off = Do not return
button-thread = 💬 Ask or note
button-cancel-words = ◀ Cancel
button-see-question = Open
button-answer-remark = 💬 Reply
review-hint = Tap a number to open an answer with its evidence, or to return it.
review-listed = ↩️ { $count } to be returned, not sent yet
review-returned = ↩️ { $count } returned, { $fixed } fixed
reviewed-unproved = 📎 { $count } { $count ->
    [one] answer has
   *[other] answers have
 } no evidence yet
review-no-evidence = · no evidence yet
review-changed = · 🔁 fixed
review-before = before: { $value }
review-carried = carried over from an earlier round
review-evidence = 📎 { $count } { $count ->
    [one] piece of evidence
   *[other] pieces of evidence
 }
review-evidence-none = 📎 no evidence yet
review-earlier = Last round: { $value } ({ $when })
review-score = Self-check estimate: { $score } of 4
review-is-listed = ↩️ To be returned ({ $by }): { $why }
review-is-returned = ↩️ Returned: { $why }
review-is-fixed = ✅ Fixed: { $why }
review-asks-why = What needs fixing? Please type it, or choose:
review-asks-words = Please type a question or note for the agency. The section stays as it is.
review-placeholder = Type here
return-reason-0 = evidence is unclear
return-reason-1 = please check the figure
return-reason-2 = incomplete
return-ask = Return { $count } { $count ->
    [one] question
   *[other] questions
 } of { $section } to { $agency }?
return-rest = All other answers stay locked.
return-nothing-listed = Tap the number of a question that needs fixing, then choose why.
return-listed = ✓ On the list: { $question }
return-taken-off = ✓ It will not be returned.
return-begun = The agency has begun to fix it, so this return cannot be taken back any more.
return-recalled = ✓ The return of { $section } was taken back. The list is still here.
accept-but-listed = Some questions are on the list of returns. Please send that list or empty it first.
section-was-returned = ✓ { $section } was returned to be fixed.
section-is-accepted = ✓ { $section } is accepted.
section-reconsidered = ✓ { $section } waits for review again.
remark-sent = ✓ Your note was sent.
act-section-returned = { $questions } { $questions ->
    [one] question
   *[other] questions
 } of { $section } returned to { $agency }
act-section-accepted = { $section } of { $agency } accepted
alert-section-again = 🔁 { $agency } sent { $section } back

## Assessors

assessor-joined =
    { $person }, you are registered as an assessor of { $region }.
    /check shows the sections that agencies have sent, with their evidence. Drafts are not shown.
    You can accept answers or return them with a note.
assessor-pillars = Pillars: { $pillars }
help-assessor =
    { $check } – the sections that were sent and wait for review
    { $tasks } – follow-up tasks for agencies
    { $language } – change the language

    Open a question to see its evidence, last round's value and the notes; then accept the section, or return the questions that need fixing.
alert-joined-assessor = 👤 { $person } joined as an assessor.
assessor-choice = Which pillar does this assessor review? Only sections that were sent are shown to her.
button-all-pillars = All pillars
control-invite-assessor = Invite an assessor
invitation-assessor =
    Dear assessor,

    please review the answers of { $region } in { $round } with their evidence, on Telegram.

    Open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for one person and works until { $expires }.

    Thank you.
alert-joined-assessor-bare = 👤 An assessor has joined.

## What is said about one question

thread-line = 💬 { $by }: { $text }
thread-earlier = … { $count } earlier { $count ->
    [one] note
   *[other] notes
 }
remark-to-agency = A note about an answer of { $agency }:
remark-to-reviewer = { $agency } replied:

## Fixing: the agency

home-to-fix = ↩️ { $count } { $count ->
    [one] question needs
   *[other] questions need
 } fixing
button-fix = ▶ Fix
button-fix-count = ▶ Fix { $count } { $count ->
    [one] question
   *[other] questions
 }
button-explain = 💬 It is right, explain
button-send-back = Send { $section } back
button-send-back-unproved = Send back without evidence
fix-comment = ↩️ { $by }: { $why }
fix-others = Of { $section } only the returned questions can be changed. All other answers stay as they were sent.
fix-changed = { $old } → { $new }
fix-list = changed, now: { $value }
fix-kept = unchanged: { $value }
fix-said = 💬 { $text }
fix-nothing = (empty)
fixes-progress = { $done } of { $count } fixed
fixes-ready = Everything is fixed. Please check it, then send it back.
fixes-left = { $count } still { $count ->
    [one] needs
   *[other] need
 } fixing.
fixes-refused = ⚠️ It cannot be sent back yet: { $count } still { $count ->
    [one] needs
   *[other] need
 } fixing.
fixes-unproved = ⚠️ Some answers have no evidence yet. Send it back anyway?
fixes-opened = Because of this, { $count } more { $count ->
    [one] question needs
   *[other] questions need
 } an answer:
explain-ask = The answer stays as it is. Please type in a few words why it is right.
explain-ask-locked = Please type a reply to this note. The answer itself does not change.
explain-thanks = ✓ Thank you, your reply was passed on.
returned-tidings =
    { $count } { $count ->
        [one] question of { $sections } needs
       *[other] questions of { $sections } need
    } fixing, says { $by }. All other answers of { $agency } are safe.
returned-rest = Please fix and send back. Thank you.
recalled-tidings = { $section } is not returned to { $agency } after all. Nothing in it needs fixing. Thank you.
accepted-tidings = ✅ Reviewed and accepted: { $sections } of { $agency }. Thank you.
accepted-tidings-all = ✅ Reviewed and accepted: { $sections } of { $agency }. All sections are accepted now. Thank you very much.
sent-back-tidings = 🔁 { $agency } fixed { $section } and sent it back.

## Export

sheet-remarks = Remarks
sheet-remarks-is = Reviewers' notes on questions, and what the agencies replied
export-side = Side
export-side-agency = agency
export-side-reviewer = reviewer
export-remark = Remark
