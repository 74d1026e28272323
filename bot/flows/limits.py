"""How many items a list of records must and may have: what its author allows, evaluated where the list stands."""

from __future__ import annotations

from bot.flows.answers import AnswerKey
from bot.flows.form import MAX_ITEMS
from bot.flows.instance import Instance
from bot.flows.problems import Problem


def limits(instance: Instance, repeat: AnswerKey) -> tuple[int, int]:
    """At least and at most so many items; a limit that cannot be worked out is none. A list that a count drives
    has no limits of its own."""
    group = instance.form.groups[repeat.question]
    if group.count:
        return 0, MAX_ITEMS
    most = _whole(instance, group.most, repeat)
    least = _whole(instance, group.least, repeat) or 0
    most = MAX_ITEMS if most is None else max(most, 1)
    return min(least, most), most


def shortfall(instance: Instance, repeat: AnswerKey) -> Problem | None:
    """Why a list cannot be called complete: too few items, or too many since something else was answered."""
    least, most = limits(instance, repeat)
    count = len(instance.items(repeat))
    if count < least:
        return Problem("problem-too-few-items", {"least": least, "missing": least - count})
    if count > most:
        return Problem("problem-more-than-items", {"most": most, "over": count - most})
    return None


def _whole(instance: Instance, source: str | None, repeat: AnswerKey) -> int | None:
    if not source:
        return None
    try:
        number = float(source)
    except ValueError:
        number = instance.number(source, repeat)
    return int(min(max(number, 0), MAX_ITEMS)) if number == number else None  # 'div' may give infinity
