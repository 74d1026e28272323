"""Until when a follow-up task may be set: in so many hours, or a date and hour as coordinators type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.flows.deadlines import FARTHEST, example, read_deadline
from bot.flows.problems import Problem
from bot.services.cockpit import Cockpit

HOURS = (6, 12, 24, 48)


def choices(now: datetime) -> tuple[tuple[int, datetime], ...]:
    """Hours and the moment that each means, on a full minute: a button carries minutes."""
    begin = now.replace(second=0, microsecond=0)
    return tuple((hours, begin + timedelta(hours=hours)) for hours in HOURS)


def moment(minutes: int) -> datetime | None:
    """The moment that a button carries, None for one that we did not write."""
    try:
        return datetime.fromtimestamp(minutes * 60, UTC) if minutes > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def too_late(cockpit: Cockpit, due: datetime) -> Problem | None:
    """Why this cannot be a deadline: buttons grow old, and can be forged."""
    shown = sample(cockpit)
    if due <= cockpit.now:
        return Problem("problem-deadline-past", example=shown)
    return Problem("problem-deadline-far", example=shown) if due > cockpit.now + FARTHEST else None


def sample(cockpit: Cockpit) -> str:
    """A deadline that would be read."""
    return example(cockpit.now, cockpit.now, ZoneInfo(cockpit.round.timezone), cockpit.chat.language)


def read_until(cockpit: Cockpit, typed: str) -> datetime | Problem:
    """The deadline that she typed; a date alone has the hour of now."""
    found = read_deadline(
        typed,
        present=cockpit.now.replace(second=0, microsecond=0),
        now=cockpit.now,
        zone=ZoneInfo(cockpit.round.timezone),
        language=cockpit.chat.language,
    )
    return found if isinstance(found, Problem) else found.astimezone(UTC)
