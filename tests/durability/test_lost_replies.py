"""A bot that dies between the commit of an update and its reply: nobody's words are taken for another question's."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from playground.faults import Kind

from . import town
from .bots import Bot, Forks
from .conftest import Stage
from .scene import Scene

SORRY = "layanan kami sempat terhenti"
UNSAVED = "pesan terakhir belum kami catat"
HELD = 600.0  # seconds: longer than the bot lives


@asynccontextmanager
async def stage_of(url: str, folder: Path, *typed: str) -> AsyncIterator[tuple[Stage, Forks, Bot]]:
    """A bot of its own process, which has shown the question after these answers and noted so."""
    async with Scene(url, folder, clock=True) as scene, Forks(folder) as forks:
        scene.patience = 0.0  # a dead bot owes replies
        invited = await town.found(scene.database, town.small_form(6, 1))
        stage = Stage(scene, None, None, invited)  # type: ignore[arg-type]
        bot = await forks.start(scene.environment())
        stage.rini = scene.person("Rini Wulandari", invited.representatives["dinkes"][0])
        await scene.until(lambda: scene.texts(stage.rini), "the welcome")
        await scene.noted()
        stage.tap("Mulai")
        for number, text in enumerate(typed):
            await scene.until(lambda n=number: f"Butir {n:02}" in stage.last(), "the question")
            stage.say(text)
        await scene.until(lambda: f"Butir {len(typed):02}" in stage.last(), "the question")
        await scene.noted()
        yield stage, forks, bot


async def applied(stage: Stage, more_than: int = 0) -> None:
    """Until so many replies are owed."""
    await stage.scene.until(lambda: town.waiting(stage.scene.file, "applied") > more_than, "the commit")


def hold(stage: Stage, method: str, kind: Kind = Kind.LOST_CALL) -> None:
    stage.scene.world.faults.order(kind, method=method, times=0, seconds=HELD)


def again(stage: Stage) -> int:
    """How often she was asked to send something once more."""
    return sum(UNSAVED in text for text in stage.scene.shown[stage.rini.id])


@pytest.mark.parametrize("typed", [("7,5",), ("7,5", "8,5"), ("7,5", "/pilar", "8,5")])
async def test_what_was_typed_on_a_card_whose_edit_died_answers_no_other_question(
    sqlite_url: str, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    """The choice is stored and the card still asks for it: a number typed there is not for the next question."""
    async with stage_of(sqlite_url, tmp_path, "41", "teks") as (stage, forks, bot):
        hold(stage, "editMessageText")
        stage.tap("Pilihan 2")
        await applied(stage)
        await bot.kill()
        stage.scene.world.faults.remove()
        assert "Butir 02" in stage.last()
        for text in typed:
            stage.say(text)
        bot = await forks.start(stage.scene.environment())
        wanted = len([text for text in typed if not text.startswith("/")])
        await stage.scene.until(lambda: again(stage) >= wanted, "asked again")
        await stage.scene.noted()
        assert (await stage.stored()).values == {"q00": "41", "q01": "teks", "q02": "c2"}
        stage.say("/lanjut")
        await stage.scene.until(
            lambda: "Butir 03" in stage.last() and UNSAVED not in stage.last(), "the card"
        )
        stage.say("9,5")
        await stage.scene.until(lambda: "Butir 04" in stage.last(), "the next question")
        assert (await stage.stored()).values["q03"] == "9.5"
        assert again(stage) == wanted
        assert await bot.terminate() == 0


async def test_a_card_whose_edit_died_comes_again_with_an_apology_and_its_old_place_goes(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with stage_of(sqlite_url, tmp_path, "41", "teks") as (stage, forks, bot):
        hold(stage, "editMessageText")
        stage.tap("Pilihan 2")
        await applied(stage)
        await bot.kill()
        stage.scene.world.faults.remove()
        bot = await forks.start(stage.scene.environment())
        await stage.scene.until(lambda: SORRY in stage.last(), "the apology")
        await stage.scene.noted()
        assert "Butir 03" in stage.last() and UNSAVED not in stage.last()
        assert not any("Pilihan 2" in text for text in stage.buttons())
        assert sum("Butir 02" in text for text in stage.scene.texts(stage.rini)) == 0
        assert await bot.terminate() == 0


async def test_what_answers_a_card_that_nobody_noted_is_not_added_to_the_answer_before(
    sqlite_url: str, tmp_path: Path
) -> None:
    """The next card was sent, its id died with the process, and a minute later she answered it."""
    async with stage_of(sqlite_url, tmp_path, "41") as (stage, forks, bot):
        hold(stage, "sendMessage", Kind.LOST_ANSWER)
        stage.say("teks")
        await stage.scene.until(lambda: "Butir 02" in stage.last(), "the card")
        await bot.kill()
        stage.scene.world.faults.remove()
        stage.scene.world.clock.advance(60)
        stage.say("Pilihan 3")
        bot = await forks.start(stage.scene.environment())
        await stage.scene.until(lambda: again(stage), "asked again")
        assert (await stage.stored()).values == {"q00": "41", "q01": "teks"}
        stage.say("Pilihan 3")
        await stage.scene.until(lambda: "Butir 03" in stage.last(), "the next question")
        assert (await stage.stored()).values == {"q00": "41", "q01": "teks", "q02": "c3"}
        assert await bot.terminate() == 0


async def test_lines_sent_at_once_stay_one_answer_although_the_reply_to_the_first_died(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with stage_of(sqlite_url, tmp_path, "41") as (stage, forks, bot):
        hold(stage, "sendMessage")
        for line in ("satu", "dua", "tiga"):
            stage.say(line)
        await applied(stage)
        await stage.scene.until(lambda: not stage.scene.account.updates.pending(), "all taken")
        await bot.kill()
        stage.scene.world.faults.remove()
        bot = await forks.start(stage.scene.environment())
        await stage.scene.until(
            lambda: "satu dua tiga" in "".join(stage.scene.shown[stage.rini.id]), "read back"
        )
        await stage.scene.noted()
        assert (await stage.stored()).values == {"q00": "41", "q01": "satu\ndua\ntiga"}
        assert "Butir 02" in stage.last()
        assert await bot.terminate() == 0


@pytest.mark.parametrize("deaths", [1, 2])
async def test_a_refusal_that_died_unheard_is_said_after_however_many_deaths(
    sqlite_url: str, tmp_path: Path, deaths: int
) -> None:
    """Her card could not be sent, so her next message is refused; the bot dies before it can tell her."""
    async with stage_of(sqlite_url, tmp_path) as (stage, forks, bot):
        hold(stage, "sendMessage", Kind.BROKEN)
        stage.say("41")
        await stage.scene.noted()
        stage.scene.world.faults.remove()
        hold(stage, "sendMessage")
        stage.say("teks")
        for death in range(deaths):
            await stage.scene.until(
                lambda n=death: owed(stage.scene.file) == ["teks", "again"][n], "the commit"
            )
            await bot.kill()
            assert again(stage) == 0
            if death == deaths - 1:
                stage.scene.world.faults.remove()
            bot = await forks.start(stage.scene.environment())
        await stage.scene.until(lambda: again(stage), "told")
        assert "Butir 01" in stage.last()
        assert (await stage.stored()).values == {"q00": "41"}
        stage.say("teks")
        await stage.scene.until(lambda: "Butir 02" in stage.last(), "the next question")
        assert await bot.terminate() == 0


async def test_after_an_orderly_stop_nothing_is_shown_again(sqlite_url: str, tmp_path: Path) -> None:
    async with stage_of(sqlite_url, tmp_path, "41", "teks") as (stage, forks, bot):
        stage.tap("Pilihan 2")
        await stage.scene.until(lambda: "Butir 03" in stage.last(), "the next question")
        assert await bot.terminate() == 0
        assert town.waiting(stage.scene.file, "applied") == 0
        stage.say("7,5")
        bot = await forks.start(stage.scene.environment())
        await stage.scene.until(lambda: "Butir 04" in stage.last(), "the next question")
        assert not any(SORRY in text or UNSAVED in text for text in stage.scene.shown[stage.rini.id])
        assert (await stage.stored()).values["q03"] == "7.5"
        assert await bot.terminate() == 0


def owed(file: Path) -> str:
    """What the newest update said whose reply is owed; 'again' for a card that is to be shown again."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5) as connection:
        found = connection.execute(
            "SELECT update_id, body FROM inbox WHERE state = 'applied' ORDER BY id DESC"
        ).fetchone()
    connection.close()
    if found is None:
        return ""
    return "again" if found[0] < 0 else "teks" if '"text":"teks"' in found[1] else "other"
