"""Screens for coordinators at their longest: Telegram takes them, and their buttons with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from news_gallery import gathered
from phone import held

from bot.flows.problems import Problem
from bot.screens import alerts, calls, deadlines, deliveries, nudges, reaches, reminders, setups
from bot.screens.alert_views import AgencyNews, JoinedAlert
from bot.screens.calls import Call, CallPerson, CallsView, UnreachableView, Why
from bot.screens.deadlines import MoveView
from bot.screens.deliveries import DeliveryView, ReportView
from bot.screens.press import Verb
from bot.screens.reaches import Missed, Reach, Target, Whom
from bot.screens.reminders import LeftView, StandInView
from bot.screens.screen import Screen
from bot.screens.views import Deadline

ZONE = ZoneInfo("Asia/Makassar")
NOW = datetime(2024, 6, 25, 1, 0, tzinfo=UTC)
DEADLINE = Deadline(NOW - timedelta(days=4), ZONE, NOW)
LONG = "Dinas Pemberdayaan Perempuan & Perlindungan Anak " * 5
HUGE = 9**14
TARGET = Target(HUGE, 9**9)


def calls_of(language: str) -> Screen:
    person = CallPerson(LONG, NOW, unreachable=True)
    one = Call(HUGE, LONG, LONG, tuple(Why), LONG, (person,) * 9, NOW, 12, (LONG, LONG))
    others = ((LONG, HUGE, 9**9),) * 9
    return calls.calls(CallsView(TARGET, LONG, LONG, DEADLINE, (one,) * 40, 3, True, others), language)


def gathered_of(language: str) -> Screen:
    agency = AgencyNews(HUGE, LONG, LONG, False, (LONG,) * 9, (LONG,) * 9)
    news = tuple(replace(agency, name=f"{number} {LONG}") for number in range(40))
    came = tuple(JoinedAlert("representative", f"{number} {LONG}", LONG, 1, HUGE) for number in range(40))
    return alerts.gathered(
        gathered(language, agencies=news, joined=came, round=LONG, region=LONG, whole=HUGE), language
    )


def missed() -> tuple[Missed, ...]:
    return (Missed(LONG, LONG), Missed("", LONG)) * 40


def move_of(language: str) -> Screen:
    reach = Reach(Whom(reaches.EVERYBODY), 2_000, 400, missed(), 30)
    return deadlines.move(MoveView(TARGET, LONG, DEADLINE, NOW, reach, 9, 9), language)


def nudge_of(language: str) -> Screen:
    reach = Reach(Whom(reaches.SECTION, LONG), 2_000, 400, missed(), 30)
    return nudges.preview(nudges.NudgePreview(TARGET, reach, LONG, Screen("&amp;" * 3_900)), language)


def report_of(language: str) -> Screen:
    whom = Whom(reaches.SECTION, LONG)
    delivery = DeliveryView(TARGET, Verb.ANNOUNCE, HUGE, whom, 1, 2, 3, 4, NOW, ZONE)
    return deliveries.report(ReportView(delivery, missed(), LONG * 9, 1), language)


def stand_in_of(language: str) -> Screen:
    left = LeftView(1, 90, ((LONG, 9),) * 20, ((1, LONG),) * 20, 30, 400)
    return reminders.stand_in(
        StandInView(LONG, LONG, LONG, DEADLINE, left, (LONG,) * 9, (LONG,) * 9), language
    )


def unreachable_of(language: str) -> Screen:
    return calls.unreachable(UnreachableView(HUGE, 9**9, LONG, LONG, LONG, (LONG,) * 9), language)


def listed_of(language: str) -> Screen:
    kind = Problem("problem-list-kind", {"row": "9", "kind": LONG * 9, "near": LONG})
    return setups.listed(setups.ListView(LONG, 40, 30, (), (kind,) * 40, 9), language)


LONGEST = {
    "calls": calls_of,
    "gathered": gathered_of,
    "move": move_of,
    "nudge": nudge_of,
    "report": report_of,
    "stand-in": stand_in_of,
    "unreachable": unreachable_of,
    "listed": listed_of,
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", LONGEST)
def test_telegram_takes_the_longest(name: str, language: str) -> None:
    screen = LONGEST[name](language)
    held(screen)
    assert screen.rows or name == "stand-in"
