"""The columns of ODK Central's CSV files: which there are for a form, and what they are called.

After `lib/data/briefcase.js` of central-backend and Briefcase's `docs/export-format.md`: names are the path inside
the table with '-' between the steps; a geopoint has four columns; a select_multiple may have one more a choice,
'name/choice'; each repeat is a file of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.flows.form import Form, Kind, Question
from bot.reports.cells import clean
from bot.reports.columns import Versions, table_of

PLACE = ("Latitude", "Longitude", "Altitude", "Accuracy")
CHOICE = "/"  # begins the part of a column that stands for one choice


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `part` is '' for the value, one of `PLACE`, or '/choice'."""

    path: str
    part: str
    version: int

    def heading(self, table: str) -> str:
        inside = self.path[len(table) + 1 :] if table else self.path
        name = inside.replace("/", "-")
        return f"{name}-{self.part}" if self.part in PLACE else f"{name}{self.part}"


def fields(versions: Versions, table: str, *, split: bool) -> tuple[Field, ...]:
    """The columns of a table over all versions; what is never asked is there too, as in ODK."""
    found: dict[tuple[str, str], int] = {}
    for version in (*range(len(versions.forms)), versions.present):
        form = versions.forms[version]
        for question in form.questions.values():
            if table_of(form, question.path) == table:
                for part in _parts(form, question, split):
                    found[question.path, part] = version
    return tuple(Field(path, part, version) for (path, part), version in found.items())


def file_names(root: str, repeats: Sequence[str]) -> dict[str, str]:
    """Table -> the name of its file: 'root.csv', 'root-repeat.csv', and 'root-repeat~2.csv' for the second of a
    name. The table '' is the root."""
    names = [path.rpartition("/")[2] for path in repeats]
    often, seen = Counter(names), Counter[str]()
    found = {"": f"{_safe(root)}.csv"}
    for path, name in zip(repeats, names, strict=True):
        seen[name] += 1
        ending = f"~{seen[name]}" if often[name] > 1 else ""
        found[path] = f"{_safe(root)}-{_safe(name)}{ending}.csv"
    return found


def _parts(form: Form, question: Question, split: bool) -> Iterator[str]:
    if question.kind is Kind.GEOPOINT:
        yield from PLACE
        return
    yield ""
    if split and question.kind is Kind.SELECT_MULTIPLE and question.choices is not None:
        listed = form.lists.get(question.choices.list_name, ())
        yield from dict.fromkeys(f"{CHOICE}{choice.name}" for choice in listed)


def _safe(name: str) -> str:
    return re.sub(r'[\x00-\x1f/\\?<>:*|"]', "", clean(name)).strip(". ")[:100] or "form"
