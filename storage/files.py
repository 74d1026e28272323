"""Files that people sent: noted at once, fetched from Telegram later by whoever claims them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.models import file, submission

# As long as the columns; what a phone sends may be longer
NAME_LENGTH = 300
ENDING_LENGTH = 16
MIME_LENGTH = 100
UNIQUE_ID_LENGTH = 64


@dataclass(frozen=True, slots=True)
class FileRow:
    id: int
    submission_id: int
    telegram_file_id: str
    medium: str
    name: str
    mime: str
    size: int  # bytes
    sha256: str | None  # None until it was fetched
    received_at: datetime
    fetched_at: datetime | None
    attempts: int
    gave_up_at: datetime | None
    error: str | None
    person_id: int | None
    sniffed: str = ""  # the type that its bytes show; '' until it was fetched
    refused: str = ""  # why it cannot prove anything; its bytes were not kept then
    unique_id: str = ""  # Telegram's, the same for the same file


_columns = (
    file.c.id,
    file.c.submission_id,
    file.c.telegram_file_id,
    file.c.medium,
    file.c.name,
    file.c.mime,
    file.c.size,
    file.c.sha256,
    file.c.received_at,
    file.c.fetched_at,
    file.c.attempts,
    file.c.gave_up_at,
    file.c.error,
    file.c.person_id,
    file.c.sniffed,
    file.c.refused,
    file.c.unique_id,
)
_insert = insert(file).returning(file.c.id)
_waiting = file.c.fetched_at.is_(None) & file.c.gave_up_at.is_(None)
_free = (
    select(file.c.id)
    .where(_waiting, file.c.leased_until.is_(None) | (file.c.leased_until <= bindparam("now")))
    .order_by(file.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer and leaves it out
)
_claim = (
    update(file)
    .where(file.c.id.in_(_free))
    .values(leased_until=bindparam("until"), attempts=file.c.attempts + 1)
    .returning(*_columns)
)


def add(
    conn: Connection,
    *,
    submission_id: int,
    telegram_file_id: str,
    medium: str,
    name: str,
    mime: str,
    size: int,
    person_id: int | None,
    at: datetime,
    unique_id: str = "",
    album: str = "",
) -> int:
    """The id of a file that waits to be fetched; it is what the answer stores as its value."""
    row = {
        "submission_id": submission_id,
        "telegram_file_id": telegram_file_id,
        "medium": medium,
        "name": _cut(name),
        "mime": mime[:MIME_LENGTH],
        "size": size,
        "person_id": person_id,
        "received_at": at,
        "unique_id": unique_id[:UNIQUE_ID_LENGTH],
        "album": album[:UNIQUE_ID_LENGTH],
    }
    return int(conn.execute(_insert, row).scalar_one())


def get(conn: Connection, file_id: int) -> FileRow | None:
    """The file, or None if there is no such id."""
    rows = _from_rows(conn.execute(select(*_columns).where(file.c.id == file_id)))
    return rows[0] if rows else None


def of_submission(conn: Connection, submission_id: int) -> list[FileRow]:
    """All files of a submission, the oldest first; empty if there are none."""
    found = select(*_columns).where(file.c.submission_id == submission_id).order_by(file.c.id)
    return _from_rows(conn.execute(found))


def of_album(conn: Connection, submission_ids: Collection[int], album: str) -> list[int]:
    """Ids of the files that came in one album so far, the oldest first; empty for its first file."""
    found = select(file.c.id).where(file.c.submission_id.in_(submission_ids), file.c.album == album)
    return list(conn.scalars(found.order_by(file.c.id)))


def twin(conn: Connection, file_id: int) -> int | None:
    """An earlier file of the same submission with the same bytes; None if there is none, or its bytes are unknown."""
    one, other = file.alias("one"), file.alias("other")
    same = (
        one.c.id == file_id,
        other.c.submission_id == one.c.submission_id,
        other.c.sha256 == one.c.sha256,
        other.c.id != one.c.id,
        other.c.refused == "",
    )
    found: int | None = conn.scalars(select(other.c.id).where(*same).order_by(other.c.id).limit(1)).first()
    return found


def given_up(conn: Connection, round_id: int) -> list[FileRow]:
    """The files of a round that could not be fetched and will not be tried again, the oldest first."""
    found = select(*_columns).join_from(file, submission, submission.c.id == file.c.submission_id)
    lost = found.where(submission.c.round_id == round_id, file.c.gave_up_at.is_not(None))
    return _from_rows(conn.execute(lost.order_by(file.c.id)))


def claim(conn: Connection, *, now: datetime, lease: timedelta, limit: int = 1) -> list[FileRow]:
    """Take files to fetch, the oldest first; nobody else gets them before the lease ends. Empty: none waits.

    `attempts` counts this one already. End each with `fetched` or `failed`; a crash ends it by itself."""
    rows = _from_rows(conn.execute(_claim, {"now": now, "until": now + lease, "most": limit}))
    return sorted(rows, key=lambda row: row.id)


def renew(conn: Connection, ids: Collection[int], until: datetime) -> None:
    """Whoever fetches these is still at it."""
    conn.execute(update(file).where(file.c.id.in_(ids), _waiting).values(leased_until=until))


def fetched(
    conn: Connection,
    file_id: int,
    *,
    sha256: str,
    size: int,
    at: datetime,
    sniffed: str = "",
    refused: str = "",
) -> bool:
    """Note that it was fetched and looked into; `size` is what was counted, not what was announced. Its bytes lie
    in the evidence store unless it is `refused`. False if that was noted before: somebody else had it too."""
    done = {
        "sha256": sha256,
        "size": size,
        "sniffed": sniffed[:MIME_LENGTH],
        "refused": refused,
        "fetched_at": at,
        "leased_until": None,
        "gave_up_at": None,
        "error": None,
    }
    there = file.c.id == file_id, file.c.fetched_at.is_(None)
    return conn.execute(update(file).where(*there).values(done)).rowcount == 1


def failed(conn: Connection, file_id: int, *, error: str, at: datetime, again_at: datetime | None) -> bool:
    """Note why it could not be fetched. Nobody tries before `again_at`; None gives up for good. False if it has
    ended before: somebody else had it too."""
    gave_up_at = at if again_at is None else None
    result = {"error": error, "leased_until": again_at, "gave_up_at": gave_up_at}
    return conn.execute(update(file).where(file.c.id == file_id, _waiting).values(result)).rowcount == 1


def _cut(name: str) -> str:
    """The ending stays: it says what a file is, or pretends to be."""
    stem, dot, ending = name.rpartition(".")
    if len(name) <= NAME_LENGTH or not dot or len(ending) > ENDING_LENGTH:
        return name[:NAME_LENGTH]
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"


def _from_rows(rows: Iterable[Sequence[Any]]) -> list[FileRow]:
    return [FileRow(*row) for row in rows]
