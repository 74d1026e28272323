"""Telling of follow-up tasks: rows of the outbox, rendered when they are sent. None where it is no longer so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.screens import task_news as screens
from bot.screens.task_views import TaskNews
from bot.services import alerts, reaching, topics
from bot.services.cockpit import Cockpit
from bot.services.inviting import ASSESSOR, REPRESENTATIVE
from bot.services.replies import Rendered
from bot.services.setting import Setting
from bot.services.tasks import Matter, brought, matter, view_of
from storage import outbox, people
from storage.outbox import Row
from storage.people import PersonRow
from storage.tasks import TaskRow

NEWS, DELIVERED = "task", "task_delivered"  # kinds of its rows
SET, BACK, MOVED, DONE, CANCELLED = "set", "back", "moved", "done", "cancelled"
REVIVED, KEPT = "revived", "kept"  # wanted after all; not sent back after all


def tell(
    conn: Connection, cockpit: Cockpit, task_id: int, what: str, act: int, *, undone: bool = False
) -> int:
    """Queue what a coordinator did for everybody who represents the agency; how many will be told."""
    one = matter(conn, task_id)
    if one is None or one.round.trial:
        return 0
    told = readers(conn, one.agency.id)
    for reader in told:
        outbox.add(
            conn,
            dedupe_key=f"{NEWS}:{task_id}:{what}:{act}:{int(undone)}:{reader.telegram_id}",
            kind=NEWS,
            chat_id=reader.telegram_id,
            params={
                "task": task_id,
                "what": what,
                "at": cockpit.now.isoformat(),
                "by": cockpit.chat.person_name,
            },
            due_at=cockpit.now,
            at=cockpit.now,
        )
    topics.mirror(
        conn,
        f"{topics.TASK}{what}",
        region_id=one.round.region_id,
        agency_id=one.agency.id,
        submission=one.row.submission_id,
        key=f"{task_id}:{act}:{int(undone)}",
        by=cockpit.chat.person_name,
        now=cockpit.now,
        task=task_id,
    )
    return len(told)


def readers(conn: Connection, agency_id: int) -> list[PersonRow]:
    """Everybody who represents the agency and can be reached."""
    return [one for one in people.representatives(conn, agency_id) if one.unreachable_at is None]


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """To a representative; None where the task has moved on, or she is none any more."""
    row = rows[0]
    found = reader_of_task(conn, row)
    if found is None:
        return None
    one, reader = found
    what, at = str(row.params["what"]), datetime.fromisoformat(str(row.params["at"]))
    if not _holds(one.row, what, at):
        return None
    news = TaskNews(what, view_of(one, now), reader.name, str(row.params["by"]))
    return screens.to_agency(news, reader.language)


def tell_delivered(conn: Connection, one: Matter, by: PersonRow, now: datetime) -> None:
    """Queue that the agency says it is all there: for whoever set the task at once, for the other coordinators as
    they wish to hear of the agencies' work."""
    setter = people.get(conn, one.row.person_id)
    chats = {} if setter is None or setter.unreachable_at is not None else {setter.telegram_id: now}
    for listener in alerts.listeners(conn, one.round.region_id):
        if listener.chat_id in chats or listener.chat_id < 0 or listener.alerts == alerts.DIGEST:
            continue
        later = listener.alerts == alerts.HOURLY
        chats[listener.chat_id] = alerts.next_hour(now, one.zone) if later else now
    topics.mirror(
        conn,
        f"{topics.TASK}delivered",
        region_id=one.round.region_id,
        agency_id=one.agency.id,
        submission=one.row.submission_id,
        key=f"{one.row.id}:{int(now.timestamp() * 1000)}",
        by=by.name,
        now=now,
        task=one.row.id,
    )
    for chat_id, due_at in chats.items():
        outbox.add(
            conn,
            dedupe_key=f"{DELIVERED}:{one.row.id}:{int(now.timestamp() * 1000)}:{chat_id}",
            kind=DELIVERED,
            chat_id=chat_id,
            params={"task": one.row.id, "by": by.name, "at": now.isoformat()},
            due_at=due_at,
            at=now,
        )


def render_delivered(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """To a coordinator; None where it was decided meanwhile, or she coordinates nothing here any more."""
    row = rows[0]
    one = matter(conn, int(row.params["task"]))
    reader = people.by_telegram(conn, row.chat_id)
    if one is None or reader is None or one.round.closed_at is not None:
        return None
    if one.row.delivered_at is None or not one.row.is_open:
        return None
    said_at = row.params.get("at")
    if said_at and datetime.fromisoformat(str(said_at)) != one.row.delivered_at:
        return None  # more was brought since, and that it is all there was said again
    if not reaching.coordinates(conn, reader, one.round.region_id) and not _assesses(conn, reader, one):
        return None
    task = view_of(one, now, brought(conn, one.row))
    return screens.to_coordinators(task, str(row.params["by"]), reader.language)


def _assesses(conn: Connection, reader: PersonRow, one: Matter) -> bool:
    """Whether it is an assessor who set this task, and still is one here."""
    held = people.memberships(conn, reader.id)
    mine = any((m.role, m.region_id) == (ASSESSOR, one.round.region_id) for m in held)
    return mine and one.row.person_id == reader.id


def reader_of_task(conn: Connection, row: Row) -> tuple[Matter, PersonRow] | None:
    """The task of a row and whoever reads of it for the agency; None where she may not any more, or the round is
    over."""
    one = matter(conn, int(row.params["task"]))
    reader = people.by_telegram(conn, row.chat_id)
    if one is None or reader is None or one.round.closed_at is not None or one.round.trial:
        return None
    held = people.memberships(conn, reader.id)
    if not any((m.role, m.agency_id) == (REPRESENTATIVE, one.agency.id) for m in held):
        return None
    return one, reader


def _holds(row: TaskRow, what: str, at: datetime) -> bool:
    """Whether it is still so, and nothing newer has to be said of it."""
    if what == DONE:
        return row.done_at is not None
    if what == CANCELLED:
        return row.cancelled_at is not None
    if what == KEPT:
        return row.is_open and not row.is_owed
    return row.is_owed and row.told_at == at
