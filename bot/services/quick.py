"""Answers that are one tap away although they can be typed: the steps of a short range, today's date."""

from __future__ import annotations

from bot.flows.answers import AnswerKey
from bot.flows.form import Kind, Question
from bot.flows.values import dates, show
from bot.flows.values.figures import Scale, canonical
from bot.services.desk import Desk

MOST_STEPS = 11  # 0 to 10, and 0 to 100 by tens, are still a glance


def quick(desk: Desk, key: AnswerKey) -> tuple[tuple[str, str], ...]:
    """Canonical value and what stands on its button; empty where nothing can be guessed."""
    question = desk.form.questions[key.question]
    if question.kind is Kind.RANGE:
        values = _steps(question)
    elif question.kind is Kind.DATE and dates.detail(question) == "day":
        values = (desk.instance.facts.now.date().isoformat(),)
    else:
        return ()
    unit = desk.instance.unit(question)
    return tuple(
        (value, show(question, value, language=desk.chat.language, unit=unit))
        for value in values
        if desk.instance.holds(question, key, value)
    )


def _steps(question: Question) -> tuple[str, ...]:
    scale = Scale.of(question)
    step = scale.step if scale.end >= scale.start else -scale.step
    count = int((scale.end - scale.start) / step) + 1
    return tuple(canonical(scale.start + step * n) for n in range(count)) if count <= MOST_STEPS else ()
