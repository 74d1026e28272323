"""What the screens about given evidence need to know: one piece, what can be used again, an agency's register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.evidence_views import PieceView
from bot.screens.views import Place


@dataclass(frozen=True, slots=True)
class PieceCard:
    """One piece of evidence, sent back as it came, with what it proves."""

    place: Place
    piece: PieceView
    label: str  # the question that it was given for
    value: str  # its answer, as shown
    at: datetime
    zone: ZoneInfo
    now: datetime
    agency: str = ""  # for readers of other agencies
    by: str = ""  # who gave it; '' for the reader
    others: tuple[str, ...] = ()  # further questions that it proves
    size: int = 0  # bytes; 0 for what is no file
    text: str = ""  # the whole address of a link, the words of a post
    file_id: str = ""  # Telegram's
    latitude: float = 0.0
    longitude: float = 0.0
    may_change: bool = False  # the reader may replace and remove it now


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One thing that was given, with the questions that it proves; or a question that lacks its evidence."""

    piece: PieceView | None  # None: nothing proves this question yet
    uses: tuple[str, ...]  # '4 Imunisasi dasar lengkap'
    ordinal: int = -1  # of the question that lacks its evidence
    items: tuple[str, ...] = ()
    at: datetime | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class ReuseView:
    """What was given before and may prove this answer as well, what fits best first."""

    place: Place
    ordinal: int
    items: tuple[str, ...]
    zone: ZoneInfo
    label: str
    lines: tuple[DocumentLine, ...]
    page: int


@dataclass(frozen=True, slots=True)
class RegisterView:
    """Everything that an agency has given, by section, and what is still missing."""

    place: Place
    agency: str
    zone: ZoneInfo
    lines: tuple[DocumentLine, ...]
    documents: int
    proved: int  # answers that have their evidence
    lacking: int  # answers that need some and have none
    page: int
    own: bool = True  # the reader represents this agency; a coordinator looks on
    open: bool = True  # something may still be changed
