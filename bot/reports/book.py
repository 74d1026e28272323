"""A workbook written row by row in constant memory, several sheets at the same time.

What a sheet cannot hold is kept all the same: a text longer than a cell goes on in a sheet of long texts, and a
sheet that is full goes on in a second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from bot.reports.cells import LONGEST, Cell, Tone, clean, is_formula, pieces

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = frozenset({"history"})  # Excel keeps this name for itself

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class LongTexts:
    """How the sheet of long texts is called and headed, and what stands at the end of a text that goes on there."""

    title: str
    heads: tuple[str, ...]  # sheet, cell, part, text
    mark: str  # ' … [continued in the sheet Long texts]'


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet looks: the widths of its first columns in letters, of which the last holds for all others, and how
    many rows and columns stay when it is scrolled."""

    widths: Sequence[float] = (16.0,)
    rows: int = 1
    columns: int = 0


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that every spreadsheet accepts and that is not taken yet, upper and lower case being the same."""
    name = " ".join(_FORBIDDEN.sub(" ", clean(wanted)).split()).strip("' ") or "Sheet"
    used = {one.casefold() for one in taken} | _RESERVED
    base = found = _cut(name, NAME_LENGTH)
    number = 1
    while found.casefold() in used:
        number += 1
        ending = f" ({number})"
        found = f"{_cut(base, NAME_LENGTH - len(ending))}{ending}"
    return found


class Book:
    """An XLSX file under way; it is complete when the `with` block ends, and gone if that fails."""

    def __init__(self, path: Path, long_texts: LongTexts, title: str, made_at: datetime) -> None:
        self._path = path
        self._book = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "tmpdir": str(path.parent),
            },
        )
        created = made_at.astimezone(UTC).replace(tzinfo=None)  # the library writes it down as UTC
        self._book.set_properties({"title": clean(title), "created": created})
        self._formats: dict[tuple[str, Tone, bool, bool], Any] = {}
        self._names: list[str] = []
        self._long_texts = long_texts
        self._sheets: list[Sheet] = []
        self._continued: Sheet | None = None

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sheet in self._sheets:
            sheet.end()
        self._book.close()
        if kind is not None:
            self._path.unlink(missing_ok=True)

    def sheet(self, title: str, heads: Sequence[Row], layout: Layout = Layout()) -> Sheet:
        """A new sheet, after the others, with its headings."""
        made = Sheet(self, title, heads, layout)
        self._sheets.append(made)
        return made

    def add(self, title: str) -> tuple[str, Any]:
        """A bare worksheet of the library, and the name that it got."""
        name = sheet_name(title, self._names)
        self._names.append(name)
        return name, self._book.add_worksheet(name)

    def format(self, cell: Cell, *, head: bool) -> Any:
        """The library's format of a cell, None for a plain one. A text that looks like a formula is marked as text,
        so that it stays one when somebody edits it."""
        quoted = isinstance(cell.value, str) and is_formula(cell.value)
        key = (cell.format, cell.tone, quoted, head)
        if key == ("", Tone.NONE, False, False):
            return None
        known = self._formats.get(key)
        if known is None:
            wanted: dict[str, object] = {"quote_prefix": quoted, "num_format": cell.format or "General"}
            if cell.tone is not Tone.NONE:
                wanted["bg_color"] = cell.tone.value
            if head:
                wanted |= {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#D9E1F2"}
            known = self._formats[key] = self._book.add_format(wanted)
        return known

    def fitted(self, sheet: str, row: int, column: int, value: str) -> str:
        """The text as far as a cell holds it; the rest goes to the sheet of long texts, whole from its beginning."""
        if len(value) <= LONGEST // 2 or len(pieces(value)) == 1:
            return value
        if self._continued is None:
            heads = tuple(Cell(head) for head in self._long_texts.heads)
            layout = Layout((24, 10, 8, 100))
            self._continued = self.sheet(self._long_texts.title, (heads,), layout)
        where = xl_rowcol_to_cell(row, column)
        for number, piece in enumerate(pieces(value), start=1):
            self._continued.row((Cell(sheet), Cell(where), Cell(number, "0"), Cell(piece)))
        mark = self._long_texts.mark
        return pieces(value, LONGEST - len(mark))[0] + mark


class Sheet:
    """One table of a book. Rows are written in order and cannot be changed."""

    def __init__(self, book: Book, title: str, heads: Sequence[Row], layout: Layout) -> None:
        self._book = book
        self._title = title
        self._heads = tuple(heads)
        self._layout = layout
        self._begin()

    def row(self, cells: Row, *, head: bool = False) -> None:
        """Write the next row. Raises `ValueError` for more columns than a sheet has."""
        if self._next == MOST_ROWS:
            self.end()
            self._begin()
        if len(cells) > MOST_COLUMNS:
            raise ValueError(f"{len(cells)} columns; a sheet has {MOST_COLUMNS}")
        for column, cell in enumerate(cells):
            self._write(column, cell, head)
        self._next += 1

    def end(self) -> None:
        """Let people filter by the last line of the headings."""
        if self._heads:
            top = len(self._heads) - 1
            self._sheet.autofilter(top, 0, max(top, self._next - 1), len(self._heads[top]) - 1)

    def _begin(self) -> None:
        self.name, self._sheet = self._book.add(self._title)
        self._next = 0
        widths = self._layout.widths
        for column in range(max(len(widths), *map(len, self._heads), 0)):
            self._sheet.set_column(column, column, widths[min(column, len(widths) - 1)])
        if self._layout.rows or self._layout.columns:
            self._sheet.freeze_panes(self._layout.rows, self._layout.columns)
        for cells in self._heads:
            self.row(cells, head=True)

    def _write(self, column: int, cell: Cell, head: bool) -> None:
        look = self._book.format(cell, head=head)
        match cell.value:
            case None | "":
                if look is not None:
                    self._sheet.write_blank(self._next, column, None, look)
            case str(value):
                fitted = self._book.fitted(self.name, self._next, column, value)
                self._sheet.write_string(self._next, column, fitted, look)
            case datetime() | date() | time():
                self._sheet.write_datetime(self._next, column, cell.value, look)
            case number:
                self._sheet.write_number(self._next, column, number, look)


def _cut(name: str, length: int) -> str:
    return pieces(name, length)[0].rstrip("' ")
