"""What a form itself fills in, defaults and calculations, made canonical for the question's type as ODK does.

People's own answers never pass here: `kinds.py` reads those.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from bot.flows.form import CHOOSING, Kind, Question
from bot.flows.values.figures import LARGEST, canonical
from bot.flows.values.places import to_place

_EPOCH = date(1970, 1, 1)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})")
_CELL = re.compile(r"(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[T ](?P<clock>\S+))?")
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,9}))?)?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?",
)
WHOLE_DAY = 86_400


def constant(question: Question, names: Collection[str]) -> str:
    """The default in a cell as it counts, '' for one that does not fit; `names` are those of the choices."""
    value = cast(question.kind, question.default or "", None, computed=False)
    if question.kind in CHOOSING and not set(value.split()) <= set(names):
        return ""
    return value


def cast(kind: Kind, value: str, zone: tzinfo | None, *, computed: bool = True) -> str:
    """The canonical value of a kind, '' when there is none (JavaRosa leaves such a question blank).

    `computed`: an expression gave it, so that a number may stand for a day (`today() + 7` counts days since
    1970-01-01) and `27.9` for a whole number; a constant in a cell must say what it means. `zone` is the
    region's; without it moments keep the offset that they have."""
    text = value.strip()
    match kind:
        case Kind.INTEGER:
            return _whole(text, computed)
        case Kind.DECIMAL | Kind.RANGE:
            return _number(text)
        case Kind.DATE:
            return _date(text, zone, computed)
        case Kind.DATETIME:
            return _moment(text, zone, computed)
        case Kind.TIME:
            return _time(text, zone, computed)
        case Kind.GEOPOINT:
            return to_place(text)
        case _:
            return value


def _number(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        return ""
    number = Decimal(text)
    return canonical(number) if abs(number) <= LARGEST else ""


def _whole(text: str, computed: bool) -> str:
    number = _number(text)
    return number.partition(".")[0].replace("-0", "0") if computed or "." not in number else ""


def _date(text: str, zone: tzinfo | None, computed: bool) -> str:
    number = _number(text)
    if number:
        return _day(number) if computed else ""
    found = _read(text, zone)
    return found.date().isoformat() if found else ""


def _moment(text: str, zone: tzinfo | None, computed: bool) -> str:
    number = _number(text)
    if not number:
        found = _read(text, zone)
        return found.isoformat(timespec="milliseconds") if found else ""
    day = _day(number) if computed else ""
    if not day:
        return ""
    if "." not in number:  # a whole day begins at the region's midnight
        return datetime.combine(date.fromisoformat(day), time(), zone).isoformat(timespec="milliseconds")
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=round(float(number) * WHOLE_DAY, 3))
    return found.astimezone(zone).isoformat(timespec="milliseconds")


def _time(text: str, zone: tzinfo | None, computed: bool) -> str:
    number = _number(text)
    if number:
        seconds = round(float(number) % 1 * WHOLE_DAY, 3)
        found = (datetime(1970, 1, 1) + timedelta(seconds=seconds)).time()
        return found.isoformat(timespec="milliseconds") if computed else ""
    moment = _read(text if _CELL.match(text) else f"1970-01-01T{text}", None)
    if moment is None:
        return ""
    if zone is not None and moment.tzinfo is not None and _CELL.match(text):
        moment = moment.astimezone(zone)
    return moment.timetz().isoformat(timespec="milliseconds")


def _day(number: str) -> str:
    try:
        return (_EPOCH + timedelta(days=int(Decimal(number) // 1))).isoformat()
    except OverflowError:
        return ""


def _read(text: str, zone: tzinfo | None) -> datetime | None:
    """A day, or a day and a time of it, as ODK or a spreadsheet writes them; in the region's zone."""
    cell = _CELL.fullmatch(text)
    clock = _CLOCK.fullmatch((cell["clock"] if cell else None) or "0:00")
    if cell is None or clock is None:
        return None
    micros = int((clock["part"] or "0")[:6].ljust(6, "0"))
    try:
        year, month, day = map(int, cell["day"].split("-"))
        at = datetime(
            year, month, day, int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0), micros
        )
        if clock["zone"] is None:
            return at.replace(tzinfo=zone)
        fixed = at.replace(tzinfo=datetime.strptime(clock["zone"], "%z").tzinfo)
        return fixed.astimezone(zone) if zone is not None else fixed
    except (ValueError, OverflowError):
        return None
