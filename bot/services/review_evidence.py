"""What proves an answer under review: every piece in a line, with a button that brings the file into the chat.

A button names the question as well as the piece, so a reviewer opens what belongs to a section that she may read,
and nothing else of the agency.
"""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.form import FILES
from bot.screens import evidence_pieces, review_pieces
from bot.screens.evidence_views import PieceView
from bot.screens.press import read36
from bot.services import cards, evidence_counts
from bot.services.desk import NAMED, Desk
from bot.services.evidence_documents import piece, piece_of
from bot.services.evidence_pieces import piece_card
from bot.services.replies import Reply, Where
from storage import files
from storage.files import FileRow

PIECE, FILE = review_pieces.PIECE, review_pieces.FILE


def pieces_of(desk: Desk, key: AnswerKey) -> tuple[PieceView, ...]:
    """The evidence of an answer, or of those that share it."""
    if key.question not in desk.form.questions:
        return ()
    return tuple(piece_of(row, n) for n, row in enumerate(evidence_counts.pieces(desk, key), start=1))


def answered_files(conn: Connection, desk: Desk, key: AnswerKey) -> tuple[PieceView, ...]:
    """The files that are themselves the answer."""
    return tuple(
        PieceView(
            id=row.id,
            number=number,
            kind=row.medium,
            name=row.name if row.medium in NAMED else "",
            under_way=row.fetched_at is None and row.gave_up_at is None,
            refused=row.refused or ("lost" if row.gave_up_at is not None else ""),
        )
        for number, row in enumerate(_files(conn, desk, key), start=1)
    )


def bring(conn: Connection, desk: Desk, key: AnswerKey, argument: str) -> Reply:
    """The piece or file that a button under this question names, into the chat."""
    number, language = read36(argument[1:]), desk.chat.language
    if argument.startswith(FILE):
        row = next((one for one in _files(conn, desk, key) if one.id == number), None)
        if row is None:
            return Reply(toast=evidence_pieces.gone(language).text, alert=True)
        label = cards.brief(cards.label_of(desk, key))
        shown = review_pieces.file(row.medium, row.telegram_file_id, label, row.name, language, row.refused)
        return Reply(shown, Where.ASIDE)
    use = piece(desk, number)
    if use is None or all(row.id != number for row in evidence_counts.pieces(desk, key)):
        return Reply(toast=evidence_pieces.gone(language).text, alert=True)
    return Reply(evidence_pieces.card(piece_card(conn, desk, use, own=False), language), Where.ASIDE)


def _files(conn: Connection, desk: Desk, key: AnswerKey) -> list[FileRow]:
    question = desk.form.questions.get(key.question)
    if question is None or question.kind not in FILES:
        return []
    found = (files.get(conn, int(one)) for one in desk.instance.value(key).split() if one.isdigit())
    where = desk.submission_for(key)
    return [row for row in found if row is not None and row.submission_id == where]
