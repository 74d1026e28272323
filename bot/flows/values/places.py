"""Places: a location that the phone sends, or coordinates and map links that people paste.

Canonical is ODK's geopoint: latitude, longitude, altitude and accuracy, in degrees and metres.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.flows.inputs import Medium, Sent
from bot.flows.problems import Problem
from bot.flows.values import habits
from bot.flows.values.readings import LONGEST_LINE, Accepted, Doubt, Reading

_FINEST = Decimal("0.0000001")
"""Degrees; about a centimetre, finer than any phone knows."""

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?"
_PAIR = re.compile(rf"({_NUMBER})\s*[,; ]\s*({_NUMBER})(?:\s*\(([^()]*)\))?$")
_COMMA_PAIR = re.compile(r"([+-]?[0-9]{1,3},[0-9]{1,20})\s*[,; ]\s*([+-]?[0-9]{1,3},[0-9]{1,20})$")
_LINK = re.compile(rf"https?://\S*?(?:@|[?&](?:q|query|ll|mlat)=|/)({_NUMBER})(?:,|%2C|&mlon=)({_NUMBER})")
_AXIS = r"([0-9]{1,3})\s*°\s*(?:([0-9]{1,2})\s*'\s*(?:([0-9]{1,2}(?:[.,][0-9]{1,6})?)\s*(?:\"|'')\s*)?)?"
_DEGREES = re.compile(rf"{_AXIS}(ls|lu|[ns])\s*[,; ]?\s*{_AXIS}(bt|bb|[ew])$", re.IGNORECASE)
_PART = re.compile(r"[+-]?[0-9]{1,6}(?:\.[0-9]{0,20})?")
_ALTITUDE = re.compile(r"↕(-?[0-9]{1,5}(?:\.[0-9]{1,3})?) m")
_ACCURACY = re.compile(r"±([0-9]{1,6}(?:\.[0-9]{1,3})?) m")
_GEOPOINT = re.compile(
    r"(-?[0-9]{1,2}(?:\.[0-9]{1,7})?) (-?[0-9]{1,3}(?:\.[0-9]{1,7})?) (-?[0-9]{1,5}(?:\.[0-9]{1,3})?)"
    r" ([0-9]{1,6}(?:\.[0-9]{1,3})?)"
)


def read_sent_place(raw: Sent) -> Reading:
    """A location from the phone. Telegram knows no altitude, so it is 0."""
    if raw.medium is not Medium.LOCATION:
        return Problem("problem-place")
    accuracy = (
        Decimal(repr(raw.accuracy)).quantize(Decimal("0.1")) if 0 <= raw.accuracy < 10**6 else Decimal(0)
    )
    return _place(Decimal(repr(raw.latitude)), Decimal(repr(raw.longitude)), "0", _short(accuracy))


def read_typed_place(text: str) -> Reading:
    """Coordinates in either notation, or a map link that carries them."""
    line = habits.plain(text)
    if len(line) > 4 * LONGEST_LINE:
        return Problem("problem-place")
    if habits.nothing(line):
        return Doubt(("",), "nihil")
    found = _PAIR.match(line) or _LINK.match(line)
    if found:
        extras = found.group(3) or "" if found.re is _PAIR else ""
        altitude, accuracy = (shape.search(extras) for shape in (_ALTITUDE, _ACCURACY))
        return _place(
            Decimal(found[1]),
            Decimal(found[2]),
            altitude[1] if altitude else "0",
            accuracy[1] if accuracy else "0",
        )
    local = _COMMA_PAIR.match(line)
    if local:
        return _place(Decimal(local[1].replace(",", ".")), Decimal(local[2].replace(",", ".")), "0", "0")
    spelled = _DEGREES.match(line)
    if spelled:
        latitude, longitude = _degrees(spelled.groups()[:4]), _degrees(spelled.groups()[4:])
        return _place(latitude, longitude, "0", "0")
    return Problem("problem-politeness" if habits.is_polite(line) else "problem-place")


def to_place(text: str) -> str:
    """The geopoint that a form itself gives, with 2 to 4 parts, as ODK writes it; '' when it is none."""
    parts = text.replace(",", " ").split()
    if not 2 <= len(parts) <= 4 or not all(_PART.fullmatch(part) for part in parts):
        return ""
    latitude, longitude, *rest = (Decimal(part) for part in parts)
    heights = [_short(number.quantize(Decimal("0.001"))) for number in rest]
    altitude, accuracy = (*heights, "0", "0")[:2]
    found = _place(latitude, longitude, altitude, accuracy)
    return found.value if isinstance(found, Accepted) and is_place(found.value) else ""


def is_place(value: str) -> bool:
    found = _GEOPOINT.fullmatch(value)
    return found is not None and abs(Decimal(found[1])) <= 90 and abs(Decimal(found[2])) <= 180


def show_place(value: str) -> str:
    """'-0.5021, 117.1536 (±15 m)': decimal points in every language, as maps take them."""
    latitude, longitude, altitude, accuracy = value.split(" ")
    extras = [f"↕{altitude} m"] if altitude != "0" else []
    extras += [f"±{accuracy} m"] if accuracy != "0" else []
    return f"{latitude}, {longitude}" + (f" ({', '.join(extras)})" if extras else "")


def _place(latitude: Decimal, longitude: Decimal, altitude: str, accuracy: str) -> Reading:
    if not all(number.is_finite() for number in (latitude, longitude)):
        return Problem("problem-place")
    if abs(latitude) > 90 or abs(longitude) > 180:
        return Problem("problem-place-outside")
    numbers = (_short(number.quantize(_FINEST)) for number in (latitude, longitude))
    return Accepted(" ".join((*numbers, altitude, accuracy)))


def _short(number: Decimal) -> str:
    shown = format(number, "f")
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown == "-0" else shown


def _degrees(axis: tuple[str | None, ...]) -> Decimal:
    """Degrees, minutes and seconds, south and west below zero (LS, LU, BT, BB in Indonesian)."""
    whole, minutes, seconds = (Decimal((part or "0").replace(",", ".")) for part in axis[:3])
    size = whole + minutes / 60 + seconds / 3600
    return -size if (axis[3] or "").lower() in ("ls", "s", "bb", "w") else size
