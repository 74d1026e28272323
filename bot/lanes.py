"""One chat in order, many chats at once: rows of the inbox become turns, and every row gets an end.

The lane comes before the slot: a chat that floods holds one slot, and a few places in memory, at most. What
does not fit stays in the inbox and is loaded when there is room.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.background import Clock, backoff, utc_now
from bot.turn import Turn
from storage import inbox
from storage.database import Database
from storage.inbox import AlreadyDone, Row
from storage.unavailable import StorageUnavailable

log = structlog.get_logger(__name__)

Handle = Callable[[Turn], Awaitable[None]]
Told = Callable[[Row, BaseException], Awaitable[None]]

TRIES = 3  # for errors that may pass; others are final at once
LEASE = timedelta(seconds=60)
PAGE = 500
LANE_ROOM = 50  # rows of one lane in memory
LONGEST_PAUSE = 30.0


async def _tell_nobody(_row: Row, _error: BaseException) -> None: ...


@dataclass(slots=True)
class _Lane:
    """The rows of one chat that wait in memory. `is_long`: more of them are in the inbox, after `last`."""

    rows: deque[Row] = field(default_factory=deque)
    last: int = 0
    is_long: bool = False
    turned_away: bool = False  # a row came while the lane was long
    task: asyncio.Task[None] | None = None


class Lanes:
    """`put` new rows after their commit; `handle` is called with one `Turn` for each, lane by lane in order.

    `limit` turns run at once, `room` rows wait in memory. With `shared` (several processes over one
    PostgreSQL) only leased rows may be put, and `sweep` picks up what dead processes left. `on_dead` and
    `on_unsaved` are where the person is told; their own errors are logged and change nothing."""

    def __init__(
        self,
        database: Database,
        handle: Handle,
        *,
        bot_id: int,
        limit: int = 64,
        room: int = 2_000,
        shared: bool = False,
        on_dead: Told = _tell_nobody,
        on_unsaved: Told = _tell_nobody,
        clock: Clock = utc_now,
        first_pause: float = 0.2,
    ) -> None:
        self.shared = shared
        self._database = database
        self._handle = handle
        self._bot_id = bot_id
        self._slots = asyncio.Semaphore(limit)
        self._room = room
        self._on_dead = on_dead
        self._on_unsaved = on_unsaved
        self._clock = clock
        self._first_pause = first_pause
        self._lanes: dict[int, _Lane] = {}  # those at work
        self._held: set[int] = set()
        self._ended: set[int] = set()  # while a page was read that may still show them as waiting
        self._last = 0  # highest row id taken into memory
        self._behind = False  # rows were left in the inbox: memory has no right to overtake them
        self._left_some = False
        self._loading: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()

    @property
    def held(self) -> int:
        """Rows in memory, waiting or running."""
        return len(self._held)

    @property
    def free(self) -> int:
        return max(0, self._room - len(self._held))

    def start(self) -> None:
        """Take up what waits in the inbox; call when this process has the right to (`storage/lease.py`)."""
        if self.shared:
            return  # `sweep` does it
        self._last = 0
        self._behind = True
        self._load_soon()

    def put(self, rows: Iterable[Row]) -> None:
        """Rows that are stored, oldest first. What does not fit is loaded from the inbox later."""
        for row in rows:
            if self._stopping.is_set() or row.id in self._held:
                continue
            if not self.shared and (self._behind or not self.free):
                self._behind = self._left_some = True
                self._load_soon()
                return
            self._take(row)

    def forget(self) -> None:
        """Drop what waits in memory, because another process has taken over; what runs comes to its end."""
        self._behind = False
        for lane in self._lanes.values():
            self._held.difference_update(row.id for row in lane.rows)
            lane.rows.clear()
            lane.is_long = False

    async def sweep(self, now: datetime) -> bool:
        """A step for `shared`: lease rows that nobody works on. True if there may be more. Nothing otherwise:
        who owns the whole inbox knows every row of it."""
        if not self.shared or not self.free or self._stopping.is_set():
            return False
        limit = min(self.free, PAGE)
        rows = await self._database.write(inbox.claim, self._bot_id, now, limit, now + LEASE)
        self.put(rows)
        return len(rows) == limit

    async def stop(self, seconds: float = 8.0) -> None:
        """Finish the turns that run, within so many seconds; the rest stays in the inbox."""
        self._stopping.set()
        if self._loading:
            self._loading.cancel()
        waiting = [row.id for lane in self._lanes.values() for row in lane.rows]
        self.forget()
        tasks = self._tasks()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            if late:
                log.warning("lanes.cut_short", turns=len(late))
                await asyncio.wait(late, timeout=1.0)
        if self.shared and waiting:
            with contextlib.suppress(Exception):  # the lease runs out anyway
                await self._database.write(inbox.release, waiting)

    async def idle(self) -> None:
        """Wait until nothing waits and nothing runs; for tests and for `pilar` commands that feed updates."""
        while self._lanes or (self._loading and not self._loading.done()):
            await asyncio.wait(self._tasks() | ({self._loading} if self._loading else set()))

    def _tasks(self) -> set[asyncio.Task[None]]:
        return {lane.task for lane in self._lanes.values() if lane.task}

    def _take(self, row: Row) -> None:
        self._last = max(self._last, row.id)
        lane = self._lanes.get(row.lane)
        if lane is None:
            lane = self._lanes[row.lane] = _Lane()
            lane.task = asyncio.create_task(self._work(row.lane, lane), name=f"lane {row.lane}")
        if row.id <= lane.last:
            return  # the lane was ahead of the page that we read
        if lane.is_long or len(lane.rows) >= LANE_ROOM:
            lane.is_long = lane.turned_away = True
            return
        self._keep(lane, row)

    def _keep(self, lane: _Lane, row: Row) -> None:
        self._held.add(row.id)
        lane.last = row.id
        lane.rows.append(row)

    async def _work(self, number: int, lane: _Lane) -> None:
        """One lane until it is empty. The lane ends in the same breath in which it is found empty."""
        try:
            while (lane.rows or lane.is_long) and not self._stopping.is_set():
                if not lane.rows:
                    await self._load_lane(number, lane)
                    continue
                row = lane.rows.popleft()
                try:
                    await self._turn(row)
                finally:
                    self._held.discard(row.id)
                if self._behind:
                    self._ended.add(row.id)
                    self._load_soon()
                if self.shared and not lane.rows and not self._stopping.is_set():
                    await self._follow(number, lane)
        finally:
            del self._lanes[number]

    async def _load_lane(self, number: int, lane: _Lane) -> None:
        """The next rows of a lane that was too long for memory."""
        lane.turned_away = False
        try:
            page = await self._database.read(inbox.undone, self._bot_id, lane.last, LANE_ROOM, number)
        except Exception as error:
            log.error("lanes.load_failed", lane=number, error=describe(error))
            await self._pause(TRIES)
            return
        if self._stopping.is_set() or not lane.is_long:  # forgotten meanwhile
            return
        for row in page:
            self._keep(lane, row)
        lane.is_long = lane.turned_away or len(page) == LANE_ROOM

    async def _turn(self, row: Row) -> None:
        """Handle one row until it is done or dead; a storage that fails keeps its lane waiting."""
        failures = 0
        told = False
        while not self._stopping.is_set():
            if self.shared and row.leased_until is not None and row.leased_until <= self._clock():
                return  # it waited too long here: whoever sweeps next has it
            turn = Turn(self._database, row)
            try:
                async with self._slots:
                    if self._stopping.is_set():
                        return
                    await self._apply(turn)
                return
            except Exception as error:
                failures += 1
                if turn.applied:
                    # stored, but the reply failed: the next tap shows what is saved
                    log.warning("lanes.reply_failed", row=row.id, lane=row.lane, error=describe(error))
                    return
                is_storage = isinstance(error, StorageUnavailable)
                if not is_storage and (failures >= TRIES or not _may_pass(error)):
                    if await self._bury(row, error):
                        return
                    is_storage = True
                log.warning(
                    "lanes.retry", row=row.id, lane=row.lane, failures=failures, error=describe(error)
                )
                if is_storage and failures >= TRIES and not told:
                    told = True
                    await self._tell(self._on_unsaved, row, error)
            await self._pause(failures)

    async def _apply(self, turn: Turn) -> None:
        try:
            await self._handle(turn)
            if not turn.applied:
                await turn.write(lambda _conn: None)
        except AlreadyDone:
            log.info("lanes.already_done", row=turn.row.id)

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

    async def _follow(self, number: int, lane: _Lane) -> None:
        """Take up the lane's next row, which another process may have stored while ours ran."""
        now = self._clock()
        try:
            row = await self._database.write(inbox.next_in_lane, self._bot_id, number, now, now + LEASE)
        except Exception as error:
            log.warning("lanes.follow_failed", lane=number, error=describe(error))  # `sweep` will find it
            return
        if row is not None and row.id not in self._held:
            self._keep(lane, row)

    def _load_soon(self) -> None:
        if self._stopping.is_set() or len(self._held) > self._room // 2:
            return  # a lane that ends calls again
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self._load(), name="lanes loading")

    async def _load(self) -> None:
        """Pages of the inbox, oldest first, until memory is full or nothing is left."""
        failures = 0
        while self._behind and self.free and not self._stopping.is_set():
            self._left_some = False
            self._ended.clear()
            limit = min(self.free, PAGE)
            try:
                page = await self._database.read(inbox.undone, self._bot_id, self._last, limit)
            except Exception as error:
                failures += 1
                log.error("lanes.load_failed", failures=failures, error=describe(error))
                await self._pause(failures)
                continue
            failures = 0
            for row in page:
                if row.id not in self._held and row.id not in self._ended:
                    self._take(row)
            if len(page) < limit and not self._left_some:
                self._behind = False


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
