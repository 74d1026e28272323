"""One chat in order, many chats at once: rows of the inbox become turns, and every row gets an end.

The lane comes before the slot: a chat that floods holds one slot, and a few places in memory, at most. What
does not fit stays in the inbox and is loaded when there is room.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot.background import Clock, backoff, utc_now
from bot.tries import Handle, Told, Tries, describe, tell_nobody
from storage import inbox
from storage.database import Database
from storage.inbox import Row
from storage.unavailable import StorageUnavailable

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
PAGE = 500
LANE_ROOM = 50  # rows of one lane in memory
LONGEST_PAUSE = 30.0
NOTING = 1.0  # seconds: replies that are out are noted together, in one transaction

Lost = Callable[[Connection, Row, datetime], None]


def show_nothing(_conn: Connection, _row: Row, _now: datetime) -> None: ...


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
    `on_unsaved` are where the person is told; their own errors are logged and change nothing.

    `on_lost` is for a row that another process applied and perhaps never replied to. It writes, before any row
    behind it is handled, in the transaction that forgets about it."""

    def __init__(
        self,
        database: Database,
        handle: Handle,
        *,
        bot_id: int,
        limit: int = 64,
        room: int = 2_000,
        shared: bool = False,
        on_dead: Told = tell_nobody,
        on_unsaved: Told = tell_nobody,
        on_lost: Lost = show_nothing,
        clock: Clock = utc_now,
        first_pause: float = 0.2,
    ) -> None:
        self.shared = shared
        self._database = database
        self._bot_id = bot_id
        self._room = room
        self._clock = clock
        self._first_pause = first_pause
        self._on_lost = on_lost
        self._stopping = asyncio.Event()
        self._tries = Tries(
            database,
            handle,
            asyncio.Semaphore(limit),
            self._stopping,
            on_dead=on_dead,
            on_unsaved=on_unsaved,
            clock=clock,
            first_pause=first_pause,
        )
        self._lanes: dict[int, _Lane] = {}  # those at work
        self._held: set[int] = set()
        self._ended: set[int] = set()  # while a page was read that may still show them as waiting
        self._last = 0  # highest row id taken into memory
        self._behind = False  # rows were left in the inbox: memory has no right to overtake them
        self._left_some = False
        self._loading: asyncio.Task[None] | None = None
        self._look_for_lost = False
        self._replied: set[int] = set()  # not noted yet
        self._noting: asyncio.Task[None] | None = None

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
        self._behind = self._look_for_lost = True
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
        """A step for `shared`: lease rows that nobody works on, after what was lost. True if there may be more.
        Nothing otherwise: who owns the whole inbox knows every row of it."""
        if not self.shared or not self.free or self._stopping.is_set():
            return False
        limit = min(self.free, PAGE)

        def work(conn: Connection) -> list[Row]:
            self._find_lost(conn, now, busy)
            return inbox.claim(conn, self._bot_id, now, limit, now + LEASE)

        busy = self._held | self._replied
        rows = await self._database.write(work)
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
        if self._noting:
            self._noting.cancel()
            await asyncio.wait({self._noting})
        with contextlib.suppress(
            Exception
        ):  # then some cards are shown once more; and the lease runs out anyway
            await self._note()
            if self.shared and waiting:
                await self._database.write(inbox.release, waiting)

    async def idle(self) -> None:
        """Wait until nothing waits, nothing runs and every reply is noted; for tests and for `pilar` commands that
        feed updates."""
        while self._lanes or (self._loading and not self._loading.done()):
            await asyncio.wait(self._tasks() | ({self._loading} if self._loading else set()))
        with contextlib.suppress(StorageUnavailable):  # it is tried again every second
            await self._note()

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
                    if await self._tries.until_end(row):
                        self._replied.add(row.id)
                finally:
                    self._held.discard(row.id)
                if self._behind:
                    self._ended.add(row.id)
                    self._load_soon()
                if self.shared and not lane.rows and not self._stopping.is_set():
                    await self._follow(number, lane, row.id)
                if self._replied:
                    self._note_soon()
        finally:
            del self._lanes[number]
            if lane.rows and not self._stopping.is_set():  # only a bug of ours, or a kill, gets here
                log.critical("lanes.broken", lane=number, rows=len(lane.rows))
                self._held.difference_update(row.id for row in lane.rows)
                asyncio.get_running_loop().call_later(LONGEST_PAUSE, self.start)

    async def _load_lane(self, number: int, lane: _Lane) -> None:
        """The next rows of a lane that was too long for memory."""
        lane.turned_away = False
        try:
            page = await self._database.read(inbox.undone, self._bot_id, lane.last, LANE_ROOM, number)
        except Exception as error:
            log.error("lanes.load_failed", lane=number, error=describe(error))
            await self._pause(3)
            return
        if self._stopping.is_set() or not lane.is_long:  # forgotten meanwhile
            return
        for row in page:
            self._keep(lane, row)
        lane.is_long = lane.turned_away or len(page) == LANE_ROOM

    async def _follow(self, number: int, lane: _Lane, ended: int) -> None:
        """Take up the lane's next row, which another process may have stored while ours ran. Until it is noted
        that the reply is out, no process takes that row."""
        now = self._clock()
        replied = [ended] if ended in self._replied else []
        try:
            row = await self._database.write(
                inbox.next_in_lane, self._bot_id, number, now, now + LEASE, replied
            )
        except Exception as error:
            log.warning("lanes.follow_failed", lane=number, error=describe(error))  # `sweep` will find it
            return
        self._replied.difference_update(replied)
        if row is not None and row.id not in self._held:
            self._keep(lane, row)

    def _note_soon(self) -> None:
        if not self._stopping.is_set() and (self._noting is None or self._noting.done()):
            self._noting = asyncio.create_task(self._keep_noting(), name="lanes noting")

    async def _keep_noting(self) -> None:
        """Note the replies of a second together, until all are noted."""
        while self._replied:
            await asyncio.sleep(NOTING)
            try:
                await self._note()
            except Exception as error:
                log.warning("lanes.not_noted", replies=len(self._replied), error=describe(error))

    async def _note(self) -> None:
        if replied := [*self._replied]:
            await self._database.write(inbox.done, replied)
            self._replied.difference_update(replied)

    def _find_lost(self, conn: Connection, now: datetime, busy: set[int]) -> None:
        """Whoever was owed a reply by a process that died; nobody is shown less for the trouble of another."""
        for row in inbox.lost(conn, self._bot_id, now if self.shared else None, busy):
            log.warning("lanes.reply_lost", row=row.id, lane=row.lane)
            try:
                with conn.begin_nested():
                    self._on_lost(conn, row, now)
            except Exception as error:
                log.error("lanes.lost_for_good", row=row.id, error=describe(error))

    async def _pause(self, failures: int) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), backoff(failures, self._first_pause, LONGEST_PAUSE))

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
                if self._look_for_lost:
                    busy = self._held | self._replied
                    await self._database.write(self._find_lost, self._clock(), busy)
                    self._look_for_lost = False
                page = await self._database.read(inbox.undone, self._bot_id, self._last, limit)
            except Exception as error:
                failures += 1
                log.error("lanes.load_failed", failures=failures, error=describe(error))
                await self._pause(failures)
                continue
            failures = 0
            if not self._behind:  # told to forget meanwhile
                return
            for row in page:
                if row.id not in self._held and row.id not in self._ended:
                    self._take(row)
            if len(page) < limit and not self._left_some:
                self._behind = False
