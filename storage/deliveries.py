"""Messages to many: queued at once, and what became of each. One message to one person is `outbox`'s."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, insert, or_, select, update

from storage.models import agency, membership, outbox, person
from storage.outbox import drop_waiting

AT_ONCE = 500  # values in one statement


@dataclass(frozen=True, slots=True)
class ToSend:
    """One message of many; `params` as of `outbox.add`."""

    dedupe_key: str
    chat_id: int
    params: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whom a message did not reach. `agency` is '' for a coordinator."""

    name: str
    agency: str


def queue(conn: Connection, kind: str, rows: Sequence[ToSend], *, due_at: datetime, at: datetime) -> None:
    """Queue all of them, in the transaction of what causes them. Their keys must be new: they begin with the id
    of an act that was just stored."""
    if not rows:
        return
    fixed = {"kind": kind, "due_at": due_at, "created_at": at, "attempts": 0}
    conn.execute(
        insert(outbox),
        [
            {**fixed, "dedupe_key": one.dedupe_key, "chat_id": one.chat_id, "params": json.dumps(one.params)}
            for one in rows
        ],
    )


def silence(
    conn: Connection,
    chat_id: int,
    until: datetime,
    refused: Collection[int],
    mine: Collection[int],
    now: datetime,
) -> int:
    """Put off whatever else waits for a chat until just after then, in the order in which it was due; how many rows.

    `refused` are the rows that Telegram did not take, and are put off already; `mine` are rows that the caller has
    leased, and gives back."""
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < now, outbox.c.id.in_(sorted(mine)))
    waits = and_(outbox.c.sent_at.is_(None), outbox.c.dropped_at.is_(None), outbox.c.gave_up_at.is_(None))
    of_chat = (outbox.c.chat_id == chat_id, outbox.c.due_at <= until, outbox.c.id.not_in(sorted(refused)))
    due = select(outbox.c.id).where(*of_chat, waits, free)
    found = list(conn.scalars(due.order_by(outbox.c.due_at, outbox.c.id)))
    if found:
        behind = update(outbox).where(outbox.c.id == bindparam("row"))
        conn.execute(
            behind.values(due_at=bindparam("again"), leased_until=None),
            [{"row": row, "again": until + timedelta(microseconds=n)} for n, row in enumerate(found, 1)],
        )
    return len(found)


def told_since(conn: Connection, kind: str, chat_ids: Collection[int], since: datetime) -> set[int]:
    """Those of these chats that were sent a message of this kind since then, or for which one waits."""
    waits = and_(outbox.c.sent_at.is_(None), outbox.c.dropped_at.is_(None), outbox.c.gave_up_at.is_(None))
    told = select(outbox.c.chat_id).where(outbox.c.kind == kind, or_(waits, outbox.c.sent_at > since))
    found: set[int] = set()
    for some in _some(chat_ids):
        found.update(conn.scalars(told.where(outbox.c.chat_id.in_(some))))
    return found


def given_up(conn: Connection, prefix: str) -> list[int]:
    """The chats that the rows whose `dedupe_key` begins so could not be sent to, in the order of the rows."""
    end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    of_it = (outbox.c.dedupe_key >= prefix, outbox.c.dedupe_key < end, outbox.c.gave_up_at.is_not(None))
    return list(conn.scalars(select(outbox.c.chat_id).where(*of_it).order_by(outbox.c.id)))


def not_taken_back(conn: Connection, prefix: str, at: datetime) -> list[int]:
    """Take back what was not sent yet of the rows whose `dedupe_key` begins so; the chats that have read it, or
    are about to."""
    end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    drop_waiting(conn, prefix, at)
    of_it = (outbox.c.dedupe_key >= prefix, outbox.c.dedupe_key < end)
    kept = (outbox.c.dropped_at.is_(None), outbox.c.gave_up_at.is_(None))
    return list(conn.scalars(select(outbox.c.chat_id).where(*of_it, *kept)))


def names(conn: Connection, region_id: int, chat_ids: Collection[int]) -> list[Unreached]:
    """Who these people are in this region, by name; with the first agency that each represents or represented."""
    of_them = (
        select(person.c.telegram_id, person.c.name, agency.c.name)
        .join_from(person, membership)
        .outerjoin(agency, agency.c.id == membership.c.agency_id)
        .where(membership.c.region_id == region_id, membership.c.role.in_(("representative", "coordinator")))
        .order_by(membership.c.role.desc(), membership.c.id)
    )
    found: dict[int, Unreached] = {}
    for some in _some(chat_ids):
        for telegram_id, name, of_agency in conn.execute(of_them.where(person.c.telegram_id.in_(some))):
            found.setdefault(telegram_id, Unreached(name, of_agency or ""))
    return sorted(found.values(), key=lambda one: (one.agency, one.name))


def _some(values: Iterable[int]) -> Iterable[list[int]]:
    wanted = sorted(set(values))
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]
