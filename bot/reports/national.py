"""The workbook in the order in which the national form asks: one sheet a block, one line an answer, ready to be
typed over. What is still open stands there too, so that gaps are seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.flows.answers import AnswerKey
from bot.flows.form import Form
from bot.reports.answers import agency_cells, section_of, value_cell
from bot.reports.book import Book, Layout, Row
from bot.reports.cells import EMPTY, Cell, Tone, text, whole
from bot.reports.columns import Versions
from bot.reports.listing import record_place
from bot.reports.spool import Spool
from bot.reports.submission import Entry, Round, State, Submission, says
from bot.reports.summary import about_rows
from bot.reports.words import Words
from bot.reports.workbook import ABOUT, long_texts

BLOCKS = ("baseline", "output", "outcome", "impact", "quick_win", "collaboration")
"""The blocks of the evaluation in the ministry's order (result letters of 2022 and 2023)."""

TONES = {Tone.OPEN: "export-standing-open"}
BLOCK = Layout((6, 20, 30, 60, 8, 28, 18, 44, 12, 16, 40, 24), 1, 0)
_KEYS = (
    "number",
    "pillar",
    "sub-dimension",
    "question",
    "record",
    "agency",
    "value",
    "label",
    "unit",
    "standing",
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry is laid: its block, and the question or, for records, the whole list that it belongs to."""

    block: str
    row: str


def blocks(versions: Versions) -> tuple[str, ...]:
    """The blocks that the questions name: the ministry's first, then others as the author lists them; ''
    at the end for questions that belong to none."""
    named: dict[str, None] = {}
    listed: dict[str, None] = {}
    for form, shown in zip(versions.forms, versions.shown, strict=True):
        named |= dict.fromkeys(q.dimension or "" for q in form.questions.values() if q.path in shown)
        listed |= dict.fromkeys(choice.name for choice in form.lists.get("dimension", ()))
    wanted = dict.fromkeys((*BLOCKS, *listed, *(name for name in named if name)))
    return (*(block for block in wanted if block in named), *([""] if "" in named else []))


def write(path: Path, round_: Round, submissions: Iterable[Submission], p: Words) -> None:
    """Make the file."""
    found = blocks(round_.versions)
    with Book(path, long_texts(p), round_.name, round_.made_at) as book, Spool(path.parent) as spool:
        about = book.sheet(p("sheet-about"), (), ABOUT)
        for submission in submissions:
            for entry in submission.entries():
                spool.put(_place_of(entry), _row(entry, submission, round_, p))
        contents = []
        for block in found:
            sheet = book.sheet(block_label(round_, block, p), heads(p), BLOCK)
            contents.append((sheet.name, p("sheet-block-is", block=block_label(round_, block, p))))
            for number, row in enumerate(_rows(spool, round_, block), start=1):
                sheet.row((whole(number), *row))
        for line in about_rows(round_, contents, TONES, p):
            about.row(line)


def heads(p: Words) -> tuple[Row, ...]:
    return (tuple(Cell(p(f"export-{key}")) for key in (*_KEYS, "reason", "who")),)


def block_label(round_: Round, block: str, p: Words) -> str:
    """The label of a block: the author's in the list `dimension`, or its code."""
    return _coded(round_, "dimension", block) or p("sheet-no-block")


def _row(entry: Entry, submission: Submission, round_: Round, p: Words) -> Row:
    question = entry.question
    standing = Cell(
        p(f"export-standing-{entry.state.value}"), tone=Tone.OPEN if entry.state is State.OPEN else Tone.NONE
    )
    return (
        text(_coded(round_, "pillar", question.pillar or "")),
        text(
            _coded(round_, "sub_dimension", question.sub_dimension or "") or section_of(round_, question.path)
        ),
        text(says(entry.instance, question.path, entry.key.items)),
        record_place(submission, entry),
        agency_cells(submission)[1],
        value_cell(entry, submission, round_) if entry.value else EMPTY,
        text(submission.label(entry, round_.language)),
        text(entry.instance.unit(question)),
        standing,
        text(entry.reason),
        text(entry.who),
    )


def _place_of(entry: Entry) -> _Place:
    around = entry.instance.form.repeats_of[entry.question.path]
    return _Place(entry.question.dimension or "", around[0] if around else entry.question.path)


def _rows(spool: Spool, round_: Round, block: str) -> Iterator[Row]:
    """The rows of a block in the order of its questions; the records of a list stay together."""
    versions = round_.versions
    in_order = (round_.present.form, *versions.forms)
    rows = dict.fromkeys(row for form in in_order for row in _outermost(form))
    for row in rows:
        yield from spool.take(_Place(block, row))


def _outermost(form: Form) -> Iterator[str]:
    for path in form.questions:
        around = form.repeats_of[path]
        yield around[0] if around else path


def _coded(round_: Round, list_name: str, code: str) -> str:
    """The label of one of our codes: from the list of that name, or the code itself."""
    for blank in (round_.present, *round_.blank):
        for choice in blank.form.lists.get(list_name, ()):
            if choice.name == code:
                return blank.text(choice.label, AnswerKey("")) or code
    return code
