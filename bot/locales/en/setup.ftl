# Putting a new questionnaire together in the chat.

setup-title = A new questionnaire for { $region }
setup-step = Step { $step } of { $steps }
setup-ready = Everything is there. The questionnaire can be opened.
setup-open-yet = not yet
setup-line = { $mark } { $label }: { $value }
setup-label-1 = Form
setup-label-2 = Name
setup-label-3 = Deadline
setup-label-4 = Agencies
setup-form =
    { $title } · { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }, { $sections ->
        [one] { $sections } section
       *[other] { $sections } sections
    } ({ $languages })
setup-form-bare =
    { $title } · { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }, { $sections ->
        [one] { $sections } section
       *[other] { $sections } sections
    }
setup-agencies =
    { $count ->
        [one] { $count } agency
       *[other] { $count } agencies
    }
setup-ask-1 = Please send the form as an XLSForm file ({ $spellings }).
setup-ask-2 = Next: the name of the questionnaire, as the representatives will read it.
setup-ask-3 = Next: the deadline.
setup-ask-4 = Next: the list of agencies.
setup-wanted-form = Please send the form as an XLSForm file ({ $spellings }).
setup-wanted-name = Please type the name of the questionnaire, for example: Smart City Evaluation 2024, Phase I
setup-wanted-deadline = Please type the deadline, for example: { $example }
setup-wanted-agencies =
    Please send the list of agencies as .xlsx or CSV.
    Its columns: code, name, short name, kind, contact (may be empty).
    The list is checked first; nothing is stored yet.
setup-zones = By which clock is the deadline read?
setup-regions = Which region is this questionnaire for?
setup-looking = Thank you. We are looking into { $file }; the result follows in a moment.
setup-accepted = ✓ { $file } can be used.
setup-warnings =
    { $count ->
        [one] There is { $count } note that may be ignored.
       *[other] There are { $count } notes that may be ignored.
    }
setup-refused =
    { $warnings ->
        [0] ⚠️ { $file } cannot be used yet: { $errors } to correct.
       *[other] ⚠️ { $file } cannot be used yet: { $errors } to correct, { $warnings } to note.
    }
    Each has its row. Once corrected, please send it again.
setup-unreadable = ⚠️ We could not fetch or read { $file }. Please send it again; 20 MB at most.
setup-list-refused = ⚠️ { $file } cannot be used yet. Please correct these and send it again:
setup-list-accepted =
    ✓ { $file }: { $count ->
        [one] { $count } agency
       *[other] { $count } agencies
    }, { $new } new, { $known } known already.
setup-orphans =
    ⚠️ { $count ->
        [one] { $count } question is
       *[other] { $count } questions are
    } asked of none of these agencies.
setup-confirm =
    Open { $round } for { $region }?
    Agencies: { $agencies }. Questions: { $questions }.
    { $due }

    We then send all invitations as documents. Representatives who have already joined hear of it in working hours.
setup-opened =
    ✓ { $round } for { $region } is open. Agencies: { $agencies }.
    We are preparing the invitations: one .xlsx sheet, and QR codes to print.
setup-give-up = Give up preparing this questionnaire? We forget what was sent here.
setup-gave-up = The questionnaire is no longer being prepared.
setup-trying = You try the form as a test agency. Its answers go nowhere.
setup-trial-agency = Test agency
setup-trial-round = Trial: { $title }
setup-template = An example of the list of agencies. Please fill it in and send it back here.
setup-invitations =
    Invitations to { $round }: link, code and WhatsApp text for { $count ->
        [one] { $count } agency
       *[other] { $count } agencies
    }. Each link is written in this document only.
setup-qr = Invitations to { $round } as QR codes, to print and cut apart.
invitations-title = Invitations to { $round }
invitations-note = { $region }. Valid until { $expires }. Each link is for one agency only.
invitations-agency = Agency
invitations-contact = Contact
invitations-people = Joined already
invitations-link = Link
invitations-code = Code
invitations-text = WhatsApp text
invitations-how = Scan with the phone's camera, then tap Start. For this agency's representatives only.
button-setup-try = Try it first
button-setup-tried = ✓ Finish the trial
button-setup-go-on = ▶ Go on preparing
button-setup-name = Name
button-setup-deadline = Deadline
button-setup-agencies = Agencies
button-setup-zone = Clock: { $zone }
button-setup-last =
    { $count ->
        [one] Take { $count } agency of last time
       *[other] Take { $count } agencies of last time
    }
button-setup-template = Download an example
button-setup-open = Open the questionnaire
button-setup-open-yes = Yes, open it now
button-setup-give-up = Give up
button-setup-give-up-yes = Yes, give up
problem-setup-name = The name needs 1 to 200 characters, in one message.
problem-setup-taken = This region has a questionnaire of that name already. Please choose another.
problem-setup-not-ready = Something is still missing.
problem-setup-file = Please send it as a file, not as a text or a photo.
problem-setup-large = This file is larger than 20 MB. Please send a smaller one.
file-template = agencies
file-invitations = invitations
file-qr = invitations-qr
list-title = Agencies
list-kinds = Kinds
list-header-code = code
list-header-name = name
list-header-short = short name
list-header-kind = kind
list-header-contact = contact
list-row-1 = dinkes; Dinas Kesehatan; Dinkes; dinkes; head of programmes, 0812…
list-row-2 = diskominfo; Dinas Komunikasi dan Informatika; Diskominfo; kominfo
export-choice =
    Download the answers of { $round }. Please choose the file:

    Complete – one workbook: summary, answers, records, evidence, history.
    National order – baseline, output, outcome, impact, quick wins, collaboration.
    ODK CSV – for tools that read ODK Central.
    Evidence – all files, in order of their questions.
export-preparing = We are preparing the file and send it here in a moment.
export-caption = { $region } · { $round }, as of { $moment }.
button-export-xlsx = Complete (.xlsx)
button-export-national = National order (.xlsx)
button-export-odk = ODK CSV (.zip)
button-export-language = Language of the file: { $language }
