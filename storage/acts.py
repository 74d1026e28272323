"""What coordinators did: who, when, what. What a kind means, and how it is undone, is the services' business."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from storage.models import act, person


@dataclass(frozen=True, slots=True)
class ActRow:
    id: int
    region_id: int
    round_id: int | None
    submission_id: int | None
    person_id: int | None  # None for the command line
    person_name: str
    kind: str
    params: Mapping[str, Any]
    at: datetime
    undone_at: datetime | None


columns = (*act.c, person.c.name.label("person_name"))
_rows = select(*columns).select_from(act).outerjoin(person, person.c.id == act.c.person_id)


def add(
    conn: Connection,
    *,
    region_id: int,
    round_id: int | None,
    submission_id: int | None,
    person_id: int | None,
    kind: str,
    params: Mapping[str, Any],
    at: datetime,
) -> int:
    """Remember an act, in the transaction of what it does; its id."""
    row = {
        "region_id": region_id,
        "round_id": round_id,
        "submission_id": submission_id,
        "person_id": person_id,
        "kind": kind,
        "params": json.dumps(dict(params)),
        "at": at,
    }
    return int(conn.execute(insert(act).returning(act.c.id), row).scalar_one())


def get(conn: Connection, act_id: int) -> ActRow | None:
    """The act, or None if there is no such id."""
    found = conn.execute(_rows.where(act.c.id == act_id)).mappings().one_or_none()
    return None if found is None else from_row(found)


def of_round(conn: Connection, round_id: int, limit: int, offset: int = 0) -> list[ActRow]:
    """What was done in a round, the newest first."""
    found = _rows.where(act.c.round_id == round_id).order_by(act.c.id.desc()).limit(limit).offset(offset)
    return [from_row(one) for one in conn.execute(found).mappings()]


def of_submission(conn: Connection, submission_id: int, limit: int, offset: int = 0) -> list[ActRow]:
    """What was done about one agency in a round, the newest first."""
    found = _rows.where(act.c.submission_id == submission_id).order_by(act.c.id.desc())
    return [from_row(one) for one in conn.execute(found.limit(limit).offset(offset)).mappings()]


def count_of_round(conn: Connection, round_id: int) -> int:
    return int(conn.execute(select(func.count()).where(act.c.round_id == round_id)).scalar_one())


def count_of_submission(conn: Connection, submission_id: int) -> int:
    return int(conn.execute(select(func.count()).where(act.c.submission_id == submission_id)).scalar_one())


def undo(conn: Connection, act_id: int, at: datetime) -> bool:
    """Mark an act as undone. False if it was before: of two who tap at once, one undoes it."""
    done = update(act).where(act.c.id == act_id, act.c.undone_at.is_(None)).values(undone_at=at)
    return conn.execute(done).rowcount == 1


def from_row(found: RowMapping) -> ActRow:
    """An act from a row of `columns`."""
    return ActRow(
        id=found["id"],
        region_id=found["region_id"],
        round_id=found["round_id"],
        submission_id=found["submission_id"],
        person_id=found["person_id"],
        person_name=found["person_name"] or "",
        kind=found["kind"],
        params=json.loads(found["params"]),
        at=found["at"],
        undone_at=found["undone_at"],
    )
