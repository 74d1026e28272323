"""The pieces of evidence on the card of a question under review, and a file that was itself the answer."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.screens import evidence
from bot.screens.evidence_pieces import called
from bot.screens.evidence_views import PieceView
from bot.screens.length import FULL_ROW, line, narrow
from bot.screens.phrases import Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import Row, button, side_by_side
from bot.screens.screen import Given, Screen

PIECE, FILE = "p", "f"  # arguments of INSPECT begin with it: a piece of evidence, a file of the answer itself


def lines(pieces: tuple[PieceView, ...], zone: ZoneInfo, p: Phrases) -> list[str]:
    """Each piece in a line: what it is, who posted it, and whether it counts."""
    return [evidence.piece(one, zone, p) for one in pieces]


def buttons(
    kind: str, pieces: tuple[PieceView, ...], place: tuple[int, int, int, tuple[str, ...]], p: Phrases
) -> tuple[Row, ...]:
    """One button a piece, under its name."""
    submission, form, ordinal, items = place
    found = (
        button(
            narrow(f"📎 {one.number} · {called(one, p)}", FULL_ROW),
            Press(Verb.INSPECT, submission, form, ordinal, items, argument=kind + to36(one.id)),
        )
        for one in pieces
    )
    return side_by_side(found, 1)


def file(medium: str, file_id: str, label: str, name: str, language: str, refused: str = "") -> Screen:
    """A file of an answer as it came. One that was `refused` is named, and handed to nobody."""
    p = phrases(language)
    said = "\n".join(filter(None, (escape(line(label, 120)), escape(line(name, 120)))))
    if refused:
        why = refused if refused in evidence.REASONS else "other"
        return Screen(f"{said}\n{p(f'evidence-bad-{why}')}")
    return Screen(said, given=Given(medium, file_id, lost=p("piece-lost")))
