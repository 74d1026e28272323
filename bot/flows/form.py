"""What a questionnaire is, once loaded: frozen values that the whole bot reads and nobody changes.

`xform.py` builds them from an ODK XForm; nothing else defines a questionnaire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Kind(StrEnum):
    """The question types of XLSForm that a chat can carry."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    GEOPOINT = "geopoint"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"


SILENT = frozenset({Kind.CALCULATE, Kind.HIDDEN})
"""Kinds that are computed or filled in and never asked."""

MAX_ITEMS = 200
"""Items that people may add to one repeat, whatever its author allows."""

FILES = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
"""Kinds whose answer is a file that the phone sends."""

CHOOSING = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
"""Kinds whose answer is one or more choice names."""


EVIDENCE_WORDS = frozenset({"none", "optional", "required"})
"""What a rule for evidence may be besides an expression."""


class Scope(StrEnum):
    """`region`: one answer for the whole region; `agency`: one of every agency that is asked."""

    AGENCY = "agency"
    REGION = "region"


class Output(Frozen):
    """An XPath expression inside a label: `${x}` in the spreadsheet, `<output value="…"/>` in the XForm."""

    expression: str


Parts = tuple[str | Output, ...]


class Text(Frozen):
    """A label, hint or message: language name -> its parts. A form without translations uses the key ''."""

    by_language: Mapping[str, Parts] = {}

    def __bool__(self) -> bool:
        return any(self.by_language.values())


NO_TEXT = Text()


class Choice(Frozen):
    """One row of a choices list. `columns` holds what else the author put there (choice_filter columns, score)."""

    name: str
    label: Text = NO_TEXT
    image: str | None = None
    columns: Mapping[str, str] = {}


class Choices(Frozen):
    """Where a question's choices come from: a list, and the choice_filter as an XPath over a choice row.

    `filter` sees a choice as its context node (its columns are children) and the question as `current()`.
    """

    list_name: str
    filter: str | None = None
    randomize: bool = False
    seed: str | None = None


class Group(Frozen):
    """A group of rows; also a repeat, when `repeat` is true. `path` as in `Question.path`."""

    path: str
    name: str
    label: Text = NO_TEXT
    hint: Text = NO_TEXT
    relevant: str | None = None
    repeat: bool = False
    count: str | None = None  # XPath of repeat_count, or None when people add items themselves
    least: str | None = None  # how many items there must be and may be: a number or XPath; None for no limit
    most: str | None = None
    appearance: frozenset[str] = frozenset()
    children: tuple[str, ...] = ()  # paths of groups and questions, in form order


class Question(Frozen):
    """One row that holds a value. All expressions are XPath as pyxform wrote them into the XForm."""

    path: str  # the XForm path without its root, without positions: 'living/living_he/liv_he_births'
    name: str
    ordinal: int  # place among all questions of this form version, from 0; short enough for a button
    kind: Kind
    label: Text = NO_TEXT
    hint: Text = NO_TEXT
    guidance: Text = NO_TEXT
    image: Text = NO_TEXT  # media::image, a file name per language
    required: str | None = None  # None: never; 'true()': always
    required_message: Text = NO_TEXT
    relevant: str | None = None
    constraint: str | None = None
    constraint_message: Text = NO_TEXT
    read_only: str | None = None
    default: str | None = None  # a literal
    default_expression: str | None = None  # a dynamic default (odk-instance-first-load, odk-new-repeat)
    calculation: str | None = None
    triggers: tuple[str, ...] = ()  # paths; the calculation runs only when one of them changes
    choices: Choices | None = None
    appearance: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = {}  # start, end, step of a range; rows of a text; max-pixels of an image

    # Our extension columns, inherited from the groups around the row; docs/questionnaire-format.md
    asked_to: tuple[str, ...] = ()  # agency kinds; empty: everybody
    scope: Scope = Scope.AGENCY
    pillar: str | None = None
    sub_dimension: str | None = None
    dimension: str | None = None
    unit: str | None = None
    format: str | None = None
    score: str | None = None
    evidence: str = "none"  # none, optional, required, or XPath
    evidence_kinds: tuple[str, ...] = ()
    evidence_group: str | None = None
    context: str | None = None
    carry: str = "yes"  # whether an earlier round's answer is taken over: yes, ask (again in each record), no

    @property
    def asked(self) -> bool:
        """Whether a person ever sees this row."""
        return self.kind not in SILENT

    @property
    def answerable(self) -> bool:
        """Whether a person gives a value here; a note is shown and read, not answered."""
        return self.asked and self.kind is not Kind.NOTE

    @property
    def evidence_rule(self) -> str | None:
        """The XPath that decides whether an answer needs evidence; None where a word says it."""
        return None if self.evidence in EVIDENCE_WORDS else self.evidence

    @property
    def may_need_evidence(self) -> bool:
        """Whether some answer to this row may be asked for evidence. A file answers for itself."""
        return self.evidence != "none" and self.answerable and self.kind not in FILES


