"""The same content sent twice, which only its bytes show: whoever sent it is told, and both proofs stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.screens import evidence_pieces as screens
from bot.screens.screen import Screen
from bot.services.evidence_documents import documents, label, piece_of
from bot.services.filing import desk_of
from bot.services.setting import Setting
from storage import files, people
from storage.outbox import Row


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """None where one of the two is gone by now, or she has no right to the agency's work any more; and under one
    answer, whose card says it."""
    file = files.get(conn, int(rows[0].params["file"]))
    reader = people.by_telegram(conn, rows[0].chat_id)
    desk = desk_of(conn, setting, file, reader, now) if file is not None and reader is not None else None
    if file is None or reader is None or desk is None:
        return None
    for one in documents(desk):
        mine = [use for use in one.uses if use.row.file_id == file.id]
        here = {use.key for use in mine}
        others = [use for use in one.uses if use.row.file_id != file.id and use.key not in here]
        if mine and others:
            labels = label(desk, mine[0].key), label(desk, others[0].key)
            return screens.same(piece_of(mine[0].row, 0), *labels, reader.language)
    return None
