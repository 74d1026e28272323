## What coordinators did

history-of = History of { $title }
history-none = Nothing has been done yet.
act-who = { $person }, { $when }
act-by-nobody = Administrator
act-was-undone = undone
act-other = Something else
act-undone = Undone: { $what }
act-extended = Deadline of { $agency } extended until { $new }. Reason: { $reason }
act-extended-bare = Deadline of { $agency } extended until { $new }
act-section-closed = { $section } of { $agency } closed
act-section-reopened = { $section } of { $agency } reopened
act-person-removed = { $name } removed from { $agency }
act-handed-over = Invitation made to take over from { $name } in { $agency }
act-replaced = { $newcomer } took over from { $name } in { $agency }
act-invited =
    { $role ->
        [alternate] Invitation made for the head or stand-in of { $agency }
       *[representative] Invitation made for a representative of { $agency }
    }
act-invited-region =
    { $role ->
        [assessor] An invitation for an assessor made
        [leader] Invitation made for a leader of the region
       *[coordinator] Invitation made for a coordinator
    }
act-opened =
    { $agencies ->
        [one] Questionnaire opened for { $agencies } agency
       *[other] Questionnaire opened for { $agencies } agencies
    }
act-group-begun = The recap and news began to go to a group
act-group-ended = The recap and news stopped going to a group
act-round-closed = Questionnaire closed
act-round-reopened = Questionnaire reopened
undo-sure = Undo this? We tell whoever has to know.
undo-done = ✓ It is undone.
undo-before = It was undone before.
undo-moved-on = It cannot be undone any more, because things have changed since.
button-undo-number = ↩ Undo { $number }
button-undo-yes = Yes, undo it
