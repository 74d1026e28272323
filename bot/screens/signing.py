"""What the head of an agency sees behind her link: the summary, the question, the thanks; and the text that brings
the link to her."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.screens.coordinators import held
from bot.screens.dates import greeting, long_date, moment
from bot.screens.home import NAME, agency_in_region
from bot.screens.invitations import forwarded
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.rows import PRIMARY, SUCCESS, button, row, stack
from bot.screens.screen import Button, Screen
from bot.screens.seals import seal_line
from bot.screens.views import Place, SealView

LOOK, READ, SURE, SIGN = "v", "a", "s", "y"  # steps of the signer; the token follows
SHORT = 8  # digits of the fingerprint that a button carries: what she saw is what she signs
UNAVAILABLE = 6  # answers without data that are named; the rest is a number


class Hurdle(StrEnum):
    """Why it cannot be confirmed (yet)."""

    UNKNOWN = "unknown"  # nobody made this link
    EXPIRED = "expired"
    USED = "used"
    OWN = "own"  # whoever asked for a confirmation does not give it
    OPEN = "open"  # a section was opened again
    WAITING = "waiting"  # files are not fetched yet
    CHANGED = "changed"  # between looking and signing


@dataclass(frozen=True, slots=True)
class SectionCount:
    label: str
    answered: int
    asked: int
    unavailable: int
    evidence: int


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What the head is asked to confirm. `token` goes into every button: whoever has the link has the right."""

    place: Place
    token: str
    person: str
    agency: str
    region: str
    round: str
    now: datetime
    zone: ZoneInfo
    sections: tuple[SectionCount, ...]
    unavailable: tuple[tuple[str, str], ...]  # question, reason
    fingerprint: str
    code: str  # its beginning, to be read aloud
    lacking: int = 0  # answers whose evidence is wanted and missing
    lost: int = 0  # files that do not count
    before: SealView | None = None  # the receipt that a new one takes the place of
    hurdle: Hurdle | None = None

    @property
    def answers(self) -> int:
        return sum(one.answered for one in self.sections)

    @property
    def evidence(self) -> int:
        return sum(one.evidence for one in self.sections)


@dataclass(frozen=True, slots=True)
class AskingView:
    """A text with the link, as a representative or a coordinator forwards it."""

    agency: str
    region: str
    round: str
    link: str
    code: str
    expires: datetime
    zone: ZoneInfo
    answers: int
    evidence: int
    person: str  # who asks


def asking(view: AskingView, language: str) -> Screen:
    """The text for WhatsApp, with a button that opens it and one that copies the link."""
    p = phrases(language)
    text = p.plain(
        "sign-asking",
        agency=agency_in_region(view.agency, view.region, p),
        round=line(view.round, NAME),
        answers=view.answers,
        evidence=view.evidence,
        link=view.link,
        code=view.code,
        expires=long_date(view.expires.astimezone(view.zone).date(), language),
        person=line(view.person, PERSON),
    )
    return forwarded(text, view.link, language)


def summary(view: SummaryView, language: str) -> Screen:
    """Everything on one card: what there is, what there is not, and what happens when she confirms."""
    p = phrases(language)
    total = p("sign-total", answers=view.answers, evidence=view.evidence)
    counted = "\n".join((*(_section(one, p) for one in view.sections), total))
    parts = (
        p(f"sign-{view.hurdle.value}") if view.hurdle is not None else "",
        _hello(view, p),
        counted,
        _unavailable(view.unavailable, p),
        p("sign-lacking", count=view.lacking) if view.lacking else "",
        p("sign-lost", count=view.lost) if view.lost else "",
        seal_line(view.before, p) if view.before is not None else "",
        "" if _stopped(view) else p("sign-what-happens", name=_name(view, p)),
    )
    rows = [row(_step(view, READ, "button-read-answers", p))]
    if _stopped(view):
        again = None if view.hurdle is Hurdle.OWN else _step(view, LOOK, "button-look-again", p)
        rows.append(row(again))
    else:
        rows.append(row(_step(view, SURE, "button-sign", p, SUCCESS)))
    return Screen(held(parts), stack(*rows))


def sure(view: SummaryView, language: str) -> Screen:
    """Asked once more, with the name that the receipt will carry."""
    p = phrases(language)
    said = p(
        "sign-sure",
        agency=line(view.agency, NAME),
        round=line(view.round, NAME),
        answers=view.answers,
        evidence=view.evidence,
        name=_name(view, p),
        fingerprint=view.code,
    )
    yes = _step(view, SIGN, "button-sign-yes", p, PRIMARY)
    return Screen(said, stack(row(yes), row(_step(view, LOOK, "button-cancel", p))))


def signed(number: str, at: datetime, zone: ZoneInfo, person: str, language: str) -> Screen:
    """The thanks. The receipt itself follows as a document."""
    p = phrases(language)
    who = address(person, language)
    return Screen(p("sign-done", person=who, number=number, moment=moment(at, zone, language)))


def hindered(why: Hurdle, language: str) -> Screen:
    """One sentence, and no facts: this may be anybody."""
    return Screen(phrases(language)(f"sign-{why.value}"))


def already(number: str, language: str) -> Screen:
    """To whoever signed and taps again."""
    return Screen(phrases(language)("sign-already", number=number))


def coming(language: str) -> str:
    """The answer to a tap that asks for a document."""
    return phrases(language).plain("toast-preparing")


def enough(language: str) -> str:
    """The answer to a tap that asks for one link too many."""
    return phrases(language).plain("toast-enough-signings")


def _hello(view: SummaryView, p: Phrases) -> Html:
    agency, round_ = agency_in_region(view.agency, view.region, p), line(view.round, NAME)
    if view.hurdle is Hurdle.OWN:
        return p("receipts-of", agency=agency, round=round_)
    return p(
        "sign-hello",
        greeting=greeting(view.now, view.zone, p.language),
        person=address(view.person, p.language),
        agency=agency,
        round=round_,
    )


def _section(one: SectionCount, p: Phrases) -> Html:
    said = [f"{escape(line(one.label, 60))} {one.answered}/{one.asked}"]
    if one.evidence:
        said.append(p("sign-evidence", count=one.evidence))
    if one.unavailable:
        said.append(p("sign-no-data", count=one.unavailable))
    return Html("• " + " · ".join(said))


def _unavailable(found: tuple[tuple[str, str], ...], p: Phrases) -> str:
    if not found:
        return ""
    said = [p("sign-unavailable", count=len(found))]
    said += [
        Html(f"– {escape(line(label, 80))}: {escape(line(why, 80))}") for label, why in found[:UNAVAILABLE]
    ]
    if len(found) > UNAVAILABLE:
        said.append(p("and-more", count=len(found) - UNAVAILABLE))
    return "\n".join(said)


def _stopped(view: SummaryView) -> bool:
    return view.hurdle in (Hurdle.OWN, Hurdle.OPEN, Hurdle.WAITING)


def _name(view: SummaryView, p: Phrases) -> str:
    return line(view.person, PERSON) or p.plain("person-you")


def _step(view: SummaryView, step: str, key: str, p: Phrases, style: str = "") -> Button | None:
    seen = view.fingerprint[:SHORT] if step in (SURE, SIGN) else ""
    press = Press(Verb.SIGN, view.place.submission, view.place.form, argument=f"{step}{view.token}{seen}")
    return button(p.plain(key), press, style)
