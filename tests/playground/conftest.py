"""A playground of its own for each test, people with phones, and the Bot client of python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import telegram
from telegram.request import HTTPXRequest

from playground.client import Person, Playground
from playground.launch import Running, start

if TYPE_CHECKING:
    from playwright.async_api import Page

TOKEN = "7123456789:" + "A" * 35
MOMENT = datetime(2024, 6, 18, 1, 0, tzinfo=UTC)


class Raw:
    """Calls methods with plain HTTP, to send what a well-behaved client would not."""

    def __init__(self, address: str, http: aiohttp.ClientSession) -> None:
        self.address = address
        self.http = http

    async def call(self, method: str, *, token: str = TOKEN, **params: Any) -> Any:
        async with self.http.post(f"{self.address}/bot{token}/{method}", json=params) as answer:
            return await answer.json()


class Ear:
    """Hears updates and confirms what it heard, as a bot does."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._offset = 0

    async def hear(self, count: int = 1) -> list[telegram.Update]:
        found: list[telegram.Update] = []
        while len(found) < count:
            heard = (await self._raw.call("getUpdates", offset=self._offset, timeout=5))["result"]
            assert heard, f"only {len(found)} of {count} updates came"
            found += [telegram.Update.de_json(one, None) for one in heard]
            self._offset = heard[-1]["update_id"] + 1
        await self._raw.call("getUpdates", offset=self._offset, limit=1)
        return found


def client_of(address: str) -> telegram.Bot:
    """The stock client; without TLS it need not read the certificates of the world first."""
    plain = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    return telegram.Bot(
        TOKEN,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        get_updates_request=plain[0],
        request=plain[1],
    )


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
