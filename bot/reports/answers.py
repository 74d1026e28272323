"""Answers as columns: one row an agency, or one a record of a repeat; and what each column is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.utility import xl_col_to_name

from bot.flows.answers import AnswerKey
from bot.flows.form import FILES
from bot.reports.book import Row
from bot.reports.cells import EMPTY, Cell, Tone, coordinates, of_answer, text, whole
from bot.reports.columns import PLACE, Column, Facet, table_of
from bot.reports.submission import Entry, Round, State, Submission, says, section_label
from bot.reports.words import Words

NOT_ASKED = Cell(tone=Tone.NOT_ASKED)
UNAVAILABLE = Cell(tone=Tone.UNAVAILABLE)


def agency_heads(p: Words) -> tuple[Cell, ...]:
    return (Cell(p("export-agency-code")), Cell(p("export-agency")))


def agency_cells(submission: Submission) -> tuple[Cell, ...]:
    return (text(submission.agency.code), text(submission.agency.name))


def wide_heads(round_: Round, columns: Sequence[Column], p: Words) -> tuple[Row, ...]:
    """Three lines: the section, the question as people read it, and the name that never changes."""
    fixed = agency_heads(p)
    blanks = [EMPTY] * len(fixed)
    sections = [text(section_of(round_, column.path)) for column in columns]
    labels = [text(_heading(round_, column, p)) for column in columns]
    names = [text(name(column)) for column in columns]
    return ((*blanks, *sections), (*blanks, *labels), (*fixed, *names))


def wide_row(submission: Submission, columns: Sequence[Column], round_: Round) -> Row:
    """An agency's answers. Grey: not asked, or off its path; orange: said to be unavailable; white: open."""
    return (*agency_cells(submission), *_cells(submission, columns, (), round_))


def record_heads(round_: Round, columns: Sequence[Column], p: Words) -> tuple[Row, ...]:
    """As `wide_heads`, with the number of the record in front."""
    fixed = (*agency_heads(p), Cell(p("export-record")))
    blanks = [EMPTY] * len(fixed)
    labels = [text(_heading(round_, column, p)) for column in columns]
    names = [text(name(column)) for column in columns]
    return ((*blanks, *labels), (*fixed, *names))


def record_rows(
    submission: Submission, repeat: str, columns: Sequence[Column], round_: Round
) -> Iterator[Row]:
    """One row a record, numbered as the agency sees them: '2', or '2.1' for the first inside the second."""
    version = submission.versions.speaker(repeat)
    assert version is not None
    for items in submission.records(version, repeat):
        number = place(submission, version, repeat, items)
        yield (*agency_cells(submission), number, *_cells(submission, columns, items, round_))


def place(submission: Submission, version: int, repeat: str, items: Sequence[str]) -> Cell:
    """The place of a record among those of its list, and of what it stands in."""
    instance = submission.instances[version]
    around = instance.form.repeats_of[repeat]
    numbers = []
    for depth, item in enumerate(items):
        siblings = instance.items(AnswerKey(around[depth], tuple(items[:depth])))
        numbers.append(siblings.index(item) + 1)
    return whole(numbers[0]) if len(numbers) == 1 else text(".".join(map(str, numbers)))


def name(column: Column) -> str:
    """What a column is called for programs: the row's path, and the facet where there are several."""
    return column.path if column.facet is Facet.VALUE else f"{column.path}:{column.facet.value}"


def section_of(round_: Round, path: str) -> str:
    """The label of the section that a row stands in."""
    speaker = round_.speaker(path)
    return "" if speaker is None else section_label(speaker, speaker.form.section_of(path))


def value_cell(entry: Entry, submission: Submission, round_: Round) -> Cell:
    """An answer's value as it is stored, numbers and days as such; of files their names."""
    if entry.question.kind in FILES:
        return text(submission.label(entry, round_.language))
    return of_answer(entry.question, entry.value, round_.zone)


def _cells(
    submission: Submission, columns: Sequence[Column], items: tuple[str, ...], round_: Round
) -> Iterator[Cell]:
    known: dict[str, Entry | None] = {}
    for column in columns:
        if column.path not in known:
            known[column.path] = submission.answer(column.path, items)
        entry = known[column.path]
        if entry is None:
            yield NOT_ASKED
        elif entry.state is State.UNAVAILABLE:
            yield UNAVAILABLE
        else:
            yield _facet(entry, column.facet, submission, round_)


def _facet(entry: Entry, facet: Facet, submission: Submission, round_: Round) -> Cell:
    if facet is Facet.LABEL:
        return text(submission.label(entry, round_.language))
    if facet in PLACE:
        parts = coordinates(entry.question, entry.value)
        return Cell(float(parts[PLACE.index(facet)])) if parts else EMPTY
    return value_cell(entry, submission, round_)


def _heading(round_: Round, column: Column, p: Words) -> str:
    blank = round_.blank[column.version]
    found = says(blank, column.path)
    if column.facet is Facet.LABEL:
        return p("export-choice-label", question=found)
    if column.facet in PLACE:
        return f"{found} · {p(f'export-{column.facet.value}')}"
    unit = blank.unit(blank.form.questions[column.path])
    return f"{found} ({unit})" if unit else found


def codebook_heads(p: Words) -> tuple[Row, ...]:
    keys = (
        "column",
        "sheet",
        "name",
        "section",
        "question",
        "type",
        "unit",
        "scope",
        "dimension",
        "versions",
    )
    return (tuple(Cell(p(f"export-{key}")) for key in keys),)


def codebook_rows(
    round_: Round, sheet: str, columns: Sequence[Column], first: int, p: Words
) -> Iterator[Row]:
    """What each column of a sheet is; `first` is the place of the first of them, from 0."""
    for number, column in enumerate(columns, start=first):
        blank = round_.blank[column.version]
        question = blank.form.questions[column.path]
        having = [
            form.version
            for form in round_.versions.forms
            if column.path in form.questions
            and table_of(form, column.path) == table_of(blank.form, column.path)
        ]
        yield (
            Cell(xl_col_to_name(number)),
            text(sheet),
            text(name(column)),
            text(section_of(round_, column.path)),
            text(says(blank, column.path)),
            Cell(question.kind.value),
            text(blank.unit(question)),
            Cell(p(f"export-scope-{question.scope.value}")),
            text(question.dimension or ""),
            text(", ".join(having)),
        )
