"""Questions that reviewers want done again: put on a list, sent with it, dealt with, ended. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from storage.models import person, returned
from storage.upsert import insert_or_ignore


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    id: int
    submission_id: int
    path: str  # of the section
    question: str
    items: str
    comment: str
    person_id: int
    at: datetime
    sent_at: datetime | None  # None while the reviewers are still putting their list together
    revision: int  # of the answer that was returned
    fixed_at: datetime | None
    ended_at: datetime | None
    person_name: str


_all = select(
    *(returned.c[name] for name in ("id", "submission_id", "path", "question", "items", "comment")),
    *(returned.c[name] for name in ("person_id", "at", "sent_at", "revision", "fixed_at", "ended_at")),
    person.c.name,
).join_from(returned, person)
_present = _all.where(
    returned.c.submission_id.in_(bindparam("ids", expanding=True)), returned.c.ended_at.is_(None)
).order_by(returned.c.id)
_insert = insert_or_ignore(returned)


def put(
    conn: Connection,
    *,
    submission_id: int,
    path: str,
    question: str,
    items: str,
    comment: str,
    person_id: int,
    at: datetime,
    revision: int,
) -> bool:
    """Put a question on the list that is not sent yet, or change what is said there. False if it was sent."""
    row = {
        "submission_id": submission_id,
        "path": path,
        "question": question,
        "items": items,
        "comment": comment,
        "person_id": person_id,
        "at": at,
        "revision": revision,
    }
    if conn.scalar(_insert.on(conn), row) is not None:
        return True
    again = _this(submission_id, question, items).where(returned.c.sent_at.is_(None))
    said = {"comment": comment, "person_id": person_id, "at": at, "revision": revision}
    return conn.execute(again.values(said)).rowcount == 1


def get(conn: Connection, returned_id: int) -> ReturnedRow | None:
    """One returned question, or None if there is no such id."""
    return next(iter(_rows(conn.execute(_all.where(returned.c.id == returned_id)))), None)


def take_off(conn: Connection, submission_id: int, question: str, items: str, at: datetime) -> bool:
    """Take a question off the list that is not sent yet. False if it does not stand there."""
    there = _this(submission_id, question, items).where(returned.c.sent_at.is_(None))
    return conn.execute(there.values(ended_at=at)).rowcount == 1


def present(conn: Connection, submission_ids: Sequence[int]) -> list[ReturnedRow]:
    """What is on these submissions' lists or was sent and is not sent back yet; in the order of the list."""
    return _rows(conn.execute(_present, {"ids": list(submission_ids)}))


def ever(conn: Connection, submission_id: int, path: str) -> list[ReturnedRow]:
    """Everything of a section that was ever returned, the oldest first; what was taken off a list is left out."""
    found = _all.where(
        returned.c.submission_id == submission_id, returned.c.path == path, returned.c.sent_at.is_not(None)
    )
    return _rows(conn.execute(found.order_by(returned.c.id)))


def send(conn: Connection, submission_id: int, path: str, at: datetime) -> int:
    """Send the list of a section: how many questions are returned with it."""
    listed = _of_section(submission_id, path).where(returned.c.sent_at.is_(None))
    return conn.execute(listed.values(sent_at=at)).rowcount


def recall(conn: Connection, submission_id: int, path: str) -> int:
    """What was returned is a list again that is not sent."""
    sent = _of_section(submission_id, path).where(returned.c.sent_at.is_not(None))
    return conn.execute(sent.values(sent_at=None, fixed_at=None)).rowcount


def fix(conn: Connection, returned_id: int, at: datetime) -> None:
    """The agency did something about it; the first time counts."""
    conn.execute(
        update(returned)
        .where(returned.c.id == returned_id, returned.c.fixed_at.is_(None))
        .values(fixed_at=at)
    )


def end(conn: Connection, submission_id: int, path: str, at: datetime) -> int:
    """Nothing of the section is returned any more, nor on a list; how many questions were."""
    return conn.execute(_of_section(submission_id, path).values(ended_at=at)).rowcount


def _this(submission_id: int, question: str, items: str) -> Any:
    return update(returned).where(
        returned.c.submission_id == submission_id,
        returned.c.question == question,
        returned.c["items"] == items,
        returned.c.ended_at.is_(None),
    )


def _of_section(submission_id: int, path: str) -> Any:
    return update(returned).where(
        returned.c.submission_id == submission_id, returned.c.path == path, returned.c.ended_at.is_(None)
    )


def _rows(rows: Iterable[Sequence[Any]]) -> list[ReturnedRow]:
    return [ReturnedRow(*row) for row in rows]
