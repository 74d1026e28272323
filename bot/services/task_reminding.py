"""Reminders of follow-up tasks: which rows are due, and what each says when it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.reminders.tasks import Owed, due, moment_to_send, next_due
from bot.screens import task_news as screens
from bot.screens.task_views import TaskNews
from bot.services.inviting import REPRESENTATIVE
from bot.services.replies import Rendered
from bot.services.setting import Setting
from bot.services.task_news import reader_of_task
from bot.services.tasks import view_of
from storage import reminders, tasks
from storage.outbox import Row
from storage.reminders import MemberRow
from storage.rounds import RoundRow
from storage.tasks import TaskRow

REMINDER = "task_reminder"  # the kind of its rows


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder of a task for one person, that may have been queued before."""

    dedupe_key: str
    chat_id: int
    params: dict[str, int | str]
    due_at: datetime


def reminders_due(
    conn: Connection, round_: RoundRow, now: datetime
) -> tuple[list[DueReminder], datetime | None]:
    """What is due in a round now, for everybody who can be reached; and when something will be that is not yet.
    One statement where nothing is owed."""
    owed = [row for row in tasks.of_round(conn, round_.id) if row.is_owed]
    if not owed or round_.trial:
        return [], None
    terms = [(row, term(row, round_)) for row in owed]
    upcoming = [at for _, one in terms if (at := next_due(one, now)) is not None]
    return list(_rows(conn, round_, terms, now)), min(upcoming, default=None)


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """The reminder of a row, a moment to ask again, or None when it is there, or a newer one stands for it."""
    row = rows[0]
    found = reader_of_task(conn, row)
    if found is None or not found[0].row.is_owed:
        return None
    one, reader = found
    owed = term(one.row, one.round)
    cause = due(owed, now)
    if cause is None or cause.key != row.params["cause"]:
        return None
    moment = moment_to_send(owed, cause, now)
    if moment != now:
        return moment
    news = TaskNews("late" if cause.after else "reminder", view_of(one, now), reader.name, one.row.set_by)
    return screens.to_agency(news, reader.language)


def term(row: TaskRow, round_: RoundRow) -> Owed:
    """What reminders of a task are reckoned from."""
    return Owed(row.told_at, row.due_at, ZoneInfo(round_.timezone))


def _rows(
    conn: Connection, round_: RoundRow, terms: Sequence[tuple[TaskRow, Owed]], now: datetime
) -> Iterator[DueReminder]:
    readers: dict[int, list[MemberRow]] = {}
    for member in reminders.members(conn, round_.id):
        if member.role == REPRESENTATIVE and member.unreachable_at is None:
            readers.setdefault(member.submission_id, []).append(member)
    for row, owed in terms:
        cause = due(owed, now)
        at = moment_to_send(owed, cause, now) if cause is not None else None
        if cause is None or at is None:
            continue
        for reader in readers.get(row.submission_id, ()):
            key = f"{REMINDER}:{row.id}:{reader.person_id}:{cause.key}"
            yield DueReminder(key, reader.telegram_id, {"task": row.id, "cause": cause.key}, at)
