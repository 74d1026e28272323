"""What is wrong with a questionnaire file, said to its author: where, what, and what to do.

`catalogue.py` numbers the mistakes; this module is only the shape in which they travel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.flows.said import Param, Place


class Severity(StrEnum):
    """An `error` keeps the form out; a `warning` is printed and the form is used."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rows:
    """Where things of a form came from. Empty when a form is read back without its file.

    `survey` is keyed by the path of a question or group, `choices` by (list name, choice name).
    """

    survey: Mapping[str, Place] = field(default_factory=dict)
    choices: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    def of(self, path: str) -> Place:
        """The row of a question or group; its path when the row is not known."""
        return self.survey.get(path) or Place(f"survey {path}")

    def of_choice(self, list_name: str, choice: str) -> Place:
        return self.choices.get((list_name, choice)) or Place(f"choices {list_name}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake. `question` is a question, group or choice name, or '' when the whole file is meant. What it says
    stands in the catalogues under its code; `params` are filled in there."""

    code: str
    severity: Severity
    place: Place
    question: str
    params: tuple[tuple[str, Param], ...] = ()

    @property
    def where(self) -> str:
        return str(self.place)

    def __str__(self) -> str:
        """For logs and errors; people read `bot.screens.findings`."""
        said = (f"{name}={value}" for name, value in self.params)
        return " ".join((f"{self.code} {self.where}:", *filter(None, (self.question,)), *said))


class FormRejected(Exception):
    """The file cannot become a form. Carries every finding, warnings too."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
