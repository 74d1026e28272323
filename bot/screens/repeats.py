"""The list of a repeat's items: add one, open one, remove one, go on.

`ITEMS` carries all of it: with the ids around the repeat it shows this list, with an item's id after them it
opens that item, and with the argument 'e' (or 'b') it leaves the list for the question after (or before) it;
'p1' is the second page of a long list.
"""

from __future__ import annotations

from bot.screens.length import line, narrow, paragraph
from bot.screens.phrases import Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import (
    DANGER,
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
from bot.screens.views import RepeatView

SHOWN = 30  # items on one page
TURN = "p"  # before the page in the argument of `ITEMS`
LINE = 60  # UTF-16 units of an item's summary


def repeat(view: RepeatView, language: str) -> Screen:
    """The card of a repeat."""
    p = phrases(language)
    if view.removing:
        return _confirm(view, p)
    pages = page_count(len(view.lines), SHOWN)
    page = held_page(pages if view.page is None else view.page, pages)
    lines = list(enumerate(view.lines, 1))[page * SHOWN : (page + 1) * SHOWN]
    listed = "\n".join(
        f"{number}  {_summary(text, p)}{'' if full else ' ' + p('repeat-unfinished')}"
        for number, (_, text, full) in lines
    )
    heading = "\n".join(
        filter(
            None,
            (
                escape(line(view.section, 60)),
                f"<b>{escape(line(view.label, 300))}</b>" if view.label else "",
                escape(paragraph(view.hint)[:400]),
            ),
        )
    )
    parts = (saved(p, view.saved) if view.saved else "", heading, listed or p("repeat-empty"))
    opened: list[Row] = []
    for number, (item, text, full) in lines:
        name = f"{'' if full else '🟡 '}{number} {narrow(text, 18)}".rstrip()
        remove = None if view.fixed else _press(p.plain("button-remove"), view, Verb.REMOVE, item)
        opened.append(row(_press(name, view, Verb.ITEMS, item), remove))
    add = None if view.fixed else _press(p.plain("button-add"), view, Verb.ADD, style=PRIMARY)
    done = _press(p.plain("button-no-more" if view.lines else "button-none"), view, Verb.ITEMS, argument="e")
    back = _press(p.plain("button-back"), view, Verb.ITEMS, argument="b") if view.can_back else None
    turn = Press(Verb.ITEMS, view.place.submission, view.place.form, view.ordinal, view.items)
    rows = stack(row(add), *opened, pager(page, pages, turn, TURN), row(done), row(back, menu(p, view.place)))
    return Screen("\n\n".join(filter(None, parts)), rows)


def page_of(view: RepeatView, item: str) -> int:
    """The page on which an item stands."""
    return next((place // SHOWN for place, one in enumerate(view.lines) if one[0] == item), 0)


def _summary(text: str, p: Phrases) -> str:
    return escape(line(text, LINE)) or p("repeat-untitled")


def _confirm(view: RepeatView, p: Phrases) -> Screen:
    """Removing takes answers off the questionnaire, so it asks once."""
    found = (text for item, text, _ in view.lines if item == view.removing)
    summary = line(next(found, ""), LINE)
    text = p("repeat-remove-named", item=summary) if summary else p("repeat-remove")
    yes = _press(p.plain("button-remove-yes"), view, Verb.REMOVE, view.removing, "y", DANGER)
    here = TURN + to36(page_of(view, view.removing))
    no = _press(p.plain("button-cancel"), view, Verb.ITEMS, argument=here)
    return Screen(text, stack(row(yes), row(no)))


def _press(
    text: str, view: RepeatView, verb: Verb, item: str = "", argument: str = "", style: str = ""
) -> Button | None:
    items = (*view.items, item) if item else view.items
    seen = len(view.lines) if verb is Verb.ADD else 0  # a double tap adds one item, not two
    press = Press(verb, view.place.submission, view.place.form, view.ordinal, items, seen, argument)
    return button(text, press, style)
