"""What a coordinator's screens need to know, as frozen values that services fill in; all strings are plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.counts import Counts
from bot.screens.press import Verb
from bot.screens.views import NO_TASKS, Deadline, LineView, Place, SealView, SectionLine, TaskCount


@dataclass(frozen=True, slots=True)
class AgencyStatus(Counts):
    submission: int
    code: str
    name: str
    short_name: str
    sections: tuple[SectionLine, ...]
    people: tuple[str, ...]  # representatives who joined
    seen_at: datetime | None
    reachable: bool = True  # False: everybody who joined blocks the bot or is gone
    seal: SealView | None = None  # its newest receipt, held against what stands now
    tasks: TaskCount = NO_TASKS  # follow-up tasks that are not ended


# What is on offer where nobody says otherwise
SEEING = frozenset({Verb.STATUS, Verb.SECTIONS, Verb.ANSWERS, Verb.REOPEN, Verb.INVITE})


@dataclass(frozen=True, slots=True)
class RoundLink:
    """Another round of hers, as a button."""

    whole: int  # the region's submission: it stands for the whole round
    form: int
    name: str
    closed: bool


@dataclass(frozen=True, slots=True)
class StatusView:
    region: str
    round: str
    form: int
    deadline: Deadline
    agencies: tuple[AgencyStatus, ...]  # most missing first
    page: int
    private: bool = True  # False in a group: only buttons that work there
    whole: int = 0
    verbs: frozenset[Verb] = SEEING  # what can be done here: nothing else becomes a button
    others: tuple[RoundLink, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of an agency. An alternate is its head or whoever stands in."""

    id: int
    name: str
    alternate: bool
    seen_at: datetime | None
    unreachable: bool  # blocks the bot, or the account is gone


@dataclass(frozen=True, slots=True)
class ActLine:
    """What somebody did, as facts for a sentence: `act-<kind>` with these params."""

    id: int
    at: datetime
    by: str  # '' for the command line
    kind: str
    params: Mapping[str, str | int | datetime]
    undone: bool = False
    undoable: bool = False
    of: ActLine | None = None  # the act that this one undid


@dataclass(frozen=True, slots=True)
class Note:
    """What was just done, as the first line of the card that it led to; `act` can be undone from there."""

    key: str
    params: Mapping[str, str | int | datetime] = field(default_factory=dict)
    act: int = 0


@dataclass(frozen=True, slots=True)
class AgencyView:
    form: int
    round: str
    deadline: Deadline
    agency: AgencyStatus
    missing: Mapping[int, tuple[str, ...]]  # section index -> labels of what is missing
    private: bool = True  # False in a group: nobody is named
    whole: int = 0
    verbs: frozenset[Verb] = SEEING
    people: tuple[PersonLine, ...] = ()
    contact: str = ""  # whom to call
    usual: datetime | None = None  # the round's deadline, where the agency has one of its own
    acts: tuple[ActLine, ...] = ()  # the last few
    note: Note | None = None
    closed: bool = False  # the round is


@dataclass(frozen=True, slots=True)
class SectionQuestion:
    """Whether to lock or open a section: told before it is done."""

    agency: AgencyStatus
    form: int
    section: SectionLine
    people: tuple[PersonLine, ...]  # who will be told, or cannot be
    sealed: str = ""  # number of the receipt whose seal a change would break


@dataclass(frozen=True, slots=True)
class AnswersView:
    """A submitted section as the coordinator reads it."""

    form: int
    agency: AgencyStatus
    section: SectionLine
    lines: tuple[LineView, ...]
    page: int
    verbs: frozenset[Verb] = SEEING


@dataclass(frozen=True, slots=True)
class SectionAlert:
    form: int
    agency: AgencyStatus
    section: SectionLine
    person: str  # '' in a group
    at: datetime
    zone: ZoneInfo
    agencies_done: int  # agencies that have submitted this section
    agencies_asked: int
    unavailable: int
    private: bool = True  # False in a group: only buttons that work there
    whole: int = 0  # the submission that stands for the round
    again: bool = False  # it was returned, and is back


@dataclass(frozen=True, slots=True)
class CompleteAlert:
    last: SectionAlert  # the section that completed it
    done: int  # agencies complete
    total: int


@dataclass(frozen=True, slots=True)
class AllCompleteAlert:
    last: SectionAlert  # the section that completed it all
    region: str
    round: str
    total: int
    proved: int = 0  # answers of all agencies that have evidence
    unproved: int = 0


@dataclass(frozen=True, slots=True)
class ReopenedAlert:
    """To the representatives: the coordinator opened a section again."""

    place: Place
    agency: str
    section: SectionLine
    by: str
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class InviteView:
    """A text that can be forwarded on WhatsApp as it is."""

    agency: str
    region: str
    round: str
    link: str
    code: str
    deadline: Deadline
    expires: datetime
    questions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class InviteChoiceView:
    """/undang without an agency: which one?"""

    form: int
    agencies: tuple[AgencyStatus, ...]
    page: int
    whole: int = 0
