"""Compiles an expression once and evaluates it many times, through libxml2, over the instance document.

The document is `<pilar>` with the form's instance as first child and one `<instance id="list">` for each
choices list behind it. Nothing here keeps state between evaluations; any thread may evaluate any expression.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isnan
from typing import Any, cast

from lxml import etree

from bot.flows.xpath.functions_repeats import randomize
from bot.flows.xpath.functions_values import Element, Environment, Value, environment, number, text, truth
from bot.flows.xpath.references import place_of
from bot.flows.xpath.rewriting import NAMESPACE, ROW, Rewriter, Unknown, Where
from bot.flows.xpath.syntax import Call, Node, parse

__all__ = ["Element", "Environment", "Expression", "ExpressionProblem", "Value", "compile_expression"]


CALLING_OUT = frozenset({"jr-choice-name", "jr-itext"})
"""Functions that ask the environment for labels."""

_under_way: ContextVar[tuple[Expression, ...]] = ContextVar("under_way", default=())


class ExpressionProblem(Exception):
    """An expression that reads well but cannot be evaluated: an unknown function, a text that has steps."""

    def __init__(self, source: str, detail: str) -> None:
        super().__init__(f"{source.strip()}: {detail}")
        self.source = source
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression; `evaluate` and its kin take the element of the row that it stands on.

    All of them raise ExpressionProblem, and only when the expression itself is wrong: answers, blank or odd,
    give '', NaN or false.
    """

    source: str
    rewritten: str
    compiled: etree.XPath
    uses_row: bool
    uses_environment: bool
    calls_out: bool  # it asks for labels, which may hold expressions themselves
    shuffled: bool = False
    seed: Expression | None = None

    def evaluate(self, node: Element, env: Environment) -> Value:
        """The value as it is; a node-set is a list of elements in document order, or as randomize() has it."""
        if self.calls_out:
            return self._guarded(node, env)
        return self._evaluated(node, env)

    def _guarded(self, node: Element, env: Environment) -> Value:
        """A label that asks for itself is blank: libxml2's lock on the expression would wait for ever."""
        around = _under_way.get()
        if any(expression is self for expression in around):
            return ""
        token = _under_way.set((*around, self))
        try:
            return self._evaluated(node, env)
        finally:
            _under_way.reset(token)

    def _evaluated(self, node: Element, env: Environment) -> Value:
        token = environment.set(env) if self.uses_environment else None
        try:
            variables: dict[str, Any] = {ROW: node} if self.uses_row else {}
            value = cast(Value, self.compiled(node, **variables))
            if self.shuffled:
                return randomize(value, self.seed.evaluate(node, env) if self.seed else "")
            return value
        except etree.XPathError as error:
            raise ExpressionProblem(self.source, str(error)) from error
        finally:
            if token is not None:
                environment.reset(token)

    def string(self, node: Element, env: Environment) -> str:
        """The value as it is stored and shown; what is no number is blank (JavaRosa's calculate)."""
        value = self.evaluate(node, env)
        return "" if isinstance(value, float) and isnan(value) else str(text(value))

    def boolean(self, node: Element, env: Environment) -> bool:
        return truth(self.evaluate(node, env))

    def number(self, node: Element, env: Environment) -> float:
        """The value as a number, NaN when it is none; dates are days since 1970-01-01."""
        value = self.evaluate(node, env)
        if isinstance(value, float):
            return value
        token = environment.set(env)
        try:
            return number(value)
        finally:
            environment.reset(token)


@lru_cache(maxsize=8192)
def compile_expression(source: str, *, context: str, repeats: frozenset[str]) -> Expression:
    """The expression as it stands on the row at `context`, an absolute path such as '/data/living/births'.

    `repeats` are the absolute paths of all repeats of the form. Raises SyntaxProblem for what cannot be read
    and ExpressionProblem for functions that do not exist or take other arguments.
    """
    tree = parse(source)
    if isinstance(tree, Call) and tree.name == "randomize" and 1 <= len(tree.args) <= 2:
        nodes, *seed = (_compile(source, arg, context, repeats) for arg in tree.args)
        return replace(nodes, uses_environment=True, shuffled=True, seed=seed[0] if seed else None)
    return _compile(source, tree, context, repeats)


def _compile(source: str, tree: Node, context: str, repeats: frozenset[str]) -> Expression:
    row = place_of(context)
    rewriter = Rewriter(frozenset(place_of(repeat) for repeat in repeats))
    try:
        rewritten = rewriter.rewrite(tree, Where(row, row))
        compiled = etree.XPath(
            rewritten,
            namespaces={"p": NAMESPACE},
            extensions=rewriter.extensions,
            regexp=False,
            smart_strings=False,
        )
    except (Unknown, etree.XPathError) as error:
        raise ExpressionProblem(source, str(error)) from error
    calls_out = not CALLING_OUT.isdisjoint(name for _, name in rewriter.extensions)
    return Expression(source, rewritten, compiled, rewriter.uses_row, bool(rewriter.extensions), calls_out)
