"""One cell of a table: what stands in it, as a number, a day or a text that no spreadsheet will calculate with.

A cell never becomes a formula (OWASP, "CSV Injection"), never holds a character that XML forbids, and never
pretends to a precision that a spreadsheet does not have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum

from bot.flows.form import Kind, Question
from bot.flows.values.dates import detail, is_date
from bot.flows.values.figures import MONEY, is_plain
from bot.flows.values.places import is_place

LONGEST = 32_767
"""UTF-16 units that a cell of a workbook holds."""

_EXACT = 15
"""Significant digits that spreadsheets keep; a longer number stays a text, so that no digit is lost."""

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""First characters that some spreadsheet takes for a formula, the full-width forms of East Asian ones included."""

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", re.ASCII)
# XML 1.0 allows tab, line feed and these planes; half a surrogate pair is no character at all
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets disagree about the calendar: 29 February 1900 is none

Value = str | int | float | date | datetime | time | None


class Tone(Enum):
    """Why a cell is empty, as a background; lighter and darker, so that it shows in grey too."""

    NONE = ""
    NOT_ASKED = "#E7E6E6"
    UNAVAILABLE = "#F8CBAD"
    OPEN = "#FFF2CC"


@dataclass(frozen=True, slots=True)
class Cell:
    value: Value = None
    format: str = ""  # as spreadsheets write number formats; '' for texts
    tone: Tone = Tone.NONE


EMPTY = Cell()


def text(value: str) -> Cell:
    """A text as it is, without characters that no workbook can hold."""
    return Cell(clean(value)) if value else EMPTY


def whole(number: int) -> Cell:
    """A count."""
    return Cell(number, "#,##0")


def clean(value: str) -> str:
    """The text without what XML forbids; line ends as one character."""
    return _ILLEGAL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def is_formula(value: str) -> bool:
    """Whether a spreadsheet might calculate this text; a plain negative number is only a number."""
    return value[:1] in _FORMULA and bool(value) and _NUMBER.fullmatch(value) is None


def guarded(value: str) -> str:
    """A text for a CSV file, where nothing but a first apostrophe tells a text from a formula."""
    return f"'{value}" if is_formula(value) else value


def pieces(value: str, limit: int = LONGEST) -> list[str]:
    """The text in parts of at most `limit` UTF-16 units that give it back when they are joined."""
    if len(value) <= limit // 2 or _units(value) <= limit:
        return [value]
    found, start, room = [], 0, limit
    for place, char in enumerate(value):
        size = 2 if char > "\uffff" else 1
        if size > room:
            found.append(value[start:place])
            start, room = place, limit
        room -= size
    return [*found, value[start:]]


def of_answer(question: Question, value: str, zone: tzinfo) -> Cell:
    """A canonical value as the cell of its kind; one that is not canonical (an older form kept it) as a text.

    Moments are shown by the region's clock: a spreadsheet knows no zones."""
    if not value:
        return EMPTY
    match question.kind:
        case Kind.INTEGER | Kind.DECIMAL | Kind.RANGE | Kind.CALCULATE | Kind.HIDDEN:
            return figure(value, year=_reads_as_year(question, value), money=question.unit == MONEY)
        case Kind.DATE:
            return day(value, detail(question))
        case Kind.TIME:
            return _clock(value)
        case Kind.DATETIME:
            return _moment(value, zone)
        case _:
            return text(value)


def coordinates(question: Question, value: str) -> list[str]:
    """The four numbers of a place; none of any other value, such as one that an older form kept."""
    return value.split() if question.kind is Kind.GEOPOINT and is_place(value) else []


def figure(value: str, *, year: bool = False, money: bool = False) -> Cell:
    """Canonical digits as a number with all its decimals; a year has no thousands dot. Anything else is a text."""
    if not is_plain(value):
        return text(value)
    number = Decimal(value)
    if len(number.normalize().as_tuple().digits) > _EXACT:
        return text(value)
    if "." not in value:
        return Cell(int(value), "0" if year else "#,##0")
    decimals = "0" * len(value.partition(".")[2])
    return Cell(float(number), f"#,##0.{'00' if money and len(decimals) < 2 else decimals}")


def day(value: str, shown: str = "day") -> Cell:
    """An ISO date; `shown` is how much of it was asked: 'day', 'month' or 'year'."""
    if not is_date(value) or date.fromisoformat(value) < _FIRST_DAY:
        return text(value)
    return Cell(date.fromisoformat(value), {"month": "yyyy-mm", "year": "yyyy"}.get(shown, "yyyy-mm-dd"))


def moment(at: datetime | None, zone: tzinfo) -> Cell:
    """A moment by the region's clock, to the minute; its zone stands in the heading."""
    if at is None:
        return EMPTY
    return Cell(at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0), "yyyy-mm-dd hh:mm")


def _reads_as_year(question: Question, value: str) -> bool:
    """Whether the author says so, or it is a number of nothing in particular that people take for a year."""
    return question.format == "year" or (
        not question.unit and len(value) == 4 and value.isdecimal() and 1900 <= int(value) <= 2100
    )


def _clock(value: str) -> Cell:
    try:
        return Cell(time.fromisoformat(value).replace(tzinfo=None), "hh:mm")
    except ValueError:
        return text(value)


def _moment(value: str, zone: tzinfo) -> Cell:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return text(value)
    if at.date() <= _FIRST_DAY:  # the zone may still move it by a day
        return text(value)
    local = at.astimezone(zone) if at.tzinfo is not None else at
    return Cell(local.replace(tzinfo=None, microsecond=0), "yyyy-mm-dd hh:mm")


def _units(value: str) -> int:
    return len(value) + sum(char > "\uffff" for char in value)
