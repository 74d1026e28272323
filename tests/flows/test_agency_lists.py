"""Lists of agencies as towns send them: workbooks and CSV, Indonesian headers, and every mistake with its row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.flows.loading.agencies import MOST_AGENCIES, AgencyEntry, read_agencies

HEADER = ("Kode", "Nama Perangkat Daerah", "Singkatan", "Jenis", "Kontak")
DINKES = ("DINKES", "Dinas  Kesehatan", "Dinkes", "dinkes, rsud", "Ibu Ani 0812")


def workbook(rows: Sequence[Sequence[object]], sheets: int = 1) -> bytes:
    book = Workbook()
    for _ in range(sheets - 1):
        book.create_sheet(index=0)
    for row in rows:
        book.worksheets[-1].append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return content.getvalue()


def keys(path: Path) -> list[tuple[str, object]]:
    return [(problem.key, problem.params.get("row")) for problem in read_agencies(path).problems]


@pytest.mark.parametrize("name", ["list.xlsx", "list.csv", "semicolons.csv", "bom.csv"])
def test_a_list_is_read_whatever_program_wrote_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "list.xlsx":
        path.write_bytes(workbook((HEADER, (), DINKES)))
    else:
        sign = ";" if name.startswith("semi") else ","
        lines = [sign.join(f'"{cell}"' for cell in row) for row in (HEADER, (), DINKES)]
        path.write_text("\n".join(lines), encoding="utf-8-sig" if name == "bom.csv" else "utf-8")
    (row,) = read_agencies(path).rows
    assert row.number == 3
    assert row.entry == AgencyEntry("dinkes", "Dinas Kesehatan", "Dinkes", ("dinkes", "rsud"), "Ibu Ani 0812")


def test_the_first_sheet_with_something_in_it_counts(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook((HEADER, DINKES), sheets=3))
    assert [row.entry.code for row in read_agencies(path).rows] == ["dinkes"]


def test_a_formula_is_no_value(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(workbook((HEADER, ("=1+1", "Dinas", "D", "dinkes", ""))))
    assert keys(path) == [("problem-list-empty-cell", "2")]


def test_all_mistakes_are_told_at_once_with_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    rows = (HEADER, DINKES, ("", "Tanpa kode"), DINKES, ("x" * 65, "Panjang"), ("ok", "Baik"))
    path.write_bytes(workbook(rows))
    assert keys(path) == [
        ("problem-list-empty-cell", "3"),
        ("problem-list-twice", "4"),
        ("problem-list-long", "5"),
    ]
    assert read_agencies(path).rows == ()  # half a list opens nothing


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("empty.csv", b"", "problem-list-columns"),
        ("header.csv", b"code,name,short_name,kind\n", "problem-list-none"),
        ("other.csv", b"a,b,c\n1,2,3\n", "problem-list-columns"),
        ("latin.csv", "kode,nama\nd,Dinas é".encode("latin-1"), "problem-list-encoding"),
        ("nul.csv", b"code,name,short_name,kind\na\0,b,c,d\n", "problem-list-unreadable"),
        ("photo.xlsx", b"\xff\xd8\xff\xe0 not a workbook", "problem-list-unreadable"),
        ("program.xlsx", b"MZ\x90\x00" + b"\0" * 100, "problem-list-unreadable"),
        ("cut.xlsx", workbook((HEADER, DINKES))[:-200], "problem-list-unreadable"),
        ("bomb.xlsx", bomb(), "problem-list-unreadable"),
        ("large.csv", b"code,name\n" + b"x" * 6_000_000, "problem-list-large"),
        (
            "many.csv",
            b"code,name,short_name,kind\n"
            + b"".join(b"a%d,A,A,k\n" % number for number in range(MOST_AGENCIES + 1)),
            "problem-list-many",
        ),
    ],
)
def test_what_is_no_list_gets_one_sentence(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = read_agencies(path)
    assert [problem.key for problem in found.problems] == [key]
    assert found.rows == ()
