"""An empty workbook for the records of a list: the questions as heads, their choices to be picked from."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from bot.reports.book import sheet_name
from bot.reports.cells import clean

ROWS = 200  # that offer the choices
HEIGHT = 48


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    head: str
    hint: str = ""  # shown when somebody points at the head
    choices: tuple[str, ...] = ()
    several: bool = False  # more than one choice may stand in a cell, so none is forced


@dataclass(frozen=True, slots=True)
class Template:
    title: str
    choices_title: str
    columns: tuple[TemplateColumn, ...]


def write_template(template: Template) -> Path:
    """A passing .xlsx file to be filled in and sent back."""
    from xlsxwriter import Workbook  # only the process that writes it needs it

    handle, name = mkstemp(suffix=".xlsx", prefix="pilar-")
    with os.fdopen(handle, "wb") as file:
        book = Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
        head = book.add_format(
            {"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "top"}
        )
        first = sheet_name(template.title, ())
        sheet = book.add_worksheet(first)
        second = sheet_name(template.choices_title, (first,))
        choices = book.add_worksheet(second) if any(one.choices for one in template.columns) else None
        for column, one in enumerate(template.columns):
            sheet.write_string(0, column, clean(one.head), head)
            sheet.set_column(column, column, 18 if one.choices else 28)
            if one.hint:
                sheet.write_comment(0, column, clean(one.hint)[:1000], {"x_scale": 2})
            if one.choices and choices is not None:
                choices.write_string(0, column, clean(one.head), head)
                choices.set_column(column, column, 32)
                for row, label in enumerate(one.choices, start=1):
                    choices.write_string(row, column, clean(label))
                if not one.several:
                    letter = _letters(column)
                    source = f"='{second}'!${letter}$2:${letter}${len(one.choices) + 1}"
                    sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": source})
        sheet.set_row(0, HEIGHT)
        sheet.freeze_panes(1, 1)
        book.close()
    return Path(name)


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
