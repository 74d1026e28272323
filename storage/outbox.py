"""Everything pushed to somebody who is not looking: what is due, who sends it, and what became of it.

A row holds ids and short facts, never text: it is rendered in the numbers of the minute in which it is sent.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.models import outbox

ERROR_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    dedupe_key: str
    kind: str
    chat_id: int
    params: Mapping[str, Any]
    due_at: datetime
    created_at: datetime
    attempts: int
    topic_id: int | None = None  # of a forum group


@dataclass(frozen=True, slots=True)
class Counts:
    """`late` are pending rows whose time has come; `gave_up` is what somebody must look at."""

    pending: int
    late: int
    gave_up: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one message to many: `blocked` cannot be reached, `dropped` was no longer wanted."""

    sent: int
    waiting: int
    blocked: int
    dropped: int


def add(
    conn: Connection,
    *,
    dedupe_key: str,
    kind: str,
    chat_id: int,
    params: Mapping[str, Any],
    due_at: datetime,
    at: datetime,
    topic_id: int | None = None,
) -> bool:
    """Queue a message, in the transaction of what causes it. False if `dedupe_key` ever was before."""
    insert = (postgresql if conn.dialect.name == "postgresql" else sqlite).insert(outbox)
    row = insert.values(
        dedupe_key=dedupe_key,
        kind=kind,
        chat_id=chat_id,
        params=json.dumps(dict(params)),
        due_at=due_at,
        created_at=at,
        attempts=0,
        topic_id=topic_id,
    )
    return conn.execute(row.on_conflict_do_nothing(index_elements=["dedupe_key"])).rowcount == 1


def claim(
    conn: Connection,
    now: datetime,
    limit: int,
    lease: datetime,
    *,
    only: Collection[str] = (),
    without: Collection[str] = (),
) -> list[Row]:
    """Lease up to `limit` due rows that nobody else sends, the longest due first; of these kinds, or of all but
    those. Who dies while sending loses the lease, and the row is sent again: at least once."""
    due = select(outbox.c.id).where(
        _pending(),
        outbox.c.due_at <= now,
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < now),
        _of_kinds(only, without),
    )
    due = due.order_by(outbox.c.due_at, outbox.c.id).limit(limit).with_for_update(skip_locked=True)
    chosen = [row_id for (row_id,) in conn.execute(due)]
    if not chosen:
        return []
    leased = update(outbox).where(outbox.c.id.in_(chosen)).values(leased_until=lease).returning(outbox)
    rows = [_row(found) for found in conn.execute(leased).mappings()]
    return sorted(rows, key=lambda row: (row.due_at, row.id))


def renew(conn: Connection, row_ids: Collection[int], until: datetime) -> None:
    """Whoever leased these is still at it; those that were sent or put off meanwhile stay as they are."""
    at_it = update(outbox).where(
        outbox.c.id.in_(sorted(row_ids)), outbox.c.leased_until.is_not(None), _pending()
    )
    conn.execute(at_it.values(leased_until=until))


def sent(conn: Connection, row_id: int, message_id: int | None, at: datetime) -> None:
    _mark(conn, row_id, sent_at=at, message_id=message_id, attempts=outbox.c.attempts + 1)


def later(conn: Connection, row_id: int, due_at: datetime, error: str, *, counts: bool = True) -> None:
    """The try failed for a passing reason: it is due again then. Telegram's wish to wait does not count."""
    attempts = outbox.c.attempts + int(counts)
    _mark(conn, row_id, due_at=due_at, last_error=error[:ERROR_LENGTH], attempts=attempts)


def dropped(conn: Connection, row_id: int, at: datetime) -> None:
    """No longer wanted when its turn came."""
    _mark(conn, row_id, dropped_at=at)


def gave_up(conn: Connection, row_id: int, at: datetime, error: str) -> None:
    """It cannot be delivered; a coordinator is told, so that no row rots silently."""
    _mark(conn, row_id, gave_up_at=at, last_error=error[:ERROR_LENGTH], attempts=outbox.c.attempts + 1)


def moved(conn: Connection, old_chat_id: int, new_chat_id: int) -> int:
    """A group became a supergroup: whatever waits for the old id goes to the new one. How many rows."""
    rows = update(outbox).where(_pending(), outbox.c.chat_id == old_chat_id)
    return conn.execute(rows.values(chat_id=new_chat_id, leased_until=None)).rowcount


def leave_topic(conn: Connection, chat_id: int) -> None:
    """A group's topic is gone: whatever waits for it goes to the general one."""
    rows = update(outbox).where(_pending(), outbox.c.chat_id == chat_id, outbox.c.topic_id.is_not(None))
    conn.execute(rows.values(topic_id=None))


def wait(conn: Connection, row_id: int, due_at: datetime) -> None:
    """It is still wanted, but not now: it is due again then. No try is counted."""
    _mark(conn, row_id, due_at=due_at)


def next_due(
    conn: Connection, now: datetime, *, only: Collection[str] = (), without: Collection[str] = ()
) -> datetime | None:
    """When the next row of these kinds can be claimed, or None if nothing waits."""
    earliest = select(func.min(outbox.c.due_at), func.min(outbox.c.leased_until)).where(
        _pending(), _of_kinds(only, without)
    )
    free = earliest.where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < now))
    due: datetime | None = conn.execute(free).one()[0]
    if due is not None:
        return due
    lease: datetime | None = conn.execute(earliest).one()[1]
    return lease


