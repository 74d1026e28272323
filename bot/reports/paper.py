"""What is printed. Drawing takes more memory than the bot: the library is loaded where the work is done."""

from __future__ import annotations

from pathlib import Path

from bot.reports.invitations import InvitationLine, InvitationWords


def draw_qr_sheet(lines: tuple[InvitationLine, ...], words: InvitationWords) -> Path:
    """A passing .pdf file of QR codes; runs in the workshop."""
    from bot.reports.qr_sheet import write_qr_sheet

    return write_qr_sheet(lines, words)
