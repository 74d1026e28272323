"""The small frozen tree of an XPath 1.0 expression, and what is wrong with one that cannot be read.

`syntax.py` builds it, `syntax_references.py` asks it questions, `xpath_rewriting.py` turns it into libxml2's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.flows.said import Param, said


class SyntaxProblem(Exception):
    """An expression that cannot be read. Raised by `parse` alone, and by nothing else it does.

    `code` is stable and meant for lookups, `position` counts characters of the source from 0 (its length when
    the expression ends too early), `said` is the sentence for the author of the form.
    """

    def __init__(self, code: str, position: int, key: str, **params: Param) -> None:
        self.code = code
        self.position = position
        self.said = said(key, **params)
        super().__init__(f"{self.said} (at character {position + 1})")


# `at` is where a node begins in the source; two nodes that say the same are equal wherever they stand.


@dataclass(frozen=True, slots=True)
class Literal:
    value: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negation:
    operand: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str  # or and = != < <= > >= + - * div mod |
    left: Node
    right: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    name: str  # as written, with its prefix: 'jr:choice-name'
    args: tuple[Node, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path. `.` is self::node(), `..` is parent::node(), `//` is descendant-or-self::node()."""

    axis: str
    test: str  # a name, '*', 'prefix:*', 'node()' or 'text()'
    predicates: tuple[Node, ...] = ()
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (`absolute`), from the nodes that `origin` gives, or from the context node."""

    steps: tuple[Step, ...]
    absolute: bool = False
    origin: Node | None = None
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """Predicates on something other than a step: `randomize(…)[1]`."""

    node: Node
    predicates: tuple[Node, ...]
    at: int = field(default=0, compare=False)


Node = Literal | Number | Negation | Binary | Call | Path | Filter
