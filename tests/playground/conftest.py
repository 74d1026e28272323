"""A playground of its own for each test, people with phones, and the Bot client of python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
import telegram
from callers import MOMENT, Ear, Raw, client_of

from playground.client import Person, Playground
from playground.launch import Running, start

if TYPE_CHECKING:
    from playwright.async_api import Page


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
    async with client_of(running.address) as client:
        yield client


@pytest.fixture
async def raw(running: Running) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as http:
        yield Raw(running.address, http)


@pytest.fixture
def ear(raw: Raw) -> Ear:
    return Ear(raw)


@pytest.fixture
async def rini(playground: Playground) -> Person:
    """Somebody who has not written to the bot."""
    return await playground.person("Rini Wulandari", role="PIC Dinas Kesehatan")


@pytest.fixture
async def chat(ear: Ear, rini: Person) -> int:
    """The id of Rini's open chat, after the bot has heard her /start."""
    await rini.start()
    await ear.hear()
    return rini.id


@pytest.fixture(scope="session")
def browser_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Chromium for all tests; each gets a fresh context in it."""
    from browser import chromium  # the tests of the server need none

    with chromium(tmp_path_factory.mktemp("chromium")) as address:
        yield address


@pytest.fixture
async def page(running: Running, browser_address: str) -> AsyncIterator[Page]:
    from browser import new_page

    async with new_page(browser_address, running.address) as shown:
        yield shown
