"""The world that the storage tests begin in."""

from __future__ import annotations

import pytest
from kutai_timur import World, build

from storage.database import Database


@pytest.fixture
async def world(database: Database) -> World:
    return await database.write(build)
