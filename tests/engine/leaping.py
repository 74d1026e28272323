"""A loop whose clock leaps to the next moment at which something is due, once nothing real is under way.

Minutes of pacing pass in no time, and every moment is exact: a call over HTTP or to a database takes none.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Awaitable
from typing import Any, TypeVar

from telegram.request import BaseRequest, RequestData

from storage.database import Database

T = TypeVar("T")
REAL_PATIENCE = 0.05  # seconds to wait for what is under way before looking again


class LeapingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.now = 1_000.0
        self.under_way = 0
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self.now

    async def real(self, awaitable: Awaitable[T]) -> T:
        """While this runs, the clock stands still."""
        self.under_way += 1
        try:
            return await awaitable
        finally:
            self.under_way -= 1


class _Selector(selectors.DefaultSelector):
    def __init__(self, loop: LeapingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if found or timeout == 0:
            return found
        if self._loop.under_way or timeout is None:
            return super().select(REAL_PATIENCE)
        self._loop.now += timeout
        return found


class Timeless:
    """A database whose work takes no time of this loop."""

    def __init__(self, database: Database, loop: LeapingLoop) -> None:
        self.dialect = database.dialect
        self._database = database
        self._loop = loop

    async def read(self, work: Any, /, *args: Any, **kwargs: Any) -> Any:
        return await self._loop.real(self._database.read(work, *args, **kwargs))

    async def write(self, work: Any, /, *args: Any, **kwargs: Any) -> Any:
        return await self._loop.real(self._database.write(work, *args, **kwargs))

    async def close(self) -> None:
        await self._loop.real(self._database.close())


class TimelessRequest(BaseRequest):
    """Calls that take no time of this loop."""

    def __init__(self, inner: BaseRequest, loop: LeapingLoop) -> None:
        self._inner = inner
        self._loop = loop

    @property
    def read_timeout(self) -> float | None:
        return self._inner.read_timeout

    async def initialize(self) -> None:
        await self._inner.initialize()

    async def shutdown(self) -> None:
        await self._inner.shutdown()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        return await self._loop.real(self._inner.do_request(url, method, request_data, *args, **timeouts))
