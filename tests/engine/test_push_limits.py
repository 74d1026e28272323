"""Forty agencies are nudged and told something at once, while Telegram refuses and people have blocked the bot:
everybody reads each message once, in order, and Telegram's limits are kept to the letter."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy import Connection, select
from telegram import Bot

from bot.delivery.dispatcher import BATCH, Dispatcher
from bot.pacing import CHAT_BURST, Pacer, Priority
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.screens.screen import Screen
from bot.sending import Gone
from bot.services import calling, pushes
from bot.transport import AiohttpRequest, Paced
from storage import agencies, deliveries, outbox, people, rounds
from storage.database import connect
from storage.deliveries import ToSend
from storage.migrate import upgrade_database
from storage.models import outbox as table
from tests.services.town import Town, button

from .leaping import LeapingLoop, Timeless, TimelessRequest
from .wire import TOKEN, Wire

REGION = "Kabupaten Kutai Timur"
GROUP = -1_001
SARI, TONO = 9_001, 9_002
SECOND, MINUTE = 30, 20  # messages: to everybody in a second, to a group in a minute


@dataclass
class Telegram(Wire):
    """A server that keeps Telegram's limits itself and notes whoever breaks them."""

    blocked: set[int] = field(default_factory=set)
    busy: dict[int, int] = field(default_factory=dict)  # chat -> how often it answers 429
    arrived_at: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    silent_until: dict[int, float] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["method"] != "sendMessage":
            return await super()._answer(request)
        call = json.loads(await request.read())
        chat, now = int(call["chat_id"]), asyncio.get_running_loop().time()
        self._judge(chat, now)
        if chat in self.blocked:
            return _refused(403, "Forbidden: bot was blocked by the user")
        if self.busy.get(chat):
            self.busy[chat] -= 1
            self.silent_until[chat] = now + 7
            return _refused(429, "Too Many Requests: retry after 7", retry_after=7)
        self.texts[chat].append(call["text"])
        return await super()._answer(request)

    def _judge(self, chat: int, now: float) -> None:
        if now < self.silent_until.get(chat, 0.0):
            self.broken.append(f"{chat} wanted silence")
        self.arrived_at[chat].append(now)
        mine = self.arrived_at[chat]
        if chat > 0:
            for place, earlier in enumerate(mine):
                if len(mine) - place > CHAT_BURST + now - earlier + 1e-6:
                    self.broken.append(f"{chat} got too many at once")
        elif sum(now - at < 60 for at in mine) > MINUTE:
            self.broken.append("the group got too many in a minute")
        everybody = sum(now - at < 1 for times in self.arrived_at.values() for at in times)
        if everybody > SECOND:
            self.broken.append(f"{everybody} in a second")


def _refused(status: int, description: str, **parameters: int) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return web.json_response(body, status=status)


@dataclass
class Play:
    """A town on a database, a server, and the dispatcher between them, on a clock that leaps."""

    loop: LeapingLoop
    server: Telegram
    town: Town
    database: Timeless
    bot: Bot
    start: datetime

    def clock(self) -> datetime:
        return self.start + timedelta(seconds=self.loop.time() - 1_000)

    async def push(self, render: Callable[[Any], Awaitable[Any]] | None = None) -> None:
        """Until nothing is due within the hour."""
        dispatcher = Dispatcher(
            self.database,
            self.bot,
            render or self._render,
            bundle=pushes.bundle,
            on_gone=self._gone,
            clock=self.clock,
        )
        while True:
            more = await dispatcher.step(self.clock())
            if more is True:
                continue
            if not isinstance(more, datetime) or more > self.clock() + timedelta(hours=1):
                return
            await asyncio.sleep(max(0.0, (more - self.clock()).total_seconds()))

    async def _render(self, rows: Any) -> Any:
        return await self.database.read(pushes.render, self.town.setting, rows, self.clock())

    async def _gone(self, row: outbox.Row, gone: Gone) -> None:
        assert gone.unreachable
        await self.database.write(calling.gone, row.chat_id, self.clock())


def play(path: Path, story: Callable[[Play], Awaitable[None]]) -> Telegram:
    """Tell a story on a loop of its own; what the server saw."""

    async def told() -> Telegram:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, LeapingLoop)
        database = Timeless(connect(f"sqlite:///{path / 'pilar.db'}"), loop)
        await loop.real(upgrade_database(database))
        server = Telegram()
        await loop.real(server.start())
        town = Town(database)
        async with AiohttpRequest(read_timeout=600) as wire:
            pacer = Pacer(clock=loop.time)
            request = Paced(TimelessRequest(wire, loop), pacer, Priority.PUSH)
            bot = Bot(TOKEN, base_url=f"{server.url}/bot", request=request)
            await story(Play(loop, server, town, database, bot, town.now))
        await loop.real(server.stop())
        await database.close()
        return server

    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        return runner.run(told())


