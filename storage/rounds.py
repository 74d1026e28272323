"""Rounds: one questionnaire, one region, one deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from storage.models import region, round_, round_form
from storage.upsert import insert_or_ignore


@dataclass(frozen=True, slots=True)
class RoundRow:
    id: int
    region_id: int
    region_name: str
    is_kppn: bool
    form_id: int  # id of the stored form version that the round is pinned to
    name: str
    deadline: datetime
    timezone: str
    opened_at: datetime
    closed_at: datetime | None
    trial: bool = False  # a coordinator tries the form out: no reminders, no digests, on no list
    reminders: str = ""  # when people are reminded; '' is the usual way
    digest_hour: int = 16  # by the round's clock


class Duplicate(Exception):
    """The region has a round of this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


_insert = insert_or_ignore(round_)
_pinned = insert_or_ignore(round_form)
_rows = select(
    round_.c.id,
    round_.c.region_id,
    region.c.name,
    region.c.is_kppn,
    round_.c.form_id,
    round_.c.name,
    round_.c.deadline,
    round_.c.timezone,
    round_.c.opened_at,
    round_.c.closed_at,
    round_.c.trial,
    round_.c.reminders,
    round_.c.digest_hour,
).join_from(round_, region)


def open_(
    conn: Connection,
    *,
    region_id: int,
    form_id: int,
    name: str,
    deadline: datetime,
    timezone: str,
    at: datetime,
    trial: bool = False,
) -> int:
    """The id of a new round; `form_id` is the id of a stored form.

    Raises `Duplicate` if the region has one of this name, open or closed."""
    row = {
        "region_id": region_id,
        "form_id": form_id,
        "name": name,
        "deadline": deadline,
        "timezone": timezone,
        "opened_at": at,
        "trial": trial,
    }
    found: int | None = conn.scalar(_insert.on(conn), row)
    if found is None:
        raise Duplicate(name)
    conn.execute(_pinned.on(conn), {"round_id": found, "form_id": form_id, "since": at})
    return found


def get(conn: Connection, round_id: int) -> RoundRow | None:
    """The round with its region, or None if there is no such id."""
    row = conn.execute(_rows.where(round_.c.id == round_id)).one_or_none()
    return None if row is None else _from_row(row)


def open_in(conn: Connection, region_id: int) -> list[RoundRow]:
    """The rounds of a region that are not closed, the nearest deadline first; empty if there are none.

    Trials are not among them."""
    found = _rows.where(round_.c.region_id == region_id, round_.c.closed_at.is_(None), ~round_.c.trial)
    return [_from_row(row) for row in conn.execute(found.order_by(round_.c.deadline, round_.c.id))]


def closed_in(conn: Connection, region_id: int) -> list[RoundRow]:
    """The closed rounds of a region, the newest first, without trials; empty if there are none."""
    found = _rows.where(round_.c.region_id == region_id, round_.c.closed_at.is_not(None), ~round_.c.trial)
    return [_from_row(row) for row in conn.execute(found.order_by(round_.c.closed_at.desc()))]


def open_everywhere(conn: Connection) -> list[RoundRow]:
    """The rounds of all regions that are not closed, without trials: what reminders and digests are about."""
    found = _rows.where(round_.c.closed_at.is_(None), ~round_.c.trial).order_by(round_.c.id)
    return [_from_row(row) for row in conn.execute(found)]


def last_of(conn: Connection, region_id: int) -> RoundRow | None:
    """The region's newest round, open or closed, no trial; None if it never had one."""
    found = _rows.where(round_.c.region_id == region_id, ~round_.c.trial).order_by(round_.c.id.desc())
    row = conn.execute(found.limit(1)).one_or_none()
    return None if row is None else _from_row(row)


def named(conn: Connection, region_id: int, name: str) -> bool:
    """Whether the region has a round of this name, open or closed."""
    found = select(round_.c.id).where(round_.c.region_id == region_id, round_.c.name == name)
    return conn.execute(found).first() is not None


def real(conn: Connection) -> list[int]:
    """Ids of all rounds that are no trials, open or closed."""
    return list(conn.scalars(select(round_.c.id).where(round_.c.trial.is_(False)).order_by(round_.c.id)))


def all_(conn: Connection) -> list[RoundRow]:
    """Every round of every region, the oldest first: for the command line, never for a chat."""
    return [_from_row(row) for row in conn.execute(_rows.order_by(round_.c.id))]


def set_deadline(conn: Connection, round_id: int, deadline: datetime) -> None:
    """Move the deadline; an unknown id changes nothing."""
    conn.execute(update(round_).where(round_.c.id == round_id).values(deadline=deadline))


def pin(conn: Connection, round_id: int, form_id: int, at: datetime) -> None:
    """Pin another form version from now on; the ones before are remembered. An unknown id changes nothing."""
    row = get(conn, round_id)
    if row is None:
        return
    for version, since in (
        (row.form_id, row.opened_at),
        (form_id, at),
    ):  # an old round's first was never noted
        conn.execute(_pinned.on(conn), {"round_id": round_id, "form_id": version, "since": since})
    conn.execute(update(round_).where(round_.c.id == round_id).values(form_id=form_id))


def set_reminders(conn: Connection, round_id: int, reminders: str, digest_hour: int) -> None:
    """Say when people are reminded and when the digest goes out; an unknown id changes nothing."""
    values = {"reminders": reminders, "digest_hour": digest_hour}
    conn.execute(update(round_).where(round_.c.id == round_id).values(**values))


def reopen(conn: Connection, round_id: int) -> None:
    """Open a closed round again."""
    conn.execute(update(round_).where(round_.c.id == round_id).values(closed_at=None))


def close(conn: Connection, round_id: int, at: datetime) -> None:
    """Close the round; one that was closed before keeps its moment."""
    open_one = (round_.c.id == round_id) & round_.c.closed_at.is_(None)
    conn.execute(update(round_).where(open_one).values(closed_at=at))


def _from_row(row: Sequence[Any]) -> RoundRow:
    return RoundRow(*row)
