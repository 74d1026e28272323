"""How long a text is, for Telegram (UTF-16 units) and for the eye (button widths), and how to cut it.

Cutting works on plain text, before it is escaped, so a cut can never break a tag or an entity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

MESSAGE = 4000  # UTF-16 units after parsing; Telegram says 4,096 "characters" and not which
FULL = 4096  # what surely fits: a sentence may come above a card that was drawn for MESSAGE
HALF_ROW = 18  # widths of a button's text on a small phone, in average letters
FULL_ROW = 34
ELLIPSIS = "…"

_TAG = re.compile(r"</?[a-z]+>")
_NARROW = frozenset("iljtfrI1.,:;!'|()[] ·")
_WIDE = frozenset("mwMWQOGD%@—…")
# They would turn the rest of the card around, or print as boxes
_UNSEEN = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x09), *range(0x0B, 0x20)))


def units(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shown(html: str) -> int:
    """Units of Telegram HTML once its tags and entities are parsed: that is what the limit counts."""
    if "<" in html or "&" in html:
        html = unescape(_TAG.sub("", html))
    return units(html)


def cut(text: str, limit: int) -> str:
    """At most `limit` units, ended by '…' at a word's end where one is near; shorter text as it is."""
    if units(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept = text[:limit]
    while units(kept) > limit - 1:
        kept = kept[: -max(1, (units(kept) - limit + 1) // 2)]
    space = kept.rfind(" ")
    if space > len(kept) * 2 // 3:
        kept = kept[:space]
    return kept.rstrip(" ,;:·-‍️\n") + ELLIPSIS


def line(text: str, limit: int = 0) -> str:
    """The text on one line, without unseen characters; cut when a limit is given."""
    shown = " ".join(text.translate(_UNSEEN).split()) if text else ""
    return cut(shown, limit) if limit else shown


def same(first: str, second: str) -> bool:
    """Whether two labels would read the same, one below the other."""
    return line(first).casefold() == line(second).casefold()


def paragraph(text: str) -> str:
    """The text with its own line breaks, without unseen characters."""
    return text.translate(_UNSEEN).strip()


def share(room: int, parts: Sequence[tuple[str, int]]) -> list[str]:
    """The parts, shortened so that together they take at most `room` units.

    Each part has a floor; parts give way in the order given, down to their floors, and then, if that is not
    enough, beyond them in the same order. So: the least important part first, the question's label last."""
    lengths = [units(text) for text, _ in parts]
    excess = sum(lengths) - room
    if excess <= 0:
        return [text for text, _ in parts]
    for floors in ([floor for _, floor in parts], [0] * len(parts)):
        for place, floor in enumerate(floors):
            given = min(excess, max(0, lengths[place] - floor))
            lengths[place] -= given
            excess -= given
    return [cut(text, length) for (text, _), length in zip(parts, lengths, strict=True)]


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """About how wide a text is on a button, in average letters: 'i' is half of one, an emoji is two."""
    return sum(_letter(char) for char in text)


def narrow(text: str, limit: float) -> str:
    """The text cut to a width, for a button."""
    shown = line(text, 200)
    if width(shown) <= limit:
        return shown
    room = limit - 1
    for place, char in enumerate(shown):
        room -= _letter(char)
        if room < 0:
            shown = shown[:place]
            break
    return shown.rstrip(" ,;:·(‍️") + ELLIPSIS


def _letter(char: str) -> float:
    if char in _NARROW:
        return 0.6
    if char in _WIDE:
        return 1.4
    if char < "ſ":
        return 1.2 if char.isupper() else 1.0
    if unicodedata.combining(char) or char in "‍️":
        return 0.0
    return 2.0 if unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char) == "So" else 1.0
