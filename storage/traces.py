"""How answers came to be, for people: each change with what stood before, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from storage.models import answer_event, evidence, file, person


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A change of an answer, and the one before it; `before_standing` is '' for the first."""

    id: int
    question: str
    items: str
    value: str
    standing: str
    reason: str
    origin: str
    at: datetime
    person_name: str
    before_value: str
    before_standing: str
    before_reason: str


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A piece of evidence, also one that was taken off."""

    id: int
    kind: str
    text: str
    medium: str  # of its file
    file_name: str
    at: datetime
    person_name: str
    removed_at: datetime | None
    removed_by: str


_before = answer_event.alias("before")
_remover = person.alias("remover")
_changes = (
    select(
        answer_event.c.id,
        answer_event.c.question,
        answer_event.c["items"],
        answer_event.c.value,
        answer_event.c.standing,
        answer_event.c.reason,
        answer_event.c.origin,
        answer_event.c.at,
        func.coalesce(person.c.name, ""),
        func.coalesce(_before.c.value, ""),
        func.coalesce(_before.c.standing, ""),
        func.coalesce(_before.c.reason, ""),
    )
    .select_from(answer_event)
    .outerjoin(person, person.c.id == answer_event.c.person_id)
    .outerjoin(
        _before,
        and_(
            _before.c.submission_id == answer_event.c.submission_id,
            _before.c.question == answer_event.c.question,
            _before.c["items"] == answer_event.c["items"],
            _before.c.revision == answer_event.c.revision - 1,
        ),
    )
)


def of_question(conn: Connection, submission_id: int, question: str, items: str) -> list[TraceRow]:
    """Every change of one answer, the oldest first."""
    found = _changes.where(
        answer_event.c.submission_id == submission_id,
        answer_event.c.question == question,
        answer_event.c["items"] == items,
    )
    return _rows(conn.execute(found.order_by(answer_event.c.revision)))


def of_submissions(
    conn: Connection, submission_ids: Sequence[int], questions: Sequence[str], limit: int, offset: int
) -> list[TraceRow]:
    """The changes of all answers to these questions, the newest first."""
    found = _changes.where(_of_all(submission_ids, questions)).order_by(answer_event.c.id.desc())
    return _rows(conn.execute(found.limit(limit).offset(offset)))


def count_of_submissions(conn: Connection, submission_ids: Sequence[int], questions: Sequence[str]) -> int:
    found = select(func.count(answer_event.c.id)).where(_of_all(submission_ids, questions))
    return int(conn.scalar(found) or 0)


def proofs(conn: Connection, submission_id: int, subject: str, items: str) -> list[ProofRow]:
    """What an answer was ever proved by, the oldest first."""
    found = (
        select(
            evidence.c.id,
            evidence.c.kind,
            evidence.c.text,
            func.coalesce(file.c.medium, ""),
            func.coalesce(file.c.name, ""),
            evidence.c.at,
            func.coalesce(person.c.name, ""),
            evidence.c.removed_at,
            func.coalesce(_remover.c.name, ""),
        )
        .select_from(evidence)
        .outerjoin(file, file.c.id == evidence.c.file_id)
        .outerjoin(person, person.c.id == evidence.c.person_id)
        .outerjoin(_remover, _remover.c.id == evidence.c.removed_by)
        .where(
            evidence.c.submission_id == submission_id,
            evidence.c.subject == subject,
            evidence.c["items"] == items,
        )
    )
    return [ProofRow(*row) for row in conn.execute(found.order_by(evidence.c.id))]


def _of_all(submission_ids: Sequence[int], questions: Sequence[str]) -> ColumnElement[bool]:
    return and_(
        answer_event.c.submission_id.in_(list(submission_ids)), answer_event.c.question.in_(list(questions))
    )


def _rows(rows: Iterable[Sequence[Any]]) -> list[TraceRow]:
    return [TraceRow(*row) for row in rows]
