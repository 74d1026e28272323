"""The round's deadline: as it is, what moving it would mean, and what people are told when it has moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.flows.problems import Problem
from bot.screens.dates import due, greeting, moment
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.reaches import Reach, Target, others, reach_lines, signature
from bot.screens.rows import PRIMARY, button, row, stack, start
from bot.screens.screen import Button, Screen
from bot.screens.views import Deadline, Place

DAYS = (1, 2, 3, 7)
TYPED, CANCEL, YES = "t", "q", "y"  # arguments of the buttons, beside the number of days


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """The deadline as it stands. `own` agencies have a later one of their own."""

    target: Target
    round: str
    region: str
    deadline: Deadline
    own: int = 0
    others: tuple[tuple[str, int, int], ...] = ()  # further rounds: name, the region's submission, form
    typing: bool = False  # her next words are the new deadline
    problem: Problem | None = None  # why they are none
    example: str = ""  # a deadline as one types it


@dataclass(frozen=True, slots=True)
class MoveView:
    """What moving it to another moment would mean."""

    target: Target
    round: str
    deadline: Deadline  # as it is
    new: datetime
    reach: Reach
    coordinators: int  # others, who are told too
    own: int  # agencies that keep a later deadline of their own


@dataclass(frozen=True, slots=True)
class MovedView:
    """It has moved. `act` can be undone where that is 0 not."""

    target: Target
    round: str
    deadline: Deadline
    people: int
    act: int = 0


@dataclass(frozen=True, slots=True)
class MovedNews:
    """To everybody who still has something to do, and to the other coordinators."""

    person: str
    round: str
    region: str
    by: str
    deadline: Deadline
    agency: str = ""  # '' for a coordinator
    place: Place | None = None
    whole: int = 0  # the submission that stands for the round


def deadline(view: DeadlineView, language: str) -> Screen:
    """The deadline, with what moves it; or the wish that she types the new one."""
    p = phrases(language)
    title = p("home-round", round=line(view.round, NAME), region=line(view.region, NAME))
    said = [f"{title}\n{due(view.deadline, language)}"]
    if view.own:
        said.append(p("deadline-own", count=view.own))
    if view.problem is not None:
        said = [problem(p, view.problem)]
    elif view.typing:
        said.append(p("deadline-type", example=view.example))
    else:
        said.append(p("deadline-move"))
    if view.typing or view.problem is not None:
        return Screen("\n\n".join(said), stack(row(_button(view.target, CANCEL, p.plain("button-cancel")))))
    days = (_button(view.target, str(n), p.plain("button-add-days", days=n)) for n in DAYS)
    schedule = Press(Verb.SCHEDULE, view.target.submission, view.target.form)
    return Screen(
        "\n\n".join(said),
        stack(
            row(*days),
            row(_button(view.target, TYPED, p.plain("button-other-date"))),
            row(button(p.plain("button-schedule"), schedule)),
            *others(view.others, Verb.DEADLINE),
        ),
    )


def move(view: MoveView, language: str) -> Screen:
    """From when to when, and who will be told; nothing has happened yet."""
    p = phrases(language)
    zone = view.deadline.zone
    said = [
        p(
            "deadline-preview",
            round=line(view.round, NAME),
            old=moment(view.deadline.at, zone, language),
            new=moment(view.new, zone, language),
        )
    ]
    if view.reach.people or view.reach.missed:
        said.append(Html(f"\n{p('deadline-tell')}\n{reach_lines(view.reach, p)}"))
    if view.coordinators:
        said.append(p("deadline-coordinators", count=view.coordinators))
    if view.own:
        said.append(p("deadline-own-kept", count=view.own))
    yes = f"{YES}{_seconds(view.new)}.{_seconds(view.deadline.at)}"
    return Screen(
        "\n".join(said),
        stack(
            row(_button(view.target, yes, p.plain("button-move-deadline"), PRIMARY)),
            row(_button(view.target, TYPED, p.plain("button-other-date"))),
            row(_button(view.target, CANCEL, p.plain("button-cancel"))),
        ),
    )


def moved(view: MovedView, language: str) -> Screen:
    """It is done; the way back stands under it while there is one."""
    p = phrases(language)
    said = p("deadline-moved", round=line(view.round, NAME), due=due(view.deadline, language))
    told = p("deadline-told", count=view.people) if view.people else ""
    undo = Press(Verb.UNDO, view.target.submission, view.target.form, argument=to36(view.act))
    back = button(p.plain("button-undo"), undo) if view.act else None
    status = button(p.plain("button-status"), Press(Verb.STATUS, view.target.submission, argument="0"))
    return Screen("\n".join(filter(None, (said, told))), stack(row(back), row(status)))


def news(view: MovedNews, language: str) -> Screen:
    """What people read: until when it is now, and the way to go on."""
    p = phrases(language)
    zone = view.deadline.zone
    facts = {
        "greeting": greeting(view.deadline.now, zone, language),
        "person": address(view.person, language),
        "round": line(view.round, NAME),
        "new": moment(view.deadline.at, zone, language),
    }
    if view.place is None:
        status = button(p.plain("button-status"), Press(Verb.STATUS, view.whole, argument="0"))
        said = p("deadline-news-coordinator", by=line(view.by, PERSON), **facts)
        return Screen(said, stack(row(status)))
    said = p("deadline-news", agency=line(view.agency, NAME), **facts)
    signed = signature(view.by, view.region, p) if view.by else ""  # the command line is nobody
    return Screen("\n\n".join(filter(None, (said, signed))), stack(row(start(p, view.place))))


def _button(target: Target, argument: str, text: str, style: str = "") -> Button | None:
    return button(text, Press(Verb.DEADLINE, target.submission, target.form, argument=argument), style)


def _seconds(at: datetime) -> str:
    return to36(int(at.timestamp()))
