"""Where each section of a submission stands in the review. What the words mean is the services' business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from storage.models import section
from storage.upsert import insert_or_update


@dataclass(frozen=True, slots=True)
class SectionRow:
    status: str
    changed_at: datetime
    changed_by: int | None


_upsert = insert_or_update(
    section, key=("submission_id", "path"), update=("status", "changed_at", "changed_by")
)
_statuses = select(
    section.c.submission_id, section.c.path, section.c.status, section.c.changed_at, section.c.changed_by
).where(section.c.submission_id.in_(bindparam("ids", expanding=True)))


def statuses(conn: Connection, submission_ids: Sequence[int]) -> dict[tuple[int, str], SectionRow]:
    """(submission id, path) -> where it stands; a section that nobody touched is absent (a draft)."""
    found = conn.execute(_statuses, {"ids": list(submission_ids)})
    return {(submission_id, path): SectionRow(*rest) for submission_id, path, *rest in found}


def set_(
    conn: Connection, *, submission_id: int, path: str, status: str, person_id: int | None, at: datetime
) -> None:
    """Set where a section stands; the newest word wins."""
    row = {
        "submission_id": submission_id,
        "path": path,
        "status": status,
        "changed_at": at,
        "changed_by": person_id,
    }
    conn.execute(_upsert.on(conn), row)
