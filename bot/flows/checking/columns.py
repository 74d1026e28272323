"""Columns that are not known, and an author's mistakes in our own columns (`pilar:`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.flows.checking.catalogue import Mistake, suggest
from bot.flows.checking.choices import list_of
from bot.flows.checking.limits import check_limits
from bot.flows.form import Scope
from bot.flows.loading import columns
from bot.flows.loading.columns import TRANSLATED, Column, canonical, extension, title
from bot.flows.loading.sheets import Sheet
from bot.flows.loading.slips import Edit, Line, Slip
from bot.flows.loading.xform_extension import (
    CARRY,
    CONTEXTS,
    EVERYBODY,
    INHERITED,
    LIMITS,
    OWN,
    SETTINGS,
    WEIGHTS,
)
from bot.flows.said import Param, Place, said

_LISTED = {
    "asked_to": "agency_kind",
    "pillar": "pillar",
    "sub_dimension": "sub_dimension",
    "dimension": "dimension",
    "evidence_kinds": "evidence_kinds",
}
"""Extension column -> the choices list that its codes come from, if the form has that list."""

_KNOWN = {"survey": columns.SURVEY, "settings": columns.SETTINGS}
_NESTED = frozenset({"bind", "control", "instance", "attribute", "media"})
"""Columns that say nothing without a second part, such as bind::pilar:unit."""

_EXTENSIONS = tuple(sorted(INHERITED | OWN | LIMITS))
LOWEST, HIGHEST = 0.0, 4.0
"""Points of an item, as in the ministry's index."""


def uses_extension(sheets: Mapping[str, Sheet]) -> bool:
    """Whether the form has any column of ours. Without one, a column `score` is the author's own affair."""
    return any(
        extension(column)
        for name in ("survey", "settings")
        for column in canonical(sheets.get(name, Sheet()).headers).values()
    )


def check_headers(name: str, sheet: Sheet) -> Iterator[Slip]:
    """Columns that mean the same, and columns that mean nothing (a warning, once a column)."""
    seen: dict[Column, str] = {}
    for header, column in canonical(sheet.headers).items():
        ignored = tuple(
            Edit(name, index, header) for index, row in enumerate(sheet.rows) if header in row.cells
        )
        first = seen.setdefault(column, header)
        if first != header:
            yield Slip(Mistake.DUPLICATE_COLUMN.at(Place(name, 1), first=first, second=header), ignored)
        ours = extension(column)
        if ours:
            if not _knows(name, ours):
                advice = suggest(ours, _EXTENSIONS, "pilar:{}")
                yield Slip(Mistake.UNKNOWN_EXTENSION.at(Place(name, 1), column=ours, advice=advice), ignored)
        elif not _is_known(name, column) and header:
            advice = _meant(column, _KNOWN.get(name, ()))
            yield Slip(Mistake.UNKNOWN_COLUMN.at(Place(name, 1), column=header, advice=advice), ignored)


def check_extension(lines: Sequence[Line], lists: Mapping[str, tuple[str, ...]]) -> Iterator[Slip]:
    """The cells of our columns in the survey. `lists` are the names of the choices by list."""
    for line in lines:
        for column, text in line.cells.items():
            ours = extension(column)
            if ours:
                yield from _cell(line, ours, text.strip(), lists)
        yield from check_limits(line)


def check_scores(lines: Sequence[Line]) -> Iterator[Slip]:
    """The column `score` of the choices: points from 0 to 4."""
    for line in lines:
        score = line.get("score")
        if score and not _is_score(score):
            yield Slip(
                Mistake.BAD_CHOICE_SCORE.at(line.place, f"{list_of(line)}/{line.get('name')}", value=score)
            )


def _cell(line: Line, column: str, text: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[Slip]:
    where, name = line.place, line.get("name")
    if column == "scope" and text not in tuple(Scope):
        yield Slip(Mistake.BAD_SCOPE.at(where, name, value=text))
    elif column == "context" and text not in CONTEXTS:
        advice = suggest(text, CONTEXTS, "'{}'", said("check-one-of", words=tuple(CONTEXTS)))
        yield Slip(Mistake.UNKNOWN_CONTEXT.at(where, name, value=text, advice=advice))
    elif column == "carry" and text not in CARRY:
        yield Slip(Mistake.UNKNOWN_CARRY.at(where, name, value=text))
    elif column == "format" and text != "year":
        yield Slip(Mistake.UNKNOWN_FORMAT.at(where, name, value=text))
    elif column in _LISTED and _LISTED[column] in lists:
        list_name = _LISTED[column]
        known = lists[list_name]
        for code in text.split():
            if code in known or (column == "asked_to" and code == EVERYBODY):
                continue
            advice = suggest(code, known, "'{}'", said("check-add-to-list", list=list_name))
            if column == "asked_to":
                yield Slip(Mistake.UNKNOWN_KIND.at(where, name, code=code, advice=advice))
            else:
                yield Slip(
                    Mistake.UNKNOWN_CODE.at(
                        where, name, column=column, code=code, list=list_name, advice=advice
                    )
                )


def _is_known(sheet: str, column: Column) -> bool:
    """Whether pyxform can make something of a column. In the choices any simple column is the author's own."""
    first, parts = column[0], len(column)
    if sheet == "choices":
        return first not in _NESTED | {"appearance"} if parts == 1 else first in ("label", "media")
    if first not in _KNOWN[sheet]:
        return False
    if first in _NESTED:
        return parts > 1
    return parts == 1 or first in TRANSLATED


def _knows(sheet: str, column: str) -> bool:
    if sheet == "settings":
        return column.startswith(SETTINGS) or column == WEIGHTS
    return column in _EXTENSIONS


def _meant(column: Column, known: Sequence[str]) -> Param:
    if column[0] in _NESTED:
        return said("check-say-which", column=column[0]) if len(column) == 1 else ""
    word = column[-1].removeprefix("pilar:")
    if word in _EXTENSIONS or column[0] in _EXTENSIONS:
        return said("check-near", word=f"'bind::pilar:{word if word in _EXTENSIONS else column[0]}'")
    return suggest(title(column), tuple(known), "'{}'")


def _is_score(text: str) -> bool:
    try:
        return LOWEST <= float(text) <= HIGHEST
    except ValueError:
        return False
