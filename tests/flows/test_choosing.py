"""Choices that are typed instead of tapped."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.form import Kind, Question
from bot.flows.inputs import Tapped, Typed
from bot.flows.problems import Problem
from bot.flows.values import Accepted, Doubt, Offered, Reading, read, show

YES_NO = (Offered("yes", "Ya"), Offered("no", "Belum/Tidak"))
LEVELS = (
    Offered("s0", "Belum ada"),
    Offered("s1", "Ada, seluruhnya tatap muka"),
    Offered("s2", "Informasinya sudah daring"),
    Offered("s3", "Sebagian prosesnya daring"),
    Offered("s4", "Seluruh proses daring dan terpantau"),
)
TOWNS = (
    Offered("t1", "Sangatta Utara"),
    Offered("t2", "Sangatta Selatan"),
    Offered("t3", "Bengalon"),
    Offered("t4", "Kaliorang"),
    Offered("t5", "Café Délice"),
)
YEARS = (Offered("y23", "Tahun 2023"), Offered("y24", "Tahun 2024"))
STEPS = tuple(Offered(f"n{step}", str(step)) for step in range(5))
MIXED = (Offered("a", "3 tahun"), Offered("b", "Lainnya"), Offered("c", "2"))
FIT = (Offered("f1", "Tidak sesuai"), Offered("f2", "Cocok"))


RATED = (Offered("r0", "0 - Tidak ada"), Offered("r1", "1 - Ada sebagian"), Offered("r2", "2 - Ada semua"))
SHARES = (Offered("q1", "25%"), Offered("q2", "50%"), Offered("q3", "75%"), Offered("q4", "100%"))
SPANS = (Offered("p0", "0%"), Offered("p1", "1–25%"), Offered("p2", "26–50%"), Offered("p3", "51–100%"))
UNITS = tuple(Offered(f"u{n}", f"Unit kerja {n}") for n in range(200, 0, -1))
SOME = (Offered("a", "Kantor pusat"), Offered("b", "Unit kerja 1"), Offered("c", "Unit kerja 2"))


def question(kind: Kind) -> Question:
    return Question(path="x", name="x", ordinal=0, kind=kind)


def said(text: str, choices: tuple[Offered, ...], kind: Kind = Kind.SELECT_ONE) -> Reading:
    return read(question(kind), Typed(text), choices=choices, language="id", today=date(2024, 5, 27))


def several(text: str) -> Reading:
    return said(text, LEVELS, Kind.SELECT_MULTIPLE)


def ranked(text: str) -> Reading:
    return said(text, LEVELS, Kind.RANK)


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (
            (
                "ya",
                "Y",
                "iya bu",
                "Iyaa",
                "betul",
                "sdh",
                "sudah",
                "sudah ada",
                "yes",
                "ok",
                "1",
                "1.",
                "Ya.",
            ),
            "yes",
        ),
        (("blm", "belum", "Belum, Pak", "tdk", "tidak", "gak", "no", "n", "tidak ada", "2", "nomor 2"), "no"),
        (("belum/tidak", "BELUM / TIDAK", "kedua", "dua", "(2)", "#2", "pilihan 2"), "no"),
    ],
)
def test_yes_and_no_are_understood_as_people_type_them(texts: tuple[str, ...], name: str) -> None:
    for text in texts:
        assert said(text, YES_NO) == Accepted(name), text


def test_a_yes_with_a_but_is_asked_about() -> None:
    assert said("ya, tapi belum semua", YES_NO) == Doubt(("yes", "no"), "choice")


def test_yes_and_no_mean_nothing_where_the_choices_have_no_poles() -> None:
    assert said("ya", TOWNS) == Problem("problem-choice", {"count": 5})
    two = (Offered("a", "Ya, sebagian"), Offered("b", "Ya, seluruhnya"), Offered("c", "Tidak"))
    assert said("ya", two) == Doubt(("a", "b"), "choice")
    assert said("tdk", two) == Accepted("c")


@pytest.mark.parametrize(
    ("text", "choices", "name"),
    [
        ("3", LEVELS, "s2"),
        ("Informasinya sudah daring", LEVELS, "s2"),
        ("informasinya SDH daring", LEVELS, "s2"),
        ("ada seluruhnya tatap muka", LEVELS, "s1"),
        ("ada", LEVELS, "s1"),
        ("blm ada", LEVELS, "s0"),
        ("belum", LEVELS, "s0"),
        ("tatap muka", LEVELS, "s1"),
        ("seluruh proses", LEVELS, "s4"),
        ("informasinya sudah dring", LEVELS, "s2"),
        ("bengalun", TOWNS, "t3"),
        ("kali orang", TOWNS, "t4"),
        ("utara", TOWNS, "t1"),
        ("cafe delice", TOWNS, "t5"),
        ("2023", YEARS, "y23"),
        ("3", STEPS, "n3"),
        ("2.", YES_NO, "no"),
    ],
)
def test_a_label_may_be_shortened_or_misspelt(text: str, choices: tuple[Offered, ...], name: str) -> None:
    assert said(text, choices) == Accepted(name)


@pytest.mark.parametrize(
    ("text", "choices", "names"),
    [
        ("daring", LEVELS, ("s2", "s3", "s4")),
        ("sangatta", TOWNS, ("t1", "t2")),
        ("2", MIXED, ("c", "b")),  # the label '2', and the second choice
        ("Tahun 202", YEARS, ("y23", "y24")),
    ],
)
def test_what_fits_several_choices_is_asked_about(
    text: str, choices: tuple[Offered, ...], names: tuple[str, ...]
) -> None:
    assert said(text, choices) == Doubt(names, "choice")


@pytest.mark.parametrize(
    ("text", "choices", "names"),
    [
        ("0", RATED, ("r0",)),
        ("1", RATED, ("r1",)),
        ("dua", RATED, ("r2",)),
        ("3", RATED, ()),
        ("nomor 2", RATED, ("r2", "r1")),  # the label 2, or the second
        ("25", SHARES, ("q1",)),
        ("25%", SHARES, ("q1",)),
        ("2", SHARES, ()),
        ("1", SPANS, ("p1",)),
        ("1-25", SPANS, ("p1",)),
        ("30", SPANS, ("p2",)),
        ("2", SPANS, ("p1", "p1")),
        ("3", SPANS, ("p1", "p2")),  # three percent, or the third
        ("200", UNITS, ("u200",)),
        ("1", UNITS, ("u1",)),
        ("1", SOME, ("b", "a")),
        ("3", SOME, ("c",)),
    ],
)
def test_a_number_is_that_of_a_label_before_it_is_a_place(
    text: str, choices: tuple[Offered, ...], names: tuple[str, ...]
) -> None:
    reading = said(text, choices)
    distinct = tuple(dict.fromkeys(names))
    if len(distinct) > 1:
        assert reading == Doubt(distinct, "choice")
    elif distinct:
        assert reading == Accepted(distinct[0])
    else:
        assert isinstance(reading, Problem)


def test_a_span_of_numbers_is_that_of_the_labels() -> None:
    assert said("0-1", RATED, Kind.SELECT_MULTIPLE) == Accepted("r0 r1")
    assert said("1-25, 26-50", SPANS, Kind.SELECT_MULTIPLE) == Accepted("p1 p2")
    assert said("1 2", RATED, Kind.SELECT_MULTIPLE) == Accepted("r1 r2")
    few = (Offered("f", "1-2"), Offered("m", "Banyak"), Offered("a", "Sangat banyak"))
    assert said("1-2", few, Kind.SELECT_MULTIPLE) == Accepted("f")
    assert said("2-3", few, Kind.SELECT_MULTIPLE) == Accepted("m a")


def test_two_choices_with_one_label_are_asked_about() -> None:
    assert said("Sama", (Offered("a", "Sama"), Offered("b", "sama"))) == Doubt(("a", "b"), "choice")


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("sesuai", FIT),
        ("tdk cocok", FIT),
        ("informasinya belum daring", LEVELS),
        ("Tahun 2025", YEARS),
        ("Tahun 2022", YEARS),
    ],
)
def test_a_negation_or_a_figure_is_never_taken_for_a_slip(text: str, choices: tuple[Offered, ...]) -> None:
    assert said(text, choices) == Problem("problem-choice", {"count": len(choices)})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3", Problem("problem-choice-position", {"count": 2, "typed": "3"})),
        ("0", Problem("problem-choice-position", {"count": 2, "typed": "0"})),
        ("mungkin", Problem("problem-choice", {"count": 2})),
        ("", Problem("problem-choice", {"count": 2})),
        ("x" * 5000, Problem("problem-choice", {"count": 2})),
        ("siap", Problem("problem-politeness")),
        ("🙏", Problem("problem-politeness")),
        ("-", Doubt(("",), "nihil")),
    ],
)
def test_what_is_no_choice_is_refused_with_its_reason(text: str, problem: Reading) -> None:
    assert said(text, YES_NO) == problem


def test_a_position_past_the_labels_that_are_numbers_is_no_choice() -> None:
    assert said("5", STEPS) == Problem("problem-choice-position", {"count": 5, "typed": "5"})
    assert said("0", STEPS) == Accepted("n0")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1, 3 dan 4", "s0 s2 s3"),
        ("1 3", "s0 s2"),
        ("3 1 3", "s0 s2"),
        ("1.3.", "s0 s2"),
        ("1/3 & 5", "s0 s2 s4"),
        ("1-3", "s0 s1 s2"),
        ("1-2, 5", "s0 s1 s4"),
        ("semua", "s0 s1 s2 s3 s4"),
        ("2", "s1"),
        ("Belum ada", "s0"),
        ("belum ada, ada, seluruhnya tatap muka", "s0 s1"),
        ("Ada, seluruhnya tatap muka\nBelum ada", "s0 s1"),
        ("Seluruh proses daring dan terpantau dan belum ada", "s0 s4"),
        ("sebagian prosesnya; 1", "s0 s3"),
    ],
)
def test_several_choices_are_typed_in_one_message(text: str, names: str) -> None:
    assert several(text) == Accepted(names)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("1 dan xyz", Problem("problem-choice-part", {"typed": "xyz", "count": 5})),
        ("1, 9", Problem("problem-choice-part", {"typed": "9", "count": 5})),
        ("9", Problem("problem-choice-position", {"count": 5, "typed": "9"})),
        ("1, daring", Doubt(("s0 s2", "s0 s3", "s0 s4"), "choice")),
        ("nihil", Doubt(("",), "nihil")),
        ("Belum ada, " * 6 + "xyz", Problem("problem-choice-part", {"typed": "xyz", "count": 5})),
        ("a, " * 3000, Problem("problem-choice", {"count": 5})),
    ],
)
def test_one_unclear_choice_among_several_is_named(text: str, reading: Reading) -> None:
    assert several(text) == reading


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("5 4 3 2 1", Accepted("s4 s3 s2 s1 s0")),
        ("54321", Accepted("s4 s3 s2 s1 s0")),
        ("3 > 1 > 2 > 4 > 5", Accepted("s2 s0 s1 s3 s4")),
        ("2, 1", Problem("problem-rank-incomplete", {"ranked": 2, "count": 5})),
        ("1 1 2 3 4", Problem("problem-rank-twice", {"count": 5})),
    ],
)
def test_a_ranking_names_every_choice_once(text: str, reading: Reading) -> None:
    assert ranked(text) == reading


@pytest.mark.parametrize(
    ("kind", "value", "held"),
    [
        (Kind.SELECT_ONE, "s1", True),
        (Kind.SELECT_ONE, "gone", False),
        (Kind.SELECT_ONE, "s0 s1", False),
        (Kind.SELECT_ONE, "", False),
        (Kind.SELECT_MULTIPLE, "s0 s1", True),
        (Kind.SELECT_MULTIPLE, "s0 s0", False),
        (Kind.SELECT_MULTIPLE, "s0 gone", False),
        (Kind.RANK, "s4 s3 s2 s1 s0", True),
        (Kind.RANK, "s4 s3", False),
    ],
)
def test_a_button_counts_only_for_what_is_still_offered(kind: Kind, value: str, held: bool) -> None:
    reading = read(question(kind), Tapped(value), choices=LEVELS, language="id", today=date(2024, 5, 27))
    assert reading == (Accepted(value) if held else Problem("problem-button"))


def test_chosen_labels_are_shown_and_a_name_that_is_gone_as_it_is() -> None:
    assert show(question(Kind.SELECT_MULTIPLE), "s0 s2", language="id", choices=LEVELS) == (
        "Belum ada, Informasinya sudah daring"
    )
    assert show(question(Kind.SELECT_MULTIPLE), "s0 s1", language="id", choices=LEVELS) == (
        "Belum ada; Ada, seluruhnya tatap muka"
    )
    assert show(question(Kind.SELECT_ONE), "gone", language="id", choices=LEVELS) == "gone"


WORDS = ("ada", "belum", "tidak", "ya", "data", "1", "2024", "dan", "atau,", "(baru)", "é", "–", "&", "semua")
LABEL = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
CHOICES = st.lists(LABEL, min_size=1, max_size=7, unique_by=str.casefold).map(
    lambda labels: tuple(Offered(f"c{place}", label) for place, label in enumerate(labels))
)


@settings(deadline=None)
@given(CHOICES, st.data())
def test_the_label_of_a_choice_is_read_as_that_choice_first(
    choices: tuple[Offered, ...], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(choices))
    shown = show(question(Kind.SELECT_ONE), chosen.name, language="id", choices=choices)
    reading = said(shown, choices)
    assert not isinstance(reading, Problem)
    readings = (reading.value,) if isinstance(reading, Accepted) else reading.readings
    assert readings[0] == chosen.name


@settings(deadline=None)
@given(st.lists(st.sampled_from(TOWNS + LEVELS), min_size=1, unique=True), st.data())
def test_shown_labels_are_read_as_the_same_choices(picked: list[Offered], data: st.DataObject) -> None:
    choices = TOWNS + LEVELS
    kind = data.draw(st.sampled_from([Kind.SELECT_MULTIPLE, Kind.RANK]))
    names = (
        [c.name for c in choices if c in picked] if kind is Kind.SELECT_MULTIPLE else [c.name for c in picked]
    )
    offered = (
        choices if kind is Kind.SELECT_MULTIPLE else tuple(sorted(picked, key=lambda choice: choice.name))
    )
    shown = show(question(kind), " ".join(names), language="id", choices=offered)
    assert said(shown, offered, kind) == Accepted(" ".join(names))
