"""Follow-up tasks: what one agency owes within hours, from when it is set until it is ticked or called off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from storage.models import person, submission, task

_setter = person.alias("setter")
_bringer = person.alias("bringer")


@dataclass(frozen=True, slots=True)
class TaskRow:
    id: int
    submission_id: int
    text: str
    wanted: str  # the documents that are wanted, '' for none in particular
    due_at: datetime
    person_id: int
    at: datetime
    told_at: datetime  # set, moved or sent back: reminders count from then
    word: str  # why it was sent back, '' if it was not
    delivered_at: datetime | None
    delivered_by: int | None
    done_at: datetime | None
    done_by: int | None
    cancelled_at: datetime | None
    set_by: str = ""
    brought_by: str = ""

    @property
    def is_owed(self) -> bool:
        """Whether the agency has something to do about it."""
        return self.delivered_at is None and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it is neither ticked nor called off: it may be there already."""
        return self.done_at is None and self.cancelled_at is None


_columns = (
    *(
        task.c[name]
        for name in (
            *("id", "submission_id", "text", "wanted", "due_at", "person_id", "at", "told_at", "word"),
            *("delivered_at", "delivered_by", "done_at", "done_by", "cancelled_at"),
        )
    ),
    _setter.c.name,
    func.coalesce(_bringer.c.name, ""),
)
_all = (
    select(*_columns)
    .select_from(task)
    .join(_setter, _setter.c.id == task.c.person_id)
    .outerjoin(_bringer, _bringer.c.id == task.c.delivered_by)
)


def add(
    conn: Connection,
    *,
    submission_id: int,
    text: str,
    wanted: str,
    due_at: datetime,
    person_id: int,
    at: datetime,
) -> int:
    """Set a task; its id."""
    row = {
        "submission_id": submission_id,
        "text": text,
        "wanted": wanted,
        "due_at": due_at,
        "person_id": person_id,
        "at": at,
        "told_at": at,
    }
    return int(conn.execute(insert(task).returning(task.c.id), row).scalar_one())


def get(conn: Connection, task_id: int) -> TaskRow | None:
    """The task, or None if there is no such id."""
    return next(iter(_rows(conn.execute(_all.where(task.c.id == task_id)))), None)


def of_submission(conn: Connection, submission_id: int) -> list[TaskRow]:
    """Every task of an agency in a round, the oldest first."""
    return _rows(conn.execute(_all.where(task.c.submission_id == submission_id).order_by(task.c.id)))


def of_round(conn: Connection, round_id: int) -> list[TaskRow]:
    """Every task of a round, the oldest first."""
    found = _all.join(submission, submission.c.id == task.c.submission_id)
    return _rows(conn.execute(found.where(submission.c.round_id == round_id).order_by(task.c.id)))


def rounds_owing(conn: Connection) -> frozenset[int]:
    """Ids of the rounds in which some agency still has to bring something."""
    owed = select(submission.c.round_id).join_from(task, submission, submission.c.id == task.c.submission_id)
    open_ = (task.c.delivered_at.is_(None), task.c.done_at.is_(None), task.c.cancelled_at.is_(None))
    return frozenset(conn.scalars(owed.where(*open_).distinct()))


def owed_by(conn: Connection, submission_id: int) -> list[TaskRow]:
    """What an agency still has to bring, the nearest deadline first."""
    owed = _all.where(
        task.c.submission_id == submission_id,
        task.c.delivered_at.is_(None),
        task.c.done_at.is_(None),
        task.c.cancelled_at.is_(None),
    )
    return _rows(conn.execute(owed.order_by(task.c.due_at, task.c.id)))


def deliver(conn: Connection, task_id: int, person_id: int, at: datetime) -> bool:
    """The agency says that it is all there. False where it said so before, or nothing is owed any more."""
    return _change(conn, task_id, {"delivered_at": at, "delivered_by": person_id}, owed=True)


def take_back(conn: Connection, task_id: int, at: datetime) -> bool:
    """The agency brings more after all. False where it is not said to be there."""
    there = update(task).where(task.c.id == task_id, task.c.delivered_at.is_not(None), *_open)
    values = {"delivered_at": None, "delivered_by": None, "told_at": at}
    return conn.execute(there.values(values)).rowcount == 1


def send_back(conn: Connection, task_id: int, word: str, at: datetime) -> bool:
    """Something is missing after all, and why. False where nothing was delivered."""
    there = update(task).where(task.c.id == task_id, task.c.delivered_at.is_not(None), *_open)
    values = {"delivered_at": None, "delivered_by": None, "word": word, "told_at": at}
    return conn.execute(there.values(values)).rowcount == 1


def tick(conn: Connection, task_id: int, person_id: int, at: datetime) -> bool:
    """It is done. False where it was before, or was called off."""
    return _change(conn, task_id, {"done_at": at, "done_by": person_id})


def untick(conn: Connection, task_id: int, at: datetime) -> None:
    """It is not done after all: it stands as it stood."""
    ticked = update(task).where(task.c.id == task_id, task.c.done_at.is_not(None))
    conn.execute(ticked.values(done_at=None, done_by=None, told_at=at))


def cancel(conn: Connection, task_id: int, at: datetime) -> bool:
    """Nobody wants it any more. False where that was so before, or it is done."""
    return _change(conn, task_id, {"cancelled_at": at})


def revive(conn: Connection, task_id: int, at: datetime) -> None:
    """It is wanted after all."""
    gone = update(task).where(task.c.id == task_id, task.c.cancelled_at.is_not(None))
    conn.execute(gone.values(cancelled_at=None, told_at=at))


def redeliver(conn: Connection, task_id: int, person_id: int | None, delivered_at: datetime) -> None:
    """It was sent back by mistake: it is said to be there since then, as before."""
    back = update(task).where(task.c.id == task_id, task.c.delivered_at.is_(None), *_open)
    conn.execute(back.values(delivered_at=delivered_at, delivered_by=person_id, word=""))


def move(conn: Connection, task_id: int, due_at: datetime, at: datetime) -> bool:
    """Give it another deadline. False where it is not open any more."""
    return _change(conn, task_id, {"due_at": due_at, "told_at": at})


_open = (task.c.done_at.is_(None), task.c.cancelled_at.is_(None))


def _change(conn: Connection, task_id: int, values: dict[str, Any], *, owed: bool = False) -> bool:
    """Change a task that is open; of two who do it at once, one does."""
    there = update(task).where(task.c.id == task_id, *_open)
    if owed:
        there = there.where(task.c.delivered_at.is_(None))
    return conn.execute(there.values(values)).rowcount == 1


def _rows(rows: Iterable[Sequence[Any]]) -> list[TaskRow]:
    return [TaskRow(*row) for row in rows]
