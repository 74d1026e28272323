## Guests: helping with one question

guest-asked =
    { $greeting }, { $person }. { $agency } asks { $you } for help with this one question. What is answered here goes to them for approval first.
guest-asked-again = Help for { $agency }: one question.
guest-proposed =
    ✓ Thank you. Your answer has gone to { $agency } for approval.

    { $label }
    → { $said }
guest-album = the album just sent
guest-ended = Help with this question is no longer needed, so there is nothing left to fill in. Thank you.
guest-her-own = You already work for this agency, so you can answer the question directly.
guest-told-accepted = Thank you, { $person }. { $agency } is using your answer to “{ $label }”.
guest-told-replaced = Thank you, { $person }. { $agency } has received your answer to “{ $label }” and is adding to it.
guest-told-declined = Thank you, { $person }. For “{ $label }”, { $agency } is using another answer this time. Your help is much appreciated.
button-guest-change = Change the answer
button-open-question = ▶ Open the question

## What a guest proposes

proposal = { $guest } has answered the question that was passed on:
proposal-said = Proposed answer: { $said }
proposal-moved = ⚠️ The answer to this question has just changed. Please look first.
proposal-newer = ⚠️ { $guest } has just changed the answer. Please look first.
problem-proposal-file = This file cannot be used: it is damaged, empty or of a kind that is not taken. Please ask for it again, or send one yourself.
proposal-unfit = ⚠️ This proposal no longer fits the other answers. Please fill it in yourself.
proposal-accepted = ✓ { $label }: { $said } (from { $guest })
proposal-replaced = { $guest } proposed for “{ $label }”: { $said }. You answer it yourself.
proposal-declined = The proposal of { $guest } for “{ $label }” is not used. We have passed on our thanks.
proposal-changing = { $guest } proposes: { $said }
proposal-not-asked = This proposal cannot be used now: its section was sent, or the question is no longer asked.
button-proposal-use = ✓ Use this answer
button-proposal-leave = Do not use it
button-proposals = Answers from colleagues: { $count }

## Passing on a section or a question

share-section =
    Dear colleague at { $agency },

    please help to fill in { $section } of { $round } on Telegram: { $questions } { $questions ->
        [one] question
       *[other] questions
    }, about { $minutes } { $minutes ->
        [one] minute
       *[other] minutes
    }, in as many sittings as you like.
    Deadline: { $deadline }.

    Please open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for one person of { $agency } and is valid until { $expires }.

    Thank you.
    { $person }
share-question =
    Good day,

    { $agency } asks for your help with one question on Telegram:
    “{ $question }”
    Deadline: { $deadline }.

    Please open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This link is for one person and for that question alone; it is valid until { $expires }.

    Thank you.
    { $person }
share-withdrawn = Links and help for “{ $label }” were withdrawn. You can still answer the question yourselves.
button-pass-question = Ask a colleague
button-pass-section = Pass on this section
button-withdraw = Withdraw the link
toast-enough-links = Many links were made today. Please forward one of those, or try again tomorrow.

## Who holds a section

section-mine = 👤 You hold this section
section-held = 👤 Held by { $person }
section-holder = 👤 { $section }: { $person }
section-you = you
button-claim = I will fill this in
button-release = Let go of this section
toast-claimed = You hold this section now. Colleagues can still help.
toast-held = { $person } holds this section. You can still help to fill it in.
toast-released = You have let go of this section.
