"""The world that the storage tests begin in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from kutai_timur import World, build

from storage.database import Database, connect


@pytest.fixture
async def world(database: Database) -> World:
    return await database.write(build)


@pytest.fixture
async def world_on_postgres(postgres_url: str) -> AsyncIterator[tuple[Database, World]]:
    """For what only several processes over one server can do."""
    database = connect(postgres_url)
    yield database, await database.write(build)
    await database.close()
