"""An agency's evidence as a whole: what was given, by section, which answers it proves, what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bot.screens.evidence import walk
from bot.screens.evidence_buttons import LOOK, look
from bot.screens.evidence_pieces import documents
from bot.screens.length import MESSAGE, line, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.register_views import DocumentLine, RegisterView
from bot.screens.rows import (
    Row,
    button,
    evenly,
    held_page,
    menu,
    page_count,
    pager,
    row,
    side_by_side,
    stack,
)
from bot.screens.screen import Button, Screen

PAGE = 8  # documents and gaps on one page
NAME, CAPTION, LABEL = 60, 40, 80


def register(view: RegisterView, language: str) -> Screen:
    """One page of the register. It never outgrows a message: captions give way first."""
    p = phrases(language)
    pages = page_count(len(view.lines), PAGE)
    page = held_page(view.page, pages)
    lines = view.lines[page * PAGE : (page + 1) * PAGE]
    text = _text(view, lines, p, CAPTION)
    if shown(text) > MESSAGE:
        text = _text(view, lines, p, 0)
    verb = Verb.REGISTER if view.own else Verb.PROOFS
    turn = Press(verb, view.place.submission, view.place.form)
    rows = (*_numbers(view, lines), pager(page, pages, turn))
    return Screen(text, stack(*rows, *_below(view, p)))


def _text(view: RegisterView, lines: tuple[DocumentLine, ...], p: Phrases, caption: int) -> str:
    how = p("register-how" if view.own and view.open else "register-look") if lines else ""
    return "\n\n".join(filter(None, (_head(view, p), *_sections(view, lines, p, caption), how)))


def _head(view: RegisterView, p: Phrases) -> str:
    said = [Html(f"<b>{p('register-title', agency=line(view.agency, 120))}</b>")]
    if view.documents:
        said.append(p("register-count", documents=view.documents, proved=view.proved))
    else:
        said.append(p("register-empty"))
    if view.lacking:
        said.append(p("register-lacking", count=view.lacking))
    elif view.documents:
        said.append(p("register-complete"))
    return "\n".join(said)


def _sections(view: RegisterView, lines: tuple[DocumentLine, ...], p: Phrases, caption: int) -> Iterator[str]:
    """The lines of this page below the sections that they belong to."""
    told = zip(lines, documents(lines, view.zone, p, caption, NAME), strict=True)
    for section, inside in groupby(told, key=lambda pair: pair[0].section):
        title = [f"<b>{escape(line(section, LABEL))}</b>"] if section else []
        yield "\n".join((*title, *(said for _, said in inside)))


def _numbers(view: RegisterView, lines: tuple[DocumentLine, ...]) -> tuple[Row, ...]:
    found = [_number(view, one, n) for n, one in enumerate(lines, start=1)]
    return side_by_side(found, evenly(sum(one is not None for one in found)))


def _number(view: RegisterView, one: DocumentLine, number: int) -> Button | None:
    """Sends a document into the chat, or opens the card of an answer that lacks its evidence."""
    submission, form = view.place.submission, view.place.form
    if one.piece is None:
        gap = Press(Verb.EVIDENCE, submission, form, one.ordinal, one.items)
        return button(str(number), gap) if view.own and view.open else None
    if view.own:
        return button(str(number), look(view.place, one.piece.id))
    return button(str(number), Press(Verb.PROOFS, submission, form, argument=LOOK + to36(one.piece.id)))


def _below(view: RegisterView, p: Phrases) -> tuple[Row, ...]:
    if not view.own:
        agency = Press(Verb.SECTIONS, view.place.submission, view.place.form)
        return (row(button(p.plain("button-back"), agency)),)
    onward = walk(view.lacking, view.place, p) if view.open and view.lacking else None
    return row(onward), row(menu(p, view.place))
