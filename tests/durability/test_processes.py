"""The whole bot as processes: killed over a thousand waiting updates, asked to stop, and started twice."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from playground import people
from playground.chats import Person
from playground.faults import Kind
from playground.refusals import Refusal

from . import town
from .bots import ROOT, Bot, Forks
from .scene import Scene

TEXTS = ("text",)


async def welcomed(scene: Scene, forks: Forks, codes: tuple[str, ...]) -> tuple[Bot, dict[str, Person]]:
    """A bot, and somebody of each agency who looks at her first question."""
    invited = await town.found(scene.database, town.small_form(3, 1, TEXTS), agency_codes=codes)
    bot = await forks.start(scene.environment())
    them = {code: scene.person(f"PIC {code}", invited.representatives[code][0]) for code in codes}
    await scene.rest()
    for one in them.values():
        people.say(scene.account, one, "/lanjut")
    await scene.rest()
    for one in them.values():
        assert "Butir 00" in scene.texts(one)[-1], scene.texts(one)
    return bot, them


def count(scene: Scene, state: str) -> int:
    with sqlite3.connect(f"file:{scene.file}?mode=ro", uri=True) as connection:
        (found,) = connection.execute("SELECT count(*) FROM inbox WHERE state = ?", (state,)).fetchone()
    connection.close()
    return int(found)


async def until_done(scene: Scene, wanted: int) -> None:
    await scene.until(lambda: count(scene, "done") >= wanted, f"{wanted} of them", 60)


async def test_a_thousand_waiting_updates_survive_kills_each_once_and_in_order(
    sqlite_url: str, tmp_path: Path
) -> None:
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    chance = random.Random(seed)
    codes = tuple(f"dinas{n}" for n in range(25))
    async with Scene(sqlite_url, tmp_path) as scene, Forks(tmp_path) as forks:
        bot, them = await welcomed(scene, forks, codes)
        await bot.kill()
        before = count(scene, "done")
        for number in range(40):
            for one in them.values():
                people.say(scene.account, one, f"baris {number}")
        for share in (0.1, 0.3, 0.6):
            bot = await forks.start(scene.environment())
            wanted = before + int(1_000 * share) + chance.randrange(80)
            await until_done(scene, wanted)
            await bot.kill()
        assert count(scene, "done") < before + 1_000
        bot = await forks.start(scene.environment())
        await scene.until(lambda: not scene.account.updates.pending(), "all taken", 60)
        await scene.rest(60)
        for code in codes:
            found = await town.stored(scene.database, code)
            assert found.values == {"q00": "\n".join(f"baris {number}" for number in range(40))}, code
            assert len(found.history["q00"]) == 40
            assert found.most_of_a_message == 1
        assert await bot.terminate() == 0


@pytest.mark.parametrize("silent", [False, True])
async def test_a_stop_in_the_middle_of_work_ends_in_ten_seconds(
    sqlite_url: str, tmp_path: Path, silent: bool
) -> None:
    """Also when Telegram answers nothing any more."""
    codes = ("dinkes", "disdik", "dpupr")
    async with Scene(sqlite_url, tmp_path) as scene, Forks(tmp_path) as forks:
        bot, them = await welcomed(scene, forks, codes)
        if silent:
            for method in ("sendMessage", "editMessageText", "answerCallbackQuery", "deleteMessage"):
                scene.world.faults.order(Kind.LOST_CALL, method=method, times=0, seconds=60)
        for number in range(20):
            for one in them.values():
                people.say(scene.account, one, f"baris {number}")
        await scene.until(lambda: scene.account.calls_under_way or count(scene, "new"), "work under way")
        assert await bot.terminate(10) == 0
        scene.world.faults.remove()
        bot = await forks.start(scene.environment())
        await scene.rest(60)
        for code in codes:
            found = await town.stored(scene.database, code)
            assert found.values["q00"].startswith("baris 0")
            assert found.most_of_a_message == 1
        assert await bot.terminate() == 0


async def test_of_two_processes_on_one_file_one_polls_and_the_other_takes_over(
    sqlite_url: str, tmp_path: Path
) -> None:
    codes = ("dinkes",)
    async with Scene(sqlite_url, tmp_path) as scene, Forks(tmp_path) as forks:
        first, them = await welcomed(scene, forks, codes)
        rini = them["dinkes"]
        second = await forks.start(scene.environment())
        await scene.until(lambda: forks.log.read_text().count("app.started") == 2, "the second to stand by")
        shown = list(scene.shown[rini.id])
        people.say(scene.account, rini, "satu")
        await scene.rest()
        assert holder(scene) == first.pid
        assert len(scene.shown[rini.id]) == len(shown) + 2, "the card and its receipt, each once"
        # of a reply that nobody noted, the next process cannot know that she saw it: test_lost_replies
        await scene.until(lambda: count(scene, "applied") == 0, "the reply to be noted")
        await first.kill()
        people.say(scene.account, rini, "dua")
        await scene.until(lambda: "✓ Butir 01" in "".join(scene.texts(rini)), "the second to answer")
        await scene.rest()
        assert holder(scene) == second.pid
        assert (await town.stored(scene.database)).values == {"q00": "satu", "q01": "dua"}
        assert not any("Conflict" in str(call["error"]) for call in scene.world.calls)
        assert await second.terminate() == 0


def holder(scene: Scene) -> int:
    with sqlite3.connect(f"file:{scene.file}?mode=ro", uri=True) as connection:
        (name,) = connection.execute("SELECT holder FROM lease WHERE name LIKE 'polling:%'").fetchone()
    connection.close()
    return int(name.split("/")[1])


async def test_a_second_poller_of_the_same_token_is_borne(sqlite_url: str, tmp_path: Path) -> None:
    """Somebody else polls with our token for a while: Telegram answers 409, and nothing is lost after it."""
    async with Scene(sqlite_url, tmp_path) as scene, Forks(tmp_path) as forks:
        bot, them = await welcomed(scene, forks, ("dinkes",))
        for _ in range(3):
            with contextlib.suppress(Refusal):  # the bot's next poll ends this one as well
                await scene.account.updates.poll(0, 1, 0.2)
        people.say(scene.account, them["dinkes"], "satu")
        await scene.until(lambda: "✓ Butir 00" in "".join(scene.texts(them["dinkes"])), "an answer")
        await scene.rest()
        assert (await town.stored(scene.database)).values == {"q00": "satu"}
        assert await bot.terminate() == 0


async def test_the_command_itself_starts_and_stops(sqlite_url: str, tmp_path: Path) -> None:
    """`python -m bot run`, as a service manager calls it."""
    async with Scene(sqlite_url, tmp_path) as scene:
        invited = await town.found(scene.database, town.small_form(3, 1, TEXTS))
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env={**os.environ, **scene.environment(), "PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            rini = scene.person("Rini Wulandari", invited.representatives["dinkes"][0])
            await scene.until(lambda: scene.texts(rini), "the welcome", 60)
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), 10) == 0
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
