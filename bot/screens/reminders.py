"""A reminder that carries the work: what is left, until when, and the first open question, answerable right there.

Never blame: what is late is awaited. One for whoever stands in for an agency, and the text that asks a colleague.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from babel.lists import format_list

from bot.screens.coordinators import PEOPLE
from bot.screens.dates import due, greeting, long_date, moment, remaining
from bot.screens.home import NAME
from bot.screens.invitations import COPY, URL
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, decode, to36
from bot.screens.question import question
from bot.screens.rows import PRIMARY, Row, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen
from bot.screens.views import Deadline, Place, QuestionView

PLACES = 3  # sections that are named; the rest is a number
IN_HOURS, IN_THE_MORNING = "h", "m"
# A reminder has its own ways on, and no room for the card's
LEFT_OUT = frozenset({Verb.BACK, Verb.HOME, Verb.SHARE})


@dataclass(frozen=True, slots=True)
class LeftView:
    """What an agency still has to do. `places` are sections with the number of what is open there; `ready` are those
    that are complete and only have to be sent."""

    done: int
    asked: int
    places: tuple[tuple[str, int], ...]
    ready: tuple[tuple[int, str], ...]  # index and label
    evidence: int  # answers that lack their evidence
    minutes: int

    @property
    def open(self) -> int:
        return sum(count for _, count in self.places)


@dataclass(frozen=True, slots=True)
class ReminderView:
    place: Place
    row: int  # of the outbox: what a snooze is of
    person: str
    agency: str
    round: str
    deadline: Deadline
    left: LeftView
    opening: bool  # the round has just been opened
    question: QuestionView | None  # the first open one, when a tap or a text can answer it here
    snoozed_until: datetime | None = None
    several: bool = False  # the agency has work in another open round too: say which one this is about


@dataclass(frozen=True, slots=True)
class StandInView:
    """To the head of an agency or whoever stands in: her people were reminded in vain, or there is nobody."""

    person: str
    agency: str
    round: str
    deadline: Deadline
    left: LeftView
    people: tuple[str, ...]  # who represents the agency
    coordinators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColleagueView:
    """A text that a representative forwards to a colleague of her agency."""

    person: str
    agency: str
    round: str
    link: str
    code: str
    deadline: Deadline
    expires: datetime
    left: LeftView


def reminder(view: ReminderView, language: str) -> Screen:
    """The reminder, with the question in it where there is one."""
    p = phrases(language)
    until = view.snoozed_until
    later = p("reminder-snoozed", moment=moment(until, view.deadline.zone, language)) if until else None
    lead = Html("\n\n".join(filter(None, (later, _lead(view, p)))))
    rows = (_onward(view, p), *_snoozes(view, p))
    if view.question is None:
        return Screen(lead, stack(*rows))
    card = question(view.question, language, lead)
    return Screen(card.text, stack(*_without(card.rows), *rows))


def stand_in(view: StandInView, language: str) -> Screen:
    """To whoever stands in for an agency and is told last: what is open, and who could do it."""
    p = phrases(language)
    people = [line(name, PERSON) for name in view.people[:PEOPLE]]
    who = p("stand-in-people", names=_listed(people, language)) if people else p("stand-in-nobody")
    ask = [line(name, PERSON) for name in view.coordinators[:PEOPLE]]
    parts = (
        p(
            "stand-in",
            greeting=greeting(view.deadline.now, view.deadline.zone, language),
            person=address(view.person, language),
            round=line(view.round, NAME),
            agency=line(view.agency, NAME),
        ),
        f"{_left(view.left, p)}\n{due(view.deadline, language)}",
        who,
        p("stand-in-ask", names=_listed(ask, language)) if ask else "",
        p("reminder-thanks"),
    )
    return Screen("\n\n".join(filter(None, parts)))


def colleague(view: ColleagueView, language: str) -> Screen:
    """The text to forward, as plain as an invitation, with the same two buttons."""
    p = phrases(language)
    text = p.plain(
        "colleague-asked",
        agency=line(view.agency, NAME),
        round=line(view.round, NAME),
        where=_places(view.left, p),
        minutes=view.left.minutes,
        deadline=str(moment(view.deadline.at, view.deadline.zone, language)),
        link=view.link,
        code=view.code,
        expires=long_date(view.expires.astimezone(view.deadline.zone).date(), language),
        person=line(view.person, PERSON),
    )
    share = f"https://wa.me/?text={quote(text)}"
    whatsapp = Button(p.plain("button-whatsapp"), url=share) if len(share) <= URL else None
    copy = Button(p.plain("button-copy-link"), copy=view.link) if 0 < len(view.link) <= COPY else None
    return Screen(escape(text), stack(row(whatsapp), row(copy)))


def snoozed(until: datetime, deadline: Deadline, language: str) -> str:
    """The answer to a tap: when the reminder comes again."""
    return phrases(language).plain("toast-snoozed", moment=str(moment(until, deadline.zone, language)))


def not_snoozed(deadline: Deadline, language: str) -> str:
    """The answer to a tap so shortly before the deadline that no working moment is left."""
    return phrases(language).plain("toast-too-late", left=str(remaining(deadline, language)))


def nothing_left(language: str) -> str:
    return phrases(language).plain("toast-nothing-left")


def enough_colleagues(language: str) -> str:
    return phrases(language).plain("toast-enough-colleagues")


# -------------------------------------------------------------------- parts


def _lead(view: ReminderView, p: Phrases) -> Html:
    said = [
        p(
            "reminder-greeting",
            greeting=greeting(view.deadline.now, view.deadline.zone, p.language),
            person=address(view.person, p.language),
        )
    ]
    agency, left = line(view.agency, NAME), view.left
    if view.opening:
        said.append(p("reminder-opened", round=line(view.round, NAME)))
    elif view.several:
        said.append(p("reminder-round", round=line(view.round, NAME)))
    if left.open and left.done:
        facts = {"agency": agency, "done": str(left.done), "asked": str(left.asked)}
        said.append(p("reminder-left", where=_places(left, p), minutes=left.minutes, **facts))
    elif left.open:
        said.append(p("reminder-untouched", agency=agency, asked=left.asked, minutes=left.minutes))
    else:
        said.append(p("reminder-full", agency=agency))
    said += _ready(left, p)
    said.append(_until(view.deadline, p))
    said.append(p("reminder-thanks"))
    return Html(" ".join(said))


def _left(left: LeftView, p: Phrases) -> Html:
    """The same for somebody who does not answer herself."""
    facts = {"done": str(left.done), "asked": str(left.asked)}
    said = [p("stand-in-left", where=_places(left, p), **facts) if left.open else p("stand-in-full")]
    return Html(" ".join((*said, *_ready(left, p))))


def _ready(left: LeftView, p: Phrases) -> list[Html]:
    said = []
    if left.evidence:
        said.append(p("reminder-evidence", count=left.evidence))
    if left.ready:
        names = [line(label, 40) for _, label in left.ready[:PLACES]]
        more = len(left.ready) - len(names)
        names += [p.plain("reminder-more-sections", count=more)] if more > 0 else []
        said.append(p("reminder-ready", sections=_listed(names, p.language)))
    return said


def _places(left: LeftView, p: Phrases) -> str:
    """'4 di Smart Living dan 4 di Data Pendukung'; the smallest of many are counted together."""
    most = sorted(left.places, key=lambda place: -place[1])
    named = most if len(most) <= PLACES else most[: PLACES - 1]
    kept = [place for place in left.places if place in named][: len(named)]
    said = [p.plain("reminder-place", count=str(count), section=line(label, 40)) for label, count in kept]
    if len(kept) < len(most):
        rest = sum(count for _, count in most[len(kept) :])
        others = len(most) - len(kept)
        said.append(p.plain("reminder-other-places", count=str(rest), sections=others))
    return _listed(said, p.language)


def _until(deadline: Deadline, p: Phrases) -> Html:
    at = moment(deadline.at, deadline.zone, p.language)
    if deadline.now >= deadline.at:
        return p("reminder-was-due", moment=at)
    return p("reminder-until", moment=at, left=remaining(deadline, p.language))


def _onward(view: ReminderView, p: Phrases) -> Row:
    """Where to go on: the open questions, or else what only has to be sent."""
    place = view.place
    if view.left.open or not view.left.ready:
        press = Press(Verb.START, place.submission, place.form)
        return row(button(p.plain("button-fill-here"), press, PRIMARY))
    index, _ = view.left.ready[0]
    press = Press(Verb.REVIEW, place.submission, place.form, argument=f"{to36(index)}.0")
    return row(button(p.plain("button-review-and-send"), press, PRIMARY))


def _snoozes(view: ReminderView, p: Phrases) -> tuple[Row, ...]:
    presses = {
        "button-tomorrow": Press(
            Verb.SNOOZE, *_of(view.place), argument=f"{IN_THE_MORNING}.{to36(view.row)}"
        ),
        "button-three-hours": Press(Verb.SNOOZE, *_of(view.place), argument=f"{IN_HOURS}.{to36(view.row)}"),
    }
    colleague = Press(Verb.COLLEAGUE, *_of(view.place))
    wishes = (button(p.plain(key), press) for key, press in presses.items())
    return (*side_by_side(wishes, 2), row(button(p.plain("button-colleague"), colleague)))


def _of(place: Place) -> tuple[int, int]:
    return place.submission, place.form


def _without(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The card's rows without the ways out of it."""
    return tuple(tuple(one for one in buttons if not _leads_away(one)) for buttons in rows)


def _leads_away(one: Button) -> bool:
    press = decode(one.data)
    return press is not None and press.verb in LEFT_OUT


def _listed(names: Sequence[str], language: str) -> str:
    """'Rini, Budi, dan Sari'."""
    return format_list(list(names), locale=language)
