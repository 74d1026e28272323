"""The page's own words: both languages say the same things, and nothing is missing or left over."""

from __future__ import annotations

import json
import re

from playground.limits import Mode
from playground.server import PAGE

TEXTS = json.loads((PAGE / "texts.json").read_text(encoding="utf-8"))
SOURCE = "".join(path.read_text(encoding="utf-8") for path in [*PAGE.glob("*.js"), PAGE / "index.html"])


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    def places(language: str) -> dict[str, set[str]]:
        return {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in TEXTS[language].items()}

    assert places("id") == places("en")


def test_every_text_is_used_and_every_used_text_is_there() -> None:
    asked = set(re.findall(r'\bt\("(\w+)"', SOURCE)) | set(re.findall(r'data-(?:text|label)="(\w+)"', SOURCE))
    assert asked <= TEXTS["id"].keys()
    named = set(re.findall(r"\w+", SOURCE))
    left_over = {key for key in TEXTS["id"].keys() - asked if key not in named}
    made = {  # from what the server says or knows
        *(f"process_{state}" for state in ("running", "stopped")),
        *(f"limits_{mode.value}" for mode in Mode),
        *(f"origin_{kind}" for kind in ("channel", "hidden_user", "user")),
        *(f"too_fast_{limit}" for limit in ("overall", "chat", "group")),
    }
    assert left_over == made


def test_the_page_asks_nothing_of_the_internet() -> None:
    style = "".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.css"))
    assert not re.search(r"""(?:src|href|url|import|from)\s*[=(]?\s*["'(]?(?:https?:)?//""", SOURCE + style)
    assert "innerHTML" not in SOURCE
