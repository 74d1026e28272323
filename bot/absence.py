"""After an absence: whoever was in the middle is shown her card again, in her lane's turn.

Telegram keeps a button press for 150 seconds only, so presses of a longer outage are gone; and a process that
died may have stored an answer without showing what comes next. A card to be shown again while lanes run is a row
of the inbox like an update, with a negative id: it waits its turn, and another death only delays it.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.clock import Clock
from bot.handlers.showing import carry_out
from bot.handlers.world import World
from bot.intake import Intake
from bot.services import visits
from bot.services.replies import Reply
from bot.services.visits import Setting
from bot.tries import describe
from bot.turn import Turn
from storage import chats, lease
from storage.inbox import Incoming

log = structlog.get_logger(__name__)

PRESS_LIFE = timedelta(seconds=150)  # how long Telegram keeps a press for us
MIDDLE = timedelta(minutes=10)  # who was shown a card this short before an outage was in the middle
UNSHOWN = timedelta(days=1)  # later than that, /lanjut is what people do anyway
UNDER_WAY = timedelta(seconds=60)  # a card that another process may be sending just now
BEAT = timedelta(seconds=30)
AT_ONCE = 20
KIND = "show_again"


class Absence:
    """Knows since when nobody heard Telegram. `begin` when this process may hear it, `heard` whenever it has,
    `beat` now and then to leave the moment behind for whoever comes next."""

    def __init__(self, world: World, intake: Intake, clock: Clock) -> None:
        self._world = world
        self._intake = intake
        self._clock = clock
        self._name = f"alive:{world.bot.id}"
        self._before: datetime | None = None  # when the process before us heard Telegram last
        self._heard_at: datetime | None = None
        self._heard_running: float | None = None  # the same by this process's own running time
        self.over = asyncio.Event()  # what was missed is known, and queued

    @property
    def is_long(self) -> bool:
        """Whether presses were lost before this process began."""
        return self._before is not None and self._clock() - self._before > PRESS_LIFE

    async def begin(self) -> None:
        """Send the cards that were due and never confirmed. Before the lanes begin, so that whatever waits there
        is older than its card and finds the question that it was about. Where other processes are at work, a
        card waits its turn in the lane."""
        database, now = self._world.database, self._clock()
        self._before = await database.read(lease.last_until, self._name)
        waiting = await database.read(chats.unshown, now - UNSHOWN)
        if self._intake.lanes.shared:
            await self._queue(await database.read(_older, waiting, now - UNDER_WAY), now)
            return
        slots = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(self._show(chat_id, slots) for chat_id in waiting))

    async def _show(self, chat_id: int, slots: asyncio.Semaphore) -> None:
        async with slots:
            try:
                now = self._clock()
                reply = await self._world.database.write(visits.resume, self._world.setting, chat_id, now)
                await carry_out(self._world, chat_id, reply)
            except Exception as error:  # her next message shows the card
                log.error("absence.not_shown", chat=chat_id, error=describe(error))

    async def heard(self) -> None:
        """Telegram has answered, and all that waited there is stored. After a long silence, queue the cards of
        whoever was in the middle: behind what they sent meanwhile, which was about the card that they saw."""
        now, running = self._clock(), asyncio.get_running_loop().time()
        since = self._before if self._heard_running is None else self._heard_at
        silent = (
            now - since
            if self._heard_running is None and since is not None
            else timedelta(seconds=running - (self._heard_running or running))
        )
        if since is not None and silent > PRESS_LIFE:
            log.warning("absence.over", minutes=round(silent / timedelta(minutes=1)))
            active = await self._world.database.read(chats.recently_active, since - MIDDLE)
            await self._queue(active, now)
        is_first = self._heard_at is None
        self._heard_at, self._heard_running = now, running
        if is_first:
            await self.beat(now)
        self.over.set()

    async def beat(self, _now: datetime) -> bool:
        """A step: note when Telegram was heard last; nothing while it never was, or another process hears it."""
        if self._heard_at is not None:
            await self._world.database.write(_note, self._name, self._heard_at)
        return False

    async def listening(self, now: datetime) -> bool:
        """The same step for a webhook, where silence is no sign: who listens is there."""
        self._heard_at, self._heard_running = now, asyncio.get_running_loop().time()
        return await self.beat(now)

    async def _queue(self, chat_ids: Sequence[int], now: datetime) -> None:
        if chat_ids:
            await self._intake.store([_incoming(chat_id, now) for chat_id in dict.fromkeys(chat_ids)])


def is_showing_again(turn: Turn) -> bool:
    """Whether this row is one of ours; Telegram's updates have positive ids."""
    return turn.update_id < 0


async def show_again(world: World, turn: Turn) -> None:
    """Carry out one such row, unless a card was shown since it was queued."""
    wish: Any = turn.body[KIND]
    chat_id, asked = int(wish["chat"]["id"]), datetime.fromisoformat(wish["asked"])
    reply = await turn.write(_present, world.setting, chat_id, asked, world.clock())
    await carry_out(world, chat_id, reply)


def _present(conn: Connection, setting: Setting, chat_id: int, asked: datetime, now: datetime) -> Reply:
    chat = chats.for_chat(conn, chat_id)
    if chat is None or (chat.card_id is not None and chat.shown_at is not None and chat.shown_at >= asked):
        return Reply()
    return visits.resume(conn, setting, chat_id, now)


def _incoming(chat_id: int, now: datetime) -> Incoming:
    wish = {"chat": {"id": chat_id}, "asked": now.isoformat()}
    return Incoming(-1 - secrets.randbits(62), chat_id, json.dumps({KIND: wish}))


def _older(conn: Connection, chat_ids: Sequence[int], than: datetime) -> list[int]:
    found = (chats.for_chat(conn, chat_id) for chat_id in chat_ids)
    return [chat.chat_id for chat in found if chat and chat.shown_at and chat.shown_at < than]


def _note(conn: Connection, name: str, heard_at: datetime) -> None:
    lease.acquire(conn, name, str(os.getpid()), heard_at, heard_at)
