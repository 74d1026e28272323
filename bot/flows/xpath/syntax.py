"""Reads an XPath 1.0 expression into a small frozen tree, or says precisely where it cannot be read.

What the tree refers to is answered by `syntax_references.py`; both are offered here under one roof.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NoReturn

from bot.flows.xpath.functions import FUNCTIONS
from bot.flows.xpath.references import Comparison, calls, comparisons, paths
from bot.flows.xpath.tokens import Kind, Token, tokens
from bot.flows.xpath.tree import (
    Binary,
    Call,
    Filter,
    Literal,
    Negation,
    Node,
    Number,
    Path,
    Step,
    SyntaxProblem,
)

__all__ = [
    "SIGNATURES",
    "Binary",
    "Call",
    "Comparison",
    "Filter",
    "Literal",
    "Negation",
    "Node",
    "Number",
    "Path",
    "Step",
    "SyntaxProblem",
    "calls",
    "comparisons",
    "parse",
    "paths",
]

SIGNATURES: Mapping[str, tuple[int, int | None]] = {
    name: (function.least, function.most) for name, function in FUNCTIONS.items()
}
"""Every function that an expression may call -> least and most number of arguments (None: any number)."""

DEEPEST = 100
"""Brackets within brackets; what is deeper is no longer written by a person."""

LONGEST_CHAIN = 200
"""Operators in a row such as 1 + 1 + 1, and steps of a path; `and` and `or` may be more."""

_LEVELS: Mapping[str, int] = {
    "or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8,
}  # fmt: skip
_UNARY = 7  # -a|b is -(a|b); -a * b is (-a) * b
_CLOSES = {"(": ")", "[": "]"}
_AXES = frozenset(
    {"ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following"}
    | {"following-sibling", "parent", "preceding", "preceding-sibling", "self"}
)
_NODE_TYPES = frozenset({"node", "text", "comment"})
_MEANT = {"==": "=", "=<": "<=", "=>": ">=", "<>": "!=", "||": "or", "++": "+", "**": "pow(…)"}
_STEP_MARKS = frozenset({".", "..", "@", "*"})


@lru_cache(maxsize=4096)
def parse(source: str) -> Node:
    """The tree of an expression. Raises SyntaxProblem, with a position, for all that is not XPath 1.0."""
    reader = _Reader(tokens(source))
    if reader.ended():
        raise SyntaxProblem("empty", 0, "syntax-empty")
    tree = reader.expression()
    if not reader.ended():
        reader.refuse()
    return tree


class _Reader:
    """One pass over the tokens by precedence climbing."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self.found = found
        self.index = 0
        self.now = found[0]
        self.depth = 0
        self.open: list[Token] = []

    def ended(self) -> bool:
        return self.now.kind is Kind.END

    def sees(self, *marks: str) -> bool:
        return self.now.kind is Kind.MARK and self.now.text in marks

    def take(self) -> Token:
        """The present token; the one behind it becomes the present one. END is never taken."""
        token = self.now
        self.index += 1
        self.now = self.found[self.index]
        return token

    def refuse(self) -> NoReturn:
        token = self.now
        if token.kind is Kind.END and self.open:
            bracket = self.open[-1]
            meant = _CLOSES[bracket.text]
            raise SyntaxProblem(
                "unbalanced-brackets", bracket.at, "syntax-never-closed", text=bracket.text, meant=meant
            )
        if token.kind is Kind.END:
            raise SyntaxProblem("unexpected-end", token.at, "syntax-end")
        if token.text in (")", "]") and not self.open:
            raise SyntaxProblem("unbalanced-brackets", token.at, "syntax-closes-nothing", text=token.text)
        if token.text in (")", "]") and token.text != _CLOSES[self.open[-1].text]:
            meant = _CLOSES[self.open[-1].text]
            raise SyntaxProblem(
                "unbalanced-brackets", token.at, "syntax-other-bracket", text=token.text, meant=meant
            )
        before = self.found[self.index - 1].text if self.index else ""
        if (spelled := _MEANT.get(before + token.text)) is not None:
            raise SyntaxProblem(
                "unexpected-token", token.at, "syntax-no-operator", text=before + token.text, meant=spelled
            )
        if self.open and token.text in (",", *_CLOSES.values()):
            bracket = self.open[-1]
            where = {"open": bracket.text, "at": str(bracket.at + 1)}
            raise SyntaxProblem(
                "unexpected-token", token.at, "syntax-unexpected-open", text=token.text, **where
            )
        raise SyntaxProblem("unexpected-token", token.at, "syntax-unexpected", text=token.text)

    def enter(self) -> Token:
        token = self.take()
        self.open.append(token)
        self.depth += 1
        if self.depth > DEEPEST:
            raise SyntaxProblem("too-deep", token.at, "syntax-deep", most=str(DEEPEST))
        return token

    def leave(self) -> None:
        if not self.sees(_CLOSES[self.open[-1].text]):
            self.refuse()
        self.take()
        self.open.pop()
        self.depth -= 1

    def expression(self, level: int = 1) -> Node:
        left = self.unary() if level <= _UNARY else self.path()
        chain = 0
        while self.now.kind is Kind.OPERATOR and (found := _LEVELS[self.now.text]) >= level:
            operator = self.now
            if found <= 2:
                operands = [left]
                while self.now.kind is Kind.OPERATOR and self.now.text == operator.text:
                    self.take()
                    operands.append(self.expression(found + 1))
                left = _balanced(operator, operands)
                continue
            chain += 1
            if chain > LONGEST_CHAIN:
                raise SyntaxProblem("too-deep", operator.at, "syntax-chain", most=str(LONGEST_CHAIN))
            self.take()
            left = Binary(operator.text, left, self.expression(found + 1), operator.at)
        return left

    def unary(self) -> Node:
        signs: list[Token] = []
        while self.now.kind is Kind.OPERATOR and self.now.text == "-":
            signs.append(self.take())
        if not signs:
            return self.path()
        operand = self.expression(_UNARY + 1)
        # Two minus signs are a conversion to a number, as one is; more add nothing.
        for sign in reversed(signs[: 2 if len(signs) % 2 == 0 else 1]):
            operand = Negation(operand, sign.at)
        return operand

    def path(self) -> Node:
        start = self.now
        if self.sees("/", "//"):
            return self.absolute()
        if not self.begins_primary():
            return Path(self.steps(), at=start.at)
        primary = self.primary()
        predicates = self.predicates()
        if predicates:
            primary = Filter(primary, predicates, start.at)
        if not self.sees("/", "//"):
            return primary
        return Path(self.more_steps(), origin=primary, at=start.at)

    def absolute(self) -> Node:
        start = self.now
        if start.text == "//":
            return Path(self.more_steps(), absolute=True, at=start.at)
        self.take()
        if self.now.kind is Kind.NAME or self.sees(*_STEP_MARKS):
            return Path(self.steps(), absolute=True, at=start.at)
        return Path((), absolute=True, at=start.at)

    def begins_primary(self) -> bool:
        if self.now.kind in (Kind.LITERAL, Kind.NUMBER) or self.sees("("):
            return True
        following = self.found[min(self.index + 1, len(self.found) - 1)]
        called = self.now.kind is Kind.NAME and following.kind is Kind.MARK and following.text == "("
        return called and self.now.text not in _NODE_TYPES

    def primary(self) -> Node:
        token = self.now
        if token.kind is Kind.LITERAL:
            self.take()
            return Literal(token.text[1:-1], token.at)
        if token.kind is Kind.NUMBER:
            self.take()
            return Number(float(token.text), token.at)
        if self.sees("("):
            self.enter()
            inner = self.expression()
            self.leave()
            return inner
        self.take()
        self.enter()
        args: list[Node] = []
        if not self.sees(")"):
            args.append(self.expression())
            while self.sees(","):
                self.take()
                args.append(self.expression())
        self.leave()
        return Call(token.text, tuple(args), token.at)

    def steps(self) -> tuple[Step, ...]:
        return (self.step(), *self.more_steps())

    def more_steps(self) -> tuple[Step, ...]:
        found: list[Step] = []
        while self.sees("/", "//"):
            slash = self.take()
            if slash.text == "//":
                found.append(Step("descendant-or-self", "node()", at=slash.at))
            found.append(self.step())
            if len(found) > LONGEST_CHAIN:
                raise SyntaxProblem("too-deep", slash.at, "syntax-steps", most=str(LONGEST_CHAIN))
        return tuple(found)

    def step(self) -> Step:
        start = self.now
        if self.sees(".", ".."):
            self.take()
            return Step("self" if start.text == "." else "parent", "node()", self.predicates(), start.at)
        axis = "child"
        if self.sees("@"):
            self.take()
            axis = "attribute"
        elif start.kind is Kind.NAME and self.found[self.index + 1].text == "::":
            if start.text not in _AXES:
                raise SyntaxProblem("unexpected-token", start.at, "syntax-axis", text=start.text)
            axis = self.take().text
            self.take()
        return Step(axis, self.node_test(), self.predicates(), start.at)

    def node_test(self) -> str:
        token = self.now
        if token.kind is not Kind.NAME and not self.sees("*"):
            self.refuse()
        self.take()
        if token.text in _NODE_TYPES and self.sees("("):
            self.enter()
            self.leave()
            return f"{token.text}()"
        return token.text

    def predicates(self) -> tuple[Node, ...]:
        found: list[Node] = []
        while self.sees("["):
            self.enter()
            found.append(self.expression())
            self.leave()
        return tuple(found)


def _balanced(operator: Token, operands: list[Node]) -> Node:
    """a or b or c or d as (a or b) or (c or d): a list of five hundred choices stays a shallow tree."""
    if len(operands) == 1:
        return operands[0]
    half = len(operands) // 2
    left, right = _balanced(operator, operands[:half]), _balanced(operator, operands[half:])
    return Binary(operator.text, left, right, operator.at)
