"""What a coordinator's picture is made of: few statements over a whole round, light rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from storage import people
from storage.models import answer, answer_event, membership, person, submission

ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LightRow:
    submission_id: int
    question: str
    items: str
    standing: str
    value: str


_answers = (
    select(answer.c.submission_id, answer.c.question, answer.c["items"], answer.c.standing, answer.c.value)
    .join_from(answer, submission)
    .where(submission.c.round_id == bindparam("round_id"))
    .execution_options(yield_per=ROWS_AT_ONCE)
)
_members = (
    (membership.c.agency_id == submission.c.agency_id)
    & (membership.c.role == "representative")
    & membership.c.until.is_(None)
)
_last_seen = (
    select(submission.c.agency_id, func.max(person.c.seen_at))
    .select_from(submission)
    .outerjoin(membership, _members)
    .outerjoin(person, person.c.id == membership.c.person_id)
    .where(submission.c.round_id == bindparam("round_id"), submission.c.agency_id.is_not(None))
    .group_by(submission.c.agency_id)
)
_representatives = (
    select(submission.c.agency_id, *people.columns)
    .select_from(submission)
    .outerjoin(membership, _members)
    .outerjoin(person, person.c.id == membership.c.person_id)
    .where(submission.c.round_id == bindparam("round_id"), submission.c.agency_id.is_not(None))
    .order_by(submission.c.agency_id, membership.c.id)
)
_answered_since = (
    select(answer_event.c.submission_id, answer_event.c.question, answer_event.c["items"])
    .join_from(answer_event, submission)
    .where(submission.c.round_id == bindparam("round_id"), answer_event.c.at >= bindparam("since"))
    .where(answer_event.c.standing.in_(("given", "unavailable")))
    .distinct()
)


def all_answers(conn: Connection, round_id: int) -> Iterator[LightRow]:
    """Every answer of a round, a part at a time: go through it inside the same piece of work."""
    for submission_id, question, items, standing, value in conn.execute(_answers, {"round_id": round_id}):
        yield LightRow(submission_id, question, items, standing, value)


def last_seen(conn: Connection, round_id: int) -> dict[int, datetime | None]:
    """Agency id -> when one of its representatives was last here; None if nobody ever was."""
    found = conn.execute(_last_seen, {"round_id": round_id})
    return {row[0]: row[1] for row in found}


def answered_since(conn: Connection, round_id: int, since: datetime) -> list[tuple[int, str]]:
    """Submission id and question of every answer that was given or changed since then, each once.

    A question stands there as often as it was answered in different records; what is asked once for the whole
    region belongs to the region's submission."""
    found = conn.execute(_answered_since, {"round_id": round_id, "since": since})
    return [(submission_id, question) for submission_id, question, _ in found]


def representatives(conn: Connection, round_id: int) -> dict[int, list[people.PersonRow]]:
    """Agency id -> who represents it; an empty list for an agency that nobody ever joined."""
    found: dict[int, list[people.PersonRow]] = {}
    for agency_id, *columns in conn.execute(_representatives, {"round_id": round_id}):
        of_agency = found.setdefault(agency_id, [])
        if columns[0] is not None:
            of_agency.extend(people.from_rows([columns]))
    return found
