"""Rows of buttons: how many stand side by side, what leads to the next page, and what does not fit at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.screens.length import FULL_ROW, HALF_ROW, width
from bot.screens.phrases import Phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.screen import Button
from bot.screens.views import Place

Row = tuple[Button, ...]

NUMBERS = 5  # number buttons side by side: a thumb still hits them
BUTTONS = 100  # Telegram's limit for one message
PRIMARY, SUCCESS, DANGER = "primary", "success", "danger"


def button(text: str, press: Press, style: str = "") -> Button | None:
    """The button, or None when its data would not fit 64 bytes: then the person types instead."""
    try:
        return Button(text, press.encode(), style=style)
    except ValueError:
        return None


def row(*buttons: Button | None) -> Row:
    """The buttons that exist, side by side."""
    return tuple(found for found in buttons if found is not None)


def stack(*rows: Row) -> tuple[Row, ...]:
    """The rows that have buttons, one below the other, never more than Telegram takes."""
    kept: list[Row] = []
    count = 0
    for one in rows:
        count += len(one)
        if one and count <= BUTTONS:
            kept.append(one)
    return tuple(kept)


def side_by_side(buttons: Iterable[Button | None], columns: int) -> tuple[Row, ...]:
    found = [one for one in buttons if one is not None]
    return tuple(tuple(found[start : start + columns]) for start in range(0, len(found), columns))


def evenly(count: int, most: int = NUMBERS) -> int:
    """How many number buttons a row holds, so that no row is nearly empty: 6 stand as 3 and 3."""
    rows = max(1, -(-count // most))
    return max(1, -(-count // rows))


def columns_for(labels: Sequence[str]) -> int:
    """How many of these buttons fit side by side on a phone: 5, 2 or 1; 0 when even one is too long."""
    widest = max((width(label) for label in labels), default=0.0)
    if widest <= 4:
        return NUMBERS
    if widest <= HALF_ROW:
        return 2
    return 1 if widest <= FULL_ROW else 0


def menu(p: Phrases, place: Place) -> Button | None:
    """☰: the home card."""
    return button(p.plain("button-menu"), Press(Verb.HOME, place.submission, place.form))


def start(p: Phrases, place: Place, section: int | None = None) -> Button | None:
    """▶: wherever something is open, or the first open question of a section."""
    argument = "" if section is None else to36(section)
    press = Press(Verb.START, place.submission, place.form, argument=argument)
    return button(p.plain("button-continue"), press, PRIMARY)


def page_count(length: int, size: int) -> int:
    return max(1, -(-length // size))


def held_page(page: int, pages: int) -> int:
    """The page asked for, held within what there is: a button may be of last week."""
    return min(max(page, 0), pages - 1)


def pager(page: int, pages: int, turn: Press, prefix: str = "") -> Row:
    """◀ ▶ where there is more than one page; `turn` gets the page as its argument, after `prefix`."""
    if pages <= 1:
        return ()
    back = _turned(turn, prefix, page - 1, "◀") if page > 0 else None
    onward = _turned(turn, prefix, page + 1, "▶") if page < pages - 1 else None
    here = _turned(turn, prefix, page, f"{page + 1}/{pages}")
    return row(back, here, onward)


def _turned(turn: Press, prefix: str, page: int, text: str) -> Button | None:
    press = Press(
        turn.verb, turn.submission, turn.form, turn.ordinal, turn.items, turn.revision, prefix + to36(page)
    )
    return button(text, press)
