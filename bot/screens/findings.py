"""What is wrong with a questionnaire, in the words of the catalogues: where, what, and what to do."""

from __future__ import annotations

from bot.flows.checking.findings import Finding
from bot.flows.said import Param, Place, Said
from bot.screens.phrases import Phrases, phrases


def sentence(finding: Finding, language: str) -> str:
    """One line as `pilar form check` prints it: 'FORM-014 survey row 3: beds: relevant refers to …'."""
    p = phrases(language)
    message, advice = told(finding, language)
    subject = f"{finding.question}: " if finding.question else ""
    said = (f"{finding.code} {_place(finding.place, p)}:", f"{subject}{message}", advice)
    return " ".join(filter(None, said))


def told(finding: Finding, language: str) -> tuple[str, str]:
    """What is wrong, and what to do; the latter is empty where the former says it."""
    p = phrases(language)
    number = finding.code.removeprefix("FORM-")
    params = {name: _worded(value, p) for name, value in finding.params}
    message = p.plain(f"form-{number}", **params)
    advice = p.plain(f"form-{number}-advice", **params) if p.has(f"form-{number}-advice") else ""
    return message, advice


def as_dict(finding: Finding, language: str) -> dict[str, str]:
    """A finding for programs; the keys are part of what `pilar form check --json` promises."""
    message, advice = told(finding, language)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "question": finding.question,
        "message": message,
        "advice": advice,
    }


def worded(said: Said, language: str) -> str:
    """A sentence of the core in a language."""
    return str(_worded(said, phrases(language)))


def _worded(value: Param, p: Phrases) -> str | int:
    if isinstance(value, Said):
        return p.plain(value.key, **{name: _worded(one, p) for name, one in value.params})
    if isinstance(value, Place):
        return _place(value, p)
    if isinstance(value, tuple):
        return ", ".join(str(_worded(one, p)) for one in value)
    return value


def _place(place: Place, p: Phrases) -> str:
    return p.plain(f"check-{place.unit}", sheet=place.sheet, row=str(place.row)) if place.row else place.sheet
