"""The step that keeps the chain of what happened: some hundred rows at a time, and only where something happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.services import ledger
from bot.services.ledger import AT_ONCE, LOOK_BACK, THOROUGH, Memory
from storage import ledger as links
from storage import rounds, tracked
from storage.database import Database
from storage.tracked import SOURCES

PACE = timedelta(seconds=20)
EVERY = PACE.total_seconds()  # a change is in the chain before anybody asks for it
BREATH = timedelta(seconds=0.2)  # between two parts of a long tail: people's answers come first
MOVED = timedelta(minutes=1)  # rows that change after they were told are looked for this often
TURNS = 5  # rounds of one step that are looked through from the beginning, as each is from time to time


@dataclass
class Watch:
    """What one process has seen of all rounds together; only a hint, so losing it costs a look at more of them."""

    seen: dict[str, tuple[int, int]] = field(default_factory=dict)  # kind -> newest id, and how many near it
    signatures: dict[str, dict[int, tuple[Any, ...]]] = field(default_factory=dict)
    moved_at: datetime | None = None
    turned_at: datetime | None = None


class Bookkeeper:
    """One per process; two may run side by side, and each row is told once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._watch = Watch()
        self._memories: dict[int, Memory] = {}
        self._behind: set[int] = set()  # rounds of which there may be more than one step chains

    async def step(self, now: datetime) -> bool | datetime:
        """Chain a part of what is new. A moment: there may be more, call again then."""
        try:
            stirred = await self._database.read(self._stirred, now)
        except BaseException:  # half of what it saw is noted as seen
            self._watch = Watch()
            raise
        self._behind = set(stirred)  # each until it is dealt with: an error leaves it for the next time
        for round_id in stirred:
            memory = self._memories.setdefault(round_id, Memory())
            wanted = await self._database.read(ledger.pending, round_id, memory, now)
            try:
                if wanted:
                    await self._database.write(ledger.chain, round_id, wanted, memory, now)
            except IntegrityError:  # another process was faster; what it left is found next time
                continue
            if not any(len(ids) >= AT_ONCE for ids in wanted.values()):
                self._behind.discard(round_id)
        return now + BREATH if self._behind else False

    def _stirred(self, conn: Connection, now: datetime) -> list[int]:
        """Rounds in which something may have happened since the last look, and those whose turn it is."""
        everything = rounds.real(conn)
        found = set(self._behind)
        for kind in SOURCES:
            found |= _news(conn, kind, self._watch)
        if self._watch.moved_at is None or not now - MOVED < self._watch.moved_at <= now:
            self._watch.moved_at = now
            for kind, source in SOURCES.items():
                found |= _moves(conn, kind, self._watch) if source.moving else set()
        turns: list[int] = []
        if self._watch.turned_at is None or not now - PACE < self._watch.turned_at <= now:
            self._watch.turned_at = now
            turns = [id_ for id_ in everything if self._is_due(id_, now)][:TURNS]
        return sorted({*found, *turns} & set(everything))

    def _is_due(self, round_id: int, now: datetime) -> bool:
        memory = self._memories.get(round_id)
        return memory is None or memory.thorough_at is None or now - memory.thorough_at >= THOROUGH


def _news(conn: Connection, kind: str, watch: Watch) -> set[int]:
    """Rounds with rows that were not there at the last look. What is committed late has a lower id than others."""
    before = watch.seen.get(kind)
    floor = max((before[0] if before is not None else links.last_told_of(conn, kind)) - LOOK_BACK, 0)
    seen = tracked.newest(conn, kind, floor)
    if before is not None and seen == before:
        return set()
    found = tracked.rounds_above(conn, kind, floor)
    # counted from where the next look will begin
    watch.seen[kind] = tracked.newest(conn, kind, max(seen[0] - LOOK_BACK, 0))
    return found


def _moves(conn: Connection, kind: str, watch: Watch) -> set[int]:
    """Rounds with rows that changed since the last look."""
    before = watch.signatures.get(kind)
    after = watch.signatures[kind] = tracked.signatures(conn, kind)
    if before is None:
        return set()  # every round has its turn
    return {round_id for round_id, one in after.items() if before.get(round_id) != one}