class Form(Frozen):
    """A form version. `xform` is its source; everything else was read from there."""

    form_id: str
    version: str
    root: str  # name of the root element of the instance, usually 'data'
    titles: Mapping[str, str]  # language code or '' -> title
    notices: Mapping[str, str] = {}  # language code -> the sentence shown at the start and on exports
    weights: str = ""  # how dimensions weigh in the self-check; bot/flows/scoring.py reads it
    languages: tuple[str, ...]  # as the author named them, the default first; ('',) without translations
    groups: Mapping[str, Group]  # by path, in form order; '' is the root
    questions: Mapping[str, Question]  # by path, in form order
    lists: Mapping[str, tuple[Choice, ...]]

    def language(self, code: str) -> str:
        """The form's own language for 'id' or 'en': 'English (en)', 'English', or its default."""
        for name in self.languages:
            if language_code(name) == code:
                return name
        return self.languages[0]

    @cached_property
    def by_ordinal(self) -> tuple[Question, ...]:
        return tuple(self.questions.values())

    @cached_property
    def section_rows(self) -> Mapping[str, tuple[str, ...]]:
        """Section -> the top-level rows that belong to it, in form order.

        A labelled group at the top begins a section of its path; loose rows and repeats after it stay with it,
        so that nothing is asked out of the author's order. What stands before the first is the section ''."""
        found: dict[str, list[str]] = {"": []}
        section = ""
        for child in self.groups[""].children:
            group = self.groups.get(child)
            if group is not None and group.label and not group.repeat and self._meets(child):
                section = child
            found.setdefault(section, []).append(child)
        return {path: tuple(rows) for path, rows in found.items()}

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """The sections in which a person can meet something, in form order."""
        return tuple(
            section for section, rows in self.section_rows.items() if any(self._meets(row) for row in rows)
        )

    def section_of(self, path: str) -> str:
        """The section that a row stands in; '' also for a path that this version does not have."""
        return self._section_of_row.get(path.split("/", 1)[0], "")

    @cached_property
    def _section_of_row(self) -> Mapping[str, str]:
        return {row: section for section, rows in self.section_rows.items() for row in rows}

    @cached_property
    def repeats_of(self) -> Mapping[str, tuple[str, ...]]:
        """Path of a question or group -> the repeats around it, outermost first (a repeat is around itself)."""
        return {path: self._repeats(path) for path in (*self.groups, *self.questions)}

    @cached_property
    def evidence_groups(self) -> Mapping[str, tuple[Question, ...]]:
        """Name of an evidence_group -> the rows that share their evidence, in form order."""
        found: dict[str, tuple[Question, ...]] = {}
        for question in self.questions.values():
            if question.evidence_group and question.may_need_evidence:
                found[question.evidence_group] = (*found.get(question.evidence_group, ()), question)
        return found

    @cached_property
    def first_in(self) -> Mapping[str, int]:
        """Repeat -> the ordinal of the first question in it."""
        repeats = (path for path, group in self.groups.items() if group.repeat)
        return {path: next((one.ordinal for one in self.inside(path)), 0) for path in repeats}

    @cached_property
    def evidence_rows(self) -> frozenset[str]:
        """Paths of the questions whose answers may be asked for evidence."""
        return frozenset(path for path, question in self.questions.items() if question.may_need_evidence)

    @property
    def may_need_evidence(self) -> bool:
        """Whether any answer of this form may be asked for evidence."""
        return bool(self.evidence_rows)

    def inside(self, group: str) -> Iterator[Question]:
        """All questions below a group, in form order."""
        for child in self.groups[group].children:
            if child in self.groups:
                yield from self.inside(child)
            else:
                yield self.questions[child]

    def ancestors(self, path: str) -> tuple[Group, ...]:
        """The groups around a row, outermost first, without the root."""
        steps = path.split("/")
        found = (self.groups.get("/".join(steps[:end])) for end in range(1, len(steps)))
        return tuple(group for group in found if group is not None)

    def _meets(self, row: str) -> bool:
        if row in self.questions:
            return self.questions[row].asked
        return any(question.asked for question in self.inside(row))

    def _repeats(self, path: str) -> tuple[str, ...]:
        steps = path.split("/")
        prefixes = ("/".join(steps[:end]) for end in range(1, len(steps) + 1))
        return tuple(p for p in prefixes if p in self.groups and self.groups[p].repeat)


def language_code(name: str) -> str:
    """'Bahasa Indonesia (id)' -> 'id'; a name without a code is matched by its first word."""
    found = re.search(r"\(([A-Za-z-]+)\)\s*$", name)
    if found:
        return found.group(1).lower()
    return {"bahasa": "id", "indonesia": "id", "indonesian": "id", "english": "en"}.get(
        name.strip().split(" ")[0].lower(), name.strip().lower()
    )
