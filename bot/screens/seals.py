"""The seal in one line: that an agency's head has confirmed the answers, and whether they still are what she saw."""

from __future__ import annotations

from bot.screens.dates import short_date
from bot.screens.phrases import Html, Phrases
from bot.screens.press import Press, Verb
from bot.screens.rows import Row, button, row
from bot.screens.views import Place, SealView


def seal_line(view: SealView, p: Phrases) -> Html:
    """'🔏 TT-2024-3-0012 · segel utuh', or how many answers have changed since which day."""
    if not view.changed:
        return p("seal-intact", number=view.number)
    day = short_date(view.at.astimezone(view.zone).date(), p.language)
    return p("seal-broken", number=view.number, count=view.changed, date=day)


def seal_mark(seal: SealView | None) -> str:
    """Behind an agency's line in a list; '' where nobody has confirmed anything."""
    return "" if seal is None else " ⚠️" if seal.changed else " 🔏"


def plain_seal(view: SealView, p: Phrases) -> str:
    """The same without the number, for a cell."""
    if not view.changed:
        return p.plain("seal-cell-intact")
    day = short_date(view.at.astimezone(view.zone).date(), p.language)
    return p.plain("seal-cell-broken", count=view.changed, date=day)


def to_receipts(verb: Verb, place: Place, p: Phrases) -> Row:
    """The button that leads from a home card or an agency's card to its receipts."""
    return row(button(p.plain("button-receipts"), Press(verb, place.submission, place.form)))
