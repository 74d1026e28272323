"""The migrations lead to exactly the tables that the code speaks of."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import storage.migrate
from storage import rounds
from storage.database import Database, connect
from storage.migrate import HEAD, NewerDatabase, upgrade, upgrade_database
from storage.models import metadata


class RolledBack(Exception):
    pass


async def test_the_migrations_make_the_tables_of_the_models(database: Database) -> None:
    def differences(connection: Connection) -> object:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, metadata)

    assert await database.read(differences) == []


async def test_the_migrations_make_the_same_definitions_to_the_letter(database: Database) -> None:
    """Autogenerate does not look at the conditions of partial indexes and the like, so they are read back."""
    migrated = await database.read(_definitions)
    made: list[str] = []

    def make_anew(connection: Connection) -> None:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        made.extend(_definitions(connection))
        raise RolledBack

    with pytest.raises(RolledBack):
        await database.write(make_anew)
    assert migrated == made
    assert any("agency_id IS NULL" in definition for definition in migrated)


async def test_a_second_start_has_nothing_to_do_and_does_not_load_alembic(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.migrate, "_upgrade", None)

    assert await upgrade_database(database) is False


async def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    await database.write(_set_version, "9999")

    with pytest.raises(NewerDatabase, match="9999"):
        await upgrade_database(database)

    await database.write(_set_version, HEAD)


def test_the_command_line_migrates_by_address(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/fresh.db"

    assert [upgrade(url), upgrade(url)] == [True, False]


def test_the_newest_migration_is_the_one_that_the_program_asks_for() -> None:
    folder = Path(storage.migrate.__file__).parent / "migrations"

    assert ScriptDirectory.from_config(_config(folder)).get_heads() == [HEAD]


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_several_processes_that_start_together_migrate_once(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/fresh.db"
    else:
        server = request.getfixturevalue("postgres_server")
        await server.run("CREATE DATABASE fresh")
        url = server.url("fresh")
    databases = [connect(url) for _ in range(3)]

    done = await asyncio.gather(*(upgrade_database(database) for database in databases))

    assert sorted(done) == [False, False, True]
    for database in databases:
        await database.close()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_what_an_older_program_kept_is_still_there(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/old.db"
    else:
        server = request.getfixturevalue("postgres_server")
        await server.run("CREATE DATABASE old")
        url = server.url("old")
    old = connect(url)
    await old.write(_first_program)
    await old.close()

    database = connect(url)
    assert await upgrade_database(database)
    (round_,) = await database.read(rounds.all_)
    kept = await database.read(
        lambda conn: conn.execute(text("SELECT round_id, form_id FROM round_form")).all()
    )
    await database.close()

    assert (round_.name, round_.trial, round_.reminders, round_.digest_hour) == ("Evaluasi", False, "", 16)
    assert kept == [(round_.id, round_.form_id)]


def _first_program(connection: Connection) -> None:
    """A database as the first migration left it, with a round that is under way."""
    config = _config(Path(storage.migrate.__file__).parent / "migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    moment = "'2024-06-03 00:00:00'"
    for statement in (
        "INSERT INTO region (name, is_kppn) VALUES ('Kutai Timur', false)",
        "INSERT INTO form (form_id, version, sha256, xform, created_at) "
        f"VALUES ('f', '1', 'x', '<h/>', {moment})",
        "INSERT INTO round (region_id, form_id, name, deadline, timezone, opened_at) "
        f"VALUES (1, 1, 'Evaluasi', {moment}, 'Asia/Makassar', {moment})",
        "INSERT INTO outbox (dedupe_key, kind, chat_id, params, due_at, created_at, attempts) "
        f"VALUES ('a', 'b', 1, '{{}}', {moment}, {moment}, 0)",
    ):
        connection.exec_driver_sql(statement)


def _set_version(connection: Connection, version: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def _config(folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    return config


def _definitions(connection: Connection) -> list[str]:
    if connection.dialect.name == "sqlite":
        found = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    else:
        found = connection.execute(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"))
    texts = [definition for (definition,) in found if "alembic" not in definition]
    return sorted("\n".join(sorted(_parts(one))) for one in texts)


def _parts(definition: str) -> list[str]:
    """The columns and constraints: a column that came later stands behind the constraints, on one line."""
    parts, depth = [""], 0
    for letter in definition:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 1:
            parts.append("")
        else:
            parts[-1] += letter
    first, _, rest = parts[0].partition("(")
    parts[0:1] = [first, rest]
    parts[-1] = parts[-1].rstrip().removesuffix(")") if first.startswith("CREATE TABLE") else parts[-1]
    return [" ".join(part.split()) for part in parts]
