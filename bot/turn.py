"""What a handler gets for one update: the right to apply it exactly once, and errors that are seen."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection
from telegram import Update
from telegram.ext import Application, CallbackContext

from storage import inbox
from storage.answers import Conflict
from storage.database import Database
from storage.inbox import AlreadyApplied, Row

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]

CONFLICTS = 3  # times that a colleague may be faster before it is an error

__all__ = ["AlreadyApplied", "Turn", "current", "run"]


class Turn:
    """One update's turn in its lane. `applied`: its effect is stored; `error`: what PTB swallowed."""

    __slots__ = ("_body", "_database", "applied", "error", "row")

    def __init__(self, database: Database, row: Row) -> None:
        self._database = database
        self._body: Any = None
        self.row = row
        self.applied = False
        self.error: BaseException | None = None

    @property
    def row_id(self) -> int:
        return self.row.id

    @property
    def update_id(self) -> int:
        return self.row.update_id

    @property
    def chat_id(self) -> int | None:
        """Where the person is, or None. (Not always the lane: that of a press in a group is hers.)"""
        return chat_of(self.body)

    @property
    def body(self) -> Any:
        """The update as Telegram sent it. Raises `ValueError` if it is not JSON."""
        if self._body is None:
            self._body = json.loads(self.row.body)
        return self._body

    async def write(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work and mark this update as applied, in one transaction; later calls of the same turn only
        run their work. Raises `AlreadyApplied` if it was before: let that pass, it is a success."""
        if self.applied:
            return await self._database.write(work, *args, **kwargs)

        def once(conn: Connection) -> T:
            inbox.lock_lane(conn, self.row.lane)
            inbox.applied(conn, self.row.id)
            return work(conn, *args, **kwargs)

        for _ in range(CONFLICTS):
            with contextlib.suppress(
                Conflict
            ):  # a colleague answered meanwhile: look again, and decide again
                result = await self._database.write(once)
                break
        else:
            result = await self._database.write(once)
        self.applied = True
        return result

    async def read(self, work: Work[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._database.read(work, *args, **kwargs)


_turn: ContextVar[Turn] = ContextVar("turn")


def current() -> Turn:
    """The turn that the running handler belongs to. Raises `LookupError` outside of `run`."""
    return _turn.get()


async def run(application: Application[Any, Any, Any, Any, Any, Any], update: Update, turn: Turn) -> None:
    """Route the update through PTB's handlers, and raise what they raised.

    `Application.process_update` hands exceptions to error handlers and returns as if nothing had happened;
    without this the update would count as done."""
    if _remember not in application.error_handlers:
        application.add_error_handler(_remember)
    token = _turn.set(turn)
    try:
        await application.process_update(update)
    finally:
        _turn.reset(token)
    if turn.error is not None:
        raise turn.error


async def _remember(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    turn = _turn.get(None)
    if turn is not None and turn.error is None:
        turn.error = context.error


def chat_of(update: Any) -> int | None:
    """The chat of a raw update, or None. Anything may come in: nothing is raised."""
    if not isinstance(update, dict):
        return None
    for kind, event in update.items():
        if kind == "update_id" or not isinstance(event, dict):
            continue
        message = event.get("message") if kind == "callback_query" else event
        chat = message.get("chat") if isinstance(message, dict) else None
        number = chat.get("id") if isinstance(chat, dict) else None
        if isinstance(number, int) and -(2**63) <= number < 2**63:
            return number
    return None
