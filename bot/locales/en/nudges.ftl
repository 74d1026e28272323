## Nudging now, and messages to many

nudge-choice = Who shall be nudged now? The message is shown before anything is sent.
nudge-nobody-late = Every agency has sent every section. There is nobody to nudge.
nudge-nobody = There is nobody to nudge just now: { $whom }.
nudge-preview = Nudge { $whom }?
nudge-rest = Nobody is nudged more than once in two hours. Whoever is done by then gets nothing.
reads-as = This is what { $person } will read:
signed-by = From { $name }, coordinator of { $region }
button-nudge-late =
    { $count ->
       *[other] Not complete yet ({ $count })
    }
button-nudge-not-started =
    { $count ->
       *[other] Not started yet ({ $count })
    }
button-nudge-section = Those who have not sent one section …
button-send-to =
    { $count ->
        [one] Yes, send to { $count } person
       *[other] Yes, send to { $count } people
    }

## For whom

whom-agency = { $label }
whom-everybody = all representatives
whom-late = those who are not complete
whom-not-started = those who have not started
whom-section = those who have not sent { $label }
whom-coordinators = the other coordinators
reach-agencies =
    { $people ->
        [one] { $people } person
       *[other] { $people } people
    } in { $agencies ->
        [one] { $agencies } agency.
       *[other] { $agencies } agencies.
    }
reach-people =
    { $people ->
        [one] { $people } person.
       *[other] { $people } people.
    }
reach-time = Sending takes about { $time }.
reach-resting =
    { $count ->
        [one] { $count } person is left out: nudged a short while ago.
       *[other] { $count } people are left out: nudged a short while ago.
    }
reach-missed = ⛔ Will not reach: { $names }.
reach-unjoined = ✉️ Nobody has joined yet, so it will not reach: { $names }.
reach-missed-count = ⛔ It will not reach { $count }.
reach-sections = Which section? The number behind it: agencies that have not sent it.
reach-sections-none = Every agency has sent every section.
missed-agency = { $agency } (nobody has joined)
missed-person = { $name } ({ $agency })
duration-seconds = { $seconds } seconds
duration-minutes = { $minutes } minutes

## How far it has got

delivery-under-way = On its way: { $whom }.
delivery-done = ✓ Sent: { $whom }.
delivery-taken-back = Sending was stopped: { $whom }. What was sent stays.
delivery-sent = { $count } sent
delivery-waiting = { $count } waiting
delivery-blocked = { $count } not reached
delivery-dropped = { $count } not sent after all
delivery-at = As of { $clock }
button-refresh = 🔄 Refresh
button-take-back = Stop sending
button-missed = Who was not reached
report = Delivery report: { $whom }.
report-missed = ⛔ It did not reach:
report-way-out = Please call them or invite a colleague.
button-calls = ☎ Whom to call
act-nudged =
    { $people ->
        [one] { $people } person
       *[other] { $people } people
    } in { $agencies ->
        [one] { $agencies } agency nudged
       *[other] { $agencies } agencies nudged
    }
