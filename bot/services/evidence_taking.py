"""What a message brings as evidence: its pieces, or why it brings none; and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.evidence import subject
from bot.flows.inputs import Medium, Sent, Typed
from bot.flows.links import read_links
from bot.flows.problems import Problem
from bot.flows.values import Accepted
from bot.flows.values.places import read_sent_place
from bot.services.desk import Desk
from bot.services.evidence_cards import MOST
from bot.services.evidence_counts import pieces
from bot.services.evidence_offers import sent_before
from bot.services.evidence_rows import FILE, LINK, PLACE, POST, is_good
from bot.services.storing import Source
from storage import evidence, files
from storage.evidence import EvidenceRow


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece as it came, before it has a row."""

    kind: str
    text: str = ""
    caption: str = ""
    file: Sent | None = None
    origin: str = ""
    origin_at: datetime | None = None
    album: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a message: how many pieces were kept, and what could not be."""

    count: int = 0
    problem: Problem | None = None
    file_id: int | None = None  # of the file that it brought
    rows: tuple[EvidenceRow, ...] = ()  # the pieces as they stand now
    gone: int | None = None  # the piece whose place the first of them took


@dataclass(frozen=True, slots=True)
class About:
    """What pieces are kept for: the subject of an answer, or another one that has evidence of its own."""

    submission: int
    subject: str
    items: str = ""


def take(
    conn: Connection,
    desk: Desk,
    key: AnswerKey,
    raw: Typed | Sent,
    source: Source,
    replaced: int | None = None,
) -> Taken:
    """Keep what a message brings for this answer, the first piece in the place of one that is `replaced`. Whether
    she may is asked before."""
    found = subject(desk.form, key)
    about = About(desk.submission_for(key), found.name, ".".join(found.items))
    there = pieces(desk, key)
    gone = replaced if any(row.id == replaced for row in there) else None
    return take_for(conn, desk, about, there, raw, source, replaced=gone)


def take_for(
    conn: Connection,
    desk: Desk,
    about: About,
    there: Sequence[EvidenceRow],
    raw: Typed | Sent,
    source: Source,
    most: int = MOST,
    replaced: int | None = None,
) -> Taken:
    """Keep what a message brings beside what is `there`, up to `most` pieces; the first takes the place of the one
    that is `replaced`."""
    read = _read(desk, there, raw)
    if isinstance(read, Problem):
        return Taken(problem=read)
    room = max(most - len(there) + (replaced is not None), 0)
    kept = tuple(keep(conn, desk, about, piece, source) for piece in read[:room])
    if replaced is not None and kept:
        new = kept[0].id
        evidence.remove(conn, replaced, person_id=desk.chat.person_id, at=desk.now, replaced_by=new)
    full = Problem("problem-evidence-full", {"most": most}) if len(read) > room else None
    return Taken(len(kept), full, kept[-1].file_id if kept else None, kept, replaced)


def _read(desk: Desk, there: Sequence[EvidenceRow], raw: Typed | Sent) -> tuple[Piece, ...] | Problem:
    origin = raw.origin.name if raw.origin is not None else ""
    origin_at = raw.origin.at if raw.origin is not None else None
    if isinstance(raw, Sent):
        if raw.medium is Medium.LOCATION:
            place = read_sent_place(raw)
            if not isinstance(place, Accepted):
                return Problem("problem-evidence-other")
            return (Piece(PLACE, place.value, origin=origin, origin_at=origin_at),)
        if raw.size > desk.most_bytes:
            return Problem("problem-evidence-big", {"most": desk.most_bytes >> 20})
        # one that was refused or lost is sent again because we asked for it
        if raw.unique_id and raw.unique_id in {row.unique_id for row in there if is_good(row)}:
            return Problem("problem-evidence-twice")
        return (Piece(FILE, "", raw.caption, raw, origin, origin_at, raw.album),)
    if raw.origin is not None:
        return (Piece(POST, raw.text, origin=origin, origin_at=origin_at),)
    found = read_links(raw.text)
    if found.broken and not found.found:
        return Problem("problem-evidence-link", {"link": found.broken[0]})
    if not found.found:
        return Problem("problem-evidence-text")
    return tuple(Piece(LINK, link, found.words) for link in found.found)


def keep(conn: Connection, desk: Desk, about: About, piece: Piece, source: Source) -> EvidenceRow:
    """Keep a piece, and the file that it is, which is fetched later; a file that this agency has sent before is
    kept once. HOT: its row is made here rather than read back."""
    before = sent_before(desk, piece.file) if piece.file is not None else None
    file_id = before.file_id if before is not None else None
    if piece.file is not None and file_id is None:
        file_id = files.add(
            conn,
            submission_id=about.submission,
            telegram_file_id=piece.file.file_id,
            unique_id=piece.file.unique_id,
            medium=piece.file.medium,
            name=piece.file.name,
            mime=piece.file.mime,
            size=piece.file.size,
            person_id=desk.chat.person_id,
            at=desk.now,
        )
    new = evidence.add(
        conn,
        submission_id=about.submission,
        subject=about.subject,
        items=about.items,
        kind=piece.kind,
        file_id=file_id,
        text=piece.text,
        caption=piece.caption,
        origin=piece.origin,
        origin_at=piece.origin_at,
        album=piece.album,
        person_id=desk.chat.person_id,
        at=desk.now,
        chat_id=source.chat_id,
        message_id=source.message_id,
    )
    row = EvidenceRow(
        new,
        about.submission,
        about.subject,
        about.items,
        piece.kind,
        file_id,
        piece.text,
        piece.caption,
        piece.origin,
        piece.origin_at,
        piece.album,
        desk.chat.person_id,
        desk.now,
        source.chat_id,
        source.message_id,
        None,
    )
    if before is not None:
        return replace(
            row,
            name=before.name,
            medium=before.medium,
            mime=before.mime,
            sniffed=before.sniffed,
            size=before.size,
            sha256=before.sha256,
            fetched_at=before.fetched_at,
            telegram_file_id=before.telegram_file_id,
            unique_id=before.unique_id,
        )
    if piece.file is None:
        return row
    return replace(
        row,
        name=piece.file.name,
        medium=piece.file.medium,
        mime=piece.file.mime,
        size=piece.file.size,
        telegram_file_id=piece.file.file_id,
        unique_id=piece.file.unique_id,
    )
