"""The invitations of a round as a workbook and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.reports.invitations import InvitationLine, InvitationWords, write_workbook
from bot.reports.qr_sheet import write_qr_sheet

WORDS = InvitationWords(
    title="Undangan Evaluasi Smart City 2024 / Kutai [Timur]",
    note="Berlaku sampai 21 Juni 2024.",
    agency="Perangkat daerah",
    contact="Kontak",
    people="Sudah bergabung",
    link="Tautan",
    code="Kode",
    text="Teks WhatsApp",
    how="Pindai, lalu ketuk Mulai. Khusus perwakilan perangkat daerah ini.",
)


def line(number: int, agency: str = "") -> InvitationLine:
    return InvitationLine(
        agency or f"Dinas Nomor {number}",
        f"D{number}",
        "Ibu Rini 0812",
        "",
        f"https://t.me/pilar_bot?start=token{number:021}",
        "K7QF-2M9D-8R3T-AAAA-BBBB-CCCC-DD",
        "Yth. Bapak/Ibu,\n\nmohon mengisi.",
    )


@pytest.fixture
def made(request: pytest.FixtureRequest) -> list[Path]:
    files: list[Path] = []
    request.addfinalizer(lambda: [file.unlink(missing_ok=True) for file in files])
    return files


def test_every_agency_has_its_row_and_no_cell_calculates(made: list[Path]) -> None:
    lines = (line(1), line(2, '=HYPERLINK("http://x";"Dinas")'), line(3, "+62 Dinas\x07"))
    made.append(write_workbook(lines, WORDS))
    sheet = load_workbook(made[0]).worksheets[0]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("Perangkat daerah", "Kontak", "Sudah bergabung", "Tautan", "Kode", "Teks WhatsApp")
    assert [row[0] for row in rows[1:]] == ["Dinas Nomor 1", '=HYPERLINK("http://x";"Dinas")', "+62 Dinas"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row} <= {"s", "n"}
    assert rows[1][5] == "Yth. Bapak/Ibu,\n\nmohon mengisi."


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2)])
def test_ten_agencies_stand_on_a_page(made: list[Path], count: int, pages: int) -> None:
    made.append(write_qr_sheet(tuple(line(n) for n in range(count)), WORDS))
    content = made[0].read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type /Page\b", content)) == pages


def test_a_name_with_signs_of_a_formula_is_drawn(made: list[Path]) -> None:
    made.append(write_qr_sheet((line(1, "Dinas $x^{$ & <b> 日本 " + "panjang " * 30),), WORDS))
    assert made[0].stat().st_size > 1_000
