"""The follow-up tasks of a round for its workbook."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.reports.tasks import Task
from bot.services.tasks import SUBJECT, state_of, subject
from storage import agencies, evidence, tasks


def tasks_of(conn: Connection, round_id: int, now: datetime) -> tuple[Task, ...]:
    """Every task that was ever set, the oldest first; three statements, one where there are none."""
    rows = tasks.of_round(conn, round_id)
    if not rows:
        return ()
    names = {submission: agency.name for submission, agency in agencies.in_round(conn, round_id)}
    pieces = evidence.counts(conn, round_id, SUBJECT)
    return tuple(
        Task(
            number=row.id,
            agency=names.get(row.submission_id, ""),
            text=row.text,
            wanted=row.wanted,
            set_by=row.set_by,
            set_at=row.at,
            due_at=row.due_at,
            state=state_of(row, now).value,
            delivered_at=row.delivered_at,
            delivered_by=row.brought_by,
            ended_at=row.done_at or row.cancelled_at,
            word=row.word,
            pieces=pieces.get(subject(row.id), 0),
        )
        for row in rows
    )
