"""A workbook as rows of text, whatever file it came in, and the refusal of files that are no form at all.

Nothing here knows what a question is; `xlsform.py` does.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.findings import FormRejected
from bot.flows.said import Param, Place, said

MOST_BYTES = 10 * 1024 * 1024
"""The largest published XLSForms are below 3 MB; what is larger holds pictures or data, not questions."""

MOST_UNPACKED_BYTES = 48 * 1024 * 1024
"""A sheet of 10,000 rows and 40 columns unpacks to about 30 MB; a zip bomb declares gigabytes."""

MOST_ENTRIES = 500
"""Files inside a workbook: one a sheet and some twenty around them."""

MOST_ROWS = {"survey": 5_000, "choices": 50_000}
"""Rows of a sheet. A person on a phone does not answer five thousand questions."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXTS = (".csv", ".md")
_UNREADABLE = {".csv": "check-no-sheets", ".md": "check-no-table"}
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".md", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Row:
    place: Place
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """`sheets` by lower-case name; `ignored` are names of sheets that are not a form's."""

    name: str
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet:
        return self.sheets.get(name, Sheet())


def refuse(path: Path, key: str, **params: Param) -> FormRejected:
    """One polite sentence for a file that is not a form: what is wrong and, after a semicolon, what to do."""
    return FormRejected([Mistake.NOT_A_FORM.at(path.name, reason=said(key, **params))])


def read_sheets(path: Path) -> Workbook:
    """Read .xlsx, .xlsm, .xls, .csv or .md. Raises FormRejected with one finding if it is none of them."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise refuse(path, "check-wrong-kind", kinds=SUFFIXES)
    content = read_bytes(path)
    if suffix in _TEXTS:
        content = read_text(path, content).encode()
    elif suffix == ".xls":
        _check_ole(path, content)
    else:
        check_zip(path, content)
    try:
        from pyxform.xls2json_backends import get_xlsform  # slow and large; the bot itself never compiles

        found = get_xlsform(content, file_type=suffix)
    # The readers of foreign office formats raise anything on damaged bytes: struct.error, IndexError,
    # AssertionError, expat's and zlib's errors. All of them mean the same to the author.
    except Exception as problem:
        if "Duplicate column header" in str(problem):
            raise refuse(path, "check-duplicate-header", problem=str(problem)) from problem
        raise refuse(path, _UNREADABLE.get(suffix, "check-damaged")) from problem
    sheets = {name: _sheet(path, name, found) for name in _SHEETS if getattr(found, name) is not None}
    names = tuple(found.sheet_names or ())
    alone = len(names) == 1 and "survey" in sheets
    return Workbook(path.stem, sheets, () if alone else tuple(n for n in names if n.lower() not in _SHEETS))


def read_bytes(path: Path) -> bytes:
    """The file's bytes within the size limit."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise refuse(path, "check-too-large", most=str(MOST_BYTES // 2**20))
        content = path.read_bytes()
    except OSError as problem:
        raise refuse(path, "check-cannot-read", why=str(problem.strerror)) from problem
    if not content.strip():
        raise refuse(path, "check-empty-file")
    return content


def read_text(path: Path, content: bytes) -> str:
    """UTF-8 text without control characters."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise refuse(path, "check-not-utf") from problem
    if "\x00" in text:
        raise refuse(path, "check-not-text")
    return text


def check_zip(path: Path, content: bytes) -> None:
    """Refuse what is no workbook or a zip bomb. Raises FormRejected with one finding.

    Sizes are read in the zip's directory first; zipfile never reads past what is declared there."""
    if content.startswith(_OLE):
        raise refuse(path, "check-password" if _ENCRYPTED in content else "check-old-workbook")
    if not content.startswith(_ZIP):
        raise refuse(path, "check-not-workbook")
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as problem:
        raise refuse(path, "check-incomplete") from problem
    if any(entry.flag_bits & 1 for entry in entries):
        raise refuse(path, "check-password")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise refuse(path, "check-bomb")
    if "[Content_Types].xml" not in {entry.filename for entry in entries}:
        raise refuse(path, "check-only-zip")


def _check_ole(path: Path, content: bytes) -> None:
    if content.startswith(_ZIP):
        raise refuse(path, "check-new-workbook")
    if not content.startswith(_OLE):
        raise refuse(path, "check-not-workbook")
    if "EncryptionInfo".encode("utf-16-le") in content:
        raise refuse(path, "check-password")


def _sheet(path: Path, name: str, found: object) -> Sheet:
    rows = getattr(found, name) or ()
    most = MOST_ROWS.get(name, max(MOST_ROWS.values()))
    if len(rows) > most:
        raise refuse(path, "check-too-many-rows", sheet=name, most=most)
    named = (getattr(found, f"{name}_header") or [{}])[0]
    # pyxform calls the column below an empty cell of a Markdown table "None"
    headers = tuple(str(header) for header in named if str(header or "None") != "None")
    return Sheet(
        headers,
        # The first row of a sheet holds the headers.
        tuple(Row(Place(name, number), _clean(cells)) for number, cells in enumerate(rows, start=2)),
    )


def _clean(cells: Mapping[str, str]) -> dict[str, str]:
    """Cells without characters that XML cannot hold; spreadsheets bring vertical tabs from pasted texts."""
    return {header: kept for header, text in cells.items() if (kept := _FORBIDDEN.sub("", text))}
