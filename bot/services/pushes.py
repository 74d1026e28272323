"""Everything that is pushed, on one page: which function renders which kind of row, at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.services import alerting
from bot.services.replies import Rendered
from bot.services.setting import Setting
from bot.services.submitting import AGENCY, ALL, REOPENED, SECTION
from storage.outbox import Row

Render = Callable[[Connection, Setting, Sequence[Row], datetime], Rendered]

RENDERS: Mapping[str, Render] = {
    SECTION: alerting.render,
    AGENCY: alerting.render,
    ALL: alerting.render,
    REOPENED: alerting.render,
}
# Pictures, workbooks and the like: nobody's reminder waits behind them
SLOW = frozenset({"recap", "digest", "export", "invitations", "sheet"})


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """The message of one or more rows of a chat. Raises LookupError for a kind that nobody renders."""
    kind = rows[0].kind
    if kind not in RENDERS:
        raise LookupError(f"outbox kind {kind}")
    return RENDERS[kind](conn, setting, rows, now)


def bundle(rows: Sequence[Row]) -> list[list[Row]]:
    """Which due rows of one chat make one message together, in the order in which they are due."""
    return [[row] for row in rows]
