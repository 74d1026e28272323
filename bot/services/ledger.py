"""What the chain tells of a round: everything that happened and is not in it yet becomes links, once and in order.

It is done off the path of answers, some seconds later. A row that is new, or that has moved since it was told last,
is told once more; what is told never changes. Two processes take turns by the round's lock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.flows.chain import FIRST, canonical, chained
from storage import ledger, tracked
from storage.tracked import SOURCES, Source, TrackedRow

AT_ONCE = 150  # rows that one transaction chains: the writer is free again after some milliseconds
LOOK_BACK = (
    2000  # PostgreSQL gives ids out of order: what was committed late is found below the last one told
)
THOROUGH = timedelta(hours=1)  # everything is looked through this often
HASHED = frozenset({"content"})  # of a receipt: its hash says enough

Rows = dict[str, list[int]]  # kind -> ids


@dataclass
class Memory:
    """What one process knows already of a round; only a hint, so losing it costs one look through everything."""

    told: dict[str, int] = field(default_factory=dict)  # kind -> the highest id that is chained
    signatures: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    thorough_at: datetime | None = None


def pending(conn: Connection, round_id: int, memory: Memory, now: datetime) -> Rows:
    """What the chain has to tell: at most `AT_ONCE` rows of each kind."""
    thorough = memory.thorough_at is None or now - memory.thorough_at >= THOROUGH
    found: Rows = {}
    for kind, source in SOURCES.items():
        floor = 0
        if not thorough:
            if kind not in memory.told:
                memory.told[kind] = ledger.last_told(conn, round_id, kind)
            floor = max(memory.told[kind] - LOOK_BACK, 0)
        ids = tracked.untold(conn, round_id, kind, floor, AT_ONCE)
        if source.moving and len(ids) < AT_ONCE:
            signature = tracked.signature(conn, round_id, kind)
            if thorough or memory.signatures.get(kind) != signature:
                moved = _moved(conn, round_id, source)
                ids = sorted({*ids, *moved})[:AT_ONCE]
                if ids:  # what is told now may be taken back before the next look
                    memory.signatures.pop(kind, None)
                else:
                    memory.signatures[kind] = signature
        if ids:
            found[kind] = ids
    if thorough and not found:
        memory.thorough_at = now
    return found


def chain(conn: Connection, round_id: int, wanted: Rows, memory: Memory, now: datetime) -> int:
    """Add links for these rows as they stand now; how many. Rows that somebody else told meanwhile are left out."""
    ledger.lock(conn, round_id)
    head = ledger.head(conn, round_id)
    fresh: list[tuple[datetime, str, TrackedRow, int, str]] = []
    for kind, ids in wanted.items():
        source = SOURCES[kind]
        known = ledger.told(conn, kind, ids)
        for row in tracked.rows(conn, round_id, kind, ids):
            step, state = known.get(row.id, (0, ""))
            if not step or state != state_of(source, row.values):
                fresh.append((_at(source, row, step), kind, row, step + 1, state_of(source, row.values)))
        memory.told[kind] = max(memory.told.get(kind, 0), *ids)
    fresh.sort(key=lambda one: (one[0], one[1], one[2].id))
    before = tracked.before(conn, [row.id for _, kind, row, _, _ in fresh if kind == "answer"])
    entries = [entry_of(kind, row, step, now, before.get(row.id)) for _, kind, row, step, _ in fresh]
    links = chained(head.hash if head else FIRST, head.number if head else 0, entries)
    ledger.add(
        conn,
        round_id,
        [
            {
                "number": link.number,
                "kind": kind,
                "ref_id": row.id,
                "step": step,
                "state": state,
                "submission_id": row.submission_id,
                "entry": link.entry,
                "hash": link.hash,
            }
            for link, (_, kind, row, step, state) in zip(links, fresh, strict=True)
        ],
    )
    return len(links)


# -------------------------------------------------------------------- what an entry says


def entry_of(kind: str, row: TrackedRow, step: int, now: datetime, old: Mapping[str, str] | None) -> str:
    """An entry: the row as it stands, whose it is, who made it, and for an answer what stood there before."""
    source = SOURCES[kind]
    entry: dict[str, Any] = {
        "kind": kind,
        "id": row.id,
        "step": step,
        "agency": row.agency,
        "who": row.who,
        "noted": _plain(now),
        "row": row_part(source, row.values),
    }
    if kind == "answer" and old is not None:
        entry["old"] = old
    return canonical(entry)


def row_part(source: Source, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row as JSON has them; what is compared when a chain is checked."""
    return {name: _told(name, values[name]) for name in (*source.fixed, *source.moving)}


def state_of(source: Source, values: Mapping[str, Any]) -> str:
    """Tells whether a row has moved: 12 digits of a hash over what may change in it; '' where nothing may."""
    if not source.moving:
        return ""
    moving = canonical({name: _told(name, values[name]) for name in source.moving})
    return hashlib.sha256(moving.encode()).hexdigest()[:12]


def _moved(conn: Connection, round_id: int, source: Source) -> list[int]:
    states = {row.id: state_of(source, row.values) for row in tracked.rows(conn, round_id, source.kind)}
    known = ledger.told(conn, source.kind, states)
    return [id_ for id_, state in states.items() if id_ in known and known[id_][1] != state]


def _at(source: Source, row: TrackedRow, step: int) -> datetime:
    """When what is told happened: the row came to be, or was moved last."""
    came: datetime = row.values[source.at]
    moments: Iterable[object] = (row.values[name] for name in source.moving) if step else ()
    return max((one for one in moments if isinstance(one, datetime) and one >= came), default=came)


def _told(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return _plain(value)
    if name in HASHED and isinstance(value, str):
        return hashlib.sha256(value.encode()).hexdigest()
    return value


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
