"""The receipt on paper: who confirmed what and when, the counts, the fingerprint, and how to check it.

Made twice from the same facts it is the same file, byte for byte.
"""

from __future__ import annotations

import io
from datetime import UTC
from pathlib import Path

import segno
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace

from bot.reports.canonical import in_groups
from bot.reports.pages import INK, LINE, MARGIN, SANS, Pages, printable
from bot.reports.paper_views import ReceiptPaper
from bot.reports.receipt_file import CONTENT, FACTS, facts_json, qr_text

QR = 34  # millimetres
WIDEST_LABEL = 46


def write_receipt(paper: ReceiptPaper) -> Path:
    """A passing .pdf file of one page, more where an agency has very many sections."""
    facts = paper.facts
    pages = Pages(f"{facts.number} · {facts.agency}", paper.page)
    pages.set_creation_date(facts.at.astimezone(UTC))
    pages.set_title(printable(f"{paper.title} {facts.number}"))
    pages.set_subject(facts.number)
    pages.set_keywords(facts.fingerprint)
    pages.set_creator("Pilar")
    pages.set_lang(paper.language)
    pages.say(paper.title, 18, bold=True, after=1)
    pages.say(facts.number, 13, after=3)
    pages.rule(4)
    pages.say(paper.statement, 10.5, after=4)
    _lines(pages, paper)
    pages.ln(4)
    _table(pages, paper)
    pages.ln(6)
    _seal(pages, paper)
    pages.embed_file(
        bytes=facts.content.encode(),
        basename=CONTENT,
        mime_type="application/json",
        modification_date=facts.at,
        compress=True,
    )
    pages.embed_file(
        bytes=facts_json(paper),
        basename=FACTS,
        mime_type="application/json",
        modification_date=facts.at,
        compress=True,
    )
    return pages.written()


def _lines(pages: Pages, paper: ReceiptPaper) -> None:
    for label, value in paper.lines:
        top = pages.get_y()
        pages.say(label, 9.5, soft=True, width=WIDEST_LABEL)
        below = pages.get_y()
        pages.set_xy(MARGIN + WIDEST_LABEL, top)
        pages.set_font(SANS, size=9.5)
        pages.set_text_color(*INK)
        pages.multi_cell(0, 4.75, printable(value), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pages.set_y(max(below, pages.get_y()) + 1)


def _table(pages: Pages, paper: ReceiptPaper) -> None:
    pages.set_font(SANS, size=9)
    pages.set_text_color(*INK)
    pages.set_draw_color(*LINE)
    with pages.table(
        col_widths=(46, *[18] * (len(paper.heads) - 1)),
        text_align=("LEFT", *["RIGHT"] * (len(paper.heads) - 1)),
        line_height=5.5,
        headings_style=FontFace(emphasis="BOLD", fill_color=(234, 238, 242)),
    ) as table:
        for cells in (paper.heads, *paper.rows):
            table.row([printable(cell) for cell in cells])


def _seal(pages: Pages, paper: ReceiptPaper) -> None:
    """The QR code at the left, the fingerprint in groups of four beside it, and what to do with both."""
    if pages.get_y() + QR + 30 > pages.h - MARGIN:
        pages.add_page()
    top = pages.get_y()
    code = io.BytesIO()
    text = qr_text(paper.facts.number, paper.facts.fingerprint)
    segno.make(text, error="m", micro=False).save(code, kind="png", scale=8, border=2)
    code.seek(0)
    pages.image(code, MARGIN, top, QR, QR)
    pages.set_left_margin(MARGIN + QR + 6)
    pages.set_xy(MARGIN + QR + 6, top + 1)
    pages.say(paper.fingerprint, 9.5, bold=True, after=1)
    digits = in_groups(paper.facts.fingerprint).split()
    for start in range(0, len(digits), 4):
        pages.say(" ".join(digits[start : start + 4]), 11, mono=True)
    pages.set_left_margin(MARGIN)
    pages.set_y(max(pages.get_y(), top + QR) + 4)
    for sentence in paper.check:
        pages.say(sentence, 8.5, soft=True, after=1)
