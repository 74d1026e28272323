"""A playground of its own for each test, people with phones, and the Bot client of python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import telegram

from playground.client import Person, Playground
from playground.launch import Running, start

TOKEN = "7123456789:" + "A" * 35
MOMENT = datetime(2024, 6, 18, 1, 0, tzinfo=UTC)


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    started = await start(
        clock_file=tmp_path / "clock", moment=MOMENT, frozen=True, zone="Asia/Makassar", bot_name="Pilar"
    )
    yield started
    await started.stop()


@pytest.fixture
async def playground(running: Running) -> AsyncIterator[Playground]:
    async with Playground(running.address) as client:
        yield client


@pytest.fixture
async def bot(running: Running) -> AsyncIterator[telegram.Bot]:
    client = telegram.Bot(
        TOKEN, base_url=f"{running.address}/bot", base_file_url=f"{running.address}/file/bot"
    )
    async with client:
        yield client


@pytest.fixture
async def rini(playground: Playground) -> Person:
    """Has written to the bot once; that update is confirmed already."""
    person = await playground.person("Rini Wulandari", role="PIC Dinas Kesehatan")
    return person


@pytest.fixture
async def chat(bot: telegram.Bot, rini: Person) -> int:
    """The id of a chat that is open, with no update waiting."""
    await rini.start()
    updates = await bot.get_updates()
    await bot.get_updates(offset=updates[-1].update_id + 1, limit=1)
    return rini.id
