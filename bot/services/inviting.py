"""Invitations: a link for one agency or for a coordinator, as a token of 128 random bits that is kept hashed.

The same token is a code that can be typed, because Telegram Desktop drops the payload of a link in a chat that
was started before. It is written in Crockford's base 32: no letters that look alike, any case, dashes ignored.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage import invitations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
BITS = 128
LENGTH = 26  # 128 bits, five a letter
GROUP = 4
REPRESENTATIVE, COORDINATOR, LEADER, ALTERNATE = "representative", "coordinator", "leader", "alternate"
ASSESSOR = "assessor"  # reads what was sent, returns and accepts it
SIGNER = "signer"  # of one submission, once
GUEST = "guest"  # helps with one question and has no membership
USES = {REPRESENTATIVE: 10}  # an agency forwards its link within the office; every other link is for one


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new invitation. The token exists here alone: the database has its hash."""

    token: str
    role: str
    expires_at: datetime

    @property
    def code(self) -> str:
        """The token as one would type it: 'K7QF-2M9D-…'."""
        upper = self.token.upper()
        return "-".join(upper[i : i + GROUP] for i in range(0, LENGTH, GROUP))

    def link(self, bot_name: str) -> str:
        return f"https://t.me/{bot_name}?start={self.token}"


def invite(
    conn: Connection,
    *,
    role: str,
    region_id: int,
    agency_id: int | None,
    name: str,
    created_by: int | None,
    now: datetime,
    days: int,
    uses: int | None = None,
    replaces: int | None = None,
    pillars: str = "",
    submission_id: int | None = None,
    path: str = "",
    items: str = "",
) -> Invitation:
    """Make an invitation for a role in a region or an agency. `replaces` is the person whose place the newcomer
    takes; `uses` is how often it works, where that is not the usual number. `submission_id`, `path` and `items` name
    the section that a colleague takes on, the question that a guest helps with, or what an agency's head signs."""
    token = _new_token()
    expires = now + timedelta(days=days)
    invitations.add(
        conn,
        token_hash=digest(token),
        role=role,
        region_id=region_id,
        agency_id=agency_id,
        name=name,
        created_by=created_by,
        at=now,
        expires_at=expires,
        uses=uses or USES.get(role, 1),
        replaces=replaces,
        pillars=pillars,
        submission_id=submission_id,
        path=path,
        items=items,
    )
    return Invitation(token, role, expires)


def read_code(text: str) -> str | None:
    """The token in a link's payload or in what somebody typed; None when it cannot be one."""
    bare = "".join(text.split()).replace("-", "").upper().translate(LOOKALIKES)
    if len(bare) != LENGTH or not set(bare) <= set(ALPHABET):
        return None
    return bare.lower()


def digest(token: str) -> bytes:
    """What is stored. A plain hash is enough: nobody guesses 128 random bits."""
    return hashlib.sha256(token.encode()).digest()


def _new_token() -> str:
    number = secrets.randbits(BITS)
    letters = ""
    for _ in range(LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters = ALPHABET[rest] + letters
    return letters.lower()
