## Confirmation by the head of an agency, and the receipt

sign-asking =
    To the head of { $agency },

    every section of { $round } has been sent: { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    } and { $evidence ->
        [one] { $evidence } piece of evidence
       *[other] { $evidence } pieces of evidence
    }. Please look through them and confirm on Telegram, about 5 minutes, without a password:
    { $link }

    If you are asked for a code, type: { $code }
    This link is for one confirmation and works until { $expires }.

    Thank you.
    { $person }
sign-hello =
    { $greeting }, { $person }.
    { $round } of { $agency } awaits your confirmation.
sign-total =
    Total: { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }, { $evidence ->
        [one] { $evidence } piece of evidence
       *[other] { $evidence } pieces of evidence
    }.
sign-evidence = 📎 { $count }
sign-no-data = { $count } without data
sign-unavailable = No data yet ({ $count }):
sign-lacking = 📎 { $count ->
    [one] { $count } answer has
   *[other] { $count } answers have
} no evidence yet.
sign-lost = { $count ->
    [one] { $count } file does not count: it
   *[other] { $count } files do not count: they
} could not be kept or cannot be used.
sign-what-happens = Please read the answers first. Once you confirm, the agency gets a numbered receipt in the name of { $name }.
sign-sure =
    Confirm { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    } and { $evidence ->
        [one] { $evidence } piece of evidence
       *[other] { $evidence } pieces of evidence
    } of { $agency } for { $round }, in the name of { $name }?

    Content code: { $fingerprint } …
sign-done =
    ✅ Thank you, { $person }. The confirmation is recorded as { $number }, { $moment }.

    The receipt follows in this chat in a moment. The link no longer works.
sign-already = This confirmation is recorded as { $number } already. Thank you.
sign-unknown = We do not know this confirmation link. Please ask the agency's representative for a new one.
sign-expired = This confirmation link has expired. Please ask the agency's representative for a new one. Thank you.
sign-used = This confirmation link has been used and no longer works. Thank you.
sign-own = ℹ️ This link is for the head of the agency: please forward it. Whoever asks for a confirmation cannot give it.
sign-open = ℹ️ It cannot be confirmed yet: some section is not sent.
sign-waiting = ⏳ It cannot be confirmed yet: some files are still being stored. Please try again in a minute.
sign-changed = ⚠️ Something has changed since you last looked. Please look through it once more.

button-ask-signature = ✍️ Make a confirmation link
button-receipts = 🔏 Head's confirmation
button-receipt = 🧾 Receipt (PDF)
button-read-answers = 📄 Read the answers (PDF)
button-look-again = 🔄 Look again
button-sign = ✅ I confirm
button-sign-yes = Yes, I confirm

toast-enough-signings = Several links were made today. Those that were forwarded still work.
toast-not-sealable = Not every section is sent yet.

receipts-of =
    Head's confirmation · { $agency }
    { $round }
receipts-none = Not confirmed yet. Every section is sent: make a link and forward it to the head of the agency.
receipts-open = Not confirmed yet. { $count ->
    [one] { $count } section is
   *[other] { $count } sections are
} not sent yet.
receipts-by = Confirmed by { $name }, { $when }.
receipts-broken = If the change is right, ask for a new confirmation.
receipts-broken-open = A new confirmation can be asked for once { $count ->
    [one] { $count } section is
   *[other] { $count } sections are
} sent again.
receipts-changed = What has changed:
receipts-earlier = Earlier receipts:
receipts-changed-group = shared evidence: { $name }
receipts-changed-gone = { $name } (no longer asked)
receipt-news =
    🔏 { $agency } was confirmed by { $name }
    { $number } · { $moment }
    { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }, { $evidence ->
        [one] { $evidence } piece of evidence
       *[other] { $evidence } pieces of evidence
    }.
receipt-news-nobody =
    🔏 { $agency } was confirmed by its head
    { $number } · { $moment }
    { $answers ->
        [one] { $answers } answer
       *[other] { $answers } answers
    }, { $evidence ->
        [one] { $evidence } piece of evidence
       *[other] { $evidence } pieces of evidence
    }.
receipt-replaces = It takes the place of { $number }.
answers-paper-caption = Answers of { $agency } for { $round } as of { $moment }.

seal-intact = 🔏 { $number } · seal intact
seal-broken = ⚠️ { $number } · seal broken: { $count ->
    [one] { $count } answer has
   *[other] { $count } answers have
} changed since { $date }
seal-cell-intact = seal intact
seal-cell-broken = seal broken: { $count ->
    [one] { $count } answer has
   *[other] { $count } answers have
} changed since { $date }
seal-will-break = ⚠️ The head confirmed this as { $number }. If an answer changes, the seal breaks and a new confirmation is needed.
status-legend-sealed = 🔏 confirmed by its head · ⚠️ changed since
export-receipt = Receipt
export-confirmed-by = Confirmed by
export-confirmed-at = Confirmed ({ $zone })
export-seal = Seal
home-seal-wanted = ✍️ Only the head's confirmation is left.
act-signature-asked = Confirmation link for the head of { $agency } made

## On paper

paper-receipt = Receipt
paper-statement = { $name } confirmed the answers of { $agency } for { $round } as they were recorded at the time below.
paper-region = Region
paper-round = Questionnaire
paper-agency = Agency
paper-signer = Confirmed by
paper-time = Time
paper-replaces = Takes the place of
paper-head-section = Section
paper-head-answered = Answered
paper-head-asked = Asked
paper-head-unavailable = No data
paper-head-evidence = Evidence
paper-total = Total
paper-fingerprint = Fingerprint of the content (SHA-256)
paper-check = How to check it: keep this PDF file and run “pilar verify” with its name. What was confirmed travels inside the PDF; the command computes its fingerprint anew, without the internet, and holds it against the one printed here. A change of one letter changes the fingerprint.
paper-check-not = This receipt proves what was confirmed and when it was recorded. The person is known by the Telegram account that opened the link; this is no certified electronic signature.
paper-page = page
paper-as-of = As of { $moment }
paper-open = (not answered yet)
paper-evidence = Evidence: { $name }
paper-signature = Seen by the head of { $agency }
paper-signature-name = (…………………………………………)
