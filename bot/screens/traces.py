"""The history of one question, or of all that an agency answered: who, when, what stood there and what then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.coordinators import held
from bot.screens.dates import lately
from bot.screens.length import line, narrow
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press
from bot.screens.rows import button, held_page, page_count, pager, row, stack
from bot.screens.screen import Button, Screen
from bot.screens.threads import comment

PAGE = 6
VALUE, LABEL = 160, 90


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One thing that happened. `key` is its sentence; `number` its place in the chain, 0 while it has none."""

    at: datetime
    who: str
    key: str
    old: str = ""
    new: str = ""
    label: str = ""  # of the question, where the lines are of several
    origin: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class TraceView:
    """`back` leads to where the reader came from."""

    turn: Press  # another page
    back: Press
    back_name: str  # of the agency; '' for the question's card
    title: str
    record: str
    zone: ZoneInfo
    now: datetime
    lines: tuple[TraceLine, ...]  # of this page, the newest first
    count: int
    page: int


def trace(view: TraceView, language: str) -> Screen:
    """One page of it."""
    p = phrases(language)
    pages = page_count(view.count, PAGE)
    page = held_page(view.page, pages)
    title = line(view.title, 200)
    head = p("trace-of", title=f"{line(view.record, 60)} › {title}" if view.record else title)
    said = [_line(one, view, p) for one in view.lines]
    rows = stack(pager(page, pages, view.turn), row(_back(view, p)))
    return Screen(held((head, "\n\n".join(said) or p("trace-none"))), rows)


def _line(one: TraceLine, view: TraceView, p: Phrases) -> str:
    new = comment(one.new, p) if one.key in ("trace-returned", "trace-remark") else one.new
    facts = {"old": line(one.old, VALUE), "new": line(new, VALUE)}
    said = p(one.key, **facts)
    if one.label:
        said = Html(f"{escape(line(one.label, LABEL))}\n{said}")
    if one.origin:
        said = Html(f"{said} ({p(f'trace-origin-{one.origin}')})")
    by = line(one.who, PERSON) or p.plain("act-by-nobody")
    who = p("act-who", person=by, when=lately(one.at, view.zone, view.now, p.language))
    number = f" · № {one.number}" if one.number else ""
    return f"{said}\n   {who}{number}"


def _back(view: TraceView, p: Phrases) -> Button | None:
    name = p.plain("button-back-to", name=narrow(view.back_name, 24)) if view.back_name else ""
    return button(name or p.plain("button-back"), view.back)
