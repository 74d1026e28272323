"""Tiny forms as Markdown tables, read as the bot reads them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent

from bot.flows.checking.findings import Finding, FormRejected
from bot.flows.form import Form
from bot.flows.loading.xlsform import Loaded, load_form
from bot.screens.findings import sentence, told


def load(markdown: str) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.md"
        path.write_text(dedent(markdown), encoding="utf-8")
        return load_form(path)


def read(markdown: str) -> Form:
    return load(markdown).form


def mistakes(markdown: str) -> tuple[Finding, ...]:
    """All findings, whether the form is refused for them or not."""
    try:
        return load(markdown).warnings
    except FormRejected as rejected:
        return rejected.findings


def said(markdown: str) -> list[str]:
    """Every finding as its author reads it in English; in Indonesian it must have its words too."""
    found = mistakes(markdown)
    assert all(sentence(finding, "id").startswith(finding.code) for finding in found)
    return [sentence(finding, "en") for finding in found]


def codes(markdown: str) -> list[str]:
    return [finding.code for finding in mistakes(markdown)]


def message(finding: Finding) -> str:
    """What is wrong, as its author reads it in English."""
    return told(finding, "en")[0]


def advice(finding: Finding) -> str:
    return told(finding, "en")[1]


def refusal(rejected: FormRejected) -> str:
    """Everything that a refused file is told, a line each."""
    return "\n".join(sentence(finding, "en") for finding in rejected.findings)
