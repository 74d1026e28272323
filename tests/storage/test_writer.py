"""Works that wait for the disk together are committed together, and still fail one by one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text

from storage.unavailable import StorageUnavailable
from storage.writer import TOGETHER, Writer


class Bench:
    """A writer whose first work holds it up until everything else is waiting."""

    def __init__(self, path: Path) -> None:
        self.engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
        self.commits = 0

        @event.listens_for(self.engine, "connect")
        def connected(connection: Any, _record: object) -> None:
            connection.isolation_level = None

        @event.listens_for(self.engine, "begin")
        def begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

        @event.listens_for(self.engine, "commit")
        def committed(_connection: Connection) -> None:
            self.commits += 1

        self.writer = Writer(self.engine)
        self.writer.submit(lambda c: c.execute(text("CREATE TABLE t (x UNIQUE)")) and None).result(10)
        self.commits = 0

    def together(self, *works: Callable[[Connection], Any]) -> list[Future[Any]]:
        busy, all_wait = threading.Event(), threading.Event()

        def hold(_conn: Connection) -> None:
            busy.set()
            all_wait.wait(10)

        held = self.writer.submit(hold)
        busy.wait(10)
        outcomes = [self.writer.submit(work) for work in works]
        all_wait.set()
        held.result(10)
        for outcome in outcomes:
            outcome.exception(10)
        return outcomes

    def stored(self) -> list[Any]:
        return self.writer.submit(lambda c: list(c.scalars(text("SELECT x FROM t ORDER BY rowid")))).result(
            10
        )


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "t.db")
    yield made
    made.writer.close()
    made.engine.dispose()


def put(value: Any) -> Callable[[Connection], Any]:
    def work(conn: Connection) -> Any:
        conn.execute(text("INSERT INTO t VALUES (:x)"), {"x": value})
        return value

    return work


def fail(conn: Connection) -> None:
    put("half")(conn)
    raise KeyError("a bug")


def test_what_waits_is_committed_together_in_the_order_in_which_it_came(bench: Bench) -> None:
    outcomes = bench.together(*(put(number) for number in range(TOGETHER + 3)))

    assert [outcome.result() for outcome in outcomes] == list(range(TOGETHER + 3))
    assert bench.commits == 3  # the one that held it up, a full group, the rest
    assert bench.stored() == list(range(TOGETHER + 3))


def test_a_failure_takes_back_its_own_work_only(bench: Bench) -> None:
    first, bug, again, last = bench.together(put(1), fail, put(1), put(2))

    assert isinstance(bug.exception(), KeyError)
    assert "UNIQUE" in str(again.exception())
    assert (first.result(), last.result()) == (1, 2)
    assert bench.stored() == [1, 2]


def test_when_there_is_no_room_each_work_gets_its_own_answer(bench: Bench) -> None:
    bench.writer.submit(lambda c: c.execute(text("PRAGMA max_page_count = 8")) and None).result(10)

    small, big, last = bench.together(put("small"), put("x" * 100_000), put("last"))

    assert small.result() == "small"
    assert last.result() == "last"
    trouble = big.exception()
    assert isinstance(trouble, StorageUnavailable) and trouble.reason == "full"
    assert bench.stored() == ["small", "last"]


@pytest.mark.parametrize("quiet", [False, True])
def test_a_transaction_that_sqlite_rolled_back_by_itself_loses_nobody_s_work(
    bench: Bench, quiet: bool
) -> None:
    """`ON CONFLICT ROLLBACK` does what SQLite does on some errors of the disk. A work that keeps the error to
    itself is found out as well."""

    def roll_back(conn: Connection) -> None:
        try:
            conn.execute(text("INSERT OR ROLLBACK INTO t VALUES (1)"))
        except Exception:
            if not quiet:
                raise

    first, _, last = bench.together(put(1), roll_back, put(2))

    assert (first.result(), last.result()) == (1, 2)
    assert bench.stored() == [1, 2]


def test_closing_finishes_what_was_submitted(bench: Bench) -> None:
    outcomes = [bench.writer.submit(put(number)) for number in range(50)]

    bench.writer.close()

    assert all(outcome.done() for outcome in outcomes)
    assert [outcome.result() for outcome in outcomes] == list(range(50))
