"""Follow-up tasks as coordinators see them: the lists, one task, and what can be done about it."""

from __future__ import annotations

from datetime import datetime

from bot.flows.problems import Problem
from bot.screens.acts import noted, undo
from bot.screens.coordinators import held
from bot.screens.dates import lately
from bot.screens.evidence import piece
from bot.screens.home import NAME
from bot.screens.length import cut, line, narrow, paragraph
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.rows import (
    DANGER,
    SUCCESS,
    Row,
    button,
    held_page,
    page_count,
    pager,
    row,
    side_by_side,
    stack,
)
from bot.screens.screen import Button, Screen
from bot.screens.task_left import left, until
from bot.screens.task_views import MARKS, TaskCardView, TaskListView, TaskState, TaskView
from bot.screens.views import Deadline, Place

PAGE = 8  # tasks on one page
PIECES = 8  # named on a card; the rest is a number
TEXT, WANTED, WORD = 1200, 500, 300  # UTF-16 units of what people write
# What the buttons carry
LIST, NEW, CARD, PICK = "l", "n", "t", "p"
DONE, BACK, CANCEL, MOVE, SHOW = "d", "b", "c", "m", "f"
YES = ".y"


def task_list(view: TaskListView, language: str) -> Screen:
    """A button a task; a new one is set for one agency."""
    p = phrases(language)
    pages = page_count(len(view.tasks), PAGE)
    page = held_page(view.page, pages)
    tasks = view.tasks[page * PAGE : (page + 1) * PAGE]
    said: list[str] = [p("tasks-of", name=line(view.title, NAME))]
    said += [_line(one, bool(view.agency), p) for one in tasks] or [p("tasks-none")]
    rows = stack(
        *(row(_open(one, bool(view.agency), p)) for one in tasks),
        pager(page, pages, press(view.place, ""), LIST),
        row(button(p.plain("button-task-new"), press(view.place, NEW if view.agency else f"{PICK}0"))),
        ()
        if view.assessor
        else row(_back(view.place, view.agency, p) if view.agency else _everyone(view.place, p)),
    )
    return Screen(held(("\n\n".join(said),)), rows)


def card(view: TaskCardView, language: str) -> Screen:
    """One task, what was brought, and what can be done about it."""
    p = phrases(language)
    task = view.task
    parts = (
        noted(view.note, task.deadline.zone, p),
        f"{p('task-title', agency=line(task.agency, NAME))}\n{body(task, p)}",
        _standing(task, p),
        pieces(task, p),
        p(f"task-ask-{view.asking}") if view.asking else "",
    )
    rows = _asked(view, p) if view.asking else _acts(view, p)
    place = task.place
    back = row(_tasks(place, p), None if view.assessor else _back(place, task.short_name, p))
    return Screen(held(parts), stack(row(undo(view.note, place.submission, place.form, p)), *rows, back))


def body(task: TaskView, p: Phrases) -> Html:
    """What is wanted until when."""
    said = [escape(line_by_line(task.text, TEXT))]
    if task.wanted:
        said.append(p("task-wanted", wanted=line(task.wanted, WANTED)))
    said.append(until(task.deadline, p.language))
    return Html("\n".join(said))


def pieces(task: TaskView, p: Phrases) -> str:
    """What was brought, one line a piece."""
    if not task.pieces:
        return ""
    said: list[str] = [p("task-pieces", count=len(task.pieces))]
    said += [piece(one, task.deadline.zone, p) for one in task.pieces[:PIECES]]
    if len(task.pieces) > PIECES:
        said.append(p("and-more", count=len(task.pieces) - PIECES))
    return "\n".join(said)


def line_by_line(text: str, limit: int) -> str:
    """A text with its own line breaks, held to a length."""
    return cut(paragraph(text), limit)


def to_task(task: TaskView, p: Phrases) -> Button | None:
    """The button that opens the coordinator's card."""
    return button(p.plain("button-task-open"), press(task.place, f"{CARD}{to36(task.id)}"))


def press(place: Place, argument: str) -> Press:
    return Press(Verb.TASK, place.submission, place.form, argument=argument)


def word_wanted(task: TaskView, language: str) -> Screen:
    """What is missing, in the coordinator's words, or none."""
    p = phrases(language)
    said = p("task-why", agency=line(task.agency, NAME))
    none = button(p.plain("button-task-no-word"), press(task.place, f"{CARD}{to36(task.id)}.{BACK}{YES}"))
    return Screen(said, stack(row(none), row(to_task(task, p))))


