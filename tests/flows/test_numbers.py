"""Numbers as people type them: what is accepted, what is asked about, what is refused and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from number_questions import MONEY, SCALE, number

from bot.flows.form import Kind, Output, Question, Text
from bot.flows.inputs import Typed
from bot.flows.problems import Problem
from bot.flows.values import Accepted, Doubt, Reading, read


def said(
    text: str,
    question: Question | None = None,
    *,
    language: str = "id",
    bounds: tuple[int | None, int | None] = (None, None),
    unit: str = "",
) -> Reading:
    low, high = (None if bound is None else Decimal(bound) for bound in bounds)
    return read(
        question or number(),
        Typed(text),
        language=language,
        today=date(2024, 5, 27),
        bounds=(low, high),
        unit=unit,
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17", "17"),
        ("007", "7"),
        ("1.234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1 250 000", "1250000"),
        ("1 250 000,5", "1250000.5"),
        ("1'250'000", "1250000"),
        ("1\u00a0250\u00a0000", "1250000"),
        ("412,50", "412.5"),
        ("2.96", "2.96"),
        ("0,125", "0.125"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("minus 3", "-3"),
        ("+5", "5"),
        ("-0", "0"),
        ("17.", "17"),
        ("17 bu", "17"),
        ("17 saja ya, Pak", "17"),
        ("１２３", "123"),
        ("١٢", "12"),
        ("1\u200b7", "17"),
        ("½", "0.5"),
        ("2½", "2.5"),
        ("33,333333333333336", "33.3333333333"),
        ("nol", "0"),
        ("seribu", "1000"),
        ("dua puluh lima", "25"),
        ("seratus sebelas", "111"),
        ("twenty-five", "25"),
        ("a hundred and one", "101"),
        ("dua koma lima", "2.5"),
        ("satu setengah juta", "1500000"),
        ("setengah juta", "500000"),
        ("2 ratus", "200"),
        ("12,5 rb", "12500"),
        ("20 ribu", "20000"),
        ("12k", "12000"),
        ("750 jt", "750000000"),
        ("2 juta 500 ribu", "2500000"),
        ("1 miliar 250 juta", "1250000000"),
        ("1.2 million", "1200000"),
        ("3 billion", "3000000000"),
        ("ada 20", "20"),
        ("totalnya 17", "17"),
        ("kira-kira 20", "20"),
        ("sekitar 20", "20"),
        ("±20", "20"),
        ("about 20", "20"),
        ("12 orang", "12"),
    ],
)
def test_a_number_is_read_as_it_is_written_here(text: str, value: str) -> None:
    assert said(text) == Accepted(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rp1.250.000.000", "1250000000"),
        ("Rp 1.250.000", "1250000"),
        ("Rp.1.000", "1000"),
        ("rp500rb", "500000"),
        ("IDR 1,250,000", "1250000"),
        ("-Rp500", "-500"),
        ("Rp -500", "-500"),
        ("1.000.000 rupiah", "1000000"),
        ("1.250.000,-", "1250000"),
        ("Rp1.250.000,--", "1250000"),
        ("1.250.000,00", "1250000"),
        ("Rp 1,2 M", "1200000000"),
        ("1,2m", "1200000000"),
        ("1,2 milyar", "1200000000"),
        ("1,25 T", "1250000000000"),
        ("750jt", "750000000"),
        ("1.234", "1234"),
        ("1,234", "1234"),
        ("1.234,56", "1234.56"),
    ],
)
def test_money_is_read_with_its_words(text: str, value: str) -> None:
    assert said(text, MONEY, unit="Rp") == Accepted(value)


@pytest.mark.parametrize(
    ("text", "highest", "readings"),
    [
        ("12,5", None, ("12500000", "12500000000", "12.5")),
        ("Rp2,5", None, ("2500000", "2500000000", "2.5")),
        ("250", 5 * 10**12, ("250000000", "250000000000", "250")),
        ("12,5", 10**9, ("12500000", "12.5")),
        ("250", None, ("250",)),
        ("250", 10**6, ("250",)),
        ("0", 5 * 10**12, ("0",)),
        ("1000", 5 * 10**12, ("1000",)),
        ("250 jt", 5 * 10**12, ("250000000",)),
        ("1.250.000,5", 5 * 10**12, ("1250000.5",)),
    ],
)
def test_money_that_leaves_out_its_millions_is_asked_about(
    text: str, highest: int | None, readings: tuple[str, ...]
) -> None:
    found = said(text, MONEY, bounds=(0, highest), unit="Rp")
    assert found == (Doubt(readings, "number") if len(readings) > 1 else Accepted(*readings))


@pytest.mark.parametrize(
    ("text", "question", "bounds", "value"),
    [
        ("1.234", number(Kind.INTEGER), (None, None), "1234"),
        ("1,234", number(Kind.INTEGER), (None, None), "1234"),
        ("1.000", number(Kind.INTEGER), (0, 21), "1000"),  # the constraint refuses it, nobody means 1
        ("1.000,00", number(Kind.INTEGER), (None, None), "1000"),
        ("1.234", number(), (0, 100), "1.234"),
        ("1.234", number(), (1000, None), "1234"),
        ("1.234", number(), (5, 100), None),
        ("1.234", number(), (None, None), None),
        ("1.234", number(unit="km"), (0, 5000), None),
        ("2.963", number(unit="index"), (None, None), "2.963"),
        ("2,963", number(unit="index"), (1, 5), "2.963"),
        ("61.125", number(unit="percent"), (None, None), "61.125"),
        ("2.024", number(Kind.INTEGER, format="year"), (2000, 2030), "2024"),
    ],
)
def test_a_mark_before_three_digits_is_settled_by_kind_bounds_and_unit_or_asked_about(
    text: str, question: Question, bounds: tuple[int | None, int | None], value: str | None
) -> None:
    reading = said(text, question, bounds=bounds)
    assert reading == (Accepted(value) if value else Doubt(("1234", "1.234"), "number"))


def test_the_likelier_reading_comes_first_in_each_language() -> None:
    assert said("1.234", language="id") == Doubt(("1234", "1.234"), "number")
    assert said("1.234", language="en") == Doubt(("1.234", "1234"), "number")
    assert said("1,234", language="id") == Doubt(("1.234", "1234"), "number")
    assert said("1.234 M", MONEY) == Doubt(("1234000000000", "1234000000"), "number")


def test_a_rupiah_is_never_split_by_a_thousand() -> None:
    assert said("Rp1.000") == Accepted("1000")
    assert said("1.000 rupiah") == Accepted("1000")


def test_a_bare_m_is_miliar_and_asked_about_where_it_could_be_something_else() -> None:
    assert said("1.2 M", MONEY, language="en") == Doubt(("1200000000", "1200000"), "number")
    assert said("5 M") == Accepted("5000000000")
    assert said("5 m") == Doubt(("5", "5000000000"), "number")  # metres, in a form without units
    assert said("5 m", number(unit="km")) == Problem("problem-unit", {"unit": "km", "typed": "m"})


def test_a_scale_that_the_unit_has_already_is_asked_about() -> None:
    assert said("5 juta", number(unit="juta rupiah")) == Doubt(("5", "5000000"), "number")
    assert said("5 juta rupiah", number(unit="juta rupiah")) == Accepted("5")


@pytest.mark.parametrize(
    ("text", "unit", "label", "reading"),
    [
        ("412,5 km", "km", "km", Accepted("412.5")),
        ("412,5km", "km", "km", Accepted("412.5")),
        ("412,5 kilometer", "km", "km", Accepted("412.5")),
        ("61,17%", "percent", "%", Accepted("61.17")),
        ("61,17 persen", "percent", "%", Accepted("61.17")),
        ("61.17 per cent", "percent", "%", Accepted("61.17")),
        ("12 perangkat daerah", "agencies", "perangkat daerah", Accepted("12")),
        ("12 desa/kelurahan", "villages", "desa/kelurahan", Accepted("12")),
        ("12 ribu orang", "people", "orang", Accepted("12000")),
        ("5 meter", "km", "km", Problem("problem-unit", {"unit": "km", "typed": "meter"})),
        ("2 jam", "minutes", "menit", Problem("problem-unit", {"unit": "menit", "typed": "jam"})),
        ("50%", "people", "orang", Problem("problem-unit", {"unit": "orang", "typed": "%"})),
        ("Rp5.000", "people", "orang", Problem("problem-unit", {"unit": "orang", "typed": "Rp"})),
        ("5 km", "m", "m", Problem("problem-unit", {"unit": "m", "typed": "km"})),
        ("12 subunit", "facilities", "unit", Problem("problem-number")),
    ],
)
def test_the_unit_of_the_question_is_taken_off_and_another_one_is_refused(
    text: str, unit: str, label: str, reading: Reading
) -> None:
    assert said(text, number(unit=unit), unit=label) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("17 puskesmas", Accepted("17")),
        ("17 Puskesmas daerah", Accepted("17")),
        ("17 ribu puskesmas", Accepted("17000")),
        ("17 sekolah", Problem("problem-number")),
        ("17 tahun", Problem("problem-unit", {"unit": "facilities", "typed": "tahun"})),
        ("puskesmas", Problem("problem-number")),
    ],
)
def test_what_the_question_counts_may_stand_behind_the_number(text: str, reading: Reading) -> None:
    label = Text(
        by_language={"": ("Berapa ribu puskesmas milik daerah pada tahun ", Output(expression="1"), "?")}
    )
    assert said(text, number(Kind.INTEGER, unit="facilities", label=label)) == reading


def test_a_percentage_fits_a_form_that_wants_a_share_of_one() -> None:
    assert said("50%", bounds=(0, 1)) == Accepted("0.5")
    assert said("50%", bounds=(0, 100)) == Accepted("50")


@pytest.mark.parametrize(
    "text", ["-", "nihil", "Nihil.", "kosong", "tidak ada", "tdk ada", "blm ada", "none", "–"]
)
def test_nothing_may_mean_zero_or_no_data(text: str) -> None:
    assert said(text) == Doubt(("0", ""), "nihil")
    assert said(text, bounds=(1, 5)) == Doubt(("",), "nihil")
    assert said(text, SCALE) == Doubt(("0", ""), "nihil")
    assert said(text, number(Kind.RANGE)) == Doubt(("",), "nihil")


@pytest.mark.parametrize("text", ["n/a", "N/A", "tidak tahu", "data belum tersedia", "blm ada data", "?"])
def test_no_data_is_not_zero(text: str) -> None:
    assert said(text) == Doubt(("",), "nihil")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12abc", "problem-number"),
        ("abc", "problem-number"),
        ("--", "problem-number"),
        ("", "problem-number"),
        ("NaN", "problem-number"),
        ("inf", "problem-number"),
        ("Infinity", "problem-number"),
        ("1e400", "problem-number"),
        ("1e5", "problem-number"),
        ("0x10", "problem-number"),
        ("10^30", "problem-number"),
        ("5²", "problem-number"),
        ("①", "problem-number"),
        ("⅓", "problem-number"),
        ("Rp", "problem-number"),
        ("%", "problem-number"),
        ("1.23.456", "problem-number"),
        ("1,23,456", "problem-number"),
        ("ribu juta", "problem-number"),
        ("dua ribu tiga juta", "problem-number"),
        ("dua tiga", "problem-number"),
        ("12/20", "problem-number"),
        ("\ud800", "problem-number"),
        ("1" + "0" * 30, "problem-number-large"),
        ("9" * 10_000, "problem-number-large"),
        ("1." * 5_000, "problem-number"),
        ("999 triliun triliun", "problem-number"),
        ("1.000.000 triliun", "problem-number-large"),
        ("12 13", "problem-number-several"),
        ("12 dan 13", "problem-number-several"),
        ("2 juta 500", "problem-number-several"),
        ("10-12", "problem-number-range"),
        ("10 – 12", "problem-number-range"),
        ("10 s/d 12", "problem-number-range"),
        ("10 sampai 12", "problem-number-range"),
        ("Rp 10 juta - Rp 12 juta", "problem-number-range"),
        ("antara 10 dan 12", "problem-number-range"),
        ("20an", "problem-number-vague"),
        ("20-an", "problem-number-vague"),
        ("lebih dari 20", "problem-number-vague"),
        (">20", "problem-number-vague"),
        ("20+", "problem-number-vague"),
        ("hampir 20", "problem-number-vague"),
        ("puluhan", "problem-number-vague"),
        ("siap", "problem-politeness"),
        ("Baik, Bu", "problem-politeness"),
        ("ok", "problem-politeness"),
        ("🙏", "problem-politeness"),
        ("terima kasih", "problem-politeness"),
        ("ya", "problem-politeness"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text: str, key: str) -> None:
    reading = said(text)
    assert isinstance(reading, Problem)
    assert reading.key == key


def test_a_vague_number_is_named_in_its_refusal() -> None:
    assert said("20an") == Problem("problem-number-vague", {"number": "20"})


def test_an_integer_refuses_a_fraction_and_repeats_it() -> None:
    assert said("2,5", number(Kind.INTEGER)) == Problem("problem-integer", {"value": "2,5"})
    assert said("2,5", number(Kind.INTEGER), language="en") == Problem("problem-integer", {"value": "2.5"})


@pytest.mark.parametrize("text", ["5", "-1", "2,5"])
def test_a_range_holds_its_ends_and_its_step(text: str) -> None:
    assert said(text, SCALE) == Problem("problem-range", {"start": "0", "end": "4", "step": "1"})


def test_a_range_takes_its_steps_and_defaults_to_one_to_ten() -> None:
    assert said("4", SCALE) == Accepted("4")
    half = number(Kind.RANGE, parameters={"start": "0", "end": "1", "step": "0.25"})
    assert said("0,75", half) == Accepted("0.75")
    assert said("10", number(Kind.RANGE)) == Accepted("10")
    assert isinstance(said("11", number(Kind.RANGE)), Problem)
    assert said("3", number(Kind.RANGE, parameters={"start": "5", "end": "1", "step": "0"})) == Accepted("3")
