"""Values as XPath functions meet them, and JavaRosa's conversions between them.

A node holds text and nobody says what type it has: text that looks like a number is a number where one is
needed, text that looks like a date is a number of days, and blank is no number at all.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from math import isinf, isnan, nan

from lxml import etree

Element = etree._Element
Value = str | float | bool | list[Element]
"""What libxml2 hands to a function: a text, a number, a boolean or a node-set."""

EPSILON = 1e-12
"""Numbers that differ by less are equal (JavaRosa's XPathEqExpr), so that 0.1 + 0.2 = 0.3."""


def _no_label(path: str, value: str) -> str:
    return value


def _no_text(name: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Environment:
    """What an expression may know beside the answers. All callables must be safe to call from any thread.

    `now` is aware and in the region's zone: `today()` is its date. `language` is a code ('id') or a form's
    name of one. `choice_label(path, value)` gives the label of a choice of the question at an absolute path
    ('/data/a/b'), `itext(id)` a text of the form; both in `language`. `chance` is where `random()`, `uuid()`
    and `randomize()` without a seed take their numbers from.
    """

    now: datetime
    language: str = ""
    choice_label: Callable[[str, str], str] = _no_label
    itext: Callable[[str], str] = _no_text
    chance: random.Random = field(default_factory=random.SystemRandom)


environment: ContextVar[Environment] = ContextVar("environment")
"""The environment of the evaluation under way in this thread or task; set by `xpath.py`."""

EPOCH = date(1970, 1, 1).toordinal()
_NUMBER = re.compile(r"\s*-?(?:\d+(?:[.,]\d*)?|[.,]\d+)\s*", re.ASCII)
_DATE = re.compile(r"\s*(\d{4})-(\d\d?)-(\d\d?)(?:T(.+?))?\s*", re.ASCII)
_TIME = re.compile(r"(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:(Z)|([+-])(\d\d):?(\d\d)?)?", re.ASCII)


def text_of(node: Element) -> str:
    """The string value of a node; what lxml hands over for text() and attributes is text already."""
    if isinstance(node, str):
        return node
    if len(node) == 0:
        return node.text or ""
    return "".join(str(part) for part in node.itertext())


def texts(value: Value) -> list[str]:
    """One text a node; a value that is no node-set is one text."""
    return [text_of(node) for node in value] if isinstance(value, list) else [text(value)]


def every(values: tuple[Value, ...]) -> list[str]:
    """The texts of several arguments, node-sets spread out."""
    return [found for value in values for found in texts(value)]


def text(value: Value) -> str:
    """string(): the first node of a node-set, '' for an empty one; numbers without exponent."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return spelled(value)


def spelled(value: float) -> str:
    """A number as text: '3', '412.5', 'NaN'. Java writes 1.0E14 for a budget; people want digits."""
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    nearest = round(value)
    if abs(value - nearest) < EPSILON:
        return str(nearest)
    written = repr(value)
    return format(Decimal(written), "f") if "e" in written else written


def number(value: Value) -> float:
    """number(): blank is NaN; a date, or the local day of a dateTime, is days since 1970-01-01 (JavaRosa)."""
    if isinstance(value, (bool, float, int)):
        return float(value)
    written = value if isinstance(value, str) else text(value)
    found = _known(written) if len(written) < _SHORT else _read(written)
    return _days(day_of(written)) if found is None else found


def _read(written: str) -> float | None:
    """The number or date in a text, NaN for neither, None for a dateTime: its day depends on the zone."""
    if _NUMBER.fullmatch(written):
        return float(written.replace(",", ".", 1))
    if "T" in written and _DATE.fullmatch(written):
        return None
    return _days(day_of(written))


_known = lru_cache(maxsize=16_384)(_read)
_SHORT = 40  # longer texts are nearly never numbers and not worth the memory


def _days(day: date | None) -> float:
    return nan if day is None else float(day.toordinal() - EPOCH)


def numbers(values: tuple[Value, ...]) -> list[float]:
    """Every argument and every node as a number, blanks and words left out, as sum(), min() and max() do."""
    found: list[float] = []
    for value in values:
        parts = [number(text_of(node)) for node in value] if isinstance(value, list) else [number(value)]
        found += [part for part in parts if not isnan(part)]
    return found


def truth(value: Value) -> bool:
    """boolean(): a number but 0, a text but '', a node-set with a node that is neither blank nor zero.

    A node-set counts by what its nodes hold and not by being there, since every row of the form is there.
    JavaRosa knows an integer question's 0 as a number; a node that reads as zero is therefore false here.
    """
    if isinstance(value, list):
        return any(_holds(text_of(node)) for node in value)
    if isinstance(value, str):
        return value != ""
    return abs(value) > EPSILON and not isnan(value)


def _holds(written: str) -> bool:
    return written != "" and (len(written) >= _SHORT or _known(written) != 0)


def moment(written: str) -> datetime | None:
    """An ISO date or dateTime as an aware moment in the region's zone, None when it is neither.

    A date is its midnight; a time without an offset is the region's.
    """
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    zone = environment.get().now.tzinfo
    try:
        day = datetime(int(match[1]), int(match[2]), int(match[3]), tzinfo=zone)
        return day if match[4] is None else with_time(day, match[4])
    except (ValueError, OverflowError):
        return None


def with_time(day: datetime, written: str) -> datetime | None:
    """This day at an ISO time, in the day's own zone; None when the text is no time."""
    match = _TIME.fullmatch(written.strip())
    if match is None:
        return None
    micros = int((match[4] or "0")[:6].ljust(6, "0"))
    try:
        at = day.replace(
            hour=int(match[1]), minute=int(match[2]), second=int(match[3] or 0), microsecond=micros
        )
        if match[5] is None and match[6] is None:
            return at
        offset = timedelta(hours=int(match[7] or 0), minutes=int(match[8] or 0))
        utc = at.replace(tzinfo=None) - (-offset if match[6] == "-" else offset)
        return utc.replace(tzinfo=UTC).astimezone(day.tzinfo)
    except (ValueError, OverflowError):
        return None


def day_of(written: str) -> date | None:
    """The local day of an ISO date or dateTime, None when the text is neither."""
    match = _DATE.fullmatch(written)
    if match is None:
        return None
    if match[4] is not None:
        found = moment(written)
        return found.date() if found else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def exact(written: str) -> datetime | None:
    """The moment of a text that names a time of day as well, None for a mere date and for all else."""
    return moment(written) if "T" in written else None
