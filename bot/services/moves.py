"""Making a move of a section: the one place where a section changes where it stands.

The table of `bot.flows.moves` says what is legal, the rights of that minute say who may, and what was returned
goes along with the status, so that the two never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot.flows import moves
from bot.flows.moves import Move, Side
from bot.services.assessing import reads_section
from bot.services.desk import Desk
from bot.services.inviting import ASSESSOR, COORDINATOR, REPRESENTATIVE
from storage import people, returned, sections
from storage.people import MembershipRow


def make(conn: Connection, desk: Desk, section: str, move: Move, side: Side, why: str = "") -> bool:
    """Move a section for whoever sits at this desk. False where the table or her rights do not allow it, where the
    round is closed, or where a return has nothing to return: then nothing is written."""
    before = desk.status(section)
    to = moves.after(move, before, side)
    if to is None or desk.closed or section not in desk.form.sections:
        return False
    if not any(_may(desk, section, side, one) for one in people.memberships(conn, desk.chat.person_id)):
        return False
    submission = desk.work.submission_id
    if move is Move.RETURN and not returned.send(conn, submission, section, desk.now):
        return False
    follow = _FOLLOWS.get(move)
    if follow is not None:
        follow(conn, submission, section, desk.now)
    sections.move(
        conn,
        submission_id=submission,
        path=section,
        move=move.value,
        before=before.value,
        after=to.value,
        person_id=desk.chat.person_id,
        at=desk.now,
        why=why,
    )
    return True


def _may(desk: Desk, section: str, side: Side, held: MembershipRow) -> bool:
    if side is Side.AGENCY:
        assert desk.work.agency is not None
        return held.role == REPRESENTATIVE and held.agency_id == desk.work.agency.id
    if held.region_id != desk.work.region_id:
        return False
    if side is Side.COORDINATOR:
        return held.role == COORDINATOR
    return held.role == ASSESSOR and reads_section(held.pillars, desk.form, section)


def _recall(conn: Connection, submission: int, section: str, now: datetime) -> None:
    returned.recall(conn, submission, section)


def _end(conn: Connection, submission: int, section: str, now: datetime) -> None:
    returned.end(conn, submission, section, now)


_FOLLOWS: Mapping[Move, Callable[[Connection, int, str, datetime], None]] = {
    Move.RECALL: _recall,
    Move.SEND_BACK: _end,
    Move.REOPEN: _end,
    Move.ACCEPT: _end,
}
