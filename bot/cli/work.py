"""Opens the database for one command and runs one piece of work in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection

from bot.cli.refusal import Refused
from bot.settings import Settings
from storage.database import connect
from storage.migrate import NewerDatabase, upgrade_database
from storage.unavailable import StorageUnavailable

T = TypeVar("T")


def settings() -> Settings:
    """The settings, or a sentence that names each one that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise Refused(f"settings are wrong: {wrong}") from None


def in_database(work: Callable[[Connection], T], url: str | None = None, *, reads: bool = False) -> T:
    """Run work in one transaction of the configured database, migrated first. Work that only `reads` keeps nobody
    waiting, however long it takes."""

    async def go() -> T:
        database = connect(url or settings().database_url)
        try:
            await upgrade_database(database)
            return await (database.read if reads else database.write)(work)
        finally:
            await database.close()

    try:
        return asyncio.run(go())
    except StorageUnavailable as error:
        raise Refused(f"the database cannot be used now: {error}") from None
    except (NewerDatabase, ValueError) as error:
        raise Refused(str(error)) from None
