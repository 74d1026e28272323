"""The step that keeps the chain of what happened: round after round, some hundred rows at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.services import ledger
from bot.services.ledger import Memory
from storage import rounds
from storage.database import Database

EVERY = 20.0  # seconds: a change is in the chain before anybody asks for it


class Bookkeeper:
    """One per process; two may run side by side, and each row is told once."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memories: dict[int, Memory] = {}

    async def step(self, now: datetime) -> bool:
        """Chain a part of what is new. True: there may be more."""
        more = False
        for round_id in await self._database.read(_rounds):
            memory = self._memories.setdefault(round_id, Memory())
            wanted = await self._database.read(ledger.pending, round_id, memory, now)
            if not wanted:
                continue
            try:
                added = await self._database.write(ledger.chain, round_id, wanted, memory, now)
            except IntegrityError:  # another process was faster; what it left is found next time
                continue
            more = more or added > 0
        return more


def _rounds(conn: Connection) -> list[int]:
    return [one.id for one in rounds.all_(conn) if not one.trial]
