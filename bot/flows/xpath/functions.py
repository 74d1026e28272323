"""All functions that an expression may call, on one page: arguments, result, and who computes it.

XPath 1.0's own where libxml2 is right, and the whole of the ODK XForms specification.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from math import nan
from typing import Any

from bot.flows.xpath import functions_choices as choices
from bot.flows.xpath import functions_dates as dates
from bot.flows.xpath import functions_numbers as numbers
from bot.flows.xpath import functions_operators as operators
from bot.flows.xpath import functions_places as places
from bot.flows.xpath import functions_repeats as repeats
from bot.flows.xpath import functions_text as words
from bot.flows.xpath.functions_values import Value, number, text, truth


class Type(Enum):
    """What an expression gives, as far as its text tells; ANY is only known when it is evaluated."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    NODES = "nodes"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Function:
    """`run` is ours; without it libxml2's own is called, with its arguments turned into `takes` first."""

    least: int
    most: int | None
    gives: Type
    run: Callable[..., Value] | None = None
    takes: Type | None = None


N, S, B, X, A = Type.NUMBER, Type.TEXT, Type.TRUTH, Type.NODES, Type.ANY

FUNCTIONS: Mapping[str, Function] = {
    # text
    "string": Function(0, 1, S, takes=S),
    "concat": Function(1, None, S, words.concat),
    "join": Function(1, None, S, words.join),
    "substr": Function(2, 3, S, words.substr),
    "substring": Function(2, 3, S, takes=S),
    "substring-before": Function(2, 2, S, takes=S),
    "substring-after": Function(2, 2, S, takes=S),
    "translate": Function(3, 3, S, takes=S),
    "string-length": Function(0, 1, N, takes=S),
    "normalize-space": Function(0, 1, S, takes=S),
    "contains": Function(2, 2, B, takes=S),
    "starts-with": Function(2, 2, B, takes=S),
    "ends-with": Function(2, 2, B, words.ends_with),
    "uuid": Function(0, 1, S, numbers.identifier),
    "digest": Function(2, 3, S, words.digest),
    "base64-decode": Function(1, 1, S, words.base64_decode),
    "regex": Function(2, 2, B, words.regex),
    # logic
    "if": Function(3, 3, A, operators.choose),
    "coalesce": Function(2, 2, A, operators.coalesce),
    "once": Function(1, 1, A, repeats.once),
    "true": Function(0, 0, B),
    "false": Function(0, 0, B),
    "boolean": Function(1, 1, B, takes=B),
    "boolean-from-string": Function(1, 1, B, operators.boolean_from_string),
    "not": Function(1, 1, B, takes=B),
    "checklist": Function(2, None, B, operators.checklist),
    "weighted-checklist": Function(2, None, B, operators.weighted_checklist),
    # numbers
    "number": Function(0, 1, N, number),
    "int": Function(1, 1, N, numbers.whole),
    "floor": Function(1, 1, N, takes=N),
    "ceiling": Function(1, 1, N, takes=N),
    "round": Function(1, 2, N, numbers.rounded),
    "abs": Function(1, 1, N, numbers.absolute),
    "sum": Function(1, 1, N, numbers.total),
    "min": Function(1, None, N, numbers.smallest),
    "max": Function(1, None, N, numbers.largest),
    "pow": Function(2, 2, N, numbers.power),
    "log": Function(1, 1, N, numbers.logarithm),
    "log10": Function(1, 1, N, numbers.logarithm10),
    "exp": Function(1, 1, N, numbers.exponential),
    "exp10": Function(1, 1, N, numbers.exponential10),
    "sqrt": Function(1, 1, N, numbers.square_root),
    "sin": Function(1, 1, N, numbers.sine),
    "cos": Function(1, 1, N, numbers.cosine),
    "tan": Function(1, 1, N, numbers.tangent),
    "asin": Function(1, 1, N, numbers.arc_sine),
    "acos": Function(1, 1, N, numbers.arc_cosine),
    "atan": Function(1, 1, N, numbers.arc_tangent),
    "atan2": Function(2, 2, N, numbers.arc_tangent2),
    "pi": Function(0, 0, N, numbers.pi),
    "random": Function(0, 0, N, numbers.chance),
    # nodes and repeats
    "count": Function(1, 1, N),
    "count-non-empty": Function(1, 1, N, repeats.count_non_empty),
    "position": Function(0, 1, N, repeats.position),
    "last": Function(0, 0, N),
    "instance": Function(1, 1, X, choices.instance),
    "current": Function(0, 0, X),
    "randomize": Function(1, 2, X, repeats.randomize),
    "indexed-repeat": Function(3, 11, X, repeats.indexed_repeat),
    "id": Function(1, 1, X),
    "name": Function(0, 1, S),
    "local-name": Function(0, 1, S),
    "namespace-uri": Function(0, 1, S),
    "lang": Function(1, 1, B, takes=S),
    # dates
    "today": Function(0, 0, S, dates.today),
    "now": Function(0, 0, S, dates.now),
    "date": Function(1, 1, S, dates.as_date),
    "date-time": Function(1, 1, S, dates.as_date_time),
    "format-date": Function(2, 2, S, dates.format_date),
    "format-date-time": Function(2, 2, S, dates.format_date),
    "decimal-date-time": Function(1, 1, N, dates.decimal_date_time),
    "decimal-time": Function(1, 1, N, dates.decimal_time),
    # choices and texts
    "selected": Function(2, 2, B, choices.selected),
    "is-selected": Function(2, 2, B, choices.selected),
    "selected-at": Function(2, 2, S, choices.selected_at),
    "count-selected": Function(1, 1, N, choices.count_selected),
    "jr:choice-name": Function(2, 2, S, choices.choice_name),
    "jr:itext": Function(1, 1, S, choices.itext),
    "pulldata": Function(4, 4, S, choices.pulldata),
    # places
    "area": Function(1, None, N, places.area),
    "enclosed-area": Function(1, None, N, places.area),
    "distance": Function(1, None, N, places.distance),
    # of other clients: harmless here
    "version": Function(0, 0, S, lambda: ""),
    "property": Function(1, 1, S, lambda name: ""),
    "depend": Function(1, None, A, lambda first, *rest: first),
}

OPERATORS: Mapping[str, Function] = {
    "=": Function(2, 2, B, operators.equal),
    "!=": Function(2, 2, B, operators.different),
    "<": Function(2, 2, B, operators.less),
    "<=": Function(2, 2, B, operators.at_most),
    ">": Function(2, 2, B, operators.greater),
    ">=": Function(2, 2, B, operators.at_least),
    "to-number": Function(1, 1, N, number),
    "to-text": Function(1, 1, S, text),
    "to-truth": Function(1, 1, B, truth),
}
"""What the rewritten expression calls in place of an operator or a conversion; authors cannot."""

_NOTHING: Mapping[Type, Value] = {N: nan, S: "", B: False, A: ""}

Extension = Callable[..., Any]


def extension(function: Function) -> Extension:
    """As lxml calls it, with a context first. Where it has no answer it gives NaN, '' or false."""
    run = function.run
    assert run is not None, "libxml2's own functions are not registered"

    def call(_: object, *args: Value) -> Value:
        try:
            return run(*args)
        except (ArithmeticError, ValueError, TypeError):
            return [] if function.gives is X else _NOTHING[function.gives]

    return call
