"""One database behind two words: `read` and `write`. Nobody else begins, commits or rolls back.

A piece of work is a plain function over a `Connection`. On SQLite the whole of it runs in one thread hop
(`writer.py`: one thread, `BEGIN IMMEDIATE`, `synchronous=FULL`); on PostgreSQL the same function runs over
asyncpg. Since it cannot await, nothing can wait for Telegram inside a transaction.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from storage.unavailable import StorageUnavailable as StorageUnavailable
from storage.unavailable import again, raise_unavailable
from storage.writer import Writer, run

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]

READERS = 2  # SQLite readers do not wait for the writer; two are enough for one process
WAIT_SECONDS = 5.0  # another process (a backup, the command line) may hold a lock for a moment
ATTEMPTS = 3  # of work that PostgreSQL asks to be done again


class Database(Protocol):
    """Both ways raise `StorageUnavailable` when the database cannot be used just now."""

    dialect: str

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that only reads, on a consistent snapshot."""
        ...

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work and commit it; an exception rolls everything back and is raised.

        Cancelling the caller does not cut the work short: it is committed or rolled back first, then the
        cancellation goes on. The work may be run more than once (up to three times on PostgreSQL, twice on
        SQLite) before one run is committed, so it must not do anything but read and write rows."""
        ...

    async def close(self) -> None:
        """Finish what runs and let go of the database."""
        ...


def connect(url: str) -> Database:
    """A database for `sqlite:///file`, `sqlite+aiosqlite:///file` or `postgresql+asyncpg://…`.

    `?timeout=SECONDS` says how long to wait for somebody else's lock (default 5). Raises `ValueError` for any
    other kind, and for what is no address: the two are what migrations and tests cover."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("DATABASE_URL is no address; write it like sqlite:///data/pilar.db") from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return Sqlite(parsed)
    if backend == "postgresql":
        return Postgres(parsed)
    raise ValueError(f"DATABASE_URL must begin with sqlite or postgresql, not {backend}")


class Sqlite:
    dialect = "sqlite"

    def __init__(self, url: URL) -> None:
        if not url.database or url.database == ":memory:":
            raise ValueError("SQLite needs a file: answers must outlive the process")
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        url = url.set(drivername="sqlite+pysqlite")
        # BEGIN IMMEDIATE: a reader that turns writer cannot wait in SQLite
        self._writing = _sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, prepare=_prepare_writer)
        self._reading = _sqlite_engine(url, begin="BEGIN", pool_size=READERS, prepare=_prepare_reader)
        self._writer = Writer(self._writing)
        self._readers = ThreadPoolExecutor(READERS, "sqlite-reader")

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        def whole(connection: Connection) -> T:
            return work(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run, self._reading, whole)

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        def whole(connection: Connection) -> T:
            return work(connection, *args, **kwargs)

        return await _to_the_end(self._writer.submit_from_loop(whole))

    async def close(self) -> None:
        for wait in (self._writer.close, self._readers.shutdown):
            await asyncio.get_running_loop().run_in_executor(None, wait)
        self._writing.dispose()
        self._reading.dispose()


class Postgres:
    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        from sqlalchemy.ext.asyncio import create_async_engine  # SQLite starts without it

        wait = _timeout(url)
        self._writes: set[asyncio.Future[Any]] = set()
        self._engine = create_async_engine(
            url.set(drivername="postgresql+asyncpg").difference_update_query(["timeout"]),
            pool_size=10,
            max_overflow=0,
            pool_timeout=30,
            pool_pre_ping=True,
            hide_parameters=True,  # answers are personal data and errors are logged
            connect_args={
                "timeout": 10,
                "command_timeout": 60,
                "server_settings": {"application_name": "pilar", "lock_timeout": str(int(wait * 1000))},
            },
        )
        # Read-only besides consistent: a report that writes by mistake fails here as it does on SQLite
        self._reading = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            async with self._reading.begin() as connection:
                return await connection.run_sync(work, *args, **kwargs)
        except Exception as error:  # while connecting, asyncpg's and the system's own errors come bare
            raise_unavailable(error)
            raise

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        async def run() -> T:
            for _ in range(ATTEMPTS - 1):
                try:
                    return await self._once(work, *args, **kwargs)
                except DBAPIError as error:
                    if not again(error):
                        raise
            return await self._once(work, *args, **kwargs)

        try:
            running = asyncio.ensure_future(run())
            self._writes.add(running)
            running.add_done_callback(self._writes.discard)
            return await _to_the_end(running)
        except Exception as error:  # while connecting, asyncpg's and the system's own errors come bare
            raise_unavailable(error)
            raise

    async def close(self) -> None:
        if self._writes:
            await asyncio.wait(self._writes)
        await self._engine.dispose()

    async def _once(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        async with self._engine.begin() as connection:
            return await connection.run_sync(work, *args, **kwargs)


async def _to_the_end(running: asyncio.Future[T]) -> T:
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        if not running.done():
            await asyncio.wait([running])
        if not running.cancelled():
            running.exception()  # seen; the caller has gone
        raise


def _timeout(url: URL) -> float:
    return float(str(url.query.get("timeout", WAIT_SECONDS)))


def _sqlite_engine(
    url: URL, *, begin: str, pool_size: int, prepare: Callable[[sqlite3.Connection, float], None]
) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,  # answers are personal data and errors are logged
        connect_args={"check_same_thread": False, "timeout": _timeout(url)},
    )

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin ourselves, see below
        prepare(connection, _timeout(url))

    @event.listens_for(engine, "begin")
    def begin_now(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _prepare_writer(connection: sqlite3.Connection, timeout: float) -> None:
    until = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")  # kept in the file, so readers need not ask
            break
        except sqlite3.OperationalError as error:
            # SQLite does not wait for this lock by itself, and two processes may make a new file together
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _prepare_reader(connection: sqlite3.Connection, _timeout: float) -> None:
    connection.execute("PRAGMA query_only=ON")
