"""Regions: the local governments whose questionnaires live side by side and never meet."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from storage.models import region
from storage.upsert import insert_or_ignore


@dataclass(frozen=True, slots=True)
class RegionRow:
    id: int
    name: str
    is_kppn: bool  # a priority tourism area or the new capital: other weights, and collaboration counts


_columns = select(region.c.id, region.c.name, region.c.is_kppn)
_insert = insert_or_ignore(region)
_by_name = select(region.c.id).where(region.c.name == bindparam("name"))


def put(conn: Connection, *, name: str) -> int:
    """The id of the region of this name, made if there was none."""
    found = conn.scalar(_insert.on(conn), {"name": name})
    return int(found or conn.execute(_by_name, {"name": name}).scalar_one())


def get(conn: Connection, region_id: int) -> RegionRow | None:
    """The region, or None if there is no such id."""
    row = conn.execute(_columns.where(region.c.id == region_id)).one_or_none()
    return None if row is None else RegionRow(*row)


def all_(conn: Connection) -> list[RegionRow]:
    """Every region, by name."""
    return [RegionRow(*row) for row in conn.execute(_columns.order_by(region.c.name))]


def set_kppn(conn: Connection, region_id: int, *, is_kppn: bool) -> None:
    """Say whether the region is weighted as a priority tourism area or the new capital."""
    conn.execute(update(region).where(region.c.id == region_id).values(is_kppn=is_kppn))
