"""The pieces of evidence under a question that is reviewed: a button each that brings the file or opens the link."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.screens.length import FULL_ROW, narrow
from bot.screens.phrases import phrases
from bot.screens.screen import Button
from bot.services import evidence_counts
from bot.services.desk import Desk
from storage.evidence import EvidenceRow

FILE, LINK = "file", "link"
MOST = 10  # pieces that one answer may have


def piece_buttons(
    conn: Connection, desk: Desk, key: AnswerKey, form: int
) -> tuple[tuple[Button, ...], tuple[str, ...]]:
    """Buttons for what can be opened, and the words of everything else."""
    buttons: list[Button] = []
    named: list[str] = []
    for row in evidence_counts.pieces(desk, key)[:MOST]:
        if row.kind == LINK and row.text.lower().startswith(("http://", "https://")):
            buttons.append(Button(narrow(f"🔗 {row.text.split('://', 1)[1]}", FULL_ROW), url=row.text))
        else:
            named.append(_name(row, desk.chat.language))
    return tuple(buttons), tuple(named)


def _name(row: EvidenceRow, language: str) -> str:
    if row.kind == FILE:
        return row.name or row.caption or phrases(language).plain("review-piece-unnamed")
    return row.text or row.caption
