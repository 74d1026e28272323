"""The round as a whole: the menu of everything that can be done about it, closing it and opening it again."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.screens import round_card as screens
from bot.screens.overviews import Note
from bot.screens.views import Deadline
from bot.services.acting import Undo, latest, remember
from bot.services.cockpit import Cockpit, end_errand
from bot.services.overseeing import offered
from bot.services.replies import Reply
from bot.services.submitting import awaited, complete_count
from storage import rounds
from storage.acts import ActRow

CLOSED, REOPENED = "round_closed", "round_reopened"


def controls(conn: Connection, cockpit: Cockpit) -> Reply:
    """The menu; argument: what is done to the round itself, and '.y' when she is sure."""
    end_errand(conn, cockpit.chat)
    wanted, _, sure = cockpit.argument.partition(".")
    if wanted not in (screens.CLOSE, screens.REOPEN):
        return menu(conn, cockpit)
    whole = replace(cockpit, submission=None)
    kind = CLOSED if wanted == screens.CLOSE else REOPENED
    note = "round-closed-now" if kind == CLOSED else "round-reopened-now"
    if (cockpit.round.closed_at is not None) is (kind == CLOSED):  # a second tap, or somebody was faster
        if sure != "y":
            return menu(conn, cockpit, Note("round-already"))
        earlier = latest(conn, whole, kind)
        return menu(conn, cockpit, Note(note, {"round": cockpit.round.name}, earlier))
    if sure != "y":
        return Reply(screens.turning(_view(conn, cockpit), cockpit.chat.language), cockpit.where)
    act = remember(conn, whole, kind)
    if kind == CLOSED:
        rounds.close(conn, cockpit.round.id, cockpit.now)
    else:
        rounds.reopen(conn, cockpit.round.id)
    return menu(conn, reread(conn, whole), Note(note, {"round": cockpit.round.name}, act))


def menu(conn: Connection, cockpit: Cockpit, note: Note | None = None) -> Reply:
    """The menu as it is now; `note` says what was just done."""
    return Reply(screens.controls(_view(conn, cockpit, note), cockpit.chat.language), cockpit.where)


def reread(conn: Connection, cockpit: Cockpit) -> Cockpit:
    """The cockpit after the round itself has changed."""
    round_ = rounds.get(conn, cockpit.round.id)
    assert round_ is not None
    return replace(cockpit, round=round_)


def _view(conn: Connection, cockpit: Cockpit, note: Note | None = None) -> screens.RoundView:
    round_ = cockpit.round
    desks = awaited(cockpit.desks(conn))
    return screens.RoundView(
        whole=cockpit.whole_round(conn),
        form=round_.form_id,
        name=round_.name,
        region=round_.region_name,
        deadline=Deadline(round_.deadline, ZoneInfo(round_.timezone), cockpit.now),
        complete=complete_count(desks),
        agencies=len(desks),
        verbs=offered(cockpit),
        closed=round_.closed_at is not None,
        note=note,
    )


def _is_closed(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    round_ = rounds.get(conn, cockpit.round.id)
    return round_ is not None and round_.closed_at == act.at


def _is_open(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    round_ = rounds.get(conn, cockpit.round.id)
    return round_ is not None and round_.closed_at is None


def _open(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    rounds.reopen(conn, cockpit.round.id)


def _close(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    rounds.close(conn, cockpit.round.id, cockpit.now)


UNDO_CLOSED = Undo(_is_closed, _open)
UNDO_REOPENED = Undo(_is_open, _close)
