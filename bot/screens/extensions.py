"""A deadline of its own for one agency: until when, why, and whether it is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.flows.problems import Problem
from bot.screens.agency_card import audience
from bot.screens.coordinators import back_to
from bot.screens.dates import due, moment, short_date
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.overviews import AgencyStatus, PersonLine
from bot.screens.phrases import Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.rows import PRIMARY, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen
from bot.screens.views import Deadline


@dataclass(frozen=True, slots=True)
class ExtensionView:
    agency: AgencyStatus
    form: int
    deadline: Deadline  # as it is
    people: tuple[PersonLine, ...] = ()


def minutes(at: datetime) -> str:
    """A moment as a button carries it: minutes since 1970, base 36."""
    return to36(int(at.timestamp()) // 60)


def until_when(
    view: ExtensionView,
    days: tuple[tuple[int, datetime], ...],
    example: str,
    language: str,
    refused: Problem | None = None,
) -> Screen:
    """Buttons for a few days more; any other date is typed."""
    p = phrases(language)
    zone = view.deadline.zone
    said = p("extend-ask", agency=line(view.agency.name, NAME), example=example)
    parts = (
        problem(p, refused) if refused is not None else "",
        f"{said}\n\n{p('extend-now', due=due(view.deadline, language))}",
    )
    buttons = (
        button(
            p.plain("button-days", days=count, date=short_date(at.astimezone(zone).date(), language)),
            _press(view, minutes(at)),
        )
        for count, at in days
    )
    return Screen("\n\n".join(filter(None, parts)), stack(*side_by_side(buttons, 2), row(_back(view, p))))


def why(view: ExtensionView, until: datetime, language: str) -> Screen:
    """The reason is typed, or there is none."""
    p = phrases(language)
    said = p("extend-why", until=moment(until, view.deadline.zone, language))
    without = button(p.plain("button-no-reason"), _press(view, f"{minutes(until)}.n"))
    return Screen(said, stack(row(without), row(_back(view, p))))


def sure(view: ExtensionView, until: datetime, reason: str, language: str) -> Screen:
    """Everything once more, and who will be told."""
    p = phrases(language)
    zone = view.deadline.zone
    said = p(
        "extend-sure",
        agency=line(view.agency.name, NAME),
        until=moment(until, zone, language),
        now=moment(view.deadline.at, zone, language),
    )
    because = (p("extend-reason", reason=reason),) if reason else ()
    yes = button(
        p.plain("button-extend-yes"), _press(view, f"{minutes(until)}.{'r' if reason else 'y'}"), PRIMARY
    )
    text = "\n".join((said, *because, *audience(view.people, p)))
    return Screen(text, stack(row(yes), row(_back(view, p))))


def _press(view: ExtensionView, argument: str) -> Press:
    return Press(Verb.EXTEND, view.agency.submission, view.form, argument=argument)


def _back(view: ExtensionView, p: Phrases) -> Button | None:
    return back_to(view.agency, view.form, p)
