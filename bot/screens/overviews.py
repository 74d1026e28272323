"""What a coordinator's screens need to know, as frozen values that services fill in; all strings are plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.views import Deadline, LineView, Place, SectionLine, Status


@dataclass(frozen=True, slots=True)
class AgencyStatus:
    submission: int
    code: str
    name: str
    short_name: str
    sections: tuple[SectionLine, ...]
    people: tuple[str, ...]  # representatives who joined
    seen_at: datetime | None

    @property
    def done(self) -> int:
        return sum(section.done for section in self.sections)

    @property
    def asked(self) -> int:
        return sum(section.asked for section in self.sections)

    @property
    def complete(self) -> bool:
        return bool(self.sections) and all(
            s.status in (Status.SUBMITTED, Status.ACCEPTED) for s in self.sections
        )


@dataclass(frozen=True, slots=True)
class StatusView:
    region: str
    round: str
    form: int
    deadline: Deadline
    agencies: tuple[AgencyStatus, ...]  # most missing first
    page: int
    private: bool = True  # False in a group: only buttons that work there


@dataclass(frozen=True, slots=True)
class AgencyView:
    form: int
    round: str
    deadline: Deadline
    agency: AgencyStatus
    missing: Mapping[int, tuple[str, ...]]  # section index -> labels of what is missing
    reopening: int | None = None  # section index that she asked to reopen: confirm
    reopened: int | None = None
    private: bool = True  # False in a group: nobody is named


@dataclass(frozen=True, slots=True)
class AnswersView:
    """A submitted section as the coordinator reads it."""

    form: int
    agency: AgencyStatus
    section: SectionLine
    lines: tuple[LineView, ...]
    page: int


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
    private: bool = True  # False in a group: only buttons that work there
