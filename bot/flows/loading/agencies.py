"""A list of agencies, from a workbook or a CSV file as towns have them, with all of its mistakes at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.flows.checking.catalogue import nearest
from bot.flows.checking.findings import FormRejected
from bot.flows.form import Form
from bot.flows.loading.sheets import check_zip
from bot.flows.problems import Problem

COLUMNS = ("code", "name", "short_name", "kind")
CONTACT = "contact"
ALIASES = {
    "kode": "code",
    "nama": "name",
    "nama perangkat daerah": "name",
    "perangkat daerah": "name",
    "opd": "name",
    "short name": "short_name",
    "nama singkat": "short_name",
    "singkatan": "short_name",
    "kinds": "kind",
    "jenis": "kind",
    "kontak": CONTACT,
    "narahubung": CONTACT,
}
LONGEST = {"code": 64, "name": 200, "short_name": 64, CONTACT: 200}
MOST_AGENCIES = 2_000
MOST_BYTES = 5 * 1024 * 1024
MOST_COLUMNS = 50


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """A row of the agency list. `kinds` decide what it is asked; a merged office has several."""

    code: str
    name: str
    short_name: str
    kinds: tuple[str, ...]
    contact: str = ""  # whom to call when nobody answers


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # in the file, the header being 1
    entry: AgencyEntry


@dataclass(frozen=True, slots=True)
class AgencyList:
    """`problems` keep the list out; each that is about a row has `row` among its params."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_agencies(path: Path, name: str = "") -> AgencyList:
    """Read .xlsx, .xlsm or .csv (commas or semicolons, UTF-8). `name` is what the sender called the file.

    Raises OSError when the file cannot be read; everything else is a problem of the list."""
    suffix = Path(name or path.name).suffix.lower()
    if path.stat().st_size > MOST_BYTES:
        return _refused("problem-list-large", most=MOST_BYTES // 2**20)
    content = path.read_bytes()
    lines: Iterable[tuple[int, Sequence[str]]]
    if suffix in (".xlsx", ".xlsm"):
        try:
            check_zip(path, content)
            lines = list(_workbook_lines(content))
        # openpyxl raises anything on damaged bytes, and all of it means the same to whoever sent the list
        except (FormRejected, Exception):
            return _refused("problem-list-unreadable")
    else:
        try:
            lines = list(_text_lines(content.decode("utf-8-sig")))
        except UnicodeDecodeError:
            return _refused("problem-list-encoding")
        except csv.Error:
            return _refused("problem-list-unreadable")
    return _read(lines)


def unknown_kinds(rows: Iterable[Row], form: Form) -> Iterator[Problem]:
    """Kinds of agencies that the form does not know: such an agency is asked only what all are asked."""
    known = [choice.name for choice in form.lists.get("agency_kind", ())]
    for row in rows if known else ():
        for kind in row.entry.kinds:
            if kind not in known:
                near = nearest(kind, known)
                yield Problem("problem-list-kind", {"row": str(row.number), "kind": kind, "near": near})


def _workbook_lines(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """The first sheet that has something in it. Values are read, never formulas."""
    from openpyxl import load_workbook  # slow to import, and only lists in workbooks need it

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            found = False
            for number, cells in enumerate(
                sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS, max_row=MOST_AGENCIES * 2), start=1
            ):
                texts = ["" if cell is None else str(cell) for cell in cells]
                found = found or any(text.strip() for text in texts)
                yield number, texts
            if found:
                return
    finally:
        book.close()


def _text_lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    if "\0" in text:
        raise csv.Error("not a text")
    first = text.splitlines()[0] if text.strip() else ""
    reader = csv.reader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ",")
    for cells in reader:
        yield reader.line_num, cells


def _read(lines: Iterable[tuple[int, Sequence[str]]]) -> AgencyList:
    header: list[str] = []
    problems, rows, seen = [], list[Row](), set[str]()
    for number, cells in lines:
        texts = [" ".join(cell.split()) for cell in cells]
        if not any(texts):
            continue
        if not header:
            header = [
                ALIASES.get(text.lower(), ALIASES.get(text.lower().replace("-", " "), text.lower()))
                for text in texts
            ]
            missing = [column for column in COLUMNS if column not in header]
            if missing:
                return _refused(
                    "problem-list-columns", columns=", ".join(COLUMNS), missing=", ".join(missing)
                )
            continue
        values = dict(zip(header, texts, strict=False))
        code = values.get("code", "").lower()
        if not code or not values.get("name"):
            problems.append(Problem("problem-list-empty-cell", {"row": str(number)}))
        elif code in seen:
            problems.append(Problem("problem-list-twice", {"row": str(number), "code": code}))
        elif any(len(values.get(column, "")) > most for column, most in LONGEST.items()):
            problems.append(
                Problem(
                    "problem-list-long",
                    {
                        "row": str(number),
                        "code": LONGEST["code"],
                        "name": LONGEST["name"],
                        "short": LONGEST["short_name"],
                    },
                )
            )
        seen.add(code)
        rows.append(Row(number, _entry(code, values)))
    if not header:
        return _refused("problem-list-columns", columns=", ".join(COLUMNS), missing=", ".join(COLUMNS))
    if not problems and not rows:
        problems.append(Problem("problem-list-none"))
    if len(rows) > MOST_AGENCIES:
        problems = [Problem("problem-list-many", {"count": len(rows), "most": MOST_AGENCIES})]
    return AgencyList(tuple(rows) if not problems else (), tuple(problems))


def _entry(code: str, values: dict[str, str]) -> AgencyEntry:
    name = values.get("name", "")
    kinds = tuple(values.get("kind", "").replace(",", " ").split())
    return AgencyEntry(code, name, values.get("short_name") or name[:64], kinds, values.get(CONTACT, ""))


def _refused(key: str, **params: str | int) -> AgencyList:
    return AgencyList(problems=(Problem(key, params),))
