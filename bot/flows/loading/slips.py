"""Mistakes in the rows of a workbook, each with the edit that lets the rest of the form be read anyway.

pyxform stops at its first error. With the edits applied it goes on, so that an author gets every mistake at
once; a form with errors is refused all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.flows.checking.findings import Finding
from bot.flows.loading.columns import Column, canonical, title
from bot.flows.loading.sheets import Sheet
from bot.flows.said import Place


@dataclass(frozen=True, slots=True)
class Edit:
    """Write `value` into a cell of one row, or empty it (None); without a header the whole row goes."""

    sheet: str
    index: int
    header: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    finding: Finding
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet with its cells under their canonical columns."""

    sheet: str
    index: int  # among the rows of its sheet, from 0
    place: Place
    cells: Mapping[Column, str]
    headers: Mapping[Column, str]  # of the whole sheet, as the author wrote them

    def get(self, *column: str) -> str:
        return self.cells.get(column, "").strip()

    def any_of(self, first: str) -> bool:
        """Whether a column or any of its translations has something."""
        return any(column[0] == first and text.strip() for column, text in self.cells.items())

    def edit(self, column: Column, value: str | None = None) -> Edit:
        return Edit(self.sheet, self.index, self.headers.get(column, title(column)), value)

    def write_label(self, text: str) -> Edit:
        """The edit that writes a label, in the first language that the sheet has."""
        return self.edit(next((column for column in self.headers if column[0] == "label"), ("label",)), text)

    def drop(self) -> Edit:
        return Edit(self.sheet, self.index)


def read_lines(name: str, sheet: Sheet) -> tuple[Line, ...]:
    """The rows that have something in them."""
    columns = canonical(sheet.headers)
    headers: dict[Column, str] = {}
    for header, column in columns.items():
        headers.setdefault(column, header)
    return tuple(
        Line(
            name,
            index,
            row.place,
            {columns[header]: text for header, text in row.cells.items() if header in columns},
            headers,
        )
        for index, row in enumerate(sheet.rows)
        if row.cells
    )


def mend(name: str, sheet: Sheet, edits: Iterable[Edit]) -> list[dict[str, str]]:
    """The cells of a sheet with the edits applied; a row that goes stays as an empty one, so that rows keep
    their numbers. Edits beyond the last row add rows."""
    rows = [dict(row.cells) for row in sheet.rows]
    for edit in edits:
        if edit.sheet != name:
            continue
        while edit.index >= len(rows):
            rows.append({})
        if edit.header is None:
            rows[edit.index] = {}
        elif edit.value is None:
            rows[edit.index].pop(edit.header, None)
        else:
            rows[edit.index][edit.header] = edit.value
    return rows
