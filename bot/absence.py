"""After an absence: whoever was in the middle is shown her card again, in her lane's turn.

Telegram keeps a button press for 150 seconds only, so presses of a longer outage are gone; and a process that
died may have stored an answer without showing what comes next. A card to be shown again is a row of the inbox
like an update, with a negative id: it waits its turn, and another death only delays it.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection

from bot.clock import Clock
from bot.handlers.showing import carry_out
from bot.handlers.world import World
from bot.intake import Intake
from bot.services import recovering
from bot.services.inviting import read_code
from bot.services.recovering import Loss, Unreplied, Waiting
from bot.services.replies import Reply
from bot.services.setting import Setting
from bot.turn import Turn, chat_of
from storage import chats, inbox, lease
from storage.inbox import Incoming, Row

log = structlog.get_logger(__name__)

PRESS_LIFE = timedelta(seconds=150)  # how long Telegram keeps a press for us
MIDDLE = timedelta(minutes=10)  # who was shown a card this short before an outage was in the middle
UNSHOWN = timedelta(days=1)  # later than that, /lanjut is what people do anyway
BEAT = timedelta(seconds=30)
KIND = "show_again"
ANSWERING = ("photo", "document", "audio", "video", "voice", "location")


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
        """Queue the cards that were due and that Telegram would not take. Before the lanes begin, which find for
        themselves what died with its process: see `show_lost`."""
        database, now = self._world.database, self._clock()
        self._before = await database.read(lease.last_until, self._name)
        waiting = await database.read(chats.unshown, now - UNSHOWN)
        if waiting:
            wishes = [_incoming(chat_id, now) for chat_id in waiting]
            await database.write(inbox.add_batch, self._world.bot.id, wishes, now)

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
    """Carry out one such row, unless a card was shown since it was queued and there is nothing else to say."""
    wish = turn.body[KIND]
    reply = await turn.write(_present, world.setting, wish, world.clock())
    await carry_out(world, int(wish["chat"]["id"]), reply)


def show_lost(conn: Connection, row: Row, now: datetime) -> None:
    """Queue the card of whoever is owed a reply by a process that died; for `Lanes`."""
    unreplied = _unreplied(conn, row)
    loss = recovering.lose(conn, unreplied) if unreplied is not None else None
    if unreplied is not None and loss is not None:
        inbox.add_batch(conn, row.bot_id, [_incoming(unreplied.chat_id, now, loss)], now)


def _present(conn: Connection, setting: Setting, wish: Any, now: datetime) -> Reply:
    chat_id, asked = int(wish["chat"]["id"]), datetime.fromisoformat(wish["asked"])
    loss = Loss(bool(wish.get("unsaved")), wish.get("card"))
    chat = chats.for_chat(conn, chat_id)
    if chat is None:
        return Reply()
    is_shown = chat.card_id is not None and chat.shown_at is not None and chat.shown_at >= asked
    if is_shown and not loss.unsaved:
        return Reply()
    return recovering.show_again(conn, setting, chat_id, now, loss)


def _incoming(chat_id: int, now: datetime, loss: Loss | None = None) -> Incoming:
    wish: dict[str, Any] = {"chat": {"id": chat_id}, "asked": now.isoformat()}
    if loss is not None:
        wish |= {"unsaved": loss.unsaved, "card": loss.card_id}
    return Incoming(-1 - secrets.randbits(62), chat_id, json.dumps({KIND: wish}))


def _unreplied(conn: Connection, row: Row) -> Unreplied | None:
    """What a row of a private chat was; None for whatever no card can have followed."""
    update = json.loads(row.body)
    chat_id = chat_of(update)
    if chat_id is None or chat_id <= 0:
        return None
    unreplied = Unreplied(chat_id, row.received_at)
    if KIND in update:
        return replace(unreplied, unsaved=bool(update[KIND].get("unsaved")))
    if "callback_query" in update:
        return replace(unreplied, tapped=update["callback_query"].get("message", {}).get("message_id"))
    for kind, name in (("message", "sent"), ("edited_message", "edited")):
        if kind in update:
            fields: dict[str, Any] = {name: update[kind]["message_id"]}
            return replace(
                unreplied, gives_answer=_gives_answer(update[kind]), behind=_behind(conn, row), **fields
            )
    return None


def _gives_answer(message: dict[str, Any]) -> bool:
    text = message.get("text")
    if isinstance(text, str):
        return not text.startswith("/") and read_code(text) is None
    return any(kind in message for kind in ANSWERING)


def _behind(conn: Connection, row: Row) -> list[Waiting]:
    """The messages that wait behind this row in its lane."""
    bodies = (json.loads(one.body) for one in inbox.undone(conn, row.bot_id, row.id, lane=row.lane))
    messages = (body["message"] for body in bodies if isinstance(body, dict) and "message" in body)
    return [Waiting(one["message_id"], datetime.fromtimestamp(one["date"], UTC)) for one in messages]


def _note(conn: Connection, name: str, heard_at: datetime) -> None:
    lease.acquire(conn, name, str(os.getpid()), heard_at, heard_at)
