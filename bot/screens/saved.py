"""What was just understood, read back: the first line of the next card, and what an old card shrinks to."""

from __future__ import annotations

import re

from bot.flows.answers import Standing
from bot.screens.length import line
from bot.screens.phrases import Html, Phrases, phrases
from bot.screens.press import Press, Verb
from bot.screens.rows import button, row, stack
from bot.screens.screen import Screen
from bot.screens.views import Place, SavedView

LABEL, VALUE, REASON = 80, 200, 160  # UTF-16 units of each that a read-back shows
REASONS = 4  # ready-made ones: reason-0 .. reason-3 in the catalogues

_READY = re.compile(rf"reason-[0-{REASONS - 1}]")


def reason(p: Phrases, stored: str) -> str:
    """A reason for a missing answer: a ready-made one ('reason-2') in the reader's language, or as typed."""
    return p.plain(stored) if _READY.fullmatch(stored) else line(stored, REASON)


def value(p: Phrases, shown: str, standing: Standing | None, why: str, limit: int = VALUE) -> Html:
    """An answer in a line: its value, or that it was passed by, or why there is none."""
    if standing is Standing.SKIPPED:
        return p("value-skipped")
    if standing is Standing.UNAVAILABLE:
        return p("value-unavailable-why", why=reason(p, why)) if why else p("value-unavailable")
    if standing is Standing.CLEARED or (standing is None and not shown):
        return p("value-none")
    return p("value-given", value=line(shown, limit))


def saved(p: Phrases, view: SavedView) -> Html:
    """'✓ Panjang jalan mantap: 412,5 km', and what else the answer did."""
    label = line(view.label, LABEL)
    if view.unchanged:
        key = "saved-unchanged"
    elif view.standing is Standing.CLEARED or (view.standing is Standing.GIVEN and not view.value):
        key = "saved-cleared"
    elif view.standing is Standing.SKIPPED:
        key = "saved-skipped"
    else:
        key = "saved"
    shown = value(p, view.value, view.standing, view.reason)
    text = p(key, label=label, value=shown) if key in ("saved", "saved-unchanged") else p(key, label=label)
    if view.carried and key == "saved":
        text = p("saved-carried", line=text)
    more = [p("saved-fallen", count=view.fallen)] if view.fallen else []
    more += [p("evidence-photo-tip")] if view.photo_tip else []
    return Html("\n".join((text, *more)))


def receipt(view: SavedView, place: Place, ordinal: int, items: tuple[str, ...], language: str) -> Screen:
    """What stays of a card once its question is answered further down: one line, and a way back in."""
    p = phrases(language)
    change = Press(Verb.OPEN, place.submission, place.form, ordinal, items)
    add = Press(Verb.EVIDENCE, place.submission, place.form, ordinal, items)
    offered = button(p.plain("button-evidence"), add) if view.proves else None
    return Screen(saved(p, view), stack(row(button(p.plain("button-change"), change), offered)))
