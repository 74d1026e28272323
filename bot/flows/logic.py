"""A form's expressions, compiled once: what depends on what, and in which order it must be evaluated.

The order follows dependencies, not rows: a calculation further down may decide whether a question above it is
asked. An author's cycles are refused when a form is loaded (`checks.py`); here they would fall back to row order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import chain

from bot.flows.form import Form, Output, Question, Scope, Text
from bot.flows.shape import Shape, Step, draw
from bot.flows.xpath import Expression, compile_expression
from bot.flows.xpath.references import calls, locate, place_of
from bot.flows.xpath.syntax import Path, parse, paths
from bot.flows.xpath.tokens import Kind as Token
from bot.flows.xpath.tokens import tokens

__all__ = ["Logic", "Shape", "Step", "filtered_choices"]


class Logic:
    """Everything about a form that is worked out once and then only read; safe to share between threads."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.root = f"/{form.root}"
        self.repeats = frozenset(self.absolute(p) for p, group in form.groups.items() if group.repeat)
        self.counted = frozenset(p for p, group in form.groups.items() if group.repeat and group.count)
        self.ordered_repeats = tuple(path for path, group in form.groups.items() if group.repeat)
        self.steps = self._sorted({step.path: step for step in self._steps()})
        self.plan = lru_cache(maxsize=4096)(self._plan)
        self.shared = lru_cache(maxsize=4096)(self._shared)
        self.shape = lru_cache(maxsize=1024)(self._shape)
        self.rests_on = lru_cache(maxsize=4096)(self._rests_on)

    def absolute(self, path: str) -> str:
        return f"{self.root}/{path}" if path else self.root

    def compiled(self, source: str | None, path: str) -> Expression | None:
        """An expression in the context of a row; compiling is cached."""
        if not source:
            return None
        return compile_expression(source, context=self.absolute(path), repeats=self.repeats)

    def depth(self, path: str) -> int:
        """How many repeat items a key of this row has around it; a repeat is not around itself."""
        around = self.form.repeats_of[path]
        return len(around) - 1 if around and around[-1] == path else len(around)

    def reads(self, source: str | None, path: str) -> frozenset[str]:
        """Rows that an expression reads, as form paths."""
        if not source:
            return frozenset()
        prefix = self.root + "/"
        absolute = paths(parse(source), self.absolute(path))
        return frozenset(found.removeprefix(prefix) for found in absolute if found.startswith(prefix))

    def _rests_on(self, path: str) -> frozenset[str]:
        """What people answer that a calculation rests on, through whatever calculations stand between: questions,
        and repeats of which it counts the items."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [path]
        while waiting:
            one = waiting.pop()
            question = self.form.questions.get(one)
            if one in seen:
                continue
            seen.add(one)
            if question is None:
                found |= {one} & set(self.ordered_repeats)
                continue
            found |= {one} if question.answerable else set()
            waiting.extend(self.reads(question.calculation, one))
        return frozenset(found)

    def named(self, source: str, path: str) -> str:
        """The row that an expression names and does no more, as a form path; '' for any other expression."""
        tree = parse(source)
        row = place_of(self.absolute(path))
        if not isinstance(tree, Path) or any(step.predicates for step in tree.steps):
            return ""
        place = locate(tree, row, row)
        return "/".join(place[1:]) if place and place[0] == self.form.root else ""

    def mentions(self, text: Text, path: str) -> frozenset[str]:
        """Rows whose values stand inside a label."""
        outputs = {
            part.expression
            for parts in text.by_language.values()
            for part in parts
            if isinstance(part, Output)
        }
        return frozenset().union(*(self.reads(source, path) for source in outputs))

    def is_plain(self, path: str) -> bool:
        """Whether a row's value is its answer, whatever else is answered: nothing hides or computes it."""
        question = self.form.questions[path]
        decided = question.default or question.default_expression or question.context or question.calculation
        return path not in self._stepping and not decided

    def triggered_by(self, path: str) -> tuple[Question, ...]:
        """Questions whose calculation runs when this one changes."""
        return self._triggers.get(path, ())

    # ---------------------------------------------------------------- the document's shape

    def _shape(self, asked: frozenset[str]) -> Shape:
        """The empty document for people who are asked these questions: only the rows that matter to them.

        A form with an expression that looks at rows without naming them (`*`, `//`) gets all of its rows."""
        rows = self._everything if self._looks_around else self._closure(asked)
        return draw(self.form, rows, self._looked_up(rows), self._plan(asked))

    def _looked_up(self, rows: frozenset[str]) -> frozenset[str]:
        """Choices lists that an expression of these rows may look into."""
        questions = [question for path, question in self.form.questions.items() if path in rows]
        filtered = {q.choices.list_name for q in questions if q.choices and q.choices.filter}
        sources = " ".join(source for q in questions for source in _expressions(q))
        return frozenset(filtered | {name for name in self.form.lists if f"'{name}'" in sources})

    @cached_property
    def _everything(self) -> frozenset[str]:
        return frozenset((*self.form.groups, *self.form.questions))

    @cached_property
    def _looks_around(self) -> bool:
        of_questions = (source for q in self.form.questions.values() for source in _expressions(q))
        of_groups = (
            s for g in self.form.groups.values() for s in (g.relevant, g.count, g.least, g.most) if s
        )
        sources = chain(of_questions, of_groups)
        return any(map(_wild, sources))

    # ---------------------------------------------------------------- order

    def _steps(self) -> Iterator[Step]:
        groups: set[str] = set()
        for path, group in self.form.groups.items():
            parent = self._parent(path, groups)
            if path and (group.relevant or group.count or parent):
                groups.add(path)
                yield self._step(path, parent, group.relevant, count=group.count)
        for path, question in self.form.questions.items():
            parent = self._parent(path, groups)
            calculation = None if question.triggers else question.calculation
            if parent or question.relevant or calculation or question.default_expression:
                yield self._step(
                    path,
                    parent,
                    question.relevant,
                    calculation,
                    question.default_expression,
                    scope=question.scope,
                )

    def _step(
        self,
        path: str,
        parent: str,
        relevant: str | None,
        calculation: str | None = None,
        default: str | None = None,
        count: str | None = None,
        scope: Scope = Scope.AGENCY,
    ) -> Step:
        needs = frozenset[str]().union(
            *(self.reads(source, path) for source in (relevant, calculation, default, count))
        )
        return Step(
            path,
            parent,
            self.compiled(relevant, path),
            self.compiled(calculation, path),
            self.compiled(default, path),
            self.compiled(count, path),
            needs,
            scope is Scope.REGION and any(self._of_agencies(p) for p in needs),
        )

    def is_free(self, repeat: str) -> bool:
        """Whether the items of a list are those that people added: nothing hides or counts them."""
        return repeat not in self._stepping and repeat not in self.counted

    def _of_agencies(self, path: str) -> bool:
        if path in self.form.groups and self.form.groups[path].repeat:  # its items are counted
            return any(
                question.asked and self._of_agencies(question.path) for question in self.form.inside(path)
            )
        question = self.form.questions.get(path)
        return (
            question is not None
            and question.scope is Scope.AGENCY
            and question.context is None
            and (question.asked or (question.calculation is not None and self._rests_on_agencies(question)))
        )

    def _rests_on_agencies(self, question: Question) -> bool:
        needs = self.reads(question.calculation, question.path) - {question.path}
        return any(self.form.questions[p].asked for p in needs if p in self.form.questions)

    def _parent(self, path: str, steps: set[str]) -> str:
        around = [group.path for group in self.form.ancestors(path) if group.path in steps]
        return around[-1] if around else ""

    def _sorted(self, steps: Mapping[str, Step]) -> tuple[Step, ...]:
        done: dict[str, Step] = {}
        under_way: set[str] = set()

        def visit(path: str) -> None:
            step = steps.get(path)
            if step is None or path in done or path in under_way:
                return
            under_way.add(path)
            for before in self._before(step):
                visit(before)
            under_way.discard(path)
            done[path] = step

        for path in steps:
            visit(path)
        return tuple(done.values())

    def _before(self, step: Step) -> Iterator[str]:
        if step.parent:
            yield step.parent
        for path in sorted(step.needs):
            yield from (group.path for group in self.form.ancestors(path) if path in self.form.repeats_of)
            yield path

    def _plan(self, asked: frozenset[str]) -> tuple[Step, ...]:
        """The steps that decide what people who are asked these questions see, in order."""
        needed = self._closure(asked)
        return tuple(step for step in self.steps if step.path in needed)

    def _closure(self, asked: Iterable[str]) -> frozenset[str]:
        by_path = {step.path: step for step in self.steps}
        found: set[str] = set()
        waiting = list(asked)
        while waiting:
            path = waiting.pop()
            if path in found or path not in self.form.repeats_of:
                continue
            found.add(path)
            waiting.extend(group.path for group in self.form.ancestors(path))
            if path in self.form.groups:
                group = self.form.groups[path]
                waiting.extend(self.mentions(group.label, path) | self.mentions(group.hint, path))
                waiting.extend(self.reads(group.least, path) | self.reads(group.most, path))
            if path in by_path:
                waiting.extend(by_path[path].needs)
            question = self.form.questions.get(path)
            if question is not None:
                waiting.extend(self._looks_at(question))
            waiting.extend(computed.path for computed in self.triggered_by(path))
        return frozenset(found)

    def _looks_at(self, question: Question) -> Iterator[str]:
        for source in _expressions(question):
            yield from self.reads(source, question.path)
        listed = self.form.lists.get(question.choices.list_name, ()) if question.choices else ()
        for text in (
            *(question.label, question.hint, question.guidance),
            *(question.constraint_message, question.required_message),
            *(choice.label for choice in listed),
        ):
            yield from self.mentions(text, question.path)

    def _shared(self, asked: frozenset[str]) -> frozenset[str]:
        """Rows of every agency whose answers are needed to settle this plan, with all that they rest on."""
        wanted = {
            path
            for step in self._plan(asked)
            if step.everybody
            for path in step.needs
            if self._of_agencies(path)
        }
        return self._closure(wanted) if wanted else frozenset()

    @cached_property
    def _stepping(self) -> frozenset[str]:
        return frozenset(step.path for step in self.steps)

    @cached_property
    def kept(self) -> tuple[Question, ...]:
        """Questions whose calculation keeps what it gave first: `once()`, and with it the start of a form."""
        return tuple(
            question
            for question in self.form.questions.values()
            if question.calculation
            and not question.triggers
            and any(call.name == "once" for call in calls(parse(question.calculation)))
        )

    @cached_property
    def _triggers(self) -> Mapping[str, tuple[Question, ...]]:
        found: dict[str, tuple[Question, ...]] = {}
        for question in self.form.questions.values():
            for trigger in question.triggers:
                found[trigger] = (*found.get(trigger, ()), question)
        return found


def _wild(source: str) -> bool:
    """Whether an expression may reach rows that it does not name. (A text in it may: an address holds `//`.)"""
    found = (token for token in tokens(source) if token.kind in (Token.MARK, Token.NAME))
    return any(token.text in ("//", "::") or "*" in token.text for token in found)


def _expressions(question: Question) -> Iterator[str]:
    sources = (
        question.relevant,
        question.required,
        question.constraint,
        question.read_only,
        question.calculation,
        question.default_expression,
        filtered_choices(question),
        question.choices.seed if question.choices else None,
        question.evidence_rule,
    )
    yield from (source for source in sources if source)


def filtered_choices(question: Question) -> str | None:
    """The choices of a question as one XPath over its list, or None when the list is not filtered."""
    if question.choices is None or not question.choices.filter:
        return None
    return f"instance('{question.choices.list_name}')/root/item[{question.choices.filter}]"
