"""A table becomes records: heads find their questions, each cell is read as if it had been typed, and every mistake
is told with its row. Nothing is written; what comes back can be added in one turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.flows import interview, records
from bot.flows.answers import AnswerKey
from bot.flows.form import CHOOSING, FILES, Kind, Question
from bot.flows.inputs import Input, Tapped, Typed
from bot.flows.instance import Instance
from bot.flows.interview import Author
from bot.flows.limits import limits
from bot.flows.loading.tables import Cell, Line
from bot.flows.problems import Problem
from bot.flows.values import Doubt, show
from bot.flows.values.dates import is_date
from bot.flows.values.figures import canonical, format_figure, is_plain, scale_params

MOST_RECORDS = 100  # in one table
MOST_NAMED = 6  # choices that a mistake names
_NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
_NO_COLUMN = FILES | {Kind.ACKNOWLEDGE, Kind.NOTE, Kind.GEOPOINT}
_ENDING = re.compile(r"\s*(\([^()]*\))?[\s?:.*]*$")

Values = tuple[tuple[str, str], ...]  # path of a question -> canonical value, '' where it is passed by


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one cell."""

    row: int  # in the file, from 1
    column: str  # the question, as its reader knows it
    said: str  # what stands in the cell
    problem: Problem


@dataclass(frozen=True, slots=True)
class Table:
    """What a table holds: records that can be added when there are neither mistakes nor a problem."""

    rows: tuple[Values, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    unfinished: int = 0  # records in which something is still to be answered
    unused: tuple[str, ...] = ()  # heads that are no question
    problem: Problem | None = None  # of the table as a whole


def columns(instance: Instance, repeat: AnswerKey) -> tuple[Question, ...]:
    """The questions that a table of these records has columns for, in order; lists inside them are not among them."""
    around = instance.form.repeats_of[repeat.question]
    return tuple(
        question
        for question in instance.form.inside(repeat.question)
        if question.path in instance.asked
        and question.answerable
        and question.kind not in _NO_COLUMN
        and instance.form.repeats_of[question.path] == around
    )


def head(instance: Instance, question: Question, repeat: AnswerKey) -> str:
    """What stands over a column: the question, with its unit."""
    label = instance.text(question.label, AnswerKey(question.path, repeat.items)) or question.name
    label, unit = " ".join(label.split()), instance.unit(question)
    return f"{label} ({unit})" if unit else label


def read_table(
    instance: Instance, repeat: AnswerKey, lines: Sequence[Line], author: Author, language: str
) -> Table:
    """Read lines as records of a list. The first line may be the heads; without them the columns stand in order."""
    asked = columns(instance, repeat)
    placed, unused, has_heads = _placed(instance, repeat, asked, lines[0])
    rows = lines[1:] if has_heads else lines
    if not rows:
        return Table(problem=Problem("problem-table-empty"))
    if not placed:
        return Table(problem=Problem("problem-table-heads"))
    _, most = limits(instance, repeat)
    room = min(MOST_RECORDS, most - len(instance.items(repeat)))
    if len(rows) > room:
        return Table(problem=Problem("problem-table-many", {"count": len(rows), "room": max(room, 0)}))
    found: list[Values] = []
    mistakes: list[Mistake] = []
    unfinished = 0
    for line in rows:
        turn, item = records.add_item(instance, repeat, author)
        if item is None:
            return Table(problem=turn.problem)
        instance, values, wrong = _record(turn.after, item, placed, line, author, language)
        found.append(values)
        mistakes += wrong
        done, all_of_it = records.done_inside(instance, item)
        unfinished += done < all_of_it
    if mistakes:
        return Table(mistakes=tuple(mistakes), unused=unused)
    return Table(tuple(found), unfinished=unfinished, unused=unused)


def _placed(
    instance: Instance, repeat: AnswerKey, asked: Sequence[Question], first: Line
) -> tuple[list[tuple[int, Question, str]], tuple[str, ...], bool]:
    """Which cell answers which question, in form order; heads that mean nothing; whether there are heads."""
    said = [cell.text for cell in first.cells]
    labels = {question.path: head(instance, question, repeat) for question in asked}
    known: dict[str, int] = {}
    # 'Target (2024)' and 'Target (2025)' are told apart before brackets are left out
    for folded in (_whole, _bare):
        named = [(q.path, {folded(name) for name in _names(instance, q, repeat)}) for q in asked]
        for place, text in enumerate(said):
            if text and place not in known.values():
                free = (path for path, names in named if folded(text) in names and path not in known)
                known |= {path: place for path in (next(free, None),) if path is not None}
    if not known:  # rows without heads
        placed = [(place, question, labels[question.path]) for place, question in enumerate(asked)]
        return (placed if len(said) <= len(asked) else []), (), False
    placed = [(known[q.path], q, labels[q.path]) for q in asked if q.path in known]
    unused = tuple(text for place, text in enumerate(said) if text and place not in known.values())
    return placed, unused, True


def _names(instance: Instance, question: Question, repeat: AnswerKey) -> Iterator[str]:
    """What may stand over a column of this question: its bare name, or its head in any language of the form, because
    a colleague may have filled in the template in hers."""
    yield question.name
    for language in instance.form.languages:
        speaker = copy(instance)
        speaker.facts = replace(instance.facts, language=language)
        yield head(speaker, question, repeat)


def _record(
    instance: Instance,
    item: AnswerKey,
    placed: Sequence[tuple[int, Question, str]],
    line: Line,
    author: Author,
    language: str,
) -> tuple[Instance, Values, list[Mistake]]:
    """One line as one record: the instance with it, what it answers, and what is wrong."""
    values: list[tuple[str, str]] = []
    wrong: list[Mistake] = []
    for place, question, label in placed:
        cell = line.cells[place] if place < len(line.cells) else Cell("")
        key = AnswerKey(question.path, item.items)
        if not cell.text:
            passed = interview.find(instance, key) and interview.skip(instance, key, author, seen=0)
            if passed and passed.changes:  # she saw the column and left it: passed by, where that is allowed
                instance = passed.after
                values.append((question.path, ""))
            continue
        turn = interview.record(instance, key, _input(question, cell), author, language=language, seen=0)
        problem = turn.problem
        if turn.doubt is not None:
            if "" in turn.doubt.readings:
                continue  # 'nihil' and '-' where nothing is meant: left open
            problem = _doubtful(instance, question, turn.doubt, language)
        if problem is not None:
            problem = _in_a_table(instance, question, key, problem, cell, language)
            wrong.append(Mistake(line.number, label, cell.text, problem))
            continue
        instance = turn.after
        values.append((question.path, instance.answers.value(key)))
    return instance, tuple(values), wrong


def _in_a_table(
    instance: Instance, question: Question, key: AnswerKey, problem: Problem, cell: Cell, language: str
) -> Problem:
    """The same refusal for somebody who has no buttons before her."""
    if problem.key == "problem-not-asked":
        return Problem("problem-table-not-asked")
    if problem.key == "problem-button":
        return replace(_misfit(question, cell.exact, language), example=problem.example)
    if question.kind not in CHOOSING or problem.key == "problem-constraint":
        return problem
    labels = [one.label for one in interview.offered(instance, question, key)]
    if not labels:
        return Problem("problem-table-not-asked")
    return Problem("problem-table-choice", {"choices": ", ".join(labels[:MOST_NAMED])})


def _input(question: Question, cell: Cell) -> Input:
    """A cell as an input: what the spreadsheet knows exactly is not read as if it were typed."""
    if question.kind in _NUMBERS and _is_number(cell.exact):
        share = cell.percent and question.unit == "percent"
        return Tapped(_times_hundred(cell.exact) if share else cell.exact)
    day = cell.exact.partition("T")[0]
    return Tapped(day) if question.kind is Kind.DATE and is_date(day) else Typed(cell.text)


def _is_number(exact: str) -> bool:
    return exact.lstrip("-").replace(".", "", 1).isdecimal()


def _misfit(question: Question, exact: str, language: str) -> Problem:
    """Why an exact number is no answer, in the words for one that was typed."""
    if question.kind is Kind.RANGE:
        return Problem("problem-range", scale_params(question, language))
    if question.kind is Kind.INTEGER and is_plain(exact) and "." in exact:
        return Problem("problem-integer", {"value": format_figure(exact, question, language)})
    return Problem("problem-number-large")


def _times_hundred(number: str) -> str:
    return canonical(Decimal(number) * 100)


def _doubtful(instance: Instance, question: Question, doubt: Doubt, language: str) -> Problem:
    """More than one reading: in a chat one would be asked."""
    unit = instance.unit(question)
    shown = [show(question, value, language=language, unit=unit) for value in doubt.readings]
    return Problem("problem-table-doubt", {"first": shown[0], "second": shown[-1]})


def _whole(label: str) -> str:
    return " ".join(label.split()).casefold()


def _bare(label: str) -> str:
    return _ENDING.sub("", " ".join(label.split())).casefold()
