"""Questions that no answer can lead to. Only what is certain is reported: nothing here guesses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import inf, prod

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.expressions import Expression, row_name
from bot.flows.checking.findings import Finding, Rows
from bot.flows.checking.reach_conditions import ALWAYS, NEVER, Condition, Fact, alternatives, conditions
from bot.flows.form import Form, Kind, Question, Scope
from bot.flows.said import Said, said
from bot.flows.xpath.syntax import Node

MOST_WAYS = 64
"""Combinations of `or` that are tried; a row with more is taken to be reachable."""

MOST_PASSES = 10
"""Rows mostly depend on rows above them, so that one pass over the form finds nearly everything."""

_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})


def check_reach(form: Form, found: Sequence[Expression], rows: Rows) -> Iterator[Finding]:
    """One finding for each row that can never be asked; for a group one, not one for each row inside."""
    walk = _Walk(form, found)
    for path, reason in walk.never.items():
        inside = (form.questions[path],) if path in form.questions else tuple(form.inside(path))
        outer = any(group.path in walk.never for group in form.ancestors(path))
        if not outer and any(question.asked for question in inside):
            yield Mistake.NEVER_ASKED.at(rows.of(path), row_name(form, path), reason=reason)


def check_constraints(form: Form, found: Sequence[Expression], rows: Rows) -> Iterator[Finding]:
    """Numbers whose constraint contradicts itself: `. > 5 and . < 3`."""
    for expression in found:
        question = form.questions.get(expression.path)
        if expression.column != "constraint" or expression.tree is None or question is None:
            continue
        if question.kind not in _NUMBERS:
            continue
        options = [alternatives(part, expression.absolute) for part in conditions(expression.tree)]
        if prod(len(one) for one in options) > MOST_WAYS:
            continue
        reasons = [_against(way, expression.absolute, question) for way in product(*options)]
        reason = reasons[0] if reasons and all(reasons) else None
        if reason is not None:
            where, name = rows.of(question.path), question.name
            yield Mistake.IMPOSSIBLE_CONSTRAINT.at(where, name, reason=reason)


def _against(way: Sequence[Condition], absolute: str, question: Question) -> Said | None:
    """Why an answer cannot meet all of these at once, None when one can."""
    known = _Known()
    for fact in way:
        if fact is NEVER:
            return said("check-always-false")
        if isinstance(fact, Fact) and fact.path == absolute and fact.number is not None:
            reason = _add(known, fact, question)
            if reason:
                return reason
    return None


@dataclass
class _Known:
    """What one way to reach a row demands of one answer."""

    equal: dict[str, str] = field(default_factory=dict)  # '1.0' and 1 are one value: value -> as written
    different: set[str] = field(default_factory=set)
    least: tuple[float, bool] = (-inf, False)  # the bound, and whether it is excluded
    most: tuple[float, bool] = (inf, False)


class _Walk:
    def __init__(self, form: Form, found: Sequence[Expression]) -> None:
        self._form = form
        self._relevant: Mapping[str, Node] = {
            expression.path: expression.tree
            for expression in found
            if expression.column == "relevant" and expression.tree is not None
        }
        self._constraints: Mapping[str, Node] = {
            expression.path: expression.tree
            for expression in found
            if expression.column == "constraint" and expression.tree is not None
        }
        self.never: dict[str, Said] = {}
        # A row that needs an answer which is never asked is never asked either, and so on down the form.
        for _ in range(MOST_PASSES):
            before = len(self.never)
            for path in self._relevant:
                if path not in self.never and (reason := self._reason(path)):
                    self.never[path] = reason
            if len(self.never) == before:
                break

    def _reason(self, path: str) -> Said | None:
        """Why a row is never asked, or None when some answers lead to it."""
        conjuncts = []
        for around in (*(group.path for group in self._form.ancestors(path)), path):
            if around in self._relevant:
                absolute = f"/{self._form.root}/{around}"
                conjuncts += [alternatives(part, absolute) for part in conditions(self._relevant[around])]
        if [NEVER] in conjuncts:
            return said("check-condition-false")
        ways = 1
        for options in conjuncts:
            ways *= max(len(options), 1)
        if ways > MOST_WAYS:
            return None
        reasons = [self._contradiction(path, way) for way in product(*conjuncts)]
        return reasons[0] if reasons and all(reasons) else None

    def _contradiction(self, path: str, way: tuple[object, ...]) -> Said | None:
        known: dict[str, _Known] = {}
        for fact in way:
            if fact is NEVER:
                return said("check-condition-false")
            if fact is ALWAYS or not isinstance(fact, Fact):
                continue
            target = fact.path.removeprefix(f"/{self._form.root}/")
            question = self._form.questions.get(target)
            if question is None or not self._single(path, question):
                continue
            if fact.operator != "!=" and self._never_answered(question):
                return said("check-needs-unasked", name=question.name)
            about = known.setdefault(target, self._allowed(question))
            reason = _add(about, fact, question)
            if reason:
                return reason
        return None

    def _single(self, path: str, question: Question) -> bool:
        """Whether the row sees one answer of the question, not those of many items or agencies."""
        around = self._form.repeats_of[path]
        inside = self._form.repeats_of[question.path]
        rows = (
            (self._form.questions[path],) if path in self._form.questions else tuple(self._form.inside(path))
        )
        region = any(row.scope is Scope.REGION for row in rows)
        return inside == around[: len(inside)] and not (region and question.scope is Scope.AGENCY)

    def _never_answered(self, question: Question) -> bool:
        rows = (question.path, *(group.path for group in self._form.ancestors(question.path)))
        return any(row in self.never for row in rows)

    def _allowed(self, question: Question) -> _Known:
        """What the constraint of a number lets through; nothing else can fill in such a number."""
        known = _Known()
        filled = question.default or question.default_expression or question.calculation
        if question.kind not in _NUMBERS or filled or question.path not in self._constraints:
            return known
        absolute = f"/{self._form.root}/{question.path}"
        for part in conditions(self._constraints[question.path]):
            options = alternatives(part, absolute)
            fact = options[0] if len(options) == 1 else None
            if isinstance(fact, Fact) and fact.path == absolute and fact.number is not None:
                _add(known, fact, question)
        return known


def _add(known: _Known, fact: Fact, question: Question) -> Said | None:
    """Take one more demand in; the reason if it contradicts what is known."""
    name = f"${{{question.name}}}"
    if fact.operator == "selected":
        if question.kind is not Kind.SELECT_ONE:
            return None
        return _add(known, Fact(fact.path, "=", fact.text), question)
    if fact.number is not None and (question.kind in _NUMBERS or fact.operator not in ("=", "!=")):
        return _bound(known, fact, name)
    if fact.operator == "=":
        known.equal[fact.text if fact.number is None else f"{fact.number:g}"] = fact.text
    elif fact.operator == "!=":
        known.different.add(fact.text)
    if len(known.equal) > 1:
        first, second = list(known.equal.values())[:2]
        return said("check-both-values", name=name, first=first, second=second)
    both = known.different.intersection(known.equal.values())
    return said("check-is-and-is-not", name=name, value=both.pop()) if both else None


def _bound(known: _Known, fact: Fact, name: str) -> Said | None:
    value = fact.number
    assert value is not None
    if fact.operator in (">", ">=", "="):
        known.least = max(known.least, (value, fact.operator == ">"))
    if fact.operator in ("<", "<=", "="):
        upper = (value, fact.operator == "<")
        known.most = min(known.most, upper, key=lambda bound: (bound[0], not bound[1]))
    least, most = known.least, known.most
    if least[0] > most[0] or (least[0] == most[0] and (least[1] or most[1])):
        low = said("check-more-than" if least[1] else "check-at-least", number=f"{least[0]:g}")
        high = said("check-less-than" if most[1] else "check-at-most", number=f"{most[0]:g}")
        return said("check-bounds", name=name, low=low, high=high)
    return None
