"""The choices of a question on a phone: buttons where labels fit, else a numbered list and number buttons.

Which of the two, and how many stand side by side, is decided by the width of the labels that are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows.form import Kind
from bot.screens.length import line
from bot.screens.phrases import Phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import Row, button, columns_for, evenly, held_page, page_count, pager, row, side_by_side
from bot.screens.screen import Button
from bot.screens.views import OfferView, QuestionView

ALL_AT_ONCE = 10  # so many choices are shown without pages
PAGE = 8
LISTED = 300  # UTF-16 units of one label in a numbered list; cut further when the card is full


@dataclass(frozen=True, slots=True)
class Layout:
    """What the choices add to a card: lines of text (number or tick, and the label), and rows of buttons."""

    lines: tuple[tuple[str, str], ...]  # mark, label; empty when the buttons say it all
    rows: tuple[Row, ...]
    page: int
    pages: int


def page_of(place: int, count: int) -> int:
    """The page on which the choice at this place stands, when so many are on offer."""
    return place // PAGE if count > ALL_AT_ONCE else 0


def offered(view: QuestionView, p: Phrases) -> Layout:
    """The choices of this card, as far as its page shows them."""
    pages = 1 if len(view.offers) <= ALL_AT_ONCE else page_count(len(view.offers), PAGE)
    page = held_page(view.page, pages)
    first = page * PAGE if pages > 1 else 0
    shown = view.offers[first : first + PAGE] if pages > 1 else view.offers
    texts = [_mark(view.kind, offer) + (line(offer.label, 200) or "…") for offer in shown]
    columns = columns_for(texts)
    lines: tuple[tuple[str, str], ...] = ()
    if columns:
        buttons = [_choice(view, offer, text) for offer, text in zip(shown, texts, strict=True)]
    else:
        columns = evenly(len(shown))
        numbers = [_mark(view.kind, offer) + str(first + i) for i, offer in enumerate(shown, 1)]
        buttons = [_choice(view, offer, number) for offer, number in zip(shown, numbers, strict=True)]
        lines = tuple((n, line(o.label, LISTED)) for n, o in zip(numbers, shown, strict=True))
    turn = _press(view, Verb.PAGE, "")
    rows = (*side_by_side(buttons, columns), pager(page, pages, turn), *_closing(view, p))
    return Layout(lines, rows, page, pages)


def _closing(view: QuestionView, p: Phrases) -> tuple[Row, ...]:
    everything = button(p.plain("button-all-choices"), _press(view, Verb.OPEN, ""))
    done = None
    # a search shows some of the choices: Done stands under all of them, where every tick can be seen
    if view.kind in (Kind.SELECT_MULTIPLE, Kind.RANK) and view.offers and not view.filtered:
        count = sum(1 for offer in view.offers if offer.picked or offer.rank)
        done = button(p.plain("button-done", count=count), _press(view, Verb.DONE, ""), "success")
    return (row(everything) if view.filtered else (), row(done))


def _choice(view: QuestionView, offer: OfferView, text: str) -> Button | None:
    ticked = Verb.UNTICK if offer.picked or offer.rank else Verb.TICK
    verb = Verb.CHOOSE if view.kind is Kind.SELECT_ONE else ticked
    return button(text, _press(view, verb, to36(offer.index)))


def _mark(kind: Kind, offer: OfferView) -> str:
    if kind is Kind.SELECT_MULTIPLE:
        return "☑ " if offer.picked else "☐ "
    if kind is Kind.RANK:
        return f"#{offer.rank} " if offer.rank else ""
    return "✓ " if offer.picked else ""


def _press(view: QuestionView, verb: Verb, argument: str) -> Press:
    return Press(
        verb, view.place.submission, view.place.form, view.ordinal, view.items, view.revision, argument
    )
