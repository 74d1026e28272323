"""Telegram's limits on sending, for replies and pushes together; what the server says (429) overrules them.

`Limits` decides from moments that are passed in; `Pacer` lets coroutines wait for that decision. Sources: the
Bots FAQ ("about one message per second" to a chat with short bursts, 20 per minute to a group, 30 per second
overall); edits count like sends. One chat's parking never delays another.
"""

from __future__ import annotations

import asyncio
import enum
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

GROUP_RATE, GROUP_BURST = 15 / 60, 5.0  # the burst and a minute's refill are 20 together
CHAT_BURST = 5.0
PUSH_SHARE = 2 / 3  # so that a broadcast leaves room for whoever answers meanwhile
FLOOD_CHATS, FLOOD_WINDOW = 3, 2.0  # so many chats hit within so many seconds: the whole bot is too fast
SLOWEST = 1 / 8
RECOVERY = 0.02  # of the full rate, gained back a second
FORGET_EVERY = 60.0  # seconds between two looks for idle chats


class Priority(enum.Enum):
    REPLY = 0  # somebody looks at the screen
    PUSH = 1


class Parked(Exception):
    """Telegram asked for silence for longer than the caller would wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"parked for {seconds:.1f} s")
        self.seconds = seconds


@dataclass(slots=True)
class Bucket:
    """Tokens that come back with time: `rate` a second, at most `burst`. A rate of 0 sets no limit."""

    rate: float
    burst: float
    tokens: float
    at: float

    def wait(self, now: float, factor: float = 1.0) -> float:
        """Seconds until one may go; 0 for now."""
        if not self.rate:
            return 0.0
        rate = self.rate * factor
        self.tokens = min(self.burst, self.tokens + max(0.0, now - self.at) * rate)
        self.at = now
        # a hair under a whole token is rounding, and would wake the loop twice
        return 0.0 if self.tokens > 1 - 1e-6 else (1 - self.tokens) / rate

    def take(self) -> None:
        if self.rate:
            self.tokens -= 1

    def is_full(self, now: float) -> bool:
        return self.wait(now) == 0 and self.tokens >= self.burst


class Limits:
    """When the next message to a chat may go. Pure but for its own counters: every moment is an argument.

    Rates in messages a second; 0 sets no limit."""

    def __init__(self, send_rate: float, chat_rate: float, now: float) -> None:
        self._chat_rate = chat_rate
        self._send_rate = send_rate
        self._all = Bucket(send_rate, max(1.0, send_rate), max(1.0, send_rate), now)
        share, burst = send_rate * PUSH_SHARE, max(1.0, send_rate * (1 - PUSH_SHARE))
        self._pushes = Bucket(share, burst, burst, now)  # burst and a second's refill are the rate together
        self._chats: dict[int, Bucket] = {}
        self._parked: dict[int, float] = {}
        self._all_parked = 0.0
        self._hits: deque[tuple[float, int]] = deque()
        self._factor = 1.0
        self._factor_at = now
        self._forgot_at = now

    def wait(self, chat_id: int | None, priority: Priority, now: float) -> float:
        """Seconds until this message may go; 0 for now. Takes nothing: see `take`."""
        waits = [self.parked(chat_id, now), self._all.wait(now, self.factor(now))]
        if priority is Priority.PUSH:
            waits.append(self._pushes.wait(now, self.factor(now)))
        if chat_id is not None:
            waits.append(self._chat(chat_id, now).wait(now))
        return max(waits)

    def parked(self, chat_id: int | None, now: float) -> float:
        """Seconds of silence that Telegram asked for, for this chat or for all."""
        until = self._all_parked if chat_id is None else max(self._all_parked, self._parked.get(chat_id, 0.0))
        return max(0.0, until - now)

    def take(self, chat_id: int | None, priority: Priority, now: float) -> None:
        self._all.take()
        if priority is Priority.PUSH:
            self._pushes.take()
        if chat_id is not None:
            self._chat(chat_id, now).take()
        if now - self._forgot_at > FORGET_EVERY:
            self._forget(now)

    def park(self, chat_id: int | None, seconds: float, now: float) -> None:
        """Telegram answered 429 with `retry_after`: silence for this chat, or for all if several are hit."""
        until = now + seconds
        if chat_id is None:
            self._slow_down(until, now)
            return
        self._parked[chat_id] = max(until, self._parked.get(chat_id, 0.0))
        self._hits.append((now, chat_id))
        while self._hits and now - self._hits[0][0] > FLOOD_WINDOW:
            self._hits.popleft()
        if len({chat for _, chat in self._hits}) >= FLOOD_CHATS:
            self._hits.clear()
            self._slow_down(until, now)

    def factor(self, now: float) -> float:
        """The share of the full rate in use: 1, or less for a while after several chats were hit."""
        if self._factor < 1.0:
            self._factor = min(1.0, self._factor + max(0.0, now - self._factor_at) * RECOVERY)
        self._factor_at = now
        return self._factor

    @property
    def remembered(self) -> int:
        """How many chats are remembered at all; idle ones are forgotten in time."""
        return len(self._chats.keys() | self._parked.keys())

    def _slow_down(self, until: float, now: float) -> None:
        self._all_parked = max(self._all_parked, until)
        self._factor = max(SLOWEST, self.factor(now) / 2)

    def _chat(self, chat_id: int, now: float) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            is_group = chat_id < 0
            rate = GROUP_RATE if is_group and self._chat_rate else self._chat_rate
            burst = GROUP_BURST if is_group else CHAT_BURST
            bucket = self._chats[chat_id] = Bucket(rate, burst, burst, now)
        return bucket

    def _forget(self, now: float) -> None:
        self._forgot_at = now
        self._parked = {chat: until for chat, until in self._parked.items() if until > now}
        idle = [chat for chat, bucket in self._chats.items() if not bucket.rate or bucket.is_full(now)]
        for chat in idle:
            del self._chats[chat]


@dataclass(slots=True)
class _Queue:
    """Chats that wait, each with its callers in order; a chat that was served goes to the end."""

    chats: OrderedDict[int | None, deque[asyncio.Future[None]]] = field(default_factory=OrderedDict)

    def add(self, chat_id: int | None, caller: asyncio.Future[None]) -> None:
        self.chats.setdefault(chat_id, deque()).append(caller)

    def trim(self, chat_id: int | None) -> None:
        """Forget callers who went away."""
        callers = self.chats[chat_id]
        while callers and callers[0].done():
            callers.popleft()
        if not callers:
            del self.chats[chat_id]


class Pacer:
    """`await acquire(chat)` before every send or edit; `park(chat, seconds)` when Telegram answers 429."""

    def __init__(
        self, send_rate: float = 30, chat_rate: float = 1, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._limits = Limits(send_rate, chat_rate, clock())
        self._queues = {priority: _Queue() for priority in Priority}
        self._alarm: asyncio.TimerHandle | None = None

    async def acquire(self, chat_id: int | None, priority: Priority, patience: float | None = None) -> None:
        """Return when a message to this chat may go. Raises `Parked` at once if Telegram wants more than
        `patience` seconds of silence there."""
        silence = self.parked(chat_id)
        if patience is not None and silence > max(0.0, patience):
            raise Parked(silence)
        queue = self._queues[priority]
        if self._may_go(chat_id, priority):
            self._limits.take(chat_id, priority, self._clock())
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.add(chat_id, turn)
        self._serve()
        await turn

    def park(self, chat_id: int | None, seconds: float) -> None:
        self._limits.park(chat_id, seconds, self._clock())

    def parked(self, chat_id: int | None) -> float:
        """Seconds of silence that Telegram asked for and that are left."""
        return self._limits.parked(chat_id, self._clock())

    @property
    def now(self) -> float:
        return self._clock()

    def _may_go(self, chat_id: int | None, priority: Priority) -> bool:
        if any(chat_id in queue.chats for queue in self._queues.values()):
            return False  # behind its own chat's earlier messages
        if priority is Priority.PUSH and self._queues[Priority.REPLY].chats:
            return False
        return self._limits.wait(chat_id, priority, self._clock()) == 0

    def _serve(self) -> None:
        """Let go whoever may, replies first, and set the alarm for the next."""
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        now = self._clock()
        soonest: float | None = None
        for priority, queue in self._queues.items():
            for chat_id in list(queue.chats):
                queue.trim(chat_id)
                while chat_id in queue.chats:
                    wait = self._limits.wait(chat_id, priority, now)
                    if wait > 0:
                        soonest = wait if soonest is None else min(soonest, wait)
                        break
                    self._limits.take(chat_id, priority, now)
                    queue.chats[chat_id].popleft().set_result(None)
                    queue.chats.move_to_end(chat_id)
                    queue.trim(chat_id)
        if soonest is not None:
            self._alarm = asyncio.get_running_loop().call_later(max(0.001, soonest), self._serve)
