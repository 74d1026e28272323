"""One follow-up task in front of a coordinator, and what she does about it: tick it, send it back, move it, call it
off. Each is remembered, told, and can be undone while nothing has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.inputs import Sent, Typed
from bot.flows.moves import Side
from bot.flows.problems import Problem
from bot.screens import review_pieces
from bot.screens import tasks as screens
from bot.screens.length import line
from bot.screens.overviews import Note
from bot.screens.press import read36
from bot.screens.task_views import TaskCardView
from bot.screens.tasks import BACK, CANCEL, DONE, MOVE, SHOW, WORD, YES
from bot.screens.views import Deadline
from bot.services import task_news
from bot.services.acting import latest, remember
from bot.services.cockpit import Cockpit, begin_errand, end_errand, refused, still_waits
from bot.services.evidence_rows import FILE
from bot.services.replies import Reply, Where
from bot.services.task_terms import choices, moment, read_until, sample, too_late
from bot.services.tasks import Matter, brought, matter, sees, view_of
from storage import submissions, tasks
from storage.evidence import EvidenceRow

DONE_ACT, BACK_ACT, CANCELLED_ACT, MOVED_ACT = "task_done", "task_returned", "task_cancelled", "task_moved"
WHY, UNTIL = "task_word", "task_until"  # what her next words are
MOST_FILES = 10  # messages at once; Telegram takes a short burst
BEGINNING = 120  # UTF-16 units of a task's text in the history


def show_card(
    conn: Connection, cockpit: Cockpit, task_id: int, note: Note | None = None, asking: str = ""
) -> Reply:
    """The card of a task as it is now; `note` says what was just done."""
    one = of_cockpit(conn, cockpit, task_id)
    if one is None:
        return refused(cockpit.chat)
    pieces = brought(conn, one.row)
    assessor = cockpit.side is Side.ASSESSOR
    if note is not None and assessor:
        note = replace(note, act=0)  # only coordinators undo
    view = TaskCardView(view_of(one, cockpit.now, pieces), note, asking, assessor, len(_files(pieces)))
    effects = ("outbox",) if note is not None else ()
    return Reply(screens.card(view, cockpit.chat.language), cockpit.where, effects=effects)


def act(conn: Connection, cockpit: Cockpit, argument: str) -> Reply:
    """The buttons under a task; `argument` follows the 't': its id, and what is done about it."""
    sure = argument.endswith(YES)
    number, _, code = argument.removesuffix(YES).partition(".")
    one = of_cockpit(conn, cockpit, read36(number))
    if one is None:
        return refused(cockpit.chat)
    submissions.lock(conn, one.row.submission_id)
    one = of_cockpit(conn, cockpit, one.row.id) or one
    end_errand(conn, cockpit.chat)
    if code == SHOW:
        return _bring(conn, cockpit, one)
    if code == DONE and cockpit.side is not Side.ASSESSOR:
        return _tick(conn, cockpit, one, sure)
    if code == CANCEL:
        return _cancel(conn, cockpit, one, sure)
    if code == BACK:
        return _send_back(conn, cockpit, one, "") if sure else _ask_why(conn, cockpit, one)
    if code.startswith(MOVE):
        return _move(conn, cockpit, one, moment(read36(code.removeprefix(MOVE))), sure)
    return show_card(conn, cockpit, one.row.id)


def word_typed(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, object], raw: Typed | Sent
) -> Reply | None:
    """Why a task comes back, in her words."""
    one = _of_errand(conn, cockpit, errand)
    if one is None or not isinstance(raw, Typed):
        return None
    word = line(raw.text, WORD)
    end_errand(conn, cockpit.chat)
    return _send_back(conn, cockpit, one, word) if word else _ask_why(conn, cockpit, one)


def until_typed(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, object], raw: Typed | Sent
) -> Reply | None:
    """The new deadline in her words."""
    one = _of_errand(conn, cockpit, errand)
    if one is None or not isinstance(raw, Typed):
        return None
    found = read_until(cockpit, raw.text)
    if isinstance(found, Problem):
        return _ask_until(conn, cockpit, one, found)
    return _sure_until(conn, cockpit, one, found)


def of_cockpit(conn: Connection, cockpit: Cockpit, task_id: int) -> Matter | None:
    """The task, if it is one of the agency that the cockpit is about, and, for an assessor, her own: its number can
    be forged."""
    one = matter(conn, task_id)
    if one is not None and not sees(cockpit, one.row):
        return None
    if one is None or cockpit.submission is None or one.row.submission_id != cockpit.submission:
        return None
    return one


def _files(pieces: Sequence[EvidenceRow]) -> list[EvidenceRow]:
    """Those that can be sent into the chat: what was refused is not passed on."""
    return [one for one in pieces if one.kind == FILE and one.telegram_file_id and not one.refused]


def _bring(conn: Connection, cockpit: Cockpit, one: Matter) -> Reply:
    """The files themselves, below the card; the newest, where there are more than a screenful."""
    language, label = cockpit.chat.language, line(one.row.text, 80)
    found = _files(brought(conn, one.row))[-MOST_FILES:]
    shown = [review_pieces.file(row.medium, row.telegram_file_id, label, row.name, language) for row in found]
    if not shown:
        return show_card(conn, cockpit, one.row.id)
    return Reply(shown[0], Where.ASIDE, also=tuple(shown[1:]))


# -------------------------------------------------------------------- ending it


def _tick(conn: Connection, cockpit: Cockpit, one: Matter, sure: bool) -> Reply:
    if not one.row.is_open:
        return _again(conn, cockpit, one, DONE_ACT, "task-ticked" if one.row.done_at is not None else "")
    if one.row.delivered_at is None and not sure:
        return show_card(conn, cockpit, one.row.id, asking="done")
    tasks.tick(conn, one.row.id, cockpit.chat.person_id, cockpit.now)
    return _done(conn, cockpit, one, DONE_ACT, task_news.DONE, "task-ticked")


def _cancel(conn: Connection, cockpit: Cockpit, one: Matter, sure: bool) -> Reply:
    if not one.row.is_open:
        note = "task-called-off" if one.row.cancelled_at is not None else ""
        return _again(conn, cockpit, one, CANCELLED_ACT, note)
    if not sure:
        return show_card(conn, cockpit, one.row.id, asking="cancel")
    tasks.cancel(conn, one.row.id, cockpit.now)
    return _done(conn, cockpit, one, CANCELLED_ACT, task_news.CANCELLED, "task-called-off")


# -------------------------------------------------------------------- sending it back


def _ask_why(conn: Connection, cockpit: Cockpit, one: Matter) -> Reply:
    if one.row.delivered_at is None or not one.row.is_open:
        return show_card(conn, cockpit, one.row.id)
    begin_errand(conn, cockpit, WHY, task=one.row.id, at=cockpit.now.isoformat())
    return Reply(screens.word_wanted(view_of(one, cockpit.now), cockpit.chat.language), cockpit.where)


def _send_back(conn: Connection, cockpit: Cockpit, one: Matter, word: str) -> Reply:
    row = one.row
    if row.delivered_at is None or not tasks.send_back(conn, row.id, word, cockpit.now):
        # a second tap, or the agency took it back itself
        return _again(
            conn, cockpit, one, BACK_ACT, "task-sent-back" if row.word == word and row.is_owed else ""
        )
    delivered = {"delivered_at": row.delivered_at.isoformat(), "delivered_by": row.delivered_by}
    return _done(conn, cockpit, one, BACK_ACT, task_news.BACK, "task-sent-back", reason=word, **delivered)


# -------------------------------------------------------------------- moving it


def _move(conn: Connection, cockpit: Cockpit, one: Matter, due: datetime | None, sure: bool) -> Reply:
    if not one.row.is_open:
        return show_card(conn, cockpit, one.row.id)
    if due is None:
        return _ask_until(conn, cockpit, one)
    if sure and due == one.row.due_at:
        return _again(conn, cockpit, one, MOVED_ACT, "task-moved")
    problem = too_late(cockpit, due)
    if problem is not None:
        return _ask_until(conn, cockpit, one, problem)
    if not sure:
        return _sure_until(conn, cockpit, one, due)
    tasks.move(conn, one.row.id, due, cockpit.now)
    moved = {"old": one.row.due_at.isoformat(), "new": due.isoformat()}
    return _done(conn, cockpit, one, MOVED_ACT, task_news.MOVED, "task-moved", **moved)


def _ask_until(conn: Connection, cockpit: Cockpit, one: Matter, problem: Problem | None = None) -> Reply:
    begin_errand(conn, cockpit, UNTIL, task=one.row.id, at=cockpit.now.isoformat())
    view = view_of(one, cockpit.now)
    screen = screens.moving(view, choices(cockpit.now), sample(cockpit), cockpit.chat.language, problem)
    return Reply(screen, cockpit.where)


def _sure_until(conn: Connection, cockpit: Cockpit, one: Matter, due: datetime) -> Reply:
    new = Deadline(due, ZoneInfo(cockpit.round.timezone), cockpit.now)
    return Reply(screens.moving_sure(view_of(one, cockpit.now), new, cockpit.chat.language), cockpit.where)


# -------------------------------------------------------------------- what all of them do


def _done(
    conn: Connection, cockpit: Cockpit, one: Matter, kind: str, what: str, note: str, **params: object
) -> Reply:
    """Remember what was just done to a task, tell the agency, and show the card."""
    text = line(one.row.text, BEGINNING)
    number = remember(conn, cockpit, kind, task=one.row.id, text=text, **params)
    task_news.tell(conn, cockpit, one.row.id, what, number)
    return show_card(conn, cockpit, one.row.id, Note(note, {}, number))


def _again(conn: Connection, cockpit: Cockpit, one: Matter, kind: str, note: str) -> Reply:
    """The card, where this was done before: a second tap reads like the first; `note` is '' where another did
    something else meanwhile."""
    act = latest(conn, cockpit, kind, task=one.row.id) if note else 0
    return show_card(conn, cockpit, one.row.id, Note(note, {}, act) if act else None)


def _of_errand(conn: Connection, cockpit: Cockpit, errand: Mapping[str, object]) -> Matter | None:
    number = errand.get("task")
    if not isinstance(number, int) or not still_waits(conn, cockpit, errand):
        return None
    one = of_cockpit(conn, cockpit, number)
    return one if one is not None and one.row.is_open else None
