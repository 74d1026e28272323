"""What a person can do to answer: type, tap or send. Handlers make these from Telegram's updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Origin:
    """Who wrote or sent first what somebody forwards, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Typed:
    text: str
    origin: Origin | None = None  # of a forwarded post: somebody else's words


@dataclass(frozen=True, slots=True)
class Tapped:
    """A choice name, or a canonical value, that stood behind a button."""

    value: str


class Medium(StrEnum):
    PHOTO = "photo"
    DOCUMENT = "document"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO = "video"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file or a location. `file_id` is Telegram's; the bytes are fetched later, off the update path."""

    medium: Medium
    file_id: str = ""
    unique_id: str = ""
    name: str = ""
    mime: str = ""
    size: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    accuracy: float = 0.0
    caption: str = ""
    album: str = ""  # the same for all files that were sent as one
    origin: Origin | None = None


Input = Typed | Tapped | Sent
