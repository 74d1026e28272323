"""Examples for whoever was refused: a value that fits the bounds, written as a person types it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from bot.flows.form import Kind
from bot.flows.values.dates import detail
from bot.flows.values.figures import MONEY, Scale, canonical, counts_whole, format_figure
from bot.flows.values.numbers import read_number
from bot.flows.values.readings import Accepted, Asked, within


def of_number(asked: Asked) -> str:
    """A number within the bounds that, typed back, is read as itself; '' when there is none."""
    for number in _numbers(asked):
        if _fits(number, asked):
            value = canonical(number)
            grouped = _written(value, asked)
            for shown in (grouped, grouped.replace("," if asked.language == "en" else ".", "")):
                if read_number(shown, asked) == Accepted(value):
                    return shown
    return ""


def _written(value: str, asked: Asked) -> str:
    figure = format_figure(value, asked.question, asked.language)
    if asked.question.unit == MONEY:
        unit = asked.unit or ("IDR" if asked.language == "en" else "Rp")
        return f"{unit}{'' if unit == 'Rp' else ' '}{figure}"
    return figure


def of_date(asked: Asked) -> str:
    return {"day": "27/5/2024", "month": "5/2024", "year": "2024"}[detail(asked.question)]


def _numbers(asked: Asked) -> Iterator[Decimal]:
    """Numbers to try: such as offices write, then the bounds themselves and their middle."""
    question = asked.question
    if question.kind is Kind.RANGE:
        scale = Scale.of(question)
        middle = (scale.end - scale.start) / 2
        yield scale.start + (middle // scale.step) * scale.step
        yield scale.start
        return
    if question.format == "year":
        yield Decimal(2024)
    elif question.unit == MONEY:
        yield from (Decimal(250_000_000), Decimal(1_250_000))
    elif counts_whole(question):
        yield from (Decimal(17), Decimal(3))
    else:
        yield from (Decimal("86.45"), Decimal("3.12"), Decimal("0.5"))
    low, high = asked.bounds
    if low is not None and high is not None:
        middle = (low + high) / 2
        yield from (middle.to_integral_value(rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
        yield middle
    yield from (low + 1 for low in (low,) if low is not None)
    yield from (number for number in (low, high) if number is not None)


def _fits(number: Decimal, asked: Asked) -> bool:
    whole = number == number.to_integral_value() or not counts_whole(asked.question)
    return whole and number.is_finite() and within(number, asked.bounds)
