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
records-missing =
    { $least ->
        [one] At least { $least } entry; { $missing } more to go.
       *[other] At least { $least } entries; { $missing } more to go.
    }
records-full =
    { $most ->
        [one] This list is full: at most { $most } entry.
       *[other] This list is full: at most { $most } entries.
    }
records-earlier = From { $round }: tap what is still running.
problem-too-few-items =
    { $least ->
        [one] At least { $least } entry; please add { $missing } more.
       *[other] At least { $least } entries; please add { $missing } more.
    }
problem-more-than-items =
    { $most ->
        [one] At most { $most } entry; please remove { $over }.
       *[other] At most { $most } entries; please remove { $over }.
    }

## Where an answer came from

line-origin-carried = ↻ same as last round
line-origin-copied = ⧉ copied
line-origin-sheet = ⊞ from a table
export-origin = Origin
export-origin-carried = Carried over from last round
export-origin-guest = Proposed by a colleague
export-origin-sheet = From a table
export-origin-copied = Copied from another record

## From a table

table-filling = Please fill in the template that we send, one row for each entry, then send the file here (.xlsx or .csv). You can also paste rows from a spreadsheet.
table-template = The template of { $list }. One row for each entry; please send it back here when it is filled in.
table-choices = Choices
table-pasted = Table
table-reading = Thank you. We are reading { $name }; what we found follows shortly.
table-elsewhere = The table was not read, because its list is no longer open. Please open the list and send it again.
table-refused = { $name } cannot be used yet.
table-mistakes =
    { $count ->
        [one] { $name }: one cell needs correcting. Nothing has been added.
       *[other] { $name }: { $count } cells need correcting. Nothing has been added.
    }
table-cell = Row { $row } · { $column }: “{ $said }”
table-more = … and { $count } more
table-again = Please correct it and send it again.
table-ready =
    { $count ->
        [one] ✓ { $name }: one entry is ready to be added.
       *[other] ✓ { $name }: { $count } entries are ready to be added.
    }
table-unfinished =
    { $count ->
        [one] { $count } of them is not complete; what is missing can be filled in here.
       *[other] { $count } of them are not complete; what is missing can be filled in here.
    }
table-unused = Columns that are not used: { $heads }
table-added =
    { $count ->
        [one] ✓ One entry from the table has been added.
       *[other] ✓ { $count } entries from the table have been added.
    }
button-add-table =
    { $count ->
        [one] Add one entry
       *[other] Add { $count } entries
    }
problem-table-large = This table is over { $most } MB. Please send the table alone, without pictures.
problem-table-unreadable = This file cannot be read. Please save it as .xlsx or CSV and send it again.
problem-table-cut = Telegram may have cut off a paste as long as this. Please save the table as .xlsx or CSV and send the file here.
problem-table-empty = No row is filled in yet.
problem-table-heads = We do not know these column heads. Please use the first row of the template.
problem-table-many =
    { $count ->
        [one] This table has { $count } row; there is room for { $room }.
       *[other] This table has { $count } rows; there is room for { $room }.
    }
problem-table-not-asked = Not asked in this entry; please leave it empty.
problem-table-doubt = It can be read as { $first } or { $second }; please write it more clearly.
problem-table-choice = That is not among the choices: { $choices }.
table-known =
    { $count ->
        [one] ⚠️ { $count } of them reads like an entry that is already there.
       *[other] ⚠️ { $count } of them read like entries that are already there.
    }
