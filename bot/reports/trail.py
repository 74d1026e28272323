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
    """A file, or a piece of evidence. `question` is '' for a file that no answer ever held; of rows that share their
    evidence it is the first."""

    number: int  # of the file; 0 for a link, a post or a place
    agency: str  # its name; the region's for a region-wide question
    question: str
    items: str
    name: str  # of the file, or the link, the words of the post, the place
    medium: str
    mime: str
    size: int  # bytes
    received_at: datetime
    who: str
    standing: str  # kept, waiting, lost, refused
    used: bool  # the present answer holds it, or it proves one
    sha256: str
    caption: str = ""
    origin: str = ""  # who posted what was forwarded
    origin_at: datetime | None = None


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
    before: str = ""  # the value that stood there
    number: int = 0  # in the chain of what happened; 0 while it is not there yet
    hash: str = ""


def evidence_heads(round_: Round, p: Words) -> tuple[Row, ...]:
    before = ("file", "agency", "section", "question", "name", "file-name", "type", "bytes")
    after = ("who", "file-standing", "file-used", "sha256", "words", "posted-by")
    return (
        (
            *(Cell(p(f"export-{key}")) for key in before),
            Cell(p("export-when", zone=round_.zone_name)),
            *(Cell(p(f"export-{key}")) for key in after),
            Cell(p("export-posted", zone=round_.zone_name)),
        ),
    )


def evidence_row(piece: Piece, round_: Round, p: Words) -> Row:
    speaker = round_.speaker(piece.question) if piece.question else None
    return (
        Cell(piece.number, "0") if piece.number else EMPTY,
        text(piece.agency),
        text(section_of(round_, piece.question) if piece.question else ""),
        text(says(speaker, piece.question) if speaker is not None else ""),
        text(piece.question),
        text(piece.name),
        text(piece.mime or piece.medium),
        whole(piece.size) if piece.number else EMPTY,
        moment(piece.received_at, round_.zone),
        text(piece.who),
        Cell(p(f"export-file-{piece.standing}")),
        Cell(p("export-yes") if piece.used else p("export-no")),
        text(piece.sha256),
        text(piece.caption),
        text(piece.origin),
        moment(piece.origin_at, round_.zone),
    )


def history_heads(round_: Round, p: Words) -> tuple[Row, ...]:
    keys = (
        *("agency", "who", "what", "question", "name", "items", "value", "label", "reason", "revision"),
        *("before", "chain-number", "chain-hash"),
    )
    return ((Cell(p("export-when", zone=round_.zone_name)), *(Cell(p(f"export-{key}")) for key in keys)),)


def history_row(event: Event, round_: Round, p: Words) -> Row:
    """One line of the history; answers to questions that no version has any more are shown as they were stored."""
    start = (moment(event.at, round_.zone), text(event.agency), text(event.who))
    chained = (whole(event.number) if event.number else EMPTY, text(event.hash))
    if event.act:
        undone = text(p("export-undone") if event.undone else "")
        return (
            *start,
            text(event.told),
            EMPTY,
            text(event.act),
            EMPTY,
            EMPTY,
            undone,
            EMPTY,
            EMPTY,
            EMPTY,
            *chained,
        )
    speaker = round_.speaker(event.question)
    question = speaker.form.questions.get(event.question) if speaker is not None else None
    value, shown, before = text(event.value), "", text(event.before)
    if speaker is not None and question is not None:
        value = of_answer(question, event.value, round_.zone)
        before = of_answer(question, event.before, round_.zone)
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
        before,
        *chained,
    )
