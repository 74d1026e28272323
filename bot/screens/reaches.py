"""Whom a message to many is for, and who of them it will not reach: for nudges, deadlines and announcements alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, read36, to36
from bot.screens.rows import Row, button, row, side_by_side, stack
from bot.screens.screen import Button, Screen

# Whom a button means: one letter, and of a section its place in the form after it
AGENCY, EVERYBODY, LATE, NOT_STARTED, SECTION, COORDINATORS = "a", "e", "l", "n", "s", "c"
SECTIONS = "S"  # which section?
NAMED = 6  # people or agencies that are named; the rest is a number
A_SECOND = 20  # messages: Telegram takes 30, and replies keep a third of them


@dataclass(frozen=True, slots=True)
class Target:
    """What every button about a message to many carries: the agency's submission, or the region's own."""

    submission: int
    form: int


@dataclass(frozen=True, slots=True)
class Whom:
    """Who a message is for. `label` is the section's or the agency's where one is meant."""

    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Missed:
    """Somebody who will not get the message, or did not; without a name an agency that nobody has joined."""

    name: str
    agency: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How many a message goes to, and who is left out."""

    whom: Whom
    people: int
    agencies: int
    missed: tuple[Missed, ...] = ()
    resting: int = 0  # people who were nudged a short while ago

    @property
    def seconds(self) -> int:
        return -(-self.people // A_SECOND)


def whom(view: Whom, p: Phrases) -> str:
    """'semua perwakilan', 'yang belum mengirim Smart Living'."""
    key = {
        AGENCY: "whom-agency",
        EVERYBODY: "whom-everybody",
        LATE: "whom-late",
        NOT_STARTED: "whom-not-started",
        COORDINATORS: "whom-coordinators",
    }.get(view.code, "whom-section")
    if key in ("whom-agency", "whom-section"):
        return p.plain(key, label=line(view.label, 80))
    return p.plain(key)


def reach_lines(view: Reach, p: Phrases, named: int = NAMED) -> Html:
    """How many will get it, how long that takes, and who will not; at most `named` of those by name."""
    said = []
    if view.people and view.agencies:
        said.append(p("reach-agencies", people=view.people, agencies=view.agencies))
    elif view.people:
        said.append(p("reach-people", people=view.people))
    if view.seconds > 5:
        said.append(p("reach-time", time=duration(view.seconds, p)))
    if view.resting:
        said.append(p("reach-resting", count=view.resting))
    if view.missed and not named:
        said.append(p("reach-missed-count", count=len(view.missed)))
    elif view.missed:
        gone = [missed_line(one, p) for one in view.missed if one.name]
        unjoined = [escape(line(one.agency, 80)) for one in view.missed if not one.name]
        said += [p("reach-missed", names=_first(gone, named, p))] if gone else []
        said += [p("reach-unjoined", names=_first(unjoined, named, p))] if unjoined else []
    return Html("\n".join(said))


def duration(seconds: int, p: Phrases) -> str:
    """'40 detik', '2 menit'."""
    if seconds < 90:
        return p.plain("duration-seconds", seconds=seconds)
    return p.plain("duration-minutes", minutes=round(seconds / 60))


def quoted(text: str) -> Html:
    """A message as its readers will see it."""
    return Html(f"<blockquote>{text}</blockquote>")


def signature(name: str, region: str, p: Phrases) -> Html:
    """Who speaks to many."""
    return p("signed-by", name=line(name, PERSON), region=line(region, NAME))


def sections(
    target: Target, verb: Verb, lines: Sequence[tuple[int, str, int]], suffix: str, language: str
) -> Screen:
    """Which section the message is about: index, label and how many agencies have not sent it."""
    p = phrases(language)
    buttons = [
        button(
            f"{narrow(label, 26)} ({agencies})",
            Press(verb, target.submission, target.form, argument=f"{SECTION}{to36(index)}{suffix}"),
        )
        for index, label, agencies in lines
    ]
    back = Press(verb, target.submission, target.form, argument=suffix)
    text = p("reach-sections") if buttons else p("reach-sections-none")
    return Screen(text, stack(*side_by_side(buttons, 1), row(button(p.plain("button-cancel"), back))))


def missed_line(one: Missed, p: Phrases) -> Html:
    """'Budi Santoso (RSUD Kudungga)'; an agency alone where nobody has joined."""
    name, agency = line(one.name, PERSON), line(one.agency, 80)
    if not name:
        return p("missed-agency", agency=agency)
    return p("missed-person", name=name, agency=agency) if agency else escape(name)


def others(buttons: Sequence[tuple[str, int, int]], verb: Verb) -> tuple[Row, ...]:
    """A button for every other round: name, the region's submission, form."""
    found: list[Button | None] = [
        button(narrow(name, 30), Press(verb, submission, form)) for name, submission, form in buttons
    ]
    return side_by_side(found, 1)


def section_of(code: str) -> int:
    """The index of the section that a code names; -1 for none."""
    return read36(code[1:]) if code.startswith(SECTION) else -1


def _first(names: Sequence[Html], most: int, p: Phrases) -> Html:
    said = list(names[:most])
    if len(names) > most:
        said.append(p("and-more", count=len(names) - most))
    return Html(", ".join(said))
