"""What reading an input can come to, and what is known of a question while it is read.

`values.py` is the door; the modules beside it (numbers, dates, times, choosing, places) share these values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.flows.form import Question
from bot.flows.problems import Problem

Bounds = tuple[Decimal | None, Decimal | None]
UNBOUNDED: Bounds = (None, None)

LONGEST_LINE = 300
"""Characters. A number, date or time is never longer, so the work of reading one is bounded."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The canonical value, ready to be stored."""

    value: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Readings that a person must choose from, likeliest first; one reading means "is this what you mean?".

    A reading of '' is "not available". `kind` says why: number, date, time, choice, nihil or politeness.
    """

    readings: tuple[str, ...]
    kind: str


Reading = Accepted | Doubt | Problem


@dataclass(frozen=True, slots=True)
class Offered:
    """A choice as this person sees it now, in the order in which she sees it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question at the moment it is read: what the person was shown, and the day it is in her region."""

    question: Question
    language: str  # 'id' or 'en'
    today: date
    choices: Sequence[Offered] = ()
    bounds: Bounds = UNBOUNDED
    unit: str = ""  # the label of question.unit, as shown
    offset: str = ""  # of the region, '+08:00'; '' leaves times without one
    now: datetime | None = None  # in the region's zone; without it 'sekarang' names no time


def within(value: Decimal, bounds: Bounds) -> bool:
    low, high = bounds
    return (low is None or value >= low) and (high is None or value <= high)


def settle(readings: Sequence[str], kind: str) -> Accepted | Doubt:
    """One reading is accepted, several are asked about. Needs at least one."""
    distinct = tuple(dict.fromkeys(readings))
    return Accepted(distinct[0]) if len(distinct) == 1 else Doubt(distinct, kind)
