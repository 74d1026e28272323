"""Dates, times and moments as people type them, and as they are shown."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.flows.form import Kind, Question
from bot.flows.inputs import Typed
from bot.flows.problems import Problem
from bot.flows.values import Accepted, Doubt, Reading, read, show

MONDAY = date(2024, 5, 27)


def question(kind: Kind, *appearance: str) -> Question:
    return Question(path="x", name="x", ordinal=0, kind=kind, appearance=frozenset(appearance))


DAY = question(Kind.DATE)
MONTH = question(Kind.DATE, "month-year")
YEAR = question(Kind.DATE, "year")
TIME = question(Kind.TIME)
MOMENT = question(Kind.DATETIME)


def said(text: str, to: Question = DAY, *, today: date = MONDAY, offset: str = "") -> Reading:
    return read(to, Typed(text), language="id", today=today, offset=offset)


@pytest.mark.parametrize(
    "text",
    [
        "27 Mei 2024",
        "27 mei 2024.",
        "27/5/2024",
        "27/05/2024",
        "27-05-24",
        "27/5/24",
        "27.5.2024",
        "27 5 2024",
        "27 / 5 / 2024",
        "2024-05-27",
        "2024/5/27",
        "27052024",
        "20240527",
        "27-Mei-24",
        "27mei2024",
        "270524",
        "dua puluh tujuh mei 2024",
        "Senin, dua puluh tujuh Mei dua ribu dua puluh empat",
        "27 Mei '24",
        "27 bulan 5 tahun 2024",
        "Jum'at, 27 Mei 2024",
        "Senin 27 Mei 2024",
        "hari Senin tanggal 27 Mei 2024",
        "tgl 27 Mei 2024 ya, Bu",
        "May 27, 2024",
        "27th of May 2024",
        "27th May 2024",
        "Monday, 27 May 2024",
        "5/27/2024",  # can only be the American order
        "hari ini",
        "today",
    ],
)
def test_every_way_to_write_a_day_comes_to_the_same_date(text: str) -> None:
    assert said(text) == Accepted("2024-05-27")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3 Pebruari 2023", "2023-02-03"),
        ("5 Nopember 2022", "2022-11-05"),
        ("17 Agt 2023", "2023-08-17"),
        ("17 Agu 2023", "2023-08-17"),
        ("9 Sept 2023", "2023-09-09"),
        ("28 Okt 1928", "1928-10-28"),
        ("25 Des 2023", "2023-12-25"),
        ("3/4/24", "2024-04-03"),
        ("29/2/2024", "2024-02-29"),
        ("kemarin", "2024-05-26"),
        ("kmrn", "2024-05-26"),
        ("besok", "2024-05-28"),
        ("lusa", "2024-05-29"),
        ("yesterday", "2024-05-26"),
        ("3 hari lalu", "2024-05-24"),
        ("3 hari yang lalu", "2024-05-24"),
        ("tiga hari lalu", "2024-05-24"),
        ("dua minggu lalu", "2024-05-13"),
        ("seminggu lalu", "2024-05-20"),
        ("3 hari lagi", "2024-05-30"),
        ("in 3 days", "2024-05-30"),
        ("two weeks ago", "2024-05-13"),
        ("sebulan lalu", "2024-04-27"),
        ("a year ago", "2023-05-27"),
        ("in a fortnight", "2024-06-10"),  # read by dateparser
        ("last Friday", "2024-05-24"),
        ("Jumat lalu", "2024-05-24"),
        ("Senin lalu", "2024-05-20"),
        ("Senin depan", "2024-06-03"),
        ("next Friday", "2024-05-31"),
        ("awal bulan ini", "2024-05-01"),
        ("akhir bulan lalu", "2024-04-30"),
        ("akhir tahun 2023", "2023-12-31"),
        ("end of last year", "2023-12-31"),
        ("29 feb", "2024-02-29"),
        ("991231", "1999-12-31"),  # no day begins with 99
    ],
)
def test_a_day_in_words_or_from_today_is_a_date(text: str, iso: str) -> None:
    assert said(text) == Accepted(iso)


@pytest.mark.parametrize(
    ("text", "today", "readings"),
    [
        ("27 mei", MONDAY, ("2024-05-27", "2023-05-27")),
        ("27/5", MONDAY, ("2024-05-27", "2023-05-27")),
        ("28 Desember", date(2024, 1, 3), ("2023-12-28", "2024-12-28")),
        ("3 Januari", date(2024, 12, 30), ("2025-01-03", "2024-01-03")),
        ("29 Februari", date(2026, 5, 27), ("2024-02-29", "2028-02-29")),
        ("27/5/87", MONDAY, ("1987-05-27", "2087-05-27")),
        ("1/2/90", MONDAY, ("1990-02-01", "2090-02-01")),
        ("240527", MONDAY, ("2027-05-24", "2024-05-27")),
        ("240131", MONDAY, ("2031-01-24", "2024-01-31")),
        ("1/1/50", MONDAY, ("2050-01-01", "1950-01-01")),
        ("Jumat", MONDAY, ("2024-05-24", "2024-05-31")),
        ("Senin", MONDAY, ("2024-05-27", "2024-05-20", "2024-06-03")),
        ("minggu lalu", MONDAY, ("2024-05-20", "2024-05-26")),  # a week ago, or last Sunday
    ],
)
def test_a_date_that_leaves_something_open_is_asked_about(
    text: str, today: date, readings: tuple[str, ...]
) -> None:
    assert said(text, today=today) == Doubt(readings, "date")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("5", Problem("problem-date")),
        ("27", Problem("problem-date")),
        ("abc", Problem("problem-date")),
        ("27 xyz 2024", Problem("problem-date")),
        ("", Problem("problem-date")),
        ("1" * 10_000, Problem("problem-date")),
        ("lalu", Problem("problem-date")),
        ("9999 tahun lagi", Problem("problem-date")),
        ("ok", Problem("problem-politeness")),
        ("siap, Bu", Problem("problem-politeness")),
        ("31 Februari", Problem("problem-date-impossible", {"day": 31, "month": 2, "year": ""})),
        ("29/2/2023", Problem("problem-date-impossible", {"day": 29, "month": 2, "year": "2023"})),
        ("32/13/2023", Problem("problem-date-impossible", {"day": 32, "month": 13, "year": "2023"})),
        ("1/1/0001", Problem("problem-date-far", {"year": "1", "from": "1900", "to": "2100"})),
        ("27 Mei 9999", Problem("problem-date-far", {"year": "9999", "from": "1900", "to": "2100"})),
        ("Mei 2024", Problem("problem-date-incomplete")),
        ("2024", Problem("problem-date-incomplete")),
        ("bulan lalu", Problem("problem-date-incomplete")),
        ("last year", Problem("problem-date-incomplete")),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, problem: Problem) -> None:
    assert said(text) == problem


def test_nothing_to_a_date_may_mean_that_it_is_not_known() -> None:
    assert said("-") == Doubt(("",), "nihil")
    assert said("-", TIME) == Doubt(("",), "nihil")
    assert said("nihil", MOMENT) == Doubt(("",), "nihil")


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("Mei 2024", "2024-05-01", "2024-01-01"),
        ("5/2024", "2024-05-01", "2024-01-01"),
        ("2024-05", "2024-05-01", "2024-01-01"),
        ("27 Mei 2024", "2024-05-01", "2024-01-01"),
        ("bulan lalu", "2024-04-01", "2024-01-01"),
        ("tahun lalu", "2023-05-01", "2023-01-01"),
        ("Mei 24", "2024-05-01", "2024-01-01"),
        ("2024", None, "2024-01-01"),
    ],
)
def test_a_month_or_a_year_is_enough_where_only_that_is_asked(
    text: str, month: str | None, year: str
) -> None:
    assert said(text, MONTH) == (Accepted(month) if month else Problem("problem-date-incomplete"))
    assert said(text, YEAR) == Accepted(year)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("14.20", "14:20"),
        ("14:20", "14:20"),
        ("1420", "14:20"),
        ("pukul 14.20", "14:20"),
        ("jam 9.05", "09:05"),
        ("14.20.30", "14:20:30"),
        ("14", "14:00"),
        ("0.15", "00:15"),
        ("24.00", "00:00"),
        ("pukul 9 pagi", "09:00"),
        ("sembilan pagi", "09:00"),
        ("2 siang", "14:00"),
        ("11 siang", "11:00"),
        ("12 siang", "12:00"),
        ("5 sore", "17:00"),
        ("7 malam", "19:00"),
        ("12 malam", "00:00"),
        ("1 malam", "01:00"),
        ("3 dini hari", "03:00"),
        ("9pm", "21:00"),
        ("9.30 a.m.", "09:30"),
        ("12 am", "00:00"),
        ("setengah sembilan malam", "20:30"),
        ("setengah 12 malam", "23:30"),
        ("setengah 1 siang", "12:30"),
        ("tengah hari", "12:00"),
        ("midnight", "00:00"),
        ("jam 9", "09:00"),  # offices are open then
        ("7", "07:00"),
        ("12", "12:00"),
        ("setengah 9", "08:30"),
        ("setengah 1", "12:30"),
        ("930", "09:30"),
        ("0930", "09:30"),
        ("pukul 930", "09:30"),
    ],
)
def test_a_time_of_day_is_read_as_it_is_said(text: str, clock: str) -> None:
    assert said(text, TIME) == Accepted(f"{clock if len(clock) == 8 else clock + ':00'}.000")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [("jam 2", "02:00", "14:00"), ("6", "06:00", "18:00"), ("setengah 7", "06:30", "18:30")],
)
def test_a_bare_hour_is_of_the_morning_or_of_the_evening(text: str, first: str, second: str) -> None:
    assert said(text, TIME) == Doubt((f"{first}:00.000", f"{second}:00.000"), "time")


@pytest.mark.parametrize("text", ["25.00", "14.60", "99", "24.01", "abc", "14.2", "", "pukul", "9" * 5000])
def test_what_is_no_time_is_refused(text: str) -> None:
    assert said(text, TIME) == Problem("problem-time")


def test_a_time_of_another_zone_becomes_the_regions_own() -> None:
    assert said("9.00 WIB", TIME, offset="+08:00") == Accepted("10:00:00.000+08:00")
    assert said("23.30 WIB", TIME, offset="+09:00") == Accepted("01:30:00.000+09:00")
    late = said("27 Mei 2024 pukul 23.30 WIB", MOMENT, offset="+08:00")
    assert late == Accepted("2024-05-28T00:30:00.000+08:00")
    assert said("9.00 WITA", TIME) == Accepted("09:00:00.000")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("27 Mei 2024 pukul 14.20", "2024-05-27T14:20"),
        ("27 May 2024, 14:20", "2024-05-27T14:20"),
        ("27/5/2024 14.20", "2024-05-27T14:20"),
        ("14.20 27/5/2024", "2024-05-27T14:20"),
        ("pukul 9 pagi, 27 Mei 2024", "2024-05-27T09:00"),
        ("kemarin jam 3 sore", "2024-05-26T15:00"),
        ("Jumat lalu pukul 9.00", "2024-05-24T09:00"),
        ("27/5/2024 24.00", "2024-05-28T00:00"),
        ("2024-05-27T14:20", "2024-05-27T14:20"),
        ("2024-05-27 14:20:00", "2024-05-27T14:20"),
        ("besok jam 9", "2024-05-28T09:00"),
    ],
)
def test_a_moment_is_a_date_and_a_time_in_either_order(text: str, moment: str) -> None:
    assert said(text, MOMENT) == Accepted(f"{moment}:00.000")
    assert said(text, MOMENT, offset="+08:00") == Accepted(f"{moment}:00.000+08:00")


def test_a_moment_with_an_offset_of_its_own_is_turned_into_the_regions() -> None:
    assert said("2024-05-27T20:20:00.000Z", MOMENT, offset="+08:00") == Accepted(
        "2024-05-28T04:20:00.000+08:00"
    )


def test_now_is_a_moment_where_the_clock_is_known() -> None:
    now = datetime(2024, 5, 27, 14, 20, 59)
    for text in ("sekarang", "Sekarang, Bu", "now", "saat ini"):
        moment = read(MOMENT, Typed(text), language="id", today=now.date(), offset="+08:00", now=now)
        assert moment == Accepted("2024-05-27T14:20:00.000+08:00"), text
        assert read(TIME, Typed(text), language="id", today=now.date(), now=now) == Accepted("14:20:00.000")
    assert said("sekarang", MOMENT) == Problem("problem-time-missing")


def test_a_month_of_two_digits_long_ago_is_asked_about() -> None:
    assert said("Mei 90", MONTH) == Doubt(("1990-05-01", "2090-05-01"), "date")


def test_both_halves_of_a_moment_may_be_in_doubt() -> None:
    reading = said("27 mei jam 2", MOMENT)
    assert reading == Doubt(
        tuple(f"{year}-05-27T{hour}:00:00.000" for year in (2024, 2023) for hour in ("02", "14")), "date"
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("27 Mei 2024", "problem-time-missing"),
        ("kemarin", "problem-time-missing"),
        ("14.20", "problem-datetime"),
        ("31/2/2024 14.20", "problem-date-impossible"),
        ("abc", "problem-datetime"),
        ("27 Mei 2024 pukul 25.00", "problem-datetime"),
        ("a b " * 70, "problem-datetime"),
        ("ok", "problem-politeness"),
    ],
)
def test_what_is_no_moment_is_refused_with_its_reason(text: str, key: str) -> None:
    reading = said(text, MOMENT)
    assert isinstance(reading, Problem)
    assert reading.key == key


@pytest.mark.parametrize(
    ("to", "value", "indonesian", "english"),
    [
        (DAY, "2024-05-27", "27 Mei 2024", "27 May 2024"),
        (MONTH, "2024-08-01", "Agustus 2024", "August 2024"),
        (YEAR, "2024-01-01", "2024", "2024"),
        (TIME, "14:20:00.000", "pukul 14.20", "14:20"),
        (TIME, "14:20:30.000+08:00", "pukul 14.20.30", "14:20:30"),
        (MOMENT, "2024-05-27T14:20:00.000+08:00", "27 Mei 2024 pukul 14.20", "27 May 2024, 14:20"),
    ],
)
def test_dates_and_times_are_shown_in_both_languages(
    to: Question, value: str, indonesian: str, english: str
) -> None:
    assert show(to, value, language="id") == indonesian
    assert show(to, value, language="en") == english
