"""Cells: nothing becomes a formula, nothing is lost, numbers are numbers and days are days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.form import Kind, Question
from bot.reports.cells import Cell, clean, guarded, is_formula, moment, of_answer, pieces

WITA = ZoneInfo("Asia/Makassar")


def question(kind: Kind, **more: object) -> Question:
    return Question.model_validate({"path": "q", "name": "q", "ordinal": 0, "kind": kind, **more})


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+62 812", "'+62 812"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),  # Japanese and Chinese spreadsheets take it for one
        ("-", "'-"),
        ("-5", "-5"),
        ("-3.25", "-3.25"),
        ("-5 orang", "'-5 orang"),
        ("Dinas =Kesehatan", "Dinas =Kesehatan"),
        ("", ""),
    ],
)
def test_a_text_that_could_become_a_formula_gets_an_apostrophe_and_a_negative_number_none(
    value: str, written: str
) -> None:
    assert guarded(value) == written
    assert is_formula(value) == (value != written)


@pytest.mark.parametrize(
    ("asked", "value", "cell"),
    [
        (question(Kind.INTEGER), "1250000", Cell(1_250_000, "#,##0")),
        (question(Kind.INTEGER, format="year"), "2024", Cell(2024, "0")),
        (question(Kind.INTEGER), "2021", Cell(2021, "0")),  # an author who does not know of our columns
        (question(Kind.CALCULATE), "2023", Cell(2023, "0")),
        (question(Kind.INTEGER, unit="beds"), "2021", Cell(2021, "#,##0")),
        (question(Kind.INTEGER), "1899", Cell(1899, "#,##0")),
        (question(Kind.INTEGER), "-5", Cell(-5, "#,##0")),
        (question(Kind.DECIMAL), "85.5", Cell(85.5, "#,##0.0")),
        (question(Kind.DECIMAL, unit="idr"), "1500.5", Cell(1500.5, "#,##0.00")),
        (question(Kind.DECIMAL), "0.1234567891", Cell(0.1234567891, "#,##0.0000000000")),
        (question(Kind.CALCULATE), "12", Cell(12, "#,##0")),
        (question(Kind.CALCULATE), "Peraturan Bupati", Cell("Peraturan Bupati")),
        # a spreadsheet keeps 15 digits: a longer number would lose its last ones
        (question(Kind.DECIMAL), "1234567890123456", Cell("1234567890123456")),
        (question(Kind.DECIMAL), "1234567890.123456", Cell("1234567890.123456")),
        (question(Kind.INTEGER), "10000000000000000", Cell(10**16, "#,##0")),  # one digit and zeros
        (question(Kind.DATE), "2024-05-27", Cell(date(2024, 5, 27), "yyyy-mm-dd")),
        (
            question(Kind.DATE, appearance=frozenset({"month-year"})),
            "2024-05-01",
            Cell(date(2024, 5, 1), "yyyy-mm"),
        ),
        (question(Kind.DATE), "1867-03-01", Cell("1867-03-01")),  # before the calendar of spreadsheets
        (question(Kind.DATE), "2024-13-27", Cell("2024-13-27")),
        (question(Kind.TIME), "14:20:00.000+08:00", Cell(time(14, 20), "hh:mm")),
        (
            question(Kind.DATETIME),
            "2024-05-27T23:30:00.000+07:00",
            Cell(datetime(2024, 5, 28, 0, 30), "yyyy-mm-dd hh:mm"),
        ),
        (question(Kind.TEXT), "2024", Cell("2024")),
        (question(Kind.BARCODE), "0012", Cell("0012")),
        (question(Kind.SELECT_ONE), "1", Cell("1")),  # a stored name is a name
        (question(Kind.TEXT), "a\x00b\x0b\ud800c\ufffe", Cell("abc")),
        (question(Kind.TEXT), "a\r\nb\rc", Cell("a\nb\nc")),
        (question(Kind.INTEGER), "", Cell()),
        (question(Kind.INTEGER), "dua", Cell("dua")),  # an older form had a text here
    ],
)
def test_an_answer_is_the_cell_of_its_kind(asked: Question, value: str, cell: Cell) -> None:
    assert of_answer(asked, value, WITA) == cell


def test_a_moment_is_shown_by_the_regions_clock_to_the_minute() -> None:
    at = datetime(2024, 6, 2, 23, 59, 58, tzinfo=UTC)
    assert moment(at, WITA) == Cell(datetime(2024, 6, 3, 7, 59), "yyyy-mm-dd hh:mm")


@given(st.text(alphabet=st.sampled_from("aé😀\n"), max_size=300), st.integers(2, 40))
def test_pieces_give_the_text_back_and_fit(text: str, limit: int) -> None:
    found = pieces(text, limit)
    assert "".join(found) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= limit for piece in found)


@given(st.text(st.characters()))
def test_a_clean_text_can_be_written_as_xml(text: str) -> None:
    from lxml import etree

    element = etree.Element("t")
    element.text = clean(text)  # raises for what XML forbids
    assert etree.fromstring(etree.tostring(element)).text == (clean(text) or None)
