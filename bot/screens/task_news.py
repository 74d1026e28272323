"""What is told about follow-up tasks: to the agency with its way to answer, to coordinators with theirs."""

from __future__ import annotations

from bot.screens.dates import greeting
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import PRIMARY, Row, button, menu, row, stack
from bot.screens.screen import Button, Screen
from bot.screens.task_left import until
from bot.screens.task_views import TaskNews, TaskView
from bot.screens.tasks import WORD, body, pieces, to_task

BEGINNING = 160  # UTF-16 units of a task's text where it is not what the message is about
WAITING = frozenset({"set", "back", "moved", "revived", "reminder", "late"})  # the agency has something to do


def to_agency(news: TaskNews, language: str) -> Screen:
    """To somebody of the agency: what is wanted until when, or that nothing is any more."""
    p = phrases(language)
    task = news.task
    hello = p(
        "task-hello",
        greeting=greeting(task.deadline.now, task.deadline.zone, language),
        person=address(news.person, language),
    )
    said = p(f"task-news-{news.what}", agency=line(task.agency, NAME), by=line(news.by, PERSON))
    parts = (f"📌 {hello}\n{said}", _about(news, p), p("task-thanks") if news.what in WAITING else "")
    return Screen("\n\n".join(filter(None, parts)), _rows(news, p))


def to_coordinators(task: TaskView, by: str, language: str) -> Screen:
    """The agency says that it is all there: what came, and whether it is done."""
    p = phrases(language)
    said = p("task-news-delivered", agency=line(task.agency, NAME), by=line(by, PERSON))
    late = "" if task.delivered_at is None or task.delivered_at <= task.deadline.at else p("task-came-late")
    parts = (f"📥 {said}", _quoted(task), pieces(task, p), late)
    return Screen("\n\n".join(filter(None, parts)), stack(row(to_task(task, p))))


def deliver(task: TaskView, p: Phrases, style: str = PRIMARY) -> Button | None:
    """The button with which the agency begins to bring what is wanted."""
    press = Press(Verb.DELIVER, task.place.submission, task.place.form, argument=to36(task.id))
    return button(p.plain("button-task-deliver"), press, style)


def _about(news: TaskNews, p: Phrases) -> str:
    task = news.task
    if news.what in ("set", "revived"):
        return body(task, p)
    if news.what == "back":
        word = p("task-word", word=line(task.word, WORD)) if task.word else ""
        return "\n".join(filter(None, (_quoted(task), word, until(task.deadline, p.language))))
    if news.what in ("moved", "reminder", "late"):
        wanted = p("task-wanted", wanted=line(task.wanted, 200)) if task.wanted else ""
        return "\n".join(filter(None, (_quoted(task), wanted, until(task.deadline, p.language))))
    return _quoted(task)


def _quoted(task: TaskView) -> Html:
    return escape(f"“{line(task.text, BEGINNING)}”")


def _rows(news: TaskNews, p: Phrases) -> tuple[Row, ...]:
    if news.what in WAITING:
        return stack(row(deliver(news.task, p)))
    return stack(row(menu(p, news.task.place)))
