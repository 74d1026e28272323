"""Our YAML spelling of XLSForm rows: a folder with one file a section, or a single file with all sheets.

Every scalar is text, as in a spreadsheet cell; nested mappings are columns with '::' in their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.flows.loading.scoringfile import read_scoring
from bot.flows.loading.sheets import Row, Sheet, Workbook, read_bytes, read_text, refuse
from bot.flows.loading.xform_extension import WEIGHTS
from bot.flows.said import Place

DEEPEST = 12
"""Nesting of a row is label, language, text. Deeper files are not ours, and would exhaust the stack."""

MOST_FILES = 200

_NOT_SURVEY = {"settings.yaml", "choices.yaml", "scoring.yaml"}
_PREFIX = {"survey": "bind::pilar:", "settings": "attribute::pilar:"}


def read_yaml(path: Path) -> Workbook:
    """Read a folder with settings.yaml, or one .yaml file. Raises FormRejected with a single finding."""
    return _read_folder(path) if path.is_dir() else _read_file(path)


def _read_folder(folder: Path) -> Workbook:
    files = sorted(file for file in folder.iterdir() if file.suffix in (".yaml", ".yml") and file.is_file())
    if not any(file.name == "settings.yaml" for file in files):
        raise refuse(folder, "check-no-settings")
    if len(files) > MOST_FILES:
        raise refuse(folder, "check-many-files", most=str(MOST_FILES))
    settings, languages = _settings(folder / "settings.yaml", _load(folder / "settings.yaml"))
    weights = f"attribute::pilar:{WEIGHTS}"
    if (folder / "scoring.yaml").is_file() and weights not in settings.cells:
        found = read_scoring(folder / "scoring.yaml", _load(folder / "scoring.yaml"))
        settings = Row(settings.place, {**settings.cells, weights: found} if found else settings.cells)
    survey: list[Row] = []
    for file in files:
        if file.name not in _NOT_SURVEY:
            survey += _rows(file, _load(file), "survey", languages)
    choices: list[Row] = []
    if (folder / "choices.yaml").is_file():
        choices = list(_choices(folder / "choices.yaml", _load(folder / "choices.yaml"), languages))
    return _workbook(folder.resolve().name, survey, choices, settings)


def _read_file(path: Path) -> Workbook:
    top = _mapping(path, _load(path), "check-not-mapping-file")
    settings, languages = _settings(path, top["settings"]) if "settings" in top else (None, {})
    survey = list(_rows(path, top["survey"], "survey", languages)) if "survey" in top else []
    choices = list(_choices(path, top["choices"], languages)) if "choices" in top else []
    return _workbook(path.stem, survey, choices, settings)


def _workbook(name: str, survey: list[Row], choices: list[Row], settings: Row | None) -> Workbook:
    sheets = {
        "survey": _sheet(survey),
        "choices": _sheet(choices),
        "settings": _sheet([settings] if settings else []),
    }
    return Workbook(name, {name: sheet for name, sheet in sheets.items() if sheet.rows})


def _sheet(rows: list[Row]) -> Sheet:
    return Sheet(tuple(dict.fromkeys(header for row in rows for header in row.cells)), tuple(rows))


def _load(path: Path) -> yaml.Node:
    """The file's tree, not its values: nodes keep their lines, nothing becomes a number or a date."""
    text = read_text(path, read_bytes(path))
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            # A few lines of aliases unfold to billions of rows.
            if isinstance(event, yaml.AliasEvent):
                raise refuse(path, "check-alias", line=str(_line(event.start_mark)))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise refuse(path, "check-nested", line=str(_line(event.start_mark)))
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        said = str(problem.problem)
        if mark is None:
            raise refuse(path, "check-yaml-mark", problem=said) from problem
        raise refuse(path, "check-yaml-line", line=str(_line(mark)), problem=said) from problem
    except yaml.YAMLError as problem:
        raise refuse(path, "check-yaml") from problem
    if node is None:
        raise refuse(path, "check-no-rows")
    return node


def _settings(path: Path, node: yaml.Node) -> tuple[Row, dict[str, str]]:
    top = _mapping(path, node, "check-not-mapping-settings")
    languages: dict[str, str] = {}
    if "languages" in top:
        named = _mapping(path, top["languages"], "check-not-mapping-languages")
        languages = {key: _text(path, value) for key, value in named.items()}
    rest = {key: value for key, value in top.items() if key != "languages"}
    return Row(_place(path, node), dict(_cells(path, rest, "settings", {}))), languages


def _rows(path: Path, node: yaml.Node, sheet: str, languages: Mapping[str, str]) -> Iterator[Row]:
    if not isinstance(node, yaml.SequenceNode):
        raise refuse(path, "check-not-list")
    for item in node.value:
        top = _mapping(path, item, "check-not-mapping-row")
        yield Row(_place(path, item), dict(_cells(path, top, sheet, languages)))


def _choices(path: Path, node: yaml.Node, languages: Mapping[str, str]) -> Iterator[Row]:
    for list_name, rows in _mapping(path, node, "check-not-mapping-choices").items():
        if isinstance(rows, yaml.ScalarNode) and not rows.value:
            continue
        for row in _rows(path, rows, "choices", languages):
            yield Row(row.place, {"list_name": list_name, **row.cells})


def _cells(
    path: Path, top: Mapping[str, yaml.Node], sheet: str, languages: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for key, value in top.items():
        if key == "pilar" and isinstance(value, yaml.MappingNode) and sheet in _PREFIX:
            for column, cell in _mapping(path, value).items():
                yield from _cell(_PREFIX[sheet] + column, _text(path, cell))
        else:
            yield from _columns(path, key, value, languages)


def _columns(
    path: Path, name: str, node: yaml.Node, languages: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in _mapping(path, node).items():
            yield from _columns(path, f"{name}::{languages.get(key, key)}", value, languages)
    else:
        yield from _cell(name, _text(path, node))


def _cell(name: str, text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield name, text


def _mapping(path: Path, node: yaml.Node, wanted: str = "check-not-mapping") -> dict[str, yaml.Node]:
    line = _line(node.start_mark)
    if not isinstance(node, yaml.MappingNode):
        raise refuse(path, wanted, line=str(line))
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = _text(path, key)
        if name in found:
            raise refuse(path, "check-twice", line=str(_line(key.start_mark)), name=name)
        found[name] = value
    return found


def _text(path: Path, node: yaml.Node) -> str:
    """A cell. A list of words is the same as the words with spaces between them."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        return " ".join(_text(path, part) for part in node.value)
    raise refuse(path, "check-should-be-text", line=str(_line(node.start_mark)))


def _place(path: Path, node: yaml.Node) -> Place:
    return Place(path.name, _line(node.start_mark), "line")


def _line(mark: Any) -> int:
    """The line as an editor counts it. PyYAML types its marks as optional, and both its parsers set them."""
    return int(mark.line) + 1
