"""Invitations: links that let somebody in. Only the hash of a token is ever stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from storage.models import invitation


@dataclass(frozen=True, slots=True)
class InvitationRow:
    id: int
    role: str
    region_id: int
    agency_id: int | None
    name: str
    created_at: datetime
    created_by: int | None
    expires_at: datetime
    uses_left: int
    replaces: int | None = None  # whose place the newcomer takes
    pillars: str = ""  # an assessor's; '' for all
    submission_id: int | None = None  # what a colleague, guest or signer is asked about
    path: str = ""  # of the section that she takes on, or of the one question
    items: str = ""


_columns = (
    invitation.c.id,
    invitation.c.role,
    invitation.c.region_id,
    invitation.c.agency_id,
    invitation.c.name,
    invitation.c.created_at,
    invitation.c.created_by,
    invitation.c.expires_at,
    invitation.c.uses_left,
    invitation.c.replaces,
    invitation.c.pillars,
    invitation.c.submission_id,
    invitation.c.path,
    invitation.c["items"],
)


def add(
    conn: Connection,
    *,
    token_hash: bytes,
    role: str,
    region_id: int,
    agency_id: int | None,
    name: str,
    created_by: int | None,
    at: datetime,
    expires_at: datetime,
    uses: int,
    replaces: int | None = None,
    pillars: str = "",
    submission_id: int | None = None,
    path: str = "",
    items: str = "",
) -> int:
    """The id of a new invitation; `created_by` is None for one made on the command line. `replaces` is the
    person whose place the newcomer takes."""
    row = {
        "token_hash": token_hash,
        "role": role,
        "region_id": region_id,
        "agency_id": agency_id,
        "name": name,
        "created_at": at,
        "created_by": created_by,
        "expires_at": expires_at,
        "uses_left": uses,
        "replaces": replaces,
        "pillars": pillars,
        "submission_id": submission_id,
        "path": path,
        "items": items,
    }
    return int(conn.execute(insert(invitation).returning(invitation.c.id), row).scalar_one())


def find(conn: Connection, token_hash: bytes) -> InvitationRow | None:
    """The invitation behind this token, spent and expired ones too, or None if there never was one."""
    found: Iterable[Sequence[Any]] = conn.execute(
        select(*_columns).where(invitation.c.token_hash == token_hash)
    )
    return next((InvitationRow(*row) for row in found), None)


def by_id(conn: Connection, id: int) -> InvitationRow | None:
    """An invitation by its number, or None."""
    found: Iterable[Sequence[Any]] = conn.execute(select(*_columns).where(invitation.c.id == id))
    return next((InvitationRow(*row) for row in found), None)


def use(conn: Connection, id: int, at: datetime) -> bool:
    """Spend one use; False when it is spent or expired. Two who use the last one at once: one gets it."""
    usable = update(invitation).where(
        invitation.c.id == id, invitation.c.uses_left > 0, invitation.c.expires_at > at
    )
    return conn.execute(usable.values(uses_left=invitation.c.uses_left - 1)).rowcount == 1


def made_since(conn: Connection, submission_id: int, role: str, since: datetime) -> int:
    """How many invitations of this role were made about a submission."""
    made = select(func.count()).select_from(invitation)
    of_it = made.where(invitation.c.submission_id == submission_id, invitation.c.role == role)
    return int(conn.execute(of_it.where(invitation.c.created_at > since)).scalar_one())


def end(conn: Connection, submission_id: int, role: str, at: datetime) -> None:
    """No invitation of this role about a submission works any more."""
    of_it = update(invitation).where(
        invitation.c.submission_id == submission_id, invitation.c.role == role, invitation.c.expires_at > at
    )
    conn.execute(of_it.values(uses_left=0))
