"""Turns the tree of an expression into XPath 1.0 that libxml2 evaluates with JavaRosa's meaning.

Paths get their place in the instance document and the repeat item they mean. Operators and conversions call
our functions only where libxml2's own would be wrong, since a call costs as much as a simple expression.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import isinf

from bot.flows.xpath.functions import FUNCTIONS, OPERATORS, Extension, Type, extension
from bot.flows.xpath.functions_values import day_of
from bot.flows.xpath.references import Place, locate, origin, place_of, stepped
from bot.flows.xpath.tree import Binary, Call, Filter, Literal, Negation, Node, Number, Path, Step

NAMESPACE = "urn:pilar:functions"
ROW = "row"
"""The XPath variable that holds the row's own element, where `.` has become something else."""

_CODES = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_RANKS = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4} | dict.fromkeys("+-", 5)
_RANKS |= {"*": 6, "div": 6, "mod": 6, "|": 7}
_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_SPECIAL = frozenset({"position", "last", "indexed-repeat", "once", "current", "instance", "pulldata"})


class Unknown(Exception):
    """A call that cannot be compiled: a function that does not exist, or the wrong number of arguments."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where an expression stands: `row` is the place of `current()`, `here` that of the context node (None in
    a choices list); in a `predicate` the two differ. `whole` are repeats whose items are all meant."""

    row: Place
    here: Place | None
    predicate: bool = False
    whole: frozenset[Place] = frozenset()


