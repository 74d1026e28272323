"""What a message brings for a follow-up task: evidence as for an answer, and typed words as a note."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.inputs import Sent, Typed
from bot.flows.links import read_links
from bot.flows.problems import Problem
from bot.screens.length import paragraph, units
from bot.services.desk import Desk
from bot.services.evidence_rows import POST
from bot.services.evidence_taking import About, Piece, Taken, keep, take_for
from bot.services.storing import Source
from bot.services.tasks import brought, subject
from storage import evidence, tasks

MOST = 30  # pieces of one task: an album of ten, thrice
LONGEST = evidence.TEXT  # of a note


def take(conn: Connection, desk: Desk, task_id: int, raw: Typed | Sent, source: Source) -> Taken:
    """Keep what a message brings for this task of the desk's agency."""
    row = tasks.get(conn, task_id)
    if row is None:
        return Taken()
    about, there = About(row.submission_id, subject(row.id)), brought(conn, row)
    if not _is_note(raw):
        return take_for(conn, desk, about, there, raw, source, MOST)
    assert isinstance(raw, Typed)
    text = paragraph(raw.text)
    if not text:
        return Taken()
    if units(text) > LONGEST:
        return Taken(problem=Problem("problem-task-long", {"length": units(text), "most": LONGEST}))
    if len(there) >= MOST:
        return Taken(problem=Problem("problem-evidence-full", {"most": MOST}))
    keep(conn, desk, about, Piece(POST, text), source)
    return Taken(1)


def _is_note(raw: Typed | Sent) -> bool:
    """Words of her own without a link: an answer's evidence cannot be that, a task's can."""
    if isinstance(raw, Sent) or raw.origin is not None:
        return False
    links = read_links(raw.text)
    return not links.found and not (links.broken and not links.words)
