## Files that cannot be taken, and the export of evidence

file-unnamed =
    { $medium ->
        [photo] photo
        [voice] voice recording
        [audio] recording
        [video] video
       *[other] file
    }
file-not-kept =
    📎 { $file }
    { $question }

    We could not accept this for { $agency } yet.
file-not-kept-bare =
    📎 { $file }

    We could not accept this for { $agency } yet.
file-not-kept-empty = The file is empty (0 bytes). Please check it and send the whole file again. Thank you.
file-not-kept-program = For safety we keep no programs or scripts, whatever they are called. Please send the document as a PDF or a photo. Thank you.
file-not-kept-bomb = What is inside this file is too large once it is opened. Please send the document itself, not compressed, or a link to it. Thank you.
file-not-kept-disguised = What is inside this file is not what its name says, so it cannot be opened safely. Please save it as a PDF and send it again. Thank you.
file-not-kept-lost = We could not fetch this file from Telegram. Please send it once more; if it is over { $most } MB, send a link. Thank you.
file-not-kept-other = Please send the document as a PDF or a photo. Thank you.
button-send-again = 📎 Send again
files-lost =
    { $count ->
        [one] 📎 A file of { $agency } could not be fetched from Telegram. Whoever sent it has been asked to send it again.
       *[other] 📎 { $count } files of { $agency } could not be fetched from Telegram. Whoever sent them has been asked to send them again.
    }

export-kind-evidence = evidence
export-part-of = part { $part } of { $parts }

proof-skipped-words = how many much far what which who when where is are does do has have the a an of in on for to and or with by at its your number percent percentage share year there been
proof-record = record-
proof-folder-group = shared-evidence
proof-folder-task = follow-up
proof-file = File
proof-agency-code = Agency code
proof-agency = Agency
proof-section = Section
proof-number = Number
proof-question = Question
proof-record-place = Record
proof-kind = Kind of evidence
proof-own-name = Sender's name for it
proof-content = Link or text
proof-caption = Caption
proof-bytes = Bytes
proof-type = File type
proof-sha256 = SHA-256
proof-who = By
proof-when = Time ({ $zone })
proof-origin = Forwarded from
proof-origin-when = Its own time ({ $zone })
proof-file-standing = State
proof-kind-file = file
proof-kind-link = link
proof-kind-post = forwarded post
proof-kind-place = location
proof-standing-kept = in the zip
proof-standing-same = same as other evidence; one file
proof-standing-listed = listed here
proof-standing-waiting = not fetched from Telegram yet
proof-standing-lost = could not be fetched
proof-standing-refused = not accepted
proof-standing-off = no longer asked
proof-standing-later = does not fit into this part

button-export-evidence = Evidence (.zip)
export-evidence-words = bukti bukti-dukung eviden evidence data-dukung
export-evidence-preparing =
    { $parts ->
        [1] We are collecting the evidence and send it here in a moment, as one zip with its list.
       *[other] We are collecting the evidence and send it here in a moment, as { $parts } zips with a list in each.
    }
export-evidence-large =
    Too large to be sent through Telegram: { $agencies }. Whoever runs this service can take everything away with
    { $command }
export-evidence-too-much =
    The evidence of this round is { $size } MB, too much to be sent through Telegram. Whoever runs this service can take it away with
    { $command }
export-evidence-none = No evidence has been sent yet.
export-caption-part = Part { $part } of { $parts }.
