"""What coordinators must look after, for the daily digest: whom to call, messages that reached nobody, files that
could not be fetched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.flows.form import FILES
from bot.screens.digests import Losses
from bot.services.calling import calls_of
from bot.services.desk import Desk
from bot.services.evidence_documents import key_of_subject
from bot.services.evidence_rows import is_good
from bot.services.library import Library
from bot.services.tasks import counts, total
from storage import agencies, answers, deliveries, files, outbox, people, reminders, submissions
from storage.evidence import EvidenceRow
from storage.rounds import RoundRow

SINCE = timedelta(days=1)


def losses(
    conn: Connection,
    library: Library,
    round_: RoundRow,
    desks: Sequence[Desk],
    now: datetime,
    *,
    named: bool,
) -> Losses:
    """As they are now; people by name only where `named`. `desks` are the round's."""
    to_call = calls_of(conn, round_, desks, now)
    unsent = _unsent(conn, round_, now)
    lost = deliveries.names(conn, round_.region_id, unsent) if named else []
    missing = _files(conn, library, round_, desks)
    return Losses(
        people=tuple(f"{one.name} ({one.agency})" if one.agency else one.name for one in lost),
        messages=sum(unsent.values()),
        files=len(missing),
        file_agencies=tuple(dict.fromkeys(missing)),
        calls=len(to_call),
        call_names=tuple(one.short_name for one in to_call),
        tasks=total(counts(conn, round_.id, now).values()),
    )


def _unsent(conn: Connection, round_: RoundRow, now: datetime) -> dict[int, int]:
    """Chat of somebody of this region -> messages that were given up on since yesterday."""
    region = round_.region_id
    known = {member.telegram_id for member in reminders.members(conn, round_.id)}
    known |= {one.telegram_id for one in (*people.coordinators(conn, region), *people.leaders(conn, region))}
    return outbox.lost(conn, known, now - SINCE)


def _files(conn: Connection, library: Library, round_: RoundRow, desks: Sequence[Desk]) -> list[str]:
    """For each lost file that still stands as an answer, or as the only evidence of one, the agency's short name; the
    region's for its own row."""
    lost = files.given_up(conn, round_.id)
    if not lost:
        return []
    form = library.logic(conn, round_.form_id).form
    names = {one: agency.short_name or agency.name for one, agency in agencies.in_round(conn, round_.id)}
    names[submissions.region_of(conn, round_.id)] = round_.region_name
    rows = answers.load(conn, sorted({file.submission_id for file in lost}))
    standing = {
        (row.submission_id, one)
        for row in rows
        if row.question in form.questions and form.questions[row.question].kind in FILES
        for one in row.value.split()
    }
    alone = {row.file_id for desk in desks for rows in _unproved(desk) for row in rows}
    return [
        names[file.submission_id]
        for file in lost
        if ((file.submission_id, str(file.id)) in standing or file.id in alone)
        and file.submission_id in names
    ]


def _unproved(desk: Desk) -> list[tuple[EvidenceRow, ...]]:
    """Pieces beside which nothing good proves what they were given for."""
    return [
        rows
        for about, rows in desk.evidence.items()
        if not any(map(is_good, rows)) and key_of_subject(desk, about) is not None
    ]
