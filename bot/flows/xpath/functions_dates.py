"""Dates and times: ISO text in the answers, days since 1970 in arithmetic, the region's zone throughout."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import floor, isfinite, nan

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from bot.flows.form import language_code
from bot.flows.xpath.functions_values import EPOCH, Value, environment, moment, number, text, with_time

DAY = 86_400.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def today() -> str:
    return environment.get().now.date().isoformat()


def now() -> str:
    return environment.get().now.isoformat(timespec="milliseconds")


def as_date(value: Value) -> str:
    """date(): an ISO text or a number of days as '2024-05-27'; '' for blanks and for what is no date."""
    found = _moment(value, local=True)
    return found.date().isoformat() if found else ""


def as_date_time(value: Value) -> str:
    found = _moment(value)
    return found.isoformat(timespec="milliseconds") if found else ""


def decimal_date_time(value: Value) -> float:
    """Days and parts of a day since 1970-01-01T00:00Z; NaN for what is no date."""
    if isinstance(value, float):
        return value
    found = _moment(value)
    return nan if found is None else (found - _EPOCH).total_seconds() / DAY


def decimal_time(value: Value) -> float:
    """The part of the local day that has passed: noon is 0.5. Takes times and dateTimes."""
    if isinstance(value, float):
        return value - floor(value) if isfinite(value) else nan
    found = _moment(value) or with_time(environment.get().now, text(value))
    if found is None:
        return nan
    seconds = found.hour * 3600 + found.minute * 60 + found.second + found.microsecond / 1e6
    return seconds / DAY


def format_date(value: Value, pattern: Value) -> str:
    """format-date() and format-date-time(): %Y %m %d … filled in, names in the reader's language.

    '' for blanks. Times of day are taken too: `format-date-time(${start}, '%H:%M')` shows a time question.
    """
    found = _moment(value)
    if found is None and not isinstance(value, float):
        found = with_time(environment.get().now, text(value))
    if found is None:
        return ""
    names = _names(environment.get().language)
    written = iter(text(pattern))
    parts: list[str] = []
    for character in written:
        code = next(written, "") if character == "%" else None
        if code is None:
            parts.append(character)
        else:
            part = _PARTS.get(code)
            parts.append(part(found, names) if part else code if code == "%" else f"%{code}")
    return "".join(parts)


class _Names:
    """Month and day names of one language."""

    def __init__(self, language: str) -> None:
        self.months = {width: get_month_names(width, locale=language) for width in ("abbreviated", "wide")}
        self.days = {width: get_day_names(width, locale=language) for width in ("abbreviated", "wide")}


_PARTS: Mapping[str, Callable[[datetime, _Names], str]] = {
    "Y": lambda at, _: f"{at.year:04}",
    "y": lambda at, _: f"{at.year % 100:02}",
    "m": lambda at, _: f"{at.month:02}",
    "n": lambda at, _: f"{at.month}",
    "B": lambda at, names: names.months["wide"][at.month],
    "b": lambda at, names: names.months["abbreviated"][at.month],
    "d": lambda at, _: f"{at.day:02}",
    "e": lambda at, _: f"{at.day}",
    "A": lambda at, names: names.days["wide"][at.weekday()],
    "a": lambda at, names: names.days["abbreviated"][at.weekday()],
    "w": lambda at, _: f"{at.isoweekday() % 7}",
    "H": lambda at, _: f"{at.hour:02}",
    "h": lambda at, _: f"{at.hour}",
    "M": lambda at, _: f"{at.minute:02}",
    "S": lambda at, _: f"{at.second:02}",
    "3": lambda at, _: f"{at.microsecond // 1000:03}",
}


@lru_cache(maxsize=64)
def _names(language: str) -> _Names:
    code = language_code(language) or "en"
    try:
        return _Names(str(Locale.parse(code, sep="-")))
    except (ValueError, UnknownLocaleError):
        return _Names("en")


def _moment(value: Value, *, local: bool = False) -> datetime | None:
    """The moment that a text or a number of days since 1970 means, None for neither.

    Whole numbers, and all when `local`, count the region's midnights, so that date(today() + 7) is a day in
    every zone; one with a part of a day comes from decimal-date-time() and counts from 1970-01-01T00:00Z.
    """
    if not isinstance(value, float):
        found = moment(text(value))
        if found is not None:
            return found
        value = number(value)
    if not isfinite(value):
        return None
    zone = environment.get().now.tzinfo
    try:
        if local or value == floor(value):
            day = date.fromordinal(floor(value) + EPOCH)
            return datetime(day.year, day.month, day.day, tzinfo=zone)
        return (_EPOCH + timedelta(days=value)).astimezone(zone)
    except (ValueError, OverflowError):
        return None
