"""Whom to call: agencies that a message does not help with, why, whom, and the way out as buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from babel.lists import format_list

from bot.screens.coordinators import held
from bot.screens.dates import lately, moment
from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.reaches import Target, others
from bot.screens.rows import Row, button, held_page, page_count, pager, row, stack
from bot.screens.screen import Screen
from bot.screens.views import Deadline

PAGE = 5
PEOPLE = 3  # named for one agency


class Why(StrEnum):
    """The most urgent first: nothing sent through the bot arrives there; it is late; it has gone quiet."""

    GONE = "gone"  # everybody who joined has blocked the bot or left
    NEVER = "never"  # nobody ever joined
    TASK = "task"  # a follow-up task is late
    OVERDUE = "overdue"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class CallPerson:
    name: str
    seen_at: datetime | None
    unreachable: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One agency to call. `deadline` is its own effective one."""

    submission: int
    agency: str
    short_name: str
    why: tuple[Why, ...]  # the most urgent first
    contact: str
    people: tuple[CallPerson, ...]
    deadline: datetime
    left: int  # sections that it has not sent
    tasks: tuple[str, ...] = ()  # follow-up tasks that are late


@dataclass(frozen=True, slots=True)
class CallsView:
    target: Target
    round: str
    region: str
    deadline: Deadline
    calls: tuple[Call, ...]
    page: int
    extend: bool  # there is a control to give an agency more time
    others: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class UnreachableView:
    """Somebody who represents an agency cannot be written to any more."""

    submission: int
    form: int
    person: str
    agency: str
    contact: str
    others: tuple[str, ...]  # who else represents it and can be reached


def calls(view: CallsView, language: str) -> Screen:
    """The list, a few agencies a page; each with its reasons, whom to call, and what can be done from here."""
    p = phrases(language)
    title = p("home-round", round=line(view.round, NAME), region=line(view.region, NAME))
    pages = page_count(len(view.calls), PAGE)
    page = held_page(view.page, pages)
    shown = view.calls[page * PAGE : (page + 1) * PAGE]
    if not shown:
        return Screen(f"{title}\n{p('calls-none')}", stack(*others(view.others, Verb.CALLS)))
    head = f"{title}\n{p('calls-count', count=len(view.calls))}"
    parts = [_call(one, number, view, p) for number, one in enumerate(shown, page * PAGE + 1)]
    turn = Press(Verb.CALLS, view.target.submission, view.target.form)
    return Screen(
        held((head, *parts)),
        stack(
            *(_ways_out(one, number, view, p) for number, one in enumerate(shown, page * PAGE + 1)),
            pager(page, pages, turn),
            *others(view.others, Verb.CALLS),
        ),
    )


def unreachable(view: UnreachableView, language: str) -> Screen:
    """To coordinators: who it is, who else is there, and the way out."""
    p = phrases(language)
    said = [p("unreachable", person=line(view.person, PERSON), agency=line(view.agency, NAME))]
    if view.others:
        named = [line(name, PERSON) for name in view.others[:PEOPLE]]
        said.append(p("unreachable-others", names=format_list(named, locale=language)))
    else:
        said.append(p("unreachable-nobody"))
    if view.contact:
        said.append(p("call-contact", contact=line(view.contact, 200)))
    invite = button(p.plain("button-invite-another"), Press(Verb.INVITE, view.submission, view.form))
    card = button(p.plain("button-agency"), Press(Verb.SECTIONS, view.submission, view.form))
    return Screen("\n".join(said), stack(row(invite), row(card)))


def _call(one: Call, number: int, view: CallsView, p: Phrases) -> Html:
    zone, now = view.deadline.zone, view.deadline.now
    said: list[str] = [f"{number}. {escape(line(one.agency, NAME))}"]
    if one.tasks:
        said.append(p("call-task", count=len(one.tasks), text=line(one.tasks[0], 90)))
    said += [
        p("call-overdue", moment=moment(one.deadline, zone, p.language), count=one.left)
        if why is Why.OVERDUE
        else p("call-silent", count=one.left)
        if why is Why.SILENT
        else p(f"call-{why.value}")
        for why in one.why
        if why is not Why.TASK
    ]
    for person in one.people[:PEOPLE]:
        seen = lately(person.seen_at, zone, now, p.language) if person.seen_at is not None else ""
        key = "call-person-unreachable" if person.unreachable else "call-person"
        said.append(p(key, name=line(person.name, PERSON), seen=seen or p.plain("call-never-seen")))
    if len(one.people) > PEOPLE:
        said.append(p("and-more", count=len(one.people) - PEOPLE))
    said.append(p("call-contact", contact=line(one.contact, 200)) if one.contact else p("call-no-contact"))
    return Html("\n".join(said))


def _ways_out(one: Call, number: int, view: CallsView, p: Phrases) -> Row:
    form = view.target.form
    card = button(f"{number} {narrow(one.short_name, 12)}", Press(Verb.SECTIONS, one.submission, form))
    invite = button(p.plain("button-call-invite"), Press(Verb.INVITE, one.submission, form))
    late = view.extend and Why.OVERDUE in one.why
    extend = button(p.plain("button-call-extend"), Press(Verb.EXTEND, one.submission, form)) if late else None
    owed = button(p.plain("button-tasks"), Press(Verb.TASK, one.submission, form)) if one.tasks else None
    return row(card, owed or invite, extend)
