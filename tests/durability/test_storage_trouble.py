"""A disk that is full, a file that is locked or read-only: she is told, nothing is half, and nothing is lost."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from storage import inbox
from storage.database import StorageUnavailable

from . import town
from .bots import Forks
from .conftest import Begin, Stage
from .scene import Scene

NOT_SAVED = {"id": "belum tersimpan", "en": "was not saved"}


async def pragma(stage: Stage, words: str) -> None:
    """Set on the one connection that writes."""

    def work() -> None:
        engine: Engine = stage.app.database._writing  # type: ignore[attr-defined]
        connection = engine.raw_connection()
        connection.cursor().execute(f"PRAGMA {words}")
        connection.close()

    await asyncio.to_thread(work)


async def fill(stage: Stage) -> None:
    """As a full disk: the file cannot grow, and what is free inside is used up."""
    write = stage.app.database.write
    await pragma(stage, "max_page_count = 1")
    number = 1
    for size in (3_000, 300, 30, 1):
        with contextlib.suppress(StorageUnavailable):
            while True:
                row = inbox.Incoming(number, 0, "x" * size)
                await write(lambda conn, row=row: _done(conn, row))  # type: ignore[misc]
                number += 1


def _done(conn: Connection, row: inbox.Incoming) -> None:
    for stored in inbox.add_batch(conn, 1, [row], town.NOW):
        inbox.applied(conn, stored.id)


async def forbid(stage: Stage) -> None:
    await pragma(stage, "query_only = ON")


@contextmanager
def locked(file: Path) -> Iterator[None]:
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@contextlib.asynccontextmanager
async def trouble(stage: Stage, kind: str):  # type: ignore[no-untyped-def]
    breaking: dict[str, Callable[[Stage], Awaitable[None]]] = {"full": fill, "readonly": forbid}
    if kind == "locked":
        with locked(stage.scene.file):
            yield
        return
    await breaking[kind](stage)
    yield
    await pragma(stage, "query_only = OFF")
    await pragma(stage, "max_page_count = 1000000")


@pytest.mark.parametrize("kind", ["full", "readonly", "locked"])
async def test_a_typed_answer_waits_for_the_disk_and_she_is_told(begin: Begin, kind: str) -> None:
    stage = await begin()
    async with trouble(stage, kind):
        stage.say("41")
        await stage.scene.until(lambda: NOT_SAVED["id"] in stage.last(), "told")
        with sqlite3.connect(f"file:{stage.scene.file}?mode=ro", uri=True) as reader:
            assert reader.execute("SELECT count(*) FROM answer_event").fetchone() == (0,)
        assert not stage.scene.confirmed
    await stage.scene.rest()
    assert (await stage.stored()).history == {"q00": ["41"]}
    assert [one.value for one in stage.scene.confirmed][-1:] == ["41"]
    assert sum(NOT_SAVED["id"] in text for text in stage.scene.texts(stage.rini)) == 1


@pytest.mark.parametrize("kind", ["full", "readonly", "locked"])
async def test_a_tap_waits_for_the_disk_and_an_alert_tells_her(begin: Begin, kind: str) -> None:
    stage = await begin()
    await stage.answered("41", "teks")
    async with trouble(stage, kind):
        stage.tap("Pilihan 2")
        toasts = stage.scene.account.toasts
        await stage.scene.until(lambda: stage.rini.id in toasts, "the alert")
        assert toasts[stage.rini.id].alert
        assert NOT_SAVED["id"] in toasts[stage.rini.id].text
    await stage.scene.rest()
    assert (await stage.stored()).history["q02"] == ["c2"]
    assert stage.scene.confirmed[-1].value == "c2"


async def test_she_is_told_in_her_language(begin: Begin) -> None:
    stage = await begin()
    stage.say("/bahasa en")
    await stage.scene.rest()
    async with trouble(stage, "locked"):
        stage.say("41")
        await stage.scene.until(lambda: NOT_SAVED["en"] in stage.last(), "told")
    await stage.scene.rest()
    assert (await stage.stored()).values == {"q00": "41"}


async def test_what_is_in_the_inbox_already_waits_there_and_she_is_told(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up between the update and its answer."""
    stage = await begin()
    store = stage.app.poller._intake.store  # type: ignore[union-attr]

    async def then_full(known):  # type: ignore[no-untyped-def]
        rows = await store(known)
        await forbid(stage)
        return rows

    monkeypatch.setattr(stage.app.poller._intake, "store", then_full)  # type: ignore[union-attr]
    stage.say("41")
    await stage.scene.until(lambda: NOT_SAVED["id"] in stage.last(), "told")
    monkeypatch.undo()
    assert town.waiting(stage.scene.file) == 1
    await pragma(stage, "query_only = OFF")
    await stage.scene.rest()
    assert (await stage.stored()).history == {"q00": ["41"]}


async def test_a_bot_whose_disk_takes_not_a_byte_tells_and_goes_on_when_it_does(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Everything on that disk fails, its log as well; then it is started anew while the disk is still full."""
    async with Scene(sqlite_url, tmp_path) as scene, Forks(tmp_path) as forks:
        invited = await town.found(scene.database, town.small_form(6, 1))
        stage = Stage(scene, None, None, invited)  # type: ignore[arg-type]
        bot = await forks.start(scene.environment())
        stage.rini = scene.person("Rini Wulandari", invited.representatives["dinkes"][0])
        await scene.rest()
        stage.tap("Mulai")
        await scene.noted()
        _, most = resource.prlimit(bot.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (0, most))
        stage.say("41")
        await scene.until(lambda: NOT_SAVED["id"] in stage.last(), "told")
        await bot.kill()
        bot = await forks.start(scene.environment() | {"LIMIT": "0"})
        stage.say("42")
        await scene.until(
            lambda: sum(NOT_SAVED["id"] in text for text in scene.texts(stage.rini)) > 1, "told"
        )
        assert (await stage.stored()).history == {}
        resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (most, most))
        await scene.rest()
        assert (await stage.stored()).values["q00"] in ("41", "42")
        assert scene.confirmed[-1].value == (await stage.stored()).values[scene.confirmed[-1].question]
        assert await bot.terminate() == 0
