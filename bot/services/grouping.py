"""A group of coordinators takes a region's digests and news, in a topic of its own where the group has topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.screens import groups as screens
from bot.screens.groups import BEGIN, END, HERE, TOPIC, GroupView, Offer
from bot.screens.press import read36
from bot.screens.screen import Screen
from bot.services.acting import remember
from bot.services.cockpit import Cockpit, not_allowed
from bot.services.replies import Reply
from bot.services.setting import Setting
from storage import groups, outbox, people, regions, submissions
from storage.groups import GroupRow
from storage.outbox import Row

LEFT, TOPIC_GONE = "group_left", "topic_gone"
BEGUN, ENDED = "group_begun", "group_ended"  # acts


def group(conn: Connection, cockpit: Cockpit) -> Reply:
    """/grup and its buttons. Without an argument it asks, or shows what the group gets."""
    language = cockpit.chat.language
    if cockpit.group_id is None:
        known = {one.region_id for one in cockpit.rounds}
        count = sum(len(groups.of_region(conn, region)) for region in known)
        return Reply(screens.elsewhere(cockpit.setting.bot_name, count, language), cockpit.where)
    there = groups.get(conn, cockpit.group_id)
    argument = cockpit.argument if cockpit.tapped is not None else ""
    if there is None:
        return _begin(conn, cockpit, argument) if argument in (BEGIN, HERE) else _offer(conn, cockpit)
    if argument == END:
        if groups.leave(conn, cockpit.group_id, cockpit.now):
            remember(conn, replace(cockpit, submission=None), ENDED)
        return Reply(screens.ended(language), cockpit.where)
    wanted = argument.startswith(TOPIC) and read36(argument[1:]) == (there.topic_id or 0)
    topic = cockpit.round.name if wanted and cockpit.forum else ""
    return Reply(_taking(conn, cockpit, there, topic), cockpit.where, topic=topic)


def topic_made(conn: Connection, chat_id: int, topic_id: int) -> Screen | None:
    """The group's news goes to this topic from now on; what to say in it."""
    there = groups.get(conn, chat_id)
    if there is None:
        return None
    groups.set_topic(conn, chat_id, topic_id)
    return screens.topic_made(_region(conn, there), there.language)


def topic_refused(conn: Connection, setting: Setting, chat_id: int) -> Screen | None:
    """What to say where Telegram did not let us make a topic."""
    there = groups.get(conn, chat_id)
    return screens.topic_refused(setting.bot_name, there.language) if there is not None else None


def left(conn: Connection, chat_id: int, now: datetime, by: int = 0) -> bool:
    """The group cannot be reached, or somebody (`by`, a Telegram id) put the bot out of it: whoever added it is
    told, unless it was she. False if the group took no news."""
    there = groups.get(conn, chat_id)
    if there is None or not groups.leave(conn, chat_id, now):
        return False
    return _tell(conn, LEFT, there, now, by)


def topic_gone(conn: Connection, chat_id: int, now: datetime) -> bool:
    """The topic is closed or deleted: the general one takes its place, and whoever added the group is told."""
    there = groups.get(conn, chat_id)
    if there is None or there.topic_id is None:
        return False
    groups.set_topic(conn, chat_id, None)
    outbox.leave_topic(conn, chat_id)
    return _tell(conn, TOPIC_GONE, there, now)


def moved(conn: Connection, old_chat_id: int, new_chat_id: int) -> None:
    """The group became a supergroup: it has another id, and no topic yet."""
    outbox.moved(conn, old_chat_id, new_chat_id)
    groups.move(conn, old_chat_id, new_chat_id)


def render(conn: Connection, _setting: Setting, rows: Sequence[Row], _now: datetime) -> Screen | None:
    """To whoever let a group have the news: it cannot be reached there any more."""
    row = rows[0]
    person = people.by_telegram(conn, row.chat_id)
    region = regions.get(conn, int(row.params["region"]))
    if person is None or region is None:
        return None
    said = screens.left if row.kind == LEFT else screens.topic_gone
    return said(region.name, person.language)


def _offer(conn: Connection, cockpit: Cockpit) -> Reply:
    rounds = {one.region_id: one for one in reversed(cockpit.rounds)}
    offers = [Offer(submissions.region_of(conn, one.id), one.region_name) for one in rounds.values()]
    in_topic = cockpit.forum and cockpit.topic_id is not None
    return Reply(screens.offer(offers, cockpit.forum, in_topic, cockpit.chat.language), cockpit.where)


def _begin(conn: Connection, cockpit: Cockpit, argument: str) -> Reply:
    assert cockpit.group_id is not None
    groups.put(
        conn,
        chat_id=cockpit.group_id,
        region_id=cockpit.round.region_id,
        topic_id=cockpit.topic_id if argument == HERE else None,
        language=cockpit.chat.language,
        added_by=cockpit.chat.person_id,
        at=cockpit.now,
    )
    remember(conn, replace(cockpit, submission=None), BEGUN)
    there = groups.get(conn, cockpit.group_id)
    if there is None:
        return not_allowed(cockpit.chat)
    topic = cockpit.round.name if cockpit.forum and argument == BEGIN else ""
    return Reply(_taking(conn, cockpit, there, topic), cockpit.where, topic=topic)


def _taking(conn: Connection, cockpit: Cockpit, there: GroupRow, making: str) -> Screen:
    """`making`: the topic that follows, so none is offered."""
    view = GroupView(
        whole=cockpit.whole_round(conn),
        region=_region(conn, there),
        round=cockpit.round.name,
        forum=cockpit.forum and not making,
        topic=there.topic_id or 0,
    )
    return screens.taking(view, cockpit.chat.language)


def _tell(conn: Connection, kind: str, there: GroupRow, now: datetime, without: int = 0) -> bool:
    person = people.get(conn, there.added_by)
    if person is None or person.telegram_id == without:
        return False
    return outbox.add(
        conn,
        dedupe_key=f"{kind}:{there.chat_id}:{int(now.timestamp())}",
        kind=kind,
        chat_id=person.telegram_id,
        params={"region": there.region_id},
        due_at=now,
        at=now,
    )


def _region(conn: Connection, there: GroupRow) -> str:
    region = regions.get(conn, there.region_id)
    return region.name if region is not None else ""
