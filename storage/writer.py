"""The one writer of a SQLite file: what waits while the disk is busy is committed together.

A commit waits for the disk (`synchronous=FULL`), the work before it does not. So the works that arrived
during one commit share the next one, each in a savepoint of its own: one failure takes back one work.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.unavailable import raise_unavailable

T = TypeVar("T")

TOGETHER = 16  # the first of a group waits for the work of the others


@dataclass(frozen=True, slots=True)
class _Call:
    work: Callable[[Connection], Any]
    outcome: Future[Any] | asyncio.Future[Any]


@dataclass(frozen=True, slots=True)
class _Done:
    call: _Call
    result: Any = None
    error: BaseException | None = None


class Writer:
    """Work comes from any thread and runs in this one's, in the order in which it came."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: SimpleQueue[_Call | None] = SimpleQueue()
        self._closed = False
        self._thread = Thread(target=self._run, name="sqlite-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """The result of the work, or its exception, once it is on the disk or rolled back."""
        outcome: Future[T] = Future()
        self._put(_Call(work, outcome))
        return outcome

    def submit_from_loop(self, work: Callable[[Connection], T]) -> asyncio.Future[T]:
        """The same for a caller in an event loop, which is woken once for a whole group."""
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._put(_Call(work, outcome))
        return outcome

    def close(self) -> None:
        """Finish all that was submitted; blocks until then."""
        self._closed = True
        self._waiting.put(None)
        self._thread.join()

    def _put(self, call: _Call) -> None:
        if self._closed:
            raise RuntimeError("the database is closed")
        self._waiting.put(call)

    def _run(self) -> None:
        while (first := self._waiting.get()) is not None:
            group = [first, *self._more()]
            done = self._together(group) if len(group) > 1 else None
            if done is not None:
                _tell(done)
                continue
            for call in group:
                _tell([self._alone(call)])

    def _more(self) -> Iterator[_Call]:
        """What else waits already."""
        with contextlib.suppress(Empty):
            for _ in range(TOGETHER - 1):
                call = self._waiting.get_nowait()
                if call is None:
                    self._waiting.put(None)  # the end, for `_run` to see
                    return
                yield call

    def _alone(self, call: _Call) -> _Done:
        try:
            return _Done(call, run(self._engine, call.work))
        except BaseException as error:
            return _Done(call, error=error)

    def _together(self, group: Sequence[_Call]) -> list[_Done] | None:
        """None if the whole transaction was lost; each work then gets its own, and its own answer."""
        try:
            with self._engine.begin() as connection:
                return [_saved(connection, call) for call in group]
        except Exception:  # whatever it is, this thread goes on and every work is told
            return None


class _RolledBack(Exception):
    pass


def _saved(connection: Connection, call: _Call) -> _Done:
    """One work of a group. The savepoint goes to the driver: through SQLAlchemy it costs as much as a query."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.execute("SAVEPOINT one")
    try:
        done = _Done(call, call.work(connection))
    except Exception as error:
        raise_unavailable(error)
        done = _Done(call, error=error)
    # On some errors SQLite itself rolls back the whole transaction, and the works before with it:
    # https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
    if not driver.in_transaction:
        raise _RolledBack
    if done.error is not None:
        driver.execute("ROLLBACK TO one")
    driver.execute("RELEASE one")
    return done


def _tell(done: Sequence[_Done]) -> None:
    """Hand out what became of the works: each loop is woken once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Done]] = defaultdict(list)
    for one in done:
        if isinstance(one.call.outcome, Future):
            _settle([one])
        else:
            by_loop[one.call.outcome.get_loop()].append(one)
    for loop, ones in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, ones)


def _settle(done: Sequence[_Done]) -> None:
    for one in done:
        outcome = one.call.outcome
        if outcome.cancelled():
            continue
        if one.error is not None:
            outcome.set_exception(one.error)
        else:
            outcome.set_result(one.result)


def run(engine: Engine, work: Callable[[Connection], T]) -> T:
    """One work in one transaction. Raises `StorageUnavailable`, or what the work raises."""
    try:
        with engine.begin() as connection:
            return work(connection)
    except SQLAlchemyError as error:
        raise_unavailable(error)
        raise
