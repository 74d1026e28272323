"""People with a Telegram account, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from storage.models import agency, membership, person, region
from storage.upsert import insert_or_ignore, insert_or_update

SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    telegram_id: int
    name: str
    language: str
    seen_at: datetime | None
    unreachable_at: datetime | None  # since then the account blocks the bot or is gone


@dataclass(frozen=True, slots=True)
class MembershipRow:
    role: str
    region_id: int
    agency_id: int | None  # None for a coordinator, and so are the agency's names
    agency_code: str | None
    agency_name: str | None
    agency_short_name: str | None
    region_name: str
    alerts: str = "now"  # how a coordinator wants to hear of what agencies do: now, hourly, digest
    pillars: str = ""  # an assessor's, separated by blanks; '' for all


columns = (
    person.c.id,
    person.c.telegram_id,
    person.c.name,
    person.c.language,
    person.c.seen_at,
    person.c.unreachable_at,
)
_upsert = insert_or_update(person, key=("telegram_id",), update=("name", "seen_at", "unreachable_at"))
_by_telegram = select(*columns).where(person.c.telegram_id == bindparam("telegram_id"))
_seen = (
    update(person)
    .where(
        person.c.id == bindparam("of_person"),
        person.c.seen_at.is_(None) | (person.c.seen_at <= bindparam("before")),
    )
    .values(seen_at=bindparam("at"))
)
_heard = _seen.values(unreachable_at=None)
_memberships = (
    select(
        membership.c.role,
        membership.c.region_id,
        membership.c.agency_id,
        agency.c.code,
        agency.c.name,
        agency.c.short_name,
        region.c.name,
        membership.c.alerts,
        membership.c.pillars,
    )
    .select_from(membership)
    .join(region, region.c.id == membership.c.region_id)
    .outerjoin(agency, agency.c.id == membership.c.agency_id)
    .where(membership.c.person_id == bindparam("person_id"), membership.c.until.is_(None))
    .order_by(membership.c.id)
)
_members = select(*columns).join_from(person, membership).where(membership.c.until.is_(None))
_join = insert_or_ignore(membership)


def by_telegram(conn: Connection, telegram_id: int) -> PersonRow | None:
    """The person with this account, or None: a stranger. HOT."""
    rows = from_rows(conn.execute(_by_telegram, {"telegram_id": telegram_id}))
    return rows[0] if rows else None


def get(conn: Connection, person_id: int) -> PersonRow | None:
    """The person, or None if there is no such id."""
    rows = from_rows(conn.execute(select(*columns).where(person.c.id == person_id)))
    return rows[0] if rows else None


def put(conn: Connection, *, telegram_id: int, name: str, language: str, at: datetime) -> int:
    """The id of the person with this account. She writes to us just now, so she can be reached.

    Somebody known gets the name and keeps the language that she chose."""
    row = {
        "telegram_id": telegram_id,
        "name": name,
        "language": language,
        "seen_at": at,
        "unreachable_at": None,
    }
    return int(conn.execute(_upsert.on(conn), row).scalar_one())


def set_language(conn: Connection, person_id: int, language: str) -> None:
    """Keep the language that she chose."""
    conn.execute(update(person).where(person.c.id == person_id).values(language=language))


def seen(
    conn: Connection, person_id: int, at: datetime, last: datetime | None = None, *, private: bool = True
) -> None:
    """Note that she was here; writes at most once in `SEEN_EVERY`. `last`: when she was, if that is known. Whoever
    writes in her `private` chat can be written to, also where nobody told us that she is back.
    HOT: one statement, or none."""
    if last is not None and at - last < SEEN_EVERY:
        return
    conn.execute(_heard if private else _seen, {"of_person": person_id, "at": at, "before": at - SEEN_EVERY})


def mark_unreachable(conn: Connection, telegram_id: int, at: datetime) -> bool:
    """Note that nothing can be sent to this account any more. True the first time, so that the coordinator is
    told once; False for a stranger."""
    reachable = (person.c.telegram_id == telegram_id) & person.c.unreachable_at.is_(None)
    return conn.execute(update(person).where(reachable).values(unreachable_at=at)).rowcount == 1


def mark_reachable(conn: Connection, telegram_id: int) -> bool:
    """Note that the account can be written to again. True if it could not be before."""
    gone = (person.c.telegram_id == telegram_id) & person.c.unreachable_at.is_not(None)
    return conn.execute(update(person).where(gone).values(unreachable_at=None)).rowcount == 1


def memberships(conn: Connection, person_id: int) -> list[MembershipRow]:
    """What she may do now, the oldest first; empty if nothing (any more)."""
    found: Iterable[Sequence[Any]] = conn.execute(_memberships, {"person_id": person_id})
    return [MembershipRow(*row) for row in found]


def add_membership(
    conn: Connection,
    *,
    person_id: int,
    role: str,
    region_id: int,
    agency_id: int | None,
    at: datetime,
    pillars: str = "",
) -> bool:
    """Let her in; a membership that had ended begins anew. False if she was in already, with these pillars now."""
    row = {
        "pillars": pillars,
        "person_id": person_id,
        "role": role,
        "region_id": region_id,
        "agency_id": agency_id,
        "since": at,
    }
    if conn.scalar(_join.on(conn), row) is not None:
        return True
    ended = update(membership).where(*_same(person_id, role, region_id, agency_id))
    ended = ended.where(membership.c.until.is_not(None))
    if conn.execute(ended.values(since=at, until=None, pillars=pillars)).rowcount == 1:
        return True
    conn.execute(
        update(membership).where(*_same(person_id, role, region_id, agency_id)).values(pillars=pillars)
    )
    return False


def end_membership(
    conn: Connection, *, person_id: int, role: str, region_id: int, agency_id: int | None, at: datetime
) -> bool:
    """Take the right away, keep the row. False if she did not have it."""
    active = update(membership).where(*_same(person_id, role, region_id, agency_id))
    active = active.where(membership.c.until.is_(None))
    return conn.execute(active.values(until=at)).rowcount == 1


def left_at(
    conn: Connection, *, person_id: int, role: str, region_id: int, agency_id: int | None
) -> datetime | None:
    """When her right was taken away; None where she has it, or never had it."""
    found = select(membership.c.until).where(*_same(person_id, role, region_id, agency_id))
    at: datetime | None = conn.scalar(found)
    return at


def coordinators(conn: Connection, region_id: int) -> list[PersonRow]:
    """Who coordinates the region, the longest-serving first; empty if nobody has joined."""
    of_region = _members.where(membership.c.role == "coordinator", membership.c.region_id == region_id)
    return from_rows(conn.execute(of_region.order_by(membership.c.id)))


def leaders(conn: Connection, region_id: int) -> list[PersonRow]:
    """Who gets the region's digest and nothing else; empty if nobody has joined."""
    of_region = _members.where(membership.c.role == "leader", membership.c.region_id == region_id)
    return from_rows(conn.execute(of_region.order_by(membership.c.id)))


