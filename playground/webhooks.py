"""Delivery of updates to a webhook: each queue in order, many queues at once, retried until it is accepted.

The rules are those of tdlib/telegram-bot-api's WebhookActor: the next update of a queue goes out only after
the one before got a 2xx; a refusal is tried again at once, then after 2, 4, 8 … 60 seconds, or after
`Retry-After`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.updates import Update, Updates

if TYPE_CHECKING:
    import aiohttp

ANSWER_SECONDS = 60
LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600.0


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    secret: str = ""
    max_connections: int = 40


class Webhook:
    def __init__(self, address: Address, updates: Updates, complain: Callable[[str], None]) -> None:
        self.address = address
        self.last_error = ""
        self._updates = updates
        self._complain = complain
        self._queues: dict[int, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(address.max_connections)
        self._http: aiohttp.ClientSession | None = None
        updates.on_push = self.pump
        self.pump()

    @property
    def busy(self) -> bool:
        return bool(self._queues)

    def pump(self) -> None:
        """Starts a line for every queue that has updates and no line yet."""
        for update in self._updates.pending():
            if update.queue not in self._queues:
                self._queues[update.queue] = asyncio.create_task(self._line(update.queue))

    async def close(self) -> None:
        self._updates.on_push = lambda: None
        tasks = list(self._queues.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._http is not None:
            await self._http.close()

    async def _line(self, queue: int) -> None:
        pauses = 0
        try:
            while update := next((one for one in self._updates.pending() if one.queue == queue), None):
                async with self._slots:
                    accepted, pause = await self._deliver(update)
                if accepted:
                    self._updates.drop(update)
                    pauses = 0
                    continue
                if pause is None:
                    pause = 0.0 if pauses == 0 else min(2.0**pauses, LONGEST_PAUSE)
                pauses += 1
                await asyncio.sleep(pause)
        finally:
            self._queues.pop(queue, None)

    async def _deliver(self, update: Update) -> tuple[bool, float | None]:
        """Whether it was accepted, and the pause that the receiver asked for."""
        import aiohttp  # only a bot with a webhook pays for the client

        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.address.secret} if self.address.secret else {}
        try:
            async with self._http.post(self.address.url, json=update.json(), headers=headers) as answer:
                body = await answer.read()
                if 200 <= answer.status < 300:
                    self.last_error = ""
                    self._warn_about(body)
                    return True, None
                self.last_error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                return False, _seconds(answer.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, TimeoutError) as error:
            self.last_error = f"Connection failed: {type(error).__name__}"
            return False, None

    def _warn_about(self, body: bytes) -> None:
        try:
            answer: Any = json.loads(body)
        except ValueError:
            return
        if isinstance(answer, dict) and "method" in answer:
            self._complain(f"calls made in the answer to a webhook ({answer['method']})")


def _seconds(header: str) -> float | None:
    return min(float(header), LONGEST_RETRY_AFTER) if header.isdigit() else None
