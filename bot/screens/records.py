"""One record as a card: all of its answers, each a tap away; to copy it, to take it off, to go back to its list."""

from __future__ import annotations

from bot.screens.length import MESSAGE, line, share, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.record_views import RecordAnswer, RecordView
from bot.screens.rows import (
    PRIMARY,
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
from bot.screens.saved import saved
from bot.screens.screen import Button, Screen

SHOWN = 40  # lines on one page
LABEL, VALUE = 60, 120  # UTF-16 units of each in a line
MARKS = {"copied": "⧉", "carried": "↻"}
TURN = "q"  # before the page in the argument of `ITEMS`


def record(view: RecordView, language: str) -> Screen:
    """The card of a record."""
    p = phrases(language)
    pages = page_count(len(view.lines), SHOWN)
    page = held_page(view.page, pages)
    lines = list(enumerate(view.lines, 1))[page * SHOWN : (page + 1) * SHOWN]
    complete = view.done >= view.asked
    name, section = line(view.name, 60), line(view.section, 60)
    top = name if name.casefold().startswith(section.casefold()) else f"{section} › {name}"
    counts = {"done": str(view.done), "asked": str(view.asked)}
    state = p("record-full", **counts) if complete else p("record-open", **counts)
    head = "\n".join(filter(None, (escape(top), f"<b>{_title(view, p)}</b>", state)))
    news = [saved(p, view.saved)] if view.saved else []
    if view.lead:
        news.append(p(f"record-lead-{view.lead}", record=line(view.name, 60)))
    marks = dict.fromkeys(one.mark for _, one in lines if one.mark in MARKS)
    tail = [p(f"record-mark-{mark}") for mark in marks]
    room = MESSAGE - sum(shown(part) + 2 for part in (*news, head, *tail)) - 6 * len(lines)
    said = share(room, [(_said(one, p), 12) for _, one in lines])
    listed = "\n".join(f"{number}  {escape(text)}" for (number, _), text in zip(lines, said, strict=True))
    text = "\n\n".join(filter(None, (*news, head, listed, "\n".join(tail))))
    numbers = [_open(number, one, view) for number, one in lines]
    here = Press(Verb.ITEMS, view.place.submission, view.place.form, view.ordinal, view.items)
    onward = _press(p.plain("button-continue-record"), view, Verb.ITEMS, argument="o", style=PRIMARY)
    copy = None if view.fixed or view.full else _press(p.plain("button-duplicate"), view, Verb.DUPLICATE)
    remove = None if view.fixed else _press(p.plain("button-remove"), view, Verb.REMOVE)
    back = button(
        p.plain("button-record-list"),
        Press(Verb.ITEMS, view.place.submission, view.place.form, view.ordinal, view.items[:-1]),
        PRIMARY if complete else "",
    )
    rows = stack(
        row(None if complete else onward),
        *side_by_side(numbers, evenly(len(numbers))),
        pager(page, pages, here, TURN),
        row(copy, remove),
        row(back, menu(p, view.place)),
    )
    return Screen(text, rows)


def _title(view: RecordView, p: Phrases) -> Html:
    return escape(line(view.summary, 120)) or p("repeat-untitled")


def _said(one: RecordAnswer, p: Phrases) -> str:
    mark = f"{MARKS[one.mark]} " if one.mark in MARKS else ""
    proof = f" {p.plain(f'line-proof-{one.proof}')}" if one.proof else ""
    return f"{mark}{line(one.label, LABEL)}: {line(one.value, VALUE) or p.plain('record-no-answer')}{proof}"


def _open(number: int, one: RecordAnswer, view: RecordView) -> Button | None:
    verb = Verb.ITEMS if one.is_repeat else Verb.OPEN
    text = str(number) if one.value else f"{number} ·"
    return button(text, Press(verb, view.place.submission, view.place.form, one.ordinal, one.items))


def _press(text: str, view: RecordView, verb: Verb, argument: str = "", style: str = "") -> Button | None:
    seen = view.newest if verb is Verb.DUPLICATE else 0
    press = Press(verb, view.place.submission, view.place.form, view.ordinal, view.items, seen, argument)
    return button(text, press, style)
