"""Rounds that coordinators put together in the chat, one at a time for each person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Connection, delete, select, update

from storage.models import setup
from storage.upsert import insert_or_update


@dataclass(frozen=True, slots=True)
class SetupRow:
    """What is known so far: '' or None where a step is still open."""

    person_id: int
    region_id: int
    form_id: int | None  # id of the stored form version
    trial_id: int | None  # the round in which she tries it out
    name: str
    deadline: datetime | None
    timezone: str
    agencies: Sequence[Mapping[str, Any]]
    changed_at: datetime


class Fields(TypedDict, total=False):
    """What `change` can set."""

    form_id: int | None
    trial_id: int | None
    name: str
    deadline: datetime | None
    timezone: str
    agencies: Sequence[Mapping[str, Any]]


_upsert = insert_or_update(
    setup,
    key=("person_id",),
    update=("region_id", "form_id", "trial_id", "name", "deadline", "timezone", "agencies", "changed_at"),
)


def begin(conn: Connection, *, person_id: int, region_id: int, timezone: str, at: datetime) -> None:
    """Begin anew; what she had put together before is forgotten."""
    row = {
        "person_id": person_id,
        "region_id": region_id,
        "form_id": None,
        "trial_id": None,
        "name": "",
        "deadline": None,
        "timezone": timezone,
        "agencies": "[]",
        "changed_at": at,
    }
    conn.execute(_upsert.on(conn), row)


def get(conn: Connection, person_id: int) -> SetupRow | None:
    """What she puts together, or None for nothing."""
    found = conn.execute(select(setup).where(setup.c.person_id == person_id)).mappings().one_or_none()
    if found is None:
        return None
    return SetupRow(**{**found, "agencies": json.loads(found["agencies"])})


def change(conn: Connection, person_id: int, at: datetime, **fields: Unpack[Fields]) -> None:
    """Set what a step decided; nothing where she puts nothing together."""
    values: dict[str, Any] = {**fields, "changed_at": at}
    if "agencies" in fields:
        values["agencies"] = json.dumps(list(fields["agencies"]))
    conn.execute(update(setup).where(setup.c.person_id == person_id).values(**values))


def end(conn: Connection, person_id: int) -> None:
    """It was opened or given up."""
    conn.execute(delete(setup).where(setup.c.person_id == person_id))
