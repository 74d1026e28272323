## Commands

command-start = Open the questionnaire
command-continue = Go on with the next open question
command-sections = See all sections and pillars
command-review = Review your answers, then send
command-language = Change the language
command-help = Help
command-status = Who has answered and who has not
command-invite = Invite a representative of an agency
