## Same as last round?

earlier-value = Last round ({ $date }): { $value }
button-same = Still the same
saved-carried = { $line } (same as last round)

## Lists of records

button-add-more = + Add one more
button-table = Fill from a table
button-undo-removal = ↩ Undo
button-duplicate = ⧉ Copy
button-record-list = ◀ List
button-continue-record = ▶ Continue
record-complete = ✓ { $record } is complete: { $summary }
record-removed = 🗑 “{ $record }” is off the list.
record-removed-bare = 🗑 One entry is off the list.
record-full = ✅ { $done } of { $asked }
record-open = 🟡 { $done } of { $asked }
record-no-answer = open
record-lead-copied = ⧉ { $record } is a copy. Please tap the numbers that differ and change their answers.
record-lead-carried = ↻ { $record } was taken over from last round. Please look it over.
record-mark-copied = ⧉ copied, not changed yet
record-mark-carried = ↻ same as last round
records-missing = At least { $least } entries; { $missing } more to go.
records-full = This list is full: at most { $most } entries.
records-earlier = From { $round }: tap what is still running.
problem-too-few-items = At least { $least } entries; please add { $missing } more.
problem-more-than-items = At most { $most } entries; please remove { $over }.

## Where an answer came from

line-origin-carried = ↻ same as last round
line-origin-copied = ⧉ copied
line-origin-sheet = ⊞ from a table
export-origin = Origin
export-origin-carried = Carried over from last round
export-origin-guest = Proposed by a colleague
export-origin-sheet = From a table
export-origin-copied = Copied from another record
