"""Who holds which section, on the screens that show sections, and in which order the work leads on for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from bot.screens.holders import RELEASE, TAKE
from bot.screens.views import HomeView, ListView, ReviewView, SectionLine
from bot.services import lists
from bot.services.desk import Desk
from bot.services.proposed import decidable
from storage import claims, people
from storage.claims import ClaimRow

Holders = Mapping[str, ClaimRow]  # section path -> who holds it
NOBODY: Holders = {}


def of_desk(conn: Connection, desk: Desk) -> Holders:
    """Who of this agency holds which section now."""
    return {path: row for (_, path), row in claims.of_submissions(conn, (desk.work.submission_id,)).items()}


def held(desk: Desk, line: SectionLine, found: Holders) -> SectionLine:
    """The line with its holder."""
    row = found.get(desk.form.sections[line.index])
    if row is None:
        return line
    return replace(line, holder=row.person_name, mine=row.person_id == desk.chat.person_id)


def hers_first(lines: Iterable[SectionLine]) -> list[SectionLine]:
    """Her own sections, then those that nobody holds, then her colleagues'; each in the form's order."""
    return sorted(lines, key=lambda line: (bool(line.holder) and not line.mine, not line.mine))


def ordered(desk: Desk, lines: Iterable[SectionLine], found: Holders) -> list[SectionLine]:
    """These lines as the work leads on for the reader."""
    return hers_first(held(desk, line, found) for line in lines)


def on_home(conn: Connection, desk: Desk, view: HomeView) -> HomeView:
    """The home card with who holds what; Continue leads into her own sections first."""
    found = of_desk(conn, desk)
    lines = tuple(held(desk, line, found) for line in view.sections)
    current = next((line for line in hers_first(lines) if lists.is_current(desk, line)), None)
    waiting = 0 if desk.closed else len(decidable(conn, desk))
    return replace(view, sections=lines, current=current, proposals=waiting)


def on_list(conn: Connection, desk: Desk, view: ListView) -> ListView:
    """A section's list with who holds it, and what can be done about that: alone in an agency there is nothing to
    claim, and a section that was sent is not passed on."""
    line = held(desk, view.section, of_desk(conn, desk))
    if desk.locked(desk.form.sections[line.index]) or desk.work.agency is None:
        return replace(view, section=line)
    several = len(people.representatives(conn, desk.work.agency.id)) > 1
    claim = RELEASE if line.mine else TAKE if several and not line.holder else ""
    return replace(view, section=line, claim=claim, passable=True)


def on_review(conn: Connection, desk: Desk, view: ReviewView) -> ReviewView:
    return replace(view, section=held(desk, view.section, of_desk(conn, desk)))
