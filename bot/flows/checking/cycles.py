"""Logic that goes in a circle: a row that decides, directly or over others, about itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.expressions import Expression, row_name
from bot.flows.checking.findings import Finding, Rows
from bot.flows.form import Form
from bot.flows.xpath.syntax import calls

MOST_NAMED = 20
_DECIDING = frozenset({"relevant", "calculation", "repeat_count"})
"""Columns that are evaluated whenever an answer changes; a constraint looks at a value already there."""


def check_cycles(form: Form, found: Sequence[Expression], rows: Rows) -> Iterator[Finding]:
    """One finding a circle, at its first row."""
    order = {path: place for place, path in enumerate((*form.questions, *form.groups))}
    seen: set[frozenset[str]] = set()
    for circle in _circles(_graph(form, found)):
        if frozenset(circle) in seen:
            continue
        seen.add(frozenset(circle))
        first = min(circle, key=order.__getitem__)
        turn = circle.index(first)
        turned = [*circle[turn:], *circle[:turn]]
        names = [row_name(form, path) for path in (*turned, first)]
        yield Mistake.CYCLE.at(rows.of(first), names[0], cycle=" -> ".join(_shortened(names)))


def _shortened(names: list[str]) -> list[str]:
    """A circle that somebody can read: of a very long one its ends."""
    return names if len(names) <= MOST_NAMED else [*names[: MOST_NAMED // 2], "…", *names[-MOST_NAMED // 2 :]]


def _graph(form: Form, found: Sequence[Expression]) -> dict[str, list[str]]:
    """Row -> the rows that must be settled before it; a row inside a group waits for the group."""
    graph: dict[str, list[str]] = {path: [] for path in (*form.questions, *form.groups)}
    for path, waits in graph.items():
        if "/" in path:
            waits.append(path.rsplit("/", 1)[0])
    for expression in found:
        question = form.questions.get(expression.path)
        # A triggered calculation runs when its trigger changes, and may well add to its own value.
        if expression.column not in _DECIDING or (question and question.triggers):
            continue
        reads = set(expression.reads)
        if expression.tree is not None and any(
            call.name == "indexed-repeat" for call in calls(expression.tree)
        ):
            reads.discard(expression.path)  # a running total reads itself in the item before
        graph[expression.path] += sorted(path for path in reads if path in graph)
    return graph


def _circles(graph: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Circles by depth-first search, each row in at most one; without recursion, since forms may be long."""
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        onto: dict[str, int] = {}
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            stack, onto, trail = [(start, iter(graph[start]))], {start: 0}, [start]
        while stack:
            path, waits = stack[-1]
            following = next(waits, None)
            if following is None:
                stack.pop()
                trail.pop()
                onto.pop(path)
                done.add(path)
            elif following in onto:
                yield trail[onto[following] :]
            elif following not in done:
                stack.append((following, iter(graph[following])))
                onto[following] = len(trail)
                trail.append(following)
