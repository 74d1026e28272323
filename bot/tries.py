"""One row of the inbox, tried until it has an end: applied, or dead with its error and a word to the person."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.background import Clock, backoff
from bot.turn import Turn
from storage import inbox
from storage.database import Database
from storage.inbox import AlreadyApplied, Row
from storage.unavailable import StorageUnavailable

log = structlog.get_logger(__name__)

Handle = Callable[[Turn], Awaitable[None]]
Told = Callable[[Row, BaseException], Awaitable[None]]

TRIES = 3  # for errors that may pass; others are final at once
TOLD_AFTER = 2  # failures of storage; each has already waited for its lock
LONGEST_PAUSE = 30.0


async def tell_nobody(_row: Row, _error: BaseException) -> None: ...


class Tries:
    """How a turn is tried, tried again, and given up. A storage that fails is tried for ever: the answer is
    in the inbox, and `on_unsaved` has told the person."""

    def __init__(
        self,
        database: Database,
        handle: Handle,
        slots: asyncio.Semaphore,
        stopping: asyncio.Event,
        *,
        on_dead: Told,
        on_unsaved: Told,
        clock: Clock,
        first_pause: float,
    ) -> None:
        self._database = database
        self._handle = handle
        self._slots = slots
        self._stopping = stopping
        self._on_dead = on_dead
        self._on_unsaved = on_unsaved
        self._clock = clock
        self._first_pause = first_pause

    async def until_end(self, row: Row) -> bool:
        """Handle one row until it is applied or dead; a storage that fails keeps its lane waiting. Whether it was
        applied here and its reply is out, or given up. Returns early when told to stop: the row is new as before."""
        failures = 0
        told = False
        while not self._stopping.is_set():
            if row.leased_until is not None and row.leased_until <= self._clock():
                return False  # it waited too long here: whoever sweeps next has it
            turn = Turn(self._database, row)
            try:
                async with self._slots:
                    if self._stopping.is_set():
                        return False
                    return await self._apply(turn)
            except Exception as error:
                failures += 1
                if turn.applied:
                    # stored, but the reply failed: the next tap shows what is saved
                    log.warning("lanes.reply_failed", row=row.id, lane=row.lane, error=describe(error))
                    return True
                is_storage = isinstance(error, StorageUnavailable)
                if not is_storage and (failures >= TRIES or not _may_pass(error)):
                    if await self._bury(row, error):
                        return False
                    is_storage = True
                log.warning(
                    "lanes.retry", row=row.id, lane=row.lane, failures=failures, error=describe(error)
                )
                if not is_storage:
                    with contextlib.suppress(Exception):
                        await self._database.write(inbox.attempt, row.id, describe(error))
                elif failures >= TOLD_AFTER and not told:
                    told = True
                    await self._tell(self._on_unsaved, row, error)
            await self._pause(failures)
        return False

    async def _apply(self, turn: Turn) -> bool:
        try:
            try:
                await self._handle(turn)
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if task is not None and task.cancelling():
                    raise  # we are stopping
                # something inside the handler was cancelled: its lane must not end with it
                raise RuntimeError("the handler was cancelled from within") from None
            if not turn.applied:
                await turn.write(lambda _conn: None)
        except AlreadyApplied:
            # by another process, or by a try of ours whose commit we did not hear of: then nobody replied
            log.info("lanes.already_applied", row=turn.row.id)
            return False
        return True

    async def _bury(self, row: Row, error: BaseException) -> bool:
        """Set the row aside as dead and tell the person. False if not even that can be stored now."""
        log.error("lanes.dead", row=row.id, lane=row.lane, update=row.update_id, exc_info=error)
        try:
            buried = await self._database.write(inbox.dead, row.id, describe(error))
        except Exception as storing:
            if not isinstance(storing, StorageUnavailable):
                log.error("lanes.not_buried", row=row.id, exc_info=storing)
            return False
        if buried:
            await self._tell(self._on_dead, row, error)
        return True

    async def _tell(self, told: Told, row: Row, error: BaseException) -> None:
        try:
            async with self._slots:
                await told(row, error)
        except Exception as failed:
            log.warning("lanes.not_told", row=row.id, error=describe(failed))

    async def _pause(self, failures: int) -> None:
        """The slot is free meanwhile; the lane is not, since later answers may build on this one."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), backoff(failures, self._first_pause, LONGEST_PAUSE))


def describe(error: BaseException) -> str:
    """Kind and message, without the statement and its values: those are personal data."""
    cause = getattr(error, "orig", None) or error
    text = f"{type(cause).__name__}: {cause}"[:500].replace("\0", "")
    return text.encode("utf-8", "replace").decode()  # half an emoji cannot be stored


def _may_pass(error: BaseException) -> bool:
    """Whether the same try may succeed soon. PTB's `BadRequest` is a `NetworkError`: test it first."""
    if isinstance(error, BadRequest):
        return False
    if isinstance(error, (NetworkError, RetryAfter, TimeoutError, ConnectionError)):
        return True
    return type(error) is TelegramError  # nonsense instead of an answer
