"""Records from a table: what was found in it, what is wrong row by row, and the button that adds all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.flows.problems import Problem
from bot.flows.tabling import Mistake
from bot.screens.length import MESSAGE, line, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.problems import problem
from bot.screens.rows import PRIMARY, button, row, stack
from bot.screens.screen import Screen

ADDING = Verb.TABLE
SHOWN = 10  # records, and mistakes, that stand in the message


@dataclass(frozen=True, slots=True)
class TableView:
    """A table without mistakes. `place` is the button that adds it."""

    name: str  # of the file; '' for rows that were pasted
    count: int
    summaries: tuple[str, ...]
    unfinished: int
    unused: tuple[str, ...]
    place: Press
    known: int = 0  # records that read like one on the list


def reading(name: str, language: str) -> Screen:
    p = phrases(language)
    return Screen(p("table-reading", name=_name(name, p)))


def elsewhere(language: str) -> Screen:
    """She works for somebody else by now, or the list is gone."""
    return Screen(phrases(language)("table-elsewhere"))


def refused(name: str, why: Problem, language: str) -> Screen:
    """The table as a whole cannot be used."""
    p = phrases(language)
    return Screen(f"{p('table-refused', name=_name(name, p))}\n{problem(p, why)}")


def mistaken(
    name: str, mistakes: Sequence[Mistake], unused: Sequence[str], place: Press, language: str
) -> Screen:
    """Every mistake with its row and column, as many as fit; nothing was added."""
    p = phrases(language)
    parts: list[str] = [p("table-mistakes", name=_name(name, p), count=len(mistakes))]
    room = MESSAGE - 400
    for number, one in enumerate(mistakes):
        said = _mistake(one, p)
        room -= shown(said) + 2
        if number >= SHOWN or room < 0:
            parts.append(p("table-more", count=len(mistakes) - number))
            break
        parts.append(said)
    parts += [_unused(unused, p), p("table-again")]
    back = button(p.plain("button-record-list"), replace(place, verb=Verb.ITEMS, argument=""))
    return Screen("\n\n".join(filter(None, parts)), stack(row(back)))


def ready(view: TableView, language: str) -> Screen:
    """What would be added, and the button that does it."""
    p = phrases(language)
    listed = [f"{number}  {escape(line(text, 70))}" for number, text in enumerate(view.summaries, 1)]
    if view.count > len(listed):
        listed.append(p("table-more", count=view.count - len(listed)))
    parts = (
        p("table-ready", name=_name(view.name, p), count=view.count),
        "\n".join(listed),
        p("table-known", count=view.known) if view.known else "",
        p("table-unfinished", count=view.unfinished) if view.unfinished else "",
        _unused(view.unused, p),
    )
    add = button(p.plain("button-add-table", count=view.count), view.place, PRIMARY)
    back = button(p.plain("button-cancel"), replace(view.place, verb=Verb.ITEMS, argument=""))
    return Screen("\n\n".join(filter(None, parts)), stack(row(add), row(back)))


def _mistake(one: Mistake, p: Phrases) -> Html:
    where = p("table-cell", row=one.row, column=line(one.column, 60), said=line(one.said, 60))
    return Html(f"{where}\n{problem(p, one.problem)}")


def _unused(heads: Sequence[str], p: Phrases) -> Html:
    if not heads:
        return Html("")
    return p("table-unused", heads=line(", ".join(line(head, 40) for head in heads[:5]), 200))


def _name(name: str, p: Phrases) -> str:
    return line(name, 80) or p.plain("table-pasted")
