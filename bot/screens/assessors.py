"""Assessors: of which pillar one is invited, and the first words to her."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.round_card import ASSESSOR
from bot.screens.rows import PRIMARY, button, row, side_by_side, stack
from bot.screens.screen import Screen

ALL = "a"  # of all pillars, after what the button of an assessor's invitation begins with


@dataclass(frozen=True, slots=True)
class PillarChoiceView:
    whole: int
    form: int
    pillars: tuple[str, ...]  # labels, in the form's order


def choice(view: PillarChoiceView, language: str) -> Screen:
    """Which answers she will read: of all pillars, or of one."""
    p = phrases(language)

    def press(which: str) -> Press:
        return Press(Verb.INVITE, view.whole, view.form, argument=f"{ASSESSOR}{which}")

    every = button(p.plain("button-all-pillars"), press(ALL), PRIMARY)
    ones = (button(narrow(label, 18), press(to36(at))) for at, label in enumerate(view.pillars))
    return Screen(p("assessor-choice"), stack(row(every), *side_by_side(ones, 2)))


def joined(name: str, region: str, pillars: tuple[str, ...], language: str) -> Screen:
    """The first words to an assessor: where she reads, and what she can do about it."""
    p = phrases(language)
    said = p("assessor-joined", person=line(name, PERSON), region=line(region, NAME))
    if pillars:
        said = Html(f"{said}\n{p('assessor-pillars', pillars=line(', '.join(pillars), 200))}")
    return Screen(
        said, stack(row(button(p.plain("button-queue"), Press(Verb.INSPECT, argument="0"), PRIMARY)))
    )
