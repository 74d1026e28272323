"""A coordinator's reply in an agency's topic becomes a word of the thread that was mirrored there.

Only of somebody who coordinates the region. What everybody else writes there is theirs: it is not read, and not
answered either, since people talk in a group.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.flows.inputs import Typed
from bot.screens import topics as screens
from bot.services import questioning
from bot.services import remarks as threads
from bot.services.cockpit import enter
from bot.services.enrolling import Who
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from bot.services.topic_posts import question_of
from bot.services.topics import MIRRORED, REMARK, agency_name, prefix
from storage import chats, groups, outbox, people, remarks


def replied(conn: Connection, setting: Setting, who: Who, text: str, message_id: int, now: datetime) -> Reply:
    """A text in a group that replies to the message with this id."""
    group = groups.get(conn, who.chat_id)
    row = outbox.by_message(conn, who.chat_id, message_id, MIRRORED) if group is not None else None
    chat = chats.for_chat(conn, who.telegram_id) if row is not None else None
    if group is None or row is None or chat is None:
        return Reply()
    cockpit = enter(
        conn, setting, chat, now, submission=int(row.params["submission"]), region=group.region_id
    )
    if cockpit is None or cockpit.submission is None:
        return Reply()
    people.seen(conn, chat.person_id, now, chat.seen_at, private=False)
    key, said = question_of(conn, row), threads.tidy(Typed(text))
    if key is None:
        return Reply(screens.not_here(group.language), Where.ASIDE)
    desk = cockpit.desk(conn)
    known = key.question in desk.form.questions or key.question in desk.form.groups
    if not said or not known:
        return Reply()
    if (long := questioning.too_long(said)) is not None:
        return Reply(screens.too_long(long, group.language), Where.ASIDE)
    remark = threads.say(conn, desk, key, remarks.REVIEWER, said)
    # her own words stand in this group already
    outbox.drop_waiting(conn, f"{prefix(REMARK, str(remark))}{who.chat_id}", now)
    name = agency_name(conn, int(row.params["agency"]))
    return Reply(screens.passed_on(name, group.language), Where.ASIDE, effects=("outbox",))