def counts(conn: Connection, now: datetime) -> Counts:
    pending = conn.execute(select(func.count()).select_from(outbox).where(_pending())).scalar_one()
    late = select(func.count()).select_from(outbox).where(_pending(), outbox.c.due_at <= now)
    given_up = select(func.count()).select_from(outbox).where(outbox.c.gave_up_at.is_not(None))
    return Counts(pending, conn.execute(late).scalar_one(), conn.execute(given_up).scalar_one())


def last_sent(conn: Connection, chat_id: int, kinds: Collection[str]) -> datetime | None:
    """When this chat was last sent a row of these kinds, or None if it never was."""
    found = select(func.max(outbox.c.sent_at)).where(outbox.c.chat_id == chat_id, outbox.c.kind.in_(kinds))
    at: datetime | None = conn.execute(found).scalar_one()
    return at


def lost(conn: Connection, chat_ids: Collection[int], since: datetime) -> dict[int, int]:
    """Chat -> how many messages were given up on since then; those without any are absent."""
    given_up = select(outbox.c.chat_id, func.count()).where(outbox.c.gave_up_at >= since)
    rows = conn.execute(given_up.group_by(outbox.c.chat_id))
    wanted = frozenset(chat_ids)
    return {chat_id: count for chat_id, count in rows if chat_id in wanted}


def waiting(conn: Connection, chat_id: int, kinds: Collection[str]) -> list[Row]:
    """What this chat has yet to be sent of these kinds, the longest due first."""
    found = select(outbox).where(_pending(), outbox.c.chat_id == chat_id, outbox.c.kind.in_(kinds))
    return [_row(one) for one in conn.execute(found.order_by(outbox.c.due_at, outbox.c.id)).mappings()]


def hasten(conn: Connection, chat_id: int, kinds: Collection[str], at: datetime) -> int:
    """Whatever of these kinds waits for later in this chat is due at `at`; how many rows."""
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < at)
    rows = update(outbox).where(
        _pending(), free, outbox.c.chat_id == chat_id, outbox.c.kind.in_(kinds), outbox.c.due_at > at
    )
    return conn.execute(rows.values(due_at=at)).rowcount


def delivery(conn: Connection, prefix: str) -> Delivery:
    """What became of the rows whose `dedupe_key` begins so ('announced:12:'): a broadcast's report."""
    end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    of_it = and_(outbox.c.dedupe_key >= prefix, outbox.c.dedupe_key < end)
    found = conn.execute(
        select(
            func.count(),
            func.count(outbox.c.sent_at),
            func.count(outbox.c.dropped_at),
            func.count(outbox.c.gave_up_at),
        ).where(of_it)
    ).one()
    total, sent_, dropped_, gave_up_ = found
    return Delivery(sent_, total - sent_ - dropped_ - gave_up_, gave_up_, dropped_)


def drop_waiting(conn: Connection, prefix: str, at: datetime) -> int:
    """Take back what was not sent yet of the rows whose `dedupe_key` begins so; how many."""
    end = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until < at)
    of_it = update(outbox).where(_pending(), free, outbox.c.dedupe_key >= prefix, outbox.c.dedupe_key < end)
    return conn.execute(of_it.values(dropped_at=at)).rowcount


def get(conn: Connection, row_id: int) -> Row | None:
    """The row, whatever became of it; None if there is no such id."""
    row = conn.execute(select(outbox).where(outbox.c.id == row_id)).mappings().one_or_none()
    return None if row is None else _row(row)


def keep(conn: Connection, row_id: int, params: Mapping[str, Any]) -> None:
    """Put other facts in place of those of a row, sent or not; an unknown id changes nothing."""
    conn.execute(update(outbox).where(outbox.c.id == row_id).values(params=json.dumps(dict(params))))


def by_message(conn: Connection, chat_id: int, message_id: int, kind: str) -> Row | None:
    """The row of this kind that became this message, None if none did."""
    found = select(outbox).where(
        outbox.c.chat_id == chat_id, outbox.c.message_id == message_id, outbox.c.kind == kind
    )
    row = conn.execute(found.limit(1)).mappings().one_or_none()
    return None if row is None else _row(row)


def _of_kinds(only: Collection[str], without: Collection[str]) -> ColumnElement[bool]:
    if only:
        return outbox.c.kind.in_(only)
    return outbox.c.kind.not_in(without) if without else true()


def _pending() -> ColumnElement[bool]:
    return and_(outbox.c.sent_at.is_(None), outbox.c.dropped_at.is_(None), outbox.c.gave_up_at.is_(None))


def _mark(conn: Connection, row_id: int, **values: Any) -> None:
    conn.execute(update(outbox).where(outbox.c.id == row_id, _pending()).values(leased_until=None, **values))


def _row(found: RowMapping) -> Row:
    return Row(
        id=found["id"],
        dedupe_key=found["dedupe_key"],
        kind=found["kind"],
        chat_id=found["chat_id"],
        params=json.loads(found["params"]),
        due_at=found["due_at"],
        created_at=found["created_at"],
        attempts=found["attempts"],
        topic_id=found["topic_id"],
    )
