"""A follow-up task that is being set: for whom, what, which documents, until when, and whether it is meant."""

from __future__ import annotations

from datetime import datetime

from bot.screens.agency_card import audience
from bot.screens.coordinators import PAGE
from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.overviews import AgencyStatus
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.problems import problem
from bot.screens.rows import PRIMARY, button, held_page, page_count, pager, row, side_by_side, stack
from bot.screens.screen import Button, Screen
from bot.screens.task_left import until
from bot.screens.task_views import TaskDraftView, TaskPreview
from bot.screens.tasks import NEW, PICK, TEXT, WANTED, YES, line_by_line, minutes36, press
from bot.screens.views import Place

NOTHING = "w"  # no document in particular


def choose(agencies: tuple[AgencyStatus, ...], place: Place, page: int, language: str) -> Screen:
    """For which agency."""
    p = phrases(language)
    pages = page_count(len(agencies), PAGE)
    page = held_page(page, pages)
    buttons = (
        button(narrow(one.short_name or one.name, 18), press(Place(one.submission, place.form), NEW))
        for one in agencies[page * PAGE : (page + 1) * PAGE]
    )
    back = button(p.plain("button-tasks"), press(place, ""))
    return Screen(
        p("task-for-whom"),
        stack(*side_by_side(buttons, 2), pager(page, pages, press(place, ""), PICK), row(back)),
    )


def ask_text(view: TaskDraftView, language: str) -> Screen:
    """What the agency should do: typed."""
    p = phrases(language)
    said = p("task-text-ask", agency=line(view.agency, NAME))
    return Screen(_with_problem(view, said, p), stack(row(_cancel(view, p))))


def ask_wanted(view: TaskDraftView, language: str) -> Screen:
    """Which documents: typed, or none in particular."""
    p = phrases(language)
    said = Html(f"{_draft(view, p)}\n\n{p('task-wanted-ask')}")
    none = button(p.plain("button-task-nothing"), press(view.place, f"{NEW}{NOTHING}.{view.draft}"))
    return Screen(_with_problem(view, said, p), stack(row(none), row(_cancel(view, p))))


def ask_until(view: TaskDraftView, choices: tuple[tuple[int, datetime], ...], language: str) -> Screen:
    """Until when: a number of hours, or a typed date and hour."""
    p = phrases(language)
    said = Html(f"{_draft(view, p)}\n\n{p('task-until-ask', example=view.example)}")
    buttons = (
        button(
            p.plain("button-task-hours", hours=hours), press(view.place, f"{NEW}{minutes36(at)}.{view.draft}")
        )
        for hours, at in choices
    )
    return Screen(_with_problem(view, said, p), stack(*side_by_side(buttons, 2), row(_cancel(view, p))))


def preview(view: TaskPreview, language: str) -> Screen:
    """Everything once more, and who will be told."""
    p = phrases(language)
    draft = view.draft
    argument = f"{NEW}{minutes36(view.deadline.at)}.{draft.draft}{YES}"
    text = "\n".join(
        (
            p("task-sure", agency=line(draft.agency, NAME)),
            "",
            _draft(draft, p),
            until(view.deadline, language),
            "",
            *audience(view.people, p),
        )
    )
    yes = button(p.plain("button-task-send"), press(draft.place, argument), PRIMARY)
    again = button(p.plain("button-task-again"), press(draft.place, NEW))
    return Screen(text, stack(row(yes), row(again, _cancel(draft, p))))


def _draft(view: TaskDraftView, p: Phrases) -> Html:
    said = [f"📌 {escape(line_by_line(view.text, TEXT))}"]
    if view.wanted:
        said.append(p("task-wanted", wanted=line(view.wanted, WANTED)))
    return Html("\n".join(said))


def _with_problem(view: TaskDraftView, said: str, p: Phrases) -> str:
    return f"{problem(p, view.problem)}\n\n{said}" if view.problem is not None else said


def _cancel(view: TaskDraftView, p: Phrases) -> Button | None:
    return button(p.plain("button-cancel"), press(view.place, ""))
