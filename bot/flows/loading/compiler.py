"""Calls pyxform, the field's own compiler from XLSForm to XForm, and turns its words into findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.findings import Finding
from bot.flows.loading.columns import Column, canonical
from bot.flows.loading.sheets import Sheet, Workbook
from bot.flows.loading.slips import Edit, mend
from bot.flows.said import Place

_SHEETS = ("survey", "choices", "settings")
_NAMESPACE = 'pilar="urn:pilar:form"'
_ROW = re.compile(r"\[row ?: ?(\d+)\]\s*")
_SHEET = re.compile(r"[Oo]n the '(\w+)' sheet,? ?")
_COLUMN = re.compile(r"the '([\w:]+)' value")
_ELEMENT = re.compile(r"survey element named '([^']+)'")
_LEARN = re.compile(r"\s*Learn more: \S+")
_NOT_OURS = (
    "max-pixels",  # about uploads from a phone's form program
    "is missing the survey column",  # we name the rows, not the columns
    "is missing the choices",
    "or_other and translations",
    "no longer supported on most devices",
    "Choices should have a label",
    "is being skipped",
    "leading underscore",
    "has no label",
    "form_id and id_string",
)
"""Parts of pyxform's warnings that say nothing about a chat, or that our own checks say better."""

_UNEXPECTED = "The form cannot be compiled, and pyxform does not say why. Look for an unusual column or name."

MOST_ATTEMPTS = 20
"""pyxform stops at its first error; each is taken out and it is called again, so many times at most."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`xform` is empty when pyxform could not be brought to the end."""

    xform: str
    findings: tuple[Finding, ...]


def run_compiler(workbook: Workbook, edits: Sequence[Edit], extension: bool) -> Outcome:
    """Compile the workbook with the edits applied. `extension`: declare the namespace of our columns."""
    edits = list(edits)
    findings: list[Finding] = []
    for _ in range(MOST_ATTEMPTS):
        warnings: list[str] = []
        try:
            result = convert(_definition(workbook, edits, extension), warnings=warnings)
        # PyXFormError for what it knows; KeyError, TypeError and AttributeError for what it does not expect.
        except Exception as problem:
            words = str(problem) if isinstance(problem, PyXFormError) else _UNEXPECTED
            finding, edit = _explain(workbook, words)
            findings.append(finding)
            if edit is None or edit in edits:
                return Outcome("", tuple(findings))
            edits.append(edit)
        else:
            return Outcome(result.xform, (*findings, *_warnings(workbook, warnings)))
    return Outcome("", tuple(findings))


def _definition(workbook: Workbook, edits: Sequence[Edit], extension: bool) -> dict[str, Any]:
    definition: dict[str, Any] = {"sheet_names": list(_SHEETS), "fallback_form_name": workbook.name}
    for name in _SHEETS:
        sheet = workbook.sheet(name)
        rows = mend(name, sheet, edits)
        before = {header for row in sheet.rows for header in row.cells}
        after = dict.fromkeys(header for row in rows for header in row)
        # A column that lost all of its cells goes; one that never had any may still be required.
        kept = [header for header in sheet.headers if header in after or header not in before]
        headers: dict[str, None] = dict.fromkeys([*kept, *after])
        if name == "settings" and extension:
            rows = rows or [{}]
            declared = rows[0].get("namespaces", "")
            if "pilar=" not in declared:
                rows[0]["namespaces"] = f"{declared} {_NAMESPACE}".strip()
                headers["namespaces"] = None
        if rows:
            definition[name] = rows
            definition[f"{name}_header"] = [headers]
    return definition


def _explain(workbook: Workbook, message: str) -> tuple[Finding, Edit | None]:
    """The finding for pyxform's error, and the edit that takes its cause out."""
    place, name, sheet, index = _locate(workbook, message)
    finding = Mistake.REFUSED_BY_COMPILER.at(place, name, reason=_sentence(message))
    column = _COLUMN.search(message)
    if index is None or column is None:
        return finding, None
    header = _header(workbook.sheet(sheet), column.group(1))
    return finding, Edit(sheet, index, header) if header else None


def _warnings(workbook: Workbook, warnings: Sequence[str]) -> Iterator[Finding]:
    for warning in warnings:
        if not any(part in warning for part in _NOT_OURS):
            place, name, _, _ = _locate(workbook, warning)
            yield Mistake.COMPILER_WARNING.at(place, name, reason=_sentence(warning))


def _locate(workbook: Workbook, message: str) -> tuple[Place, str, str, int | None]:
    element = _ELEMENT.search(message)
    if element:
        message = f"[row : {_row_of(workbook, element.group(1))}] {message}"
    named = _SHEET.search(message)
    sheet = named.group(1) if named and named.group(1) in _SHEETS else "survey"
    row = _ROW.search(message)
    rows = workbook.sheet(sheet).rows
    index = int(row.group(1)) - 2 if row else -1
    if not 0 <= index < len(rows):
        return Place(sheet if named or row else workbook.name), "", sheet, None
    cells = rows[index].cells
    header = _header(workbook.sheet(sheet), "name")
    return rows[index].place, cells.get(header, "") if header else "", sheet, index


def _row_of(workbook: Workbook, name: str) -> int:
    header = _header(workbook.sheet("survey"), "name")
    rows = workbook.sheet("survey").rows
    return next((number for number, row in enumerate(rows, 2) if row.cells.get(header or "") == name), 0)


def _header(sheet: Sheet, column: str) -> str | None:
    wanted: Column = (column,)
    return next((header for header, known in canonical(sheet.headers).items() if known == wanted), None)


def _sentence(message: str) -> str:
    """pyxform's words without the row, which stands in front, and on one line."""
    text = _LEARN.sub("", _SHEET.sub("", _ROW.sub("", message)))
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."
