"""How what was done to a follow-up task is undone, while nothing has changed since."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.services import task_news
from bot.services.acting import Undo
from bot.services.cockpit import Cockpit
from bot.services.tasks import brought
from storage import tasks
from storage.acts import ActRow
from storage.tasks import TaskRow


def _row(conn: Connection, cockpit: Cockpit, act: ActRow) -> TaskRow | None:
    """The act's task, None where it is another agency's."""
    row = tasks.get(conn, int(act.params["task"]))
    return row if row is not None and row.submission_id == cockpit.submission else None


def _fits_set(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    row = _row(conn, cockpit, act)
    return row is not None and row.is_owed and row.told_at == row.at and not brought(conn, row)


def _unset(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    """Nobody has brought anything: it is called off."""
    tasks.cancel(conn, int(act.params["task"]), cockpit.now)
    _tell(conn, cockpit, act, task_news.CANCELLED)


def _fits_done(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    row = _row(conn, cockpit, act)
    return row is not None and row.done_at == act.at


def _undo_done(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    tasks.untick(conn, int(act.params["task"]), cockpit.now)
    _tell(conn, cockpit, act, task_news.REVIVED)  # nobody reads it where it was delivered


def _fits_back(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    row = _row(conn, cockpit, act)
    return row is not None and row.is_owed and row.told_at == act.at


def _undo_back(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    by = act.params.get("delivered_by")
    at = datetime.fromisoformat(str(act.params["delivered_at"]))
    tasks.redeliver(conn, int(act.params["task"]), by if isinstance(by, int) else None, at)
    _tell(conn, cockpit, act, task_news.KEPT)


def _fits_cancelled(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    row = _row(conn, cockpit, act)
    return row is not None and row.cancelled_at == act.at


def _undo_cancelled(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    tasks.revive(conn, int(act.params["task"]), cockpit.now)
    _tell(conn, cockpit, act, task_news.REVIVED)


def _fits_moved(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    row = _row(conn, cockpit, act)
    old, new = (datetime.fromisoformat(str(act.params[name])) for name in ("old", "new"))
    return row is not None and row.is_open and row.due_at == new and old > cockpit.now


def _undo_moved(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    old = datetime.fromisoformat(str(act.params["old"]))
    tasks.move(conn, int(act.params["task"]), old, cockpit.now)
    _tell(conn, cockpit, act, task_news.MOVED)


def _tell(conn: Connection, cockpit: Cockpit, act: ActRow, what: str) -> None:
    task_news.tell(conn, cockpit, int(act.params["task"]), what, act.id, undone=True)


UNDO_SET = Undo(_fits_set, _unset)
UNDO_DONE = Undo(_fits_done, _undo_done)
UNDO_BACK = Undo(_fits_back, _undo_back)
UNDO_CANCELLED = Undo(_fits_cancelled, _undo_cancelled)
UNDO_MOVED = Undo(_fits_moved, _undo_moved)
