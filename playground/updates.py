"""One bot's queue of updates: order, confirmation by offset, expiry and the long poll.

The rules are those of tdlib/telegram-bot-api: an update is confirmed by a call with a higher offset; messages
wait for a day, button presses for 150 seconds; the same offset asked again too soon is slowed down; a second
poller ends the first with 409; `allowed_updates` holds until it is given again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from playground.clock import Clock
from playground.refusals import Refusal

MESSAGE_LIFE = timedelta(days=1)
CALLBACK_LIFE = timedelta(seconds=150)
IDLE_WEEK = timedelta(days=7)
LONGEST_POLL = 50
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class Update:
    """`queue` is what a webhook keeps in order: the chat of a message, the person of a button press."""

    id: int
    kind: str
    body: dict[str, Any]
    queue: int
    expires: Any

    def json(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.body}


class Updates:
    def __init__(self, clock: Clock, closing: asyncio.Event) -> None:
        self._clock = clock
        self._closing = closing
        self._next_id = random.randrange(10_000_000, 900_000_000)
        self._last_push = clock.now()
        self._waiting: list[Update] = []
        self._poller: asyncio.Event | None = None
        self._last_offset: int | None = None
        self._last_finish = float("-inf")
        self._last_start = float("-inf")
        self.allowed: frozenset[str] = frozenset()
        self.arrived = asyncio.Event()
        self.on_push: Callable[[], None] = lambda: None
        self.on_heard: Callable[[], None] = lambda: None

    def push(self, kind: str, body: dict[str, Any], queue: int) -> bool:
        """False if the bot did not ask for updates of this kind."""
        if (self.allowed and kind not in self.allowed) or (not self.allowed and kind in NOT_BY_DEFAULT):
            return False
        now = self._clock.now()
        if now - self._last_push >= IDLE_WEEK:
            # after an idle week Telegram goes on at a random place, possibly lower
            self._next_id = random.randrange(10_000_000, 900_000_000)
        life = CALLBACK_LIFE if kind == "callback_query" else MESSAGE_LIFE
        self._waiting.append(Update(self._next_id, kind, body, queue, now + life))
        self._next_id += 1
        self._last_push = now
        self.arrived.set()
        self.on_push()
        return True

    def pending(self) -> list[Update]:
        now = self._clock.now()
        self._waiting = [update for update in self._waiting if update.expires > now]
        return list(self._waiting)

    def drop(self, update: Update) -> None:
        self._waiting = [other for other in self._waiting if other is not update]
        self.on_heard()

    def clear(self) -> None:
        self._waiting.clear()

    def allow(self, kinds: list[str] | None) -> None:
        """An empty list means the usual ones; None leaves it as it was."""
        if kinds is not None:
            self.allowed = frozenset(kinds)

    def _confirm(self, offset: int) -> None:
        before = len(self._waiting)
        if offset < 0:
            self._waiting = self.pending()[offset:]
        elif offset > 0:
            self._waiting = [update for update in self.pending() if update.id >= offset]
        if len(self._waiting) < before:
            self.on_heard()

    def _slowed(self, offset: int, limit: int, timeout: float) -> tuple[int, float]:
        """Asking again for what was not confirmed is throttled."""
        now = asyncio.get_running_loop().time()
        if offset == self._last_offset:
            if timeout < 3 and now < self._last_start + 3:
                timeout = 3
            if now < self._last_finish + 0.5:
                limit = 1
        self._last_offset, self._last_start = offset, now
        return limit, timeout

    async def poll(self, offset: int = 0, limit: int = 100, seconds: float = 0) -> list[dict[str, Any]]:
        """The oldest updates from `offset` on, or none after so many `seconds`. Raises Refusal (409)."""
        if self._poller is not None:
            self._poller.set()
            await asyncio.sleep(0)  # the first poller answers 409 before this one listens
        self._confirm(offset)
        limit = limit if 1 <= limit <= 100 else 100
        limit, seconds = self._slowed(offset, limit, min(max(seconds, 0), LONGEST_POLL))
        superseded = self._poller = asyncio.Event()
        try:
            found = await self._wait(superseded, limit, seconds)
        finally:
            if self._poller is superseded:
                self._poller = None
        self._last_finish = asyncio.get_running_loop().time()
        return [update.json() for update in found]

    async def _wait(self, superseded: asyncio.Event, limit: int, seconds: float) -> list[Update]:
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            found = self.pending()[:limit]
            left = deadline - asyncio.get_running_loop().time()
            if found or left <= 0 or self._closing.is_set():
                return found
            self.arrived.clear()
            waits = [asyncio.create_task(event.wait()) for event in (self.arrived, superseded, self._closing)]
            try:
                await asyncio.wait(waits, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for wait in waits:
                    wait.cancel()
            if superseded.is_set():
                raise Refusal(409, CONFLICT)
