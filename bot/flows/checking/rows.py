"""All that can be told from the rows of a workbook alone, before pyxform sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows.checking.catalogue import Mistake, suggest
from bot.flows.checking.choices import check_choices, list_names, list_of, places
from bot.flows.checking.columns import check_extension, check_headers, check_scores, uses_extension
from bot.flows.checking.findings import Rows
from bot.flows.checking.references import check_quotes, check_references
from bot.flows.checking.survey import SurveyRow, read_survey
from bot.flows.loading.columns import canonical
from bot.flows.loading.sheets import Workbook
from bot.flows.loading.slips import Line, Slip, read_lines
from bot.flows.said import Place, said

_SHEETS = ("survey", "choices", "settings")
_UNSUPPORTED = {
    "entities": (said("check-entities"), said("check-remove-entities")),
    "external_choices": (said("check-external"), said("check-move-choices")),
    "osm": (said("check-map"), said("check-remove-sheet")),
}
_YES = ("yes", "true", "true()")


@dataclass(frozen=True, slots=True)
class CheckedRows:
    slips: tuple[Slip, ...]
    rows: Rows
    extension: bool  # whether any column of ours is used


def check_rows(workbook: Workbook) -> CheckedRows:
    """Every slip in the rows of a workbook, and where each question and choice stands."""
    missing = tuple(_missing(workbook))
    if missing:
        return CheckedRows(missing, Rows(), False)
    lines = {name: read_lines(name, workbook.sheet(name)) for name in _SHEETS}
    lists = list_names(lines["choices"])
    survey = read_survey(lines["survey"], lists, len(workbook.sheet("survey").rows))
    extension = uses_extension(workbook.sheets)
    slips = [
        *_sheets(workbook),
        *(slip for name in _SHEETS for slip in check_headers(name, workbook.sheet(name))),
        *survey.slips,
        *check_choices(lines["choices"], _several(survey.rows), _allows_duplicates(lines["settings"])),
        *check_references(survey.rows, [line for name in _SHEETS for line in lines[name]]),
        *check_quotes(lines["survey"]),
        *(check_extension(lines["survey"], _codes(lines["choices"])) if extension else ()),
        *(check_scores(lines["choices"]) if extension else ()),
    ]
    return CheckedRows(tuple(slips), Rows(survey.paths(), places(lines["choices"])), extension)


def _missing(workbook: Workbook) -> Iterator[Slip]:
    """Without rows in the survey there is nothing else to say."""
    survey = workbook.sheet("survey")
    file = Place(workbook.name)
    if "survey" not in workbook.sheets:
        near = suggest("survey", workbook.ignored, "{}", said("check-add-survey"), "check-near-sheet")
        yield Slip(Mistake.MISSING_SHEET.at(file, sheet="survey", advice=near))
    elif ("type",) not in canonical(survey.headers).values():
        yield Slip(Mistake.MISSING_COLUMN.at(Place("survey"), column="type"))
    elif not any(row.cells for row in survey.rows):
        yield Slip(Mistake.NOT_A_FORM.at(file, reason=said("check-no-questions")))


def _sheets(workbook: Workbook) -> Iterator[Slip]:
    for name, (reason, advice) in _UNSUPPORTED.items():
        if workbook.sheet(name).rows:
            yield Slip(Mistake.UNSUPPORTED_SHEET.at(Place(name), sheet=name, reason=reason, advice=advice))
    for name in workbook.ignored:
        near = suggest(name.lower(), _SHEETS, "'{}'")
        if near and not name.startswith("_"):
            yield Slip(Mistake.UNKNOWN_SHEET.at(Place(name), sheet=name, advice=near))


def _several(rows: list[SurveyRow]) -> frozenset[str]:
    return frozenset(row.type.list_name for row in rows if row.type.several)


def _allows_duplicates(settings: tuple[Line, ...]) -> bool:
    return any(line.get("allow_choice_duplicates").lower() in _YES for line in settings)


def _codes(choices: tuple[Line, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in choices:
        found.setdefault(list_of(line), []).append(line.get("name"))
    return {name: tuple(names) for name, names in found.items()}
