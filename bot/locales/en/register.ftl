## Evidence one by one, used again, and its register

piece-right = Is this the right file, and is it signed?
piece-right-other = Is this the right evidence?
piece-is-right = ✓ Looked at. Thank you.
piece-removed = 🗑 No longer evidence for “{ $label }”: { $name }.
piece-gone = This piece is no longer in the list.
piece-lost = ⚠️ The file cannot be shown here. If it is needed, please send it once more.
piece-given = { $size }, from { $by }, { $when }
piece-given-size = { $size }, { $when }
piece-given-by = from { $by }, { $when }
piece-same-as = 🟰 the same content as number { $number }
piece-others = Evidence for these as well:
piece-replace = Please send what takes its place: a file, a photo or a link. { $name } counts until then.
piece-known = ℹ️ This file was sent before, for “{ $label }”; now it counts for both.
piece-known-more =
    ℹ️ This file was sent before, for “{ $label }” and { $count ->
        [one] { $count } more question
       *[other] { $count } more questions
    }; now it counts for all of them.
button-piece-right = ✓ Yes, it is
button-piece-replace = Replace
button-reuse = ♻️ Use what was given before ({ $count })
button-register = 📎 All evidence
reuse-title = ♻️ Given before, for
reuse-how = Tap the number of what proves this answer as well.
register-title = 📎 Evidence of { $agency }
register-count =
    { $documents ->
        [one] { $documents } piece of evidence
       *[other] { $documents } pieces of evidence
    } for { $proved ->
        [one] { $proved } answer.
       *[other] { $proved } answers.
    }
register-lacking =
    { $count ->
        [one] { $count } answer has no evidence yet.
       *[other] { $count } answers have no evidence yet.
    }
register-complete = Every answer that needs evidence has it.
register-empty = There is no evidence yet.
register-missing = no evidence yet
register-how = Tap a number to look at it, or to add what is missing.
register-look = Tap a number to look at it.
command-evidence = All evidence
file-same = 📄 { $name } for “{ $label }” has the same content as a file that was sent for “{ $other }”. Both count; next time a tap on ♻️ is enough.
