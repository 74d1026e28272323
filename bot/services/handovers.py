"""The moment in which a colleague takes over: an invitation that replaces somebody is opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.services import proposals, tidings
from bot.services.inviting import REPRESENTATIVE
from storage import acts, claims, guests, people, rounds, submissions
from storage.invitations import InvitationRow

REPLACED = "replaced"


def waits(conn: Connection, invitation: InvitationRow, newcomer: int | None) -> bool:
    """Whether this invitation still replaces somebody else: also a colleague who is in already may take over."""
    if invitation.replaces is None or invitation.replaces == newcomer:
        return False
    wanted = (invitation.role, invitation.region_id, invitation.agency_id)
    return any(
        (one.role, one.region_id, one.agency_id) == wanted
        for one in people.memberships(conn, invitation.replaces)
    )


def complete(conn: Connection, invitation: InvitationRow, newcomer: int, now: datetime) -> None:
    """End the right of whoever is replaced, tell her, and remember it in each open round of the agency. All
    answers stay: they are the agency's; what she held and whom she asked for help pass on. Nothing happens where
    nobody waits to be replaced."""
    if not waits(conn, invitation, newcomer) or invitation.agency_id is None:
        return
    assert invitation.replaces is not None
    role, region, agency = invitation.role, invitation.region_id, invitation.agency_id
    people.end_membership(
        conn, person_id=invitation.replaces, role=role, region_id=region, agency_id=agency, at=now
    )
    if role == REPRESENTATIVE:
        claims.pass_on(conn, agency, invitation.replaces, newcomer, now)
        guests.pass_on(conn, agency, invitation.replaces, newcomer)
        proposals.tell_again(conn, agency, now)
    leaving, coming = people.get(conn, invitation.replaces), people.get(conn, newcomer)
    assert leaving is not None and coming is not None
    key = f"{invitation.id}:{int(now.timestamp() * 1000)}"
    tidings.tell(conn, tidings.REPLACED, [leaving], key, now, agency=agency, role=role)
    for round_ in rounds.open_in(conn, region):
        submission = submissions.of_agency(conn, round_.id, agency)
        if submission is not None:
            acts.add(
                conn,
                region_id=region,
                round_id=round_.id,
                submission_id=submission.id,
                person_id=newcomer,
                kind=REPLACED,
                params={"person": leaving.id, "name": leaving.name, "newcomer": coming.name},
                at=now,
            )
