## Coordinators

status-progress = { $complete } of { $agencies } agencies complete
status-line = { $mark } { $agency } { $done }/{ $asked }
status-line-sent =
    { $sent ->
        [one] { $mark } { $agency } { $done }/{ $asked } · { $sent } section sent
       *[other] { $mark } { $agency } { $done }/{ $asked } · { $sent } sections sent
    }
status-line-not-joined = { $mark } { $agency } { $done }/{ $asked } · not joined yet
status-legend = ✉️ not joined · ⚪ not yet · 🟡 under way · ✅ complete
status-empty = There is no agency in this questionnaire yet.
agency-nobody = Nobody has joined yet. You can send an invitation from here.
agency-seen = Last active { $seen }
agency-hint = Tap a section to see its answers.
agency-reopen =
    Reopen { $section } for { $agency }?
    All answers are kept.
agency-reopened = ✓ { $section } is open again. We will tell the representatives.
answers-of =
    { $agency }
    { $section }
answers-none = There is no answer in this section yet.
invite-choice = Which agency would you like to invite a representative of?
invite-choice-alone =
    Which agency would you like to invite a representative of?
    { $count ->
        [one] ⚪ { $count } agency has no representative yet.
       *[other] ⚪ { $count } agencies have no representative yet.
    }
alert-section = ✅ { $agency } sent { $section }
alert-section-facts = { $done } of { $asked } answered · { $person }, { $clock }
alert-section-others = This section: sent by { $done } of { $asked } agencies.
alert-complete =
    ✅ { $agency } is complete.
    Last section: { $section }, sent by { $person }, { $moment }.
alert-all-complete =
    ✅ All { $agencies } agencies are complete.
    Last section: { $section } of { $agency }.
    { $round } · { $region }
    Thank you for your work.
alert-reopened =
    { $section } of { $agency } was reopened by { $by }.
    All answers are still there. Please check them and send the section again. Thank you.
