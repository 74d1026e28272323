"""Follow-up tasks at their longest: everything fits a message and its buttons, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.flows.problems import Problem
from bot.screens import task_delivery, task_news, task_setting, tasks, topics
from bot.screens.evidence_views import PieceView
from bot.screens.length import FULL, shown
from bot.screens.overviews import Note, PersonLine
from bot.screens.phrases import LANGUAGES, phrases
from bot.screens.press import LIMIT
from bot.screens.screen import Screen
from bot.screens.task_left import left
from bot.screens.task_views import (
    TaskCardView,
    TaskDraftView,
    TaskListView,
    TaskNews,
    TaskPreview,
    TaskState,
    TaskView,
)
from bot.screens.views import Deadline, Place

NOW = datetime(2024, 6, 21, 2, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Makassar")
HUGE = 36**7 - 1  # row ids of a database that nobody will fill
LONG = "<b>&Dokumen</b> 📎 yang ditandatangani " * 60
DEADLINE = Deadline(NOW + timedelta(hours=5), ZONE, NOW)


def piece(number: int) -> PieceView:
    return PieceView(HUGE, number, "document", LONG, LONG, origin=LONG, origin_at=NOW, refused="empty")


TASK = TaskView(
    id=HUGE,
    place=Place(HUGE, HUGE),
    agency=LONG,
    short_name=LONG,
    text=LONG,
    wanted=LONG,
    deadline=DEADLINE,
    state=TaskState.OWED,
    set_by=LONG,
    set_at=NOW,
    pieces=tuple(map(piece, range(1, 31))),
    word=LONG,
)
DRAFT = TaskDraftView(TASK.place, LONG, LONG, LONG, LONG, "0a1b2c3d", Problem("problem-task-words"), "besok")
PEOPLE = tuple(PersonLine(HUGE, LONG, False, NOW, unreachable=number % 2 == 0) for number in range(9))


def screens(language: str) -> dict[str, Screen]:
    found = {
        f"card {state}": tasks.card(
            TaskCardView(
                replace(TASK, state=state, delivered_at=NOW), Note("task-ticked", act=HUGE), files=9
            ),
            language,
        )
        for state in TaskState
    }
    found |= {
        f"brought {state}": task_delivery.task(replace(TASK, state=state), language) for state in TaskState
    }
    whats = ("set", "back", "moved", "done", "cancelled", "revived", "kept", "reminder", "late")
    found |= {
        f"news {what}": task_news.to_agency(TaskNews(what, TASK, LONG, LONG), language) for what in whats
    }
    found |= {f"topic {what}": topics.task(what, TASK, LONG, language) for what in (*whats[:7], "delivered")}
    for what in ("remark", "asked", "returned", "recalled", "accepted", "sent-back"):
        view = topics.Told(what, LONG, LONG, about=LONG, text=LONG, count=1_000)
        found[f"told {what}"] = topics.told(view, language)
    choices = tuple((hours, NOW + timedelta(hours=hours)) for hours in (6, 12, 24, 48))
    return found | {
        "list": tasks.task_list(TaskListView(TASK.place, LONG, (TASK,) * 50, 3), language),
        "sure": tasks.card(TaskCardView(TASK, asking="cancel"), language),
        "word": tasks.word_wanted(TASK, language),
        "move": tasks.moving(TASK, choices, "besok", language, Problem("problem-deadline-past")),
        "move sure": tasks.moving_sure(TASK, DEADLINE, language),
        "ask": task_setting.ask_text(DRAFT, language),
        "wanted": task_setting.ask_wanted(DRAFT, language),
        "until": task_setting.ask_until(DRAFT, choices, language),
        "preview": task_setting.preview(TaskPreview(DRAFT, DEADLINE, PEOPLE), language),
        "delivered": task_news.to_coordinators(TASK, LONG, language),
        "mine": task_delivery.mine((TASK,) * 50, LONG, TASK.place, language),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_the_longest_of_every_screen(language: str) -> None:
    for name, screen in screens(language).items():
        assert 0 < shown(screen.text) <= FULL, name
        assert "<b>&D" not in screen.text, f"{name}: not escaped"
        buttons = [one for row in screen.rows for one in row]
        assert len(buttons) <= 100, name
        assert all(0 < len(one.data.encode()) <= LIMIT for one in buttons), name


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.01, "1 menit lagi"),
        (0.99, "59 menit lagi"),
        (5, "5 jam lagi"),
        (30, "30 jam lagi"),
        (73, "3 hari lagi"),
        (-0.2, "sudah lewat; masih kami tunggu"),
        (-30, "lewat 30 jam; masih kami tunggu"),
        (-100, "sudah lewat; masih kami tunggu"),
    ],
)
def test_a_task_counts_in_hours_and_blames_nobody(hours: float, said: str) -> None:
    assert left(Deadline(NOW + timedelta(hours=hours), ZONE, NOW), "id") == said


def test_both_languages_say_how_long_it_is_still_owed() -> None:
    assert left(DEADLINE, "en") == "5 hours left"
    assert phrases("en").plain("button-task-home", count=1, left="5 hours left").endswith("5 hours left")
