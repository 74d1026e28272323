"""An XLSForm in any of its spellings -> ODK XForm, with all of its author's mistakes at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.flows.checking.checks import check
from bot.flows.checking.findings import Finding, FormRejected, Rows, has_errors
from bot.flows.checking.rows import check_rows
from bot.flows.form import Form
from bot.flows.loading.compiler import run_compiler
from bot.flows.loading.pictures import check_pictures
from bot.flows.loading.sheets import Workbook, read_sheets, refuse
from bot.flows.loading.xform import read_form
from bot.flows.loading.yamlform import read_yaml

_NUMBER = re.compile(r"^(?P<sheet>.*?)(?: (?:row|line) (?P<row>\d+))?$")
_ORDER = {"survey": 0, "choices": 1, "settings": 2}


@dataclass(frozen=True, slots=True)
class Compiled:
    """An XForm and where its rows came from. `warnings` are those of the rows; `check` may find more."""

    xform: str
    warnings: tuple[Finding, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Loaded:
    """A form that a round can open. `warnings` are all of them."""

    form: Form
    xform: str
    warnings: tuple[Finding, ...]
    rows: Rows


def load_form(path: Path) -> Loaded:
    """Compile, read and check a form, and look for its pictures beside the file.

    Raises FormRejected with all findings if any of them is an error."""
    compiled = compile_form(path)
    form = read_form(compiled.xform)
    pictures = check_pictures(form, path, compiled.rows)
    findings = (*compiled.warnings, *check(form, compiled.rows), *pictures)
    if has_errors(findings):
        raise FormRejected(in_order(findings))
    return Loaded(form, compiled.xform, in_order(findings), compiled.rows)


def compile_form(path: Path) -> Compiled:
    """Turn .xlsx, .xls, .csv, .md, .yaml or a YAML folder into an XForm.

    Raises FormRejected with every mistake of the rows, and those of the logic too as far as the rest of the
    form can be read; with a single finding when the file is no form at all.
    """
    workbook = _read(path)
    checked = check_rows(workbook)
    findings = [slip.finding for slip in checked.slips]
    if not checked.rows.survey:
        raise FormRejected(in_order(findings))
    edits = [edit for slip in checked.slips for edit in slip.edits]
    outcome = run_compiler(workbook, edits, checked.extension)
    findings += outcome.findings
    if outcome.xform and not has_errors(findings):
        return Compiled(outcome.xform, in_order(findings), checked.rows)
    if outcome.xform:
        findings += _logic(outcome.xform, checked.rows)
    raise FormRejected(in_order(findings))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By sheet and row, as the author goes through the file; each finding once."""
    return tuple(sorted(dict.fromkeys(findings), key=_position))


def _read(path: Path) -> Workbook:
    if path.is_dir() or path.suffix.lower() in (".yaml", ".yml"):
        return read_yaml(path)
    if not path.exists():
        raise refuse(path, "check-no-file")
    return read_sheets(path)


def _logic(xform: str, rows: Rows) -> tuple[Finding, ...]:
    """Findings in a form that is refused anyway: its broken rows were mended to get here."""
    try:
        return check(read_form(xform), rows)
    except FormRejected as rejected:
        return rejected.findings


def _position(finding: Finding) -> tuple[int, str, int]:
    found = _NUMBER.match(finding.where)
    assert found is not None
    sheet = found.group("sheet")
    return _ORDER.get(sheet, -1), sheet, int(found.group("row") or 0)
