"""What reviewers and agencies said to each other about questions, as a sheet: thread by thread, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.reports.answers import section_of
from bot.reports.book import Row
from bot.reports.cells import Cell, moment, text
from bot.reports.submission import Round, says
from bot.reports.words import Words


@dataclass(frozen=True, slots=True)
class Remark:
    agency: str
    question: str  # path
    items: str
    at: datetime
    who: str
    of_agency: bool
    text: str


def heads(round_: Round, p: Words) -> tuple[Row, ...]:
    before = ("agency", "section", "question", "name", "items")
    return (
        (
            *(Cell(p(f"export-{key}")) for key in before),
            Cell(p("export-when", zone=round_.zone_name)),
            Cell(p("export-who")),
            Cell(p("export-side")),
            Cell(p("export-remark")),
        ),
    )


def row(remark: Remark, round_: Round, p: Words) -> Row:
    speaker = round_.speaker(remark.question)
    return (
        text(remark.agency),
        text(section_of(round_, remark.question)),
        text(says(speaker, remark.question) if speaker is not None else ""),
        text(remark.question),
        text(remark.items),
        moment(remark.at, round_.zone),
        text(remark.who),
        Cell(p("export-side-agency" if remark.of_agency else "export-side-reviewer")),
        text(remark.text),
    )
