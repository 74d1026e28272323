"""Conditions taken apart: `a and b` into parts, `a or b` into alternatives, and each into a plain fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.flows.xpath.references import locate, place_of
from bot.flows.xpath.syntax import Binary, Call, Literal, Negation, Node, Number, Path

_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_OPPOSITE = {"=": "!=", "selected": "!="}


class Certain(Enum):
    ALWAYS = True
    NEVER = False


ALWAYS, NEVER = Certain.ALWAYS, Certain.NEVER


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer compared with one constant."""

    path: str
    operator: str  # = != < <= > >= selected
    text: str = ""
    number: float | None = None


Condition = Fact | Certain | None
"""None: nothing certain can be said, so it may be true."""


def conditions(node: Node) -> Iterator[Node]:
    """The parts of which all must hold."""
    if isinstance(node, Binary) and node.operator == "and":
        yield from conditions(node.left)
        yield from conditions(node.right)
    else:
        yield node


def alternatives(node: Node, context: str) -> list[Condition]:
    """The facts of which one must hold. `context` is the absolute path of the row."""
    if isinstance(node, Binary) and node.operator == "or":
        both = alternatives(node.left, context) + alternatives(node.right, context)
        return [ALWAYS] if ALWAYS in both else [fact for fact in both if fact is not NEVER] or [NEVER]
    return [_fact(node, context)]


def _fact(node: Node, context: str) -> Condition:
    match node:
        case Call(name="true", args=()):
            return ALWAYS
        case Call(name="false", args=()):
            return NEVER
        case Call(name="not", args=(inner,)):
            return _negated(_fact(inner, context)) if not _has_parts(inner) else None
        case Call(name="selected" | "is-selected", args=(path, Literal() as literal)) if literal.value:
            place = _place(path, context)
            return Fact(place, "selected", literal.value) if place else None
        case Binary() if node.operator in _TURNED:
            return _comparison(node, context)
        case Number():
            return NEVER if node.value == 0 else ALWAYS
        case Literal():
            return ALWAYS if node.value else NEVER
        case _:
            return None


def _comparison(node: Binary, context: str) -> Condition:
    for path, constant, operator in (
        (node.left, node.right, node.operator),
        (node.right, node.left, _TURNED[node.operator]),
    ):
        place, value = _place(path, context), _constant(constant)
        if place and value is not None:
            text, number = value
            if text == "":
                return None  # blank or not blank: either is possible
            return (
                Fact(place, operator, text, number) if number is not None or operator in ("=", "!=") else None
            )
    left, right = _constant(node.left), _constant(node.right)
    if left is None or right is None:
        return None
    return _compare(left, right, node.operator)


def _compare(left: tuple[str, float | None], right: tuple[str, float | None], operator: str) -> Condition:
    numbers = left[1] is not None and right[1] is not None
    if operator in ("=", "!="):
        same = left[1] == right[1] if numbers else left[0] == right[0]
        return ALWAYS if same is (operator == "=") else NEVER
    if left[1] is None or right[1] is None:
        return NEVER  # XPath orders numbers only: anything else is not a number
    holds = {
        "<": left[1] < right[1],
        "<=": left[1] <= right[1],
        ">": left[1] > right[1],
        ">=": left[1] >= right[1],
    }
    return ALWAYS if holds[operator] else NEVER


def _negated(fact: Condition) -> Condition:
    if isinstance(fact, Certain):
        return NEVER if fact is ALWAYS else ALWAYS
    # not(x < 5) and not(x != 5) may hold without any answer, so these have no opposite
    if fact is None or fact.operator not in _OPPOSITE:
        return None
    return Fact(fact.path, _OPPOSITE[fact.operator], fact.text, fact.number)


def _has_parts(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator in ("and", "or")


def _place(node: Node, context: str) -> str | None:
    """The absolute path of an answer, if the node is exactly that: without predicates and wildcards."""
    row = place_of(context)
    place = locate(node, row, row)
    plain = isinstance(node, Path) and not any(step.predicates for step in node.steps)
    if not place or not plain or "" in place or "*" in place:
        return None
    return "/" + "/".join(place)


def _constant(node: Node) -> tuple[str, float | None] | None:
    """The text of a literal or number, and its value if it is a number."""
    if isinstance(node, Negation) and isinstance(node.operand, Number):
        return f"{-node.operand.value:g}", -node.operand.value
    if isinstance(node, Number):
        return f"{node.value:g}", node.value
    if isinstance(node, Literal):
        try:
            return node.value, float(node.value)
        except ValueError:
            return node.value, None
    return None