@dataclass
class Rewriter:
    """One expression on its way; afterwards `extensions` and `uses_row` say what the result needs."""

    repeats: frozenset[Place]
    extensions: dict[tuple[str, str], Extension] = field(default_factory=dict)
    uses_row: bool = False

    def rewrite(self, node: Node, at: Where) -> str:
        match node:
            case Literal():
                return _quoted(node.value)
            case Number():
                return _digits(node.value)
            case Negation():
                return f"-({self.number(node.operand, at)})"
            case Binary():
                return self.binary(node, at)
            case Call():
                return self.call(node, at)
            case Filter():
                inside = replace(at, here=locate(node.node, at.here, at.row), predicate=True)
                return f"({self.rewrite(node.node, at)}){self.predicates(node.predicates, inside)}"
            case Path():
                return self.path(node, at)

    # Conversions

    def number(self, node: Node, at: Where) -> str:
        code = self.rewrite(node, at)
        return code if type_of(node) in (Type.NUMBER, Type.TRUTH) else self.ours("to-number", code)

    def text(self, node: Node, at: Where) -> str:
        code = self.rewrite(node, at)
        return self.ours("to-text", code) if type_of(node) in (Type.NUMBER, Type.ANY) else code

    def truth(self, node: Node, at: Where) -> str:
        code = self.rewrite(node, at)
        return self.ours("to-truth", code) if type_of(node) in (Type.NODES, Type.ANY) else code

    def ours(self, name: str, *args: str) -> str:
        """A call of one of our own functions."""
        function = OPERATORS.get(name) or FUNCTIONS[name]
        local = _CODES.get(name, name).replace(":", "-")
        self.extensions[(NAMESPACE, local)] = extension(function)
        return f"p:{local}({', '.join(args)})"

    # Operators

    def binary(self, node: Binary, at: Where) -> str:
        if node.operator in ("and", "or"):
            return self.infix(node, self.truth(node.left, at), self.truth(node.right, at))
        if node.operator in _ARITHMETIC:
            return self.infix(node, self.number(node.left, at), self.number(node.right, at))
        left, right = self.rewrite(node.left, at), self.rewrite(node.right, at)
        if node.operator == "|" or _plain(node):
            return self.infix(node, left, right)
        return self.ours(node.operator, left, right)

    def infix(self, node: Binary, left: str, right: str) -> str:
        rank = _RANKS[node.operator]
        if isinstance(node.left, Binary) and _RANKS[node.left.operator] < rank:
            left = f"({left})"
        if isinstance(node.right, Binary) and _RANKS[node.right.operator] <= rank:
            right = f"({right})"
        return f"{left} {node.operator} {right}"

    # Calls

    def call(self, node: Call, at: Where) -> str:
        function = FUNCTIONS.get(node.name)
        if function is None:
            raise Unknown(f"There is no function {node.name}().")
        if len(node.args) < function.least or (function.most is not None and len(node.args) > function.most):
            raise Unknown(f"{node.name}() does not take {len(node.args)} arguments.")
        if node.name in _SPECIAL:
            return self.special(node, at)
        if node.name == "date" and isinstance(node.args[0], Literal) and (day := _plain_day(node.args[0])):
            return _quoted(day)
        if node.name == "jr:choice-name" and isinstance(node.args[1], Literal):
            question = "/" + "/".join(_resolved(node.args[1].value, at.row))
            return self.ours(node.name, self.rewrite(node.args[0], at), _quoted(question))
        if function.run is not None:
            args = node.args or ((Path((Step("self", "node()"),)),) if node.name == "number" else ())
            return self.ours(node.name, *(self.rewrite(arg, at) for arg in args))
        convert = {Type.TEXT: self.text, Type.NUMBER: self.number, Type.TRUTH: self.truth}
        if function.takes is None:
            args_code = [self.rewrite(arg, at) for arg in node.args]
        elif node.name == "substring":
            args_code = [self.text(node.args[0], at), *(self.number(arg, at) for arg in node.args[1:])]
        else:
            args_code = [convert[function.takes](arg, at) for arg in node.args]
        return f"{node.name}({', '.join(args_code)})"

    def special(self, node: Call, at: Where) -> str:
        """Functions that need to know where they stand, or which repeat items are meant."""
        args = node.args
        match node.name:
            case "current":
                return self.row(at)
            case "once":
                return self.ours("once", self.row(at), self.rewrite(args[0], at))
            case "position" if args:
                return self.ours("position", self.path(args[0], at, single=True))
            case "position":
                return "position()" if at.predicate else self.ours("position", ".")
            case "last":
                return "last()" if at.predicate else "1"  # a row stands alone
            case "instance" if isinstance(args[0], Literal):
                return f"/*/instance[@id = {_quoted(args[0].value)}]"
            case "instance":
                return self.ours("instance", "/*/instance", self.rewrite(args[0], at))
            case "pulldata":
                return self.ours("pulldata", "/*/instance", *(self.rewrite(arg, at) for arg in args))
            case _:
                return self.indexed_repeat(node, at)

    def indexed_repeat(self, node: Call, at: Where) -> str:
        if len(node.args) % 2 == 0:
            raise Unknown("indexed-repeat() takes a path, then pairs of a repeat and an index.")
        located = [locate(arg, at.here, at.row) for arg in node.args[1::2]]
        open_ = replace(at, whole=at.whole | {place for place in located if place})
        codes = [self.target(node.args[0], open_)]
        for repeat, index in zip(node.args[1::2], node.args[2::2], strict=True):
            codes += [self.target(repeat, open_), self.rewrite(index, at)]
        return self.ours("indexed-repeat", *codes)

    def target(self, node: Node, at: Where) -> str:
        """A path of indexed-repeat(), even a relative one, over all items of the repeats that are indexed."""
        place = locate(node, at.here, at.row)
        if place is None or "" in place:
            return self.rewrite(node, at)
        return self.path(Path(tuple(Step("child", name) for name in place), absolute=True), at)

    # Paths

    def row(self, at: Where) -> str:
        if not at.predicate:
            return "."
        self.uses_row = True
        return f"${ROW}"

    def path(self, node: Node, at: Where, *, single: bool = False) -> str:
        """A path in the instance document; `single`: a repeat means the item we stand in, not all of them."""
        if not isinstance(node, Path):
            return self.rewrite(node, at)
        place, steps = origin(node, at.here, at.row), node.steps
        if node.absolute:
            start, skipped = self.root(node, at, single=single)
            for step in steps[:skipped]:
                place = stepped(place, step)
            steps = steps[skipped:]
        elif node.origin is None:
            start = ""
        else:
            start = self.rewrite(node.origin, at)
            start = start if isinstance(node.origin, Call) else f"({start})"
        codes = [start] if start else []
        for step in steps:
            place = stepped(place, step)
            codes.append(self.step(step, replace(at, here=place, predicate=True)))
        return "/".join(codes)

    def root(self, node: Path, at: Where, *, single: bool) -> tuple[str, int]:
        """Where an absolute path begins, and how many of its steps that covers.

        A path into a repeat that the row stands in means the same item, on every level (JavaRosa's
        contextualisation); in a predicate the item of the node that is being filtered comes first.
        """
        if node.steps and node.steps[0].axis == "descendant-or-self":
            return "/*/*[1]", 0  # not the choices lists behind it
        if node.steps and node.steps[0] == Step("child", "*"):
            return "/*/*[1]", 1
        if at.here is not None and (shared := self.shared(node, at.here, at.whole, single=single)):
            return "/".join([".."] * (len(at.here) - shared)) or ".", shared
        if at.predicate and (shared := self.shared(node, at.row, at.whole, single=single)):
            return "/".join([self.row(at), *[".."] * (len(at.row) - shared)]), shared
        return "/*", 0

    def shared(self, node: Path, place: Place, whole: frozenset[Place], *, single: bool) -> int:
        """How many first steps of a path name the same repeat item as the place; 0 when none does."""
        found = 0
        longest = len(node.steps) if single else len(node.steps) - 1
        for index, (step, name) in enumerate(zip(node.steps, place, strict=False), start=1):
            prefix = place[:index]
            if step.axis != "child" or step.test != name or step.predicates or prefix in whole:
                break
            if prefix in self.repeats and index <= longest:
                found = index
        return found

    def step(self, step: Step, inside: Where) -> str:
        test = step.test
        if ":" in test:
            test = f"*[name() = {_quoted(test)}]" if not test.endswith(":*") else "*"
        if step.test == "node()" and not step.predicates and step.axis in ("self", "parent"):
            return "." if step.axis == "self" else ".."
        axis = "" if step.axis == "child" else f"{step.axis}::"
        return f"{axis}{test}{self.predicates(step.predicates, inside)}"

    def predicates(self, found: tuple[Node, ...], inside: Where) -> str:
        return "".join(f"[{self.predicate(node, inside)}]" for node in found)

    def predicate(self, node: Node, inside: Where) -> str:
        """A number is a position, and all else a condition."""
        return (
            self.rewrite(node, inside)
            if type_of(node) in (Type.NUMBER, Type.ANY)
            else self.truth(node, inside)
        )


