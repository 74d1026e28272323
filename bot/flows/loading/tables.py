"""The lines of a table that somebody sent or pasted: a workbook, a CSV file, or rows as a spreadsheet copies them.

A cell that a spreadsheet holds as a number or a date is exact; what was typed as text is read as people type it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.flows.checking.findings import FormRejected
from bot.flows.loading.sheets import check_zip
from bot.flows.problems import Problem
from bot.flows.values.figures import canonical

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 400  # in the file, empty ones and the heads too
MOST_COLUMNS = 60
MOST_LETTERS = 32_767  # of one cell: a spreadsheet's own limit
SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    exact: str = ""  # canonical, where the spreadsheet knows a number or a date
    percent: bool = False  # a number that the spreadsheet shows as a share: 0.61 as 61%


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # in the file, from 1
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        return not any(cell.text for cell in self.cells)


def read_lines(path: Path, name: str) -> tuple[Line, ...] | Problem:
    """What is in the file, without blank lines; or why it cannot be read. `name` is what the sender called it."""
    if path.stat().st_size > MOST_BYTES:
        return Problem("problem-table-large", {"most": MOST_BYTES // 2**20})
    content = path.read_bytes()
    try:
        if Path(name).suffix.lower() in (".xlsx", ".xlsm"):
            check_zip(path, content)
            found = list(_workbook(content))
        else:
            found = list(_text(content))
    # openpyxl raises anything on damaged bytes, and all of it means the same to whoever sent the table
    except (FormRejected, Exception):
        return Problem("problem-table-unreadable")
    lines = tuple(line for line in found if not line.blank)
    return lines or Problem("problem-table-empty")


def _workbook(content: bytes) -> Iterator[Line]:
    """The first sheet that has something in it. Values are read, never formulas."""
    from openpyxl import load_workbook  # slow to import, and only tables in workbooks need it

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            found = False
            rows = sheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_LINES)
            for number, cells in enumerate(rows, start=1):
                line = Line(number, tuple(_cell(cell.value, cell.number_format or "") for cell in cells))
                found = found or not line.blank
                yield line
            if found:
                return
    finally:
        book.close()


def _cell(value: Any, shown_as: str) -> Cell:
    match value:
        case None:
            return Cell("")
        case bool():
            return Cell("ya" if value else "tidak")
        case int() | float():
            exact = canonical(Decimal(repr(value)))
            return Cell(exact, exact, percent="%" in shown_as)
        case datetime() if value.time() == time():
            return Cell(value.date().isoformat(), value.date().isoformat())
        case datetime() | date() | time():
            return Cell(value.isoformat(), value.isoformat())
    return Cell(_plain(str(value)))


def _text(content: bytes) -> Iterator[Line]:
    """Tabs, semicolons or commas, whichever the first line has most of."""
    text = _decoded(content)
    if "\0" in text:
        raise csv.Error("not a text")
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for number, cells in enumerate(reader, start=1):
        if number > MOST_LINES:
            return
        yield Line(number, tuple(Cell(_plain(cell)) for cell in cells[:MOST_COLUMNS]))


def _decoded(content: bytes) -> str:
    """UTF-8, what spreadsheets call Unicode text, or what an older Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text[:MOST_LETTERS].splitlines()).strip()
