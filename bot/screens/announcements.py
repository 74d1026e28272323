"""A message to many in a coordinator's own words: the text, to whom, and exactly how it will look."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.screens.home import NAME
from bot.screens.length import MESSAGE, line, paragraph, shown
from bot.screens.phrases import Html, escape, phrases
from bot.screens.press import Press, Verb
from bot.screens.reaches import (
    COORDINATORS,
    EVERYBODY,
    LATE,
    SECTIONS,
    Reach,
    Target,
    others,
    quoted,
    reach_lines,
    signature,
    whom,
)
from bot.screens.rows import PRIMARY, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen

MOST = 3500  # UTF-16 units of a text: with the preview's other lines it must fit one message
CANCEL, YES = "q", "y"  # arguments of the buttons


class Wanted(StrEnum):
    """Why there is no text yet."""

    FIRST = "first"
    EMPTY = "empty"
    FILE = "file"
    GONE = "gone"  # a button of a draft that is no longer there


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """As everybody reads it."""

    text: str
    by: str
    region: str


@dataclass(frozen=True, slots=True)
class AskView:
    target: Target
    round: str
    region: str
    why: Wanted
    others: tuple[tuple[str, int, int], ...] = ()
    length: int = 0  # of a text that is too long


@dataclass(frozen=True, slots=True)
class WhomView:
    """The text is there: to whom? `draft` tells it from every other."""

    target: Target
    draft: str
    everybody: int
    coordinators: int
    message: AnnouncementView


@dataclass(frozen=True, slots=True)
class AnnouncementPreview:
    target: Target
    draft: str
    reach: Reach
    message: AnnouncementView


def announcement(view: AnnouncementView, language: str) -> Screen:
    """The message itself: the text as it was typed, and who speaks."""
    p = phrases(language)
    return Screen(Html(f"{escape(paragraph(view.text))}\n\n{signature(view.by, view.region, p)}"))


def ask(view: AskView, language: str) -> Screen:
    """The wish for a text, or why the last one cannot be taken."""
    p = phrases(language)
    title = p("home-round", round=line(view.round, NAME), region=line(view.region, NAME))
    if view.length:
        said = p("announce-too-long", length=view.length, most=MOST)
    else:
        said = p(f"announce-{view.why.value}", most=MOST)
    rows = others(view.others, Verb.ANNOUNCE) if view.why is Wanted.FIRST else ()
    cancel = _button(view.target, CANCEL, p.plain("button-cancel"))
    return Screen(f"{title}\n\n{said}", stack(row(cancel), *rows))


def to_whom(view: WhomView, language: str) -> Screen:
    """The text as it will look, and a button for everybody it may be for."""
    p = phrases(language)
    offers = (
        (p.plain("button-to-everybody", count=view.everybody), EVERYBODY),
        (p.plain("button-to-late"), LATE),
        (p.plain("button-to-section"), SECTIONS),
        (
            p.plain("button-to-coordinators", count=view.coordinators) if view.coordinators else "",
            COORDINATORS,
        ),
    )
    buttons = [_button(view.target, f"{code}.{view.draft}", text) for text, code in offers if text]
    text = f"{_body(view.message, language)}\n{p('announce-whom')}"
    return Screen(
        text, stack(*side_by_side(buttons, 1), row(_button(view.target, CANCEL, p.plain("button-cancel"))))
    )


def preview(view: AnnouncementPreview, language: str) -> Screen:
    """Exactly what will be sent, to how many, and who will not get it; nothing is sent yet."""
    p = phrases(language)
    to = view.reach.whom
    back = _button(view.target, f".{view.draft}", p.plain("button-back"))
    cancel = _button(view.target, CANCEL, p.plain("button-cancel"))
    facts = reach_lines(view.reach, p) if view.reach.people or view.reach.missed else ""
    if not view.reach.people:
        said = "\n".join(filter(None, (p("announce-nobody", whom=whom(to, p)), facts)))
        return Screen(said, stack(row(back, cancel)))
    yes = _button(
        view.target,
        f"{YES}{to.code}.{view.draft}",
        p.plain("button-send-to", count=view.reach.people),
        PRIMARY,
    )
    said = p("announce-preview", whom=whom(to, p))
    body = _body(view.message, language)
    text = f"{body}\n{said}\n{facts}"
    if shown(text) > MESSAGE:
        text = f"{body}\n{said}\n{reach_lines(view.reach, p, named=0)}"
    return Screen(text, stack(row(yes), row(back, cancel)))


def cancelled(language: str) -> Screen:
    return Screen(phrases(language)("announce-cancelled"))


def _body(view: AnnouncementView, language: str) -> str:
    text = announcement(view, language).text
    return quoted(text) if shown(text) <= MESSAGE else ""


def _button(target: Target, argument: str, text: str, style: str = "") -> Button | None:
    return button(text, Press(Verb.ANNOUNCE, target.submission, target.form, argument=argument), style)
