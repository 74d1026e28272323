"""A table becomes records: heads find their questions, exact cells are not misread, and mistakes have their row."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.flows.answers import AnswerKey
from bot.flows.loading.tables import MOST_LINES, Line, read_lines
from bot.flows.problems import Problem
from bot.flows.tabling import MOST_RECORDS, Table, read_table
from tests.flows.interviews import Walker

FORM = """
| survey |
| | type                 | name  | label::Bahasa Indonesia (id) | label::English (en) | required | constraint | relevant | choice_filter | bind::pilar:unit | bind::pilar:max_items |
| | begin_group          | g     | Sarana      | Facilities      |     |          |                |                  |         |    |
| | begin_repeat         | pk    | Puskesmas   | Health centre   |     |          |                |                  |         | 3  |
| | text                 | nm    | Apa namanya? | What is it called? | yes |      |                |                  |         |    |
| | select_one area      | ar    | Wilayah mana? | Which area?   | yes |          |                |                  |         |    |
| | select_one village   | vi    | Desa mana?  | Which village?  |     |          |                | area = ${ar}     |         |    |
| | decimal              | cover | Berapa cakupannya? | What is its coverage? | yes | . <= 100 |      |                  | percent |    |
| | integer              | bed   | Berapa tempat tidur? | How many beds? |  |       | ${ar} = 'north' |                 |         |    |
| | date                 | since | Sejak kapan? | Since when?    |     |          |                |                  |         |    |
| | select_multiple kind | kinds | Layanan apa saja? | Which services? |  |       |                |                  |         |    |
| | decimal              | cost  | Berapa biayanya? | What does it cost? |  |      |                |                  |         |    |
| | image                | pic   | Foto?       | Picture?        |     |          |                |                  |         |    |
| | end_repeat           |       |             |                 |     |          |                |                  |         |    |
| | end_group            |       |             |                 |     |          |                |                  |         |    |
| choices |
| | list_name | name  | label::Bahasa Indonesia (id) | label::English (en) | area  |
| | area      | north | Utara   | North   |       |
| | area      | south | Selatan | South   |       |
| | village   | telen | Telen   | Telen   | north |
| | village   | sepaso | Sepaso | Sepaso  | south |
| | kind      | er    | Gawat darurat | Emergency |   |
| | kind      | dent  | Gigi    | Dental  |       |
| settings |
| | default_language | namespaces |
| | Bahasa Indonesia (id) | pilar="urn:pilar:form" |
"""
HEADS = ["Apa namanya?", "Wilayah mana?", "Desa mana?", "Berapa cakupannya? (percent)", "Berapa tempat tidur?",
         "Sejak kapan?", "Layanan apa saja?"]  # fmt: skip


def workbook(folder: Path, *rows: list[object], percent: str = "") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if percent:
        sheet[percent].number_format = "0.0%"
    path = folder / "tabel.xlsx"
    book.save(path)
    return path


def table(path: Path, name: str = "tabel.xlsx", form: str = FORM) -> Table:
    walker = Walker(form)
    lines = read_lines(path, name)
    assert isinstance(lines, tuple), lines
    (repeat,) = walker.logic.ordered_repeats
    return read_table(walker.instance, AnswerKey(repeat), lines, walker.author, "id")


def said(found: Table) -> list[dict[str, str]]:
    return [{path.rpartition("/")[2]: value for path, value in row} for row in found.rows]


def test_a_workbook_of_the_template_becomes_records(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        HEADS,
        ["Sangatta", "Utara", "Telen", 91.4, 12, datetime(2019, 5, 27), "Gigi, Gawat darurat"],
        [],
        ["Bengalon", "selatan", None, "88,5%", None, "2 Januari 2020", None],
    )
    found = table(path)
    assert (found.problem, found.mistakes, found.unused) == (None, (), ())
    assert found.unfinished == 2  # no table holds a photograph
    assert said(found) == [
        {"nm": "Sangatta", "ar": "north", "vi": "telen", "cover": "91.4", "bed": "12", "since": "2019-05-27", "kinds": "er dent"},
        {"nm": "Bengalon", "ar": "south", "vi": "", "cover": "88.5", "since": "2020-01-02", "kinds": ""},
    ]  # fmt: skip


def test_a_number_that_a_spreadsheet_holds_is_exact_and_a_share_is_a_percentage(tmp_path: Path) -> None:
    heads = [HEADS[0], HEADS[3], "Berapa biayanya?"]
    path = workbook(tmp_path, heads, ["A", 91.4, 1.234], ["B", 0.61, 2], percent="B3")
    assert [(row["cover"], row["cost"]) for row in said(table(path))] == [("91.4", "1.234"), ("61", "2")]


def test_a_figure_typed_as_text_that_may_be_two_numbers_is_not_guessed(tmp_path: Path) -> None:
    found = table(workbook(tmp_path, ["Apa namanya?", "Berapa biayanya?"], ["A", "1.234"]))
    (mistake,) = found.mistakes
    assert mistake.problem == Problem("problem-table-doubt", {"first": "1.234", "second": "1,234"})


def test_every_mistake_is_told_with_its_row_its_column_and_what_stands_there(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        [*HEADS[:5], "Catatan"],
        ["A", "Barat", None, 120, None, "x"],
        ["B", "Selatan", "Telen", "banyak", 7, "y"],
    )
    found = table(path)
    assert found.rows == ()
    assert found.unused == ("Catatan",)
    told = [(one.row, one.column.split("?")[0], one.said, one.problem.key) for one in found.mistakes]
    assert told == [
        (2, "Wilayah mana", "Barat", "problem-table-choice"),
        (2, "Berapa cakupannya", "120", "problem-constraint"),
        (3, "Desa mana", "Telen", "problem-table-choice"),
        (3, "Berapa cakupannya", "banyak", "problem-number-vague"),
        (3, "Berapa tempat tidur", "7", "problem-table-not-asked"),
    ]
    assert found.mistakes[0].problem.params["choices"] == "Utara, Selatan"


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_rows_without_heads_are_read_in_the_order_of_the_questions(separator: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_text(separator.join(("Sangatta", "Utara", "Telen", "91")), encoding="utf-8")
    assert said(table(path, "rows.txt"))[0]["vi"] == "telen"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_whatever_code_a_spreadsheet_writes(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes("nm;ar\nPuskesmas Café;Utara\n".encode(encoding))
    assert said(table(path, "rows.csv")) == [{"nm": "Puskesmas Café", "ar": "north"}]


@pytest.mark.parametrize(
    ("rows", "problem", "params"),
    [
        ([HEADS], "problem-table-empty", {}),
        ([["x"] * 12, ["y"] * 12], "problem-table-heads", {}),
        ([HEADS, *([["A"]] * 4)], "problem-table-many", {"count": 4, "room": 3}),
    ],
)
def test_a_table_that_cannot_be_used_says_why(
    rows: list[list[object]], problem: str, params: dict[str, int], tmp_path: Path
) -> None:
    found = table(workbook(tmp_path, *rows))
    assert found.problem == Problem(problem, params)


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (300 << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.xlsx", b"", "problem-table-unreadable"),
        ("a.xlsx", b"PK\x03\x04 half a workbook", "problem-table-unreadable"),
        ("a.xlsx", b"\xff\xd8\xff\xe0 a picture", "problem-table-unreadable"),
        ("a.csv", b"\x00\x01\x02", "problem-table-unreadable"),
        ("a.csv", b"  \n;;;\n", "problem-table-empty"),
        ("a.csv", b"x" * (3 << 20), "problem-table-large"),
        ("a.csv", b'"' + b"x" * (1 << 20), "problem-table-unreadable"),
    ],
)
def test_what_is_no_table_is_a_sentence(name: str, content: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = read_lines(path, name)
    assert isinstance(found, Problem)
    assert found.key == problem


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb())
    found = read_lines(path, "bomb.xlsx")
    assert isinstance(found, Problem)
    assert found.key == "problem-table-unreadable"


def test_a_table_without_an_end_is_read_only_so_far(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("nm\n" + "A\n" * 5_000, encoding="utf-8")
    lines = read_lines(path, "rows.csv")
    assert isinstance(lines, tuple)
    assert len(lines) == MOST_LINES > MOST_RECORDS
    assert all(isinstance(line, Line) for line in lines)


def test_what_is_wrong_in_one_row_does_not_spill_into_the_next(tmp_path: Path) -> None:
    """A formula that was never worked out is an empty cell; the longest that a spreadsheet has is kept to its end."""
    path = workbook(tmp_path, HEADS[:4], ["=1+1", "Utara", "", 1], ["B" * 32_767, "Utara", "", 2])
    found = table(path)
    assert found.mistakes == ()
    assert [row.get("nm") for row in said(found)] == [None, "B" * 32_767]


def test_every_cell_that_is_wrong_is_counted(tmp_path: Path) -> None:
    rows = [[f"P{n}", "Barat", None, "banyak"] for n in range(40)]
    form = FORM.replace("| 3  |", "| 50 |")
    assert len(table(workbook(tmp_path, HEADS[:4], *rows), form=form).mistakes) == 80


TARGETS = """
| survey |
| | type         | name | label::Bahasa Indonesia (id) | label::English (en) | parameters        |
| | begin_group  | g    | Target                       | Target              |                   |
| | begin_repeat | tg   | Target                       | Target              |                   |
| | text         | nm   | Apa namanya?                 | What is it called?  |                   |
| | integer      | last | Target (2024)?               | Target (2024)?      |                   |
| | integer      | next | Target (2025)?               | Target (2025)?      |                   |
| | text         | one  | Catatan                      | Remark              |                   |
| | text         | two  | Catatan                      | Remark              |                   |
| | range        | mark | Nilai?                       | Mark?               | start=0 end=4 step=1 |
| | time         | from | Buka pukul?                  | Open from?          |                   |
| | dateTime     | done | Kapan selesai?               | When was it done?   |                   |
| | date         | day  | Tanggal?                     | Which day?          |                   |
| | end_repeat   |      |                              |                     |                   |
| | end_group    |      |                              |                     |                   |
| settings |
| | default_language |
| | Bahasa Indonesia (id) |
"""


def test_columns_that_differ_in_brackets_alone_are_different_questions(tmp_path: Path) -> None:
    heads = ["Apa namanya?", "Target (2025)", "Target (2024)?"]
    (row,) = said(table(workbook(tmp_path, heads, ["A", 7, 5]), form=TARGETS))
    assert (row["last"], row["next"]) == ("5", "7")


def test_columns_of_one_name_are_the_questions_of_that_name_in_order(tmp_path: Path) -> None:
    heads = ["Apa namanya?", "Catatan", "Catatan", "Catatan"]
    found = table(workbook(tmp_path, heads, ["A", "satu", "dua", "tiga"]), form=TARGETS)
    assert [(row["one"], row["two"]) for row in said(found)] == [("satu", "dua")]
    assert found.unused == ("Catatan",), "and one too many is told"


def test_a_template_of_a_colleague_who_reads_another_language_has_heads_too(tmp_path: Path) -> None:
    heads = ["What is it called?", "Which area?", "Since when"]
    found = table(workbook(tmp_path, heads, ["Sangatta", "Utara", datetime(2019, 5, 27)]))
    assert said(found) == [{"nm": "Sangatta", "ar": "north", "since": "2019-05-27"}]


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("from", time(8, 30), "08:30:00.000+00:00"),
        ("done", datetime(2024, 5, 27, 14, 20), "2024-05-27T14:20:00.000+00:00"),
        ("day", datetime(2024, 5, 27, 14, 20), "2024-05-27"),
        ("nm", datetime(2024, 5, 27), "2024-05-27"),
        ("nm", 12.5, "12.5"),
    ],
)
def test_what_a_spreadsheet_knows_as_a_time_answers_a_question_for_one(
    name: str, cell: object, value: str, tmp_path: Path
) -> None:
    found = table(workbook(tmp_path, [name], [cell]), form=TARGETS)
    assert found.mistakes == ()
    assert said(found) == [{name: value}]


@pytest.mark.parametrize(
    ("name", "cell", "problem"),
    [
        ("last", 12.5, Problem("problem-integer", {"value": "12,5"})),
        ("last", 10**20, Problem("problem-number-large")),
        ("mark", 7, Problem("problem-range", {"start": "0", "end": "4", "step": "1"})),
        ("day", 45_000, Problem("problem-date")),
        ("done", datetime(2024, 5, 27), Problem("problem-time-missing")),
    ],
)
def test_an_exact_cell_that_does_not_fit_is_refused_in_the_words_of_its_question(
    name: str, cell: object, problem: Problem, tmp_path: Path
) -> None:
    (mistake,) = table(workbook(tmp_path, [name], [cell]), form=TARGETS).mistakes
    assert replace(mistake.problem, example=None) == problem
