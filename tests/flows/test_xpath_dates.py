"""Dates and times: days in arithmetic, seconds between dateTimes, the region's zone, the reader's language."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from bot.flows.xpath.expressions import Element, Environment, Value, compile_expression

MAKASSAR = Environment(datetime(2024, 5, 27, 6, 30, 15, 250_000, tzinfo=ZoneInfo("Asia/Makassar")), "id")
JAYAPURA = Environment(datetime(2024, 5, 27, 0, 10, tzinfo=ZoneInfo("Asia/Jayapura")), "English (en)")
NEW_YORK = Environment(datetime(2024, 3, 10, 12, 0, tzinfo=ZoneInfo("America/New_York")), "xx")

Table = list[tuple[str, Value]]

DOCUMENT = """
<data>
  <decree>2019-08-17</decree><leap>2024-02-29</leap><today>2024-05-27</today>
  <start>2024-05-27T06:00:00.000+08:00</start><end>2024-05-27T06:45:00.000+08:00</end>
  <utc>2024-05-26T23:00:00Z</utc><naive>2024-05-27T06:00</naive><time>14:05:00.000+08:00</time>
  <blank/><word>kemarin</word><wrong>2024-02-30</wrong><row/>
</data>
"""

DATES: Table = [
    ("today()", "2024-05-27"),
    ("now()", "2024-05-27T06:30:15.250+08:00"),
    ("/data/decree >= date('2017-01-01') and /data/decree <= today()", True),
    ("/data/today <= today()", True),
    ("/data/today < today()", False),
    ("/data/today = today()", True),
    ("/data/decree > /data/leap", False),
    ("/data/decree != /data/leap", True),
    ("/data/blank <= today()", False),
    ("/data/word <= today()", False),
    ("/data/decree > 0", False),
    ("number(/data/decree)", 18125.0),
    ("number('1970-01-02')", 1.0),
    ("number('1969-12-31')", -1.0),
    ("today() - /data/decree", 1745.0),
    ("/data/decree + 7", 18132.0),
    ("date(/data/decree + 7)", "2019-08-24"),
    ("date(today() - 1)", "2024-05-26"),
    ("date('2017-01-01')", "2017-01-01"),
    ("date('2017-1-5')", "2017-01-05"),
    ("date(0)", "1970-01-01"),
    ("date(0.9)", "1970-01-01"),
    ("date(/data/blank)", ""),
    ("date(/data/word)", ""),
    ("date(/data/wrong)", ""),
    ("date('2024-02-30')", ""),
    ("date(0 div 0)", ""),
    ("date(1 div 0)", ""),
    ("date(99999999999)", ""),
    ("date(/data/utc)", "2024-05-27"),
    ("int((today() - date('1990-06-01')) div 365.25)", 33.0),
    ("if(/data/leap > date('2024-01-01'), 'new', 'old')", "new"),
    ("max(number(/data/decree), number(/data/leap))", 19782.0),
    ("min(/data/decree, /data/leap)", 18125.0),
    ("/data/wrong + 1", math.nan),
]

MOMENTS: Table = [
    ("/data/end > /data/start", True),
    ("/data/start > /data/end", False),
    ("/data/end <= now()", False),
    ("/data/start <= now()", True),
    ("/data/start = /data/today", True),
    ("/data/start = '2024-05-27'", True),
    ("'2024-05-28' = /data/start", False),
    ("/data/start = /data/naive", True),
    ("/data/start != /data/end", True),
    ("/data/utc >= /data/start", True),
    ("/data/utc <= /data/start", False),
    ("/data/utc = /data/decree", False),
    ("/data/start >= today()", True),
    ("/data/start - today()", 0.0),
    ("number(/data/utc)", 19870.0),
    ("(decimal-date-time(/data/end) - decimal-date-time(/data/start)) * 24 * 60", 45.0),
    ("decimal-date-time('1970-01-01T12:00:00Z')", 0.5),
    ("decimal-date-time('1970-01-01T00:00-06:00')", 0.25),
    ("decimal-date-time('1970-01-02')", 1 - 8 / 24),
    ("decimal-date-time(1.5)", 1.5),
    ("decimal-date-time(/data/blank)", math.nan),
    ("decimal-time('12:00')", 0.5),
    ("decimal-time(/data/end)", 6.75 / 24),
    ("decimal-time('18:00:00.000+08:00')", 0.75),
    ("decimal-time(3.25)", 0.25),
    ("decimal-time('noon')", math.nan),
    ("decimal-time('25:00')", math.nan),
    ("date-time(/data/utc)", "2024-05-27T07:00:00.000+08:00"),
    ("date-time(decimal-date-time(/data/end))", "2024-05-27T06:45:00.000+08:00"),
    ("date-time('2024-05-27')", "2024-05-27T00:00:00.000+08:00"),
    ("date-time(/data/blank)", ""),
]  # fmt: skip

FORMATS: Table = [
    ("format-date(/data/decree, '%e %b %Y')", "17 Agu 2019"),
    ("format-date(/data/decree, '%A, %d %B %Y')", "Sabtu, 17 Agustus 2019"),
    ("format-date(/data/decree, '%a %y-%m-%n %w')", "Sab 19-08-8 6"),
    ("format-date(/data/decree + 1, '%d/%m')", "18/08"),
    ("format-date(/data/decree, '100%% %q %')", "100% %q %"),
    ("format-date(/data/blank, '%Y')", ""),
    ("format-date(/data/word, '%Y')", ""),
    ("format-date-time(/data/end, '%H:%M:%S.%3 %h')", "06:45:00.000 6"),
    ("format-date-time(/data/utc, '%H:%M')", "07:00"),
    ("format-date-time(now(), '%d %H:%M:%S.%3')", "27 06:30:15.250"),
    ("format-date-time(/data/time, '%H:%M')", "14:05"),
    ("format-date-time(decimal-date-time(/data/end), '%H:%M')", "06:45"),
]


@pytest.fixture(scope="module")
def row() -> Element:
    found = etree.fromstring(f"<pilar>{DOCUMENT}</pilar>").find("data/row")
    assert found is not None
    return found


def said(row: Element, source: str, env: Environment) -> Value:
    return compile_expression(source, context="/data/row", repeats=frozenset()).evaluate(row, env)


@pytest.mark.parametrize(("source", "expected"), DATES + MOMENTS + FORMATS)
def test_dates_and_times(row: Element, source: str, expected: Value) -> None:
    assert said(row, source, MAKASSAR) == (
        pytest.approx(expected, nan_ok=True, rel=1e-12) if isinstance(expected, float) else expected
    )


@pytest.mark.parametrize(
    ("env", "source", "expected"),
    [
        (JAYAPURA, "today()", "2024-05-27"),
        (JAYAPURA, "format-date(/data/decree, '%a %d %b')", "Sat 17 Aug"),
        (JAYAPURA, "date(/data/end)", "2024-05-27"),
        (JAYAPURA, "date('2024-05-26T16:00:00Z')", "2024-05-27"),
        (MAKASSAR, "date('2024-05-26T15:30:00Z')", "2024-05-26"),
        (NEW_YORK, "date('2024-03-10' + 1)", "2024-03-11"),
        (NEW_YORK, "'2024-03-11' - '2024-03-10'", 1.0),
        (NEW_YORK, "format-date('2024-03-10', '%b')", "Mar"),
        (NEW_YORK, "format-date(number('2024-03-10'), '%d')", "10"),
        (NEW_YORK, "decimal-date-time('2024-03-11') - decimal-date-time('2024-03-10')", 23 / 24),
        (Environment(datetime(2024, 5, 26, 23, 0, tzinfo=UTC)), "today()", "2024-05-26"),
    ],
)
def test_the_day_is_the_regions(row: Element, env: Environment, source: str, expected: Value) -> None:
    assert said(row, source, env) == pytest.approx(expected)
