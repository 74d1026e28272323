"""The workbook of a round: everything that was answered, in one file, agency by agency through all sheets at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.reports import answers, listing, remarks, summary, tasks, trail
from bot.reports.book import Book, Layout, LongTexts, Row, Sheet
from bot.reports.cells import Tone
from bot.reports.columns import Column
from bot.reports.remarks import Remark
from bot.reports.submission import Round, Submission, says
from bot.reports.tasks import Task
from bot.reports.trail import Event, Piece
from bot.reports.words import Words

TONES = {Tone.NOT_ASKED: "export-tone-not-asked", Tone.UNAVAILABLE: "export-tone-unavailable"}
ABOUT = Layout((28, 100), 0)
SUMMARY = Layout((14, 36, 28, 11, 11, 11, 17), 2, 2)
ANSWERS = Layout((14, 36, 18), 3, 2)
LIST = Layout((24, 48, 24, 8, 14, 28, 20, 36, 10, 16, 24, 20, 17), 1, 2)
RECORDS = Layout((14, 36, 8, 18), 2, 3)
EVIDENCE = Layout((8, 28, 24, 48, 24, 32, 20, 12, 17, 20, 14, 10, 24, 32, 28, 17), 1, 1)
TASKS = Layout((8, 28, 48, 28, 20, 17, 17, 24, 17, 20, 17, 36, 8), 1, 2)
REMARKS = Layout((28, 24, 48, 24, 10, 17, 24, 18, 60), 1, 1)
HISTORY = Layout((17, 28, 20, 18, 48, 24, 10, 24, 24, 24, 8, 24, 10, 66), 1, 1)
COLUMNS = Layout((8, 18, 32, 24, 60, 16, 12, 14, 14, 16), 1, 3)


@dataclass(frozen=True)
class Contents:
    """What goes in, read while it is written: each is gone through once, in this order."""

    submissions: Iterable[Submission]
    evidence: Iterable[Piece]
    history: Iterable[Event]
    tasks: Sequence[Task] = ()  # no sheet where there are none
    remarks: Sequence[Remark] = ()  # the same


def write(path: Path, round_: Round, contents: Contents, p: Words) -> None:
    """Make the file."""
    with Book(path, long_texts(p), round_.name, round_.made_at) as book:
        about = book.sheet(p("sheet-about"), (), ABOUT)
        tables = _Tables(book, round_, p, contents.tasks, contents.remarks)
        for row in summary.about_rows(round_, tables.contents(p), TONES, p):
            about.row(row)
        for submission in contents.submissions:
            tables.add(submission)
        for piece in contents.evidence:
            tables.evidence.row(trail.evidence_row(piece, round_, p))
        for event in contents.history:
            tables.history.row(trail.history_row(event, round_, p))


def long_texts(p: Words) -> LongTexts:
    keys = ("sheet", "cell", "part", "text")
    heads = tuple(p(f"export-{key}") for key in keys)
    assert len(heads) == 4
    title = p("sheet-long-texts")
    return LongTexts(title, heads, p("export-continued", sheet=title))


@dataclass(frozen=True)
class _Records:
    repeat: str
    columns: tuple[Column, ...]
    sheet: Sheet


class _Tables:
    """The sheets that have a table, in the order in which people look for them."""

    def __init__(
        self, book: Book, round_: Round, p: Words, owed: Sequence[Task] = (), said: Sequence[Remark] = ()
    ) -> None:
        self._round, self._words = round_, p
        versions = round_.versions
        self._sections = versions.sections()
        self._columns = versions.columns("")
        self._summary = book.sheet(p("sheet-summary"), summary.heads(round_, self._sections, p), SUMMARY)
        self._answers = book.sheet(p("sheet-answers"), answers.wide_heads(round_, self._columns, p), ANSWERS)
        self._list = book.sheet(p("sheet-list"), listing.heads(round_, p), LIST)
        self._records = [self._of_repeat(book, repeat) for repeat in versions.repeats()]
        self.evidence = book.sheet(p("sheet-evidence"), trail.evidence_heads(round_, p), EVIDENCE)
        self._tasks = self._of_tasks(book, owed) if owed else None
        self._remarks = self._of_remarks(book, said) if said else None
        self.history = book.sheet(p("sheet-history"), trail.history_heads(round_, p), HISTORY)
        self._codebook = book.sheet(p("sheet-columns"), answers.codebook_heads(p), COLUMNS)
        for row in self._explained():
            self._codebook.row(row)

    def contents(self, p: Words) -> Iterator[tuple[str, str]]:
        """Each sheet's name and what it is."""
        yield self._summary.name, p("sheet-summary-is")
        yield self._answers.name, p("sheet-answers-is")
        yield self._list.name, p("sheet-list-is")
        for one in self._records:
            yield one.sheet.name, p("sheet-records-is", list=self._says(one.repeat))
        yield self.evidence.name, p("sheet-evidence-is")
        if self._tasks is not None:
            yield self._tasks.name, p("sheet-tasks-is")
        if self._remarks is not None:
            yield self._remarks.name, p("sheet-remarks-is")
        yield self.history.name, p("sheet-history-is")
        yield self._codebook.name, p("sheet-columns-is")

    def add(self, submission: Submission) -> None:
        """An agency, through all tables."""
        round_, p = self._round, self._words
        self._summary.row(summary.row(submission, self._sections, round_, p))
        self._answers.row(answers.wide_row(submission, self._columns, round_))
        for row in listing.rows(submission, round_, p):
            self._list.row(row)
        for one in self._records:
            for row in answers.record_rows(submission, one.repeat, one.columns, round_):
                one.sheet.row(row)

    def _of_tasks(self, book: Book, owed: Sequence[Task]) -> Sheet:
        sheet = book.sheet(self._words("sheet-tasks"), tasks.heads(self._round, self._words), TASKS)
        for one in owed:
            sheet.row(tasks.row(one, self._round, self._words))
        return sheet

    def _of_remarks(self, book: Book, said: Sequence[Remark]) -> Sheet:
        sheet = book.sheet(self._words("sheet-remarks"), remarks.heads(self._round, self._words), REMARKS)
        for one in said:
            sheet.row(remarks.row(one, self._round, self._words))
        return sheet

    def _of_repeat(self, book: Book, repeat: str) -> _Records:
        columns = self._round.versions.columns(repeat)
        heads = answers.record_heads(self._round, columns, self._words)
        return _Records(repeat, columns, book.sheet(self._says(repeat), heads, RECORDS))

    def _explained(self) -> Iterator[Row]:
        first = len(answers.agency_heads(self._words))
        yield from answers.codebook_rows(self._round, self._answers.name, self._columns, first, self._words)
        for one in self._records:
            yield from answers.codebook_rows(self._round, one.sheet.name, one.columns, first + 1, self._words)

    def _says(self, repeat: str) -> str:
        speaker = self._round.speaker(repeat)
        return says(speaker, repeat) if speaker is not None else repeat
