"""News of files: one proves nothing, one could not be fetched; what to do, and no blame."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.phrases import phrases
from bot.screens.press import Press
from bot.screens.rows import PRIMARY, button, row, stack
from bot.screens.screen import Screen

FILE, QUESTION = 80, 160  # UTF-16 units


@dataclass(frozen=True, slots=True)
class FileView:
    """A file that does not count. `why` is 'lost', or a word of `bot.delivery.refusing`."""

    name: str  # as its sender called it; '' for a photo
    medium: str
    why: str
    question: str  # '' for none
    agency: str
    open: Press | None  # the question's card
    most: int  # MB that a file may have


@dataclass(frozen=True, slots=True)
class LostView:
    """Files of an agency that Telegram does not give out."""

    agency: str
    count: int
    card: Press | None  # the agency's


def not_kept(view: FileView, language: str) -> Screen:
    """To whoever sent it: which file, for which question, why, and what to do."""
    p = phrases(language)
    key = f"file-not-kept-{view.why}"
    why = p(key if p.has(key) else "file-not-kept-other", most=view.most)
    named = line(view.name, FILE) or p.plain("file-unnamed", medium=view.medium)
    told = p(
        "file-not-kept", file=named, question=line(view.question, QUESTION), agency=line(view.agency, NAME)
    )
    again = button(p.plain("button-send-again"), view.open, PRIMARY) if view.open is not None else None
    return Screen(f"{told}\n\n{why}", stack(row(again)))


def lost(view: LostView, language: str) -> Screen:
    """To coordinators: how many, whose, and that the sender knows."""
    p = phrases(language)
    said = p("files-lost", count=view.count, agency=line(view.agency, NAME))
    card = button(p.plain("button-agency"), view.card) if view.card is not None else None
    return Screen(said, stack(row(card)))
