"""The operators of XPath where libxml2's own would be wrong: dates, blanks, numbers that are almost equal."""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le, lt

from bot.flows.xpath.functions_values import EPSILON, Value, day_of, exact, number, text, text_of, truth

Atom = str | float | bool


def _atoms(value: Value) -> list[Atom]:
    """The nodes of a set as texts; an empty set is one blank, as JavaRosa unpacks it."""
    if isinstance(value, list):
        return [text_of(node) for node in value] if value else [""]
    return [value]


def equal(left: Value, right: Value) -> bool:
    """left = right, for any pair of a node-set's nodes (XPath 1.0, section 3.4)."""
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    return any(_same(a, b) for a in _atoms(left) for b in _atoms(right))


def different(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) != truth(right)
    return any(not _same(a, b) for a in _atoms(left) for b in _atoms(right))


def _same(left: Atom, right: Atom) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return left == right or _same_day(left, right)
    return abs(number(left) - number(right)) < EPSILON


def _same_day(left: str, right: str) -> bool:
    """A date equals a dateTime of that day, and two dateTimes are equal at the same moment."""
    if len(left) < 10 or len(right) < 10 or ("T" not in left and "T" not in right):
        return False
    first, second = exact(left), exact(right)
    if first is not None and second is not None:
        return first == second
    day = day_of(left)
    return day is not None and day == day_of(right)


def _ordered(holds: Callable[[float, float], bool]) -> Callable[[Value, Value], bool]:
    def compare(left: Value, right: Value) -> bool:
        rights = _atoms(right)
        for a in _atoms(left):
            for b in rights:
                if _both_timed(a, b):
                    if holds(*_instants(a, b)):
                        return True
                elif holds(number(a), number(b)):
                    return True
        return False

    return compare


def _both_timed(left: Atom, right: Atom) -> bool:
    return isinstance(left, str) and isinstance(right, str) and "T" in left and "T" in right


def _instants(left: Atom, right: Atom) -> tuple[float, float]:
    """Two dateTimes are compared to the second, all else as numbers and days.

    JavaRosa compares only the days of two dateTimes and calls that a bug (getodk/javarosa#637): a meeting
    could not end on the day it began.
    """
    first, second = exact(str(left)), exact(str(right))
    if first is None or second is None:
        return number(left), number(right)
    return first.timestamp(), second.timestamp()


less = _ordered(lt)
at_most = _ordered(le)
greater = _ordered(gt)
at_least = _ordered(ge)


def choose(condition: Value, then: Value, otherwise: Value) -> Value:
    """if(): both branches are computed, which shows nowhere since no function fails or changes anything."""
    return then if truth(condition) else otherwise


def coalesce(first: Value, second: Value) -> Value:
    """The first unless it is blank or not a number."""
    written = text(first)
    if written == "" or (isinstance(first, float) and first != first):
        return second if not isinstance(second, list) else text(second)
    return written if isinstance(first, list) else first


def boolean_from_string(value: Value) -> bool:
    written = text(value)
    return written == "1" or written.lower() == "true"


def checklist(least: Value, most: Value, *factors: Value) -> bool:
    """Whether so many factors are true; -1 means no limit. One node-set stands for its nodes."""
    count = sum(_true(factor) for factor in _spread(factors))
    low, high = number(least), number(most)
    return count >= low and (high < 0 or count <= high)


def weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    """Whether the weights of the true factors add up to something within the limits, -1 again for none."""
    if len(pairs) == 2 and isinstance(pairs[0], list) and isinstance(pairs[1], list):
        flags, weights = _spread(pairs[:1]), _spread(pairs[1:])
    else:
        flags, weights = list(pairs[::2]), list(pairs[1::2])
    total = sum(number(weight) for flag, weight in zip(flags, weights, strict=False) if _true(flag))
    low, high = number(least), number(most)
    return (low < 0 or total >= low) and (high < 0 or total <= high)


def _spread(factors: tuple[Value, ...]) -> list[Value]:
    if len(factors) == 1 and isinstance(factors[0], list):
        return [text_of(node) for node in factors[0]]
    return list(factors)


def _true(factor: Value) -> bool:
    """ "Evaluates to true" is more than zero for a number in text (ODK XForms specification), else truth."""
    if isinstance(factor, bool):
        return factor
    measured = number(factor)
    return measured > 0 if measured == measured else truth(factor) and text(factor) != "NaN"
