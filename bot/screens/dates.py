"""Moments as people read them here: weekday, day, month, time with a dot, and always the zone's name.

Rule of the trade: Indonesia has three zones and people of one region talk to people of another, so a time
without WIB, WITA or WIT is ambiguous. All arithmetic on days is on the region's calendar, not on UTC.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.screens.phrases import Html, phrases
from bot.screens.views import Deadline

ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def zone_name(zone: ZoneInfo, at: datetime) -> str:
    """'WITA'; for other places the zone's own short name, or 'UTC+5.30' where it has none."""
    if zone.key in ZONES:
        return ZONES[zone.key]
    local = at.astimezone(zone)
    name = local.tzname() or ""
    if name.isalpha():
        return name
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f".{rest:02}" if rest else "")


@lru_cache(maxsize=1024)
def long_date(day: date, language: str) -> str:
    """'Jumat, 21 Juni 2024'."""
    return format_date(day, "EEEE, d MMMM y", locale=language)


@lru_cache(maxsize=1024)
def plain_date(day: date, language: str) -> str:
    """'21 Juni 2024'."""
    return format_date(day, "d MMMM y", locale=language)


@lru_cache(maxsize=1024)
def short_date(day: date, language: str) -> str:
    """'21 Juni'."""
    return format_date(day, "d MMMM", locale=language)


def clock(at: datetime, zone: ZoneInfo) -> str:
    """'14.03 WITA'."""
    return f"{at.astimezone(zone):%H.%M} {zone_name(zone, at)}"


def moment(at: datetime, zone: ZoneInfo, language: str) -> Html:
    """'Jumat, 21 Juni 2024 pukul 16.00 WITA'."""
    local = at.astimezone(zone)
    return phrases(language)("date-moment", date=long_date(local.date(), language), clock=clock(at, zone))


def lately(at: datetime, zone: ZoneInfo, now: datetime, language: str) -> Html:
    """A moment of the past as a colleague would say it: today's by its time, others by their day."""
    p = phrases(language)
    local = at.astimezone(zone)
    days = (now.astimezone(zone).date() - local.date()).days
    if days <= 0:
        return p("date-today", clock=clock(at, zone))
    if days == 1:
        return p("date-yesterday", clock=clock(at, zone))
    return p("date-day", date=short_date(local.date(), language), clock=clock(at, zone))


def due(deadline: Deadline, language: str) -> Html:
    """'Paling lambat Jumat, 21 Juni 2024 pukul 16.00 WITA (3 hari lagi)'."""
    at = moment(deadline.at, deadline.zone, language)
    key = "date-due" if deadline.now <= deadline.at else "date-was-due"
    return phrases(language)(key, moment=at, left=remaining(deadline, language))


def remaining(deadline: Deadline, language: str) -> Html:
    """Days on the region's calendar, hours on the last day; past the deadline without blame."""
    p = phrases(language)
    if deadline.now > deadline.at:
        return p("date-passed")
    last = deadline.at.astimezone(deadline.zone).date()
    days = (last - deadline.now.astimezone(deadline.zone).date()).days
    if days > 1:
        return p("date-days-left", days=days)
    if days == 1:
        return p("date-tomorrow")
    minutes = int((deadline.at - deadline.now).total_seconds()) // 60
    if minutes >= 60:
        return p("date-hours-left", hours=minutes // 60)
    return p("date-minutes-left", minutes=max(1, minutes))


def greeting(now: datetime, zone: ZoneInfo, language: str) -> Html:
    """Pagi from 4, siang from 10, sore from 15, malam from 18, by the region's clock."""
    hour = now.astimezone(zone).hour
    part = "morning" if 4 <= hour < 10 else "day" if 10 <= hour < 15 else "afternoon"
    return phrases(language)(f"greeting-{part if 4 <= hour < 18 else 'evening'}")
