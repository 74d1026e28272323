"""An author's mistakes in a form that compiles: logic, texts that do not fit, missing translations."""

from __future__ import annotations

from bot.flows.findings import Finding, FormRejected, Place, Rows, Severity
from bot.flows.form import Form

__all__ = ["Finding", "FormRejected", "Place", "Rows", "Severity", "check"]


def check(form: Form, rows: Rows | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong with a form. `rows` tell where in the file; without them paths are named."""
    return ()
