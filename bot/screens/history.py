"""/riwayat: who did what when, the newest first, and the way back where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.acts import noted, what, who
from bot.screens.coordinators import everyone, held
from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.overviews import ActLine, Note
from bot.screens.phrases import Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import DANGER, button, held_page, page_count, pager, row, side_by_side, stack
from bot.screens.screen import Button, Screen

PAGE = 6


@dataclass(frozen=True, slots=True)
class HistoryView:
    """`submission` is the agency's, or the region's where the whole round is meant."""

    submission: int
    whole: int
    form: int
    title: str  # the round, or the agency
    short: str  # of the agency; '' for the round
    zone: ZoneInfo
    now: datetime
    acts: tuple[ActLine, ...]  # of this page
    count: int
    page: int
    note: Note | None = None


def history(view: HistoryView, language: str) -> Screen:
    """One page. Only what can still be undone has a button."""
    p = phrases(language)
    pages = page_count(view.count, PAGE)
    page = held_page(view.page, pages)
    lines = [_line(number, act, view, p) for number, act in enumerate(view.acts, page * PAGE + 1)]
    undos = [
        button(p.plain("button-undo-number", number=number), _undo(view, act))
        for number, act in enumerate(view.acts, page * PAGE + 1)
        if act.undoable
    ]
    parts = (
        noted(view.note, view.zone, p),
        p("history-of", title=line(view.title, NAME)),
        "\n\n".join(lines) or p("history-none"),
    )
    rows = stack(
        *side_by_side(undos, 2),
        pager(page, pages, Press(Verb.HISTORY, view.submission, view.form)),
        row(_answers(view, p), _back(view, p)),
    )
    return Screen(held(tuple(parts)), rows)


def undoing(view: HistoryView, act: ActLine, language: str) -> Screen:
    """Whether an act shall be undone."""
    p = phrases(language)
    said = f"{p('undo-sure')}\n\n{what(act, view.zone, p)}\n{who(act, view.zone, view.now, p)}"
    sure = button(p.plain("button-undo-yes"), _undo(view, act, ".y"), DANGER)
    back = button(p.plain("button-cancel"), Press(Verb.HISTORY, view.submission, view.form))
    return Screen(said, stack(row(sure), row(back)))


def _line(number: int, act: ActLine, view: HistoryView, p: Phrases) -> str:
    said = f"{number}. {what(act, view.zone, p)}\n    {who(act, view.zone, view.now, p)}"
    return f"{said} · {p('act-was-undone')}" if act.undone else said


def _undo(view: HistoryView, act: ActLine, sure: str = "") -> Press:
    return Press(Verb.UNDO, view.submission, view.form, argument=to36(act.id) + sure)


def _answers(view: HistoryView, p: Phrases) -> Button | None:
    """What an agency answered has a history of its own."""
    if not view.short:
        return None
    return button(p.plain("button-trace-agency"), Press(Verb.TRACE, view.submission, view.form))


def _back(view: HistoryView, p: Phrases) -> Button | None:
    if not view.short:
        return everyone(view.whole, view.form, p)
    text = p.plain("button-back-to", name=narrow(view.short, 24))
    return button(text, Press(Verb.SECTIONS, view.submission, view.form))
