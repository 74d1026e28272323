"""Who in an agency has taken on which section. A claim of somebody who left holds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from storage.models import claim, membership, person, submission
from storage.upsert import insert_or_update


@dataclass(frozen=True, slots=True)
class ClaimRow:
    person_id: int
    person_name: str
    at: datetime


_upsert = insert_or_update(claim, key=("submission_id", "path"), update=("person_id", "at"))
_represents = (
    select(membership.c.id)
    .where(
        membership.c.person_id == claim.c.person_id,
        membership.c.role == "representative",
        membership.c.agency_id == submission.c.agency_id,
        membership.c.until.is_(None),
    )
    .exists()
)
_of = (
    select(claim.c.submission_id, claim.c.path, claim.c.person_id, person.c.name, claim.c.at)
    .select_from(claim)
    .join(submission, submission.c.id == claim.c.submission_id)
    .join(person, person.c.id == claim.c.person_id)
    .where(claim.c.submission_id.in_(bindparam("ids", expanding=True)), _represents)
)


def of_submissions(conn: Connection, submission_ids: Sequence[int]) -> dict[tuple[int, str], ClaimRow]:
    """(submission id, path) -> who holds the section; sections that nobody holds are absent. One statement."""
    found = conn.execute(_of, {"ids": list(submission_ids)})
    return {(submission_id, path): ClaimRow(*rest) for submission_id, path, *rest in found}


def put(conn: Connection, submission_id: int, path: str, person_id: int, at: datetime) -> None:
    """Let somebody hold a section; whoever held it before does no longer."""
    row = {"submission_id": submission_id, "path": path, "person_id": person_id, "at": at}
    conn.execute(_upsert.on(conn), row)


def release(conn: Connection, submission_id: int, path: str, person_id: int) -> bool:
    """Nobody holds the section any more. False if she did not hold it."""
    hers = (
        claim.c.submission_id == submission_id,
        claim.c.path == path,
        claim.c.person_id == person_id,
    )
    return conn.execute(delete(claim).where(*hers)).rowcount == 1


def pass_on(conn: Connection, agency_id: int, leaving: int, coming: int, at: datetime) -> int:
    """Whoever takes a place takes on its sections; how many."""
    of_agency = select(submission.c.id).where(submission.c.agency_id == agency_id)
    hers = update(claim).where(claim.c.person_id == leaving, claim.c.submission_id.in_(of_agency))
    return conn.execute(hers.values(person_id=coming, at=at)).rowcount
