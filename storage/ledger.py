"""The links of each round's chain. What an entry says, and how links hold together, is the services' business; the
rows that links tell of are in `storage.tracked`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, func, insert, select

from storage.models import ledger

LOCK = 7_454  # tells our advisory locks on a round's chain from all others
ROWS_AT_ONCE = 1000
_lock = select(func.pg_advisory_xact_lock(bindparam("what", type_=Integer), bindparam("id", type_=Integer)))


@dataclass(frozen=True, slots=True)
class LinkRow:
    number: int
    kind: str
    ref_id: int
    step: int
    state: str
    entry: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    number: int  # 0 where nothing is chained
    hash: str


_columns = tuple(ledger.c[name] for name in ("number", "kind", "ref_id", "step", "state", "entry", "hash"))


def lock(conn: Connection, round_id: int) -> None:
    """Let one transaction at a time add to a round's chain. SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(_lock, {"what": LOCK, "id": round_id % 2**31})


def head(conn: Connection, round_id: int) -> Head | None:
    """The last link of a round's chain; None where nothing is chained yet."""
    found = select(ledger.c.number, ledger.c.hash).where(ledger.c.round_id == round_id)
    row = conn.execute(found.order_by(ledger.c.number.desc()).limit(1)).one_or_none()
    return None if row is None else Head(*row)


def add(conn: Connection, round_id: int, links: Sequence[Mapping[str, Any]]) -> None:
    """Add links. Raises `IntegrityError` when somebody else did meanwhile: nothing is added then."""
    if links:
        conn.execute(insert(ledger), [{"round_id": round_id, **one} for one in links])


def links(conn: Connection, round_id: int) -> Iterator[LinkRow]:
    """The chain from its first link on, read a part at a time."""
    found = select(*_columns).where(ledger.c.round_id == round_id).order_by(ledger.c.number, ledger.c.id)
    for row in conn.execute(found.execution_options(yield_per=ROWS_AT_ONCE)):
        yield LinkRow(*row)


def told(conn: Connection, kind: str, ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Row id -> the step that the chain tells last of it, and the state it had then; untold rows are absent."""
    found: dict[int, tuple[int, str]] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        part = wanted[start : start + ROWS_AT_ONCE]
        rows = select(ledger.c.ref_id, ledger.c.step, ledger.c.state).where(
            ledger.c.kind == kind, ledger.c.ref_id.in_(part)
        )
        for ref_id, step, state in conn.execute(rows.order_by(ledger.c.step)):
            found[ref_id] = (step, state)
    return found


def numbers(conn: Connection, kind: str, ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Row id -> number and hash of the link that first told of it."""
    rows = select(ledger.c.ref_id, ledger.c.number, ledger.c.hash).where(
        ledger.c.kind == kind, ledger.c.ref_id.in_(list(ids)), ledger.c.step == 1
    )
    return {ref_id: (number, hash_) for ref_id, number, hash_ in conn.execute(rows)}


def last_told(conn: Connection, round_id: int, kind: str) -> int:
    """The highest id of this kind in a round's chain; 0 for none."""
    found = select(func.max(ledger.c.ref_id)).where(ledger.c.round_id == round_id, ledger.c.kind == kind)
    return int(conn.scalar(found) or 0)


def last_told_of(conn: Connection, kind: str) -> int:
    """The highest id of this kind in any chain; 0 for none."""
    return int(conn.scalar(select(func.max(ledger.c.ref_id)).where(ledger.c.kind == kind)) or 0)
