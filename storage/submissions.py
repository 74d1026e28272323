"""Submissions: what one agency hands in for one round, and the region's own row beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, func, select, update

from storage.models import submission
from storage.upsert import insert_or_ignore


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    id: int
    round_id: int
    agency_id: int | None  # None: the region-wide answers
    deadline: datetime | None = None  # its own, where a coordinator extended it


LOCK = 7_453  # tells our advisory locks on submissions from all others (inbox.lock_lane has its own kind)
COUNTING = 7_455  # and on rounds whose complete submissions are counted
_lock = select(func.pg_advisory_xact_lock(bindparam("what", type_=Integer), bindparam("id", type_=Integer)))
_insert = insert_or_ignore(submission)
_columns = select(submission.c.id, submission.c.round_id, submission.c.agency_id, submission.c.deadline)
_by_id = _columns.where(submission.c.id == bindparam("id"))
_region_row = select(submission.c.id).where(
    submission.c.round_id == bindparam("round_id"), submission.c.agency_id.is_(None)
)


def create(conn: Connection, *, round_id: int, agency_ids: Sequence[int]) -> None:
    """Make a submission for each agency and the region's own; those that exist stay as they are."""
    for agency_id in (None, *agency_ids):
        conn.execute(_insert.on(conn), {"round_id": round_id, "agency_id": agency_id})


def get(conn: Connection, submission_id: int) -> SubmissionRow | None:
    """The submission, or None if there is no such id."""
    row = conn.execute(_by_id, {"id": submission_id}).one_or_none()
    return None if row is None else SubmissionRow(*row)


def lock(conn: Connection, submission_id: int) -> None:
    """Let one turn at a time change this submission, until the transaction ends: a colleague may not answer
    while the section is being sent. SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(_lock, {"what": LOCK, "id": submission_id % 2**31})


def lock_count(conn: Connection, round_id: int) -> None:
    """Let one turn at a time count the complete submissions of a round, until the transaction ends: of two that
    complete in one moment, the second sees the first. Taken after `lock`, never before."""
    if conn.dialect.name == "postgresql":
        conn.execute(_lock, {"what": COUNTING, "id": round_id % 2**31})


def extend(conn: Connection, submission_id: int, deadline: datetime | None) -> None:
    """Give an agency a deadline of its own, or with None the round's again."""
    conn.execute(update(submission).where(submission.c.id == submission_id).values(deadline=deadline))


def extensions(conn: Connection, round_id: int) -> dict[int, datetime]:
    """Submission id -> its own deadline; those with the round's deadline are absent."""
    found = select(submission.c.id, submission.c.deadline).where(
        submission.c.round_id == round_id, submission.c.deadline.is_not(None)
    )
    return {row[0]: row[1] for row in conn.execute(found)}


def all_extensions(conn: Connection) -> dict[int, dict[int, datetime]]:
    """Round id -> its `extensions`; rounds without any are absent."""
    found: dict[int, dict[int, datetime]] = {}
    rows = select(submission.c.round_id, submission.c.id, submission.c.deadline)
    for round_id, submission_id, deadline in conn.execute(rows.where(submission.c.deadline.is_not(None))):
        found.setdefault(round_id, {})[submission_id] = deadline
    return found


def region_of(conn: Connection, round_id: int) -> int:
    """The id of the round's row for region-wide answers. Raises `NoResultFound` before `create`."""
    return int(conn.execute(_region_row, {"round_id": round_id}).scalar_one())


def of_agency(conn: Connection, round_id: int, agency_id: int) -> SubmissionRow | None:
    """What the agency hands in for the round, or None if it does not take part."""
    found = _columns.where(submission.c.round_id == round_id, submission.c.agency_id == agency_id)
    row = conn.execute(found).one_or_none()
    return None if row is None else SubmissionRow(*row)
