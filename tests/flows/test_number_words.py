"""Words around a typed number: a unit that nobody asked for, and the number once more in letters."""

from __future__ import annotations

from datetime import date

import pytest

from bot.flows.form import NO_TEXT, Kind, Question, Text
from bot.flows.inputs import Typed
from bot.flows.problems import Problem
from bot.flows.values import Accepted, Reading, read


def said(text: str, label: Text = NO_TEXT, unit: str | None = None) -> Reading:
    question = Question(path="x", name="x", ordinal=0, kind=Kind.DECIMAL, label=label, unit=unit)
    return read(question, Typed(text), language="id", today=date(2024, 5, 27))


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("12 kg", Problem("problem-unit", {"unit": "", "typed": "kg"})),
        ("12 ekor", Problem("problem-unit", {"unit": "", "typed": "ekor"})),
        ("12 orang", Accepted("12")),
        ("12 ha", Accepted("12")),  # the question says ha
        ("12 xx yy", Problem("problem-number")),
        ("ekor", Problem("problem-number")),
    ],
)
def test_a_unit_that_the_question_does_not_know_is_named(text: str, reading: Reading) -> None:
    assert said(text, Text(by_language={"": ("Luas lahan (ha)?",)})) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("12 (dua belas)", Accepted("12")),
        ("12 (dua belas) orang", Accepted("12")),
        ("dua belas (12)", Accepted("12")),
        ("1.234 (seribu dua ratus tiga puluh empat)", Accepted("1234")),  # no doubt is left
        ("12 (tiga belas)", Problem("problem-number-several")),
        ("12 (", Problem("problem-number")),
    ],
)
def test_a_number_may_be_said_once_more_in_words(text: str, reading: Reading) -> None:
    assert said(text) == reading
    assert said("Rp1.250.000,- (satu juta dua ratus lima puluh ribu rupiah)", unit="idr") == Accepted(
        "1250000"
    )