def alternates(conn: Connection, agency_id: int) -> list[PersonRow]:
    """The agency's head or whoever stands in for her, who is told last; empty if nobody is registered."""
    of_agency = _members.where(membership.c.role == "alternate", membership.c.agency_id == agency_id)
    return from_rows(conn.execute(of_agency.order_by(membership.c.id)))


def alerts_of(conn: Connection, region_id: int) -> dict[int, str]:
    """Telegram id of each coordinator of the region -> how she wants to hear of what agencies do."""
    found = select(person.c.telegram_id, membership.c.alerts).join_from(person, membership)
    found = found.where(
        membership.c.role == "coordinator", membership.c.region_id == region_id, membership.c.until.is_(None)
    )
    return {row[0]: row[1] for row in conn.execute(found)}


def set_alerts(conn: Connection, person_id: int, alerts: str) -> None:
    """Keep how she wants to hear of what agencies do, in all regions that she coordinates."""
    hers = update(membership).where(membership.c.person_id == person_id, membership.c.role == "coordinator")
    conn.execute(hers.values(alerts=alerts))


def representatives(conn: Connection, agency_id: int) -> list[PersonRow]:
    """Who represents the agency, the longest-serving first; empty if nobody has joined."""
    of_agency = _members.where(membership.c.role == "representative", membership.c.agency_id == agency_id)
    return from_rows(conn.execute(of_agency.order_by(membership.c.id)))


def from_rows(rows: Iterable[Sequence[Any]]) -> list[PersonRow]:
    """People from rows of `columns`."""
    return [PersonRow(*row) for row in rows]


def _same(person_id: int, role: str, region_id: int, agency_id: int | None) -> tuple[Any, ...]:
    return (
        membership.c.person_id == person_id,
        membership.c.role == role,
        membership.c.region_id == region_id,
        membership.c.agency_id.is_(None) if agency_id is None else membership.c.agency_id == agency_id,
    )
