"""The answers of one agency as a tree of elements: one a row, one a repeat item, and which are not relevant.

`Instance` asks it everything; it knows no languages and no agencies but the one whose answers it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy  # of an element: lxml copies all below it

from lxml import etree

from bot.flows.answers import AnswerKey, Answers, to36
from bot.flows.logic import Logic, Shape, Step
from bot.flows.values.casting import cast
from bot.flows.xpath import Environment, Expression

MAX_COUNTED = 100  # items that a repeat_count may make: an answer of 10^9 must not fill the memory

Place = tuple[str, tuple[str, ...]]


class Document:
    """The tree itself: one element a row, one a repeat item, and which of them are not relevant."""

    def __init__(self, logic: Logic, shape: Shape, answers: Answers, context: Mapping[str, str]) -> None:
        self._logic = logic
        self._answers = answers
        self._shape = shape
        top = copy(shape.template)
        self._elements = list(top.iter())
        self._inside: dict[Place, etree._Element] = {}  # elements of repeat items
        self.irrelevant: set[Place] = set()
        self.items: dict[str, list[tuple[str, ...]]] = {path: [] for path in shape.prototypes}
        for path, fact_name in shape.contexts:
            fact = context.get(fact_name)
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
                node.text = self._filled(step.path, step.calculation, node, environment)
            elif step.default is not None and not node.text and not self._touched(place):
                node.text = self._filled(step.path, step.default, node, environment)

    def _filled(
        self, path: str, source: Expression, node: etree._Element, environment: Environment
    ) -> str | None:
        kind = self._logic.form.questions[path].kind
        return cast(kind, source.string(node, environment), environment.now.tzinfo) or None

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

    def spread_items(self, repeat: str, count: int, values: Mapping[str, list[str]]) -> None:
        """Put the items of all agencies in place of one agency's. `values` are those of the rows in them, by path.

        Only what stands around the list may be settled after this."""
        if repeat not in self._shape.prototypes:
            return
        prototype, rows = self._shape.prototypes[repeat]
        holder = self._holder(repeat, ())
        for items in self.items[repeat]:
            holder.remove(self._inside[(repeat, items)])
        for number in range(count):
            element = copy(prototype)
            elements = list(element.iter())
            for path, said in values.items():
                if path in rows:
                    elements[rows[path]].text = said[number] or None
            holder.append(element)

    def copy(self, step: Step, other: Document) -> None:
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
            with self.standing_in(repeat, items) as ghost:
                yield ghost, items

    @contextmanager
    def standing_in(self, repeat: str, items: tuple[str, ...]) -> Iterator[etree._Element]:
        """An element in the place of a repeat, below the items around it; gone when the block ends."""
        holder = self._holder(repeat, items)
        ghost = etree.SubElement(holder, self._logic.form.groups[repeat].name)
        etree.SubElement(ghost, "_")
        try:
            yield ghost
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
            element = copy(prototype)
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
