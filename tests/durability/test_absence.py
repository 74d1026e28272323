"""Nobody was there for a while: whoever was in the middle is shown her card again, and nobody else."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot import absence
from playground.faults import Kind
from storage import chats

from . import town
from .bots import Bot, Forks
from .conftest import Begin, Stage
from .scene import Scene


@asynccontextmanager
async def stage_of(url: str, folder: Path) -> AsyncIterator[tuple[Stage, Forks, Bot]]:
    """A bot of its own process that is at the choice of the third question."""
    async with Scene(url, folder, clock=True) as scene, Forks(folder) as forks:
        invited = await town.found(scene.database, town.small_form(6, 1), people=2)
        stage = Stage(scene, None, None, invited)  # type: ignore[arg-type]
        bot = await forks.start(scene.environment())
        stage.rini = scene.person("Rini Wulandari", invited.representatives["dinkes"][0])
        await scene.rest()
        stage.tap("Mulai")
        await scene.rest()
        await stage.answered("41", "teks")
        await scene.noted()
        yield stage, forks, bot


async def test_a_press_lost_in_a_long_outage_costs_one_tap(sqlite_url: str, tmp_path: Path) -> None:
    async with stage_of(sqlite_url, tmp_path) as (stage, forks, bot):
        agus = stage.scene.person("Agus Salim", stage.invited.representatives["dinkes"][1])
        await stage.scene.noted()
        hour_ago = stage.scene.world.clock.now() - timedelta(hours=1)
        await stage.scene.database.write(lambda conn: chats.put(conn, agus.id, shown_at=hour_ago))
        before = len(stage.scene.shown[agus.id])
        await bot.kill()
        stage.tap("Pilihan 2")
        stage.scene.world.clock.advance(151)
        assert not stage.scene.account.updates.pending()  # Telegram has forgotten the press
        shown = len(stage.scene.shown[stage.rini.id])
        bot = await forks.start(stage.scene.environment())
        await stage.scene.until(lambda: len(stage.scene.shown[stage.rini.id]) > shown, "the card again")
        await stage.scene.rest()
        assert "Butir 02" in stage.last()
        assert len(stage.scene.shown[agus.id]) == before
        stage.tap("Pilihan 2")
        await stage.scene.rest()
        assert (await stage.stored()).values["q02"] == "c2"
        assert await bot.terminate() == 0


@pytest.mark.parametrize("seconds", [0, 60])
async def test_after_a_short_absence_in_which_nothing_was_lost_nothing_is_shown_again(
    sqlite_url: str, tmp_path: Path, seconds: int
) -> None:
    async with stage_of(sqlite_url, tmp_path) as (stage, forks, bot):
        shown, before = list(stage.scene.shown[stage.rini.id]), heard_at(stage.scene)
        await bot.kill()
        stage.scene.world.clock.advance(seconds)
        bot = await forks.start(stage.scene.environment())
        await stage.scene.until(lambda: heard_at(stage.scene) > before, "the new bot hearing Telegram")
        await stage.scene.rest()
        assert stage.scene.shown[stage.rini.id] == shown
        stage.tap("Pilihan 3")
        await stage.scene.rest()
        assert (await stage.stored()).values["q02"] == "c3"
        assert await bot.terminate() == 0


async def test_what_she_typed_while_nobody_was_there_answers_the_question_that_she_saw(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with stage_of(sqlite_url, tmp_path) as (stage, forks, bot):
        await bot.kill()
        stage.say("Pilihan 3")
        stage.scene.world.clock.advance(3_600)
        bot = await forks.start(stage.scene.environment())
        await stage.scene.until(lambda: "Butir 03" in stage.last(), "the next question")
        await stage.scene.rest()
        assert (await stage.stored()).values == {"q00": "41", "q01": "teks", "q02": "c3"}
        assert await bot.terminate() == 0


def heard_at(scene: Scene) -> str:
    """When a bot heard Telegram last, as it left it behind."""
    with sqlite3.connect(f"file:{scene.file}?mode=ro", uri=True) as connection:
        (moment,) = connection.execute("SELECT until FROM lease WHERE name LIKE 'alive:%'").fetchone()
    connection.close()
    return str(moment)


async def test_ids_that_jump_down_after_an_idle_week_are_followed(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first update after the week waits at the server when the bot asks, with an id below all before."""
    async with stage_of(sqlite_url, tmp_path) as (stage, _forks, bot):
        scene = stage.scene
        monkeypatch.setattr("playground.updates.random.randrange", lambda *_: 5_000)
        scene.world.faults.order(Kind.BROKEN, method="getUpdates", times=2)
        stage.say("/bantuan")  # ends the poll that is under way; the next ones fail
        await scene.until(lambda: not scene.world.faults.listed(), "two failures")
        scene.world.clock.advance(8 * 86_400)
        stage.tap("Pilihan 2")
        assert scene.account.updates.pending()[-1].id == 5_000
        await scene.until(lambda: "✓ Butir 02" in "".join(scene.texts(stage.rini)), "the answer", 8)
        await scene.rest()
        assert (await stage.stored()).values["q02"] == "c2"
        assert await bot.terminate() == 0


async def test_a_line_that_was_dead_while_the_bot_lived_counts_as_absence(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(absence, "PRESS_LIFE", timedelta(seconds=0.5))
    stage = await begin()
    await stage.answered("41", "teks")
    shown = len(stage.scene.shown[stage.rini.id])
    stage.scene.world.faults.order(Kind.BROKEN, method="getUpdates", times=2)
    stage.say("/bantuan")  # ends the poll that is under way
    await stage.scene.until(lambda: len(stage.scene.shown[stage.rini.id]) > shown + 1, "the card again")
    assert "Butir 02" in stage.last()
    await stage.rest()
    assert set(await town.inbox_states(stage.scene.database)) == {"done"}
