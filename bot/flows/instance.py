"""One agency's answers as an XML document, settled: what is relevant, and what every calculation gives.

Built anew for each turn from the form and the answers and thrown away after it, so it cannot be out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite

from lxml import etree

from bot.flows import everybody_rows
from bot.flows.answers import Answer, AnswerKey, Answers, Standing
from bot.flows.document import Document
from bot.flows.form import Choice, Choices, Form, Output, Question, Scope, Text, language_code
from bot.flows.logic import Logic, Step, filtered_choices
from bot.flows.values import Offered, mention
from bot.flows.values.casting import cast
from bot.flows.xpath import Environment
from bot.flows.xpath.functions_repeats import shuffled


@dataclass(frozen=True, slots=True)
class Facts:
    """What the core is told about the world: the moment in the region's zone, and the rows of `context`."""

    now: datetime
    language: str  # a language of the form
    context: Mapping[str, str] = field(default_factory=dict)  # 'round.year' -> '2024'
    reader: str = ""  # 'id' or 'en', for numbers and dates; '' takes that of the form's language
    seed: str = ""  # the submission: choices in a random order keep it as long as this stays


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
        self._region: Document | None = None
        self._everybody = everybody or {}
        # shared row -> its value for each agency: worked out when needed, the same after a turn as before it
        self._side_by_side = {} if side_by_side is None else side_by_side
        self._shape = logic.shape(asked)
        self._own = self._document()
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

    def places(self, path: str) -> tuple[AnswerKey, ...]:
        """Where a row stands: once, or in each item of the list around it; nowhere when nothing here needs it."""
        around = self.form.repeats_of[path]
        everywhere = tuple(self._own.items.get(around[-1], ())) if around else ((),)
        return tuple(
            AnswerKey(path, items) for items in everywhere if self._own.node(path, items) is not None
        )

    def value(self, key: AnswerKey) -> str:
        """The canonical value: an answer, a default or a calculation; '' when blank or not relevant."""
        node = self._own.node(key.question, key.items)
        return "" if node is None else node.text or ""

    def begun(self, path: str) -> bool:
        """Whether anybody has answered anything that a calculation rests on; True where it rests on nothing."""
        basis = self.logic.rests_on(path)
        if not basis:
            return True
        shared = self.form.questions[path].scope is Scope.REGION
        told = (self.answers, *(self._everybody.values() if shared else ()))
        return any(one.key.question in basis and self._tells(one) for answers in told for one in answers)

    def _tells(self, answer: Answer) -> bool:
        """A value, or that a repeat's list is complete, which may mean none."""
        complete = answer.standing is Standing.SKIPPED and answer.key.question in self.form.groups
        return answer.standing is Standing.GIVEN or complete

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

    def number(self, source: str, repeat: AnswerKey) -> float:
        """An expression on a repeat's own row, as a number; NaN where it gives none."""
        expression = self.logic.compiled(source, repeat.question)
        if expression is None or not self.offered(repeat):
            return float("nan")
        with self._own.standing_in(repeat.question, repeat.items) as node:
            return expression.number(node, self._environment)

    def computed(self, question: Question, key: AnswerKey) -> str:
        """What a row's calculation gives now, canonical for the row; '' when it has none."""
        found = self.string(question.calculation, key) if question.calculation else ""
        return cast(question.kind, found, self.facts.now.tzinfo)

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
        if source is not None:
            node = self._own.node(key.question, key.items)
            expression = self.logic.compiled(source, key.question)
            if node is None or expression is None:
                return ()
            found = expression.evaluate(node, self._environment)
            names = {item.findtext("name") for item in found} if isinstance(found, list) else set()
            all_of_them = tuple(pair for pair in all_of_them if pair[1].name in names)
        if question.choices.randomize:
            return tuple(shuffled(all_of_them, self._seed(question.choices, key)))
        return all_of_them

    def moves(self, path: str) -> bool:
        """Whether an answer to this row may change what else is asked or computed. What is only looked at when
        it is needed (labels, constraints, filters of choices) does not count: it sees the new value anyway."""
        return path in self._shape.read or bool(self.logic.triggered_by(path))

    def with_answers(self, answers: Answers) -> Instance:
        """The same agency at the same moment with other answers."""
        return Instance(
            self.logic, answers, self.asked, self.facts, self._everybody, side_by_side=self._side_by_side
        )

    def kept(self) -> tuple[tuple[AnswerKey, str], ...]:
        """What `once()` gives here and no answer holds yet, the start of the form among it; empty ever after."""
        places = [key for question in self.logic.kept for key in self.places(question.path)]
        found = [(key, self.value(key)) for key in places if key not in self.answers.by_key]
        # what nothing else reads may still stand in an export
        here = {key.question for key in places}
        loose = [
            AnswerKey(q.path) for q in self.logic.kept if q.path not in here and _is_everybodys(q, self.form)
        ]
        loose = [key for key in loose if key not in self.answers.by_key]
        if loose:
            asked = self.asked.union(key.question for key in loose)
            wide = Instance(self.logic, self.answers, asked, self.facts, self._everybody)
            found += [(key, wide.value(key)) for key in loose]
        return tuple((key, value) for key, value in found if value)

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

    def _document(self) -> Document:
        return Document(self.logic, self._shape, self.answers, self.facts.context)

    def _settle(self) -> None:
        for step in self._shape.steps:
            if step.everybody and self._everybody:
                self._settle_everybody(step)
            else:
                self._own.settle(step, self._environment)

    def _settle_everybody(self, step: Step) -> None:
        """A region-wide row that counts or sums over agencies: settled where all of them stand side by side."""
        if self._region is None:
            self._region = self._document()
            for earlier in self._shape.steps:
                if earlier is step:
                    break
                self._region.settle(earlier, self._environment)
            if not self._side_by_side:
                self._side_by_side.update(self._of_agencies())
            everybody_rows.spread(self._region, self.form, self._side_by_side)
        self._region.settle(step, self._environment)
        self._own.copy(step, self._region)

    def _of_agencies(self) -> Mapping[str, list[str]]:
        """What every agency has in the shared rows; those who answered none of them have the same."""
        shared = self.logic.shared(self.asked)
        everybody = list(self._everybody.values())
        plain = everybody_rows.plain(self.logic, shared, everybody)
        if plain is not None:
            return plain
        blank = Instance(self.logic, Answers(), shared, self.facts)
        agencies = [
            Instance(self.logic, answers, shared, self.facts) if len(answers) else blank
            for answers in everybody
        ]
        return everybody_rows.settled(self.logic, shared, agencies)

    def _seed(self, choices: Choices, key: AnswerKey) -> str:
        """The author's seed while it has a value, as ODK takes it; else one of this submission and question."""
        node = self._own.node(key.question, key.items)
        expression = self.logic.compiled(choices.seed, key.question)
        if node is not None and expression is not None:
            number = expression.number(node, self._environment)
            text = expression.string(node, self._environment)
            if text:
                return str(int(number)) if isfinite(number) else f"text {text}"
        return f"{self.facts.seed} {key}"

    def _fill(self, text: Text, key: AnswerKey) -> tuple[str, str]:
        parts, language = _parts(text, self.facts.language, self.form.languages)
        filled = "".join(self._said(part, key) if isinstance(part, Output) else part for part in parts)
        return filled, language

    def _standing(self, key: AnswerKey) -> tuple[etree._Element, str]:
        """The element from which a text speaks, and its path: the row's own, or of what is nearest around it."""
        path = key.question
        while path:
            node = self._own.node(path, key.items[: len(self.form.repeats_of[path])])
            if node is not None:
                return node, path
            path = path.rpartition("/")[0]
        top = self._own.node("", ())
        assert top is not None
        return top, ""

    def _said(self, output: Output, key: AnswerKey) -> str:
        """What stands for `${x}` in a text: the answer as people read it, '…' while there is none.

        Anything but a reference alone is the author's own expression and is given as it comes."""
        node, path = self._standing(key)
        expression = self.logic.compiled(output.expression, path)
        value = "" if expression is None else expression.string(node, self._environment)
        question = self.form.questions.get(self.logic.named(output.expression, path))
        if question is None:
            return value
        if len(self.form.repeats_of[question.path]) > len(key.items) and question.path.startswith(
            f"{key.question}/"
        ):
            value = ""  # the name of a list speaks of any of its items: of none yet
        if not value:
            return "…" if question.answerable else ""
        choices: tuple[Offered, ...] = ()
        if question.choices is not None:
            listed = self.form.lists.get(question.choices.list_name, ())
            choices = tuple(Offered(c.name, _bare(c.label, self.facts.language, self.form)) for c in listed)
        language = self.facts.reader or language_code(self.facts.language)
        return mention(question, value, language=language, choices=choices)

    def _choice_label(self, path: str, name: str) -> str:
        """jr:choice-name(): the label of a stored choice name."""
        question = self.form.questions.get(path.removeprefix(self.logic.root + "/"))
        if question is None or question.choices is None:
            return name
        for choice in self.form.lists.get(question.choices.list_name, ()):
            if choice.name == name:
                return self.text(choice.label, AnswerKey(question.path)) or name
        return name


def _is_everybodys(question: Question, form: Form) -> bool:
    """Whether a row stands once with every agency, whatever that is asked."""
    return not (question.asked_to or form.repeats_of[question.path]) and question.scope is Scope.AGENCY


def _bare(label: Text, language: str, form: Form) -> str:
    """A choice's label without what it mentions itself: two questions may mention each other."""
    parts, _ = _parts(label, language, form.languages)
    return "".join("…" if isinstance(part, Output) else part for part in parts)


def _parts(text: Text, language: str, languages: tuple[str, ...]) -> tuple[tuple[str | Output, ...], str]:
    """The parts in the first language that has them: the reader's, the form's default, any other."""
    for candidate in (language, *languages, *text.by_language):
        parts = text.by_language.get(candidate)
        if parts and any(parts):
            return parts, candidate
    return (), ""
