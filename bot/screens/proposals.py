"""A guest's answer in front of a representative: use it, change it or leave it; and the thanks to the guest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.flows.problems import Problem
from bot.screens.home import NAME
from bot.screens.length import FULL, line, shown
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.rows import SUCCESS, button, menu, row, stack, start
from bot.screens.screen import Screen
from bot.screens.views import Deadline, Place

LABEL, VALUE = 300, 600
USE, CHANGE, LEAVE = "a", "e", "d"


@dataclass(frozen=True, slots=True)
class ProposalView:
    place: Place
    proposal: int
    ordinal: int
    items: tuple[str, ...]
    revision: int
    guest: str
    record: str
    label: str
    short: str  # the same in one line
    said: str
    present: str = ""  # the answer that stands, in words
    present_by: str = ""
    moved: bool = False  # that answer has changed since the message was drawn
    newer: bool = False  # the guest has answered once more since
    unfit: bool = False  # the proposal does not hold any more, as everything else stands now
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class ThanksView:
    person: str
    agency: str
    label: str
    verdict: str
    deadline: Deadline


def proposal(view: ProposalView, language: str) -> Screen:
    """What a guest answered, beside what stands, and the three ways on."""
    p = phrases(language)
    warned = []
    if view.moved:
        warned.append(p("proposal-moved"))
    if view.newer:
        warned.append(p("proposal-newer", guest=line(view.guest, PERSON)))
    if view.unfit:
        warned.append(problem(p, view.problem) if view.problem is not None else p("proposal-unfit"))
    parts = (
        "\n".join(warned),
        p("proposal", guest=line(view.guest, PERSON)),
        _asked(view),
        p("proposal-said", said=line(view.said, VALUE)),
        _present(view, p),
    )
    use = None if view.unfit else button(p.plain("button-proposal-use"), _press(view, USE), SUCCESS)
    change = button(p.plain("button-change"), _press(view, CHANGE))
    leave = button(p.plain("button-proposal-leave"), _press(view, LEAVE))
    return Screen("\n\n".join(filter(None, parts)), stack(row(use), row(change, leave)))


def settled(view: ProposalView, verdict: str, waiting: int, language: str) -> Screen:
    """What became of it; the next one, if more wait."""
    p = phrases(language)
    said = p(
        f"proposal-{verdict}",
        guest=line(view.guest, PERSON),
        label=line(view.short, 80),
        said=line(view.said, VALUE),
    )
    following = None
    if waiting:
        press = Press(Verb.PROPOSAL, view.place.submission, view.place.form)
        following = button(p.plain("button-proposals", count=waiting), press)
    return Screen(said, stack(row(following), row(start(p, view.place), menu(p, view.place))))


def changing(view: ProposalView, card: Screen, language: str) -> Screen:
    """The question's card under the words of the guest, so that she has them in sight."""
    p = phrases(language)
    said = p("proposal-changing", guest=line(view.guest, PERSON), said=line(view.said, 300))
    fits = shown(said) + 2 + shown(card.text) <= FULL
    return replace(card, text=f"{said}\n\n{card.text}") if fits else card


def not_asked(place: Place, language: str) -> Screen:
    """Its section was sent meanwhile, or the question is not asked any more."""
    p = phrases(language)
    return Screen(p("proposal-not-asked"), stack(row(start(p, place), menu(p, place))))


def told(view: ThanksView, language: str) -> Screen:
    """To the guest: thanks, whatever became of it."""
    p = phrases(language)
    facts = {
        "person": address(view.person, language),
        "agency": line(view.agency, NAME),
        "label": line(view.label, 120),
    }
    return Screen(p(f"guest-told-{view.verdict}", **facts))


def _asked(view: ProposalView) -> Html:
    label = Html(f"<b>{escape(line(view.label, LABEL))}</b>")
    return Html(f"{escape(line(view.record, 60))}\n{label}") if view.record else label


def _present(view: ProposalView, p: Phrases) -> Html:
    if not view.present:
        return Html("")
    value = line(view.present, VALUE)
    if view.present_by:
        return p("question-present-by", value=value, name=line(view.present_by, PERSON))
    return p("question-present", value=value)


def _press(view: ProposalView, wish: str) -> Press:
    place = view.place
    argument = f"{to36(view.proposal)}.{wish}"
    return Press(
        Verb.PROPOSAL, place.submission, place.form, view.ordinal, view.items, view.revision, argument
    )
