"""How people are addressed: formal and warm, 'Ibu Rini', and 'Bapak/Ibu Rini' when we cannot know."""

from __future__ import annotations

import re

from bot.screens.length import line
from bot.screens.phrases import phrases

_TITLES = {"ibu": "Ibu", "bu": "Ibu", "bapak": "Bapak", "pak": "Bapak", "bpk": "Bapak"}
_TITLE = re.compile(r"(ibu|bu|bapak|pak|bpk)\.?\s+(?=\S)", re.IGNORECASE)
NAME = 60  # UTF-16 units of a name that are shown


def address(name: str, language: str) -> str:
    """'Ibu Rini' for 'Bu Rini'; without a title, the language's own neutral one before the name."""
    shown = line(name, NAME)
    title = _TITLE.match(shown)
    if title:
        return f"{_TITLES[title[1].lower()]} {shown[title.end() :]}"
    return phrases(language).plain("person-named", name=shown) if shown else you(name, language)


def you(name: str, language: str) -> str:
    """The word for 'you' in a sentence to this person: 'Ibu', 'Bapak', 'Bapak/Ibu'; 'you' in English."""
    title = _TITLE.match(name.strip())
    if title and language != "en":
        return _TITLES[title[1].lower()]
    return phrases(language).plain("person-you")
