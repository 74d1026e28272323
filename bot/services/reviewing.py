"""Reading what was sent: the sections that wait for a reviewer, one section, and a question with all that proves it.

Coordinators read everything of their region, assessors what was sent of their pillars; both return and accept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.moves import Move, Side, Status
from bot.screens import reviews as screens
from bot.screens.overviews import Note
from bot.screens.press import Verb, read36
from bot.screens.review_views import QueueView, ReviewedLine, SectionReview, WaitingLine
from bot.screens.views import LineView, SectionLine
from bot.services import evidence_counts, fixes, lists
from bot.services.assessing import READABLE, reads_section
from bot.services.cockpit import Cockpit, end_errand
from bot.services.desk import Desk
from bot.services.overseeing import offered, section_answers
from bot.services.replies import Reply
from storage import answers, people, remarks, returned, sections
from storage.returned import ReturnedRow

QUEUED = frozenset({Status.SUBMITTED})


@dataclass(frozen=True)
class Reviewed:
    """A section that this reader may review."""

    desk: Desk
    section: str
    line: SectionLine


def check(conn: Connection, cockpit: Cockpit) -> Reply:
    """/periksa: the sections of the round that wait, also as a button that names no agency."""
    end_errand(conn, cockpit.chat)
    return _queue(conn, cockpit, max(read36(cockpit.argument), 0) if cockpit.tapped is not None else 0)


def answers_of(conn: Connection, cockpit: Cockpit) -> Reply:
    """The answers of a section, sent or not: of one that was sent, its review. Argument: section index and page."""
    index, _, page = cockpit.argument.partition(".")
    found = reviewed(conn, cockpit, cockpit.desk(conn), read36(index))
    if found is None:
        return section_answers(conn, cockpit)
    end_errand(conn, cockpit.chat)
    return show_section(conn, cockpit, found, read36(page))


def reviewed(conn: Connection, cockpit: Cockpit, desk: Desk, index: int) -> Reviewed | None:
    """The section with this index, where this reader may review it: it was sent, and is of her pillars."""
    line = next((one for one in lists.section_lines(desk) if one.index == index), None)
    if line is None:
        return None
    section = desk.form.sections[line.index]
    if desk.status(section) not in READABLE or not _reads(cockpit, desk, section):
        return None
    return Reviewed(desk, section, line)


def show_section(
    conn: Connection, cockpit: Cockpit, found: Reviewed, page: int, note: Note | None = None
) -> Reply:
    """The section as it stands; `note` says what was just done."""
    view = section_view(conn, cockpit, found, page, note)
    effects = ("outbox",) if note is not None else ()
    return Reply(screens.section(view, cockpit.chat.language), cockpit.where, effects=effects)


def section_view(
    conn: Connection, cockpit: Cockpit, found: Reviewed, page: int = 0, note: Note | None = None
) -> SectionReview:
    desk, section = found.desk, found.section
    agency = desk.work.agency
    assert agency is not None
    events = sections.events(conn, [desk.work.submission_id], section)
    last = events[-1] if events else None
    told = people.representatives(conn, agency.id)
    return SectionReview(
        form=cockpit.round.form_id,
        submission=desk.work.submission_id,
        agency=agency.name,
        short=agency.short_name or agency.name,
        section=found.line,
        zone=desk.zone,
        now=cockpit.now,
        moved_by=last.person_name if last is not None else "",
        moved_at=last.at if last is not None else None,
        lines=_lines(conn, found),
        page=page,
        whole=cockpit.whole_round(conn),
        verbs=verbs_of(cockpit),
        assessor=cockpit.side is Side.ASSESSOR,
        closed=cockpit.round.closed_at is not None,
        note=note,
        people=tuple(one.name for one in told if one.unreachable_at is None),
    )


def verbs_of(cockpit: Cockpit) -> frozenset[Verb]:
    """What this reader may do here; nothing else becomes a button."""
    from bot.services import controls  # the table is made of these functions

    found = offered(cockpit)
    return found & controls.FOR_ASSESSORS if cockpit.side is Side.ASSESSOR else found


def rows_of(conn: Connection, desk: Desk, section: str) -> dict[AnswerKey, ReturnedRow]:
    """What of a section stands on the list or was returned, and is not sent back yet."""
    return {
        key_of(row): row for row in returned.present(conn, [desk.work.submission_id]) if row.path == section
    }


def key_of(row: ReturnedRow) -> AnswerKey:
    return AnswerKey(row.question, tuple(row.items.split(".")) if row.items else ())


def reviewed_lines(desk: Desk, section: str, names: dict[int, str]) -> tuple[LineView, ...]:
    """The questions of a section in their order; of a closed one those that nobody answered, too."""
    review = lists.review_view(desk, section, 0, names)
    return tuple(sorted((*review.gaps, *review.lines), key=lambda one: one.number))


def _lines(conn: Connection, found: Reviewed) -> tuple[ReviewedLine, ...]:
    desk, section = found.desk, found.section
    names = answers.authors(conn, lists.authors_on(desk, section))
    rows = rows_of(conn, desk, section)
    said = remarks.counts(conn, desk.work.submission_id)
    earlier = {key_of(row): row for row in returned.ever(conn, desk.work.submission_id, section)}
    return tuple(
        _line(desk, line, fixes.line_key(desk, line), rows, earlier, said)
        for line in reviewed_lines(desk, section, names)
    )


def _line(
    desk: Desk,
    line: LineView,
    key: AnswerKey,
    rows: dict[AnswerKey, ReturnedRow],
    earlier: dict[AnswerKey, ReturnedRow],
    said: dict[tuple[str, str], int],
) -> ReviewedLine:
    row, before = rows.get(key), earlier.get(key)
    sent = row is not None and row.sent_at is not None
    pieces = () if line.is_repeat else evidence_counts.pieces(desk, key)
    back = before is not None and before.ended_at is not None
    return ReviewedLine(
        line,
        pieces=len(pieces),
        unproved=not line.is_repeat and evidence_counts.lacks(desk, key),
        listed=row.comment if row is not None and not sent else "",
        returned=row.comment if row is not None and sent else "",
        fixed=sent and key in desk.returned and fixes.is_fixed(desk, key),
        changed=back and before is not None and fixes.revision_of(desk.instance, key) != before.revision,
        remarks=said.get((key.question, ".".join(key.items)), 0),
    )


def _reads(cockpit: Cockpit, desk: Desk, section: str) -> bool:
    return cockpit.side is not Side.ASSESSOR or reads_section(cockpit.pillars, desk.form, section)


def _queue(conn: Connection, cockpit: Cockpit, page: int) -> Reply:
    desks = cockpit.desks(conn)
    ids = [desk.work.submission_id for desk in desks]
    sent = {
        (event.submission_id, event.path): event.move
        for event in sections.events(conn, ids)
        if event.move in (Move.SUBMIT, Move.CLOSE, Move.SEND_BACK)
    }
    stand = sections.statuses(conn, ids)
    assessor = cockpit.side is Side.ASSESSOR
    waiting: list[WaitingLine] = []
    read: list[WaitingLine] = []
    for desk in desks:
        agency = desk.work.agency
        assert agency is not None
        for line in lists.section_lines(desk):
            section = desk.form.sections[line.index]
            place = (desk.work.submission_id, section)
            if line.status not in READABLE or not _reads(cockpit, desk, section):
                continue
            since: datetime = stand[place].changed_at
            name = agency.short_name or agency.name
            one = WaitingLine(place[0], name, line, since, again=sent.get(place) == Move.SEND_BACK)
            (waiting if line.status in QUEUED else read).append(one)
    view = QueueView(
        form=cockpit.round.form_id,
        whole=cockpit.whole_round(conn),
        region=cockpit.round.region_name,
        round=cockpit.round.name,
        zone=ZoneInfo(cockpit.round.timezone),
        now=cockpit.now,
        waiting=tuple(sorted(waiting, key=lambda one: one.since)),
        read=tuple(sorted(read, key=lambda one: one.since, reverse=True)) if assessor else (),
        page=page,
        assessor=assessor,
    )
    return Reply(screens.queue(view, cockpit.chat.language), cockpit.where)
