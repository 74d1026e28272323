"""What a constraint says about the size of a number, so that '1.234' can be read by what is possible here."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from bot.flows.answers import AnswerKey
from bot.flows.form import Kind, Question
from bot.flows.instance import Instance
from bot.flows.xpath.syntax import Binary, Node, Number, Path, parse

Bounds = tuple[Decimal | None, Decimal | None]
NONE: Bounds = (None, None)

NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def bounds(instance: Instance, question: Question, key: AnswerKey) -> Bounds:
    """The least and the most that the constraint allows now, as far as it says so in the plain form
    `. >= a and . <= b`; anything else leaves a side open. Only a help: the constraint itself still decides."""
    if question.kind not in NUMBERS or not question.constraint:
        return NONE
    least: Decimal | None = None
    most: Decimal | None = None
    for operator, limit in _of(question.constraint):
        value = _value(instance, key, limit)
        if value is None:
            continue
        if operator in (">", ">="):
            least = value if least is None else max(least, value)
        else:
            most = value if most is None else min(most, value)
    return least, most


@lru_cache(maxsize=4096)
def _of(constraint: str) -> tuple[tuple[str, Node], ...]:
    return tuple(_limits(parse(constraint)))


def _limits(node: Node) -> Iterator[tuple[str, Node]]:
    """Comparisons of `.` with something else that all have to hold, with `.` on the left."""
    if not isinstance(node, Binary):
        return
    if node.operator == "and":
        yield from _limits(node.left)
        yield from _limits(node.right)
    elif node.operator in _FLIPPED and _is_itself(node.left):
        yield node.operator, node.right
    elif node.operator in _FLIPPED and _is_itself(node.right):
        yield _FLIPPED[node.operator], node.left


def _is_itself(node: Node) -> bool:
    return isinstance(node, Path) and not node.absolute and [step.axis for step in node.steps] == ["self"]


def _value(instance: Instance, key: AnswerKey, limit: Node) -> Decimal | None:
    if isinstance(limit, Number):
        return _decimal(repr(limit.value))
    if isinstance(limit, Path) and limit.absolute:
        return _decimal(instance.string("/" + "/".join(step.test for step in limit.steps), key))
    return None


def _decimal(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
