"""What the page sees live: a hub that passes each event to everyone who listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

BACKLOG = 2000
ALIVE = ": alive\n\n"


class Hub:
    """Publishing never waits: a listener that lags too far is told to load everything again."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[dict[str, Any] | None]] = set()

    def publish(self, kind: str, **fields: Any) -> None:
        for listener in self._listeners:
            if listener.qsize() < BACKLOG:
                listener.put_nowait({"type": kind, **fields})
            elif listener.qsize() == BACKLOG:
                listener.put_nowait({"type": "reload"})

    def close(self) -> None:
        for listener in self._listeners:
            listener.put_nowait(None)

    async def stream(self, alive_seconds: float = 15) -> AsyncIterator[str]:
        """Server-sent events until the hub closes; a comment now and then keeps the connection."""
        inbox: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._listeners.add(inbox)
        try:
            yield ALIVE
            while True:
                try:
                    event = await asyncio.wait_for(inbox.get(), alive_seconds)
                except TimeoutError:
                    yield ALIVE
                    continue
                if event is None:
                    return
                yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
        finally:
            self._listeners.discard(inbox)
