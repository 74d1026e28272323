"""Where each section of a submission stands in the review, and how it came to stand there. What the words mean is
the services' business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from storage.models import person, section, section_event
from storage.upsert import insert_or_update


@dataclass(frozen=True, slots=True)
class SectionRow:
    status: str
    changed_at: datetime
    changed_by: int | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One move of a section."""

    id: int
    submission_id: int
    path: str
    move: str
    before: str
    after: str
    person_id: int | None
    person_name: str
    at: datetime
    why: str


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


def move(
    conn: Connection,
    *,
    submission_id: int,
    path: str,
    move: str,
    before: str,
    after: str,
    person_id: int | None,
    at: datetime,
    why: str = "",
) -> None:
    """Set where a section stands and keep how it came there."""
    set_(conn, submission_id=submission_id, path=path, status=after, person_id=person_id, at=at)
    row = {
        "submission_id": submission_id,
        "path": path,
        "move": move,
        "before": before,
        "after": after,
        "person_id": person_id,
        "at": at,
        "why": why,
    }
    conn.execute(insert(section_event), row)


def events(conn: Connection, submission_ids: Sequence[int], path: str | None = None) -> list[EventRow]:
    """The moves of these submissions, or of one section of each; the oldest first."""
    found = (
        select(
            *(section_event.c[name] for name in ("id", "submission_id", "path", "move", "before", "after")),
            *(
                section_event.c.person_id,
                func.coalesce(person.c.name, ""),
                section_event.c.at,
                section_event.c.why,
            ),
        )
        .select_from(section_event)
        .outerjoin(person, person.c.id == section_event.c.person_id)
        .where(section_event.c.submission_id.in_(submission_ids))
        .order_by(section_event.c.id)
    )
    if path is not None:
        found = found.where(section_event.c.path == path)
    rows: Iterable[Sequence[Any]] = conn.execute(found)
    return [EventRow(*row) for row in rows]
