"""Real processes that are killed, stopped and doubled: no update is lost, and none is applied twice."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import Connection, select, text

from bot.webhook import SECRET_HEADER
from storage.database import Database

from . import toy
from .wire import Wire, message

ROOT = Path(__file__).parents[2]


class Process:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, *arguments: str) -> Process:
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, str(Path(toy.__file__)), *arguments),
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
        )
        assert program.stdout is not None
        while (line := await program.stdout.readline()) != b"ready\n":
            assert line, "the process ended before it was ready"
        return cls(program)

    async def end(self, how: signal.Signals) -> int:
        """Send the signal; the exit code. A process that does not end fails the test."""
        if self._process.returncode is None:
            self._process.send_signal(how)
        try:
            await asyncio.wait_for(self._process.communicate(), 30)
        except TimeoutError:
            self._process.kill()
            await self._process.communicate()
            raise
        assert self._process.returncode is not None
        return self._process.returncode


async def prepare(database: Database) -> None:
    await database.write(lambda conn: toy.seen.metadata.create_all(conn))


@pytest.fixture
async def shared(postgres_database: Database) -> AsyncIterator[Database]:
    """With the toy's own table, which goes away again: tests share PostgreSQL's database."""
    await prepare(postgres_database)
    yield postgres_database
    await postgres_database.write(lambda conn: toy.seen.metadata.drop_all(conn))


async def applied(database: Database) -> list[tuple[int, int]]:
    """(update, lane) in the order in which they were applied."""

    def read(conn: Connection) -> list[tuple[int, int]]:
        rows = conn.execute(select(toy.seen).order_by(toy.seen.c.position))
        return [(row.update_id, row.lane) for row in rows]

    return await database.read(read)


async def until_applied(database: Database, count: int, seconds: float = 40) -> list[tuple[int, int]]:
    async with asyncio.timeout(seconds):
        while len(found := await applied(database)) < count:
            await asyncio.sleep(0.02)
    return found


def assert_once_and_in_order(found: list[tuple[int, int]], updates: range) -> None:
    twice = [update for update, times in Counter(update for update, _ in found).items() if times > 1]
    assert (set(updates) - {update for update, _ in found}, twice) == (set(), [])
    for lane in {lane for _, lane in found}:
        mine = [update for update, other in found if other == lane]
        assert mine == sorted(mine)


async def test_a_killed_bot_loses_nothing_and_applies_nothing_twice(
    sqlite_url: str, sqlite_database: Database, wire: Wire
) -> None:
    await prepare(sqlite_database)
    updates = range(1, 1001)
    await wire.push(message(n, chat=n % 40 + 1) for n in updates)
    for applied_before in (30, 400):
        bot = await Process.start(wire.url, sqlite_url, "0.001")
        await until_applied(sqlite_database, applied_before + random.randrange(40))
        assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
    assert len(await applied(sqlite_database)) < 1000
    bot = await Process.start(wire.url, sqlite_url, "0")
    found = await until_applied(sqlite_database, 1000)
    assert await bot.end(signal.SIGTERM) == 0
    assert_once_and_in_order(found, updates)


async def test_a_stop_ends_in_time_and_the_rest_is_done_by_the_next(
    sqlite_url: str, sqlite_database: Database, wire: Wire
) -> None:
    await prepare(sqlite_database)
    updates = range(1, 301)
    await wire.push([message(1, chat=1, text="stuck"), *(message(n, chat=n) for n in updates[1:])])
    slow = await Process.start(wire.url, sqlite_url, "0.3")
    await until_applied(sqlite_database, 10)
    assert await slow.end(signal.SIGTERM) == 0
    assert len(await applied(sqlite_database)) < 300
    bot = await Process.start(wire.url, sqlite_url, "0")
    found = await until_applied(sqlite_database, 300)
    assert await bot.end(signal.SIGTERM) == 0
    assert_once_and_in_order(found, updates)


@pytest.mark.postgres
async def test_several_processes_over_one_database_keep_each_chats_order(
    postgres_url: str, shared: Database
) -> None:
    ports = [_free_port() for _ in range(2)]
    bots = [await Process.start("-", postgres_url, "0.002", str(port)) for port in ports]
    updates = range(1, 201)
    async with aiohttp.ClientSession(headers={SECRET_HEADER: toy.SECRET}) as http:

        async def deliver(chat: int) -> None:
            """As Telegram: one update of a chat after the other, each to any process, some twice."""
            for update in (n for n in updates if n % 10 == chat - 1):
                for port in random.sample(ports, random.choice((1, 1, 1, 2))):
                    body = json.dumps(message(update, chat=chat))
                    async with http.post(f"http://127.0.0.1:{port}/telegram", data=body) as answer:
                        assert answer.status == 200

        await asyncio.gather(*(deliver(chat) for chat in range(1, 11)))
    found = await until_applied(shared, 200)
    assert_once_and_in_order(found, updates)

    def processes(conn: Connection) -> int:
        return int(conn.execute(text("SELECT count(DISTINCT pid) FROM seen")).scalar_one())

    assert await shared.read(processes) == 2
    assert [await bot.end(signal.SIGTERM) for bot in bots] == [0, 0]


@pytest.mark.postgres
async def test_what_a_killed_process_held_is_done_by_another(postgres_url: str, shared: Database) -> None:
    port = _free_port()
    victim = await Process.start("-", postgres_url, "3600", str(port))
    async with aiohttp.ClientSession(headers={SECRET_HEADER: toy.SECRET}) as http:
        for update in range(1, 21):
            body = json.dumps(message(update, chat=update % 3 + 1))
            async with http.post(f"http://127.0.0.1:{port}/telegram", data=body) as answer:
                assert answer.status == 200
    await victim.end(signal.SIGKILL)
    # a minute passes
    await shared.write(
        lambda conn: conn.execute(text("UPDATE inbox SET leased_until = leased_until - interval '61 s'"))
    )
    heir = await Process.start("-", postgres_url, "0", str(_free_port()))
    assert_once_and_in_order(await until_applied(shared, 20), range(1, 21))
    assert await heir.end(signal.SIGTERM) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
