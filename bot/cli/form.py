"""`pilar form check FILE`: everything that an author has to correct, at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from bot.flows.checking.findings import Finding, FormRejected, Severity
from bot.screens.findings import as_dict, sentence

if TYPE_CHECKING:
    from bot.flows.form import Form

app = typer.Typer(help="Questionnaires: any XLSForm, or our YAML spelling of one.", no_args_is_help=True)

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


@app.callback()
def form() -> None:
    """Questionnaires: any XLSForm, or our YAML spelling of one."""


@app.command()
def check(
    file: Annotated[
        Path, typer.Argument(help="A workbook, a Markdown or CSV file, or a folder of YAML files.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    language: Annotated[str, typer.Option(help="en or id: the language of the report.")] = "en",
) -> None:
    """Report all of an author's mistakes. Ends with 1 if one is an error, with 0 if all are warnings."""
    from bot.flows.loading.xlsform import load_form  # slow: the compiler comes with it

    loaded: Form | None = None
    try:
        found = load_form(file)
        loaded, findings = found.form, found.warnings
    except FormRejected as rejected:
        findings = rejected.findings
    if as_json:
        typer.echo(json.dumps(_as_json(file, loaded, findings, language), ensure_ascii=False, indent=2))
    else:
        _print(file, loaded, findings, language)
    raise typer.Exit(0 if loaded else 1)


def _as_json(
    file: Path, loaded: Form | None, findings: Iterable[Finding], language: str
) -> dict[str, object]:
    return {
        "file": str(file),
        "ok": loaded is not None,
        "findings": [as_dict(finding, language) for finding in findings],
        "form": counts(loaded) if loaded else None,
    }


def counts(form: Form) -> dict[str, object]:
    """What the summary says about a form that can be used."""
    return {
        "form_id": form.form_id,
        "version": form.version,
        "title": form.titles.get("", ""),
        "questions": sum(question.answerable for question in form.questions.values()),
        "sections": len(form.sections),
        "languages": [language for language in form.languages if language],
    }


def _print(file: Path, loaded: Form | None, findings: tuple[Finding, ...], language: str) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for finding in findings:
        line = Text(f"{finding.severity.value:<8}", style=_COLOURS[finding.severity])
        console.print(line.append(sentence(finding, language), style="default"))
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    tally = f"{_many(errors, 'error')}, {_many(len(findings) - errors, 'warning')}"
    if loaded is None:
        console.print(Text(f"{file.name}: {tally}. The form cannot be used yet."))
        return
    facts = counts(loaded)
    languages = ", ".join(language for language in loaded.languages if language) or "one language"
    console.print(
        Text(
            f"{facts['title'] or file.name}: {_many(int(str(facts['questions'])), 'question')} in "
            f"{_many(len(loaded.sections), 'section')}, {languages}; {tally}."
        )
    )


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
