## The start and the menu

welcome =
    { $greeting }, { $person }.
    Here { $you } can answer { $round } for { $agency }.
welcome-load =
    { $questions ->
        [one] { $questions } question
       *[other] { $questions } questions
    }, about { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. Take your time: every answer is saved at once.
home-round = { $round } · { $region }
home-progress = { $done } of { $asked }
home-legend = ⚪ not yet · 🟡 under way · ✅ ready · 🔒 sent
home-pillars = Pillars { $marks } { $full } of { $pillars } complete
home-ready =
    { $count ->
        [one] ✅ { $count } section is complete: please review and send it.
       *[other] ✅ { $count } sections are complete: please review and send them.
    }
home-ready-optional =
    { $count ->
        [one] ✅ { $count } section is ready to be sent; it still has optional questions.
       *[other] ✅ { $count } sections are ready to be sent; some questions are optional and still open.
    }
home-all-sent = All sections have been sent. Thank you.
home-closed = This questionnaire is closed. Answers can still be read.
round-choice = Which questionnaire would you like to answer now?
agency-choice = Which agency would you like to answer for now?
