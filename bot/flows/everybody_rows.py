"""What all agencies have in the rows that a region-wide expression reads, side by side.

A row has one value an agency. A row inside a list of records has one an item, the items of all agencies one after
the other; and so has the list itself, which can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.flows.answers import AnswerKey, Answers
from bot.flows.document import Document
from bot.flows.form import Form
from bot.flows.logic import Logic

Rows = dict[str, list[str]]


class Settled(Protocol):
    """One agency's answers, settled."""

    def value(self, key: AnswerKey, /) -> str: ...

    def items(self, repeat: AnswerKey, /) -> tuple[str, ...]: ...


def plain(logic: Logic, shared: frozenset[str], everybody: Sequence[Answers]) -> Rows | None:
    """Straight from the answers, where nothing hides or computes these rows; None where something does."""
    paths, within = _split(logic.form, shared)
    rows = [*paths, *(path for inside in within.values() for path in inside)]
    if not (all(map(logic.is_plain, rows)) and all(map(logic.is_free, within))):
        return None
    found = {path: [answers.value(AnswerKey(path)) for answers in everybody] for path in paths}
    for repeat, inside in within.items():
        items = [(answers, item) for answers in everybody for item in answers.items(repeat)]
        found[repeat] = [item for _, item in items]
        found |= {p: [answers.value(AnswerKey(p, (item,))) for answers, item in items] for p in inside}
    return found


def settled(logic: Logic, shared: frozenset[str], agencies: Sequence[Settled]) -> Rows:
    """The same from settled answers."""
    paths, within = _split(logic.form, shared)
    found = {path: [agency.value(AnswerKey(path)) for agency in agencies] for path in paths}
    for repeat, inside in within.items():
        items = [(agency, item) for agency in agencies for item in agency.items(AnswerKey(repeat))]
        found[repeat] = [item for _, item in items]
        found |= {p: [agency.value(AnswerKey(p, (item,))) for agency, item in items] for p in inside}
    return found


def spread(document: Document, form: Form, rows: Mapping[str, list[str]]) -> None:
    """Put them into the region's document, in place of what one agency has there."""
    for path, values in rows.items():
        if not form.repeats_of[path]:
            document.spread(path, values)
    for repeat, items in rows.items():
        if repeat in form.groups:
            inside = {p: rows[p] for p in rows if p in form.questions and form.repeats_of[p] == (repeat,)}
            document.spread_items(repeat, len(items), inside)


def _split(form: Form, shared: frozenset[str]) -> tuple[list[str], dict[str, list[str]]]:
    """Rows outside of lists; lists that stand in no other list, and the rows in each."""
    around = form.repeats_of
    paths = [path for path in sorted(shared) if path in form.questions]
    lists = [path for path in sorted(shared) if path in form.groups and around[path] == (path,)]
    return (
        [path for path in paths if not around[path]],
        {one: [path for path in paths if around[path] == (one,)] for one in lists},
    )
