## A coordinator's announcements

announce-first =
    Please type your announcement as one message, of several lines if you like, { $most } characters at most.
    It is shown before anything is sent.
announce-empty = There is no text to read yet. Please type your announcement as one message, { $most } characters at most.
announce-file = An announcement is text alone. Please type it as one message, { $most } characters at most; a link may be part of it.
announce-gone = That text is no longer here. Please type your announcement again as one message, { $most } characters at most.
announce-too-long = This text has { $length } characters; { $most } at most. Please send a shorter one.
announce-whom = For whom? To change the text, please type it again.
announce-preview = Send to { $whom }?
announce-nobody = There is nobody to send it to: { $whom }.
announce-cancelled = The announcement was cancelled. Nothing has been sent.
act-announced = Announcement to { $people }: “{ $text }”
button-to-everybody =
    { $count ->
       *[other] All representatives ({ $count })
    }
button-to-late = Those who are not complete
button-to-section = Those who have not sent one section …
button-to-coordinators =
    { $count ->
       *[other] The other coordinators ({ $count })
    }
