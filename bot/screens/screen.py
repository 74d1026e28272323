"""What a screen is: HTML text and rows of buttons. No telegram: handlers turn it into a message."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is at most 64 bytes (Telegram's limit); `url` opens a page instead; `copy` copies a text."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""
    style: str = (
        ""  # 'primary', 'success' or 'danger' where the client knows it; never the only carrier of meaning
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A file under a message. `passing` ones are removed from the disk when they were sent."""

    name: str
    path: Path
    passing: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """Something that a person sent, shown again as it came: a file by Telegram's own id, nothing is uploaded, or a
    place. `lost` is said in its stead where Telegram does not give it out (any more)."""

    medium: str  # photo, document, audio, voice, video, place
    file_id: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    lost: str = ""  # Telegram HTML


@dataclass(frozen=True, slots=True)
class Screen:
    """`text` is Telegram HTML of at most 4,096 characters after parsing; every foreign value is escaped."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = field(default_factory=tuple)
    image: bytes = b""  # a picture shown above the text
    placeholder: str = ""  # hint in the empty input field
    document: Document | None = None  # a file, with the text as its caption
    given: Given | None = None  # what somebody sent, with the text as its caption, or below a place
