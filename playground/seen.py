"""A message as somebody sees it on her phone: its text, its buttons, what is attached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Keyboard = tuple[tuple["Button", ...], ...]


@dataclass(frozen=True, slots=True)
class Button:
    """`does` is data, url, copy or app; `value` what it carries."""

    text: str
    does: str
    value: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as the person sees it. `media` is '' or the kind of file."""

    id: int
    from_bot: bool
    text: str
    html: str
    keyboard: Keyboard
    edits: int
    media: str
    reply_to: int | None
    raw: dict[str, Any]

    @property
    def buttons(self) -> list[str]:
        """The labels, row after row."""
        return [button.text for row in self.keyboard for button in row]

    def button(self, label: str) -> Button:
        """By its label or a part of it. Raises LookupError."""
        for button in (button for row in self.keyboard for button in row):
            if label.casefold() in button.text.casefold():
                return button
        raise LookupError(f"no button {label!r} among {self.buttons}")


def seen(view: dict[str, Any]) -> Seen:
    keyboard = tuple(tuple(Button(**button) for button in row) for row in view["keyboard"])
    return Seen(
        view["id"],
        view["from_bot"],
        view["text"],
        view["html"],
        keyboard,
        view["edits"],
        view.get("media", {}).get("kind", ""),
        view["reply_to"],
        view,
    )
