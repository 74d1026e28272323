"""A file that somebody sent is looked into in a process of its own, and she hears what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Connection

from bot.delivery.rendering import Renderer
from bot.screens.screen import Screen
from bot.services import pushes
from bot.services.library import Library
from bot.services.replies import Reading
from bot.services.setting import Setting
from bot.workshop import Workshop, WorkshopClosed
from storage.database import Database
from storage.outbox import Row

NOW = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)
ROW = Row(1, "sheet:1:1", "sheet", 1, {}, NOW, NOW, 0)


def read(path: Path) -> str:
    return path.read_text()


class Broken:
    """A workshop that fails in this way."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def run(self, *_what: object) -> object:
        raise self.error


def tell(conn: Connection, setting: Setting, row: Row, found: object, now: datetime) -> Screen:
    return Screen(f"found {found}")


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Reading:
    return Reading("", "list.csv", read, (), tell, text="code;name")


async def rendered(database: Database, workshop: object, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(pushes, "render", render)
    setting = Setting(Library(), "pilar_bot", 30)
    renderer = Renderer(database, cast(Any, None), setting, cast(Workshop, workshop), lambda: NOW)
    return await renderer([ROW])


@pytest.mark.parametrize("error", [ValueError("a bug"), TimeoutError(), MemoryError()])
async def test_a_file_that_breaks_its_reader_is_told_of_and_not_tried_for_a_day(
    database: Database, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    assert (await rendered(database, Broken(error), monkeypatch)).text == "found None"


async def test_a_file_is_read_again_after_a_stop(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorkshopClosed):
        await rendered(database, Broken(WorkshopClosed()), monkeypatch)
    workshop = Workshop()
    try:
        assert (await rendered(database, workshop, monkeypatch)).text == "found code;name"
    finally:
        await workshop.close()
