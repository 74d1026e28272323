"""What can be undone, on one page; and undoing it: confirmed, only once, remembered itself, and refused politely
where the world has moved on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from bot.screens import history as screens
from bot.screens.overviews import Note
from bot.screens.press import read36
from bot.services import (
    announcing,
    closing,
    deadlines,
    extending,
    nudging,
    reaching,
    returning,
    scheduling,
    staffing,
    steering,
    task_cards,
    task_setting,
    task_undoing,
)
from bot.services.acting import UNDONE, Undo, lines, remember
from bot.services.cockpit import Cockpit, refused
from bot.services.history import history_view, page_of_history
from bot.services.replies import Reply
from storage import acts, submissions
from storage.acts import ActRow

UNDOS: Mapping[str, Undo] = {
    extending.EXTENDED: extending.UNDO,
    closing.CLOSED: closing.UNDO_CLOSED,
    closing.REOPENED: closing.UNDO_REOPENED,
    returning.RETURNED: returning.UNDO_RETURNED,
    returning.ACCEPTED: returning.UNDO_ACCEPTED,
    staffing.REMOVED: staffing.UNDO,
    steering.CLOSED: steering.UNDO_CLOSED,
    steering.REOPENED: steering.UNDO_REOPENED,
    reaching.NUDGED: nudging.UNDO,
    reaching.DEADLINE_MOVED: deadlines.UNDO,
    scheduling.SCHEDULED: scheduling.UNDO,
    reaching.ANNOUNCED: announcing.UNDO,
    task_setting.SET: task_undoing.UNDO_SET,
    task_cards.DONE_ACT: task_undoing.UNDO_DONE,
    task_cards.BACK_ACT: task_undoing.UNDO_BACK,
    task_cards.CANCELLED_ACT: task_undoing.UNDO_CANCELLED,
    task_cards.MOVED_ACT: task_undoing.UNDO_MOVED,
}
OF_CLOSED = frozenset({steering.CLOSED})  # what else happened in a round that is closed stays as it is


def show(conn: Connection, cockpit: Cockpit) -> Reply:
    """/riwayat, of the round or of one agency; the button's argument is a page."""
    return page_of_history(conn, cockpit, may_undo)


def undo(conn: Connection, cockpit: Cockpit) -> Reply:
    """Undo an act; argument: the act, and '.y' when she is sure."""
    number, _, sure = cockpit.argument.partition(".")
    act = acts.get(conn, read36(number))
    if act is None or act.round_id != cockpit.round.id or act.kind not in UNDOS:
        return refused(cockpit.chat)
    submissions.lock(conn, act.submission_id or cockpit.whole_round(conn))
    # somebody else may have undone it, or done something about the round, before we had the lock
    act, cockpit = acts.get(conn, act.id) or act, steering.reread(conn, cockpit)
    if act.undone_at is not None:
        return _told(conn, cockpit, "undo-done" if sure == "y" else "undo-before")  # two quick taps
    if not may_undo(conn, cockpit, act):
        return _told(conn, cockpit, "undo-moved-on")
    if sure != "y":
        (line,) = lines(conn, cockpit, [act])
        view = history_view(conn, cockpit, (), 0, 0)
        return Reply(screens.undoing(view, line, cockpit.chat.language), cockpit.where)
    if not acts.undo(conn, act.id, cockpit.now):
        return _told(conn, cockpit, "undo-before")
    about = replace(cockpit, submission=act.submission_id)
    UNDOS[act.kind].do(conn, about, act)
    remember(conn, about, UNDONE, act=act.id)
    return _told(conn, steering.reread(conn, cockpit), "undo-done")


def may_undo(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    """Whether it was not undone before, and the world is still as it left it."""
    if act.kind not in UNDOS or act.undone_at is not None:
        return False
    if cockpit.round.closed_at is not None and act.kind not in OF_CLOSED:
        return False
    return UNDOS[act.kind].fits(conn, replace(cockpit, submission=act.submission_id), act)


def _told(conn: Connection, cockpit: Cockpit, key: str) -> Reply:
    reply = page_of_history(conn, replace(cockpit, argument="0"), may_undo, Note(key))
    return replace(reply, effects=("outbox",))
