"""One process beside the bot for slow work: pictures and workbooks, which would hold up every reply.

Matplotlib alone takes more memory than the bot, and a big export the interpreter's lock for minutes.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from typing import Any, ParamSpec, TypeVar

import structlog

log = structlog.get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_WORK = 15 * 60.0  # seconds; an export of 500 agencies takes a fraction of it
IDLE = 10 * 60.0  # seconds without work, after which the worker's memory is given back
NICENESS = 5  # somebody who taps comes first


class WorkshopClosed(Exception):
    """The bot is stopping: what was asked for is not made."""


@dataclass(frozen=True)
class _Worker:
    pool: ProcessPoolExecutor
    pid: int

    def end(self) -> None:
        """At once, whatever it does: what it makes has no effect before it is returned."""
        for child in active_children():
            if child.pid == self.pid:
                child.kill()
        self.pool.shutdown(wait=False, cancel_futures=True)


class Workshop:
    """One job at a time, in the order of asking. The worker starts with the first one."""

    def __init__(self, *, longest: float = LONGEST_WORK, idle: float = IDLE) -> None:
        self._longest = longest
        self._idle = idle
        self._turn = asyncio.Lock()
        self._worker: _Worker | None = None
        self._leaving: asyncio.TimerHandle | None = None
        self._closed = False

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function of a module, with arguments that can be pickled, in the worker.

        What the function raises is raised here. If the worker died (out of memory, killed) it is tried once
        more and then raises `BrokenProcessPool`; work that takes too long raises `TimeoutError`;
        `WorkshopClosed` when the bot stops. Whoever is cancelled while waiting ends the work too."""
        async with self._turn:
            try:
                return await self._attempt(function, *args, **kwargs)
            except BrokenProcessPool:
                log.warning("workshop.worker_died", work=function.__name__)
            return await self._attempt(function, *args, **kwargs)

    async def close(self, seconds: float = 2.0) -> None:
        """Let the present work end for so many seconds, then end it; nothing new is begun."""
        self._closed = True
        try:
            await asyncio.wait_for(self._turn.acquire(), seconds)
            self._turn.release()
        except TimeoutError:
            log.warning("workshop.cut_short")
        self._dismiss()

    async def _attempt(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        if self._leaving is not None:
            self._leaving.cancel()
        worked = False
        try:
            async with asyncio.timeout(self._longest):
                worker = await self._hired()
                work = worker.pool.submit(function, *args, **kwargs)
                try:
                    return await asyncio.wrap_future(work)
                finally:
                    worked = work.done() and not _is_broken(work)
        finally:
            if not worked:
                self._dismiss()
            elif not self._closed:
                self._leaving = asyncio.get_running_loop().call_later(self._idle, self._dismiss)

    async def _hired(self) -> _Worker:
        if self._closed:
            raise WorkshopClosed
        if self._worker is None:
            pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_settle_in)
            try:
                pid = await asyncio.wrap_future(await asyncio.to_thread(pool.submit, os.getpid))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            self._worker = _Worker(pool, pid)
            if self._closed:
                raise WorkshopClosed
        return self._worker

    def _dismiss(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()


def _is_broken(work: Future[Any]) -> bool:
    return not work.cancelled() and isinstance(work.exception(), BrokenProcessPool)


def _settle_in() -> None:
    """In the worker: Ctrl-C is the bot's to answer, replies come first, and nobody outlives the bot."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    threading.Thread(target=_leave_with_the_bot, daemon=True).start()


def _leave_with_the_bot() -> None:
    # A killed bot closes nothing: the worker holds both ends of its own queue and would wait forever
    bot = parent_process()
    if bot is not None:
        wait([bot.sentinel])
    os._exit(0)
