"""What guests have proposed and the agency can decide about now. It waits, uncounted, while its section is sent or
its question is not asked."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import AnswerKey
from bot.flows.moves import LOCKED
from bot.services.desk import Desk
from storage import guests
from storage.guests import GuestRow, ProposalRow


def decidable(conn: Connection, desk: Desk) -> list[tuple[ProposalRow, GuestRow]]:
    """The proposals that wait for a decision which is possible now, the oldest first. One statement where nothing
    waits."""
    found = []
    for proposal in guests.waiting(conn, desk.work.submission_id):
        guest = guests.get(conn, proposal.guest_id)
        if guest is not None and is_asked(desk, guest):
            found.append((proposal, guest))
    return found


def is_asked(desk: Desk, guest: GuestRow) -> bool:
    """Whether a decision is possible now: the question is on the path and its section is not sent."""
    key = AnswerKey(guest.question, tuple(guest.items.split(".")) if guest.items else ())
    if key.question not in desk.form.questions or interview.find(desk.instance, key) is None:
        return False
    return desk.status(desk.form.section_of(key.question)) not in LOCKED
