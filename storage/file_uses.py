"""Where a sent file stands as evidence, and how much files weigh. (Which answers hold files, the form knows.)"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from storage.models import evidence, file, submission


@dataclass(frozen=True, slots=True)
class UseRow:
    submission_id: int
    subject: str  # path of the question, 'group:NAME' or 'task:ID'
    items: str


def as_evidence(conn: Connection, file_id: int) -> list[UseRow]:
    """What a file proves now, the oldest first; empty if nothing."""
    there = evidence.c.file_id == file_id, evidence.c.removed_at.is_(None)
    found = select(evidence.c.submission_id, evidence.c.subject, evidence.c["items"]).where(*there)
    return [UseRow(*row) for row in conn.execute(found.order_by(evidence.c.id))]


def sizes(conn: Connection, round_id: int) -> dict[int, int]:
    """Submission -> bytes of its files that were fetched and count; the region's own among them."""
    there = submission.c.round_id == round_id, file.c.fetched_at.is_not(None), file.c.refused == ""
    found = (
        select(file.c.submission_id, func.sum(file.c.size))
        .join_from(file, submission, submission.c.id == file.c.submission_id)
        .where(*there)
        .group_by(file.c.submission_id)
    )
    return {one: int(size) for one, size in conn.execute(found)}
