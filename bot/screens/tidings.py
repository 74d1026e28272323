"""What people of an agency are told of their coordinator's acts: polite, complete, and whose word it is."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.dates import due, greeting, moment
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, phrases
from bot.screens.rows import menu, row, stack, start
from bot.screens.screen import Screen
from bot.screens.views import Deadline, Place

REASON = 300


def extended(
    place: Place, agency: str, deadline: Deadline, by: str, reason: str, person: str, language: str
) -> Screen:
    """The agency has until then, and why."""
    p = phrases(language)
    said = p(
        "tidings-extended",
        greeting=greeting(deadline.now, deadline.zone, language),
        person=address(person, language),
        agency=line(agency, NAME),
        until=moment(deadline.at, deadline.zone, language),
        by=line(by, PERSON),
    )
    because = f"\n{p('extend-reason', reason=line(reason, REASON))}" if reason else ""
    return Screen(f"{said}{because}\n{p('tidings-thanks')}", stack(row(start(p, place))))


def extension_undone(
    place: Place, agency: str, deadline: Deadline, by: str, person: str, language: str
) -> Screen:
    """The agency's deadline is what it was before."""
    p = phrases(language)
    said = p(
        "tidings-extension-undone",
        greeting=greeting(deadline.now, deadline.zone, language),
        person=address(person, language),
        agency=line(agency, NAME),
        by=line(by, PERSON),
    )
    return Screen(f"{said}\n{due(deadline, language)}", stack(row(start(p, place))))


def section_closed(place: Place, agency: str, section: str, by: str, language: str) -> Screen:
    """A section is locked although they did not send it."""
    p = phrases(language)
    said = p(
        "tidings-section-closed", section=line(section, 80), agency=line(agency, NAME), by=line(by, PERSON)
    )
    return Screen(said, stack(row(menu(p, place))))


def left(
    key: str,
    person: str,
    agency: str,
    now: datetime,
    zone: ZoneInfo,
    language: str,
    place: Place | None = None,
) -> Screen:
    """Her right has ended, somebody took her place, or she has it again: `key` is which. `place`: what she goes on
    with."""
    p = phrases(language)
    hello = p("tidings-hello", greeting=greeting(now, zone, language), person=address(person, language))
    rows = stack(row(start(p, place))) if place is not None else ()
    return Screen(Html(f"{hello}\n{p(key, agency=line(agency, NAME))}"), rows)
