"""The list of a repeat's items as cards: each with its number, summary and progress; add one, open one, go on.

`ITEMS` carries all of it: with the ids around the repeat it shows this list, with an item's id after them it
opens that item, and with the argument 'e' (or 'b') it leaves the list for the question after (or before) it;
'p1' is the second page of a long list.
"""

from __future__ import annotations

from bot.screens.fixes import LIST, above, explaining
from bot.screens.length import MESSAGE, line, narrow, paragraph, same, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.problems import problem
from bot.screens.record_views import EarlierRecord, RecordLine, RepeatView
from bot.screens.rows import (
    PRIMARY,
    Row,
    button,
    held_page,
    menu,
    page_count,
    pager,
    row,
    stack,
)
from bot.screens.saved import saved
from bot.screens.screen import Button, Screen

SHOWN = 30  # items on one page
TURN = "p"  # before the page in the argument of `ITEMS`
LINE, LEAST = 60, 12  # UTF-16 units of an item's summary; less where much stands above
MARKS = 18  # units around it: its state, number and progress


def repeat(view: RepeatView, language: str) -> Screen:
    """The card of a repeat."""
    p = phrases(language)
    pages = page_count(len(view.lines), SHOWN)
    page = held_page(pages if view.page is None else view.page, pages)
    lines = list(enumerate(view.lines, 1))[page * SHOWN : (page + 1) * SHOWN]
    head, below = (*_news(view, p), _heading(view)), _below(view, p)
    for said in (view.thread, ()):  # a long one stands with the request for a word, too
        why = above(view.returned, said, p)
        room = MESSAGE - sum(shown(part) + 2 for part in (*why, *head, *below))
        most = min(LINE, room // max(len(lines), 1) - MARKS)
        if most >= LEAST:
            break
    listed = "\n".join(_line(number, one, p, most) for number, one in lines)
    parts = (*why, *head, listed or p("repeat-empty"), *below)
    opened = [_opened(number, one, view, p) for number, one in lines]
    turn = Press(Verb.ITEMS, view.place.submission, view.place.form, view.ordinal, view.items)
    back = _press(p.plain("button-back"), view, Verb.ITEMS, argument="b") if view.can_back else None
    rows = stack(
        row(_undo(view, p)),
        _adding(view, p),
        *(row(_earlier(one, view)) for one in view.earlier if _room(view)),
        *opened,
        pager(page, pages, turn, TURN),
        explaining(view.returned, view.place, view.ordinal, view.items, p, LIST),
        row(_done(view, p)),
        row(back, menu(p, view.place)),
    )
    return Screen("\n\n".join(filter(None, parts)), rows)


def page_of(view: RepeatView, item: str) -> int:
    """The page on which an item stands."""
    return next((place // SHOWN for place, one in enumerate(view.lines) if one.item == item), 0)


def _news(view: RepeatView, p: Phrases) -> tuple[Html, ...]:
    """What has just happened: a record is complete, one was taken off, or why there cannot be one more."""
    news: list[Html] = [saved(p, view.saved)] if view.saved else []
    if view.complete:
        places = {one.item: (number, one) for number, one in enumerate(view.lines, 1)}
        number, one = places.get(view.complete, (0, None))
        if one is not None:
            name = f"{line(view.label, 40)} {number}"
            news.append(p("record-complete", record=name, summary=_summary(one, p)))
    if view.added:
        news.append(p("table-added", count=view.added))
    if view.removed is not None:
        name = line(view.removed[1], LINE)
        news.append(p("record-removed", record=name))
    if view.problem is not None:
        news.append(problem(p, view.problem, ""))
    return tuple(news)


def _heading(view: RepeatView) -> str:
    return "\n".join(
        filter(
            None,
            (
                "" if same(view.section, view.label) else escape(line(view.section, 60)),
                f"<b>{escape(line(view.label, 300))}</b>" if view.label else "",
                escape(paragraph(view.hint)[:400]),
            ),
        )
    )


def _line(number: int, one: RecordLine, p: Phrases, most: int) -> str:
    state = "✅" if one.full else "🟡"
    progress = "" if one.full else f" · {one.done}/{one.asked}"
    return f"{state} {number}  {_summary(one, p, most)}{progress}"


def _below(view: RepeatView, p: Phrases) -> tuple[Html, ...]:
    """How many there must be and may be, where that matters now; and what may go on from last time."""
    said: list[Html] = []
    if view.filling:
        said.append(p("table-filling"))
    missing = view.least - len(view.lines)
    if missing > 0 and view.problem is None:
        said.append(p("records-missing", least=view.least, missing=missing))
    over = len(view.lines) - view.most
    if over > 0 and not view.fixed and view.problem is None:
        said.append(p("problem-more-than-items", most=view.most, over=over))
    elif not view.fixed and not _room(view) and view.problem is None:
        said.append(p("records-full", most=view.most))
    if view.earlier and _room(view):
        said.append(p("records-earlier", round=line(view.earlier_round, 80)))
    return tuple(said)


def _adding(view: RepeatView, p: Phrases) -> Row:
    if view.fixed or not _room(view):
        return ()
    more = "button-add-more" if view.lines else "button-add"
    add = _press(p.plain(more), view, Verb.ADD, style=PRIMARY)
    return row(add, _press(p.plain("button-table"), view, Verb.TABLE) if view.fillable else None)


def _opened(number: int, one: RecordLine, view: RepeatView, p: Phrases) -> Row:
    name = f"{'' if one.full else '🟡 '}{number} {narrow(one.summary, 18)}".rstrip()
    remove = None if view.fixed else _press(p.plain("button-remove"), view, Verb.REMOVE, one.item)
    return row(_press(name, view, Verb.ITEMS, one.item), remove)


def _done(view: RepeatView, p: Phrases) -> Button | None:
    if len(view.lines) < view.least:
        return None
    return _press(p.plain("button-no-more" if view.lines else "button-none"), view, Verb.ITEMS, argument="e")


def _undo(view: RepeatView, p: Phrases) -> Button | None:
    if view.removed is None:
        return None
    return _press(p.plain("button-undo-removal"), view, Verb.RESTORE, view.removed[0])


def _earlier(one: EarlierRecord, view: RepeatView) -> Button | None:
    return _press(f"↻ {narrow(one.summary, 30)}", view, Verb.CARRY_RECORD, argument=one.token)


def _room(view: RepeatView) -> bool:
    return not view.fixed and len(view.lines) < view.most


def _summary(one: RecordLine, p: Phrases, most: int = LINE) -> Html:
    return escape(line(one.summary, most)) or p("repeat-untitled")


def _press(
    text: str, view: RepeatView, verb: Verb, item: str = "", argument: str = "", style: str = ""
) -> Button | None:
    items = (*view.items, item) if item else view.items
    counted = verb in (Verb.ADD, Verb.CARRY_RECORD)  # a double tap adds one item, not two
    seen = view.newest if counted else 0
    press = Press(verb, view.place.submission, view.place.form, view.ordinal, items, seen, argument)
    return button(text, press, style)
