"""When an agency is reminded of a follow-up task: by the hour, since assessors give a day and sometimes an evening.

Working hours and holidays are not asked: whoever has 24 hours from a Friday on has the Saturday. Nobody is woken
for it, unless the task is due before the next morning: such a deadline asks for the night's work, and a reminder
that waits for the morning would come too late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, NIGHT = time(7), time(21)  # between them people are awake
HOURS = (6, 3, 1)  # before the deadline
OVERDUE = 6  # times, hourly; then it is the coordinator's turn to call
HOUR = timedelta(hours=1)
JUST_TOLD = timedelta(minutes=45)  # whoever has read it so lately needs no reminder
HALF, LATE = "half", "overdue"


@dataclass(frozen=True, slots=True)
class Owed:
    """A task that is still owed: until when, and since when the agency knows that."""

    told_at: datetime
    due_at: datetime
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class TaskCause:
    """One reason to remind. `key` tells it from every other of the same task, so that a new deadline makes new
    causes, and a task that is sent back after its deadline too."""

    name: str  # half, 6h, 3h, 1h, overdue:2
    at: datetime
    since: datetime  # the deadline that it counts from

    @property
    def key(self) -> str:
        return f"{self.name}@{int(self.since.timestamp())}"

    @property
    def after(self) -> bool:
        """Whether it speaks of a deadline that has passed."""
        return self.name.startswith(LATE)


def causes(owed: Owed) -> tuple[TaskCause, ...]:
    """Everything that this task will ever be a reason for, the earliest first; of two at the same moment the one
    nearer to the deadline is the later."""
    return tuple(sorted(_causes(owed), key=lambda cause: cause.at))


def due(owed: Owed, now: datetime) -> TaskCause | None:
    """The newest cause that is due and still makes sense, None when there is none: it stands for all before."""
    return next((one for one in reversed(causes(owed)) if one.at <= now and _holds(owed, one, now)), None)


def next_due(owed: Owed, now: datetime) -> datetime | None:
    """When something becomes due that is not yet, None when nothing ever will."""
    return min((one.at for one in causes(owed) if one.at > now), default=None)


def moment_to_send(owed: Owed, cause: TaskCause, at: datetime) -> datetime | None:
    """The first moment from `at` on at which this may be sent, None when it makes no sense any more by then."""
    found = _waking(at, owed.zone) if cause.after else _unless_worked(at, owed)
    return found if _holds(owed, cause, found) else None


def _holds(owed: Owed, cause: TaskCause, now: datetime) -> bool:
    return cause.after or now < owed.due_at


def _causes(owed: Owed) -> Iterator[TaskCause]:
    down = [(f"{hours}h", owed.due_at - hours * HOUR) for hours in HOURS]
    half = owed.told_at + (owed.due_at - owed.told_at) / 2
    if all(abs(half - at) > HOUR for _, at in down):
        down.insert(0, (HALF, half))
    for name, wanted in down:
        if wanted >= owed.told_at + JUST_TOLD:
            yield TaskCause(name, _unless_worked(wanted, owed), owed.due_at)
    at = since = max(owed.due_at, owed.told_at)
    for number in range(1, OVERDUE + 1):
        at = _waking(at + HOUR, owed.zone)
        yield TaskCause(f"{LATE}:{number}", at, since)


def _unless_worked(at: datetime, owed: Owed) -> datetime:
    """The moment itself by day, and in a night that the deadline falls into; else the next morning."""
    found = _waking(at, owed.zone)
    return found if found < owed.due_at else at


def _waking(at: datetime, zone: ZoneInfo) -> datetime:
    """The moment, or the morning after it where people sleep."""
    local = at.astimezone(zone)
    if MORNING <= local.time() < NIGHT:
        return at
    day = local.date() + timedelta(days=local.time() >= NIGHT)
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
