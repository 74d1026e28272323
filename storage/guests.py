"""Guests, who help with one question, and what they propose. What a guest may see is the services' business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.models import guest, invitation, person, proposal, submission

ACCEPTED, DECLINED, REPLACED = (
    "accepted",
    "declined",
    "replaced",
)  # what became of a proposal; '' while it waits


@dataclass(frozen=True, slots=True)
class GuestRow:
    id: int
    person_id: int
    person_name: str
    telegram_id: int
    language: str
    submission_id: int  # the agency's, also where the answer is the region's
    question: str
    items: str
    invited_by: int | None
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    id: int
    guest_id: int
    value: str
    standing: str
    reason: str
    at: datetime
    verdict: str
    decided_at: datetime | None
    decided_by: int | None


_guests = select(
    guest.c.id,
    guest.c.person_id,
    person.c.name,
    person.c.telegram_id,
    person.c.language,
    guest.c.submission_id,
    guest.c.question,
    guest.c["items"],
    guest.c.invited_by,
    guest.c.since,
    guest.c.until,
).join_from(guest, person, person.c.id == guest.c.person_id)
_proposals = select(*proposal.c)


def add(
    conn: Connection,
    *,
    person_id: int,
    submission_id: int,
    question: str,
    items: str,
    invited_by: int | None,
    at: datetime,
) -> int:
    """Let somebody help with a question; its id. Who helped before is asked anew."""
    same = (
        guest.c.person_id == person_id,
        guest.c.submission_id == submission_id,
        guest.c.question == question,
        guest.c["items"] == items,
    )
    again = (
        update(guest).where(*same).values(invited_by=invited_by, since=at, until=None).returning(guest.c.id)
    )
    known = conn.execute(again).scalar_one_or_none()
    if known is not None:
        return int(known)
    row = {
        "person_id": person_id,
        "submission_id": submission_id,
        "question": question,
        "items": items,
        "invited_by": invited_by,
        "since": at,
    }
    return int(conn.execute(insert(guest).returning(guest.c.id), row).scalar_one())


def get(conn: Connection, guest_id: int) -> GuestRow | None:
    """The guest, or None if there is no such id."""
    return next(iter(_guest_rows(conn.execute(_guests.where(guest.c.id == guest_id)))), None)


def of_person(conn: Connection, person_id: int) -> list[GuestRow]:
    """What somebody was asked to help with and is not done with, the newest first."""
    found = _guests.where(guest.c.person_id == person_id, guest.c.until.is_(None))
    return _guest_rows(conn.execute(found.order_by(guest.c.since.desc(), guest.c.id.desc())))


def of_question(conn: Connection, submission_id: int, question: str, items: str) -> list[GuestRow]:
    """Who helps with a question now, the first asked first."""
    found = _guests.where(
        guest.c.submission_id == submission_id,
        guest.c.question == question,
        guest.c["items"] == items,
        guest.c.until.is_(None),
    )
    return _guest_rows(conn.execute(found.order_by(guest.c.id)))


def end(conn: Connection, guest_id: int, at: datetime) -> bool:
    """Her help is no longer needed. False if it ended before."""
    open_ = update(guest).where(guest.c.id == guest_id, guest.c.until.is_(None))
    return conn.execute(open_.values(until=at)).rowcount == 1


def pass_on(conn: Connection, agency_id: int, leaving: int, coming: int) -> None:
    """Whoever takes a place hears from the guests that were asked from there."""
    of_agency = select(submission.c.id).where(submission.c.agency_id == agency_id)
    hers = update(guest).where(guest.c.invited_by == leaving, guest.c.submission_id.in_(of_agency))
    conn.execute(hers.values(invited_by=coming))


def revoke(conn: Connection, submission_id: int, question: str, items: str, at: datetime) -> int:
    """Nobody helps with this question any more, and no link lets anybody in: how many links and guests ended."""
    links = update(invitation).where(
        invitation.c.role == "guest",
        invitation.c.submission_id == submission_id,
        invitation.c.path == question,
        invitation.c["items"] == items,
        invitation.c.uses_left > 0,
        invitation.c.expires_at > at,
    )
    helping = update(guest).where(
        guest.c.submission_id == submission_id,
        guest.c.question == question,
        guest.c["items"] == items,
        guest.c.until.is_(None),
    )
    ended = conn.execute(links.values(expires_at=at)).rowcount
    return ended + conn.execute(helping.values(until=at)).rowcount


def propose(conn: Connection, *, guest_id: int, value: str, standing: str, reason: str, at: datetime) -> int:
    """Keep what a guest answered; its id. What she answered before gives way."""
    older = update(proposal).where(proposal.c.guest_id == guest_id, proposal.c.verdict == "")
    conn.execute(older.values(verdict=REPLACED, decided_at=at))
    row = {"guest_id": guest_id, "value": value, "standing": standing, "reason": reason, "at": at}
    return int(conn.execute(insert(proposal).returning(proposal.c.id), {**row, "verdict": ""}).scalar_one())


def extend(conn: Connection, proposal_id: int, value: str) -> bool:
    """More has come for what a guest answered. False if somebody has decided about it."""
    open_ = update(proposal).where(proposal.c.id == proposal_id, proposal.c.verdict == "")
    return conn.execute(open_.values(value=value)).rowcount == 1


def proposal_of(conn: Connection, proposal_id: int) -> ProposalRow | None:
    """The proposal, or None if there is no such id."""
    return next(iter(_proposal_rows(conn.execute(_proposals.where(proposal.c.id == proposal_id)))), None)


def latest(conn: Connection, guest_id: int) -> ProposalRow | None:
    """What a guest answered last, whatever became of it; None if nothing."""
    found = _proposals.where(proposal.c.guest_id == guest_id).order_by(proposal.c.id.desc()).limit(1)
    return next(iter(_proposal_rows(conn.execute(found))), None)


def waiting(conn: Connection, submission_id: int) -> list[ProposalRow]:
    """The proposals to a submission that nobody has decided about, the oldest first."""
    found = _proposals.join_from(proposal, guest).where(
        guest.c.submission_id == submission_id, proposal.c.verdict == ""
    )
    return _proposal_rows(conn.execute(found.order_by(proposal.c.id)))


def waiting_in_agency(conn: Connection, agency_id: int) -> list[ProposalRow]:
    """The same for everything that an agency hands in."""
    found = _proposals.join_from(proposal, guest).join(submission, submission.c.id == guest.c.submission_id)
    found = found.where(submission.c.agency_id == agency_id, proposal.c.verdict == "")
    return _proposal_rows(conn.execute(found.order_by(proposal.c.id)))


def decide(conn: Connection, proposal_id: int, verdict: str, person_id: int, at: datetime) -> bool:
    """Say what becomes of a proposal. False if somebody did before: of two who tap at once, one decides."""
    open_ = update(proposal).where(proposal.c.id == proposal_id, proposal.c.verdict == "")
    done = {"verdict": verdict, "decided_at": at, "decided_by": person_id}
    return conn.execute(open_.values(done)).rowcount == 1


def _guest_rows(rows: Iterable[Sequence[Any]]) -> list[GuestRow]:
    return [GuestRow(*row) for row in rows]


def _proposal_rows(rows: Iterable[Sequence[Any]]) -> list[ProposalRow]:
    return [ProposalRow(*row) for row in rows]
