"""The follow-up tasks of a round as a sheet: what was wanted until when, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.reports.book import Row
from bot.reports.cells import Cell, moment, text, whole
from bot.reports.submission import Round
from bot.reports.words import Words


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `state` as of `TaskState`; `pieces` were brought for it."""

    number: int
    agency: str
    text: str
    wanted: str
    set_by: str
    set_at: datetime
    due_at: datetime
    state: str
    delivered_at: datetime | None
    delivered_by: str
    ended_at: datetime | None
    word: str
    pieces: int


def heads(round_: Round, p: Words) -> tuple[Row, ...]:
    zone = round_.zone_name
    return (
        (
            Cell(p("export-task")),
            Cell(p("export-agency")),
            Cell(p("export-task-text")),
            Cell(p("export-task-wanted")),
            Cell(p("export-task-by")),
            Cell(p("export-task-at", zone=zone)),
            Cell(p("export-task-due", zone=zone)),
            Cell(p("export-task-state")),
            Cell(p("export-task-delivered", zone=zone)),
            Cell(p("export-task-delivered-by")),
            Cell(p("export-task-ended", zone=zone)),
            Cell(p("export-task-word")),
            Cell(p("export-task-pieces")),
        ),
    )


def row(task: Task, round_: Round, p: Words) -> Row:
    zone = round_.zone
    return (
        Cell(task.number, "0"),
        text(task.agency),
        text(task.text),
        text(task.wanted),
        text(task.set_by),
        moment(task.set_at, zone),
        moment(task.due_at, zone),
        text(p(f"task-state-{task.state}")),
        moment(task.delivered_at, zone),
        text(task.delivered_by),
        moment(task.ended_at, zone),
        text(task.word),
        whole(task.pieces),
    )
