"""Agencies (OPD) of a region, and which of them take part in a round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage.models import agency, submission
from storage.upsert import insert_or_update


@dataclass(frozen=True, slots=True)
class AgencyRow:
    id: int
    region_id: int
    code: str
    name: str
    short_name: str
    kinds: tuple[str, ...]  # decide which questions it is asked
    contact: str = ""  # whom to call when nobody answers


columns = (
    agency.c.id,
    agency.c.region_id,
    agency.c.code,
    agency.c.name,
    agency.c.short_name,
    agency.c.kinds,
    agency.c.contact,
)
_in_round = (
    select(submission.c.id, *columns)
    .join_from(submission, agency)
    .where(submission.c.round_id == bindparam("of_round"))
    .order_by(agency.c.id)
)
_upsert = insert_or_update(agency, key=("region_id", "code"), update=("name", "short_name", "kinds"))
_upsert_contact = insert_or_update(
    agency, key=("region_id", "code"), update=("name", "short_name", "kinds", "contact")
)


def from_row(row: Sequence[Any]) -> AgencyRow:
    """An agency from a row of `columns`."""
    id_, region_id, code, name, short_name, kinds, contact = row
    return AgencyRow(id_, region_id, code, name, short_name, tuple(kinds.split()), contact)


def put(
    conn: Connection,
    *,
    region_id: int,
    code: str,
    name: str,
    short_name: str,
    kinds: Sequence[str],
    contact: str = "",
) -> int:
    """The id of the region's agency with this code; new, or brought up to date. No contact leaves the old one."""
    row = {
        "region_id": region_id,
        "code": code,
        "name": name,
        "short_name": short_name,
        "kinds": " ".join(kinds),
    }
    if contact:
        return int(conn.execute(_upsert_contact.on(conn), {**row, "contact": contact}).scalar_one())
    return int(conn.execute(_upsert.on(conn), row).scalar_one())


def get(conn: Connection, agency_id: int) -> AgencyRow | None:
    """The agency, or None if there is no such id."""
    row = conn.execute(select(*columns).where(agency.c.id == agency_id)).one_or_none()
    return None if row is None else from_row(row)


def by_code(conn: Connection, region_id: int, code: str) -> AgencyRow | None:
    """The region's agency with this code, or None."""
    found = select(*columns).where(agency.c.region_id == region_id, agency.c.code == code)
    row = conn.execute(found).one_or_none()
    return None if row is None else from_row(row)


def in_region(conn: Connection, region_id: int) -> list[AgencyRow]:
    """The agencies of a region in the order in which they were entered; empty if there are none."""
    found = select(*columns).where(agency.c.region_id == region_id).order_by(agency.c.id)
    return [from_row(row) for row in conn.execute(found)]


def in_round(conn: Connection, round_id: int) -> list[tuple[int, AgencyRow]]:
    """(submission id, agency) of all that take part, in the order in which they were entered.

    The region's own submission is not among them."""
    return [(row[0], from_row(row[1:])) for row in conn.execute(_in_round, {"of_round": round_id})]
