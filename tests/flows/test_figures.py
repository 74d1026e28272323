"""Numbers as they are shown and spelt, and the examples that a refusal gives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from number_questions import MONEY, SCALE, number

from bot.flows.form import Kind, Question
from bot.flows.inputs import Typed
from bot.flows.values import Accepted, Bounds, example, read, show, words
from bot.flows.values.words import add_up, spell


@pytest.mark.parametrize(
    ("value", "question", "unit", "indonesian", "english"),
    [
        ("412.5", number(unit="km"), "km", "412,5 km", "412.5 km"),
        ("91.4", number(unit="percent"), "%", "91,4%", "91.4%"),
        ("1250000000", MONEY, "Rp", "Rp1.250.000.000", "Rp1,250,000,000"),
        ("-500", MONEY, "", "-Rp500", "-IDR 500"),
        ("1234", number(Kind.INTEGER), "", "1.234", "1,234"),
        ("2024", number(Kind.INTEGER, format="year"), "", "2024", "2024"),
        ("0.0000000001", number(), "", "0,0000000001", "0.0000000001"),
        ("9007199254740991", number(), "", "9.007.199.254.740.991", "9,007,199,254,740,991"),
    ],
)
def test_a_number_is_shown_with_its_unit_in_both_languages(
    value: str, question: Question, unit: str, indonesian: str, english: str
) -> None:
    assert show(question, value, language="id", unit=unit) == indonesian
    assert show(question, value, language="en", unit=unit) == english


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("0", "nol", "zero"),
        ("11", "sebelas", "eleven"),
        ("19", "sembilan belas", "nineteen"),
        ("100", "seratus", "one hundred"),
        ("1234", "seribu dua ratus tiga puluh empat", "one thousand two hundred thirty-four"),
        ("1.234", "satu koma dua tiga empat", "one point two three four"),
        ("-1200000000", "minus satu miliar dua ratus juta", "minus one billion two hundred million"),
        ("1000000", "satu juta", "one million"),
        ("abc", "", ""),
    ],
)
def test_a_doubtful_number_is_spelt_out(value: str, indonesian: str, english: str) -> None:
    assert words(value, "id") == indonesian
    assert words(value, "en") == english


@settings(deadline=None)
@given(st.integers(0, 10**17), st.sampled_from(["id", "en"]))
def test_a_number_in_words_adds_up_to_itself(value: int, language: str) -> None:
    assert add_up(spell(Decimal(value), language).replace("-", " ").split()) == value


@pytest.mark.parametrize(
    ("question", "bounds", "shown"),
    [
        (number(Kind.INTEGER), (None, None), "17"),
        (number(Kind.INTEGER), (0, 5), "3"),
        (number(unit="points"), (25, 100), "86,45"),
        (number(unit="points"), (0, 4), "3,12"),
        (MONEY, (0, 10**12), "Rp250.000.000"),
        (number(Kind.INTEGER, format="year"), (2005, 2024), "2024"),
        (SCALE, (None, None), "2"),
        (number(Kind.INTEGER), (5, 4), ""),
        (number(), (-1999, -1), "-1000"),  # '-1.000' would be asked about
    ],
)
def test_an_example_looks_like_what_offices_write(
    question: Question, bounds: tuple[int | None, int | None], shown: str
) -> None:
    low, high = (None if bound is None else Decimal(bound) for bound in bounds)
    assert example(question, (low, high), "id") == shown


BOUND = st.none() | st.decimals(-(10**9), 10**9, places=2)


@settings(deadline=None)
@given(
    st.tuples(BOUND, BOUND),
    st.sampled_from([number(), number(Kind.INTEGER), MONEY, SCALE, number(Kind.INTEGER, format="year")]),
    st.sampled_from(["id", "en"]),
)
def test_an_example_is_always_accepted_within_the_bounds(
    bounds: Bounds, question: Question, language: str
) -> None:
    shown = example(question, bounds, language)
    if not shown:
        return
    reading = read(question, Typed(shown), language=language, today=date(2024, 5, 27), bounds=bounds)
    assert isinstance(reading, Accepted)
    low, high = bounds
    assert question is SCALE or (
        (low is None or Decimal(reading.value) >= low) and (high is None or Decimal(reading.value) <= high)
    )
