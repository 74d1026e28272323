"""A bot that is killed again and again during a whole walk: what was confirmed is stored, once, and the walk ends."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
from pathlib import Path
from typing import Any

from . import town
from .bots import Bot, Forks
from .scene import Scene
from .walking import Walker

KILLS = 110
MOST_TURNS = 600


class Reaper:
    """Kills the bot at a random moment after an update: so many milliseconds later, or at its next calls."""

    def __init__(self, scene: Scene, forks: Forks, chance: random.Random) -> None:
        self.scene = scene
        self.forks = forks
        self.chance = chance
        self.kills = 0
        self.struck = asyncio.Event()
        self._calls = -1
        scene.on_call = self._called

    async def begin(self) -> None:
        self.bot: Bot = await self.forks.start(self.scene.environment())

    async def strike(self) -> None:
        """One kill and the next start, which may be cut short as well."""
        if self.chance.random() < 0.5:
            await asyncio.sleep(self.chance.uniform(0, 0.06))
        else:
            self.struck.clear()
            self._calls = self.chance.randrange(3)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.struck.wait(), 0.3)
            self._calls = -1
        await self._again()
        while self.chance.random() < 0.3:
            await asyncio.sleep(self.chance.uniform(0, 0.3))
            await self._again()

    async def _again(self) -> None:
        await self.bot.kill()
        self.kills += 1
        await self.begin()

    def _called(self, call: dict[str, Any]) -> None:
        """Telegram has done what the bot asked for; the bot will never hear of it."""
        if self._calls == 0:
            self.bot.strike()
            self.struck.set()
        self._calls -= self._calls >= 0


async def test_a_bot_killed_a_hundred_times_in_a_walk_loses_no_confirmed_answer(
    sqlite_url: str, tmp_path: Path
) -> None:
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    chance = random.Random(seed)
    form = town.small_form()
    numbers = itertools.count(1_000 + chance.randrange(1_000))
    codes = tuple(f"dinas{n}" for n in range(8))
    async with Scene(sqlite_url, tmp_path, clock=True) as scene, Forks(tmp_path) as forks:
        async with asyncio.timeout(300):
            invited = await town.found(scene.database, form, agency_codes=codes)
            sari = scene.person("Sari Handayani", invited.coordinator)
            reaper = Reaper(scene, forks, chance)
            await reaper.begin()
            await scene.rest()
            scene.patience = 0.0  # she does not wait for a reply that a dead bot owes her
            walked: list[str] = []
            while reaper.kills < KILLS:
                code = codes[len(walked)]
                rini = scene.person(f"Rini {code}", invited.representatives[code][0])
                walker = Walker(scene, rini, form.form, chance, numbers)
                await walk(walker, reaper, code)
                check(scene, walker, await town.stored(scene.database, code))
                walked.append(code)
            # a killed process had claimed some alerts: they are due again when its lease is over
            scene.world.clock.advance(121)
            wanted = {f"Dinas {code}" for code in walked}
            await scene.until(lambda: wanted <= told(scene.texts(sari), wanted), "all alerts")
            assert await reaper.bot.terminate() == 0
            assert set(await town.inbox_states(scene.database)) == {"done"}


def told(texts: list[str], wanted: set[str]) -> set[str]:
    """Agencies whose first section, or that all of theirs, was told; news is gathered, a line for each."""
    lines = [line for text in texts for line in text.splitlines()]
    news = ("mengirim Bagian", "sudah lengkap")
    return {name for name in wanted if any(f"{name} {what}" in line for line in lines for what in news)}


async def walk(walker: Walker, reaper: Reaper, code: str) -> None:
    """Until both sections are submitted; killed after most of what she does."""
    scene = walker.scene
    for _ in range(MOST_TURNS):
        walker.act()
        if walker.chance.random() < 0.9:
            await reaper.strike()
        await scene.rest()
        if (await town.stored(scene.database, code)).submitted == 2:
            return
    raise AssertionError(f"the walk does not end: {scene.texts(walker.person)[-3:]}")


def check(scene: Scene, walker: Walker, found: town.Stored) -> None:
    """What she saw confirmed is in the history; what came after it, she gave as well; nothing came twice."""
    assert set(found.values) == {question.path.rpartition("/")[2] for question in walker.form.by_ordinal}
    confirmed = [one for one in scene.confirmed if one.person == walker.person.id]
    assert len({one.question for one in confirmed}) > len(found.values) // 2
    for one in confirmed:
        assert one.value in map(town.in_a_line, found.history[one.question]), one
    last = {one.question: one.value for one in confirmed}
    for question, value in last.items():
        history = [*map(town.in_a_line, found.history[question])]
        later = history[len(history) - history[::-1].index(value) :]
        assert value == history[-1] or later, question
    for question, typed in walker.said.items():
        for value in found.history[question]:
            lines = value.split("\n")  # a text that was sent twice is one answer of two lines
            assert set(lines) <= {as_stored(one) for one in typed}, (question, value)
            assert len(lines) == len(set(lines)), (question, value)
    assert found.most_of_a_message == 1


def as_stored(typed: str) -> str:
    return typed.replace(",", ".") if typed[0].isdigit() else typed
