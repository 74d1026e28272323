## Coordinators' group

groups-offer =
    Send the daily digest and news of { $region } to this group?
    Everybody in the group can read them. People are not named here.
groups-offer-bare =
    Of which region should this group get the daily digest and news?
    Everybody in the group can read them. People are not named here.
groups-taking =
    ✓ This group gets the daily digest and news of { $region }.
    Coordinators can use { $status } and { $recap } here; { $group } ends it.
groups-ended =
    This group no longer gets the digest and news.
    { $group } begins again.
groups-topic-made = This topic gets the daily digest and news of { $region }.
groups-topic-refused =
    We are not allowed to open a topic yet. For now everything goes to the general topic.

    Please let the group's owner make { $bot } an admin with the right Manage Topics, then type { $group } again.
groups-how =
    A group of coordinators can get the daily digest and news as well:
    1. add { $bot } to the group
    2. type { $group } there
groups-count =
    { $count ->
        [one] At present { $count } group gets them.
       *[other] At present { $count } groups get them.
    }
groups-left =
    The coordinators' group of { $region } cannot be reached any more, so the digest and news for it have ended.
    If they are still wanted, please add us to the group again and type { $group } there.
groups-topic-gone =
    The topic for { $region } in the coordinators' group was closed or deleted. The digest and news now go to the general topic.
    For a new topic, please type { $group } in the group.
groups-coordinators-only = In a group, this command is for coordinators. Questionnaires are answered in a private chat with us.
button-group-begin = Yes, send to this group
button-group-topic = Send to a new topic
button-group-here = Send to this topic: { $region }
button-group-here-bare = Send to this topic
button-group-end = End it
button-group-add = Add to a group
