"""What a person typed, tapped or sent -> a canonical value; a canonical value -> what she sees.

The door to `kinds.py`, which has a small class a question type. Nothing here evaluates expressions of a form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from bot.flows.form import Kind, Question
from bot.flows.inputs import Input, Sent, Tapped, Typed
from bot.flows.problems import Param, Problem
from bot.flows.values import dates, figures
from bot.flows.values.kinds import KINDS
from bot.flows.values.readings import UNBOUNDED, Accepted, Asked, Bounds, Doubt, Offered, Reading
from bot.flows.values.words import spell

__all__ = [
    "KINDS",
    "Accepted",
    "Bounds",
    "Doubt",
    "Expectation",
    "Offered",
    "Reading",
    "example",
    "expectation",
    "mention",
    "read",
    "show",
    "words",
]

_FIGURES = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE, Kind.CALCULATE})


@dataclass(frozen=True, slots=True)
class Expectation:
    """A Fluent message (`expect-…`) that says what to type or send. `unit` is empty where there is none."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


def read(
    question: Question,
    raw: Input,
    *,
    choices: Sequence[Offered] = (),
    language: str,
    today: date,
    bounds: Bounds = UNBOUNDED,
    unit: str = "",
    offset: str = "",
    now: datetime | None = None,
) -> Reading:
    """What an input says to a question. Never raises, whatever was typed or sent.

    `bounds` (of the constraint) only choose between readings; the caller evaluates the constraint itself.
    `unit` is the label that the person sees, `offset` the region's ('+08:00') for times and moments, `now` the
    moment in the region's zone that 'sekarang' means; without it a time has to be typed.
    """
    asked = Asked(question, language, today, choices, bounds, unit, offset, now)
    kind = KINDS[question.kind]
    if not question.answerable:
        return Problem("problem-not-asked")
    match raw:
        case Typed(text):
            return kind.typed(text, asked)
        case Tapped(value):
            return Accepted(value) if kind.holds(value, asked) else Problem("problem-button")
        case Sent():
            return kind.sent(raw, asked)


def show(
    question: Question, value: str, *, language: str, choices: Sequence[Offered] = (), unit: str = ""
) -> str:
    """A canonical value as a person reads it: plain text, not HTML; '' for no value."""
    if not value:
        return ""
    return KINDS[question.kind].show(value, Asked(question, language, date.min, choices, UNBOUNDED, unit))


def mention(question: Question, value: str, *, language: str, choices: Sequence[Offered] = ()) -> str:
    """A canonical value inside a sentence of the form: as `show` has it, but numbers without their unit, which
    the author's sentence has, and a number that reads as a year without its dot."""
    if figures.is_plain(value) and question.kind in _FIGURES:
        if question.kind is Kind.INTEGER and value.isdecimal() and 1900 <= int(value) <= 2100:
            return value
        rounded = figures.canonical(Decimal(value))
        return figures.format_figure(rounded, question, language)
    return show(question, value, language=language, choices=choices) or value


def expectation(
    question: Question, *, language: str, choices: Sequence[Offered] = (), unit: str = ""
) -> Expectation:
    """What the card says below the question, as a Fluent key with its parameters."""
    asked = Asked(question, language, date.min, choices, UNBOUNDED, unit)
    kind = KINDS[question.kind]
    return Expectation(_narrow(kind.expect, question), kind.params(asked))


def example(
    question: Question, bounds: Bounds, language: str, *, choices: Sequence[Offered] = (), unit: str = ""
) -> str:
    """A value that would be accepted, as a person types it: '17', '86,45', '27/5/2024'; '' if none helps."""
    return KINDS[question.kind].example(Asked(question, language, date.min, choices, bounds, unit))


def words(value: str, language: str = "id") -> str:
    """A canonical number in words, for small doubts; '' for anything else."""
    plain = Question(path="", name="", ordinal=0, kind=Kind.DECIMAL)
    return spell(Decimal(value), language) if figures.is_canonical(value, plain) else ""


def _narrow(key: str, question: Question) -> str:
    """A year is no number to group, and a month is asked for otherwise than a day."""
    if question.kind is Kind.DATE:
        return {"day": key, "month": "expect-month", "year": "expect-year"}[dates.detail(question)]
    return "expect-year" if question.format == "year" and question.kind is Kind.INTEGER else key
