"""A full disk, a lock, a lost server: one exception with a reason, nothing half, and it works again after."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.util import await_only

from storage import regions
from storage.database import StorageUnavailable, connect


def names(conn: Connection) -> list[str]:
    return [region.name for region in regions.all_(conn)]


def put_much(conn: Connection) -> None:
    for number in range(2_000):
        regions.put(conn, name=f"{number:0200}")


@contextmanager
def another_process(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Runs until its standard input is closed; begins when it has printed a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin and process.stdout
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(10)


HOLD_THE_FILE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
connection.execute("INSERT INTO region (name, is_kppn) VALUES ('never committed', 0)")
print("ready", flush=True)
sys.stdin.read()
"""


async def test_a_file_that_another_process_holds_is_locked_for_writers_only(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = connect(f"{sqlite_url}?timeout=0.05")
    with another_process(HOLD_THE_FILE, str(tmp_path / "pilar.db")):
        with pytest.raises(StorageUnavailable) as trouble:
            await database.write(regions.put, name="Kota Dumai")
        assert await database.read(names) == []
    assert trouble.value.reason == "locked"

    await database.write(regions.put, name="Kota Dumai")
    assert await database.read(names) == ["Kota Dumai"]
    await database.close()


async def test_a_lock_that_ends_in_time_is_only_waited_for(sqlite_url: str, tmp_path: Path) -> None:
    database = connect(f"{sqlite_url}?timeout=10")
    short = HOLD_THE_FILE.replace("sys.stdin.read()", "import time; time.sleep(0.1); connection.rollback()")
    with another_process(short, str(tmp_path / "pilar.db")):
        await database.write(regions.put, name="Kota Dumai")

    assert await database.read(names) == ["Kota Dumai"]
    await database.close()


async def test_a_full_file_keeps_what_it_has_and_goes_on_when_there_is_room(sqlite_url: str) -> None:
    database = connect(sqlite_url)
    await database.write(regions.put, name="Kota Dumai")

    def allow(conn: Connection, more: int) -> None:
        pages = conn.scalar(text("PRAGMA page_count"))
        assert isinstance(pages, int)
        conn.execute(text(f"PRAGMA max_page_count = {pages + more}"))

    await database.write(allow, 1)
    with pytest.raises(StorageUnavailable) as trouble:
        await database.write(put_much)
    assert trouble.value.reason == "full"
    assert await database.read(names) == ["Kota Dumai"]

    await database.write(allow, 10_000)
    await database.write(put_much)
    assert len(await database.read(names)) == 2_001
    await database.close()


WRITE_UNTIL_THE_DISK_IS_FULL = """
import asyncio, resource, sys
from storage import regions
from storage.database import StorageUnavailable, connect

async def main():
    database = connect(sys.argv[1])
    await database.write(regions.put, name="first")
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
    confirmed = 1
    try:
        for number in range(5_000):
            await database.write(regions.put, name=f"{number:0200}")
            confirmed += 1
    except StorageUnavailable as trouble:
        print(trouble.reason, confirmed)
    readable = await database.read(lambda conn: len(regions.all_(conn)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await database.write(regions.put, name="last")
    print(readable)
    await database.close()

asyncio.run(main())
"""


async def test_a_disk_that_takes_no_more_loses_nothing_that_was_confirmed(sqlite_url: str) -> None:
    """A limit on the size of files stands for a full disk: the write itself fails in the operating system."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE_UNTIL_THE_DISK_IS_FULL, sqlite_url],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    reason, confirmed, readable = done.stdout.split()
    assert reason in ("full", "broken")
    assert int(readable) == int(confirmed) > 1
    database = connect(sqlite_url)
    assert len(await database.read(names)) == int(confirmed) + 1
    await database.close()


WRITE_AND_TELL = """
import asyncio, sys
from storage import regions
from storage.database import connect

async def main():
    database = connect(sys.argv[1])
    print("ready", flush=True)
    for number in range(100_000):
        await database.write(regions.put, name=f"{number:06}")
        print(number, flush=True)

asyncio.run(main())
"""


async def test_a_killed_process_has_kept_all_that_it_confirmed(sqlite_url: str) -> None:
    with another_process(WRITE_AND_TELL, sqlite_url) as process:
        assert process.stdout
        confirmed = [process.stdout.readline() for _ in range(25)]
        process.kill()
        confirmed += [line for line in process.stdout.read().splitlines() if line]

    database = connect(sqlite_url)
    stored = len(await database.read(names))
    await database.close()
    assert stored - len(confirmed) in (0, 1)  # the last may be stored and not yet told


async def test_a_file_that_takes_no_writes_is_readonly(sqlite_url: str) -> None:
    database = connect(sqlite_url)
    await database.write(lambda conn: conn.execute(text("PRAGMA query_only = ON")) and None)

    with pytest.raises(StorageUnavailable) as trouble:
        await database.write(regions.put, name="Kota Dumai")

    assert trouble.value.reason == "readonly"
    await database.close()


@pytest.mark.parametrize("ask", ["read", "write"])
async def test_a_file_that_is_no_database_is_broken(tmp_path: Path, ask: str) -> None:
    (tmp_path / "photo.db").write_bytes(b"\x89PNG\r\n" * 1_000)
    database = connect(f"sqlite:///{tmp_path}/photo.db")

    with pytest.raises(StorageUnavailable) as trouble:
        await getattr(database, ask)(names)

    assert trouble.value.reason == "broken"
    await database.close()


async def test_a_mistake_in_a_statement_is_a_bug_and_not_trouble(database_url: str) -> None:
    database = connect(database_url)

    with pytest.raises(Exception, match=r"(?i)nowhere") as bug:
        await database.write(lambda conn: conn.execute(text("SELECT * FROM nowhere")) and None)

    assert not isinstance(bug.value, StorageUnavailable)
    await database.close()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("SELECT pg_terminate_backend(pg_backend_pid())", "lost"),
        ("SET TRANSACTION READ ONLY; CREATE TABLE t (x int)", "readonly"),
        ("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$", "full"),
        ("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53300'; END $$", "lost"),
        ("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '58030'; END $$", "broken"),
    ],
)
async def test_trouble_of_the_server_has_a_reason_and_passes(
    postgres_url: str, statement: str, reason: str
) -> None:
    database = connect(postgres_url)

    def work(conn: Connection) -> None:
        regions.put(conn, name="Kota Dumai")
        for part in statement.split(";") if "DO" not in statement else [statement]:
            conn.exec_driver_sql(part)

    with pytest.raises(StorageUnavailable) as trouble:
        await database.write(work)
    assert trouble.value.reason == reason

    await database.write(regions.put, name="Kota Bontang")
    assert await database.read(names) == ["Kota Bontang"]
    await database.close()


@pytest.mark.postgres
async def test_a_row_that_somebody_holds_is_locked_after_the_timeout(postgres_url: str) -> None:
    database, other = connect(f"{postgres_url}&timeout=0.05"), connect(postgres_url)
    await database.write(regions.put, name="Kota Dumai")
    held, let_go = asyncio.Event(), asyncio.Event()

    def hold(conn: Connection) -> None:
        regions.set_kppn(conn, 1, is_kppn=True)
        held.set()
        await_only(let_go.wait())

    holding = asyncio.ensure_future(other.write(hold))
    await held.wait()
    with pytest.raises(StorageUnavailable) as trouble:
        await database.write(regions.set_kppn, 1, is_kppn=False)
    let_go.set()
    await holding

    assert trouble.value.reason == "locked"
    await database.write(regions.set_kppn, 1, is_kppn=False)
    await other.close()
    await database.close()


@pytest.mark.postgres
async def test_a_connection_that_broke_while_idle_is_replaced_silently(postgres_url: str) -> None:
    database, other = connect(postgres_url), connect(postgres_url)
    await database.write(regions.put, name="Kota Dumai")
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    await other.write(lambda conn: conn.execute(text(f"{others} AND datname = current_database()")) and None)

    assert await database.read(names) == ["Kota Dumai"]
    await database.close()
    await other.close()


@pytest.mark.parametrize("ask", ["read", "write"])
async def test_a_server_that_is_not_there_is_lost(tmp_path: Path, ask: str) -> None:
    pytest.importorskip("asyncpg")
    database = connect(f"postgresql+asyncpg://postgres@/pilar?host={tmp_path}")

    with pytest.raises(StorageUnavailable) as trouble:
        await getattr(database, ask)(names)

    assert trouble.value.reason == "lost"
    await database.close()


@pytest.mark.parametrize("code", ["57P03", "53300"])
async def test_a_server_that_turns_newcomers_away_is_lost(tmp_path: Path, code: str) -> None:
    """It is starting up, or has too many connections already."""
    pytest.importorskip("asyncpg")

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(8)
        fields = f"SFATAL\0VFATAL\0C{code}\0Mnot now\0\0".encode()
        writer.write(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
        writer.close()

    server = await asyncio.start_unix_server(refuse, tmp_path / ".s.PGSQL.5432")
    database = connect(f"postgresql+asyncpg://postgres@/pilar?host={tmp_path}")

    with pytest.raises(StorageUnavailable) as trouble:
        await database.write(names)

    assert trouble.value.reason == "lost"
    await database.close()
    server.close()
    await server.wait_closed()
