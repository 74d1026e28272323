"""Nudging: to whom, how it will read, and the nudge itself, which is a reminder that a coordinator signs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.screens import reminders
from bot.screens.length import MESSAGE, line, shown
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, phrases
from bot.screens.press import Press, Verb, decode
from bot.screens.reaches import (
    AGENCY,
    LATE,
    NOT_STARTED,
    SECTIONS,
    Reach,
    Target,
    quoted,
    reach_lines,
    signature,
    whom,
)
from bot.screens.reminders import ReminderView
from bot.screens.rows import PRIMARY, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen


@dataclass(frozen=True, slots=True)
class NudgeView:
    """The nudge of one reader: her reminder, and who asks."""

    reminder: ReminderView
    by: str
    region: str


@dataclass(frozen=True, slots=True)
class NudgeChoiceView:
    """Whom to nudge: how many agencies each choice means."""

    target: Target
    round: str
    late: int
    not_started: int


@dataclass(frozen=True, slots=True)
class NudgePreview:
    """What will be sent, as one of them will read it; `example` is None when nobody is left to send it to."""

    target: Target
    reach: Reach
    reader: str
    example: Screen | None


def nudge(view: NudgeView, language: str) -> Screen:
    """The reminder with its question; who asks stands first. It cannot be put off: somebody asked for it now."""
    p = phrases(language)
    screen = reminders.reminder(view.reminder, language)
    signed = Html(f"{signature(view.by, view.region, p)}\n\n{screen.text}")
    rows = tuple(tuple(one for one in buttons if not _puts_off(one.data)) for buttons in screen.rows)
    return Screen(signed if shown(signed) <= MESSAGE else screen.text, stack(*rows))


def choice(view: NudgeChoiceView, language: str) -> Screen:
    """Whom to nudge."""
    p = phrases(language)
    if not view.late:
        return Screen(p("nudge-nobody-late"), stack(row(_status(view.target, language))))
    offers = (
        (p.plain("button-nudge-late", count=view.late), LATE),
        (
            p.plain("button-nudge-not-started", count=view.not_started),
            NOT_STARTED if view.not_started else "",
        ),
        (p.plain("button-nudge-section"), SECTIONS),
    )
    buttons = [
        button(text, Press(Verb.NUDGE, view.target.submission, view.target.form, argument=argument))
        for text, argument in offers
        if argument
    ]
    return Screen(p("nudge-choice"), stack(*side_by_side(buttons, 1), row(_status(view.target, language))))


def preview(view: NudgePreview, language: str) -> Screen:
    """The very text, to how many, and who will not get it; nothing is sent yet."""
    p = phrases(language)
    to = view.reach.whom
    cancel = _back(view.target, to.code, language)
    if view.example is None:
        said = [p("nudge-nobody", whom=whom(to, p))]
        said += [reach_lines(view.reach, p)] if view.reach.missed or view.reach.resting else []
        return Screen("\n".join(said), stack(row(cancel)))
    head = f"{p('nudge-preview', whom=whom(to, p))}\n{reach_lines(view.reach, p)}"
    read = p("reads-as", person=line(view.reader, PERSON))
    note = p("nudge-rest")
    body = view.example.text
    text = f"{head}\n\n{read}\n{quoted(body)}\n{note}"
    if shown(text) > MESSAGE:
        text = f"{head}\n\n{note}"
    yes = Press(Verb.NUDGE, view.target.submission, view.target.form, argument=f"{to.code}.y")
    return Screen(
        text,
        stack(row(button(p.plain("button-send-to", count=view.reach.people), yes, PRIMARY)), row(cancel)),
    )


def _puts_off(data: str) -> bool:
    press = decode(data) if data else None
    return press is not None and press.verb is Verb.SNOOZE


def _status(target: Target, language: str) -> Button | None:
    everyone = Press(Verb.STATUS, target.submission, target.form, argument="0")
    return button(phrases(language).plain("button-all-agencies"), everyone)


def _back(target: Target, code: str, language: str) -> Button | None:
    """To the agency's card, or to whom else."""
    verb = Verb.SECTIONS if code == AGENCY else Verb.NUDGE
    return button(phrases(language).plain("button-cancel"), Press(verb, target.submission, target.form))
