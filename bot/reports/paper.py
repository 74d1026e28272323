"""What is printed. Drawing takes more memory than the bot: the library is loaded where the work is done."""

from __future__ import annotations

from pathlib import Path

from bot.reports.invitations import InvitationLine, InvitationWords
from bot.reports.paper_views import AnswersPaper, ReceiptPaper


def draw_qr_sheet(lines: tuple[InvitationLine, ...], words: InvitationWords) -> Path:
    """A passing .pdf file of QR codes; runs in the workshop."""
    from bot.reports.qr_sheet import write_qr_sheet

    return write_qr_sheet(lines, words)


def draw_receipt(paper: ReceiptPaper) -> Path:
    """A passing .pdf file that carries what was confirmed; runs in the workshop."""
    from bot.reports.receipt_paper import write_receipt

    return write_receipt(paper)


def draw_answers(paper: AnswersPaper) -> Path:
    """A passing .pdf file of an agency's answers; runs in the workshop."""
    from bot.reports.answers_paper import write_answers

    return write_answers(paper)
