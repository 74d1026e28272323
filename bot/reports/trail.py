"""What was sent in as evidence, and everything that happened: every change of every answer, every act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.reports.answers import section_of
from bot.reports.book import Row
from bot.reports.cells import EMPTY, Cell, moment, of_answer, text, whole
from bot.reports.submission import Round, label, says
from bot.reports.words import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that somebody sent. `question` is '' if no answer ever held it."""

    number: int
    agency: str  # its name; the region's for a region-wide question
    question: str
    items: str
    name: str
    medium: str
    mime: str
    size: int  # bytes
    received_at: datetime
    who: str
    standing: str  # kept, waiting, lost
    used: bool  # the present answer holds it
    sha256: str


@dataclass(frozen=True, slots=True)
class Event:
    """A change of an answer, or, where `act` is not empty, something that a coordinator did."""

    at: datetime
    agency: str
    who: str
    question: str = ""
    items: str = ""
    value: str = ""
    standing: str = ""
    reason: str = ""
    revision: int = 0
    act: str = ""  # its kind, for programs
    told: str = ""  # what was done, as a sentence
    undone: bool = False


def evidence_heads(round_: Round, p: Words) -> tuple[Row, ...]:
    before = ("file", "agency", "section", "question", "name", "file-name", "type", "bytes")
    after = ("who", "file-standing", "file-used", "sha256")
    return (
        (
            *(Cell(p(f"export-{key}")) for key in before),
            Cell(p("export-when", zone=round_.zone_name)),
            *(Cell(p(f"export-{key}")) for key in after),
        ),
    )


def evidence_row(piece: Piece, round_: Round, p: Words) -> Row:
    speaker = round_.speaker(piece.question) if piece.question else None
    return (
        Cell(piece.number, "0"),
        text(piece.agency),
        text(section_of(round_, piece.question) if piece.question else ""),
        text(says(speaker, piece.question) if speaker is not None else ""),
        text(piece.question),
        text(piece.name),
        text(piece.mime or piece.medium),
        whole(piece.size),
        moment(piece.received_at, round_.zone),
        text(piece.who),
        Cell(p(f"export-file-{piece.standing}")),
        Cell(p("export-yes") if piece.used else p("export-no")),
        text(piece.sha256),
    )


def history_heads(round_: Round, p: Words) -> tuple[Row, ...]:
    keys = ("agency", "who", "what", "question", "name", "items", "value", "label", "reason", "revision")
    return ((Cell(p("export-when", zone=round_.zone_name)), *(Cell(p(f"export-{key}")) for key in keys)),)


def history_row(event: Event, round_: Round, p: Words) -> Row:
    """One line of the history; answers to questions that no version has any more are shown as they were stored."""
    start = (moment(event.at, round_.zone), text(event.agency), text(event.who))
    if event.act:
        undone = text(p("export-undone") if event.undone else "")
        return (*start, text(event.told), EMPTY, text(event.act), EMPTY, EMPTY, undone, EMPTY, EMPTY)
    speaker = round_.speaker(event.question)
    question = speaker.form.questions.get(event.question) if speaker is not None else None
    value, shown = text(event.value), ""
    if speaker is not None and question is not None:
        value = of_answer(question, event.value, round_.zone)
        shown = label(speaker, question, event.value, round_.language, {})
    return (
        *start,
        Cell(p(f"export-standing-{event.standing}")),
        text(says(speaker, event.question) if speaker is not None else ""),
        text(event.question),
        text(event.items),
        value,
        text(shown),
        text(event.reason),
        Cell(event.revision, "0"),
    )
