"""An agency's answers as a document that its head can read, and sign by hand where no link is used."""

from __future__ import annotations

from pathlib import Path

from bot.reports.pages import INK, MARGIN, SANS, SOFT, Pages, printable
from bot.reports.paper_views import AnswerLine, AnswersPaper

NUMBER = 10  # millimetres before the question


def write_answers(paper: AnswersPaper) -> Path:
    """A passing .pdf file, in the order of the form."""
    pages = Pages(f"{paper.title} · {paper.lines[0]}" if paper.lines else paper.title, paper.page)
    pages.set_title(printable(paper.title))
    pages.set_creator("Pilar")
    pages.set_lang(paper.language)
    pages.say(paper.title, 16, bold=True, after=1)
    for line in paper.lines:
        pages.say(line, 10, soft=True)
    pages.ln(4)
    for label, lines in paper.sections:
        _section(pages, label, lines)
    _signature(pages, paper.signature)
    return pages.written()


def _section(pages: Pages, label: str, lines: tuple[AnswerLine, ...]) -> None:
    if pages.get_y() > pages.h - MARGIN - 30:
        pages.add_page()  # no heading alone at the foot
    pages.say(label, 12, bold=True, after=1)
    pages.rule()
    record = ""
    for line in lines:
        if line.record != record and line.record:
            if pages.get_y() > pages.h - MARGIN - 28:
                pages.add_page()
            pages.say(line.record, 10, bold=True, after=0.5)
        record = line.record
        _answer(pages, line)
    pages.ln(3)


def _answer(pages: Pages, line: AnswerLine) -> None:
    if pages.get_y() > pages.h - MARGIN - 18:
        pages.add_page()
    pages.set_font(SANS, size=9.5)
    pages.set_text_color(*SOFT)
    pages.cell(NUMBER, 4.75, printable(line.number))
    pages.set_left_margin(MARGIN + NUMBER)
    pages.set_x(MARGIN + NUMBER)
    pages.say(line.question, 9.5, soft=True)
    pages.set_text_color(*INK)
    pages.say(line.answer, 10.5)
    for note in line.notes:
        pages.say(note, 8.5, soft=True)
    pages.set_left_margin(MARGIN)
    pages.set_x(MARGIN)
    pages.ln(2)


def _signature(pages: Pages, signature: tuple[str, str]) -> None:
    if pages.get_y() > pages.h - MARGIN - 45:
        pages.add_page()
    pages.ln(6)
    pages.set_left_margin(pages.w / 2)
    pages.set_x(pages.w / 2)
    pages.say(signature[0], 10, after=22)
    pages.say(signature[1], 10)
    pages.set_left_margin(MARGIN)
