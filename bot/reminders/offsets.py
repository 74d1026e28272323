"""A round's offsets: when people are reminded, as a short text that a coordinator reads and edits.

`opened 7d 3d 1d day 3h overdue:5` is: when the round opens, seven, three and one days before the deadline, in the
morning of its day, three hours before, and then once every working day, five times at most.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.flows.problems import Problem

MOST_DAYS, MOST_HOURS, MOST_OVERDUE, MOST_WORDS = 60, 72, 30, 16
SHORT = timedelta(days=2)  # a round as short as the day after an interview is counted in hours
NOTHING = "none"

# Indonesian offices count backwards: H-7 is seven days before the day, H the day itself
WORDS = (
    ("opened", re.compile(r"opened|dibuka")),
    ("day", re.compile(r"day|h|hari")),
    ("days", re.compile(r"([0-9]{1,3})(?:d|hari)|h-([0-9]{1,3})")),
    ("hours", re.compile(r"([0-9]{1,3})(?:h|jam)")),
    ("overdue", re.compile(r"(?:overdue|lewat):([0-9]{1,3})")),
)


@dataclass(frozen=True, slots=True)
class Offsets:
    """When people are reminded. Days and hours count down to the deadline; `overdue` is how often afterwards."""

    opened: bool = False
    days: tuple[int, ...] = ()
    day: bool = False
    hours: tuple[int, ...] = ()
    overdue: int = 0

    def __str__(self) -> str:
        """As it is stored and edited; `read_offsets` reads it again."""
        words = (
            *(["opened"] if self.opened else []),
            *(f"{n}d" for n in self.days),
            *(["day"] if self.day else []),
            *(f"{n}h" for n in self.hours),
            *([f"overdue:{self.overdue}"] if self.overdue else []),
        )
        return " ".join(words) or NOTHING


USUAL = Offsets(True, (7, 3, 1), True, (3,), 5)
IN_HOURS = Offsets(True, (), False, (6, 3, 1), 5)


def read_offsets(text: str) -> Offsets | Problem:
    """What somebody wrote, or why it is no list of offsets. 'none' is a round that reminds nobody."""
    words = text.lower().replace(",", " ").split()
    if len(words) > MOST_WORDS or not words:
        return Problem("problem-offsets", {"example": str(USUAL)})
    if words == [NOTHING]:
        return Offsets()
    days, hours, overdue, said = set(), set(), 0, set()
    for word in words:
        kind, number = _kind(word)
        if kind is None:
            return Problem("problem-offsets-word", {"word": word[:40], "example": str(USUAL)})
        said.add(kind)
        most = {"days": MOST_DAYS, "hours": MOST_HOURS, "overdue": MOST_OVERDUE}.get(kind)
        if most is not None and not 1 <= number <= most:
            return Problem("problem-offsets-most", {"word": word[:40], "most": most})
        if kind == "days":
            days.add(number)
        elif kind == "hours":
            hours.add(number)
        elif kind == "overdue":
            overdue = number
    down = (tuple(sorted(days, reverse=True)), tuple(sorted(hours, reverse=True)))
    return Offsets("opened" in said, down[0], "day" in said, down[1], overdue)


def offsets_for(text: str, opened_at: datetime, deadline: datetime) -> Offsets:
    """The offsets of a round: its own, or, where it has none (or what is stored is no list), the usual ones;
    a round as short as a follow-up of 24 hours gets hours instead of days."""
    own = read_offsets(text) if text.strip() else None
    if isinstance(own, Offsets):
        return own
    return IN_HOURS if deadline - opened_at <= SHORT else USUAL


def _kind(word: str) -> tuple[str | None, int]:
    for kind, pattern in WORDS:
        found = pattern.fullmatch(word)
        if found:
            number = next((group for group in found.groups() if group), "0")
            return kind, int(number)
    return None, 0
