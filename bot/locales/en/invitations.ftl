## Invitations

invitation =
    To the representative of { $agency },

    please fill in { $round } on Telegram: { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }, in as many sittings as you like.
    Due by { $deadline }.

    Please open this link, then tap Start:
    { $link }

    If you are asked for a code, type: { $code }
    This invitation is for that representative only and is valid until { $expires }.

    Thank you.
invitation-invalid = We do not recognise this invitation. Please check the link or the code, or ask your coordinator for a new one.
invitation-expired = This invitation is no longer valid. Please ask your coordinator for a new one. Thank you.
invitation-used = This invitation has already been used. Please ask your coordinator for a new one. Thank you.
invitation-closed = The questionnaire of this invitation is closed. For questions, please contact your coordinator.
