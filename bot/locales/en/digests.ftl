## Daily digest and /recap

recap-preparing = ⏳ The picture is being made and follows in a moment.
recap-just-asked = The same picture was asked for a moment ago. If it is not above yet, it follows shortly.
recap-choice = Which agency's card would you like to see?
button-recap-radar = Estimated score by pillar
button-recap-agency = Card of an agency
digest-calls =
    { $count ->
        [one] ☎️ { $count } agency to call: { $names }
       *[other] ☎️ { $count } agencies to call: { $names }
    }
digest-calls-bare =
    { $count ->
        [one] ☎️ { $count } agency to call
       *[other] ☎️ { $count } agencies to call
    }
digest-unsent =
    { $count ->
        [one] ✉️ { $count } message since yesterday did not arrive: { $names }
       *[other] ✉️ { $count } messages since yesterday did not arrive: { $names }
    }
digest-unsent-bare =
    { $count ->
        [one] ✉️ { $count } message since yesterday did not arrive
       *[other] ✉️ { $count } messages since yesterday did not arrive
    }
digest-files =
    { $count ->
        [one] 📎 { $count } file could not be fetched from Telegram; please have it sent again: { $names }
       *[other] 📎 { $count } files could not be fetched from Telegram; please have them sent again: { $names }
    }
digest-files-bare =
    { $count ->
        [one] 📎 { $count } file could not be fetched from Telegram; please have it sent again
       *[other] 📎 { $count } files could not be fetched from Telegram; please have them sent again
    }
