"""Raw updates, stored before Telegram is told that they arrived, and what became of each.

A row is new, then `applied` with what it caused, then `done` once the person was shown that; or it is dead. What
stays applied when its process died is lost to the person: see `lost`.

Two ways to take rows up. Alone (one process owns the inbox, by the polling lease or because the database is
a file): `undone` in pages. Shared (several webhook processes over one PostgreSQL): rows are leased, and only
the oldest undone row of a lane can be, so that order within a lane holds across processes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.models import inbox

ERROR_LENGTH = 2_000


class AlreadyApplied(Exception):
    """This update was applied before, by another process or a try whose answer got lost. It is a success."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update as it came. `lane` is what must stay in order: the chat, or who pressed a button."""

    update_id: int
    lane: int
    body: str


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    bot_id: int
    update_id: int
    lane: int
    body: str
    received_at: datetime
    attempts: int = 0
    leased_until: datetime | None = None  # only where several processes share the inbox


# Built once: these run for every update, and building costs more than running.
_add = {
    name: insert(inbox)
    .values(state="new", attempts=0)
    .on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
    .returning(inbox.c.id, inbox.c.update_id)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_applied = (
    update(inbox)
    .where(inbox.c.id == bindparam("row"), inbox.c.state == "new")
    .values(state="applied", attempts=inbox.c.attempts + 1)  # still leased: its reply is under way
)
_done = (
    update(inbox)
    .where(inbox.c.id.in_(bindparam("rows", expanding=True)), inbox.c.state == "applied")
    .values(state="done", leased_until=None)
)
_lock = select(func.pg_advisory_xact_lock(bindparam("lane", type_=BigInteger)))


def add_batch(
    conn: Connection, bot_id: int, updates: Sequence[Incoming], at: datetime, lease: datetime | None = None
) -> list[Row]:
    """Store what is not there yet; the rows that were new, oldest first.

    Telegram sends an update again until it is confirmed, and its ids may jump (they are drawn anew after an
    idle week), so known ids are recognised one by one and never by "greater than the last".

    With a `lease` the first new row of each free lane comes back leased until then, and only those come back:
    who finishes an older row of a lane takes the next (see `next_in_lane`)."""
    if not updates:
        return []
    if lease is not None:
        for lane in sorted({one.lane for one in updates}):
            lock_lane(conn, lane)
    known = {one.update_id: one for one in updates}
    values = [
        {"bot_id": bot_id, "update_id": one.update_id, "lane": one.lane, "body": one.body, "received_at": at}
        for one in known.values()
    ]
    found = conn.execute(_add[conn.dialect.name], values).all()
    rows = [
        Row(row_id, bot_id, update_id, known[update_id].lane, known[update_id].body, at)
        for row_id, update_id in sorted(found)
    ]
    if lease is None:
        return rows
    heads = [row.id for row in {row.lane: row for row in reversed(rows)}.values()]
    return _lease(conn, select(inbox.c.id).where(inbox.c.id.in_(heads), _oldest_of_its_lane()), lease)


def undone(
    conn: Connection, bot_id: int, after: int = 0, limit: int = 500, lane: int | None = None
) -> list[Row]:
    """Rows that still wait, of one lane or of all, oldest first: pass the last row's id as `after` for the
    next page."""
    waiting = select(inbox).where(inbox.c.state == "new", inbox.c.bot_id == bot_id, inbox.c.id > after)
    if lane is not None:
        waiting = waiting.where(inbox.c.lane == lane)
    return [_row(found) for found in conn.execute(waiting.order_by(inbox.c.id).limit(limit)).mappings()]


def claim(conn: Connection, bot_id: int, now: datetime, limit: int, lease: datetime) -> list[Row]:
    """Lease up to `limit` rows that nobody works on: the oldest undone of their lanes, oldest first."""
    free = select(inbox.c.id).where(
        inbox.c.state == "new",
        inbox.c.bot_id == bot_id,
        or_(inbox.c.leased_until.is_(None), inbox.c.leased_until < now),
        _oldest_of_its_lane(),
    )
    free = free.order_by(inbox.c.id).limit(limit).with_for_update(skip_locked=True)
    return _lease(conn, free, lease)


def next_in_lane(
    conn: Connection, bot_id: int, lane: int, now: datetime, lease: datetime, replied: Sequence[int] = ()
) -> Row | None:
    """Lease the oldest undone row of one lane, or None if there is none or somebody else works on it. Rows
    whose replies are out are marked on the way."""
    lock_lane(conn, lane)
    done(conn, replied)
    free = select(inbox.c.id).where(
        inbox.c.state == "new",
        inbox.c.bot_id == bot_id,
        inbox.c.lane == lane,
        or_(inbox.c.leased_until.is_(None), inbox.c.leased_until < now),
        _oldest_of_its_lane(),
    )
    return next(iter(_lease(conn, free, lease)), None)


def applied(conn: Connection, row_id: int) -> None:
    """Mark a row in the transaction of what it caused. Raises `AlreadyApplied` if it was before."""
    if conn.execute(_applied, {"row": row_id}).rowcount != 1:
        raise AlreadyApplied(f"inbox row {row_id}")


def done(conn: Connection, row_ids: Sequence[int]) -> None:
    """Mark applied rows whose replies are out (or were given up by a process that lives)."""
    if row_ids:
        conn.execute(_done, {"rows": list(row_ids)})


def lost(
    conn: Connection, bot_id: int, leased_before: datetime | None, working: Collection[int]
) -> list[Row]:
    """Rows whose process died before the reply was out, as far as anybody knows: the newest of each lane, and no
    row of it waits for them any more. `working`: those that this process is busy with.

    `leased_before` spares what other processes are busy with; None where there are none. The older rows of a
    lane had their replies: a lane goes on only after that."""
    left = select(inbox.c.id).where(inbox.c.state == "applied", inbox.c.bot_id == bot_id)
    if leased_before is not None:
        left = left.where(or_(inbox.c.leased_until.is_(None), inbox.c.leased_until < leased_before))
    chosen = set(conn.scalars(left.with_for_update(skip_locked=True))) - set(working)
    if not chosen:
        return []
    over = update(inbox).where(inbox.c.id.in_(chosen)).values(state="done", leased_until=None)
    rows = sorted(
        (_row(found) for found in conn.execute(over.returning(inbox)).mappings()), key=lambda r: r.id
    )
    return list({row.lane: row for row in rows}.values())


def attempt(conn: Connection, row_id: int, error: str) -> None:
    """Count a try that failed and will be made again."""
    conn.execute(
        update(inbox)
        .where(inbox.c.id == row_id, inbox.c.state == "new")
        .values(attempts=inbox.c.attempts + 1, error=error[:ERROR_LENGTH])
    )


def dead(conn: Connection, row_id: int, error: str) -> bool:
    """Set a row aside with its error, so that it blocks nobody. False if it was applied after all."""
    marked = conn.execute(
        update(inbox)
        .where(inbox.c.id == row_id, inbox.c.state == "new")
        .values(state="dead", attempts=inbox.c.attempts + 1, error=error[:ERROR_LENGTH], leased_until=None)
    )
    return marked.rowcount == 1


def release(conn: Connection, row_ids: Sequence[int]) -> None:
    """Give leased rows back unworked, when this process stops."""
    conn.execute(
        update(inbox).where(inbox.c.id.in_(row_ids), inbox.c.state == "new").values(leased_until=None)
    )


def counts(conn: Connection, bot_id: int) -> dict[str, int]:
    """How many rows there are in each state: `new`, `applied`, `done`, `dead`; a state without rows is absent."""
    states = (
        select(inbox.c.state, func.count().label("n")).where(inbox.c.bot_id == bot_id).group_by(inbox.c.state)
    )
    return {found.state: found.n for found in conn.execute(states)}


def purge(conn: Connection, before: datetime) -> int:
    """Forget rows applied before then; how many. Keep a few days: Telegram repeats updates for 24 hours.

    Dead rows stay: somebody has yet to look at them."""
    gone = conn.execute(
        delete(inbox).where(inbox.c.state.in_(("applied", "done")), inbox.c.received_at < before)
    )
    return gone.rowcount


def lock_lane(conn: Connection, lane: int) -> None:
    """One transaction at a time for this lane, among all processes; released by the commit.

    SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(_lock, {"lane": lane})


def _oldest_of_its_lane() -> ColumnElement[bool]:
    older = inbox.alias("older")
    same = and_(older.c.bot_id == inbox.c.bot_id, older.c.lane == inbox.c.lane)
    busy = older.c.state.in_(("new", "applied"))  # nobody is asked the next thing before the reply is out
    return ~select(older.c.id).where(same, busy, older.c.id < inbox.c.id).exists()


def _lease(conn: Connection, ids: Select[tuple[int]], until: datetime) -> list[Row]:
    chosen = [row_id for (row_id,) in conn.execute(ids)]
    if not chosen:
        return []
    leased = update(inbox).where(inbox.c.id.in_(chosen)).values(leased_until=until).returning(inbox)
    return sorted((_row(found) for found in conn.execute(leased).mappings()), key=lambda row: row.id)


def _row(found: RowMapping) -> Row:
    return Row(
        id=found["id"],
        bot_id=found["bot_id"],
        update_id=found["update_id"],
        lane=found["lane"],
        body=found["body"],
        received_at=found["received_at"],
        attempts=found["attempts"],
        leased_until=found["leased_until"],
    )
