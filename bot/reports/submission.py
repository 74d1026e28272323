"""What one agency hands in, as every export reads it: settled answers, where its sections stand, who did what.

An answer that fell off the path is none here; the history alone has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.flows import evidence, progress
from bot.flows.answers import AnswerKey, Standing
from bot.flows.evidence import Need, Subject
from bot.flows.form import CHOOSING, FILES, SILENT, Question
from bot.flows.instance import Instance
from bot.flows.interview import reads_only
from bot.flows.stops import path
from bot.flows.values import Offered, show
from bot.reports.columns import Versions


class State(StrEnum):
    """How a question stands in an export: as its answer does, or `computed` by the form, or still `open`."""

    GIVEN = "given"
    UNAVAILABLE = "unavailable"
    SKIPPED = "skipped"
    COMPUTED = "computed"
    OPEN = "open"


@dataclass(frozen=True)
class Round:
    """What all tables of one export share. `blank`, one a version, has no answers: headings speak from it."""

    region: str
    name: str
    deadline: datetime
    zone: ZoneInfo
    zone_name: str
    made_at: datetime
    language: str  # 'id' or 'en'
    versions: Versions
    blank: tuple[Instance, ...]

    @property
    def present(self) -> Instance:
        return self.blank[self.versions.present]

    def speaker(self, row: str) -> Instance | None:
        """Whoever tells the texts of a row, dropped ones too; None for a row that no version has."""
        version = self.versions.speaker(row)
        return None if version is None else self.blank[version]


@dataclass(frozen=True, slots=True)
class Agency:
    code: str
    name: str
    short_name: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Where a section stands, since when, and who moved it there."""

    status: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The receipt of the agency's head, and in words whether its seal is intact."""

    number: str
    by: str
    at: datetime
    seal: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One question on the path of one agency. `value` is canonical, '' unless it is given or computed."""

    question: Question
    key: AnswerKey
    instance: Instance
    state: State
    value: str = ""
    reason: str = ""
    who: str = ""
    person: int | None = None
    at: datetime | None = None
    edits: int = 0  # how often the answer was changed after it was given
    origin: str = ""  # carried, guest, sheet, copied; '' where the agency gave it itself


@dataclass(frozen=True)
class Submission:
    """`instances` by version: the present one, and those that alone still have a question."""

    number: int  # place among the agencies of the round, from 1
    key: str  # the same in every export of this round: 'uuid:…'
    agency: Agency
    versions: Versions
    instances: Mapping[int, Instance]
    asked: frozenset[str]  # what people answer; the instances know calculations too
    deadline: datetime
    reviews: Mapping[str, Review] = field(
        default_factory=dict
    )  # section -> where it stands; a draft is absent
    people: Mapping[int, str] = field(default_factory=dict)  # whoever answered
    members: tuple[str, ...] = ()  # who represents it now
    seen_at: datetime | None = None
    files: Mapping[str, str] = field(default_factory=dict)  # id of a file -> its name
    pieces: Mapping[Subject, int] = field(default_factory=dict)  # of evidence that counts
    kept: frozenset[str] = frozenset()  # ids of those that were fetched
    confirmed: Confirmed | None = None

    @property
    def present(self) -> Instance:
        return self.instances[self.versions.present]

    @cached_property
    def tallies(self) -> Mapping[str, progress.Tally]:
        """Section -> how far it is, counted as the people of the agency see it."""
        seen = copy(self.present)
        seen.asked = self.asked
        return {tally.section: tally for tally in progress.tallies(seen)}

    @cached_property
    def proofs(self) -> Mapping[str, tuple[int, int]]:
        """Section -> answers that have evidence, and those that need it and lack it; once where they share it."""
        seen = copy(self.present)
        seen.asked = self.asked
        found: dict[str, tuple[int, int]] = {}
        for one in evidence.wanted(seen):
            section = seen.form.section_of(one.key.question)
            there, lacking = found.get(section, (0, 0))
            is_there = bool(self.pieces.get(one.subject))
            found[section] = there + is_there, lacking + (one.need is Need.REQUIRED and not is_there)
        return found

    def proof(self, entry: Entry) -> int | None:
        """How many pieces of evidence an answer has; None where it is asked for none or may do without."""
        needs = evidence.need(entry.instance, entry.key)
        count = (
            0 if needs is Need.NONE else self.pieces.get(evidence.subject(entry.instance.form, entry.key), 0)
        )
        return count if count or needs is Need.REQUIRED else None

    def entry(self, version: int, key: AnswerKey) -> Entry | None:
        """The question as it stands, or None where it is not asked of this agency or off its path."""
        instance = self.instances.get(version)
        if instance is None or key.question not in instance.asked or not instance.relevant(key):
            return None
        question = instance.form.questions[key.question]
        if question.kind in SILENT or reads_only(instance, key):
            return Entry(question, key, instance, State.COMPUTED, instance.value(key))
        answer = instance.answers.get(key)
        if answer is None:
            return Entry(question, key, instance, State.OPEN)
        value = instance.value(key) if answer.standing is Standing.GIVEN else ""
        who = self.people.get(answer.person_id, "") if answer.person_id is not None else ""
        state = State(answer.standing.value)
        return Entry(
            question,
            key,
            instance,
            state,
            value,
            answer.reason,
            who,
            answer.person_id,
            answer.at,
            answer.revision - 1,
            answer.origin,
        )

    def answer(self, path: str, items: tuple[str, ...] = ()) -> Entry | None:
        """The same in the version that speaks for a row, however often versions changed its type; None also where
        that has it in another list than these items are of."""
        version = self.versions.speaker(path)
        if version is None or len(self.versions.forms[version].repeats_of[path]) != len(items):
            return None
        return self.entry(version, AnswerKey(path, items))

    def entries(self) -> Iterator[Entry]:
        """Every question on the path, in form order; then those that only an older version had."""
        for version in (self.versions.present, *sorted(set(self.instances) - {self.versions.present})):
            instance = self.instances[version]
            for stop in path(instance):
                if stop.repeat or self.versions.speaker(stop.key.question) != version:
                    continue
                if stop.key.question in self.versions.shown[version]:
                    found = self.entry(version, stop.key)
                    if found is not None:
                        yield found

    def records(self, version: int, repeat: str) -> Iterator[tuple[str, ...]]:
        """The items of a repeat, as the ids that lead to each; none where the repeat is not asked."""
        instance = self.instances.get(version)
        if instance is None or not any(q.path in instance.asked for q in instance.form.inside(repeat)):
            return
        around = instance.form.repeats_of[repeat]
        places: list[tuple[str, ...]] = [()]
        for one in around:
            places = [
                (*items, item)
                for items in places
                if instance.offered(AnswerKey(one, items))
                for item in instance.items(AnswerKey(one, items))
            ]
        yield from places

    def label(self, entry: Entry, language: str) -> str:
        """What stands beside a stored name: the labels of choices, the names of files; '' for other kinds."""
        return label(entry.instance, entry.question, entry.value, language, self.files)


def label(instance: Instance, question: Question, value: str, language: str, files: Mapping[str, str]) -> str:
    """The same for any value, such as one of the history."""
    if question.kind in FILES:
        return ", ".join(files.get(one) or f"#{one}" for one in value.split())
    if question.kind not in CHOOSING or question.choices is None or not value:
        return ""
    names = set(value.split())
    key = AnswerKey(question.path)
    offered = [
        Offered(choice.name, instance.text(choice.label, key) or choice.name)
        for choice in instance.form.lists.get(question.choices.list_name, ())
        if choice.name in names
    ]
    return show(question, value, language=language, choices=offered)


def says(instance: Instance, row: str, items: tuple[str, ...] = ()) -> str:
    """The label of a question, group or section; its name where it has none (calculations often have none)."""
    form = instance.form
    found = form.questions.get(row) or form.groups.get(row)
    if found is None:
        return row
    return instance.text(found.label, AnswerKey(row, items)) or found.name


def section_label(instance: Instance, section: str) -> str:
    """The label of a section; what stands before the first one is named after the form."""
    if section:
        return says(instance, section)
    titles = instance.form.titles
    return titles.get(instance.facts.reader) or titles.get("") or instance.form.form_id