def moving(
    task: TaskView,
    days: tuple[tuple[int, datetime], ...],
    example: str,
    language: str,
    refused: Problem | None = None,
) -> Screen:
    """Until when from now on: buttons, or a typed date."""
    p = phrases(language)
    begin = f"{CARD}{to36(task.id)}.{MOVE}"
    buttons = (
        button(p.plain("button-task-hours", hours=hours), press(task.place, f"{begin}{minutes36(at)}"))
        for hours, at in days
    )
    parts = (
        problem(p, refused) if refused is not None else "",
        p("task-move", until=until(task.deadline, language), example=example),
    )
    text = "\n\n".join(filter(None, parts))
    return Screen(text, stack(*side_by_side(buttons, 4), row(to_task(task, p))))


def moving_sure(task: TaskView, new: Deadline, language: str) -> Screen:
    """The new deadline once more before it counts."""
    p = phrases(language)
    argument = f"{CARD}{to36(task.id)}.{MOVE}{minutes36(new.at)}{YES}"
    said = p("task-move-sure", until=until(new, language))
    yes = button(p.plain("button-task-move-yes"), press(task.place, argument))
    return Screen(said, stack(row(yes), row(to_task(task, p))))


def minutes36(at: datetime) -> str:
    """A moment as a button carries it: minutes since 1970, base 36, of fixed length for centuries."""
    return to36(int(at.timestamp()) // 60)


def _line(task: TaskView, alone: bool, p: Phrases) -> str:
    name = "" if alone else f"{escape(line(task.short_name, 40))}: "
    when = _when(task, p)
    return f"{MARKS[task.state]} {name}{escape(line(task.text, 90))}\n     {when}"


def _when(task: TaskView, p: Phrases) -> Html:
    if task.state in (TaskState.OWED, TaskState.LATE):
        return left(task.deadline, p.language)
    return p(f"task-state-{task.state.value}")


def _open(task: TaskView, alone: bool, p: Phrases) -> Button | None:
    text = line(task.text, 80) if alone else f"{line(task.short_name, 24)}: {line(task.text, 60)}"
    text = f"{MARKS[task.state]} {narrow(text, 30)}"
    return button(text, press(task.place, f"{CARD}{to36(task.id)}"))


def _standing(task: TaskView, p: Phrases) -> str:
    zone, now = task.deadline.zone, task.deadline.now
    said = [f"{MARKS[task.state]} {p(f'task-state-{task.state.value}')}"]
    if task.delivered_at is not None:
        when = lately(task.delivered_at, zone, now, p.language)
        said.append(p("task-delivered-by", person=line(task.delivered_by, PERSON), when=when))
    if task.word and task.state in (TaskState.OWED, TaskState.LATE):
        said.append(p("task-word", word=line(task.word, WORD)))
    when = lately(task.set_at, zone, now, p.language)
    said.append(p("task-set-by", person=line(task.set_by, PERSON), when=when))
    return "\n".join(said)


def _acts(view: TaskCardView, p: Phrases) -> tuple[Row, ...]:
    task = view.task
    begin = f"{CARD}{to36(task.id)}."

    def act(key: str, code: str, style: str = "") -> Button | None:
        return button(p.plain(key), press(task.place, begin + code), style)

    if task.state in (TaskState.DONE, TaskState.CANCELLED):
        return (row(act("button-task-files", SHOW) if view.files else None),)
    there = task.state is TaskState.DELIVERED
    done = act("button-task-done", DONE, SUCCESS if there else "") if not view.assessor else None
    return (
        row(act("button-task-files", SHOW) if view.files else None),
        row(done, act("button-task-back", BACK) if there else None),
        row(act("button-task-move", MOVE), act("button-task-cancel", CANCEL)),
    )


def _asked(view: TaskCardView, p: Phrases) -> tuple[Row, ...]:
    code = {"done": DONE, "cancel": CANCEL}[view.asking]
    sure = press(view.task.place, f"{CARD}{to36(view.task.id)}.{code}{YES}")
    no = press(view.task.place, f"{CARD}{to36(view.task.id)}")
    style = DANGER if view.asking == "cancel" else SUCCESS
    return (
        row(
            button(p.plain(f"button-task-{view.asking}-yes"), sure, style),
            button(p.plain("button-cancel"), no),
        ),
    )


def _tasks(place: Place, p: Phrases) -> Button | None:
    return button(p.plain("button-tasks"), press(place, ""))


def _back(place: Place, short_name: str, p: Phrases) -> Button | None:
    text = p.plain("button-back-to", name=narrow(short_name, 24))
    return button(text, Press(Verb.SECTIONS, place.submission, place.form))


def _everyone(place: Place, p: Phrases) -> Button | None:
    return button(
        p.plain("button-all-agencies"), Press(Verb.STATUS, place.submission, place.form, argument="0")
    )
