"""Answers: the present one of every question, and the history of how it came to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.models import answer, answer_event, person, submission
from storage.upsert import insert_or_ignore


class AnswerRow(NamedTuple):  # a turn makes dozens: a tuple costs a quarter of a frozen dataclass
    submission_id: int
    question: str
    items: str  # ids of the repeat items, joined by '.', outermost first; '' outside of repeats
    value: str
    standing: str
    reason: str
    revision: int  # counts from 1
    person_id: int | None
    at: datetime
    origin: str = ""  # where it came from when she did not give it herself: carried, guest, sheet


@dataclass(frozen=True, slots=True)
class EventRow:
    """One change of one answer, and the Telegram message that caused it, if one did."""

    submission_id: int
    question: str
    items: str
    value: str
    standing: str
    reason: str
    revision: int
    person_id: int | None
    at: datetime
    origin: str
    chat_id: int | None
    message_id: int | None


class Conflict(Exception):
    """Somebody else was faster: `row` is what is stored now, None if nothing is."""

    def __init__(self, row: AnswerRow | None) -> None:
        super().__init__("no answer is stored" if row is None else f"revision {row.revision} is stored")
        self.row = row


_COLUMNS = (
    "submission_id",
    "question",
    "items",
    "value",
    "standing",
    "reason",
    "revision",
    "person_id",
    "at",
    "origin",
)
_columns = tuple(answer.c[name] for name in _COLUMNS)
_event_columns = tuple(answer_event.c[name] for name in (*_COLUMNS, "chat_id", "message_id"))

# c["items"]: c.items is a method of the collection
_this_one = (
    (answer.c.submission_id == bindparam("of_submission"))
    & (answer.c.question == bindparam("of_question"))
    & (answer.c["items"] == bindparam("of_items"))
)
_load = select(*_columns).where(answer.c.submission_id.in_(bindparam("ids", expanding=True)))
_one = select(*_columns).where(_this_one)
_first = insert_or_ignore(answer)
_next = (
    update(answer)
    .where(_this_one, answer.c.revision == bindparam("expected"))
    .values(
        {
            name: bindparam(name)
            for name in ("value", "standing", "reason", "revision", "person_id", "at", "origin")
        }
    )
)
_event = insert(answer_event).inline()  # nobody asks for the id of an event
_by_message = (
    select(*_event_columns)
    .where(
        answer_event.c.chat_id == bindparam("chat_id"), answer_event.c.message_id == bindparam("message_id")
    )
    .order_by(answer_event.c.id.desc())
    .limit(1)
)
_names = select(person.c.id, person.c.name).where(person.c.id.in_(bindparam("ids", expanding=True)))
_of_round = (
    select(*_columns)
    .join_from(answer, submission)
    .where(
        submission.c.round_id == bindparam("round_id"),
        answer.c.question.in_(bindparam("questions", expanding=True)),
    )
)


def load(conn: Connection, submission_ids: Sequence[int]) -> list[AnswerRow]:
    """All answers of these submissions, cleared ones too; empty if there are none. HOT: one statement."""
    return _answers(conn.execute(_load, {"ids": list(submission_ids)}).all())


def for_questions(conn: Connection, round_id: int, questions: Sequence[str]) -> list[AnswerRow]:
    """The answers to these questions in all submissions of the round, for sums over agencies."""
    return _answers(conn.execute(_of_round, {"round_id": round_id, "questions": list(questions)}))


def get(conn: Connection, submission_id: int, question: str, items: str = "") -> AnswerRow | None:
    """One answer, or None if the question was never answered."""
    key = {"of_submission": submission_id, "of_question": question, "of_items": items}
    rows = _answers(conn.execute(_one, key))
    return rows[0] if rows else None


def put(
    conn: Connection,
    *,
    submission_id: int,
    question: str,
    items: str,
    value: str,
    standing: str,
    reason: str,
    person_id: int | None,
    at: datetime,
    chat_id: int | None,
    message_id: int | None,
    expected_revision: int,
    origin: str = "",
) -> int:
    """Store an answer and its event; returns the new revision. HOT: two statements.

    `expected_revision` is what the person saw (0: no answer yet). Raises `Conflict` when something else is
    stored by now, and nothing is changed then."""
    revision = expected_revision + 1
    row = {
        "value": value,
        "standing": standing,
        "reason": reason,
        "revision": revision,
        "person_id": person_id,
        "at": at,
        "origin": origin,
    }
    key = {"submission_id": submission_id, "question": question, "items": items}
    if expected_revision == 0:
        stored = conn.scalar(_first.on(conn), key | row) is not None
    else:
        this_one = {"of_submission": submission_id, "of_question": question, "of_items": items}
        stored = conn.execute(_next, this_one | row | {"expected": expected_revision}).rowcount == 1
    if not stored:
        raise Conflict(get(conn, submission_id, question, items))
    conn.execute(_event, key | row | {"chat_id": chat_id, "message_id": message_id})
    return revision


def by_message(conn: Connection, chat_id: int, message_id: int) -> EventRow | None:
    """The newest change that this message caused, or None: it answered nothing."""
    rows = _events(conn.execute(_by_message, {"chat_id": chat_id, "message_id": message_id}))
    return rows[0] if rows else None


def history(
    conn: Connection, submission_id: int, question: str | None = None, items: str | None = None
) -> list[EventRow]:
    """Every change in a submission, of one question, or of one item's question; the oldest first."""
    found = select(*_event_columns).where(answer_event.c.submission_id == submission_id)
    if question is not None:
        found = found.where(answer_event.c.question == question)
    if items is not None:
        found = found.where(answer_event.c["items"] == items)
    return _events(conn.execute(found.order_by(answer_event.c.id)))


def authors(conn: Connection, ids: Iterable[int]) -> dict[int, str]:
    """Person id -> name; unknown ids are absent."""
    return {row.id: row.name for row in conn.execute(_names, {"ids": list(set(ids))})}


def _answers(rows: Iterable[Sequence[Any]]) -> list[AnswerRow]:
    return list(map(AnswerRow._make, rows))


def _events(rows: Iterable[Sequence[Any]]) -> list[EventRow]:
    return [EventRow(*row) for row in rows]
