"""What is pushed to people during a review: what came back, what was accepted, what the other side said."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens.coordinators import held
from bot.screens.dates import due, greeting
from bot.screens.fixes import LIST
from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.review_views import FixLine, SaidView
from bot.screens.rows import PRIMARY, button, menu, row, stack
from bot.screens.screen import Button, Screen
from bot.screens.threads import comment
from bot.screens.views import Deadline, Place

LABEL, WHY = 90, 160  # UTF-16 units
SAID, LEAST = 3200, 200  # of all words in one message together, and of each
SECTIONS = 6  # named in one message


@dataclass(frozen=True, slots=True)
class ReturnedTidings:
    """Questions that came back: `questions` are the first few of them."""

    place: Place
    person: str
    agency: str
    sections: tuple[str, ...]
    by: str
    questions: tuple[FixLine, ...]
    deadline: Deadline
    count: int


def returned(view: ReturnedTidings, language: str) -> Screen:
    """To representatives: what is to be done again, and the way through exactly that."""
    p = phrases(language)
    hello = p(
        "tidings-hello",
        greeting=greeting(view.deadline.now, view.deadline.zone, language),
        person=address(view.person, language),
    )
    said = p(
        "returned-tidings",
        count=view.count,
        sections=_named(view.sections),
        agency=line(view.agency, NAME),
        by=line(view.by, PERSON),
    )
    questions = [
        f"{one.number}  {escape(line(one.label, LABEL))}\n     💬 {escape(line(comment(one.comment, p), WHY))}"
        for one in view.questions
    ]
    if view.count > len(questions):
        questions.append(p("and-more", count=view.count - len(questions)))
    fix = Press(Verb.FIX, view.place.submission, view.place.form)
    go = button(p.plain("button-fix-count", count=view.count), fix, PRIMARY)
    parts = (
        f"{hello}\n{said}",
        "\n".join(questions),
        f"{p('returned-rest')}\n{due(view.deadline, language)}",
    )
    return Screen(held(parts), stack(row(go)))


def recalled(place: Place, agency: str, section: str, language: str) -> Screen:
    """To representatives: nothing is to be done again after all."""
    p = phrases(language)
    said = p("recalled-tidings", section=line(section, 80), agency=line(agency, NAME))
    return Screen(said, stack(row(menu(p, place))))


def accepted(
    place: Place,
    person: str,
    agency: str,
    sections: tuple[str, ...],
    all_: bool,
    deadline: Deadline,
    language: str,
) -> Screen:
    """To representatives: these sections are accepted; `all_` of the agency's are."""
    p = phrases(language)
    hello = p(
        "tidings-hello",
        greeting=greeting(deadline.now, deadline.zone, language),
        person=address(person, language),
    )
    key = "accepted-tidings-all" if all_ else "accepted-tidings"
    said = p(key, sections=_named(sections), agency=line(agency, NAME))
    return Screen(Html(f"{hello}\n{said}"), stack(row(menu(p, place))))


def sent_back(place: Place, agency: str, section: str, index: int, language: str) -> Screen:
    """To an assessor: what she returned is back."""
    p = phrases(language)
    said = p("sent-back-tidings", agency=line(agency, NAME), section=line(section, 80))
    press = Press(Verb.INSPECT, place.submission, place.form, argument=f"{to36(index)}.0")
    return Screen(said, stack(row(button(p.plain("button-see-answers"), press, PRIMARY))))


def remarks(place: Place, agency: str, said: tuple[SaidView, ...], to_agency: bool, language: str) -> Screen:
    """Words of the other side about questions, with the way to answer."""
    p = phrases(language)
    title = p("remark-to-agency" if to_agency else "remark-to-reviewer", agency=line(agency, NAME))
    most = max(SAID // len(said), LEAST)
    told = "\n\n".join(_one(one, p, most) for one in said)
    last = tuple({(one.ordinal, one.items, one.is_repeat): one for one in said}.values())
    rows = [row(*_answers(one, place, to_agency, p, alone=len(last) == 1)) for one in last[:SECTIONS]]
    return Screen(held((title, told)), stack(*rows))


def _one(one: SaidView, p: Phrases, most: int) -> str:
    where = escape(f"{line(one.section, 60)} › {line(one.question, LABEL)}")
    return f"{where}\n{p('thread-line', by=line(one.by, PERSON), text=line(comment(one.text, p), most))}"


def _answers(
    one: SaidView, place: Place, to_agency: bool, p: Phrases, *, alone: bool
) -> tuple[Button | None, ...]:
    kind = LIST if one.is_repeat else ""
    label = "" if alone else f" · {narrow(one.question, 14)}"
    at = (place.submission, place.form, one.ordinal, one.items)
    if to_agency:
        answer = Press(Verb.FIX, *at, argument=f"{kind}e")
        return (button(p.plain("button-answer-remark") + label, answer, PRIMARY),)
    words = Press(Verb.THREAD, *at, argument=f"{kind}w")
    see = button(p.plain("button-see-question") + label, Press(Verb.INSPECT, *at, argument=kind))
    return (see, button(p.plain("button-answer-remark"), words))


def _named(sections: tuple[str, ...]) -> str:
    return ", ".join(line(one, 60) for one in sections[:SECTIONS])
