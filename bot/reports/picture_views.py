"""What a picture shows, as frozen values with every sentence already worded; light to build and to hand over.

Drawing needs a library that takes more memory than the bot, so these stand apart from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shade(StrEnum):
    """Where a cell stands. On the picture each differs in lightness too: the later, the lighter."""

    NONE = "none"  # nothing is asked there
    OPEN = "open"  # nothing is answered
    BEGUN = "begun"
    READY = "ready"  # nothing required is missing, not sent yet
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Heading:
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    share: float  # 0 to 1
    text: str
    shade: Shade = Shade.BEGUN


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` ('10/12') is shown where the columns are wide enough for all, else `percent` ('83')."""

    shade: Shade
    count: str = ""
    percent: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    short: str  # shown where the name is too long
    code: str  # shown where the letters of neither can be drawn
    total: str
    cells: tuple[Cell, ...]
    joined: bool = True  # somebody opened the invitation


@dataclass(frozen=True, slots=True)
class Legend:
    open: str
    begun: str
    ready: str
    sent: str
    none: str
    unjoined: str
    counts: str  # what the numbers in the cells are
    percents: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One page: agencies down, sections across."""

    heading: Heading
    bars: tuple[Bar, ...]
    summary: tuple[str, ...]  # a paragraph each
    sections: tuple[str, ...]
    total: str  # heading of the column of totals
    everyone: Row | None  # all agencies of the round together; on every page
    rows: tuple[Row, ...]
    legend: Legend
    page: str = ""  # '1/3', '' when there is one


@dataclass(frozen=True, slots=True)
class Spoke:
    """A pillar. `score` is 0 to 4, None while nothing of it is answered; `text` says it in words."""

    label: str
    score: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Radar:
    heading: Heading
    spokes: tuple[Spoke, ...]
    index: str  # the overall figure, '' while there is none
    index_label: str
    notes: tuple[str, ...]
    scale: str  # 'Skala 0 sampai 4'


@dataclass(frozen=True, slots=True)
class SectionBar:
    label: str
    share: float
    text: str
    shade: Shade


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class AgencyCard:
    heading: Heading
    total: Bar
    sections: tuple[SectionBar, ...]
    facts: tuple[Fact, ...]  # people, last seen, evidence
    missing_label: str
    missing: tuple[str, ...]
    more: str  # 'dan 5 lagi', or ''


View = HeatMap | Radar | AgencyCard

PAGE = 40  # agencies that one picture still shows legibly on a phone


def paged(rows: tuple[Row, ...], size: int = PAGE) -> tuple[tuple[Row, ...], ...]:
    """The rows in as few pages as they need, all about equally long; one empty page when there are none."""
    pages = max(1, -(-len(rows) // size))
    each, rest = divmod(len(rows), pages)
    found = []
    start = 0
    for page in range(pages):
        end = start + each + (page < rest)
        found.append(rows[start:end])
        start = end
    return tuple(found)
