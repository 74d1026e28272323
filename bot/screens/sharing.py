"""Texts that a representative forwards to a colleague: a section to take on, or one question to help with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.screens.dates import long_date, moment
from bot.screens.home import NAME
from bot.screens.invitations import forwarded
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import phrases
from bot.screens.press import Press, Verb
from bot.screens.rows import button, row, stack
from bot.screens.screen import Screen
from bot.screens.views import Deadline, Place

LABEL = 300
WITHDRAW = "x"


@dataclass(frozen=True, slots=True)
class SectionLinkView:
    person: str
    agency: str
    round: str
    section: str
    questions: int
    minutes: int
    link: str
    code: str
    deadline: Deadline
    expires: datetime


@dataclass(frozen=True, slots=True)
class QuestionLinkView:
    place: Place
    ordinal: int
    items: tuple[str, ...]
    person: str
    agency: str
    record: str
    label: str
    link: str
    code: str
    deadline: Deadline
    expires: datetime


def section_link(view: SectionLinkView, language: str) -> Screen:
    """Whoever opens it works for the agency, and holds this section."""
    p = phrases(language)
    text = p.plain(
        "share-section",
        agency=line(view.agency, NAME),
        round=line(view.round, NAME),
        section=line(view.section, 80),
        questions=view.questions,
        minutes=view.minutes,
        deadline=str(moment(view.deadline.at, view.deadline.zone, language)),
        link=view.link,
        code=view.code,
        expires=long_date(view.expires.astimezone(view.deadline.zone).date(), language),
        person=line(view.person, PERSON),
    )
    return forwarded(text, view.link, language)


def question_link(view: QuestionLinkView, language: str) -> Screen:
    """Whoever opens it first helps with this question; the link can be taken back."""
    p = phrases(language)
    label = " › ".join(filter(None, (line(view.record, 60), line(view.label, LABEL))))
    text = p.plain(
        "share-question",
        agency=line(view.agency, NAME),
        question=label,
        deadline=str(moment(view.deadline.at, view.deadline.zone, language)),
        link=view.link,
        code=view.code,
        expires=long_date(view.expires.astimezone(view.deadline.zone).date(), language),
        person=line(view.person, PERSON),
    )
    screen = forwarded(text, view.link, language)
    place = view.place
    press = Press(Verb.SHARE, place.submission, place.form, view.ordinal, view.items, argument=WITHDRAW)
    back = button(p.plain("button-withdraw"), press)
    return replace(screen, rows=stack(*screen.rows, row(back)))


def withdrawn(label: str, language: str) -> Screen:
    """The links and guests of a question have no right to it any more."""
    return Screen(phrases(language)("share-withdrawn", label=line(label, 120)))
