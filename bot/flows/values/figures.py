"""Numbers as they are stored and shown: canonical digits, the unit around them, the steps of a range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from bot.flows.form import Kind, Question

LARGEST = Decimal(10) ** 16
"""XPath reckons in doubles, which are exact to about 9 * 10^15; the largest bound of our forms is 10^15."""

FINEST = Decimal("1e-10")
"""Digits past the tenth decimal are calculators' noise and are rounded away."""

_LONGEST = 29  # characters: 17 digits, 10 decimals, sign and mark; longer ones are more than can be formatted
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?", re.ASCII)

MONEY = "idr"
PERCENT = "percent"

SMALL_UNITS = frozenset({PERCENT, "index"})
"""Units whose values stay small, so that the decimal reading of `2.963` is the sensible one."""


def canonical(value: Decimal) -> str:
    """Plain digits with a decimal point, no exponent, no needless zeros: '412.5', '-3', '0'."""
    if -value.as_tuple().exponent > 10:  # type: ignore[operator]  # finite, so the exponent is a number
        value = value.quantize(FINEST)
    shown = format(value, "f")
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def is_plain(value: str) -> bool:
    """Whether a value is a number as `canonical` writes it."""
    if len(value) > _LONGEST or value == "-0" or _PLAIN.fullmatch(value) is None:
        return False
    return abs(Decimal(value)) <= LARGEST


def is_canonical(value: str, question: Question) -> bool:
    """Whether a value from a button is one that this question could have stored."""
    if not is_plain(value):
        return False
    if question.kind is Kind.INTEGER and "." in value:
        return False
    return question.kind is not Kind.RANGE or Scale.of(question).has(Decimal(value))


def show_number(value: str, question: Question, *, language: str, unit: str = "") -> str:
    """'412,5 km', '91,4%', 'Rp1.250.000.000'; a year without a dot. `unit` is the unit's label."""
    figure = format_figure(value, question, language)
    if question.unit == MONEY:
        sign, figure = ("-", figure[1:]) if figure.startswith("-") else ("", figure)
        unit = unit or ("IDR" if language == "en" else "Rp")
        return f"{sign}{unit}{'' if unit == 'Rp' else ' '}{figure}"
    if question.unit == PERCENT:
        return f"{figure}{unit or '%'}" if unit in ("", "%") else f"{figure} {unit}"
    return f"{figure} {unit}".rstrip()


def format_figure(value: str, question: Question, language: str) -> str:
    """The number alone, grouped as the language does, all its decimals kept."""
    if question.format == "year" and "." not in value:
        return value
    locale = "en" if language == "en" else "id"
    grouped = question.unit not in SMALL_UNITS  # '4.265%' would be read as four and a bit
    number = Decimal(value)
    return str(format_decimal(number, locale=locale, decimal_quantization=False, group_separator=grouped))


def counts_whole(question: Question) -> bool:
    """Whether only whole numbers answer this question."""
    if question.kind is Kind.RANGE:
        scale = Scale.of(question)
        return scale.start % 1 == 0 and scale.step % 1 == 0
    return question.kind is Kind.INTEGER


@dataclass(frozen=True, slots=True)
class Scale:
    """The `parameters` of a range question; ODK's defaults are 1 to 10 by 1."""

    start: Decimal
    end: Decimal
    step: Decimal

    @classmethod
    def of(cls, question: Question) -> Scale:
        start, end, step = (
            _parameter(question, name, default) for name, default in (("start", 1), ("end", 10), ("step", 1))
        )
        return cls(start, end, abs(step) or Decimal(1))

    def has(self, value: Decimal) -> bool:
        low, high = sorted((self.start, self.end))
        return low <= value <= high and (value - self.start) % self.step == 0


def _parameter(question: Question, name: str, default: int) -> Decimal:
    text = question.parameters.get(name, "")
    return Decimal(text) if re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?", text) else Decimal(default)


def scale_params(question: Question, language: str) -> dict[str, str]:
    """start, end and step of a range, as its expectation and its problem show them."""
    scale = Scale.of(question)
    names = {"start": scale.start, "end": scale.end, "step": scale.step}
    return {name: format_figure(canonical(number), question, language) for name, number in names.items()}
