"""What is wrong with a questionnaire file, said to its author: where, what, and what to do.

`catalogue.py` numbers the mistakes; this module is only the shape in which they travel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An `error` keeps the form out; a `warning` is printed and the form is used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A row as its author counts it: the sheet's row number, or the line in a YAML file."""

    sheet: str
    row: int = 0
    unit: str = "row"

    def __str__(self) -> str:
        return f"{self.sheet} {self.unit} {self.row}" if self.row else self.sheet


@dataclass(frozen=True, slots=True)
class Rows:
    """Where things of a form came from. Empty when a form is read back without its file.

    `survey` is keyed by the path of a question or group, `choices` by (list name, choice name).
    """

    survey: Mapping[str, Place] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def of(self, path: str) -> str:
        """The row of a question or group; its path when the row is not known."""
        place = self.survey.get(path)
        return str(place) if place else f"survey {path}"

    def of_choice(self, list_name: str, choice: str) -> str:
        place = self.choices.get((list_name, choice))
        return str(place) if place else f"choices {list_name}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. `question` is a question, group or choice name, or '' when the whole file is meant."""

    code: str
    severity: Severity
    where: str
    question: str
    message: str
    advice: str

    def __str__(self) -> str:
        subject = f"{self.question}: " if self.question else ""
        return " ".join(
            part for part in (f"{self.code} {self.where}:", f"{subject}{self.message}", self.advice) if part
        )

    def as_dict(self) -> dict[str, str]:
        return {key: str(value) for key, value in asdict(self).items()}


class FormRejected(Exception):
    """The file cannot become a form. Carries every finding, warnings too."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
