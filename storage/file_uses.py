"""Where a sent file stands as evidence. (Answers that hold files are known to whoever knows the form.)"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage.models import evidence


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
