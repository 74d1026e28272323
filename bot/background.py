"""Loops of step functions that never die: `while not stopping and await step(now())`, each at its pace."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import structlog

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]
# True: there may be more, call again at once. A moment: call again then. False: wait for the interval.
Step = Callable[[datetime], Awaitable[bool | datetime]]

LONGEST_PAUSE = 60.0


def utc_now() -> datetime:
    """The system's clock, aware. Only the edges call it; everything else takes a moment or a `Clock`."""
    return datetime.now(UTC)


def backoff(failures: int, first: float = 0.5, longest: float = LONGEST_PAUSE) -> float:
    """Seconds to pause after so many failures in a row: doubling, bounded, and never in step with others."""
    # 2.0 ** 1024 overflows; nobody waits that long
    pause = min(longest, first * 2.0 ** min(failures - 1, 32))
    return pause * random.uniform(0.75, 1.0)  # noqa: S311 - spreads load, hides nothing


class Loop:
    """One step function, called again and again. An error is logged and followed by a growing pause."""

    def __init__(
        self, name: str, step: Step, *, every: float, clock: Clock = utc_now, first_pause: float = 0.5
    ) -> None:
        self.name = name
        self._step = step
        self._every = every
        self._clock = clock
        self._first_pause = first_pause
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._cool_until = 0.0
        self.failures = 0

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=self.name)

    def poke(self) -> None:
        """There is something to do: do not wait for the interval."""
        self._woken.set()

    async def stop(self, seconds: float = 5.0) -> None:
        """End after the step that runs; it is cancelled if it takes longer than so many seconds."""
        self._stopping.set()
        self._woken.set()
        if self._task is None:
            return
        done, _ = await asyncio.wait({self._task}, timeout=seconds)
        if not done:
            log.warning("background.cut_short", loop=self.name)
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        self._task = None

    async def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            pause = await self._once()
            await asyncio.sleep(0)  # a step that always has more must not starve the rest
            if pause > 0 and not self._stopping.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), pause)
                if self.failures and not self._stopping.is_set():
                    await self._cool_down()

    async def _once(self) -> float:
        """Run the step; seconds to pause before the next."""
        try:
            now = self._clock()
            more = await self._step(now)
        except Exception as error:
            self.failures += 1
            pause = backoff(self.failures, self._first_pause)
            log.error("background.failed", loop=self.name, failures=self.failures, exc_info=error)
            self._cool_until = asyncio.get_running_loop().time() + pause
            return pause
        self.failures = 0
        if more is True:
            return 0.0
        if isinstance(more, datetime):
            return max(0.0, min(self._every, (more - now) / timedelta(seconds=1)))
        return self._every

    async def _cool_down(self) -> None:
        """A poke does not shorten the pause after an error."""
        left = self._cool_until - asyncio.get_running_loop().time()
        if left > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), left)


class Background:
    """All loops of the process, started and stopped together."""

    def __init__(self, *loops: Loop) -> None:
        self.loops = loops

    def start(self) -> None:
        for loop in self.loops:
            loop.start()

    async def stop(self, seconds: float = 5.0) -> None:
        await asyncio.gather(*(loop.stop(seconds) for loop in self.loops))
