"""One agency's answers as an XML document, settled: what is relevant, and what every calculation gives.

Built anew for each turn from the form and the answers and thrown away after it, so it cannot be out of date.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from bot.flows.answers import Answer, AnswerKey, Answers, to36
from bot.flows.form import Choice, Output, Question, Text
from bot.flows.logic import Logic, Shape, Step, filtered_choices
from bot.flows.xpath import Environment

MAX_COUNTED = 100  # items that a repeat_count may make: an answer of 10^9 must not fill the memory

Place = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the core is told about the world: the moment in the region's zone, and the rows of `context`."""

    now: datetime
    language: str  # a language of the form
    context: Mapping[str, str] = field(default_factory=dict)  # 'round.year' -> '2024'


class Instance:
    """What one agency sees. `everybody` holds all agencies' answers (by submission) for the rows that
    region-wide expressions read (`Logic.shared`); it may be empty when there are none."""

    def __init__(
        self,
        logic: Logic,
        answers: Answers,
        asked: frozenset[str],
        facts: Facts,
        everybody: Mapping[int, Answers] | None = None,
        *,
        side_by_side: dict[str, list[str]] | None = None,
    ) -> None:
        self.logic = logic
        self.form = logic.form
        self.answers = answers
        self.asked = asked
        self.facts = facts
        self._environment = Environment(
            now=facts.now, language=facts.language, choice_label=self._choice_label, itext=lambda _key: ""
        )
        self._region: _Document | None = None
        self._everybody = everybody or {}
        # shared row -> its value for each agency: worked out when needed, the same after a turn as before it
        self._side_by_side = {} if side_by_side is None else side_by_side
        self._shape = logic.shape(asked)
        self._own = _Document(self, self._shape)
        self._settle()

    # ---------------------------------------------------------------- asking

    def relevant(self, key: AnswerKey) -> bool:
        """Whether the row is there at all: its items exist and nothing around it is irrelevant."""
        there = self._own.node(key.question, key.items) is not None
        return there and (key.question, key.items) not in self._own.irrelevant

    def offered(self, repeat: AnswerKey) -> bool:
        """Whether a repeat's list is there; `items` are those around it."""
        within = self.form.repeats_of[repeat.question][:-1]
        exists = not within or repeat.items in self._own.items.get(within[-1], ())
        return exists and (repeat.question, repeat.items) not in self._own.irrelevant

    def items(self, repeat: AnswerKey) -> tuple[str, ...]:
        """Ids of the items of a repeat, in order."""
        tuples = self._own.items.get(repeat.question, ())
        return tuple(one[-1] for one in tuples if one[:-1] == repeat.items)

    def value(self, key: AnswerKey) -> str:
        """The canonical value: an answer, a default or a calculation; '' when blank or not relevant."""
        node = self._own.node(key.question, key.items)
        return "" if node is None else node.text or ""

    def truth(self, source: str | None, key: AnswerKey) -> bool:
        """A required or read_only expression; nothing written is false."""
        if not source:
            return False
        if source in ("true()", "false()"):
            return source == "true()"
        node = self._own.node(key.question, key.items)
        expression = self.logic.compiled(source, key.question)
        return node is not None and expression is not None and expression.boolean(node, self._environment)

    def string(self, source: str, key: AnswerKey) -> str:
        """Any expression in the context of a row, as text."""
        node = self._own.node(key.question, key.items)
        expression = self.logic.compiled(source, key.question)
        return "" if node is None or expression is None else expression.string(node, self._environment)

    def holds(self, question: Question, key: AnswerKey, value: str) -> bool:
        """Whether a constraint accepts a value; a blank value is never checked (JavaRosa)."""
        node = self._own.node(key.question, key.items)
        expression = self.logic.compiled(question.constraint, key.question)
        if node is None or expression is None or not value:
            return True
        before, node.text = node.text, value
        try:
            return expression.boolean(node, self._environment)
        finally:
            node.text = before

    def text(self, text: Text, key: AnswerKey) -> str:
        """A label, hint or message in the reader's language, with `${x}` filled in; '' if there is none."""
        return self._fill(text, key)[0]

    def fallback(self, text: Text) -> str:
        """The language that a text had to fall back to, '' when it has the reader's."""
        _, language = _parts(text, self.facts.language, self.form.languages)
        return "" if language in (self.facts.language, "") or not text else language

    def unit(self, question: Question) -> str:
        """The unit as shown: the label of its code in the list `unit`, or what the author typed; '' for none."""
        for choice in self.form.lists.get("unit", ()) if question.unit else ():
            if choice.name == question.unit:
                return self.text(choice.label, AnswerKey(question.path)) or choice.name
        return question.unit or ""

    def choices(self, question: Question, key: AnswerKey) -> tuple[tuple[int, Choice], ...]:
        """The choices that are on offer now, each with its index in the form's list."""
        if question.choices is None:
            return ()
        all_of_them = tuple(enumerate(self.form.lists.get(question.choices.list_name, ())))
        source = filtered_choices(question)
        if source is None:
            return all_of_them
        node = self._own.node(key.question, key.items)
        expression = self.logic.compiled(source, key.question)
        if node is None or expression is None:
            return ()
        found = expression.evaluate(node, self._environment)
        names = {item.findtext("name") for item in found} if isinstance(found, list) else set()
        return tuple((index, choice) for index, choice in all_of_them if choice.name in names)

    def moves(self, path: str) -> bool:
        """Whether an answer to this row may change what else is asked or computed. What is only looked at when
        it is needed (labels, constraints, filters of choices) does not count: it sees the new value anyway."""
        return path in self._shape.read or bool(self.logic.triggered_by(path))

    def with_answers(self, answers: Answers) -> Instance:
        """The same agency at the same moment with other answers."""
        return Instance(
            self.logic, answers, self.asked, self.facts, self._everybody, side_by_side=self._side_by_side
        )

    def with_answer(self, answer: Answer) -> Instance:
        """The same with one more answer. One that nothing else depends on needs no settling; this instance is
        spent then, because both share one document."""
        answers = Answers({**self.answers.by_key, answer.key: answer})
        node = self._own.node(answer.key.question, answer.key.items)
        if self.moves(answer.key.question) or node is None or len(node):
            return self.with_answers(answers)
        after = copy(self)
        after.answers = answers
        question = self.form.questions[answer.key.question]
        if not question.default_expression and not question.calculation:
            node.text = answers.value(answer.key) or None
            return after
        return self.with_answers(answers)

    # ---------------------------------------------------------------- settling

    def _settle(self) -> None:
        for step in self._shape.steps:
            if step.everybody and self._everybody:
                self._settle_everybody(step)
            else:
                self._own.settle(step, self._environment)

    def _settle_everybody(self, step: Step) -> None:
        """A region-wide row that counts or sums over agencies: settled where all of them stand side by side."""
        if self._region is None:
            self._region = _Document(self, self._shape)
            for earlier in self._shape.steps:
                if earlier is step:
                    break
                self._region.settle(earlier, self._environment)
            if not self._side_by_side:
                self._side_by_side.update(self._of_agencies())
            for path, values in self._side_by_side.items():
                self._region.spread(path, values)
        self._region.settle(step, self._environment)
        self._own.copy(step, self._region)

    def _of_agencies(self) -> Mapping[str, list[str]]:
        """What every agency has in the shared rows; those who answered none of them have the same."""
        shared = self.logic.shared(self.asked)
        paths = [p for p in sorted(shared) if p in self.form.questions and not self.form.repeats_of[p]]
        everybody = list(self._everybody.values())
        if all(map(self.logic.is_plain, paths)):
            return {path: [answers.value(AnswerKey(path)) for answers in everybody] for path in paths}
        blank = Instance(self.logic, Answers(), shared, self.facts)
        agencies = [
            Instance(self.logic, answers, shared, self.facts) if len(answers) else blank
            for answers in everybody
        ]
        return {path: [agency.value(AnswerKey(path)) for agency in agencies] for path in paths}

    def _fill(self, text: Text, key: AnswerKey) -> tuple[str, str]:
        parts, language = _parts(text, self.facts.language, self.form.languages)
        filled = "".join(
            self.string(part.expression, key) if isinstance(part, Output) else part for part in parts
        )
        return filled, language

    def _choice_label(self, path: str, name: str) -> str:
        """jr:choice-name(): the label of a stored choice name."""
        question = self.form.questions.get(path.removeprefix(self.logic.root + "/"))
        if question is None or question.choices is None:
            return name
        for choice in self.form.lists.get(question.choices.list_name, ()):
            if choice.name == name:
                return self.text(choice.label, AnswerKey(question.path)) or name
        return name


