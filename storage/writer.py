"""The one writer of a SQLite file: what waits while the disk is busy is committed together.

A commit waits for the disk (`synchronous=FULL`), the work before it does not. So the works that arrived
during one commit share the next one, each in a savepoint of its own: one failure takes back one work.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.unavailable import StorageUnavailable, raise_unavailable

T = TypeVar("T")

TOGETHER = 16  # the first of a group waits for the work of the others


@dataclass(frozen=True, slots=True)
class _Call:
    work: Callable[[Connection], Any]
    outcome: Future[Any] = field(default_factory=Future)


class Writer:
    """Work comes from any thread and runs in this one's, in the order in which it came."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[_Call] = deque()
        self._thread = ThreadPoolExecutor(1, "sqlite-writer")

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """The result of the work, or its exception, once it is on the disk or rolled back."""
        call = _Call(work)
        self._waiting.append(call)
        self._thread.submit(self._next)
        return call.outcome

    def close(self) -> None:
        """Finish all that was submitted; blocks until then."""
        self._thread.shutdown()

    def _next(self) -> None:
        group = [self._waiting.popleft() for _ in range(min(TOGETHER, len(self._waiting)))]
        if len(group) == 1 or not self._together(group):
            for call in group:
                self._alone(call)

    def _alone(self, call: _Call) -> None:
        try:
            result = run(self._engine, call.work)
        except BaseException as error:
            call.outcome.set_exception(error)
        else:
            call.outcome.set_result(result)

    def _together(self, group: list[_Call]) -> bool:
        """False if the whole transaction was lost; each work then gets its own, and its own answer."""
        done: list[tuple[_Call, Any, Exception | None]] = []
        try:
            with self._engine.begin() as connection:
                for call in group:
                    try:
                        with connection.begin_nested():
                            result = call.work(connection)
                        done.append((call, result, None))
                    except Exception as error:
                        raise_unavailable(error)
                        _still_begun(connection)
                        done.append((call, None, error))
        except (SQLAlchemyError, StorageUnavailable, _RolledBack):
            return False
        for call, result, failure in done:
            if failure is None:
                call.outcome.set_result(result)
            else:
                call.outcome.set_exception(failure)
        return True


class _RolledBack(Exception):
    pass


def _still_begun(connection: Connection) -> None:
    # On some errors SQLite itself rolls back the whole transaction, and the works before with it:
    # https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction
    if not connection.connection.dbapi_connection.in_transaction:  # type: ignore[union-attr]
        raise _RolledBack


def run(engine: Engine, work: Callable[[Connection], T]) -> T:
    """One work in one transaction. Raises `StorageUnavailable`, or what the work raises."""
    try:
        with engine.begin() as connection:
            return work(connection)
    except SQLAlchemyError as error:
        raise_unavailable(error)
        raise
