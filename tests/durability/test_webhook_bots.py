"""Updates by webhook: one process over SQLite, two over one PostgreSQL; fifty people at once, and a kill between."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import Connection, func, select, update

from playground import people
from storage.models import inbox

from . import town
from .bots import Bot, Forks
from .scene import Scene

SECRET = "s3cret-of-the-webhook"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
PEOPLE = 50
QUESTIONS = 4
LINES = 10
UNSEEN = "belum sempat terlihat"
UNSAVED = "pesan terakhir belum kami catat"  # said of a card that was not seen, and after a crash


class Balancer:
    """As a proxy in front of several processes: each update goes to the next that takes it, 502 if none does."""

    def __init__(self) -> None:
        self.ports: list[int] = []
        self._turn = itertools.count()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_post("/telegram", self._pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with aiohttp.ClientSession() as self._http:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
            await runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body, headers = await request.read(), {HEADER: request.headers.get(HEADER, "")}
        first = next(self._turn)
        for n in range(len(self.ports)):
            port = self.ports[(first + n) % len(self.ports)]
            try:
                url = f"http://127.0.0.1:{port}/telegram"
                async with self._http.post(url, data=body, headers=headers) as answer:
                    return web.Response(status=answer.status)
            except aiohttp.ClientError:
                continue
        return web.Response(status=502)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def waiting(scene: Scene) -> int:
    def work(conn: Connection) -> int:
        return int(
            conn.execute(select(func.count()).where(inbox.c.state.in_(("new", "applied")))).scalar_one()
        )

    return await scene.database.read(work)


async def left_behind(scene: Scene) -> list[int]:
    """Rows that a dead process had leased: what is left when the other has done all that it can."""

    def leased(conn: Connection) -> list[int]:
        held = select(inbox.c.id).where(inbox.c.leased_until.is_not(None)).order_by(inbox.c.id)
        return list(conn.scalars(held))

    found, since = await scene.database.read(leased), 0
    async with asyncio.timeout(90):
        while since < 40 or scene.account.calls_under_way:
            await asyncio.sleep(0.05)
            now = await scene.database.read(leased)
            found, since = now, since + 1 if now == found else 0
    return found


def until_over(conn: Connection, rows: list[int]) -> None:
    conn.execute(update(inbox).values(leased_until=None).where(inbox.c.id.in_(rows)))


async def until_quiet(scene: Scene) -> None:
    """Until every update is stored and handled."""
    async with asyncio.timeout(90):
        while scene.account.updates.pending() or await waiting(scene) or scene.account.calls_under_way:
            await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def bots(scene: Scene, folder: Path, count: int) -> AsyncIterator[tuple[Balancer, Forks, list[Bot]]]:
    balancer = Balancer()
    async with Forks(folder) as forks, balancer.running() as address:
        started = []
        for _ in range(count):
            port = free_port()
            started.append(await start(scene, forks, address, port))
            balancer.ports.append(port)
        await scene.until(lambda: scene.account.webhook is not None, "the webhook")
        yield balancer, forks, started


async def start(scene: Scene, forks: Forks, address: str, port: int) -> Bot:
    webhook = {"WEBHOOK_URL": address, "WEBHOOK_SECRET": SECRET, "LISTEN_PORT": str(port)}
    return await forks.start(scene.environment(**webhook))


async def walk(scene: Scene, token: str, name: str) -> None:
    """One person answers her questions, each after its card has come; again, if she was told that nobody knew
    whether she had seen it: with two processes she may be faster than the note that the card was sent."""
    person = scene.person(name, token)
    await scene.until(lambda: scene.texts(person), f"{name} is welcomed", 60)
    people.say(scene.account, person, "/lanjut")
    for number in range(QUESTIONS):
        asked = f"Butir {number:02}"

        def is_asked(asked: str = asked) -> bool:
            return asked in scene.texts(person)[-1]

        await scene.until(is_asked, f"{name}: {asked}", 60)
        told, saved = -1, f"✓ Butir {number:02}"
        while told < (told := sum(UNSEEN in text for text in scene.shown[person.id])):
            people.say(scene.account, person, f"{name} {number}")

            def met(saved: str = saved, told: int = told) -> bool:
                shown = scene.shown[person.id]
                return any(saved in text for text in shown) or sum(UNSEEN in text for text in shown) > told

            await scene.until(met, f"{name}: {saved}", 60)


async def test_fifty_people_answer_at_once_and_every_answer_is_there_once(
    database_url: str, tmp_path: Path
) -> None:
    count = 2 if database_url.startswith("postgresql") else 1
    codes = tuple(f"dinas{n:02}" for n in range(PEOPLE))
    async with Scene(database_url, tmp_path) as scene:
        loaded = town.small_form(QUESTIONS, 1, ("text",))
        invited = await town.found(scene.database, loaded, agency_codes=codes)
        async with bots(scene, tmp_path, count) as (_balancer, _forks, started):
            await asyncio.gather(*(walk(scene, invited.representatives[code][0], code) for code in codes))
            await until_quiet(scene)
            for code in codes:
                found = await town.stored(scene.database, code)
                assert found.history == {f"q{n:02}": [f"{code} {n}"] for n in range(QUESTIONS)}
            assert [await bot.terminate() for bot in started] == [0] * count
            assert set(await town.inbox_states(scene.database)) == {"done"}


@pytest.mark.postgres
async def test_a_process_killed_among_fifty_people_loses_nothing_and_keeps_their_order(
    postgres_url: str, tmp_path: Path
) -> None:
    """Everybody sends ten lines at once. What a dead process had leased is done by the other, in order."""
    chance = random.Random(random.randrange(1_000_000))
    codes = tuple(f"dinas{n:02}" for n in range(PEOPLE))
    async with Scene(postgres_url, tmp_path) as scene:
        invited = await town.found(scene.database, town.small_form(2, 1, ("text",)), agency_codes=codes)
        async with bots(scene, tmp_path, 2) as (balancer, _forks, started):
            them = [scene.person(code, invited.representatives[code][0]) for code in codes]
            await until_quiet(scene)
            for one in them:
                people.say(scene.account, one, "/lanjut")
            await until_quiet(scene)
            for number in range(LINES):
                for one in them:
                    people.say(scene.account, one, f"baris {number}")
            await asyncio.sleep(chance.uniform(0.1, 0.5))
            await started[0].kill()
            del balancer.ports[0]
            await scene.until(lambda: not scene.account.updates.pending(), "all taken", 60)
            await scene.database.write(until_over, await left_behind(scene))  # a minute passes
            await until_quiet(scene)
            asked_again = 0
            for code in codes:
                found = await town.stored(scene.database, code)
                lines = [
                    int(line.split()[1]) for value in found.values.values() for line in value.split("\n")
                ]
                assert lines == sorted(set(lines)), code
                assert found.most_of_a_message == 1
                # whoever's card was under way at the kill is asked to send that line again
                again = sum(UNSAVED in text for text in scene.shown[them[codes.index(code)].id])
                assert len(lines) + again >= LINES, (code, lines)
                asked_again += again
            assert asked_again < PEOPLE
            assert await started[1].terminate() == 0
            assert set(await town.inbox_states(scene.database)) == {"done"}


async def test_a_wrong_secret_is_turned_away(sqlite_url: str, tmp_path: Path) -> None:
    async with Scene(sqlite_url, tmp_path) as scene:
        await town.found(scene.database, town.small_form(2, 1))
        async with bots(scene, tmp_path, 1) as (balancer, _forks, started), aiohttp.ClientSession() as http:
            url = f"http://127.0.0.1:{balancer.ports[0]}/telegram"
            update_ = {"update_id": 1, "message": {"chat": {"id": 5}, "text": "x"}}
            for headers in ({}, {HEADER: "wrong"}, {HEADER: SECRET + "x"}, {HEADER: "\udcff"}):
                try:
                    async with http.post(url, json=update_, headers=headers) as answer:
                        assert answer.status in (400, 403)
                except ValueError:  # cannot even be sent
                    continue
            assert await waiting(scene) == 0
            assert await town.inbox_states(scene.database) == {}
            async with http.post(url, json=update_, headers={HEADER: SECRET}) as answer:
                assert answer.status == 200
            assert await started[0].terminate() == 0
