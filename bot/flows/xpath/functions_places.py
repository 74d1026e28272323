"""Area and distance on a round Earth, from geopoints, geotraces and geoshapes (ODK XForms specification)."""

from __future__ import annotations

from itertools import pairwise
from math import acos, cos, pi, radians, sin

from bot.flows.xpath.functions_values import Value, every

RADIUS = 6_378_100.0
"""Metres; the equatorial radius that JavaRosa calculates with."""

_DEGREE = 2 * pi * RADIUS / 360
Point = tuple[float, float]


def area(*values: Value) -> float:
    """Square metres inside a geoshape, or inside the polygon of several geopoints; 0 for less than three."""
    points = _points(values)
    if len(points) < 3:
        return 0.0
    latitude, longitude = points[0]
    flat = [((y - latitude) * _DEGREE, (x - longitude) * _DEGREE * cos(radians(y))) for y, x in points[1:]]
    twice = sum(y1 * x2 - x1 * y2 for (y1, x1), (y2, x2) in pairwise(flat))
    return abs(twice) / 2


def distance(*values: Value) -> float:
    """Metres along a geotrace, around a geoshape, or from one geopoint to the next."""
    points = _points(values)
    return sum(_between(a, b) for a, b in pairwise(points))


def _between(a: Point, b: Point) -> float:
    """The spherical law of cosines, held within 1 where rounding would leave acos() without an answer."""
    first, second = radians(a[0]), radians(b[0])
    angle = sin(first) * sin(second) + cos(first) * cos(second) * cos(radians(a[1] - b[1]))
    return 0.0 if a == b else acos(max(-1.0, min(1.0, angle))) * RADIUS


def _points(values: tuple[Value, ...]) -> list[Point]:
    """'lat lon altitude accuracy; …' as points. Raises ValueError for text that is none."""
    found: list[Point] = []
    for written in every(values):
        for part in filter(str.strip, written.split(";")):
            latitude, longitude = part.split()[:2]
            found.append((float(latitude), float(longitude)))
    return found
