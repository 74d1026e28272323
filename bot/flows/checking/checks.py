"""An author's mistakes in a form that compiles: logic, texts that do not fit, missing translations."""

from __future__ import annotations

from bot.flows.checking.cycles import check_cycles
from bot.flows.checking.defaults import check_defaults
from bot.flows.checking.expressions import expressions
from bot.flows.checking.findings import Finding, FormRejected, Rows, Severity
from bot.flows.checking.logic import check_logic
from bot.flows.checking.reach import check_constraints, check_reach
from bot.flows.checking.texts import check_texts
from bot.flows.form import Form
from bot.flows.said import Place

__all__ = ["Finding", "FormRejected", "Place", "Rows", "Severity", "check"]


def check(form: Form, rows: Rows | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with a form. `rows` tell where in the file; without them paths are named."""
    rows = rows or Rows()
    found = expressions(form)
    return (
        *check_logic(form, found, rows),
        *check_cycles(form, found, rows),
        *check_reach(form, found, rows),
        *check_constraints(form, found, rows),
        *check_defaults(form, rows),
        *check_texts(form, rows),
    )
