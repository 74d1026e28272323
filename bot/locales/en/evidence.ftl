## Evidence

evidence-for = { $label }: { $value }
evidence-asked = The evidence for it, please
evidence-more = Evidence
evidence-taken =
    { $count ->
        [one] ✓ { $label }: { $count } piece of evidence saved
       *[other] ✓ { $label }: { $count } pieces of evidence saved
    }
evidence-count =
    { $count ->
        [one] { $count } piece of evidence
       *[other] { $count } pieces of evidence
    }
evidence-kinds = What fits, for example: { $kinds }.
evidence-shared = The same evidence also counts for:
evidence-how = Send a file, photo, album, or link here. It may also follow later.
evidence-more-how = Is there more? Please send it. If not, tap Next.
evidence-full = That makes { $most }, the most that one answer may have.
evidence-left = { $count } answers still lack their evidence.
evidence-photo = photo
evidence-document = file
evidence-audio = recording
evidence-voice = voice recording
evidence-video = video
evidence-link = link
evidence-post = post
evidence-place = location
evidence-caption = “{ $text }”
evidence-origin = from { $origin }, { $date }
evidence-origin-bare = from { $origin }
evidence-under-way = ⏳ being saved
evidence-bad-empty = ⚠️ empty
evidence-bad-program = ⚠️ a program, not kept
evidence-bad-bomb = ⚠️ too large once opened
evidence-bad-disguised = ⚠️ not what its name says
evidence-bad-lost = ⚠️ could not be fetched
evidence-bad-other = ⚠️ cannot be used
evidence-refused-why = Files marked ⚠️ do not count as evidence. Please send another file.
evidence-share = 🔗 Please make sure that anyone can open the drive link: Share → Anyone with the link.
evidence-photo-tip = 💡 To keep stamp and signature of a document legible, send its photo as a file: 📎 → File.
button-evidence-later = Later
button-evidence-answer = Change the answer
button-evidence = 📎 Evidence
button-evidence-saved = 📎 Evidence for the last answer
button-evidence-count = 📎 Evidence ({ $count })
problem-evidence-text = Evidence is awaited here: a file, photo, or link. What you just typed was not kept.
problem-evidence-link = This link is not complete: { $link }. Please copy all of it, beginning with https://.
problem-evidence-full = That makes { $most }, the most that one answer may have. What came after that was not kept.
problem-evidence-edit = The edited text has no link any more. The one from before is still kept.
problem-evidence-twice = This file is in the list already.
problem-evidence-big =
    This file has more than { $most } MB and we cannot fetch it. Please make it smaller (compress the PDF, for example), split it, or send a link. For large files an operator can run a Bot API server of their own.
problem-evidence-unasked = No evidence is asked for that answer any more, so this was not kept.
problem-evidence-other = Evidence is awaited here: a file, photo, album, or link.
button-evidence-walk =
    { $count ->
        [one] 📎 { $count } answer lacks its evidence
       *[other] 📎 { $count } answers lack their evidence
    }
button-evidence-fill = 📎 Add the evidence
button-evidence-without = Send without it
review-unproved =
    { $count ->
        [one] { $count } answer has no evidence yet. Assessors judge answers by their evidence. Add it first?
       *[other] { $count } answers have no evidence yet. Assessors judge answers by their evidence. Add it first?
    }
line-proof-given = 📎
line-proof-missing = · no evidence yet
line-proof-refused = · ⚠️ its evidence cannot be used
evidence-counted =
    { $count ->
        [one] 📎 { $proved } · { $count } lacks evidence
       *[other] 📎 { $proved } · { $count } lack evidence
    }
evidence-counted-all = 📎 { $proved } with evidence
evidence-lacking = { $count } without evidence
recap-evidence = Evidence: { $proved } answers have it, { $unproved } lack it
card-evidence = Evidence
card-evidence-count = { $proved } answers have it, { $unproved } lack it
export-evidence = Evidence
export-proof-lacking = none yet
export-proved = Answers with evidence
export-unproved = Lacking evidence
export-words = Caption
export-posted-by = Posted by
export-posted = Posted on ({ $zone })
export-file-refused = Cannot be used
value-files-unusable = { $value } (⚠️ { $count } cannot be used)
