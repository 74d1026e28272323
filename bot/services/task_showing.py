"""A follow-up task in front of whoever represents the agency; what she sends or types then belongs to it."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.screens import task_delivery as screens
from bot.screens.screen import Screen
from bot.screens.task_views import TaskView
from bot.screens.views import Deadline, TaskLine
from bot.services.desk import Desk
from bot.services.tasks import Matter, brought, matter, view_of
from storage import chats, rounds, tasks

TASK = "task"  # the chat's mode; its draft is the task's id


def of_desk(conn: Connection, desk: Desk, task_id: int) -> Matter | None:
    """The task, if it is one of this desk's agency: its number can be forged."""
    one = matter(conn, task_id) if task_id > 0 else None
    return one if one is not None and one.row.submission_id == desk.work.submission_id else None


def present_task(conn: Connection, desk: Desk) -> Matter | None:
    """The task that stands on the present card, None where another card does."""
    if desk.chat.mode != TASK or not desk.chat.draft.isdigit():
        return None
    return of_desk(conn, desk, int(desk.chat.draft))


def owed(conn: Connection, desk: Desk) -> tuple[TaskView, ...]:
    """What the agency still has to bring, the nearest deadline first; nothing once the round is closed. One
    statement where nothing is owed."""
    rows = () if desk.closed else tasks.owed_by(conn, desk.work.submission_id)
    round_ = rounds.get(conn, desk.work.round_id) if rows else None
    if round_ is None or desk.work.agency is None:
        return ()
    return tuple(view_of(Matter(row, desk.work.agency, round_), desk.now) for row in rows)


def lines(conn: Connection, desk: Desk) -> tuple[TaskLine, ...]:
    """The same for the home card."""
    rows = () if desk.closed else tasks.owed_by(conn, desk.work.submission_id)
    return tuple(TaskLine(row.id, Deadline(row.due_at, desk.zone, desk.now)) for row in rows)


def show_task(conn: Connection, desk: Desk, one: Matter, *, card: int | None, said: str = "") -> Screen:
    """Draw a task's card and note that it is the present one. `card` and None as of `showing.show_stop`."""
    fresh = desk.chat.mode != TASK or desk.chat.draft != str(one.row.id)
    fields: chats.Fields = {
        "question": "",
        "items": "",
        "revision": 0,
        "mode": TASK,
        "draft": str(one.row.id),
        "card_id": card,
        "shown_at": desk.now,
    }
    if fresh:
        fields["since"] = card
    chats.put(conn, desk.chat.chat_id, **fields)
    return screens.task(view_of(one, desk.now, brought(conn, one.row)), desk.chat.language, said)