class _Document:
    """The tree itself: one element a row, one a repeat item, and which of them are not relevant."""

    def __init__(self, owner: Instance, shape: Shape) -> None:
        self._logic = owner.logic
        self._answers = owner.answers
        self._shape = shape
        top = deepcopy(shape.template)
        self._elements = list(top.iter())
        self._inside: dict[Place, etree._Element] = {}  # elements of repeat items
        self.irrelevant: set[Place] = set()
        self.items: dict[str, list[tuple[str, ...]]] = {path: [] for path in shape.prototypes}
        for path, context in shape.contexts:
            fact = owner.facts.context.get(context)
            if fact:
                self._elements[shape.rows[path]].text = fact
        for repeat in shape.prototypes:
            if len(self._logic.form.repeats_of[repeat]) == 1 and repeat not in self._logic.counted:
                self._expand(repeat, ())
        for answer in self._answers:
            node = self.node(answer.key.question, answer.key.items)
            if node is not None and not len(node):
                node.text = self._answers.value(answer.key) or None

    def node(self, path: str, items: tuple[str, ...]) -> etree._Element | None:
        """The element of a row, None when the row or one of its items is not there."""
        if items:
            return self._inside.get((path, items))
        place = self._shape.rows.get(path)
        return None if place is None else self._elements[place]

    def settle(self, step: Step, environment: Environment) -> None:
        for node, items in self._places(step):
            place = (step.path, items)
            if step.parent and (step.parent, items[: self._logic.depth(step.parent)]) in self.irrelevant:
                relevant = False
            else:
                relevant = step.relevant is None or step.relevant.boolean(node, environment)
            if not relevant:
                self.irrelevant.add(place)
                if not len(node):
                    node.text = None
            elif step.count is not None:
                self._count(step, node, items, environment)
            elif step.calculation is not None:
                node.text = step.calculation.string(node, environment) or None
            elif step.default is not None and not node.text and not self._touched(place):
                node.text = step.default.string(node, environment) or None

    def spread(self, path: str, values: list[str]) -> None:
        """Put one element an agency side by side in place of the single one."""
        node = self.node(path, ())
        if node is None or not values:
            return
        parent = node.getparent()
        assert parent is not None
        node.text = values[0] or None
        for value in values[1:]:
            twin = etree.Element(node.tag)
            twin.text = value or None
            parent.insert(parent.index(node) + 1, twin)

    def copy(self, step: Step, other: _Document) -> None:
        """Take over what another document settled for a row."""
        for node, items in self._places(step):
            found = other.node(step.path, items)
            if found is not None:
                node.text = found.text
            if (step.path, items) in other.irrelevant:
                self.irrelevant.add((step.path, items))

    def _places(self, step: Step) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
        around = self._logic.form.repeats_of[step.path]
        if not around:
            yield self._elements[self._shape.rows[step.path]], ()
        elif around[-1] == step.path:
            yield from self._ghosts(step.path, around[:-1])
        else:
            for items in tuple(self.items[around[-1]]):
                yield self._inside[(step.path, items)], items

    def _ghosts(
        self, repeat: str, around: tuple[str, ...]
    ) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
        """A repeat without items still has to be decided on: a passing element stands in for them."""
        for items in tuple(self.items[around[-1]]) if around else ((),):
            holder = self._holder(repeat, items)
            ghost = etree.SubElement(holder, self._logic.form.groups[repeat].name)
            etree.SubElement(ghost, "_")
            try:
                yield ghost, items
            finally:
                holder.remove(ghost)

    def _holder(self, repeat: str, items: tuple[str, ...]) -> etree._Element:
        holder = self.node(repeat.rpartition("/")[0], items)
        assert holder is not None
        return holder

    def _count(
        self, step: Step, node: etree._Element, items: tuple[str, ...], environment: Environment
    ) -> None:
        assert step.count is not None
        wanted = step.count.number(node, environment)
        number = min(int(wanted), MAX_COUNTED) if wanted == wanted and wanted > 0 else 0
        self._expand(step.path, items, number)
        for answer in self._answers:
            if answer.key.items[: len(items)] == items and len(answer.key.items) > len(items):
                found = self._inside.get((answer.key.question, answer.key.items))
                if found is not None and not len(found):
                    found.text = self._answers.value(answer.key) or None

    def _expand(self, repeat: str, within: tuple[str, ...], number: int | None = None) -> None:
        """Give a repeat its items: the ones that people added, or so many as its count says."""
        prototype, rows = self._shape.prototypes[repeat]
        ids = (
            self._answers.items(repeat, within)
            if number is None
            else tuple(to36(n) for n in range(1, number + 1))
        )
        holder = self._holder(repeat, within)
        for one in ids:
            items = (*within, one)
            element = deepcopy(prototype)
            holder.append(element)
            self.items[repeat].append(items)
            elements = list(element.iter())
            for path, place in rows.items():
                self._inside[(path, items)] = elements[place]
            for inner in self._shape.prototypes:
                around = self._logic.form.repeats_of[inner]
                if (
                    len(around) == len(items) + 1
                    and around[-2] == repeat
                    and inner not in self._logic.counted
                ):
                    self._expand(inner, items)

    def _touched(self, place: Place) -> bool:
        return AnswerKey(*place) in self._answers.by_key


def _parts(text: Text, language: str, languages: tuple[str, ...]) -> tuple[tuple[str | Output, ...], str]:
    """The parts in the first language that has them: the reader's, the form's default, any other."""
    for candidate in (language, *languages, *text.by_language):
        parts = text.by_language.get(candidate)
        if parts and any(parts):
            return parts, candidate
    return (), ""
