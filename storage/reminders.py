"""Whom reminders go to, which of them are queued already, and those that their readers snoozed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, update

from storage.models import Moment, act, inbox, invitation, membership, outbox, person, submission

KEYS_AT_ONCE = 500
SETS_A_DEADLINE = (
    "deadline_moved",
    "extended",
)  # acts of coordinators after which everybody concerned is told


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of an agency that takes part in a round."""

    submission_id: int
    agency_id: int
    role: str  # representative, or alternate: who stands in and is told last
    person_id: int
    telegram_id: int
    since: datetime  # when she joined
    unreachable_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueuedRow:
    """A row of a chat that was sent or waits to be."""

    id: int
    params: Mapping[str, Any]
    due_at: datetime
    sent_at: datetime | None  # None: it waits


_members = (
    select(
        submission.c.id,
        membership.c.agency_id,
        membership.c.role,
        person.c.id,
        person.c.telegram_id,
        membership.c.since,
        person.c.unreachable_at,
    )
    .select_from(submission)
    .join(membership, membership.c.agency_id == submission.c.agency_id)
    .join(person, person.c.id == membership.c.person_id)
    .where(
        submission.c.round_id == bindparam("round_id"),
        membership.c.role.in_(("representative", "alternate")),
        membership.c.until.is_(None),
    )
    .order_by(submission.c.id, membership.c.id)
)
_known = select(outbox.c.dedupe_key).where(outbox.c.dedupe_key.in_(bindparam("keys", expanding=True)))


def members(conn: Connection, round_id: int) -> list[MemberRow]:
    """Everybody who represents an agency of the round or stands in for it now; empty if nobody has joined."""
    found: Iterable[Sequence[Any]] = conn.execute(_members, {"round_id": round_id})
    return [MemberRow(*row) for row in found]


def known(conn: Connection, keys: Collection[str]) -> set[str]:
    """Those of these `dedupe_key`s that were ever queued."""
    wanted = sorted(keys)
    found: set[str] = set()
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        found.update(conn.scalars(_known, {"keys": wanted[start : start + KEYS_AT_ONCE]}))
    return found


def deadline_set(conn: Connection, round_id: int) -> dict[int | None, datetime]:
    """Submission id -> when a coordinator last set its own deadline (or took that back), None -> the round's;
    empty where nobody did."""
    set_at = func.max(func.coalesce(act.c.undone_at, act.c.at, type_=Moment), type_=Moment)
    found = select(act.c.submission_id, set_at).where(
        act.c.round_id == round_id, act.c.kind.in_(SETS_A_DEADLINE)
    )
    return {row[0]: row[1] for row in conn.execute(found.group_by(act.c.submission_id))}


def all_deadlines_set(conn: Connection) -> dict[int, dict[int | None, datetime]]:
    """Round id -> what `deadline_set` says of it; rounds whose deadlines nobody set are absent."""
    set_at = func.max(func.coalesce(act.c.undone_at, act.c.at, type_=Moment), type_=Moment)
    rows = select(act.c.round_id, act.c.submission_id, set_at).where(act.c.kind.in_(SETS_A_DEADLINE))
    found: dict[int, dict[int | None, datetime]] = {}
    for round_id, submission_id, at in conn.execute(rows.group_by(act.c.round_id, act.c.submission_id)):
        found.setdefault(round_id, {})[submission_id] = at
    return found


def get(conn: Connection, row_id: int) -> tuple[str, int, Mapping[str, Any]] | None:
    """Kind, chat and params of a row of the outbox, None if there is no such id."""
    found = select(outbox.c.kind, outbox.c.chat_id, outbox.c.params).where(outbox.c.id == row_id)
    row = conn.execute(found).one_or_none()
    return None if row is None else (row[0], row[1], json.loads(row[2]))


def queued(conn: Connection, chat_id: int, kind: str) -> list[QueuedRow]:
    """The rows of this kind that a chat was sent or that wait for it, the oldest first."""
    found = select(outbox.c.id, outbox.c.params, outbox.c.due_at, outbox.c.sent_at).where(
        outbox.c.chat_id == chat_id,
        outbox.c.kind == kind,
        outbox.c.dropped_at.is_(None),
        outbox.c.gave_up_at.is_(None),
    )
    rows = conn.execute(found.order_by(outbox.c.id))
    return [QueuedRow(row[0], json.loads(row[1]), row[2], row[3]) for row in rows]


def snooze(conn: Connection, dedupe_key: str, due_at: datetime, now: datetime) -> bool:
    """Move a row that waits, and that nobody is sending at this moment, to another time. False if there is none."""
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < now)
    waiting = update(outbox).where(
        outbox.c.dedupe_key == dedupe_key,
        outbox.c.sent_at.is_(None),
        outbox.c.dropped_at.is_(None),
        outbox.c.gave_up_at.is_(None),
        free,
    )
    return conn.execute(waiting.values(due_at=due_at)).rowcount == 1


def is_unheard(conn: Connection, chat_id: int) -> bool:
    """Whether this chat has said something that was not handled yet."""
    waiting = select(inbox.c.id).where(inbox.c.lane == chat_id, inbox.c.state == "new").limit(1)
    return conn.execute(waiting).first() is not None


def invited_since(conn: Connection, person_id: int, agency_id: int, since: datetime) -> int:
    """How many invitations for the agency somebody made since then."""
    made = select(func.count()).where(
        invitation.c.created_by == person_id,
        invitation.c.agency_id == agency_id,
        invitation.c.created_at >= since,
    )
    return int(conn.execute(made).scalar_one())
