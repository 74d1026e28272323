"""Which columns a round's tables have, and in which order, over all form versions that it was pinned to.

The first version's columns come first, then what each later version adds, in its order. So a column never moves
and never vanishes: a question that was dropped keeps its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.flows.form import CHOOSING, Form, Kind, Question


class Facet(StrEnum):
    """What of an answer a column holds: most have their value alone, choices their labels beside it."""

    VALUE = "value"
    LABEL = "label"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    ALTITUDE = "altitude"
    ACCURACY = "accuracy"


PLACE = (Facet.LATITUDE, Facet.LONGITUDE, Facet.ALTITUDE, Facet.ACCURACY)


@dataclass(frozen=True, slots=True)
class Column:
    path: str
    facet: Facet
    version: int  # which version speaks for it, as a place among the round's versions


@dataclass(frozen=True)
class Versions:
    """The form versions that a round was ever pinned to, the oldest first, and which of them it has now."""

    forms: tuple[Form, ...]
    present: int

    @cached_property
    def shown(self) -> tuple[frozenset[str], ...]:
        """The rows of each version that our own tables have."""
        return tuple(
            frozenset(path for path, question in form.questions.items() if is_shown(question))
            for form in self.forms
            for is_shown in (_shown(form),)
        )

    def columns(self, table: str) -> tuple[Column, ...]:
        """The columns of a table: a repeat, or '' for the agency's own row."""
        found: dict[tuple[str, Facet], int] = {}
        for version, form in self._in_order():
            for question in form.questions.values():
                if question.path in self.shown[version] and table_of(form, question.path) == table:
                    for facet in facets(question):
                        found[question.path, facet] = version  # a key that is known keeps its place
        return tuple(Column(path, facet, version) for (path, facet), version in found.items())

    def repeats(self) -> tuple[str, ...]:
        """The repeats of all versions, each of which is a table of its own."""
        return _merged(_repeats(form) for form in self.forms)

    def sections(self) -> tuple[str, ...]:
        return _merged(form.sections for form in self.forms)

    def speaker(self, path: str) -> int | None:
        """The version that speaks for a row: the present one, or the newest that had it; None if none did."""
        found = [version for version, form in self._in_order() if path in form.repeats_of]
        return found[-1] if found else None

    def _in_order(self) -> Iterator[tuple[int, Form]]:
        yield from enumerate(self.forms)
        yield self.present, self.forms[self.present]


def table_of(form: Form, path: str) -> str:
    """The table in which a question stands: its innermost repeat, or '' for the agency's own row."""
    around = form.repeats_of[path]
    return around[-1] if around else ""


def facets(question: Question) -> tuple[Facet, ...]:
    if question.kind is Kind.GEOPOINT:
        return PLACE
    return (Facet.VALUE, Facet.LABEL) if question.kind in CHOOSING else (Facet.VALUE,)


def _shown(form: Form) -> Callable[[Question], bool]:
    """Which rows our own tables have: whatever is answered or computed; not what is only shown, and not the facts
    that are the same for everybody. Where an author labels some calculations, the others are her working."""
    labelled = any(q.kind is Kind.CALCULATE and q.label for q in form.questions.values())
    return lambda q: q.answerable or (q.kind is Kind.CALCULATE and (bool(q.label) or not labelled))


def _repeats(form: Form) -> Sequence[str]:
    return [path for path, group in form.groups.items() if group.repeat]


def _merged(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for found in lists for one in found))
