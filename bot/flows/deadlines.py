"""Deadlines as coordinators type them: '25 juni jam 16', 'senin depan', '+2 hari', '24/6 10.00'.

Unlike the dates of a form, which tell what has happened, a deadline is always ahead: of several readings the
nearest one to come is meant. Whatever is read is confirmed before it counts.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.flows.form import Kind, Question
from bot.flows.inputs import Typed
from bot.flows.problems import Problem
from bot.flows.values import habits, read
from bot.flows.values.readings import LONGEST_LINE, Accepted, Doubt

FARTHEST = timedelta(days=366)
_DATE = Question(path="", name="", ordinal=0, kind=Kind.DATE)
_MOMENT = Question(path="", name="", ordinal=0, kind=Kind.DATETIME)
_AWAKE = range(6, 23)  # 'jam 4' is in the afternoon
_OFFICE_DAYS = range(5)
_UNITS = {
    **dict.fromkeys(("", "hari", "hr", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("minggu", "mgg", "pekan", "week", "weeks"), timedelta(weeks=1)),
    **dict.fromkeys(("jam", "hour", "hours"), timedelta(hours=1)),
}
_ADDED = re.compile(r"(?:\+|tambah|add|plus)\s*(?P<count>[0-9]{1,3})\s*(?P<unit>[a-z]*)$")


def read_deadline(
    text: str, *, present: datetime, now: datetime, zone: ZoneInfo, language: str
) -> datetime | Problem:
    """The moment that a typed line means. `present` is the deadline so far: '+2 hari' counts from it, and a date
    without a time keeps its hour. Never raises; a moment in the past or beyond a year is refused."""
    line = habits.plain(text).lower()
    shown = example(present, now, zone, language)
    if len(line) > LONGEST_LINE:
        return Problem("problem-deadline", example=shown)
    added = _ADDED.match(line)
    if added and added["unit"] in _UNITS:
        found = [later(present, now, zone, _UNITS[added["unit"]] * int(added["count"]))]
    else:
        found = _readings(line, present.astimezone(zone), now.astimezone(zone))
    if not found:
        return Problem("problem-deadline", example=shown)
    ahead = sorted(one for one in found if one > now)
    if not ahead:
        return Problem("problem-deadline-past", example=shown)
    near = [one for one in ahead if one <= now + FARTHEST]
    if not near:
        return Problem("problem-deadline-far", example=shown)
    # 'minggu depan' is next week or next Sunday: no office has a deadline on a Sunday
    return next((one for one in near if one.weekday() in _OFFICE_DAYS), near[0])


def later(present: datetime, now: datetime, zone: ZoneInfo, by: timedelta) -> datetime:
    """So much after the present deadline, by the region's clock; after the same hour of today where that has
    passed already."""
    local, today = present.astimezone(zone), now.astimezone(zone)
    start = local if present > now else datetime.combine(today.date(), local.time(), zone)
    return start + by


def example(present: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """A deadline that would be taken, as one types it: '24 Juni jam 16', '24 June 16:00'."""
    local = later(present, now, zone, timedelta(days=3))
    if language == "en":
        return f"{format_date(local.date(), 'd MMMM', locale='en')} {local:%H:%M}"
    clock = f"{local:%H.%M}".removesuffix(".00")
    return f"{format_date(local.date(), 'd MMMM', locale='id')} jam {clock}"


def _readings(line: str, present: datetime, now: datetime) -> list[datetime]:
    """What the line can mean, in the region's time; empty for nonsense."""
    # the day first: in '2 hari lagi' the 2 is no hour
    days = _values(line, _DATE, now)
    if days:
        hour = time(present.hour, present.minute)
        return [datetime.combine(date.fromisoformat(one), hour, now.tzinfo) for one in days]
    found = [datetime.fromisoformat(one).replace(tzinfo=now.tzinfo) for one in _values(line, _MOMENT, now)]
    return [one for one in found if one.hour in _AWAKE] or found


def _values(line: str, question: Question, now: datetime) -> tuple[str, ...]:
    offset = f"{now:%z}"
    reading = read(
        question,
        Typed(line),
        language="id",
        today=now.date(),
        offset=f"{offset[:3]}:{offset[3:5]}" if question is _MOMENT else "",
        now=now,
    )
    if isinstance(reading, Accepted):
        return (_bare(reading.value),)
    return tuple(_bare(one) for one in reading.readings if one) if isinstance(reading, Doubt) else ()


def _bare(value: str) -> str:
    """Without the offset, which is the region's own."""
    return value[: len("2024-06-21T16:00:00.000")]
