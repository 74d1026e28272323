"""Arithmetic beyond XPath's own: rounding, powers, extremes, and chance."""

from __future__ import annotations

import math
import uuid
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal

from bot.flows.xpath.functions_values import Value, environment, number, numbers

_WIDE = Context(prec=400)  # the largest float has 309 digits before the point
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def whole(value: Value) -> float:
    """int(): towards zero; NaN and the infinities stay."""
    found = number(value)
    return float(math.trunc(found)) if math.isfinite(found) else found


def rounded(value: Value, places: Value = 0.0) -> float:
    """round(): halves go up, -2.5 to -2; negative places are tens and hundreds, more than 30 are NaN."""
    found, digits = number(value), number(places)
    if not math.isfinite(found):
        return found
    if not abs(digits) <= 30:
        return math.nan
    method = ROUND_HALF_DOWN if found < 0 else ROUND_HALF_UP
    step = Decimal(1).scaleb(-int(digits))
    return float(Decimal(repr(found)).quantize(step, method, _WIDE))


def absolute(value: Value) -> float:
    return abs(number(value))


def total(*values: Value) -> float:
    """sum(): blanks and words count nothing, where XPath alone would say NaN for the whole."""
    return math.fsum(numbers(values))


def smallest(*values: Value) -> float:
    return min(numbers(values), default=math.nan)


def largest(*values: Value) -> float:
    return max(numbers(values), default=math.nan)


def power(base: Value, exponent: Value) -> float:
    try:
        return math.pow(number(base), number(exponent))
    except OverflowError:
        return math.inf
    except ValueError:  # 0 to the power of -1, or the root of a negative number
        return math.inf if number(base) == 0 else math.nan


def logarithm(value: Value) -> float:
    found = number(value)
    return -math.inf if found == 0 else math.log(found)


def logarithm10(value: Value) -> float:
    found = number(value)
    return -math.inf if found == 0 else math.log10(found)


def exponential(value: Value) -> float:
    return power(math.e, value)


def exponential10(value: Value) -> float:
    return power(10.0, value)


def square_root(value: Value) -> float:
    return math.sqrt(number(value))


def sine(value: Value) -> float:
    return math.sin(number(value))


def cosine(value: Value) -> float:
    return math.cos(number(value))


def tangent(value: Value) -> float:
    return math.tan(number(value))


def arc_sine(value: Value) -> float:
    return math.asin(number(value))


def arc_cosine(value: Value) -> float:
    return math.acos(number(value))


def arc_tangent(value: Value) -> float:
    return math.atan(number(value))


def arc_tangent2(y: Value, x: Value) -> float:
    return math.atan2(number(y), number(x))


def pi() -> float:
    return math.pi


def chance() -> float:
    """random(): from 0 up to 1, another one each time; keep it with once()."""
    return environment.get().chance.random()


def identifier(length: Value = math.nan) -> str:
    """uuid(): a random version 4 UUID, or so many random characters (at most 1,000)."""
    source = environment.get().chance
    wanted = number(length)
    if math.isnan(wanted):
        return str(uuid.UUID(int=source.getrandbits(128), version=4))
    return "".join(source.choice(_ALPHABET) for _ in range(int(min(max(wanted, 0), 1000))))
