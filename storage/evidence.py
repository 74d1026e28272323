"""Evidence for answers: files, links, posts and places. One file may prove many answers; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from storage.models import evidence, file, submission

# As much as is kept: a whole message; of captions and names what a phone sends may be longer
TEXT, CAPTION, ORIGIN, ALBUM = 4096, 2000, 200, 64


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence with what is known of its file, if it is one."""

    id: int
    submission_id: int
    subject: str  # path of the question, 'group:NAME' or 'task:ID'
    items: str
    kind: str  # file, link, post, place
    file_id: int | None
    text: str  # the link, the words of the post, 'lat lon alt accuracy'
    caption: str
    origin: str  # who posted what was forwarded
    origin_at: datetime | None
    album: str
    person_id: int | None
    at: datetime
    chat_id: int | None
    message_id: int | None
    removed_at: datetime | None
    name: str = ""  # of the file, as the sender called it
    medium: str = ""
    mime: str = ""
    sniffed: str = ""  # the type that its bytes show; '' until it was fetched
    size: int = 0  # bytes
    sha256: str | None = None
    fetched_at: datetime | None = None
    gave_up_at: datetime | None = None
    refused: str = ""  # why the file cannot prove anything
    telegram_file_id: str = ""
    unique_id: str = ""  # Telegram's, the same whenever the same file is sent


_columns = (
    *(
        evidence.c[name]
        for name in (
            *("id", "submission_id", "subject", "items", "kind", "file_id", "text", "caption", "origin"),
            *("origin_at", "album", "person_id", "at", "chat_id", "message_id", "removed_at"),
        )
    ),
    *(
        file.c[name]
        for name in (
            *("name", "medium", "mime", "sniffed", "size", "sha256", "fetched_at", "gave_up_at", "refused"),
            *("telegram_file_id", "unique_id"),
        )
    ),
)
_insert = insert(evidence).returning(evidence.c.id)
_all = select(*_columns).select_from(evidence).outerjoin(file, file.c.id == evidence.c.file_id)
_present = (
    _all.where(
        evidence.c.submission_id.in_(bindparam("ids", expanding=True)), evidence.c.removed_at.is_(None)
    )
).order_by(evidence.c.id)


def add(
    conn: Connection,
    *,
    submission_id: int,
    subject: str,
    items: str,
    kind: str,
    person_id: int | None,
    at: datetime,
    file_id: int | None = None,
    text: str = "",
    caption: str = "",
    origin: str = "",
    origin_at: datetime | None = None,
    album: str = "",
    chat_id: int | None = None,
    message_id: int | None = None,
) -> int:
    """Keep a piece of evidence; its id. Raises `IntegrityError` when this file proves this answer already."""
    row = {
        "submission_id": submission_id,
        "subject": subject,
        "items": items,
        "kind": kind,
        "file_id": file_id,
        "text": text[:TEXT],
        "caption": caption[:CAPTION],
        "origin": origin[:ORIGIN],
        "origin_at": origin_at,
        "album": album[:ALBUM],
        "person_id": person_id,
        "at": at,
        "chat_id": chat_id,
        "message_id": message_id,
    }
    return int(conn.execute(_insert, row).scalar_one())


def get(conn: Connection, evidence_id: int) -> EvidenceRow | None:
    """One piece, removed or not; None if there is no such id."""
    return next(iter(_rows(conn.execute(_all.where(evidence.c.id == evidence_id)))), None)


def present(conn: Connection, submission_ids: Sequence[int]) -> list[EvidenceRow]:
    """What these submissions are proved by now, the oldest first; empty if nothing. HOT: one statement."""
    return _rows(conn.execute(_present, {"ids": list(submission_ids)}))


def ever(conn: Connection, submission_id: int) -> list[EvidenceRow]:
    """Whatever a submission was proved by, also what was taken off since, the oldest first."""
    return _rows(conn.execute(_all.where(evidence.c.submission_id == submission_id).order_by(evidence.c.id)))


def by_message(conn: Connection, chat_id: int, message_id: int) -> list[EvidenceRow]:
    """What one message brought and what still stands, the oldest first; empty for a message that brought nothing."""
    brought = _all.where(evidence.c.chat_id == chat_id, evidence.c.message_id == message_id)
    return _rows(conn.execute(brought.where(evidence.c.removed_at.is_(None)).order_by(evidence.c.id)))


def of_album(conn: Connection, submission_id: int, chat_id: int, album: str, beginning: str) -> str | None:
    """What the files of an album that came before prove, where that begins so; None if none of them does."""
    found = select(evidence.c.subject).where(
        evidence.c.submission_id == submission_id,
        evidence.c.chat_id == chat_id,
        evidence.c.album == album,
        evidence.c.subject.startswith(beginning),
    )
    subject: str | None = conn.scalars(found.limit(1)).first()
    return subject


def of_round(conn: Connection, round_id: int) -> list[EvidenceRow]:
    """What a whole round is proved by now, by submission and the oldest first."""
    found = _all.join(submission, submission.c.id == evidence.c.submission_id)
    found = found.where(submission.c.round_id == round_id, evidence.c.removed_at.is_(None))
    return _rows(conn.execute(found.order_by(evidence.c.submission_id, evidence.c.id)))


def counts(conn: Connection, round_id: int, beginning: str) -> dict[str, int]:
    """Subject -> how many pieces it has now in a whole round, of those that begin so; one without any is absent."""
    found = select(evidence.c.subject, func.count()).join(submission)
    found = found.where(submission.c.round_id == round_id, evidence.c.removed_at.is_(None))
    found = found.where(evidence.c.subject.startswith(beginning, autoescape=True))
    return dict(conn.execute(found.group_by(evidence.c.subject)).tuples().all())


def remove(
    conn: Connection, evidence_id: int, *, person_id: int | None, at: datetime, replaced_by: int | None = None
) -> bool:
    """Take a piece off its answer; the row and the file stay. False if it was off already."""
    there = update(evidence).where(evidence.c.id == evidence_id, evidence.c.removed_at.is_(None))
    done = {"removed_at": at, "removed_by": person_id, "replaced_by": replaced_by}
    return conn.execute(there.values(done)).rowcount == 1


def restore(conn: Connection, evidence_id: int) -> bool:
    """Put a piece back that was taken off. False if it stands there, or another took its place."""
    gone = update(evidence).where(
        evidence.c.id == evidence_id, evidence.c.removed_at.is_not(None), evidence.c.replaced_by.is_(None)
    )
    return conn.execute(gone.values(removed_at=None, removed_by=None)).rowcount == 1


def _rows(rows: Iterable[Sequence[Any]]) -> list[EvidenceRow]:
    return [EvidenceRow(*row) for row in rows]
