"""What a recap says, as frozen values: the text beside the pictures and the words in them come from these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.flows.moves import LOCKED
from bot.screens.counts import Counts
from bot.screens.views import Deadline, SectionLine, Status


@dataclass(frozen=True, slots=True)
class AgencyRecap(Counts):
    """One agency. `moved` counts answers that were given or changed since yesterday."""

    submission: int
    code: str
    name: str
    short_name: str
    sections: tuple[SectionLine, ...]
    joined: bool = True
    moved: int = 0
    sent: int = 0  # sections sent since yesterday
    overdue: bool = False

    @property
    def share(self) -> float:
        return self.done / self.asked if self.asked else 1.0


@dataclass(frozen=True, slots=True)
class PillarRecap:
    """`score` is None while nothing is answered; `items` is 0 where nothing is scored."""

    label: str
    score: float | None
    answered: int
    items: int


@dataclass(frozen=True, slots=True)
class EstimateRecap:
    index: float | None
    answered: int
    items: int
    parts: tuple[PillarRecap, ...]
    by_pillar: bool = True  # otherwise by dimension: the form has no pillars
    weights_of: int | None = None  # the year of the weights, where it is not the round's


@dataclass(frozen=True, slots=True)
class RecapView:
    """`agencies`: whoever has most left comes first."""

    region: str
    round: str
    form: int
    opened_at: datetime
    deadline: Deadline
    agencies: tuple[AgencyRecap, ...]
    estimate: EstimateRecap | None = None
    notice: str = ""  # the form's own sentence

    @property
    def awaited(self) -> tuple[AgencyRecap, ...]:
        """Those that are asked anything: the form may have nothing for some of the list."""
        return tuple(one for one in self.agencies if one.sections)

    @property
    def done(self) -> int:
        return sum(one.done for one in self.agencies)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.agencies)

    @property
    def proved(self) -> int:
        return sum(one.proved for one in self.agencies)

    @property
    def unproved(self) -> int:
        return sum(one.unproved for one in self.agencies)

    @property
    def sections(self) -> tuple[SectionLine, ...]:
        """One line of each section that anybody is asked, all agencies together, in the form's order."""
        found: dict[int, list[SectionLine]] = {}
        for one in self.agencies:
            for section in one.sections:
                found.setdefault(section.index, []).append(section)
        return tuple(_together(found[index]) for index in sorted(found))


@dataclass(frozen=True, slots=True)
class AgencyCardView:
    region: str
    round: str
    deadline: Deadline
    agency: AgencyRecap
    people: tuple[str, ...]
    seen_at: datetime | None
    files: int
    missing: tuple[str, ...] = field(default_factory=tuple)  # labels of what is still awaited


def _together(lines: Sequence[SectionLine]) -> SectionLine:
    all_sent = all(line.status in LOCKED for line in lines)
    return SectionLine(
        lines[0].index,
        lines[0].label,
        sum(line.done for line in lines),
        sum(line.asked for line in lines),
        sum(line.missing for line in lines),
        Status.SUBMITTED if all_sent else Status.DRAFT,
        proved=sum(line.proved for line in lines),
        unproved=sum(line.unproved for line in lines),
    )
