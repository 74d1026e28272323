"""Deadlines in the words of coordinators, as a table."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.flows.deadlines import example, read_deadline
from bot.flows.problems import Problem

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=WITA)  # a Monday
PRESENT = datetime(2024, 6, 21, 16, 0, tzinfo=WITA)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25 juni jam 16", "2024-06-25T16:00"),
        ("25 Juni 2024 pukul 10.00 WITA", "2024-06-25T10:00"),
        ("25 juni 2024 pukul 16.00 wib", "2024-06-25T17:00"),
        ("25/6", "2024-06-25T16:00"),
        ("25-6 10.00", "2024-06-25T10:00"),
        ("24 june 16:00", "2024-06-24T16:00"),
        ("senin depan", "2024-06-10T16:00"),
        ("senin depan jam 9 pagi", "2024-06-10T09:00"),
        ("next monday", "2024-06-10T16:00"),
        ("minggu depan", "2024-06-10T16:00"),  # next week, not next Sunday
        ("jumat depan pukul 4", "2024-06-07T16:00"),  # nobody works at four in the morning
        ("besok", "2024-06-04T16:00"),
        ("2 hari lagi", "2024-06-05T16:00"),
        ("+2 hari", "2024-06-23T16:00"),  # counts from the deadline so far
        ("+ 3", "2024-06-24T16:00"),
        ("tambah 1 minggu", "2024-06-28T16:00"),
        ("+5 jam", "2024-06-21T21:00"),
        ("1 mei", "2025-05-01T16:00"),  # it has passed this year
        ("kemarin", "problem-deadline-past"),
        ("3 juni 2024 jam 8 pagi", "problem-deadline-past"),
        ("24 juni 2030", "problem-deadline-far"),
        ("+999 hari", "problem-deadline-far"),
        ("31 februari", "problem-deadline"),
        ("besok-besok saja ya", "problem-deadline"),
        ("-", "problem-deadline"),
        ("", "problem-deadline"),
        ("9" * 5000, "problem-deadline"),
    ],
)
def test_a_typed_deadline_means_the_nearest_moment_to_come(typed: str, meant: str) -> None:
    found = read_deadline(typed, present=PRESENT, now=NOW, zone=WITA, language="id")
    if isinstance(found, Problem):
        assert found.key == meant
        assert found.example == "24 Juni jam 16"
    else:
        assert found.isoformat()[:16] == meant


def test_days_are_added_to_today_where_the_deadline_has_passed() -> None:
    late = datetime(2024, 6, 25, 9, 0, tzinfo=WITA)
    found = read_deadline("+2 hari", present=PRESENT, now=late, zone=WITA, language="id")
    assert isinstance(found, datetime)
    assert found.isoformat()[:16] == "2024-06-27T16:00"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_example_would_be_taken(language: str) -> None:
    for present in (PRESENT, PRESENT.replace(hour=13, minute=30)):
        typed = example(present, NOW, WITA, language)
        found = read_deadline(typed, present=present, now=NOW, zone=WITA, language=language)
        assert isinstance(found, datetime)
        assert found == present.replace(day=24), typed
