"""What a guest sees: one question with the name of the agency and the deadline, and nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.screens.dates import due, greeting
from bot.screens.home import NAME, agency_in_region
from bot.screens.length import line
from bot.screens.people import address, you
from bot.screens.phrases import Html, Phrases, phrases
from bot.screens.press import Press, Verb, decode, to36
from bot.screens.question import question
from bot.screens.rows import PRIMARY, button, row, stack
from bot.screens.screen import Button, Screen
from bot.screens.views import Deadline, Place, QuestionView

LABEL = 300
# The only buttons of a question's card that a guest's has
_ANSWERING = frozenset(
    {Verb.CHOOSE, Verb.VALUE, Verb.TICK, Verb.UNTICK, Verb.DONE, Verb.UNAVAILABLE, Verb.PAGE}
)


@dataclass(frozen=True, slots=True)
class GuestView:
    guest: int
    person: str
    agency: str
    region: str
    deadline: Deadline
    question: QuestionView
    first: bool = False  # she has just come in: she is greeted, and told how it goes


def card(view: GuestView, language: str) -> Screen:
    """The question's card with a guest's own buttons."""
    p = phrases(language)
    shown = question(view.question, language, _lead(view, p))
    rows = [tuple(filter(None, (_hers(view, one) for one in buttons))) for buttons in shown.rows]
    if view.question.asking_reason or view.question.filtered or view.question.doubt:
        rows.append(row(button(p.plain("button-cancel"), _press(view, Verb.OPEN))))
    return replace(shown, rows=stack(*rows))


def proposed(view: GuestView, said: str, language: str) -> Screen:
    """Her answer read back: it waits for the agency, and can still be changed."""
    p = phrases(language)
    text = p(
        "guest-proposed",
        label=line(view.question.label, LABEL),
        said=line(said, LABEL),
        agency=line(view.agency, NAME),
    )
    change = button(p.plain("button-guest-change"), _press(view, Verb.OPEN))
    return Screen(text, stack(row(change)))


def ended(language: str) -> Screen:
    """Her help is not needed any more, whatever the reason: no facts."""
    return Screen(phrases(language)("guest-ended"))


def her_own(place: Place, ordinal: int, items: tuple[str, ...], language: str) -> Screen:
    """A representative opened a guest's link of her own agency: she needs none, and it stays unspent."""
    p = phrases(language)
    press = Press(Verb.OPEN, place.submission, place.form, ordinal, items)
    return Screen(p("guest-her-own"), stack(row(button(p.plain("button-open-question"), press, PRIMARY))))


def _lead(view: GuestView, p: Phrases) -> Html:
    if not view.first:
        agency = agency_in_region(view.agency, view.region, p)
        return Html(f"{p('guest-asked-again', agency=agency)}\n{due(view.deadline, p.language)}")
    said = p(
        "guest-asked",
        greeting=greeting(view.deadline.now, view.deadline.zone, p.language),
        person=address(view.person, p.language),
        agency=agency_in_region(view.agency, view.region, p),
        you=you(view.person, p.language),
    )
    return Html(f"{said}\n{due(view.deadline, p.language)}")


def _hers(view: GuestView, one: Button) -> Button | None:
    """The same button as a guest's, or None where she has no such right."""
    pressed = decode(one.data)
    if pressed is None or pressed.verb not in _ANSWERING:
        return None
    return button(one.text, _press(view, pressed.verb, pressed.argument), one.style)


def _press(view: GuestView, verb: Verb, argument: str = "") -> Press:
    asked = view.question
    own = f"{to36(view.guest)}.{verb.value}.{argument}"
    return Press(Verb.GUEST, 0, asked.place.form, asked.ordinal, asked.items, argument=own)
