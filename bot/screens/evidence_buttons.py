"""Buttons that lead to what was given: a piece to look at, what can be used again, an agency's register."""

from __future__ import annotations

from bot.screens.evidence_views import PieceView
from bot.screens.phrases import Phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import NUMBERS, Row, button, side_by_side
from bot.screens.screen import Button
from bot.screens.views import Place

# Arguments of a piece's buttons; the id of the piece follows
LOOK, RIGHT, REPLACE, REMOVE, RESTORE = "l", "y", "r", "d", "u"
PAGE_OF, USE, BACK = "g", "p", "b"  # of the list of what can be used again


def look(place: Place, evidence_id: int) -> Press:
    """The piece is sent into the chat."""
    return Press(Verb.PIECE, place.submission, place.form, argument=LOOK + to36(evidence_id))


def looks(pieces: tuple[PieceView, ...], place: Place) -> tuple[Row, ...]:
    """A number for each piece on a card, to look at it, replace or remove it."""
    found = (button(f"👁 {one.number}", look(place, one.id)) for one in pieces)
    return side_by_side(found, NUMBERS)


def reuse(p: Phrases, place: Place, ordinal: int, items: tuple[str, ...], count: int) -> Button | None:
    """Leads to what was given for other answers; None where there is nothing."""
    if not count:
        return None
    press = Press(Verb.REUSE, place.submission, place.form, ordinal, items, argument=f"{PAGE_OF}0")
    return button(p.plain("button-reuse", count=count), press)


def register(p: Phrases, place: Place) -> Button | None:
    """All evidence of her own agency."""
    return button(p.plain("button-register"), Press(Verb.REGISTER, place.submission, place.form))


def proofs(p: Phrases, place: Place) -> Button | None:
    """All evidence of an agency, for a coordinator."""
    return button(p.plain("button-register"), Press(Verb.PROOFS, place.submission, place.form))
