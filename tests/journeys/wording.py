"""How the texts of a journey are read: fragments against screens, and texts too long to be written out."""

from __future__ import annotations

import re
from collections.abc import Sequence


def many(what: str | Sequence[str]) -> list[str]:
    return ([what] if what else []) if isinstance(what, str) else list(what)


def has(text: str, fragment: str) -> bool:
    """Line breaks and case aside."""
    return " ".join(fragment.split()).casefold() in " ".join(text.split()).casefold()


def long(text: str) -> str:
    """'kata × 900' is so many words: a text that no phone sends in one message."""
    found = re.fullmatch(r"(.+) × (\d+)", text)
    return " ".join(f"{found[1]}{n}" for n in range(1, int(found[2]) + 1)) if found else text
