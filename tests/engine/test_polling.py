"""Polling that never ends silently, confirms nothing that is not stored, and is done by one process only."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from bot.intake import ALLOWED_UPDATES, IDLE, Intake, Poller, is_gone, lane_of, read_incoming, this_process
from bot.lanes import Lanes
from bot.transport import AiohttpRequest
from bot.turn import Turn
from storage import lease
from storage.database import Database
from storage.models import inbox as table
from storage.unavailable import StorageUnavailable

from .wire import BOT_ID, TOKEN, Fault, Wire, message, press, refuse

NOW = datetime(2024, 5, 27, 8, tzinfo=UTC)


class Bot:
    """A poller with its intake and lanes, whose handler replies nothing and remembers what it saw."""

    def __init__(self, database: Database, wire: Wire, request: AiohttpRequest, **options: Any) -> None:
        self.seen: list[int] = []
        self.lanes = Lanes(database, self._handle, bot_id=BOT_ID, first_pause=0.001)
        url = f"{wire.url}/bot{TOKEN}/getUpdates"
        options = {"first_pause": 0.001, "poll_seconds": 0, **options}
        self.poller = Poller(Intake(database, self.lanes, BOT_ID), request, url, **options)
        self._arrived = asyncio.Event()

    async def _handle(self, turn: Turn) -> None:
        self.seen.append(turn.update_id)
        self._arrived.set()

    async def until(self, *updates: int) -> None:
        async with asyncio.timeout(10):
            while not set(updates) <= set(self.seen):
                self._arrived.clear()
                await self._arrived.wait()

    async def stop(self) -> None:
        await self.poller.stop()
        await self.lanes.stop()
        await self.poller.leave()


@pytest.fixture
async def start(wire: Wire, request_: AiohttpRequest) -> AsyncIterator[Callable[..., Bot]]:
    started: list[Bot] = []

    def begin(database: Database, **options: Any) -> Bot:
        bot = Bot(database, wire, request_, **options)
        bot.poller.start()
        started.append(bot)
        return bot

    yield begin
    for bot in started:
        await bot.stop()


async def stored(database: Database) -> list[int]:
    def read(conn: Connection) -> list[int]:
        return list(conn.execute(select(table.c.update_id).order_by(table.c.id)).scalars())

    return await database.read(read)


async def test_updates_are_stored_before_they_are_confirmed(
    database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    await wire.push(message(n, chat=n) for n in range(1, 251))
    bot = start(database)
    await bot.until(*range(1, 251))
    offsets = [call.fields.get("offset") for call in wire.sent("getUpdates")]
    assert offsets[:4] == [None, "101", "201", "251"]
    assert json.loads(wire.calls[0].fields["allowed_updates"]) == list(ALLOWED_UPDATES)
    assert len(bot.seen) == 250


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(refuse(404, "Not Found"), id="404"),
        pytest.param(refuse(401, "Unauthorized"), id="401"),
        pytest.param(refuse(409, "Conflict: terminated by other getUpdates request"), id="409"),
        pytest.param(refuse(429, "Too Many Requests", retry_after=0), id="429"),
        pytest.param(refuse(500, "Internal Server Error"), id="500"),
        pytest.param(Fault(502, b"<html>"), id="502 html"),
        pytest.param(Fault(200, b""), id="empty"),
        pytest.param(Fault(200, b'{"ok": true}'), id="no result"),
        pytest.param(Fault(200, b'{"ok": false, "description": "?"}'), id="not ok"),
        pytest.param(Fault(200, b'{"ok": true, "result": {"update_id": 1}}'), id="no list"),
        pytest.param(Fault(200, b'{"ok": true, "result": [1, null, {}, {"update_id": "x"}]}'), id="nonsense"),
        pytest.param(
            Fault(200, b'{"ok": true, "result": [{"update_id": 99999999999999999999}]}'), id="huge id"
        ),
        pytest.param(Fault(200, b"[" * 50_000), id="deep"),
        pytest.param(Fault(200, b"\xff\xfe\x00"), id="bytes"),
        pytest.param(Fault(drop=True), id="connection cut"),
    ],
)
async def test_polling_goes_on_after_any_answer(
    fault: Fault, sqlite_database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    wire.fail("getUpdates", fault, fault, fault)
    await wire.push([message(1), message(2)])
    bot = start(sqlite_database)
    await bot.until(1, 2)
    assert bot.seen == [1, 2]
    assert not wire.faults["getUpdates"]


async def test_polling_goes_on_after_an_answer_that_never_came(
    sqlite_database: Database, wire: Wire, start: Callable[..., Bot], monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.fail("getUpdates", Fault(hang=True))
    await wire.push([message(1)])
    bot = start(sqlite_database, poll_seconds=-4.9)  # waits 5 seconds longer than the poll
    await bot.until(1)


async def test_polling_goes_on_after_the_server_was_away(
    sqlite_database: Database, wire: Wire, request_: AiohttpRequest
) -> None:
    bot = Bot(sqlite_database, wire, request_)
    away, bot.poller._url = bot.poller._url, "http://127.0.0.1:9/bot7:x/getUpdates"
    bot.poller.start()
    while bot.poller.failures < 3:
        await asyncio.sleep(0.001)
    bot.poller._url = away
    await wire.push([message(1)])
    await bot.until(1)
    await bot.stop()


async def test_a_429_is_waited_out(
    sqlite_database: Database, wire: Wire, start: Callable[..., Bot], monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    sleep = asyncio.sleep

    async def short(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(0)

    monkeypatch.setattr("bot.intake.asyncio.sleep", short)
    wire.fail("getUpdates", refuse(429, "Too Many Requests", retry_after=17))
    await wire.push([message(1)])
    await start(sqlite_database).until(1)
    assert pauses == [17]


async def test_a_webhook_left_over_is_deleted(
    sqlite_database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    wire.fail("getUpdates", refuse(409, "Conflict: can't use getUpdates method while webhook is active"))
    await wire.push([message(1)])
    await start(sqlite_database).until(1)
    assert len(wire.sent("deleteWebhook")) == 1


async def test_a_poisoned_update_does_not_hold_up_its_batch(
    sqlite_database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    poison: list[Any] = [
        {"update_id": 2, "message": "not a message"},
        {"update_id": 3},
        {"update_id": 4, "callback_query": {"from": None, "message": {"chat": {"id": 2**70}}}},
        {"update_id": 5, "message": {"chat": {"id": 1}, "text": "\ud800 \u0000"}},
        "not an update",
        {"no": "id"},
    ]
    await wire.push([message(1), *poison, message(6)])
    bot = start(sqlite_database)
    await bot.until(1, 2, 3, 4, 5, 6)
    assert await stored(sqlite_database) == [1, 2, 3, 4, 5, 6]


async def test_a_poisoned_update_is_stored_by_postgresql_too(
    postgres_database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    await wire.push([{"update_id": 5, "message": {"chat": {"id": 1}, "text": "\ud800 \u0000"}}, message(6)])
    await start(postgres_database).until(5, 6)


async def test_ids_that_jump_down_after_an_idle_week_are_followed(
    sqlite_database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    await wire.push([message(900_000_001), message(900_000_002)])
    bot = start(sqlite_database)
    await bot.until(900_000_002)
    await wire.push([message(5_000), message(5_001)])
    await bot.until(5_001)
    await wire.push([message(5_002)])
    await bot.until(5_002)
    await wire.until(len(wire.sent("getUpdates")) + 2, "getUpdates")
    assert wire.sent("getUpdates")[-1].fields["offset"] == "5003"
    assert bot.seen == [900_000_001, 900_000_002, 5_000, 5_001, 5_002]


async def test_after_an_idle_day_the_server_is_asked_without_an_offset(
    sqlite_database: Database, wire: Wire, request_: AiohttpRequest
) -> None:
    now = NOW
    bot = Bot(sqlite_database, wire, request_, clock=lambda: now)
    await wire.push([message(9)])
    await bot.poller.step()
    await bot.poller.step()
    now += IDLE + timedelta(hours=1)
    await bot.poller.step()
    offsets = [call.fields.get("offset") for call in wire.sent("getUpdates")]
    assert offsets == [None, "10", None]
    await bot.stop()


async def test_an_update_that_comes_again_is_handled_once(
    database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    await wire.push([message(1), message(2)])
    bot = start(database)
    await bot.until(1, 2)
    wire.fail("getUpdates", Fault(body=json.dumps({"ok": True, "result": [message(1), message(2)]}).encode()))
    await wire.until(len(wire.sent("getUpdates")) + 2, "getUpdates")
    await wire.push([message(3)])
    await bot.until(3)
    assert bot.seen == [1, 2, 3]


async def test_nothing_is_confirmed_while_the_database_fails(
    sqlite_database: Database, wire: Wire, start: Callable[..., Bot], monkeypatch: pytest.MonkeyPatch
) -> None:
    write, failing = sqlite_database.write, 3

    async def sick(work: Any, /, *args: Any) -> Any:
        nonlocal failing
        if work.__name__ == "add_batch" and failing:
            failing -= 1
            raise StorageUnavailable("full")
        return await write(work, *args)

    monkeypatch.setattr(sqlite_database, "write", sick)
    await wire.push([message(1)])
    bot = start(sqlite_database)
    await bot.until(1)
    assert [call.fields.get("offset") for call in wire.sent("getUpdates")][:4] == [None] * 4
    assert bot.seen == [1]


async def test_a_locked_file_is_waited_out(
    sqlite_url: str,
    sqlite_database: Database,
    wire: Wire,
    start: Callable[..., Bot],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sqlite3

    await sqlite_database.write(lambda conn: conn.execute(text("PRAGMA busy_timeout = 10")))
    holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    await wire.push([message(1)])
    bot = start(sqlite_database)
    while bot.poller.failures < 2:
        await asyncio.sleep(0.005)
    holder.execute("COMMIT")
    holder.close()
    await bot.until(1)


async def test_a_second_poller_waits_until_the_first_gives_the_role_back(
    database: Database, wire: Wire, start: Callable[..., Bot]
) -> None:
    first = start(database, holder="first")
    await wire.push([message(1)])
    await first.until(1)
    second = start(database, holder="second")
    await wire.push([message(2)])
    await first.until(2)
    assert not second.poller.is_polling
    await first.stop()
    await wire.push([message(3)])
    await second.until(3)
    assert (first.seen, second.seen) == ([1, 2], [3])


async def test_the_role_of_a_poller_that_died_is_taken_when_it_runs_out(database: Database) -> None:
    until = NOW + timedelta(seconds=30)

    async def take(holder: str, now: datetime, **options: Any) -> bool:
        return await database.write(lease.acquire, "polling", holder, now, now + (until - NOW), **options)

    assert await take("first", NOW)
    assert await take("first", NOW + timedelta(seconds=10))  # renewed
    assert not await take("second", NOW + timedelta(seconds=30))
    assert await take("second", NOW + timedelta(seconds=40))
    assert not await take("first", NOW + timedelta(seconds=41))
    assert await take("third", NOW + timedelta(seconds=41), is_gone=lambda holder: holder == "second")
    await database.write(lease.give_back, "polling", "first")  # not its own any more
    assert await database.read(lease.holder_of, "polling", NOW + timedelta(seconds=42)) == "third"
    assert await database.read(lease.holder_of, "polling", NOW + timedelta(days=1)) is None


async def test_a_poller_that_lost_the_role_leaves_the_waiting_rows_to_the_other(
    sqlite_database: Database, wire: Wire, request_: AiohttpRequest
) -> None:
    now = NOW
    first = Bot(sqlite_database, wire, request_, holder="first", clock=lambda: now)
    second = Bot(sqlite_database, wire, request_, holder="second", clock=lambda: now)
    await first.poller.step()
    now += timedelta(seconds=31)
    await second.poller.step()
    await first.poller.step()
    assert (first.poller.is_polling, second.poller.is_polling) == (False, True)
    for bot in (first, second):
        await bot.stop()


@pytest.mark.parametrize(
    ("holder", "gone"),
    [
        (this_process(), False),
        (this_process().rsplit("/", 1)[0] + "/before", True),  # the same container, started again
        (this_process().split("/")[0] + "/4194999/abc", True),
        (this_process().split("/")[0] + "/1/abc", False),
        ("another-host/4194999/abc", False),
        ("nonsense", False),
        ("", False),
    ],
    ids=["this", "before", "ended", "running", "elsewhere", "nonsense", "empty"],
)
def test_only_a_process_of_this_machine_is_known_to_be_gone(holder: str, gone: bool) -> None:
    assert is_gone(holder) is gone


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        (message(1, chat=12), 12),
        (message(1, chat=-100), -100),
        (press(1, chat=12, person=12), 12),
        (press(1, chat=-100, person=12), 12),
        ({"update_id": 1, "callback_query": {"from": {"id": 12}}}, 12),  # of an inline message
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 12}, "from": {"id": 3}}}, 12),
        ({"update_id": 1}, 0),
        ({"update_id": 1, "message": None}, 0),
        ({"update_id": 1, "message": {"chat": {"id": "x"}}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": 2**63}}}, 0),
    ],
)
def test_a_lane_is_the_chat_or_who_pressed_in_a_group(update: dict[str, Any], lane: int) -> None:
    assert lane_of(update) == lane


@pytest.mark.parametrize(
    "update", [None, 1, "x", [], {}, {"update_id": None}, {"update_id": True}, {"update_id": -1}]
)
def test_what_has_no_id_cannot_be_stored(update: object) -> None:
    assert read_incoming(update) is None
