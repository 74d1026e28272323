"""Workbooks that people send, made from what a journey says; and those that the bot sends, read back as texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from textwrap import dedent
from typing import Any

from openpyxl import Workbook, load_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An XLSX with these sheets; what Excel takes for a number when it is typed becomes one."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append([_typed(cell) for cell in row])
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def comma_separated(rows: Rows) -> bytes:
    into = io.StringIO()
    csv.writer(into).writerows(rows)
    return into.getvalue().encode()


def form_sheets(table: str) -> dict[str, Rows]:
    """The sheets of an XLSForm that is written as a Markdown table, as in a journey's `form`."""
    sheets: dict[str, list[list[str]]] = {}
    name = ""
    for line in dedent(table).strip().splitlines():
        first, *cells = (cell.strip() for cell in line.strip().strip("|").split("|"))
        if first:
            name = first
            sheets[name] = []
        if any(cells):
            sheets[name].append(cells)
    return dict(sheets)


def content_of(facts: Mapping[str, Any]) -> tuple[str, str, bytes]:
    """Name, MIME type and content of the file that a step describes: `file`, and one of `rows`, `sheets`,
    `form`, `text`."""
    name = facts["file"]
    if "text" in facts:
        return name, "text/plain", facts["text"].encode()
    if "rows" in facts and name.endswith(".csv"):
        return name, "text/csv", comma_separated(facts["rows"])
    if "form" in facts:
        return name, XLSX, workbook(form_sheets(facts["form"]))
    return name, XLSX, workbook(facts.get("sheets") or {facts.get("sheet", "Sheet1"): facts["rows"]})


def read_sheets(name: str, content: bytes) -> dict[str, list[list[str]]]:
    """Every sheet of an XLSX, or the one nameless sheet of a CSV, as texts."""
    if name.endswith(".csv"):
        return {"": list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))}
    found = load_workbook(io.BytesIO(content), data_only=True)
    return {sheet.title: [[_text(cell) for cell in row] for row in sheet.values] for sheet in found}


def has_row(rows: Iterable[Sequence[str]], wanted: Sequence[str]) -> bool:
    """Whether some row has these cells in this order, others between them; '*' in a cell stands for any text."""
    return any(_fits(row, wanted) for row in rows)


def _fits(row: Sequence[str], wanted: Sequence[str]) -> bool:
    cells = iter(row)
    return all(any(_same(cell, one) for cell in cells) for one in wanted)


def _same(cell: str, wanted: str) -> bool:
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in wanted.split("*"))
    return re.fullmatch(pattern, " ".join(cell.split()), re.IGNORECASE) is not None


def _typed(cell: Any) -> Any:
    if not isinstance(cell, str) or not re.fullmatch(r"-?(0|[1-9]\d{0,14})(\.\d+)?", cell):
        return cell
    return float(cell) if "." in cell else int(cell)


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        midnight = cell.time() == cell.time().min
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
