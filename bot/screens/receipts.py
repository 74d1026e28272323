"""An agency's receipts as its representatives and coordinators see them, and the news of a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flows.problems import Param
from bot.screens.coordinators import held
from bot.screens.dates import lately, moment
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import PRIMARY, button, row, stack
from bot.screens.screen import Button, Screen
from bot.screens.seals import seal_line
from bot.screens.views import Place, SealView

LINK, ANSWERS, AGAIN = "l", "d", "p"  # arguments of the card's buttons; the receipt's id follows AGAIN
CHANGED = 10  # answers that are named; the rest is a number
SHOWN = 4  # receipts that are named, the newest first


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    id: int
    number: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptsView:
    """`verb` is SIGN for representatives and RECEIPT for coordinators; `back` leads to where they came from."""

    place: Place
    verb: Verb
    back: Button | None
    agency: str
    round: str
    now: datetime
    zone: ZoneInfo
    receipts: tuple[ReceiptLine, ...]  # the newest first
    seal: SealView | None
    changed: tuple[str, ...]  # what has changed since the newest, in words
    open: int  # sections that are not sent yet


@dataclass(frozen=True, slots=True)
class ReceiptNews:
    """A new receipt, told with the document. Nobody is named in a group."""

    number: str
    agency: str
    region: str
    round: str
    name: str
    at: datetime
    zone: ZoneInfo
    answers: int
    evidence: int
    replaces: str = ""


def receipts(view: ReceiptsView, language: str) -> Screen:
    """Whether the head has confirmed, whether it still holds, and what can be done about it."""
    p = phrases(language)
    title = p("receipts-of", agency=line(view.agency, NAME), round=line(view.round, NAME))
    parts = (title, _state(view, p), _changes(view.changed, p), _earlier(view, p))
    wanted = not view.open and (view.seal is None or view.seal.changed)
    link = _act(view, LINK, "button-ask-signature", p, PRIMARY) if wanted else None
    newest = view.receipts[0] if view.receipts else None
    again = f"{AGAIN}{to36(newest.id)}" if newest is not None else ""
    rows = (
        row(link),
        row(_act(view, again, "button-receipt", p) if again else None),
        row(_act(view, ANSWERS, "button-read-answers", p)),
        row(view.back),
    )
    return Screen(held(parts), stack(*rows))


def news(view: ReceiptNews, language: str) -> Screen:
    """The caption of the receipt, or in a group a message of its own."""
    p = phrases(language)
    facts: dict[str, Param] = {
        "agency": line(view.agency, NAME),
        "number": view.number,
        "moment": moment(view.at, view.zone, language),
        "answers": view.answers,
        "evidence": view.evidence,
    }
    name = line(view.name, PERSON)
    said = p("receipt-news", name=name, **facts) if name else p("receipt-news-nobody", **facts)
    if view.replaces:
        said = Html(f"{said}\n{p('receipt-replaces', number=view.replaces)}")
    return Screen(said)


def answers_caption(agency: str, round_: str, at: datetime, zone: ZoneInfo, language: str) -> Screen:
    """Under the answers as a document."""
    p = phrases(language)
    facts = {"agency": line(agency, NAME), "round": line(round_, NAME)}
    return Screen(p("answers-paper-caption", moment=moment(at, zone, language), **facts))


def _state(view: ReceiptsView, p: Phrases) -> str:
    if view.seal is None:
        return p("receipts-open", count=view.open) if view.open else p("receipts-none")
    newest = view.receipts[0]
    when = lately(newest.at, view.zone, view.now, p.language)
    by = p("receipts-by", name=line(newest.name, PERSON), when=when)
    said = [seal_line(view.seal, p), by]
    if view.seal.changed:
        said.append(p("receipts-broken-open", count=view.open) if view.open else p("receipts-broken"))
    return "\n".join(said)


def _changes(changed: tuple[str, ...], p: Phrases) -> str:
    if not changed:
        return ""
    said = [p("receipts-changed"), *(f"– {escape(line(one, 120))}" for one in changed[:CHANGED])]
    if len(changed) > CHANGED:
        said.append(p("and-more", count=len(changed) - CHANGED))
    return "\n".join(said)


def _earlier(view: ReceiptsView, p: Phrases) -> str:
    earlier = view.receipts[1:SHOWN]
    if not earlier:
        return ""
    said = [f"– {one.number} · {lately(one.at, view.zone, view.now, p.language)}" for one in earlier]
    return "\n".join((p("receipts-earlier"), *said))


def _act(view: ReceiptsView, argument: str, key: str, p: Phrases, style: str = "") -> Button | None:
    press = Press(view.verb, view.place.submission, view.place.form, argument=argument)
    return button(p.plain(key), press, style)
