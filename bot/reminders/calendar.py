"""When people are at work: weekdays without the national holidays and joint leave, and the hours of such a day.

Holidays and cuti bersama come by a joint decree of three ministers, often changed within the year: the `holidays`
package knows the decrees that were published, and a file of the operator's has the last word (`read_calendar`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

MORNING = time(8)
# Hours in which offices answer: from 08.00, not to the last minute, and not during Friday's prayer
HOURS = ((MORNING, time(15, 30)),)
FRIDAY_HOURS = ((MORNING, time(11, 30)), (time(13), time(15, 30)))
SATURDAY, FRIDAY = 5, 4
LONGEST_LEAVE = 60  # days that are searched for the next working one; no leave lasts as long

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days: the national ones, with what a file took away or gave. The moments it gives are in UTC."""

    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()  # worked whatever the decree or the weekday says

    def works(self, day: date) -> bool:
        """Whether offices are open on this day."""
        if day in self.on:
            return True
        return day not in self.off and day.weekday() < SATURDAY and day not in national(day.year)

    def spans(self, day: date, zone: ZoneInfo) -> tuple[Span, ...]:
        """The working hours of a day, each from its first moment up to, and without, its last; () when it is off."""
        if not self.works(day):
            return ()
        hours = FRIDAY_HOURS if day.weekday() == FRIDAY else HOURS
        return tuple((_at(day, begin, zone), _at(day, end, zone)) for begin, end in hours)

    def is_open(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether this moment is in working hours."""
        return any(begin <= at < end for begin, end in self.spans(at.astimezone(zone).date(), zone))

    def opening(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """The first working moment at or after this one; None when there is none for weeks (a file says so)."""
        for day in _days(at.astimezone(zone).date(), 1):
            for begin, end in self.spans(day, zone):
                if at < end:
                    return max(at, begin)
        return None

    def closing(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """The end of the last working hours that end at or before this moment, or that it falls into: then the
        moment itself. None when there were none for weeks."""
        for day in _days(at.astimezone(zone).date(), -1):
            for begin, end in reversed(self.spans(day, zone)):
                if begin < at:
                    return min(at, end)
        return None

    def morning(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """The first working morning after this moment, None when there is none for weeks."""
        for day in _days(at.astimezone(zone).date(), 1):
            if self.works(day) and _at(day, MORNING, zone) > at:
                return _at(day, MORNING, zone)
        return None

    def morning_before(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """The last working morning before this moment, None when there was none for weeks."""
        for day in _days(at.astimezone(zone).date(), -1):
            if self.works(day) and _at(day, MORNING, zone) < at:
                return _at(day, MORNING, zone)
        return None


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line of the holidays file that says nothing: it is skipped, and whoever wrote it is told."""

    number: int
    text: str


def read_calendar(text: str) -> tuple[Calendar, tuple[BrokenLine, ...]]:
    """The calendar that a holidays file makes of the national one, and the lines that could not be read.

    One day a line, an ISO date and then any words; `+` before it is a day off, `-` a day that is worked whatever
    the decree or the weekday says, no sign is a day off. `#` begins a comment; the later of two lines wins:

        + 2024-06-19  Cuti bersama daerah
        - 2024-02-14  Pemilu: kantor tetap buka
    """
    days: dict[date, bool] = {}
    broken = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        sign, rest = (said[0], said[1:].lstrip()) if said[0] in "+-" else ("+", said)
        try:
            days[date.fromisoformat((rest.split() or [""])[0])] = sign == "+"
        except ValueError:
            broken.append(BrokenLine(number, line[:80]))
    off = frozenset(day for day, is_off in days.items() if is_off)
    return Calendar(off, frozenset(days) - off), tuple(broken)


@lru_cache(maxsize=64)
def national(year: int) -> frozenset[date]:
    """National holidays and joint leave of Indonesia in a year, as far as they are decreed."""
    # the package calls joint leave, which binds government offices, 'government'
    return frozenset(country_holidays("ID", years=year, categories=("public", "government")))


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _days(first: date, step: int) -> Iterator[date]:
    return (first + timedelta(days=step * n) for n in range(LONGEST_LEAVE))
