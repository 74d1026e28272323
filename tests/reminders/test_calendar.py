"""Working days and hours in Indonesia, and the file that has the last word on them."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.calendar import BrokenLine, Calendar, national, read_calendar
from tests.reminders.terms import NATIONAL, WIB, WIT, WITA, local, said

# The joint decree of three ministers for 2024, as domain experts listed it; election days come by their own
DECREED = (
    "01-01 02-08 02-10 03-11 03-29 03-31 04-10 04-11 05-01 05-09 05-23 06-01 06-17 07-07 08-17 09-16 12-25"
    # joint leave
    " 02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26"
)
ELECTIONS = "02-14 11-27"


def test_the_decree_of_2024_is_known() -> None:
    days = {date.fromisoformat(f"2024-{day}") for day in f"{DECREED} {ELECTIONS}".split()}
    assert national(2024) == days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-05-20", True),  # an ordinary Monday
        ("2024-05-18", False),  # Saturday
        ("2024-05-19", False),
        ("2024-05-23", False),  # Waisak
        ("2024-05-24", False),  # joint leave after it
        ("2024-04-05", True),
        *((f"2024-04-{day:02}", False) for day in range(6, 16)),  # Idul Fitri with its leave and two weekends
        ("2024-04-16", True),
    ],
)
def test_offices_work_on_weekdays_without_holidays(day: str, works: bool) -> None:
    assert NATIONAL.works(date.fromisoformat(day)) is works


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
@pytest.mark.parametrize(
    ("moment", "is_open", "opening", "closing"),
    [
        ("2024-05-20T07:59", False, "Mon 20 May 08.00", "Fri 17 May 15.30"),
        ("2024-05-20T08:00", True, "Mon 20 May 08.00", "Fri 17 May 15.30"),
        ("2024-05-20T12:15", True, "Mon 20 May 12.15", "Mon 20 May 12.15"),
        ("2024-05-20T15:29", True, "Mon 20 May 15.29", "Mon 20 May 15.29"),
        ("2024-05-20T15:30", False, "Tue 21 May 08.00", "Mon 20 May 15.30"),
        ("2024-05-20T23:59", False, "Tue 21 May 08.00", "Mon 20 May 15.30"),
        ("2024-05-17T11:29", True, "Fri 17 May 11.29", "Fri 17 May 11.29"),
        ("2024-05-17T11:30", False, "Fri 17 May 13.00", "Fri 17 May 11.30"),
        ("2024-05-17T12:59", False, "Fri 17 May 13.00", "Fri 17 May 11.30"),
        ("2024-05-17T13:00", True, "Fri 17 May 13.00", "Fri 17 May 11.30"),
        ("2024-05-17T15:30", False, "Mon 20 May 08.00", "Fri 17 May 15.30"),
        ("2024-04-05T16:00", False, "Tue 16 Apr 08.00", "Fri 05 Apr 15.30"),
    ],
)
def test_hours_are_those_of_the_zone(
    moment: str, is_open: bool, opening: str, closing: str, zone: str
) -> None:
    at = local(moment, zone)
    assert NATIONAL.is_open(at, ZoneInfo(zone)) is is_open
    assert said(NATIONAL.opening(at, ZoneInfo(zone)), zone) == opening
    assert said(NATIONAL.closing(at, ZoneInfo(zone)), zone) == closing


def test_nine_in_the_morning_in_jakarta_is_eleven_in_jayapura() -> None:
    at = local("2024-05-17T09:45", WIB)
    assert NATIONAL.is_open(at, ZoneInfo(WIB))
    assert said(NATIONAL.opening(at, ZoneInfo(WIT)), WIT) == "Fri 17 May 13.00"


FILE = """\ufeff# Kabupaten Kutai Timur
+ 2024-05-21  Cuti bersama daerah
2024-05-22 tanpa tanda: libur
- 2024-02-14 Pemilu: kantor tetap buka
- 2024-05-25 lembur Sabtu   # hari kerja

+ 2024-13-40 bulan apa ini
libur 2024-05-27
+
+ 2024-06-03
- 2024-06-03 ternyata masuk
"""


def test_a_file_adds_and_removes_days_and_names_what_it_cannot_read() -> None:
    calendar, broken = read_calendar(FILE)
    works = {
        day: calendar.works(date.fromisoformat(f"2024-{day}"))
        for day in ["05-21", "05-22", "02-14", "05-25", "06-03"]
    }
    assert works == {"05-21": False, "05-22": False, "02-14": True, "05-25": True, "06-03": True}
    assert broken == (
        BrokenLine(7, "+ 2024-13-40 bulan apa ini"),
        BrokenLine(8, "libur 2024-05-27"),
        BrokenLine(9, "+"),
    )


@pytest.mark.parametrize("text", ["", "\x00\x01", "= 1 + 1", "+" * 10_000, "2024-05-27\r\n" * 3, "﻿"])
def test_no_file_is_a_crash(text: str) -> None:
    calendar, _ = read_calendar(text)
    assert calendar.works(date(2024, 5, 20))


def test_a_file_that_gives_everybody_leave_for_good_ends_the_search() -> None:
    calendar = Calendar(off=frozenset(date(2024, 1, 1) + timedelta(days=n) for n in range(800)))
    at = local("2024-06-03T09:00")
    assert calendar.opening(at, ZoneInfo(WITA)) is None
    assert calendar.closing(at, ZoneInfo(WITA)) is None
    assert calendar.morning(at, ZoneInfo(WITA)) is None
    assert calendar.morning_before(at, ZoneInfo(WITA)) is None
