"""One database behind two words: `read` and `write`. Nobody else begins, commits or rolls back.

A piece of work is a plain function over a `Connection`. On SQLite the whole of it runs in one thread hop
(the writer's own thread, `BEGIN IMMEDIATE`, `synchronous=FULL`); on PostgreSQL the same function runs over
asyncpg. Since it cannot await, nothing can wait for Telegram inside a transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import QueuePool

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]

READERS = 2  # SQLite readers do not wait for the writer; two are enough for one process
BUSY_TIMEOUT_MS = 5_000  # another process (a backup, the command line) may hold the file for a moment


class Database(Protocol):
    dialect: str

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that only reads, on a consistent snapshot."""
        ...

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work and commit it; an exception rolls everything back and is raised."""
        ...

    async def close(self) -> None: ...


def connect(url: str) -> Database:
    """A database for `sqlite:///file`, `sqlite+aiosqlite:///file` or `postgresql+asyncpg://…`.

    Raises `ValueError` for any other kind: the two are what migrations and tests cover."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return Sqlite(parsed)
    if backend == "postgresql":
        return Postgres(parsed.set(drivername="postgresql+asyncpg"))
    raise ValueError(f"DATABASE_URL must begin with sqlite or postgresql, not {backend}")


class Sqlite:
    dialect = "sqlite"

    def __init__(self, url: URL) -> None:
        if not url.database or url.database == ":memory:":
            raise ValueError("SQLite needs a file: answers must outlive the process")
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        url = url.set(drivername="sqlite+pysqlite")
        self._writing = _sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1)
        self._reading = _sqlite_engine(url, begin="BEGIN", pool_size=READERS)
        self._writer = ThreadPoolExecutor(1, "sqlite-writer")
        self._readers = ThreadPoolExecutor(READERS, "sqlite-reader")

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        def run() -> T:
            with self._reading.begin() as connection:
                return work(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        def run() -> T:
            with self._writing.begin() as connection:
                return work(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writer, run)

    async def close(self) -> None:
        for pool in (self._writer, self._readers):
            await asyncio.get_running_loop().run_in_executor(None, pool.shutdown)
        self._writing.dispose()
        self._reading.dispose()


class Postgres:
    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(url, pool_size=10, max_overflow=0, pool_pre_ping=True)

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        async with self._engine.connect() as connection:
            return await connection.run_sync(work, *args, **kwargs)

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work, *args, **kwargs)

    async def close(self) -> None:
        await self._engine.dispose()


def _sqlite_engine(url: URL, *, begin: str, pool_size: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # we begin ourselves, see below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begin_now(connection: Connection) -> None:
        # BEGIN IMMEDIATE: a reader that turns writer cannot wait in SQLite
        connection.exec_driver_sql(begin)

    return engine
