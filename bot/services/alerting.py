"""Renders what waits in the outbox, at the moment of sending: in the reader's language, with the numbers of now.

None means that nobody wants it any more: the section was opened again, the person lost the right to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.flows import progress
from bot.screens import alerts
from bot.screens.overviews import AllCompleteAlert, CompleteAlert, ReopenedAlert, SectionAlert
from bot.screens.screen import Screen
from bot.screens.views import SectionLine
from bot.services import cards, lists
from bot.services.desk import LOCKED, Desk
from bot.services.inviting import COORDINATOR, REPRESENTATIVE
from bot.services.library import Library
from bot.services.overseeing import reader_of, statuses_of
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from bot.services.submitting import AGENCY, REOPENED, SECTION, complete_count
from storage import answers, people, rounds, sections, submissions
from storage.outbox import Row
from storage.rounds import RoundRow


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """The alert of an outbox row."""
    row, library = rows[0], setting.library
    submission = submissions.get(conn, int(row.params["submission"]))
    reader = people.by_telegram(conn, row.chat_id)
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    if submission is None or reader is None or round_ is None:
        return None
    if not _may_know(conn, reader.id, row.kind, round_, submission.agency_id):
        return None
    chat = reader_of(row.chat_id, reader.id, reader.name, reader.language)
    (desk,) = desks_of_round(conn, library, round_, chat, now, only=submission.id)
    if row.kind == REOPENED:
        return _reopened(row, desk)
    if desk.status(str(row.params["section"])) not in LOCKED:
        return None
    last = _sent(conn, library, row, round_, desk, now)
    # what was complete when it was queued may be open again by now: then the lower news is still true
    if row.kind == SECTION or not last.agency.complete:
        return alerts.section_submitted(last, chat.language)
    desks = desks_of_round(conn, library, round_, chat, now)
    done = complete_count(desks)
    if row.kind == AGENCY or done < len(desks):
        return alerts.agency_complete(CompleteAlert(last, done, len(desks)), chat.language)
    return alerts.all_complete(AllCompleteAlert(last, round_.region_name, round_.name, done), chat.language)


def _sent(
    conn: Connection, library: Library, row: Row, round_: RoundRow, desk: Desk, now: datetime
) -> SectionAlert:
    section, person = str(row.params["section"]), int(row.params["person"])
    (agency,) = statuses_of(conn, round_, [desk])
    roster = library.roster(conn, round_.form_id, round_.id, now)
    asked = [
        member.submission
        for member in roster.members
        if progress.asks(desk.form, roster.asked(member.submission), section)
    ]
    stand = sections.statuses(conn, asked)
    return SectionAlert(
        form=round_.form_id,
        agency=agency,
        section=_line(desk, agency.sections, section),
        person=answers.authors(conn, [person]).get(person, ""),
        at=datetime.fromisoformat(str(row.params["at"])),
        zone=desk.zone,
        agencies_done=sum((one, section) in stand and stand[one, section].status in LOCKED for one in asked),
        agencies_asked=len(asked),
        unavailable=len(progress.unavailable(desk.instance, section)),
    )


def _reopened(row: Row, desk: Desk) -> Screen | None:
    section = str(row.params["section"])
    if desk.status(section) in LOCKED:
        return None
    line = _line(desk, lists.section_lines(desk), section)
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