def settle(conn: Connection, round_id: int, at: datetime) -> None:
    """Three people in each agency, whose chats count from 1."""
    round_ = rounds.get(conn, round_id)
    assert round_ is not None
    for place, (_, agency) in enumerate(agencies.in_round(conn, round_id)):
        for number in range(place * 3 + 1, place * 3 + 4):
            person = people.put(conn, telegram_id=number, name=f"Wakil {number}", language="id", at=at)
            people.add_membership(
                conn,
                person_id=person,
                role="representative",
                region_id=round_.region_id,
                agency_id=agency.id,
                at=at,
            )


def what_became(conn: Connection) -> Counter[tuple[str, str]]:
    """Kind and end -> how many rows."""
    ends = {"sent_at": "sent", "dropped_at": "dropped", "gave_up_at": "gave up"}
    found = conn.execute(select(table)).mappings()
    return Counter(
        (row["kind"], next((end for name, end in ends.items() if row[name] is not None), "waits"))
        for row in found
    )


def test_forty_agencies_are_reached_once_in_order_and_within_the_limits(tmp_path: Path) -> None:
    blocked, busy = {5, 6, 50, 51, 52}, {2: 2, 17: 1, 60: 3, 99: 1}
    ends: Counter[tuple[str, str]] = Counter()

    async def story(play: Play) -> None:
        town = play.town
        round_id = await town.open(REGION, {f"a{n:02}": "dinkes" for n in range(40)})
        await play.database.write(settle, round_id, town.now)
        sari = await town.join(SARI, "Sari", REGION)
        await town.join(TONO, "Tono", REGION)
        town.now += timedelta(hours=1)
        play.start = town.now
        play.server.blocked |= blocked
        play.server.busy |= busy
        asked = await town.press(sari, Press(Verb.NUDGE, form=1))
        preview = await town.press(sari, button(asked, "Yang belum lengkap"))
        await town.press(sari, button(preview, "Ya, kirim"), tapped=70)
        words = await town.command(sari, Action.ANNOUNCE, "Rapat koordinasi Senin pukul 09.00.")
        preview = await town.press(sari, button(words, "Semua perwakilan"))
        await town.press(sari, button(preview, "Ya, kirim"), tapped=80)
        await play.push()
        ends.update(await play.database.read(what_became))

    server = play(tmp_path, story)

    assert server.broken == []
    for chat in range(1, 121):
        read = ["Rapat" if text.startswith("Rapat") else "nudge" for text in server.texts[chat]]
        assert read == ([] if chat in blocked else ["nudge", "Rapat"]), chat
    assert ends["nudge", "sent"] == ends["announced", "sent"] == 120 - len(blocked)
    assert ends["nudge", "gave up"] + ends["announced", "gave up"] == 2 * len(blocked)
    for coordinator in (SARI, TONO):
        told = [text for text in server.texts[coordinator] if "tidak dapat kami hubungi lagi" in text]
        assert len(told) == len(blocked), "each of them is told of once"
    assert [text for text in server.texts[SARI] if "Laporan pengiriman" in text and "115 terkirim" in text]
    assert not [end for end in ends if end[1] == "waits"]


async def plain(rows: Any) -> Screen:
    return Screen(rows[0].dedupe_key)


def test_a_group_keeps_its_order_and_its_twenty_a_minute_while_telegram_refuses(tmp_path: Path) -> None:
    many = BATCH + 10

    async def story(play: Play) -> None:
        play.server.busy[GROUP] = 3
        rows = [ToSend(f"row:{number:03}", GROUP, {}) for number in range(many)]
        await play.database.write(deliveries.queue, "news", rows, due_at=play.start, at=play.start)
        await play.push(plain)

    server = play(tmp_path, story)

    assert server.broken == []
    assert server.texts[GROUP] == [f"row:{number:03}" for number in range(many)]


def test_a_chat_that_telegram_silences_holds_up_nobody(tmp_path: Path) -> None:
    """The others are done before the silent chat is tried again."""
    times: dict[int, float] = {}

    async def story(play: Play) -> None:
        play.server.busy[1] = 1
        rows = [ToSend(f"row:{chat:03}", chat, {}) for chat in range(1, 61)]
        await play.database.write(deliveries.queue, "news", rows, due_at=play.start, at=play.start)
        await play.push(plain)
        times.update({chat: at[-1] for chat, at in play.server.arrived_at.items()})

    server = play(tmp_path, story)

    assert server.broken == []
    assert max(at for chat, at in times.items() if chat != 1) < times[1]


def test_the_judge_would_notice_a_bot_that_is_too_fast(tmp_path: Path) -> None:
    async def story(play: Play) -> None:
        request = Paced(
            TimelessRequest(play.bot.request._inner._inner, play.loop),  # type: ignore[attr-defined]
            Pacer(0, 0, clock=play.loop.time),
            Priority.PUSH,
        )
        play.bot = Bot(TOKEN, base_url=f"{play.server.url}/bot", request=request)
        rows = [ToSend(f"row:{chat:03}:{n}", chat, {}) for chat in (GROUP, 1, 2, 3) for n in range(25)]
        await play.database.write(deliveries.queue, "news", rows, due_at=play.start, at=play.start)
        await play.push(plain)

    found = " ".join(play(tmp_path, story).broken)

    assert "in a second" in found and "too many at once" in found and "in a minute" in found
