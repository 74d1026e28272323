"""An author's mistakes in the rows of the survey sheet: types, names, groups, labels, lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.flows.checking.catalogue import Mistake, nearest, suggest
from bot.flows.checking.findings import Finding
from bot.flows.loading.questiontypes import SUGGESTED, RowType, read_type
from bot.flows.loading.slips import Edit, Line, Slip
from bot.flows.said import Param, Place, Said, said

_NAME = re.compile(r"^[^\W\d][\w.\-]*$")
_REFERENCE = re.compile(r"\$\{[^{}]+\}")
_YES = frozenset({"yes", "true", "true()"})
_NOT_LISTS = frozenset({"or_other", "or", "specify", "other", "from", "one", "multiple"})
"""Words of a select's type that are not the name of its list."""

_SHOWN = ("label", "hint", "guidance_hint", "media")
ROOT = "data"
"""pyxform's name for the root of an instance; a repeat cannot have it."""


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A row that counts, with its type taken apart and its place in the form."""

    line: Line
    type: RowType
    name: str
    path: str

    @property
    def counted(self) -> bool:
        """Whether pyxform adds a row NAME_count that works out how many items there are."""
        count = self.line.get("repeat_count")
        return self.type.begins == "repeat" and bool(count) and not _REFERENCE.fullmatch(count)


@dataclass
class _Open:
    """A group that is not closed yet."""

    line: Line | None
    kind: str
    path: str
    names: dict[str, Place] = field(default_factory=dict)
    rows: int = 0


@dataclass
class SurveyRows:
    """What the walk over the rows found."""

    rows: list[SurveyRow] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)

    def paths(self) -> Mapping[str, Place]:
        found = {row.path: row.line.place for row in self.rows}
        for row in self.rows:
            if row.type.other:
                found[f"{row.path}_other"] = row.line.place
            if row.counted:
                found.setdefault(f"{row.path}_count", row.line.place)
        return found


def read_survey(lines: Sequence[Line], lists: Sequence[str], length: int) -> SurveyRows:
    """Walk the survey once. `lists` are the names of choices lists, `length` the rows of the sheet."""
    walk = _Walk(lists)
    for line in lines:
        walk.row(line)
    walk.close(length)
    return walk.found


class _Walk:
    def __init__(self, lists: Sequence[str]) -> None:
        self.found = SurveyRows()
        self._lists = tuple(lists)
        self._open = [_Open(None, "", "")]
        self._repeats: dict[str, Place] = {}

    def row(self, line: Line) -> None:
        if line.get("disabled").lower() in _YES:
            return
        text = line.get("type")
        if not text:
            self._untyped(line)
            return
        row_type = read_type(text)
        if row_type.ends:
            self._end(line, row_type)
            return
        if row_type.impossible:
            reason, advice = map(said, row_type.impossible)
            self._slip(
                Mistake.CANNOT_BE_ASKED.at(
                    line.place, line.get("name"), type=text, reason=reason, advice=advice
                ),
                *_as_text(line),
            )
            row_type = RowType("text")
        elif not row_type.known:
            self._slip(
                Mistake.UNKNOWN_TYPE.at(line.place, line.get("name"), type=text, advice=_nearest_type(text)),
                *_as_text(line),
            )
            row_type = RowType("text")
        name = self._name(line, row_type)
        path = f"{self._open[-1].path}/{name}".lstrip("/")
        self._open[-1].rows += 1
        self.found.rows.append(SurveyRow(line, row_type, name, path))
        if row_type.begins:
            self._begin(line, row_type, name, path)
        else:
            self._question(line, row_type, name)

    def close(self, length: int) -> None:
        """Groups that are still open at the end of the sheet. Closing rows are added behind the last row."""
        for number, group in enumerate(reversed(self._open[1:])):
            assert group.line is not None
            finding = Mistake.UNMATCHED_BEGIN.at(
                group.line.place, group.path.rsplit("/", 1)[-1], type=group.line.get("type"), kind=group.kind
            )
            header = group.line.headers[("type",)]
            self._slip(finding, Edit("survey", length + number, header, f"end_{group.kind}"))

    def _untyped(self, line: Line) -> None:
        if line.get("name") or line.any_of("label"):
            self._slip(Mistake.MISSING_TYPE.at(line.place, line.get("name")), line.drop())
        elif line.cells:
            self._slip(Mistake.IGNORED_ROW.at(line.place), line.drop())

    def _begin(self, line: Line, row_type: RowType, name: str, path: str) -> None:
        if row_type.begins == "repeat":
            first = self._repeats.setdefault(name, line.place)
            if first is not line.place and first != line.place:
                finding = Mistake.DUPLICATE_NAME.at(line.place, name, other=first)
                self._slip(finding, line.edit(("name",), f"{name}_{line.index}"))
        self._open.append(_Open(line, row_type.begins, path))

    def _end(self, line: Line, row_type: RowType) -> None:
        group = self._open[-1]
        if group.line is None:
            finding = Mistake.UNMATCHED_END.at(
                line.place, type=row_type.text, advice=said("check-remove-row")
            )
            self._slip(finding, line.drop())
            return
        if group.kind != row_type.ends:
            advice = said(
                "check-opened", place=group.line.place, type=group.line.get("type"), kind=group.kind
            )
            finding = Mistake.UNMATCHED_END.at(line.place, type=row_type.text, advice=advice)
            self._slip(finding, line.edit(("type",), f"end_{group.kind}"))
        if group.rows == 0:
            finding = Mistake.EMPTY_GROUP.at(group.line.place, group.path.rsplit("/", 1)[-1], kind=group.kind)
            self._slip(finding, line.drop(), group.line.drop())
            self.found.rows = [row for row in self.found.rows if row.path != group.path]
        self._open.pop()

    def _name(self, line: Line, row_type: RowType) -> str:
        """The row's name, or one made up so that the rest of the form can be read."""
        name, where = line.get("name"), line.place
        made_up = f"row_{line.index + 2}"
        if not name:
            if row_type.text == "note":
                return f"generated_note_name_{line.index + 2}"  # as pyxform calls it
            if row_type.text == "audit":
                return "audit"
            self._slip(Mistake.MISSING_NAME.at(where, example=made_up), line.edit(("name",), made_up))
            return made_up
        if (
            not _NAME.match(name)
            or (name == "meta" and len(self._open) == 1)
            or (name == ROOT and row_type.begins)
        ):
            self._slip(Mistake.BAD_NAME.at(where, name, name=name), line.edit(("name",), made_up))
            return made_up
        siblings = self._open[-1].names
        if name in siblings:
            finding = Mistake.DUPLICATE_NAME.at(where, name, other=siblings[name])
            self._slip(finding, line.edit(("name",), f"{name}_{line.index + 2}"))
            return f"{name}_{line.index + 2}"
        siblings[name] = where
        return name

    def _question(self, line: Line, row_type: RowType, name: str) -> None:
        where = line.place
        if row_type.metadata:
            self._slip(Mistake.IGNORED_METADATA.at(where, name, type=row_type.text))
        if row_type.text == "calculate" and not (line.get("calculation") or line.get("default")):
            self._slip(Mistake.MISSING_CALCULATION.at(where, name), line.edit(("calculation",), "''"))
        if row_type.asked and not _shows(line):
            self._slip(Mistake.MISSING_LABEL.at(where, name), line.write_label(name))
        if row_type.list_name and row_type.list_name not in self._lists:
            near = suggest(row_type.list_name, self._lists, "'{}'", said("check-add-list"))
            finding = Mistake.MISSING_LIST.at(where, name, list=row_type.list_name, advice=near)
            self._slip(finding, *_as_text(line), line.edit(("choice_filter",)))
        elif row_type.other and line.get("choice_filter"):
            self._slip(Mistake.OTHER_WITH_FILTER.at(where, name), line.edit(("choice_filter",)))
        appearance = line.get("appearance")
        if appearance.startswith(("ex:", "search(", "search (")):
            other_app = appearance.startswith("ex:")
            reason = said("check-other-app") if other_app else said("check-choices-elsewhere")
            finding = Mistake.CANNOT_BE_ASKED.at(
                where, name, type=appearance, reason=reason, advice=said("check-empty-cell")
            )
            self._slip(finding, line.edit(("appearance",)))

    def _slip(self, finding: Finding, *edits: Edit) -> None:
        self.found.slips.append(Slip(finding, edits))


