## The history of one question

trace-of = History: { $title }
trace-none = Nothing has changed yet.
trace-answered = Answered: { $new }
trace-changed = { $old } → { $new }
trace-cleared = Removed; it was: { $old }
trace-proof = 📎 Evidence: { $new }
trace-proof-removed = Evidence taken off: { $old }
trace-remark = 💬 { $new }
trace-returned = ↩️ Returned: { $new }
trace-section-draft = Its section was opened again
trace-section-submitted = 🔒 Its section was sent
trace-section-close = 🔒 Its section was closed by a coordinator
trace-section-recall = The return was taken back
trace-section-reconsider = Its section waits for review again
trace-section-returned = ↩️ Its section was returned
trace-section-accepted = ✅ Its section was accepted
trace-origin-guest = a guest’s proposal
trace-origin-carried = from the last round
trace-origin-sheet = from a sheet
trace-origin-copied = copied from another record
button-trace = History
button-trace-agency = Changed answers
export-before = Before
export-chain-number = Number in the history
export-chain-hash = Hash of the history (SHA-256)
