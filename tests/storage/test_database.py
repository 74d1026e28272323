"""read and write: all or nothing, whoever is cancelled, killed, locked out or full."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.util import await_only

from storage import regions
from storage.database import ATTEMPTS, Database, StorageUnavailable, connect


def names(conn: Connection) -> list[str]:
    return [region.name for region in regions.all_(conn)]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://host/name", "must begin with sqlite or postgresql, not mysql"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
def test_other_databases_are_refused(url: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        connect(url)


async def test_both_spellings_of_a_sqlite_address_lead_to_the_same_file(tmp_path: Path) -> None:
    for spelling in ("sqlite", "sqlite+aiosqlite"):
        database = connect(f"{spelling}:///{tmp_path}/new/folder/pilar.db")
        await database.write(lambda c: c.execute(text("CREATE TABLE IF NOT EXISTS t (x)")) and None)
        await database.close()

    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["pilar.db"]


async def test_sqlite_keeps_what_it_confirms(sqlite_url: str) -> None:
    database = connect(sqlite_url)

    def pragmas(conn: Connection) -> list[object]:
        return [
            conn.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert await database.write(pragmas) == ["wal", 2, 1]  # 2 is FULL
    await database.close()


async def test_an_exception_rolls_everything_back(database: Database) -> None:
    def work(conn: Connection) -> None:
        regions.put(conn, name="Kota Dumai")
        raise KeyError("a bug")

    with pytest.raises(KeyError, match="a bug"):
        await database.write(work)

    assert await database.read(names) == []


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await database.read(regions.put, name="Kota Dumai")

    assert await database.read(names) == []


async def test_a_reader_sees_one_moment(database: Database, database_url: str) -> None:
    """Counting twice inside one read gives the same number, although somebody writes in between."""
    other = connect(database_url)
    await other.write(regions.put, name="Kota Dumai")
    before = asyncio.get_running_loop().create_future()
    goes_on = asyncio.Event()

    if database.dialect == "sqlite":
        counted, may_go_on = threading.Event(), threading.Event()

        def work(conn: Connection) -> tuple[int, int]:
            first = len(names(conn))
            counted.set()
            may_go_on.wait(10)
            return first, len(names(conn))

        reading = asyncio.ensure_future(database.read(work))
        await asyncio.to_thread(counted.wait, 10)
        await other.write(regions.put, name="Kota Bontang")
        may_go_on.set()
    else:

        def work(conn: Connection) -> tuple[int, int]:
            first = len(names(conn))
            before.set_result(None)
            await_only(goes_on.wait())
            return first, len(names(conn))

        reading = asyncio.ensure_future(database.read(work))
        await before
        await other.write(regions.put, name="Kota Bontang")
        goes_on.set()

    assert await reading == (1, 1)
    await other.close()


async def test_who_is_cancelled_in_a_write_has_written(database: Database) -> None:
    """Nothing half: when the cancellation comes out, the commit is done."""
    begun = threading.Event()

    def work(conn: Connection) -> None:
        regions.put(conn, name="Kota Dumai")
        begun.set()
        for _ in range(20):
            regions.put(conn, name="Kota Bontang")

    writing = asyncio.ensure_future(database.write(work))
    while not begun.is_set():
        await asyncio.sleep(0)
    writing.cancel()

    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await database.read(names) == ["Kota Bontang", "Kota Dumai"]


async def test_an_error_of_a_cancelled_write_stays_quiet_and_leaves_nothing(database: Database) -> None:
    begun = threading.Event()

    def work(conn: Connection) -> None:
        regions.put(conn, name="Kota Dumai")
        begun.set()
        regions.put(conn, name="Kota Bontang")
        raise KeyError("a bug")

    writing = asyncio.ensure_future(database.write(work))
    while not begun.is_set():
        await asyncio.sleep(0)
    writing.cancel()

    with pytest.raises(asyncio.CancelledError):
        await writing
    assert await database.read(names) == []


async def test_closing_waits_for_what_was_begun(database: Database, database_url: str) -> None:
    other = connect(database_url)
    writing = [asyncio.ensure_future(other.write(regions.put, name=f"Kota {n}")) for n in range(5)]
    await asyncio.sleep(0)
    await other.close()

    assert len(await database.read(names)) == 5
    await asyncio.gather(*writing)


async def test_many_writers_at_once_lose_nothing(database: Database) -> None:
    def grow(conn: Connection) -> None:
        lock = "" if conn.dialect.name == "sqlite" else " FOR UPDATE"
        size = len(str(conn.scalar(text(f"SELECT name FROM region{lock}"))))
        conn.execute(text("UPDATE region SET name = :name"), {"name": "x" * (size + 1)})

    await database.write(regions.put, name="x")

    await asyncio.gather(*(database.write(grow) for _ in range(40)))

    assert await database.read(names) == ["x" * 41]


@pytest.mark.parametrize("code", ["40001", "40P01", "23505"])
@pytest.mark.parametrize("failures", [ATTEMPTS - 1, ATTEMPTS])
@pytest.mark.postgres
async def test_work_that_postgres_wants_again_is_done_again_but_not_for_ever(
    postgres_url: str, code: str, failures: int
) -> None:
    database = connect(postgres_url)
    attempts = 0

    def work(conn: Connection) -> None:
        nonlocal attempts
        attempts += 1
        regions.put(conn, name=f"Kota {attempts}")
        if attempts <= failures:
            conn.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$")

    if failures < ATTEMPTS:
        await database.write(work)
        assert await database.read(names) == [f"Kota {ATTEMPTS}"]
    else:
        with pytest.raises((StorageUnavailable, IntegrityError)) as trouble:
            await database.write(work)
        # A key that is taken at every attempt is no passing condition
        assert isinstance(trouble.value, IntegrityError) == (code == "23505")
        assert await database.read(names) == []
    assert attempts == ATTEMPTS
    await database.close()


@pytest.mark.postgres
async def test_a_deadlock_ends_with_both_writers_done(postgres_url: str) -> None:
    database = connect(postgres_url)
    for name in ("a", "b"):
        await database.write(regions.put, name=name)
    meeting = asyncio.Barrier(2)
    met: set[str] = set()

    def touch(conn: Connection, first: str, second: str) -> None:
        conn.execute(text("UPDATE region SET is_kppn = true WHERE name = :name"), {"name": first})
        if first not in met:
            met.add(first)
            await_only(meeting.wait())
        conn.execute(text("UPDATE region SET is_kppn = true WHERE name = :name"), {"name": second})

    await asyncio.gather(database.write(touch, "a", "b"), database.write(touch, "b", "a"))

    assert [region.is_kppn for region in await database.read(regions.all_)] == [True, True]
    await database.close()
