"""What an export is made of, read a part at a time: a round may have more rows than fit in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from storage import acts
from storage.acts import ActRow
from storage.models import act, agency, answer_event, form, ledger, person, round_, round_form, submission

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change of one answer. `agency` is None for an answer that the whole region gives once."""

    id: int
    agency: str | None
    question: str
    items: str
    value: str
    standing: str
    reason: str
    revision: int
    person: str | None
    at: datetime
    before: str  # the value that stood there
    number: int  # in the chain; 0 while it is not there yet
    hash: str


_of_round = submission.c.round_id == bindparam("of_round")
_before = answer_event.alias("before")
_changes = (
    select(
        answer_event.c.id,
        agency.c.name,
        answer_event.c.question,
        answer_event.c["items"],
        answer_event.c.value,
        answer_event.c.standing,
        answer_event.c.reason,
        answer_event.c.revision,
        person.c.name,
        answer_event.c.at,
        func.coalesce(_before.c.value, ""),
        func.coalesce(ledger.c.number, 0),
        func.coalesce(ledger.c.hash, ""),
    )
    .select_from(answer_event)
    .join(submission, submission.c.id == answer_event.c.submission_id)
    .outerjoin(agency, agency.c.id == submission.c.agency_id)
    .outerjoin(person, person.c.id == answer_event.c.person_id)
    .outerjoin(
        _before,
        (_before.c.submission_id == answer_event.c.submission_id)
        & (_before.c.question == answer_event.c.question)
        & (_before.c["items"] == answer_event.c["items"])
        & (_before.c.revision == answer_event.c.revision - 1),
    )
    .outerjoin(
        ledger,
        (ledger.c.kind == "answer") & (ledger.c.ref_id == answer_event.c.id) & (ledger.c.step == 1),
    )
    .where(_of_round)
    .order_by(answer_event.c.at, answer_event.c.id)
    .execution_options(yield_per=ROWS_AT_ONCE)
)
_deeds = (
    select(*acts.columns)
    .select_from(act)
    .outerjoin(person, person.c.id == act.c.person_id)
    .outerjoin(submission, submission.c.id == act.c.submission_id)
    .where((act.c.round_id == bindparam("of_round")) | (submission.c.round_id == bindparam("of_round")))
    .order_by(act.c.at, act.c.id)
    .execution_options(yield_per=ROWS_AT_ONCE)
)
_versions = (
    select(form.c.id)
    .join_from(round_form, form)
    .where(round_form.c.round_id == bindparam("of_round"))
    .order_by(round_form.c.since, round_form.c.id)
)
_pinned = select(round_.c.form_id).where(round_.c.id == bindparam("of_round"))


def changes(conn: Connection, round_id: int) -> Iterator[ChangeRow]:
    """Every change of every answer of a round, the oldest first."""
    found: Iterable[Sequence[Any]] = conn.execute(_changes, {"of_round": round_id})
    yield from (ChangeRow(*row) for row in found)


def deeds(conn: Connection, round_id: int) -> Iterator[ActRow]:
    """What coordinators did in a round or about one of its agencies, the oldest first."""
    for row in conn.execute(_deeds, {"of_round": round_id}).mappings():
        yield acts.from_row(row)


def versions(conn: Connection, round_id: int) -> tuple[int, ...]:
    """Ids of the form versions that a round was ever pinned to, the oldest first; its present one is among them."""
    found = [row.id for row in conn.execute(_versions, {"of_round": round_id})]
    pinned = conn.scalar(_pinned, {"of_round": round_id})
    if pinned is not None and pinned not in found:  # opened by a program that did not note versions yet
        found.append(pinned)
    return tuple(found)