def type_of(node: Node) -> Type:
    match node:
        case Literal():
            return Type.TEXT
        case Number() | Negation():
            return Type.NUMBER
        case Binary():
            if node.operator in _ARITHMETIC:
                return Type.NUMBER
            return Type.NODES if node.operator == "|" else Type.TRUTH
        case Call():
            function = FUNCTIONS.get(node.name)
            if node.name == "if" and len(node.args) == 3:
                then, otherwise = type_of(node.args[1]), type_of(node.args[2])
                return then if then is otherwise else Type.ANY
            return function.gives if function else Type.ANY
        case _:
            return Type.NODES


def _plain(node: Binary) -> bool:
    """Whether libxml2's own comparison is right: it is when a literal leaves no room for dates and blanks."""
    left, right = type_of(node.left), type_of(node.right)
    types = {left, right}
    if types <= {Type.NUMBER, Type.TRUTH} and node.operator not in ("=", "!="):
        return True
    literal = node.right if _constant(node.right) else node.left if _constant(node.left) else None
    if literal is None:
        return False
    other = node.left if literal is node.right else node.right
    kind = type_of(other)
    if isinstance(literal, Literal):
        # Of an empty node-set libxml2 says that it equals nothing, not even ''.
        return (
            node.operator == "=" and kind is Type.NODES and literal.value != "" and not _dated(literal.value)
        )
    if kind is Type.NODES:
        return node.operator != "!="
    if kind is Type.NUMBER:
        return node.operator not in ("=", "!=") or not isinstance(other, Binary | Negation)
    return False


def _constant(node: Node) -> bool:
    return isinstance(node, Literal | Number) or (
        isinstance(node, Negation) and isinstance(node.operand, Number)
    )


def _dated(written: str) -> bool:
    return len(written) >= 8 and written[:4].isdigit() and written[4] == "-"


def _plain_day(literal: Literal) -> str:
    """date('2017-01-01') needs no call when the text is a date already and no zone is involved."""
    day = day_of(literal.value) if "T" not in literal.value else None
    return day.isoformat() if day else ""


def _resolved(written: str, row: Place) -> Place:
    """The path that stands in a text, as in jr:choice-name(${x}, '${x}'); relative ones from the row."""
    place = () if written.strip().startswith("/") else row
    for name in place_of(written.replace("current()", ".")):
        if name == "..":
            place = place[:-1]
        elif name != ".":
            place = (*place, name)
    return place


def _quoted(written: str) -> str:
    """A text as XPath; one with both kinds of quotes cannot have come from an expression, but from a name."""
    if "'" not in written:
        return f"'{written}'"
    if '"' not in written:
        return f'"{written}"'
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in written.split("'")) + ")"


def _digits(value: float) -> str:
    """A number as XPath 1.0 writes it: without exponent, and without a word for infinity."""
    if isinf(value):
        return "(1 div 0)"
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
