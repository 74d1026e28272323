"""What an expression refers to: the functions it calls, the answers it reads, the choices it names.

All is resolved statically, from the path of the row that the expression stands on; nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flows.xpath.tree import Binary, Call, Filter, Literal, Negation, Node, Path, Step

Place = tuple[str, ...]
"""Names from the root: ('data', 'a', 'b'). An empty name stands for `//`, '*' for any name."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A path compared with a text: `path = 'yes'`, `'yes' != path`, `selected(path, 'yes')`."""

    path: str
    operator: str  # '=', '!=' or 'selected'
    literal: str
    at: int = 0
    others: tuple[str, ...] = ()  # the value may be of these paths as well: coalesce(path, other) = 'yes'


def calls(node: Node) -> tuple[Call, ...]:
    """Every function call in the expression, in the order of the source, predicates included."""
    found = (inner for inner, _ in _walk(node, ()) if isinstance(inner, Call))
    return tuple(sorted(found, key=lambda call: call.at))


def paths(node: Node, context: str) -> frozenset[str]:
    """The absolute instance paths that the expression reads, '/data/a/b', without predicates and positions.

    `context` is the absolute path of the row; `.`, `..`, `../x` and `current()/../x` are resolved from it,
    relative paths in a predicate from the path that it filters. Wildcards stay '*' and `//` stays '//'.
    Columns of a choices list are no instance paths and are left out.
    """
    row = place_of(context)
    found = (locate(inner, here, row) for inner, here in _walk(node, row) if isinstance(inner, Path | Call))
    return frozenset("/" + "/".join(place) for place in found if place)


def comparisons(node: Node, context: str) -> tuple[Comparison, ...]:
    """The choices that the expression names, in the order of the source; a comparison with '' is not one."""
    row = place_of(context)
    found: list[Comparison] = []
    for inner, here in _walk(node, row):
        if isinstance(inner, Binary) and inner.operator in ("=", "!="):
            pairs: tuple[tuple[Node, Node], ...] = ((inner.left, inner.right), (inner.right, inner.left))
            operator = inner.operator
        elif isinstance(inner, Call) and inner.name in ("selected", "is-selected") and len(inner.args) == 2:
            pairs, operator = ((inner.args[0], inner.args[1]),), "selected"
        else:
            continue
        for value, literal in pairs:
            if not isinstance(literal, Literal) or not literal.value:
                continue
            single = isinstance(value, Call) and value.name == "selected-at"  # one name, as of selected()
            places = [locate(path, here, row) for path in _sources(value, literal.value)]
            if places and all(places):
                first, *others = (f"/{'/'.join(place)}" for place in places if place)
                how = "selected" if single else operator
                found.append(Comparison(first, how, literal.value, inner.at, tuple(others)))
    return tuple(sorted(found, key=lambda comparison: comparison.at))


def _sources(value: Node, literal: str) -> tuple[Node, ...]:
    """The nodes that a value comes from as it is: an answer itself, one of its names, or one of several.

    With a text of the author's own among them (`if(${a}, 'none', ${b})`) that text is no slip: then nothing."""
    if isinstance(value, Call) and value.name == "selected-at" and len(value.args) == 2:
        return _sources(value.args[0], literal)
    if isinstance(value, Call) and value.name == "coalesce" and len(value.args) == 2:
        parts: tuple[Node, ...] = value.args
    elif isinstance(value, Call) and value.name == "if" and len(value.args) == 3:
        parts = value.args[1:]
    else:
        return (value,)
    if any(isinstance(part, Literal) and part.value == literal for part in parts):
        return (Literal(literal),)
    return tuple(
        source for part in parts if not isinstance(part, Literal) for source in _sources(part, literal)
    )


def place_of(path: str) -> Place:
    return tuple(name for name in path.strip().split("/") if name)


def locate(node: Node, here: Place | None, row: Place) -> Place | None:
    """Where a path leads, or None when it is no path, or not one of the answers (a choices list, a result).

    `here` is the place of the context node (None in a choices list), `row` that of `current()`.
    """
    if isinstance(node, Call):
        return row if node.name == "current" else None
    if isinstance(node, Filter):
        return locate(node.node, here, row)
    if not isinstance(node, Path):
        return None
    place = origin(node, here, row)
    for step in node.steps:
        place = stepped(place, step)
    return place


def origin(path: Path, here: Place | None, row: Place) -> Place | None:
    """The place where the steps of a path begin."""
    if path.absolute:
        return ()
    return here if path.origin is None else locate(path.origin, here, row)


def stepped(place: Place | None, step: Step) -> Place | None:
    """The place one step further, None when it cannot be told."""
    if place is None:
        return None
    match step.axis:
        case "child":
            return (*place, step.test) if step.test != "text()" else place
        case "self":
            return place
        case "parent":
            return place[:-1] if place else None
        case "descendant-or-self":
            return (*place, "")
        case "descendant":
            return (*place, "", step.test)
        case "preceding-sibling" | "following-sibling":
            return (*place[:-1], step.test)
        case "ancestor" | "ancestor-or-self":
            end = len(place) if step.axis == "ancestor-or-self" else len(place) - 1
            ends = [i + 1 for i in range(max(end, 0)) if place[i] == step.test]
            return place[: ends[-1]] if ends else None
        case _:
            return None


def _walk(node: Node, row: Place) -> Iterator[tuple[Node, Place | None]]:
    """Every node of the tree with the place of its context node; no recursion, so depth does not matter."""
    waiting: list[tuple[Node, Place | None]] = [(node, row)]
    while waiting:
        node, here = waiting.pop()
        yield node, here
        match node:
            case Negation():
                waiting.append((node.operand, here))
            case Binary():
                waiting += [(node.left, here), (node.right, here)]
            case Call():
                waiting += [(arg, here) for arg in node.args]
            case Filter():
                inside = locate(node.node, here, row)
                waiting += [(node.node, here), *((predicate, inside) for predicate in node.predicates)]
            case Path():
                # current() alone is a path; as the beginning of one it is not read by itself.
                if node.origin is not None and node.origin != Call("current"):
                    waiting.append((node.origin, here))
                place = origin(node, here, row)
                for step in node.steps:
                    place = stepped(place, step)
                    waiting += [(predicate, place) for predicate in step.predicates]
            case _:
                pass
