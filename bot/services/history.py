"""Who did what when: a page of the acts of a round, or of one agency in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.screens import history as screens
from bot.screens.overviews import ActLine, Note
from bot.screens.press import read36
from bot.screens.rows import held_page, page_count
from bot.services.acting import lines
from bot.services.cockpit import Cockpit, end_errand
from bot.services.overseeing import by_name, unknown
from bot.services.replies import Reply
from storage import acts, agencies
from storage.acts import ActRow

MayUndo = Callable[[Connection, Cockpit, ActRow], bool]


def page_of_history(conn: Connection, cockpit: Cockpit, may_undo: MayUndo, note: Note | None = None) -> Reply:
    """The page that the button asks for; a command may name an agency. `note` says what was just done."""
    end_errand(conn, cockpit.chat)
    if cockpit.tapped is None and cockpit.argument:
        found = by_name(cockpit.desks(conn), cockpit.argument)
        if found is None:
            return unknown(conn, cockpit)
        cockpit = replace(cockpit, submission=found.work.submission_id, argument="")
    about = cockpit.submission
    count = acts.count_of_round(conn, cockpit.round.id)
    if about is not None:
        count = acts.count_of_submission(conn, about)
    page = held_page(read36(cockpit.argument), page_count(count, screens.PAGE))
    offset = page * screens.PAGE
    if about is None:
        rows = acts.of_round(conn, cockpit.round.id, screens.PAGE, offset)
    else:
        rows = acts.of_submission(conn, about, screens.PAGE, offset)
    told = tuple(
        replace(line, undoable=may_undo(conn, cockpit, row))
        for line, row in zip(lines(conn, cockpit, rows), rows, strict=True)
    )
    view = history_view(conn, cockpit, told, count, page, note)
    return Reply(screens.history(view, cockpit.chat.language), cockpit.where)


def history_view(
    conn: Connection,
    cockpit: Cockpit,
    told: tuple[ActLine, ...],
    count: int,
    page: int,
    note: Note | None = None,
) -> screens.HistoryView:
    """Whose history it is, and the acts of one page."""
    round_ = cockpit.round
    named = dict(agencies.in_round(conn, round_.id)).get(cockpit.submission or 0)
    whole = cockpit.whole_round(conn)
    return screens.HistoryView(
        submission=cockpit.submission or whole,
        whole=whole,
        form=round_.form_id,
        title=named.name if named is not None else round_.name,
        short=(named.short_name or named.name) if named is not None else "",
        zone=ZoneInfo(round_.timezone),
        now=cockpit.now,
        acts=told,
        count=count,
        page=page,
        note=note,
    )
