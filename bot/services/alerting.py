"""Renders what waits in the outbox, at the moment of sending: in the reader's language, with the numbers of now.

None means that nobody wants it any more: the section was opened again, the person lost the right to know.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.flows import progress
from bot.screens import alerts
from bot.screens.screen import Screen
from bot.screens.views import (
    AllCompleteAlert,
    CompleteAlert,
    ReopenedAlert,
    SectionAlert,
    SectionLine,
)
from bot.services import cards
from bot.services.desk import LOCKED, Desk
from bot.services.inviting import COORDINATOR, REPRESENTATIVE
from bot.services.library import Library
from bot.services.overseeing import reader_of, statuses_of
from bot.services.rounds import desks_of_round
from bot.services.submitting import AGENCY, ALL, REOPENED, SECTION, complete_count
from storage import answers, people, rounds, sections, submissions
from storage.outbox import Row
from storage.rounds import RoundRow


def render(conn: Connection, library: Library, row: Row, now: datetime) -> Screen | None:
    """The message of an outbox row. Raises LookupError for a kind that nobody renders."""
    submission = submissions.get(conn, int(row.params["submission"]))
    reader = people.by_telegram(conn, row.chat_id)
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    if submission is None or reader is None or round_ is None:
        return None
    if not _may_know(conn, reader.id, row.kind, round_, submission.agency_id):
        return None
    chat = reader_of(row.chat_id, reader.id, reader.name, reader.language)
    (desk,) = desks_of_round(conn, library, round_, chat, now, only=submission.id)
    match row.kind:
        case k if k == SECTION:
            return _section(conn, library, row, round_, desk, now)
        case k if k == AGENCY:
            return _agency(conn, row, round_, desk, desks_of_round(conn, library, round_, chat, now))
        case k if k == ALL:
            desks = desks_of_round(conn, library, round_, chat, now)
            view = AllCompleteAlert(round_.region_name, round_.name, len(desks), desk.deadline)
            return alerts.all_complete(view, chat.language) if complete_count(desks) == len(desks) else None
        case k if k == REOPENED:
            return _reopened(row, desk)
    raise LookupError(f"outbox kind {row.kind}")


def _section(
    conn: Connection,
    library: Library,
    row: Row,
    round_: RoundRow,
    desk: Desk,
    now: datetime,
) -> Screen | None:
    section = str(row.params["section"])
    if desk.status(section) not in LOCKED:
        return None
    (agency,) = statuses_of(conn, round_, [desk])
    line = _line(desk, agency.sections, section)
    person = answers.authors(conn, [int(row.params["person"])]).get(int(row.params["person"]), "")
    roster = library.roster(conn, round_.form_id, round_.id, now)
    asked = [
        member.submission
        for member in roster.members
        if progress.asks(desk.form, roster.asked(member.submission), section)
    ]
    stand = sections.statuses(conn, asked)
    view = SectionAlert(
        form=round_.form_id,
        agency=agency,
        section=line,
        person=person,
        at=datetime.fromisoformat(str(row.params["at"])),
        zone=desk.zone,
        agencies_done=sum((one, section) in stand and stand[one, section].status in LOCKED for one in asked),
        agencies_asked=len(asked),
        unavailable=len(progress.unavailable(desk.instance, section)),
    )
    return alerts.section_submitted(view, desk.chat.language)


def _agency(conn: Connection, row: Row, round_: RoundRow, desk: Desk, desks: list[Desk]) -> Screen | None:
    (agency,) = statuses_of(conn, round_, [desk])
    if not agency.complete:
        return None
    at = datetime.fromisoformat(str(row.params["at"]))
    view = CompleteAlert(
        round_.form_id, agency, round_.name, complete_count(desks), len(desks), at, desk.zone
    )
    return alerts.agency_complete(view, desk.chat.language)


def _reopened(row: Row, desk: Desk) -> Screen | None:
    section = str(row.params["section"])
    if desk.status(section) in LOCKED:
        return None
    line = _line(desk, cards.section_lines(desk), section)
    by = str(row.params["by"])
    view = ReopenedAlert(desk.place, cards.agency_name(desk), line, by, desk.deadline)
    return alerts.section_reopened(view, desk.chat.language)


def _line(desk: Desk, lines: tuple[SectionLine, ...], section: str) -> SectionLine:
    index = desk.form.sections.index(section)
    return next(line for line in lines if line.index == index)


def _may_know(conn: Connection, person: int, kind: str, round_: RoundRow, agency: int | None) -> bool:
    for row in people.memberships(conn, person):
        if row.region_id != round_.region_id:
            continue
        if kind == REOPENED and row.role == REPRESENTATIVE and row.agency_id == agency:
            return True
        if kind != REOPENED and row.role == COORDINATOR:
            return True
    return False
