"""Moments as people read them, on the region's calendar and with the zone's name."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.screens.dates import due, greeting, lately, moment, remaining, zone_name
from bot.screens.views import Deadline

WITA = ZoneInfo("Asia/Makassar")
AT = datetime(2024, 6, 21, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("Asia/Makassar", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("Asia/Tokyo", "JST"),
        ("Europe/Paris", "CEST"),
        ("Asia/Dubai", "UTC+4"),
        ("Asia/Kathmandu", "UTC+5.45"),
        ("America/Sao_Paulo", "UTC-3"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_name(zone: str, name: str) -> None:
    assert zone_name(ZoneInfo(zone), AT) == name


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("id", "Asia/Makassar", "Jumat, 21 Juni 2024 pukul 16.00 WITA"),
        ("en", "Asia/Makassar", "Friday, 21 June 2024, 16.00 WITA"),
        ("id", "Asia/Jayapura", "Jumat, 21 Juni 2024 pukul 17.00 WIT"),
        ("id", "America/Los_Angeles", "Jumat, 21 Juni 2024 pukul 01.00 PDT"),
    ],
)
def test_a_moment_has_weekday_time_and_zone(language: str, zone: str, said: str) -> None:
    assert moment(AT, ZoneInfo(zone), language) == said


LEFT = [
    ((2024, 6, 1, 0, 0), "20 hari lagi", "20 days left"),
    ((2024, 6, 19, 15, 59), "2 hari lagi", "2 days left"),  # 23.59 in Makassar
    ((2024, 6, 19, 16, 0), "besok", "tomorrow"),  # midnight in Makassar: the day has changed
    ((2024, 6, 20, 15, 59), "besok", "tomorrow"),
    ((2024, 6, 20, 16, 0), "hari ini, 16 jam lagi", "today, 16 hours left"),
    ((2024, 6, 21, 7, 0), "hari ini, 1 jam lagi", "today, 1 hour left"),
    ((2024, 6, 21, 7, 1), "hari ini, 59 menit lagi", "today, 59 minutes left"),
    ((2024, 6, 21, 7, 59), "hari ini, 1 menit lagi", "today, 1 minute left"),
    ((2024, 6, 21, 8, 0), "hari ini, 1 menit lagi", "today, 1 minute left"),
    ((2024, 6, 21, 8, 1), "sudah lewat; masih kami tunggu.", "has passed; your answers are still welcome."),
]


@pytest.mark.parametrize(("now", "indonesian", "english"), LEFT)
def test_what_is_left_counts_days_of_the_regions_calendar(
    now: tuple[int, int, int, int, int], indonesian: str, english: str
) -> None:
    deadline = Deadline(AT, WITA, datetime(*now, tzinfo=UTC))
    assert (remaining(deadline, "id"), remaining(deadline, "en")) == (indonesian, english)


def test_a_passed_deadline_is_said_without_blame() -> None:
    said = due(Deadline(AT, WITA, datetime(2024, 6, 22, tzinfo=UTC)), "id")
    assert said == "Batas waktu Jumat, 21 Juni 2024 pukul 16.00 WITA sudah lewat; masih kami tunggu."


@pytest.mark.parametrize(
    ("hour", "said"),
    [(4, "pagi"), (9, "pagi"), (10, "siang"), (14, "siang"), (15, "sore"), (17, "sore"), (18, "malam"),
     (23, "malam"), (0, "malam"), (3, "malam")],
)  # fmt: skip
def test_people_are_greeted_by_their_own_clock(hour: int, said: str) -> None:
    now = datetime(2024, 6, 18, hour, 30, tzinfo=WITA).astimezone(UTC)
    assert greeting(now, WITA, "id") == f"Selamat {said}"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2024, 6, 18, 1, 0, tzinfo=UTC), "hari ini pukul 09.00 WITA"),
        (datetime(2024, 6, 17, 15, 0, tzinfo=UTC), "kemarin pukul 23.00 WITA"),
        (datetime(2024, 6, 10, 1, 0, tzinfo=UTC), "10 Juni pukul 09.00 WITA"),
    ],
)
def test_the_past_is_said_as_a_colleague_would(at: datetime, said: str) -> None:
    assert lately(at, WITA, datetime(2024, 6, 18, 1, 30, tzinfo=UTC), "id") == said
