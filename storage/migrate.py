"""Bring a database to the tables that this version of the program needs.

The usual start finds everything in place with one query and does not even load Alembic.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database, StorageUnavailable, connect

HEAD = "0005"  # the newest file in migrations/versions; a test holds the two together


class NewerDatabase(Exception):
    """The tables were made by a newer program than this one, which could only spoil them."""

    def __init__(self, version: str) -> None:
        super().__init__(f"The database has version {version}, this program knows {HEAD}: update it.")
        self.version = version


def upgrade(url: str) -> bool:
    """Bring the database behind this address up to date; True if something had to be done.

    For the command line: it runs its own event loop. Raises `NewerDatabase`, `StorageUnavailable`."""

    async def run() -> bool:
        database = connect(url)
        try:
            return await upgrade_database(database)
        finally:
            await database.close()

    return asyncio.run(run())


async def upgrade_database(database: Database) -> bool:
    """The same for a database that is already open. Of several processes that start together, one does the
    work and the others wait for it."""
    if await _version(database) == HEAD:
        return False
    return await database.write(_upgrade)


async def _version(database: Database) -> str | None:
    try:
        return await database.read(_stored_version)
    except StorageUnavailable:
        raise
    except DBAPIError:
        return None  # no such table: a fresh database


def _stored_version(connection: Connection) -> str | None:
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection) -> bool:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        # One at a time; SQLite's BEGIN IMMEDIATE has seen to that already
        connection.execute(text("SELECT pg_advisory_xact_lock(7045)"))
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    present = MigrationContext.configure(connection).get_current_revision()
    if present == HEAD:
        return False
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if present is not None and present not in known:
        raise NewerDatabase(present)
    command.upgrade(config, "head")
    return True
