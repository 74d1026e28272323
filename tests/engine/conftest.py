"""A running wire, and the small wishes that most tests of the engine share."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.transport import AiohttpRequest
from storage.database import Database, connect

from .wire import Wire


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    server = Wire()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(read_timeout=2) as opened:
        yield opened


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """For what does not depend on the kind of database."""
    opened = connect(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
async def postgres_database(postgres_url: str) -> AsyncIterator[Database]:
    opened = connect(postgres_url)
    yield opened
    await opened.close()
