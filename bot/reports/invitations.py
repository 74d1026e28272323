"""All invitations of a round as one workbook: agency, whom to ask, link, code, and the text for WhatsApp."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from bot.reports.cells import clean


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One agency's invitation, in plain text."""

    agency: str
    short_name: str
    contact: str  # '' where the list names nobody
    people: str  # who has joined already, '' for nobody
    link: str
    code: str
    text: str  # ready to be forwarded


@dataclass(frozen=True, slots=True)
class InvitationWords:
    """What the sheets say, in the reader's language."""

    title: str
    note: str  # what to do with it, and until when the links work
    agency: str
    contact: str
    people: str
    link: str
    code: str
    text: str
    how: str  # under each QR code


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """An example of an agency list: its headers, its rows, and the kinds of agency that the form knows."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kinds_title: str
    kinds: tuple[tuple[str, str], ...]  # code, label


WIDTHS = (38, 26, 26, 52, 34, 90)
FIRST_ROW = 3


def write_workbook(lines: tuple[InvitationLine, ...], words: InvitationWords) -> Path:
    """A passing .xlsx file with a row for every agency; no cell can become a formula."""
    from xlsxwriter import Workbook  # only the process that writes it needs it

    handle, name = mkstemp(suffix=".xlsx", prefix="pilar-")
    with os.fdopen(handle, "wb") as file:
        book = Workbook(
            file,
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        sheet = book.add_worksheet(_sheet_name(words.title))
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "valign": "top"})
        plain = book.add_format({"valign": "top", "text_wrap": True})
        sheet.write_string(0, 0, clean(words.title), book.add_format({"bold": True, "font_size": 14}))
        sheet.write_string(1, 0, clean(words.note))
        header = (words.agency, words.contact, words.people, words.link, words.code, words.text)
        for column, (said, width) in enumerate(zip(header, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(FIRST_ROW - 1, column, clean(said), bold)
        for row, line in enumerate(lines, start=FIRST_ROW):
            cells = (line.agency, line.contact, line.people, line.link, line.code, line.text)
            for column, said in enumerate(cells):
                sheet.write_string(row, column, clean(said), plain)
        sheet.freeze_panes(FIRST_ROW, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        book.close()
    return Path(name)


def write_template(words: TemplateWords) -> Path:
    """A passing .xlsx file to be filled in and sent back."""
    from xlsxwriter import Workbook  # only the process that writes it needs it

    handle, name = mkstemp(suffix=".xlsx", prefix="pilar-")
    with os.fdopen(handle, "wb") as file:
        book = Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        sheet = book.add_worksheet(_sheet_name(words.title))
        for row, cells in enumerate((words.headers, *words.rows)):
            for column, said in enumerate(cells):
                sheet.write_string(row, column, clean(said), bold if row == 0 else None)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 46)
        sheet.set_column(2, len(words.headers) - 1, 22)
        sheet.freeze_panes(1, 0)
        if words.kinds:
            kinds = book.add_worksheet(_sheet_name(words.kinds_title))
            for row, (code, label) in enumerate(words.kinds):
                kinds.write_string(row, 0, clean(code))
                kinds.write_string(row, 1, clean(label))
            kinds.set_column(0, 0, 22)
            kinds.set_column(1, 1, 60)
        book.close()
    return Path(name)


def _sheet_name(title: str) -> str:
    """At most 31 characters, without those that a sheet's name must not have."""
    return clean(title).translate(str.maketrans("", "", "[]:*?/\\'"))[:31].strip() or "1"
