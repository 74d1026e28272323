"""What news for coordinators needs to know, as frozen values that services fill in; all strings are plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.overviews import SectionAlert


@dataclass(frozen=True, slots=True)
class OpenedAgainAlert:
    """A coordinator opened a section again; `by` is '' in a group."""

    form: int
    submission: int
    agency: str
    section: str
    by: str
    at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class JoinedAlert:
    """Somebody came in. `person` is '' in a group, `agency` for a leader; `submission` is 0 where none is open."""

    role: str
    person: str
    agency: str = ""
    form: int = 0
    submission: int = 0


@dataclass(frozen=True, slots=True)
class AgencyNews:
    """What one agency did since the last message, each section once."""

    submission: int
    name: str
    short_name: str
    complete: bool
    sent: tuple[str, ...]  # labels of sections
    reopened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Several pieces of news in one message."""

    form: int
    round: str
    region: str
    last: SectionAlert | None  # what completed it all, None while something is open
    agencies: tuple[AgencyNews, ...]
    joined: tuple[JoinedAlert, ...]
    complete: int  # agencies; with `total` 0 nobody counted
    total: int
    private: bool
    whole: int = 0  # the submission that stands for the round; 0 where none is open
