"""What somebody can work on: her agencies' submissions in the rounds that are open."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.services.inviting import REPRESENTATIVE
from storage import people, rounds, submissions


def assignments(conn: Connection, person_id: int) -> list[tuple[int, str, str]]:
    """All of it: submission, agency, and what tells it from the others: the round's name where the agency has work
    in several, else the region's."""
    found = []
    for row in people.memberships(conn, person_id):
        if row.role == REPRESENTATIVE and row.agency_id is not None:
            works = of_agency(conn, row.region_id, row.agency_id)
            agency, region = row.agency_name or "", row.region_name
            found += [(place, agency, name if len(works) > 1 else region) for place, name in works]
    return found


def of_agency(conn: Connection, region_id: int, agency_id: int) -> list[tuple[int, str]]:
    """An agency's submissions in open rounds, the nearest deadline first, each with its round's name."""
    found = []
    for round_ in rounds.open_in(conn, region_id):
        row = submissions.of_agency(conn, round_.id, agency_id)
        if row is not None:
            found.append((row.id, round_.name))
    return found
