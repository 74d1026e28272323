"""Terms and moments as these tests write them: local time of a zone, read back as 'Mon 20 May 08.00'."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.reminders.calendar import Calendar
from bot.reminders.offsets import offsets_for
from bot.reminders.schedule import Term

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"
NATIONAL = Calendar()


def local(moment: str, zone: str = WITA) -> datetime:
    """An ISO moment in a zone; a day alone is its midnight."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))


def term(opened: str, deadline: str, zone: str = WITA, offsets: str = "") -> Term:
    opened_at, due_at = local(opened, zone), local(deadline, zone)
    return Term(opened_at, due_at, ZoneInfo(zone), offsets_for(offsets, opened_at, due_at))


def said(at: datetime | None, zone: str = WITA) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%a %d %b %H.%M}" if at is not None else "never"
