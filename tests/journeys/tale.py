"""A journey as people read it: who did what, and what the phone then showed, in 42 columns."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping, Sequence

from playground.client import Seen

from .script import Step

COLUMNS = 42
TOKEN = re.compile(r"(?<=start=)\w{20,}|\b(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}\b")  # another one in every run
PASSING = re.compile(" · ⏳ (sedang disimpan|being saved)")  # how long a file takes, no conversation can tell


class Tale:
    """Collects the acts and the screens. Ids and clocks stay out."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, step: Step, fresh: Mapping[str, Sequence[Seen]], name: Callable[[str], str]) -> None:
        """An act, and what everybody saw because of it."""
        act = " ".join(step.verb.replace("{who}", name(step.who) if step.who in fresh else step.who).split())
        what = step.what if isinstance(step.what, str) else " + ".join(map(str, _values(step.what)))
        if isinstance(step.what, dict) and "file" in step.what:
            what = f"📎 {step.what['file']}"
        self._parts.append("\n".join(_wrapped(f"▸ {act}: {what}" if what else f"▸ {act}")))
        for who, messages in fresh.items():
            for one in messages:
                again = f"{name(who)} ✎" if one.edits else name(who)
                self._parts.append(f"── {again} {'─' * (COLUMNS - len(again) - 4)}\n{_drawn(one)}")

    def told(self) -> str:
        return "\n\n".join(self._parts) + "\n"


def _values(what: object) -> list[str]:
    return list(
        map(str, what.values() if isinstance(what, dict) else what if isinstance(what, list) else [what])
    )


def _drawn(message: Seen) -> str:
    text = PASSING.sub("", TOKEN.sub("…", message.text))
    lines = [line for paragraph in text.split("\n") for line in _wrapped(paragraph)]
    if message.media:
        lines.insert(0, "🖼" if message.media == "photo" else f"📎 {message.raw['media']['name']}")
    rows = [" ".join(f"[ {button.text} ]" for button in row) for row in message.keyboard]
    return "\n".join(lines + ([""] if rows else []) + rows)


def _wrapped(paragraph: str) -> list[str]:
    return textwrap.wrap(paragraph, COLUMNS, break_long_words=False, break_on_hyphens=False) or [""]
