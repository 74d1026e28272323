"""What every test may ask for: a migrated, empty database of its own, on SQLite and on PostgreSQL."""

from __future__ import annotations

import gc
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog

from storage.database import Database, connect
from storage.migrate import upgrade_database
from storage.models import metadata
from tests import compiled as _compiled  # noqa: F401 - what it listens for
from tests.clusters import postgres_programs

_EMPTY = (
    # Sessions that a test left open would hold their locks
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = 'pilar' AND pid <> pg_backend_pid()",
    *(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)),
    "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
)


# The usual one draws every local of every frame: an error takes seconds
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_collection_finish(session: pytest.Session) -> None:
    """As the bot does after its start: what was imported stays, and looking through it again is an eighth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@dataclass(frozen=True)
class PostgresServer:
    """A throwaway cluster that listens on a Unix socket in its own folder and nowhere else."""

    folder: Path
    migrated: set[str] = field(default_factory=set)  # names of databases that have their tables

    def url(self, name: str) -> str:
        return f"postgresql+asyncpg://postgres@/{name}?host={self.folder}"

    async def run(self, *statements: str, database: str = "postgres") -> None:
        """Run statements outside of any transaction, as CREATE DATABASE wants it."""
        import asyncpg

        connection = await asyncpg.connect(user="postgres", host=str(self.folder), database=database)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """PostgreSQL for this test run, or a skip that says how to get it."""
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # Not below pytest's own folder: root's is closed to the account that PostgreSQL runs as
    folder = Path(tempfile.mkdtemp(prefix="pilar-pg-", dir="/tmp"))
    try:
        with _cluster(programs, folder):
            yield PostgresServer(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Awaitable[Path]]:
    """Makes the migrated empty file that every test's own is copied from, once."""
    path = tmp_path_factory.mktemp("template") / "pilar.db"

    async def made() -> Path:
        if not path.exists():
            await _migrate(f"sqlite:///{path}")
        return path

    return made


@pytest.fixture
async def sqlite_url(sqlite_template: Callable[[], Awaitable[Path]], tmp_path: Path) -> str:
    path = tmp_path / "pilar.db"
    shutil.copy(await sqlite_template(), path)
    return f"sqlite:///{path}"


@pytest.fixture
async def postgres_url(postgres_server: PostgresServer) -> str:
    """One database for the whole run, emptied before each test: making one takes 60 times as long."""
    if "pilar" not in postgres_server.migrated:
        await postgres_server.run("CREATE DATABASE pilar")
        await _migrate(postgres_server.url("pilar"))
        postgres_server.migrated.add("pilar")
    await postgres_server.run(*_EMPTY, database="pilar")
    return postgres_server.url("pilar")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated, empty database; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The same, open."""
    opened = connect(database_url)
    yield opened
    await opened.close()


async def _migrate(url: str) -> None:
    database = connect(url)
    try:
        await upgrade_database(database)
    finally:
        await database.close()


@contextmanager
def _cluster(programs: Path, folder: Path) -> Iterator[None]:
    account: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        nobody = pwd.getpwnam("nobody")
        account |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    data, log = folder / "data", folder / "log"
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
        check=True,
        stdout=subprocess.DEVNULL,
        **account,
    )
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "max_connections": "100",
        "shared_buffers": "32MB",
        "autovacuum": "off",
        "deadlock_timeout": "50ms",
    }
    with log.open("wb") as out:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *(f"--{name}={value}" for name, value in options.items())],
            stdout=out,
            stderr=out,
            **account,
        )
    try:
        _wait_until_ready(programs, folder, server, log)
        yield
    finally:
        server.send_signal(signal.SIGINT)  # "fast": does not wait for a session that a test left open
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_ready(
    programs: Path, folder: Path, server: subprocess.Popen[bytes], log: Path, seconds: float = 30
) -> None:
    until = time.monotonic() + seconds
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode != 0:
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text()}")
        time.sleep(0.05)
