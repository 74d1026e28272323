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
