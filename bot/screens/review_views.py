"""What the screens of the review need to know, as frozen values that services fill in; all strings are plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flows.answers import Standing
from bot.flows.problems import Problem
from bot.screens.evidence_views import PieceView
from bot.screens.overviews import Note
from bot.screens.press import Verb
from bot.screens.screen import Button
from bot.screens.views import LineView, Place, RemarkLine, SavedView, SectionLine, Status


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A section in the reviewers' queue."""

    submission: int
    agency: str  # short name
    section: SectionLine
    since: datetime
    again: bool  # it was returned before, and is back


@dataclass(frozen=True, slots=True)
class QueueView:
    form: int
    whole: int
    region: str
    round: str
    zone: ZoneInfo
    now: datetime
    waiting: tuple[WaitingLine, ...]  # the longest first
    read: tuple[WaitingLine, ...]  # returned or accepted: an assessor finds them nowhere else
    page: int
    assessor: bool


@dataclass(frozen=True, slots=True)
class ReviewedLine:
    """One question of a section under review."""

    line: LineView
    pieces: int = 0  # of evidence
    unproved: bool = False  # needs evidence and has none
    listed: str = ""  # why it is on the list of what is to be returned
    returned: str = ""  # why it was returned, and is not sent back yet
    fixed: bool = False  # something was done about that
    changed: bool = False  # was returned before, and came back with another answer
    remarks: int = 0


@dataclass(frozen=True, slots=True)
class SectionReview:
    """A section that was sent, as its reviewers see it. `verbs`: what this reader may do."""

    form: int
    submission: int
    agency: str
    short: str
    section: SectionLine
    zone: ZoneInfo
    now: datetime
    moved_by: str  # who made the last move, when
    moved_at: datetime | None
    lines: tuple[ReviewedLine, ...]
    page: int
    whole: int
    verbs: frozenset[Verb]
    assessor: bool = False
    closed: bool = False  # the round is
    note: Note | None = None
    people: tuple[str, ...] = ()  # who will be told
    sealed: str = ""  # number of the receipt whose seal a change would break

    @property
    def listed(self) -> tuple[ReviewedLine, ...]:
        return tuple(one for one in self.lines if one.listed)


@dataclass(frozen=True, slots=True)
class QuestionReview:
    """One question under review. `around`: the questions before and after it, as their buttons."""

    form: int
    submission: int
    agency: str
    section: SectionLine
    ordinal: int
    items: tuple[str, ...]
    is_repeat: bool
    number: int
    total: int
    record: str
    label: str
    value: str
    standing: Standing | None
    reason: str
    carried: bool
    by: str
    at: datetime | None
    zone: ZoneInfo
    now: datetime
    pieces: tuple[PieceView, ...]  # of evidence
    files: tuple[PieceView, ...]  # that are themselves the answer
    unproved: bool
    earlier: str  # last round's answer
    earlier_at: datetime | None
    score: float | None  # of the self-check
    before: str  # the answer that was returned, where another one stands now
    listed: str
    listed_by: str
    returned: str
    fixed: bool
    thread: tuple[RemarkLine, ...]
    verbs: frozenset[Verb]
    back: Button | None = None
    onward: Button | None = None
    asking: str = ""  # '' nothing, 'why' it is returned, 'words' for the thread
    note: Note | None = None
    problem: Problem | None = None  # why her words were not kept


@dataclass(frozen=True, slots=True)
class FixLine:
    """One returned question before its section is sent back."""

    ordinal: int
    items: tuple[str, ...]
    is_repeat: bool
    number: int
    label: str
    comment: str
    by: str
    old: str
    new: str
    said: str  # what the agency said about it since
    fixed: bool


@dataclass(frozen=True, slots=True)
class FixesView:
    place: Place
    section: SectionLine
    fixes: tuple[FixLine, ...]
    opened: tuple[LineView, ...]  # what a fix has opened and is not answered
    page: int = 0
    refused: bool = False
    unproved: bool = False  # she tapped Send while an answer that she may change lacks its evidence
    closed: bool = False
    saved: SavedView | None = None

    @property
    def left(self) -> int:
        return sum(not one.fixed for one in self.fixes) + len(self.opened)


@dataclass(frozen=True, slots=True)
class ExplainView:
    """A word about a question is asked for."""

    place: Place
    ordinal: int
    items: tuple[str, ...]
    is_repeat: bool
    label: str
    value: str
    thread: tuple[RemarkLine, ...]
    status: Status
    may_change: bool = False
    problem: Problem | None = None  # why her words were not kept


@dataclass(frozen=True, slots=True)
class SaidView:
    """What the other side said about a question, as it is pushed."""

    by: str
    section: str
    question: str
    text: str
    ordinal: int
    items: tuple[str, ...]
    is_repeat: bool
