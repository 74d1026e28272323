"""What the card of an answer's evidence needs to know, as frozen plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flows.problems import Problem
from bot.screens.views import Place, SavedView


@dataclass(frozen=True, slots=True)
class PieceView:
    """One piece of evidence on the card of its answer."""

    id: int  # of its row, for buttons
    number: int  # on this card, from 1
    kind: str  # photo, document, audio, voice, video, link, post, place
    name: str  # of the file, the address of a link, the first words of a post; '' for a photo
    caption: str = ""
    origin: str = ""  # who posted what was forwarded
    origin_at: datetime | None = None
    under_way: bool = False  # the file is not in our store yet
    refused: str = ""  # why its file cannot prove anything; '' when it can
    same_as: int = 0  # number of an earlier piece of this card that has the same content
    on_drive: bool = False  # the link opens only for those it was shared with


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The card that asks for an answer's evidence, and lists what was handed in."""

    place: Place
    ordinal: int  # of the question
    items: tuple[str, ...]
    zone: ZoneInfo
    path: str  # 'Smart Living › Prasarana Kesehatan'
    number: int  # 3 of
    total: int  # 9, in this section on the present path; 0 when it is not counted
    label: str  # the question in a line
    value: str  # its answer, as shown
    kinds: tuple[str, ...]  # documents that fit
    shared: tuple[str, ...]  # questions that the same evidence is for
    pieces: tuple[PieceView, ...] = ()
    most: int = 10  # pieces that one answer may have
    way: str = (
        ""  # '' or where Later leads: through all answers that lack evidence ('w') or a section's ('w3')
    )
    left: int = 0  # answers of that way that still lack theirs, with this one
    saved: SavedView | None = None
    taken: int = 0  # pieces that the last message brought
    problem: Problem | None = None  # why the last message brought none
    replaced: int = 0  # number of the piece whose place the next one takes; 0: it comes beside them
    reusable: int = 0  # documents given before that can prove this answer as well
    known: tuple[str, ...] = ()  # other questions that what was just sent proves already
    photo_tip: bool = False  # say once how a document keeps its stamp legible
