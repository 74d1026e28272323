"""Workbooks as a spreadsheet opens them: what was written is what is read, and nothing calculates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from bot.reports import book as books
from bot.reports.book import Book, Layout, LongTexts, sheet_name
from bot.reports.cells import LONGEST, Cell, Tone

LONG_TEXTS = LongTexts("Long texts", ("Sheet", "Cell", "Part", "Text"), " … [more]")
NOW = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)
HEADS = ((Cell("A"), Cell("B")),)


def opened(path: Path) -> Book:
    return Book(path, LONG_TEXTS, "Evaluasi", NOW)


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Daftar jawaban", (), "Daftar jawaban"),
        ("Dana [2024]: a/b*c?\\d", (), "Dana 2024 a b c d"),
        ("'Bagian'", (), "Bagian"),
        ("", (), "Sheet"),
        ("///", (), "Sheet"),
        ("history", (), "history (2)"),  # Excel keeps this name for itself
        ("Bukti", ("bukti",), "Bukti (2)"),
        ("Bukti", ("bukti", "BUKTI (2)"), "Bukti (3)"),
        ("Hasil survei kepuasan masyarakat atas satu layanan", (), "Hasil survei kepuasan masyaraka"),
        ("x" * 40, ("x" * 31,), "x" * 27 + " (2)"),
        ("😀" * 20, (), "😀" * 15),  # 31 UTF-16 units, and no half of a pair
    ],
)
def test_a_sheet_has_a_name_that_spreadsheets_accept(wanted: str, taken: tuple[str, ...], name: str) -> None:
    assert sheet_name(wanted, taken) == name


def test_texts_that_look_like_formulas_numbers_or_links_stay_texts(tmp_path: Path) -> None:
    texts = ["=1+1", "+62", "-1+2", "@A1", "\t=1", "https://a.id", "{=SUM(A1)}", "0012", "2024"]
    with opened(tmp_path / "a.xlsx") as book:
        sheet = book.sheet("S", HEADS)
        for text in texts:
            sheet.row((Cell(text),))

    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["S"]
    cells = [row[0] for row in found.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    # so marked, it stays a text also when somebody edits the cell
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 5 + [False] * 4
    with ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_text_that_reads_like_an_escaped_character_is_not_unescaped(tmp_path: Path) -> None:
    with opened(tmp_path / "a.xlsx") as book:
        book.sheet("S", ()).row((Cell("_x0041_"),))  # Excel would show an A

    with ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"<t>_x005F_x0041_</t>" in parts.read("xl/worksheets/sheet1.xml")


def test_numbers_and_days_are_read_back_as_such(tmp_path: Path) -> None:
    with opened(tmp_path / "a.xlsx") as book:
        sheet = book.sheet("S", HEADS, Layout((10,), 1, 1))
        sheet.row((Cell(2024, "0"), Cell(85.5, "#,##0.0"), Cell(date(2024, 5, 27), "yyyy-mm-dd")))
        sheet.row((Cell(tone=Tone.NOT_ASKED), Cell("", tone=Tone.UNAVAILABLE), Cell(0, "#,##0")))

    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["S"]
    assert [cell.value for cell in found[2]] == [2024, 85.5, datetime(2024, 5, 27)]
    assert [cell.number_format for cell in found[2]] == ["0", "#,##0.0", "yyyy-mm-dd"]
    assert [cell.value for cell in found[3]] == [None, None, 0]
    assert found["A3"].fill.fgColor.rgb.endswith(Tone.NOT_ASKED.value[1:])
    assert found.freeze_panes == "B2"
    assert found.auto_filter.ref == "A1:B3"


def test_a_sheet_without_headings_scrolls_freely_and_an_apostrophe_in_a_name_does_no_harm(
    tmp_path: Path,
) -> None:
    with opened(tmp_path / "a.xlsx") as book:
        book.sheet("About", (), Layout((10,), 0)).row((Cell("x"),))
        book.sheet("Ka'bah & <b>", HEADS).row((Cell("y"),))

    about, named = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert (about.freeze_panes, about.auto_filter.ref) == (None, None)
    assert (named.title, named.auto_filter.ref) == ("Ka'bah & <b>", "A1:B2")
    with ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"'Ka''bah &amp; &lt;b&gt;'!$A$1:$B$2" in parts.read("xl/workbook.xml")


def test_a_text_longer_than_a_cell_goes_on_in_a_sheet_of_its_own(tmp_path: Path) -> None:
    text = "😀" * 20_000 + "ujung"  # 40,005 UTF-16 units
    with opened(tmp_path / "a.xlsx") as book:
        book.sheet("S", HEADS).row((Cell("x"), Cell(text)))

    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cut = workbook["S"]["B2"].value
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut.endswith("😀 … [more]")
    rows = list(workbook["Long texts"].iter_rows(min_row=2, values_only=True))
    assert [row[:3] for row in rows] == [("S", "B2", 1), ("S", "B2", 2)]
    assert "".join(row[3] for row in rows) == text


def test_a_full_sheet_goes_on_in_another_one_with_the_same_headings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "MOST_ROWS", 3)
    with opened(tmp_path / "a.xlsx") as book:
        sheet = book.sheet("S", HEADS)
        for number in range(5):
            sheet.row((Cell(number, "0"),))

    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert workbook.sheetnames == ["S", "S (2)", "S (3)"]
    rows = [row[0] for sheet in workbook for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == [0, 1, 2, 3, 4]
    assert {sheet["A1"].value for sheet in workbook} == {"A"}


def test_more_columns_than_a_sheet_has_are_refused_rather_than_lost(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16385 columns"), opened(tmp_path / "a.xlsx") as book:
        book.sheet("S", ()).row([Cell(1)] * 16_385)

    assert not (tmp_path / "a.xlsx").exists()