def _as_text(line: Line) -> tuple[Edit, ...]:
    """The edits that let a question of an unusable type pass."""
    edits = (line.edit(("type",), "text"), line.edit(("parameters",)))
    return edits if _shows(line) else (*edits, line.write_label(line.get("name") or "-"))


def _shows(line: Line) -> bool:
    return any(line.any_of(column) for column in _SHOWN)


def _nearest_type(text: str) -> Param:
    """The type that was meant, with its list where it needs one; never one that cannot be used either."""
    first, _, rest = text.partition(" ")
    words = [word for word in rest.split() if word not in _NOT_LISTS]
    if first.lower().startswith("select"):
        select = "select_multiple" if "mult" in text.lower() else "select_one"
        return _with_list(select, words, " or_other" if "other" in rest else "")
    joined = nearest(text.replace(" ", "_"), SUGGESTED) if first.lower() in ("begin", "end") else ""
    near = joined or nearest(first, SUGGESTED)
    if near == "rank" or near.startswith("select_"):
        return _with_list(near, words)
    return said("check-near", word=f"'{near}'") if near else said("check-see-guide")


def _with_list(select: str, words: Sequence[str], other: str = "") -> Said:
    if not words:
        return said("check-name-list", select=select)
    return said("check-near", word=f"'{select} {words[-1]}{other}'")


def names_of(rows: Sequence[SurveyRow]) -> Iterator[tuple[str, Place]]:
    """Every name that `${…}` may refer to, once for each row that has it."""
    for row in rows:
        yield row.name, row.line.place
        if row.type.other:
            yield f"{row.name}_other", row.line.place
        if row.counted:
            yield f"{row.name}_count", row.line.place
    yield "instanceID", Place("survey")
