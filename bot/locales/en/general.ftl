# Pilar's sentences in English: formal, warm, short. Question texts live in the form, not here.
# Write &, < and > as HTML entities.

language-own-name = English

## Greetings and time

greeting-morning = Good morning
greeting-day = Good day
greeting-afternoon = Good afternoon
greeting-evening = Good evening
person-named = { $name }
person-you = you
agency-in-region = { $agency }, { $region }
date-moment = { $date }, { $clock }
date-today = today at { $clock }
date-yesterday = yesterday at { $clock }
date-day = { $date } at { $clock }
date-due = Due by { $moment } ({ $left })
date-was-due = The deadline, { $moment }, { $left }
date-passed = has passed; your answers are still welcome.
date-days-left = { $days } days left
date-tomorrow = tomorrow
date-hours-left =
    { $hours ->
        [one] today, { $hours } hour left
       *[other] today, { $hours } hours left
    }
date-minutes-left =
    { $minutes ->
        [one] today, { $minutes } minute left
       *[other] today, { $minutes } minutes left
    }
