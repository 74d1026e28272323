"""An author's mistakes in single expressions: brackets, functions, arguments, paths, missing choices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.flows.checking.catalogue import Mistake, suggest
from bot.flows.checking.columns import HIGHEST, LOWEST
from bot.flows.checking.expressions import Expression, readable, row_name
from bot.flows.checking.findings import Finding, Rows
from bot.flows.form import EVIDENCE_WORDS, Form
from bot.flows.said import Param, Place, Said, said
from bot.flows.xpath.functions_text import compiled
from bot.flows.xpath.syntax import (
    SIGNATURES,
    Binary,
    Call,
    Filter,
    Literal,
    Negation,
    Node,
    Number,
    Path,
    calls,
    comparisons,
    paths,
)

_CHOICE_COLUMNS = frozenset({"name", "label", "itextId"})
_AROUND = 18
"""Characters of an expression that are shown on each side of a mistake."""


def check_logic(form: Form, found: Sequence[Expression], rows: Rows) -> Iterator[Finding]:
    for expression in found:
        where, name = rows.of(expression.path), row_name(form, expression.path)
        if expression.column == "evidence" and expression.source.isidentifier():
            words = tuple(sorted(EVIDENCE_WORDS))
            advice = suggest(expression.source, words, "'{}'", said("check-write-evidence", words=words))
            yield Mistake.BAD_EVIDENCE.at(where, name, value=expression.source, advice=advice)
            continue
        if expression.problem is not None:
            near = _excerpt(form, expression, expression.problem.position)
            yield Mistake.SYNTAX.at(
                where, name, column=expression.column, reason=expression.problem.said, advice=near
            )
            continue
        yield from _functions(expression, where, name)
        yield from _paths(form, expression, where, name)
        yield from _choices(form, expression, where, name)
        yield from _choice_columns(form, expression, where, name)
        if expression.column == "score":
            yield from _score(expression, where, name)


def _excerpt(form: Form, expression: Expression, position: int) -> Said:
    source = expression.source
    start, end = max(position - _AROUND, 0), position + _AROUND
    part = readable(form, source) if len(source) <= 3 * _AROUND else source[start:end].strip()
    return said("check-look-at", part=part)


def _functions(expression: Expression, where: Place, name: str) -> Iterator[Finding]:
    assert expression.tree is not None
    for call in calls(expression.tree):
        if call.name == "pulldata":
            yield Mistake.UNSUPPORTED_FUNCTION.at(
                where,
                name,
                column=expression.column,
                function=call.name,
                reason=said("check-separate-file"),
                advice=said("check-data-on-choices"),
            )
        elif call.name not in SIGNATURES:
            known = tuple(name for name in SIGNATURES if name != "pulldata")
            advice = suggest(call.name, known, "{}()", said("check-see-guide"))
            yield Mistake.UNKNOWN_FUNCTION.at(
                where, name, column=expression.column, function=call.name, advice=advice
            )
        else:
            yield from _arguments(expression, call, where, name)
            yield from _patterns(expression, call, where, name)


def _arguments(expression: Expression, call: Call, where: Place, name: str) -> Iterator[Finding]:
    least, most = SIGNATURES[call.name]
    given = len(call.args)
    if least <= given and (most is None or given <= most):
        return
    if most is None:
        expected = said("check-arguments-least", least=least)
    elif least == most:
        expected = said("check-arguments", least=least)
    else:
        expected = said("check-arguments-range", least=str(least), most=str(most))
    yield Mistake.WRONG_ARGUMENTS.at(
        where,
        name,
        column=expression.column,
        function=call.name,
        expected=expected,
        given=str(given),
        advice=said("check-count-commas"),
    )


def _patterns(expression: Expression, call: Call, where: Place, name: str) -> Iterator[Finding]:
    """A pattern that cannot be read matches nothing: no answer would ever be accepted."""
    pattern = call.args[1] if call.name == "regex" and len(call.args) == 2 else None
    if isinstance(pattern, Literal) and compiled(pattern.value) is None:
        yield Mistake.UNREADABLE_PATTERN.at(where, name, column=expression.column, pattern=pattern.value)


def _paths(form: Form, expression: Expression, where: Place, name: str) -> Iterator[Finding]:
    """Rows that are named by a path, or by a bare word where `${…}` was meant."""
    assert expression.tree is not None
    root = f"/{form.root}"
    names = {row_name(form, path): path for path in (*form.questions, *form.groups) if path}
    for found in sorted(paths(expression.tree, expression.absolute)):
        inner = found.removeprefix(root).removeprefix("/")
        known = found == root or (
            found.startswith(f"{root}/") and (inner in form.questions or inner in form.groups)
        )
        if known or "*" in found or "//" in found or inner.split("/")[0] == "meta":
            continue
        word = inner.rsplit("/", 1)[-1]
        advice = suggest(word, tuple(names), "${{{}}}", said("check-refer-to-rows"))
        bare = inner.startswith(f"{expression.path}/")
        yield Mistake.UNKNOWN_PATH.at(
            where, name, column=expression.column, path=f"'{word}'" if bare else found, advice=advice
        )


def _choices(form: Form, expression: Expression, where: Place, name: str) -> Iterator[Finding]:
    assert expression.tree is not None
    for comparison in comparisons(expression.tree, expression.absolute):
        places = (comparison.path, *comparison.others)
        questions = [form.questions.get(place.removeprefix(f"/{form.root}/")) for place in places]
        lists = [question.choices.list_name for question in questions if question and question.choices]
        if len(lists) < len(places):
            continue  # a text among them may hold anything
        known = tuple(choice.name for one in dict.fromkeys(lists) for choice in form.lists.get(one, ()))
        words = (comparison.literal,) if comparison.operator == "selected" else comparison.literal.split()
        for word in (comparison.literal,) if comparison.literal in known else words:
            if known and word not in known:
                advice = suggest(word, known, "'{}'", said("check-it-has", words=known[:8]))
                yield Mistake.UNKNOWN_CHOICE.at(
                    where,
                    name,
                    column=expression.column,
                    name=_either(f"${{{question.name}}}" for question in questions if question),
                    choice=word,
                    list=_either(dict.fromkeys(lists)),
                    advice=advice,
                )


def _either(names: Iterable[str]) -> Param:
    first, *others = names
    return said("check-either", first=first, second=", ".join(others)) if others else first


def _choice_columns(form: Form, expression: Expression, where: Place, name: str) -> Iterator[Finding]:
    """A choice_filter that looks at a column which no choice of the list has."""
    if not expression.list_name or expression.tree is None:
        return
    choices = form.lists.get(expression.list_name, ())
    known = _CHOICE_COLUMNS.union(*(choice.columns for choice in choices))
    assert isinstance(expression.tree, Path)
    for predicate in expression.tree.steps[-1].predicates:
        for column in dict.fromkeys(_bare(predicate)):
            if column not in known:
                others = tuple(sorted(known - _CHOICE_COLUMNS))
                yield Mistake.UNKNOWN_CHOICE_COLUMN.at(
                    where,
                    name,
                    column=expression.column,
                    name=column,
                    list=expression.list_name,
                    advice=suggest(column, others, "'{}'", said("check-add-column")),
                )


def _bare(node: Node) -> Iterator[str]:
    """Names that stand alone in a predicate, and so mean columns of the choice."""
    match node:
        case Negation():
            yield from _bare(node.operand)
        case Binary():
            yield from _bare(node.left)
            yield from _bare(node.right)
        case Call():
            for argument in node.args:
                yield from _bare(argument)
        case Filter():
            yield from _bare(node.node)
        case Path() if node.origin is None and not node.absolute and node.steps:
            first = node.steps[0]
            if first.axis == "child" and first.test.isidentifier():
                yield first.test
        case _:
            pass


def _score(expression: Expression, where: Place, name: str) -> Iterator[Finding]:
    tree = expression.tree
    value = tree.value if isinstance(tree, Number) else None
    if isinstance(tree, Negation) and isinstance(tree.operand, Number):
        value = -tree.operand.value
    if value is not None and not LOWEST <= value <= HIGHEST:
        yield Mistake.BAD_SCORE.at(where, name, value=f"{value:g}")
