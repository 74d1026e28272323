"""Follow-up tasks on the agency's side: what is owed, one task with what was brought, and that it is all there."""

from __future__ import annotations

from bot.screens.coordinators import held
from bot.screens.dates import lately
from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.phrases import Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import PRIMARY, button, menu, row, stack
from bot.screens.screen import Screen
from bot.screens.task_left import left
from bot.screens.task_views import MARKS, TaskState, TaskView
from bot.screens.tasks import WORD, body, pieces
from bot.screens.views import Place

MOST = 10  # tasks as buttons
ALL, MORE = ".y", ".m"  # it is all there; more comes after all


def task(view: TaskView, language: str, said: str = "") -> Screen:
    """One task, with what was brought so far; whatever is sent or typed below it belongs to it. `said` is the line
    above it: what became of the last message."""
    p = phrases(language)
    owed = view.state in (TaskState.OWED, TaskState.LATE)
    parts = (
        said,
        f"{p('task-title', agency=line(view.agency, NAME))}\n{body(view, p)}",
        p("task-word", word=line(view.word, WORD)) if view.word and owed else "",
        pieces(view, p),
        _how(view, p),
    )
    there = button(p.plain("button-task-all"), _press(view, ALL), PRIMARY) if owed and view.pieces else None
    more = (
        button(p.plain("button-task-more"), _press(view, MORE)) if view.state is TaskState.DELIVERED else None
    )
    return Screen(held(parts), stack(row(there or more, menu(p, view.place))))


def mine(tasks: tuple[TaskView, ...], agency: str, place: Place, language: str) -> Screen:
    """What the agency owes, a button each."""
    p = phrases(language)
    key = "task-mine" if tasks else "task-mine-none"
    said = [p(key, agency=line(agency, NAME))]
    rows = []
    for one in tasks[:MOST]:
        text = f"{MARKS[one.state]} {narrow(one.text, 18)} · {left(one.deadline, language)}"
        rows.append(row(button(text, _press(one))))
    return Screen("\n".join(said), stack(*rows, row(menu(p, place))))


def _how(view: TaskView, p: Phrases) -> str:
    if view.state is TaskState.DONE:
        return p("task-is-done")
    if view.state is TaskState.CANCELLED:
        return p("task-is-cancelled")
    if view.delivered_at is not None:
        zone, now = view.deadline.zone, view.deadline.now
        return p("task-waits", when=lately(view.delivered_at, zone, now, p.language))
    return p("task-how")


def _press(view: TaskView, code: str = "") -> Press:
    return Press(Verb.DELIVER, view.place.submission, view.place.form, argument=f"{to36(view.id)}{code}")
