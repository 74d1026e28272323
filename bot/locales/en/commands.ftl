## Commands

command-start = Open the questionnaire
command-continue = Go on with the next open question
command-sections = See all sections and pillars
command-review = Review your answers, then send
command-language = Change the language
command-help = Help
command-status = Who has answered and who has not
command-invite = Invite a representative of an agency
command-recap = A picture of today, ready to forward
command-calls = Whom to call
command-deadline = Move the deadline
command-announce = Send an announcement
command-export = Download all answers
command-history = What coordinators did
command-alerts = Choose how you are alerted
command-group = Send recaps and alerts to this group
command-setup = Prepare a new questionnaire
