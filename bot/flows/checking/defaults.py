"""Constant defaults that their question could never hold: of another type, or no choice of its list."""

from __future__ import annotations

from collections.abc import Iterator

from bot.flows.checking.catalogue import Mistake, suggest
from bot.flows.checking.findings import Finding, Rows
from bot.flows.form import CHOOSING, Form, Kind
from bot.flows.said import said
from bot.flows.values.casting import constant

_EXAMPLES = {
    Kind.DATE: "2024-05-27",
    Kind.DATETIME: "2024-05-27T14:20:00.000",
    Kind.TIME: "14:20:00.000",
    Kind.INTEGER: "17",
    Kind.DECIMAL: "86.45",
    Kind.RANGE: "3",
    Kind.GEOPOINT: "-0.5022 117.1537 0 0",
}


def check_defaults(form: Form, rows: Rows) -> Iterator[Finding]:
    """Warnings, since ODK too leaves such a question blank."""
    for path, question in form.questions.items():
        if not question.default:
            continue
        listed = form.lists.get(question.choices.list_name, ()) if question.choices else ()
        names = tuple(choice.name for choice in listed)
        if constant(question, names):
            continue
        if question.kind in CHOOSING and question.choices:
            wrong = next(word for word in question.default.split() if word not in names)
            advice = suggest(wrong, names, "'{}'", said("check-it-has", words=names[:8]))
            yield Mistake.DEFAULT_NOT_LISTED.at(
                rows.of(path),
                question.name,
                value=wrong,
                list=question.choices.list_name,
                advice=advice,
            )
        elif question.kind in _EXAMPLES:
            yield Mistake.DEFAULT_OF_OTHER_TYPE.at(
                rows.of(path),
                question.name,
                value=question.default,
                type=question.kind.value,
                example=_EXAMPLES[question.kind],
            )
