"""What reviewers and an agency say to each other about one question, kept with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from storage.models import person, remark, submission

REVIEWER, AGENCY = "reviewer", "agency"  # who speaks


@dataclass(frozen=True, slots=True)
class RemarkRow:
    id: int
    submission_id: int
    question: str
    items: str
    side: str  # reviewer, agency
    person_id: int
    at: datetime
    text: str
    person_name: str


_all = select(
    *(
        remark.c[name]
        for name in ("id", "submission_id", "question", "items", "side", "person_id", "at", "text")
    ),
    person.c.name,
).join_from(remark, person)


def add(
    conn: Connection,
    *,
    submission_id: int,
    question: str,
    items: str,
    side: str,
    person_id: int,
    at: datetime,
    text: str,
) -> int:
    """Keep what somebody said; its id."""
    row = {
        "submission_id": submission_id,
        "question": question,
        "items": items,
        "side": side,
        "person_id": person_id,
        "at": at,
        "text": text,
    }
    return int(conn.execute(insert(remark).returning(remark.c.id), row).scalar_one())


def get(conn: Connection, remark_id: int) -> RemarkRow | None:
    """One remark, or None if there is no such id."""
    return next(iter(_rows(conn.execute(_all.where(remark.c.id == remark_id)))), None)


def thread(conn: Connection, submission_id: int, question: str, items: str = "") -> list[RemarkRow]:
    """What was said about one question, the oldest first; empty if nobody said anything."""
    found = _all.where(
        remark.c.submission_id == submission_id, remark.c.question == question, remark.c["items"] == items
    )
    return _rows(conn.execute(found.order_by(remark.c.id)))


def said_since(conn: Connection, person_id: int, at: datetime) -> bool:
    """Whether somebody has said anything about any question since then."""
    found = select(remark.c.id).where(remark.c.person_id == person_id, remark.c.at >= at).limit(1)
    return conn.scalar(found) is not None


def counts(conn: Connection, submission_id: int) -> dict[tuple[str, str], int]:
    """(question, items) -> how much was said about it; questions without a word are absent."""
    found = select(remark.c.question, remark.c["items"], func.count())
    found = found.where(remark.c.submission_id == submission_id)
    rows = conn.execute(found.group_by(remark.c.question, remark.c["items"]))
    return {(question, items): count for question, items, count in rows}


def of_round(conn: Connection, round_id: int) -> list[RemarkRow]:
    """Every thread of a round, by submission and question, the oldest remark first."""
    found = _all.join(submission, submission.c.id == remark.c.submission_id)
    found = found.where(submission.c.round_id == round_id)
    order = (remark.c.submission_id, remark.c.question, remark.c["items"], remark.c.id)
    return _rows(conn.execute(found.order_by(*order)))


def _rows(rows: Iterable[Sequence[Any]]) -> list[RemarkRow]:
    return [RemarkRow(*row) for row in rows]
