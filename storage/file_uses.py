"""Where a sent file stands as evidence, and how much files weigh. (Which answers hold files, the form knows.)"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

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


def weights(conn: Connection, round_id: int) -> dict[int, tuple[str, int]]:
    """File -> hash and bytes, of all files of a round that were fetched and count, wherever they stand or stood."""
    there = submission.c.round_id == round_id, file.c.fetched_at.is_not(None), file.c.refused == ""
    found = (
        select(file.c.id, file.c.sha256, file.c.size)
        .join_from(file, submission, submission.c.id == file.c.submission_id)
        .where(*there)
    )
    return {one: (sha256, size) for one, sha256, size in conn.execute(found)}
