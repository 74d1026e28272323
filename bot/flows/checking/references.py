"""`${…}` that leads nowhere, to several rows, or is not complete; and quotes from a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.flows.checking.catalogue import Mistake, suggest
from bot.flows.checking.findings import Finding
from bot.flows.checking.survey import SurveyRow, names_of
from bot.flows.loading.columns import EXPRESSIONS, Column, extension, title
from bot.flows.loading.slips import Edit, Line, Slip
from bot.flows.said import Place, said
from bot.flows.xpath.tokens import CURLY

_REFERENCE = re.compile(r"\$\{(?P<name>[^{}]*)\}|\$\{[^}]{0,30}")
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_LAST_SAVED = "last-saved#"


def check_references(rows: Sequence[SurveyRow], lines: Sequence[Line]) -> Iterator[Slip]:
    """`rows` give the names; every cell of `lines` (survey, choices, settings) is searched."""
    places: dict[str, list[Place]] = {}
    for name, place in names_of(rows):
        places.setdefault(name, []).append(place)
    for line in lines:
        for column, text in line.cells.items():
            wrong = [
                finding
                for found in _REFERENCE.finditer(text)
                if (finding := _wrong(found, line, column, places))
            ]
            for finding in dict.fromkeys(wrong):
                yield Slip(finding, (_without_references(line, column, text),))


def check_quotes(lines: Sequence[Line]) -> Iterator[Slip]:
    """pyxform straightens quotes silently, and breaks texts such as 'Jum’at' by it."""
    for line in lines:
        for column, text in line.cells.items():
            curly = next((position for position, character in enumerate(text) if character in CURLY), None)
            if is_expression(column) and curly is not None:
                part = text if len(text) <= 60 else f"… {text[max(curly - 20, 0) : curly + 20]} …"
                yield Slip(
                    Mistake.CURLY_QUOTES.at(line.place, line.get("name"), column=title(column), text=part)
                )


def is_expression(column: Column) -> bool:
    return column[0] in EXPRESSIONS or extension(column) in ("score", "evidence", "min_items", "max_items")


def _wrong(
    found: re.Match[str], line: Line, column: Column, places: dict[str, list[Place]]
) -> Finding | None:
    name, where, subject = found.group("name"), line.place, line.get("name")
    shown = title(column)
    if name is not None and name.startswith(_LAST_SAVED):
        reason = said("check-last-saved")
        return Mistake.CANNOT_BE_ASKED.at(
            where, subject, type=found.group(), reason=reason, advice=said("check-remove-it")
        )
    if name is None or not _NAME.fullmatch(name):
        return Mistake.BROKEN_REFERENCE.at(where, subject, column=shown, text=found.group())
    known = places.get(name, [])
    if not known:
        advice = suggest(name, tuple(places), "${{{}}}", said("check-name-or-row"))
        return Mistake.UNKNOWN_REFERENCE.at(where, subject, column=shown, name=name, advice=advice)
    if len(known) > 1:
        return Mistake.AMBIGUOUS_REFERENCE.at(
            where, subject, column=shown, name=name, count=str(len(known)), places=tuple(known)
        )
    return None


def _without_references(line: Line, column: Column, text: str) -> Edit:
    """Logic goes altogether; in a text the name stays."""
    if is_expression(column) or column[0] in ("default", "trigger", "parameters"):
        return line.edit(column, "''" if column == ("calculation",) else None)
    return line.edit(column, _REFERENCE.sub(lambda found: (found.group("name") or "").split("#")[-1], text))
