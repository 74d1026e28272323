"""What stands beside the picture of a digest or a recap: what got lost, and buttons to the other pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.screens.home import NAME
from bot.screens.length import line, narrow, shown
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, phrases
from bot.screens.press import Press, Verb
from bot.screens.recaps import CAPTION
from bot.screens.rows import Row, button, held_page, page_count, pager, row, side_by_side, stack
from bot.screens.screen import Screen
from bot.screens.task_left import counted
from bot.screens.views import NO_TASKS, TaskCount

NAMED = 5  # of people and agencies in one line; the rest is a number
PAGE = 20  # agencies to choose from
ROUNDS = 3  # other rounds that stand as buttons
MAP, RADAR, CARD, CHOICE = "m", "r", "c", "a"  # what a button asks for; a page follows MAP and CHOICE


@dataclass(frozen=True, slots=True)
class Losses:
    """What coordinators must look after, by name: people whom nothing reached since yesterday, agencies of which a
    file could not be fetched, agencies to call. In a group `people` is empty and `messages` counts them."""

    people: tuple[str, ...] = ()
    messages: int = 0
    files: int = 0
    file_agencies: tuple[str, ...] = ()
    calls: int = 0
    call_names: tuple[str, ...] = ()
    tasks: TaskCount = NO_TASKS


@dataclass(frozen=True, slots=True)
class Around:
    """What the buttons under the picture need. `whole` is the submission that stands for the round."""

    whole: int
    form: int
    page: int
    pages: int
    estimate: bool
    coordinates: bool  # False for a leader, who has no list of agencies
    rounds: tuple[tuple[int, str], ...] = field(default_factory=tuple)  # other rounds: whole, name


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    whole: int
    form: int
    agencies: tuple[tuple[int, str], ...]  # submission, short name
    page: int


def with_losses(screen: Screen, losses: Losses, language: str) -> Screen:
    """The text of the digest, and below it what got lost: by name where that fits under a picture."""
    p = phrases(language)
    for named in (True, False):
        text = "\n\n".join(filter(None, (screen.text, "\n".join(_losses(losses, named, p)))))
        if shown(text) <= CAPTION:
            break
    return Screen(text, screen.rows)


def under(around: Around, language: str) -> tuple[Row, ...]:
    """The other pictures, the other pages, the list."""
    p = phrases(language)

    def to(what: str, text: str, whole: int = around.whole) -> Row:
        return row(button(text, Press(Verb.RECAP, whole, argument=what)))

    everyone = Press(Verb.STATUS, around.whole, argument="0")
    return stack(
        pager(around.page, around.pages, Press(Verb.RECAP, around.whole), MAP),
        to(RADAR, p.plain("button-recap-radar")) if around.estimate else (),
        to(CHOICE, p.plain("button-recap-agency")),
        row(button(p.plain("button-all-agencies"), everyone)) if around.coordinates else (),
        *(to(MAP, narrow(line(name), 30), whole) for whole, name in around.rounds[:ROUNDS]),
    )


def preparing(language: str) -> Screen:
    """The picture is being made; it follows."""
    return Screen(phrases(language)("recap-preparing"))


def just_asked(language: str) -> Screen:
    """The same picture was asked for within the minute: nothing further follows."""
    return Screen(phrases(language)("recap-just-asked"))


def agency_choice(view: AgencyChoice, language: str) -> Screen:
    """Which agency's card?"""
    p = phrases(language)
    pages = page_count(len(view.agencies), PAGE)
    page = held_page(view.page, pages)
    buttons = (
        button(narrow(line(name), 18), Press(Verb.RECAP, submission, argument=CARD))
        for submission, name in view.agencies[page * PAGE : (page + 1) * PAGE]
    )
    rows = stack(*side_by_side(buttons, 2), pager(page, pages, Press(Verb.RECAP, view.whole), CHOICE))
    return Screen(p("recap-choice") if view.agencies else p("status-empty"), rows)


def _losses(losses: Losses, named: bool, p: Phrases) -> list[Html]:
    said = [counted(losses.tasks, p)] if losses.tasks else []
    if losses.calls:
        said.append(p("digest-calls", count=losses.calls, names=_named(losses.call_names, named, NAME, p)))
    if losses.messages:
        said.append(p("digest-unsent", count=losses.messages, names=_named(losses.people, named, PERSON, p)))
    if losses.files:
        said.append(p("digest-files", count=losses.files, names=_named(losses.file_agencies, named, NAME, p)))
    return said


def _named(names: Sequence[str], named: bool, limit: int, p: Phrases) -> str:
    if not named or not names:
        return ""
    said = ", ".join(line(name, limit) for name in names[:NAMED])
    more = len(names) - NAMED
    return f"{said} {p.plain('and-more', count=more)}" if more > 0 else said
