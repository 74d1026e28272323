"""How long a follow-up task is still owed, in words; and the button on the agency's home card that says so."""

from __future__ import annotations

from datetime import timedelta

from bot.screens.dates import moment
from bot.screens.phrases import Html, Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import button
from bot.screens.screen import Button
from bot.screens.views import Deadline, Place, TaskCount, TaskLine

HOURS = 72  # longer than that is told in days


def left(deadline: Deadline, language: str) -> Html:
    """'5 jam lagi': tasks are counted in hours, whatever the calendar says; past the deadline without blame."""
    p = phrases(language)
    if deadline.now > deadline.at:
        hours = int((deadline.now - deadline.at) / timedelta(hours=1))
        return p("task-late", hours=hours) if 0 < hours < HOURS else p("task-long-late")
    minutes = int((deadline.at - deadline.now) / timedelta(minutes=1))
    if minutes < 60:
        return p("task-minutes-left", minutes=max(1, minutes))
    hours = minutes // 60
    return p("task-hours-left", hours=hours) if hours < HOURS else p("date-days-left", days=hours // 24)


def until(deadline: Deadline, language: str) -> Html:
    """'Paling lambat Jumat, 21 Juni 2024 pukul 16.00 WITA (5 jam lagi)'."""
    at = moment(deadline.at, deadline.zone, language)
    key = "date-due" if deadline.now <= deadline.at else "task-was-due"
    return phrases(language)(key, moment=at, left=left(deadline, language))


def counted(tasks: TaskCount, p: Phrases) -> Html:
    """'📌 Tugas susulan: 2 ditunggu, 1 lewat batas waktu, 1 menunggu diperiksa'; '' where there are none."""
    parts = (
        p("task-count-owed", count=tasks.owed) if tasks.owed else "",
        p("task-count-late", count=tasks.late) if tasks.late else "",
        p("task-count-delivered", count=tasks.delivered) if tasks.delivered else "",
    )
    said = Html(", ".join(filter(None, parts)))
    return p("task-counts", counts=said) if said else said


def marker(tasks: TaskCount) -> str:
    """On the line of an agency among many: '📌2', '📌2🔴' where one is late, '📥' where one is to be checked."""
    owed = tasks.owed + tasks.late
    return "".join((f"📌{owed}" if owed else "", "🔴" if tasks.late else "", "📥" if tasks.delivered else ""))


def home_button(tasks: tuple[TaskLine, ...], place: Place, p: Phrases) -> Button | None:
    """'Tugas susulan · 5 jam lagi' on the home card: to the task itself, or to the list of several."""
    if not tasks:
        return None
    text = p.plain("button-task-home", count=len(tasks), left=left(tasks[0].deadline, p.language))
    argument = to36(tasks[0].id) if len(tasks) == 1 else ""
    return button(text, Press(Verb.DELIVER, place.submission, place.form, argument=argument))
