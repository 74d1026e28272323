## Exports: names of sheets (at most 31 letters), headings, words in cells

export-kind-xlsx = answers
export-kind-national = national order
export-kind-odk = ODK
export-kind-odk-split = ODK split

sheet-about = About
sheet-summary = Summary
sheet-answers = Answers by agency
sheet-list = List of answers
sheet-evidence = Evidence
sheet-history = Change history
sheet-columns = Columns
sheet-long-texts = Long texts
sheet-no-block = Other questions
sheet-summary-is = How far each agency is in each section, and since when it stands there
sheet-answers-is = One row an agency, one column a question; choices have their label beside the stored name
sheet-list-is = One row an answer, with its unit and standing, who gave it and when
sheet-records-is = One row a record of: { $list }
sheet-evidence-is = Every piece of evidence and every file that is an answer, with its question and origin
sheet-history-is = Every change of every answer and every act of a coordinator, the oldest first
sheet-columns-is = What each column of the answers is, and which versions of the form have it
sheet-block-is = Questions of the block { $block }, in the order of the form; those still open are marked

export-region = Region
export-round = Round
export-form = Questionnaire
export-form-version = Version of the form
export-notice = Please note
export-deadline = Deadline ({ $zone })
export-made = Made at ({ $zone })
export-tone-not-asked = Not asked of this agency, or no longer asked because of another answer
export-tone-unavailable = The agency says that there is no data yet; the list of answers has the reason

export-agency-code = Agency code
export-agency = Agency
export-representatives = Representatives
export-seen = Last active ({ $zone })
export-answered = Answered
export-of = Of
export-missing = Missing
export-status = Status
export-since = Since ({ $zone })
export-status-draft = Draft
export-status-submitted = Sent
export-status-returned = Returned for correction
export-status-accepted = Verified

export-section = Section
export-question = Question
export-name = Name
export-record = Record
export-items = Record ids
export-value = Value
export-label = Label
export-unit = Unit
export-standing = Standing
export-reason = Reason
export-who = By
export-when = When ({ $zone })
export-what = What
export-revision = Revision
export-undone = Undone
export-choice-label = { $question } · label
export-latitude = latitude
export-longitude = longitude
export-altitude = altitude
export-accuracy = accuracy
export-standing-given = Answered
export-standing-unavailable = No data yet
export-standing-skipped = Skipped
export-standing-cleared = Removed
export-standing-computed = Computed
export-standing-open = Not answered yet

export-file = File
export-file-name = File name
export-type = Type
export-bytes = Bytes
export-file-standing = Stored
export-file-used = In the present answer
export-file-kept = Yes
export-file-waiting = On its way
export-file-lost = Could not be fetched
export-sha256 = SHA-256
export-yes = Yes
export-no = No

export-column = Column
export-sheet = Sheet
export-scope = Answered by
export-scope-agency = Every agency
export-scope-region = The region, once
export-dimension = Block
export-versions = Versions
export-cell = Cell
export-part = Part
export-text = Text
export-continued = … [whole text in the sheet “{ $sheet }”]

export-number = No.
export-pillar = Pillar
export-sub-dimension = Sub-dimension

act-form-updated = Form updated from version { $old } to { $new }
