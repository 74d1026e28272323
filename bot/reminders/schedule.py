"""What is due: from a deadline, a calendar and a moment to the one cause for which somebody is reminded now.

Found as "due and not yet sent", never by the equality of dates: whoever looks later finds the same cause, or a
newer one that stands for all before it. Causes lie in working hours; those that would not are moved there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.calendar import MORNING, Calendar
from bot.reminders.offsets import Offsets

LAST_CALL = timedelta(minutes=30)  # before work ends, so that something can still be done
DIGEST_LATE = timedelta(hours=4)  # a digest that could not go out by then waits for the next day's
DIGEST_AFTER = timedelta(days=14)  # past the deadline nobody needs a picture of a forgotten round
# Whoever stands in for an agency is told on the working morning after its people were told so often in vain
TOLD_IN_VAIN = 2
OVERDUE, OPENED, ALONE, IN_VAIN = "overdue", "opened", "alone", "in-vain"


@dataclass(frozen=True, slots=True)
class Term:
    """What an agency has to keep to: when the round was opened, and its own deadline (extended or the round's)."""

    opened_at: datetime
    deadline: datetime
    zone: ZoneInfo
    offsets: Offsets
    # when a coordinator set this deadline, if one did: everybody was told then, so nothing before it is a reason
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason to remind. `at` is when it becomes due, in working hours; `key` tells it from every other of the
    same agency, so that a new deadline makes new causes."""

    name: str  # opened, 7d, day, 3h, overdue:2; alone and in-vain are for those who stand in
    at: datetime
    deadline: datetime

    @property
    def key(self) -> str:
        return self.name if self.name == OPENED else f"{self.name}@{int(self.deadline.timestamp())}"

    @property
    def after(self) -> bool:
        """Whether it speaks of a deadline that has passed."""
        return self.name.startswith(OVERDUE) or self.name == IN_VAIN

    def holds(self, now: datetime) -> bool:
        """Whether it still makes sense: nothing that counts down to a deadline does so after it."""
        return self.at <= now and (self.after or now < self.deadline)


def causes(term: Term, calendar: Calendar) -> tuple[Cause, ...]:
    """Everything that this term will ever be a reason for, the earliest due first; of two that are due at the
    same moment, the one nearer to the deadline is the later."""
    return tuple(sorted(_causes(term, calendar), key=lambda cause: cause.at))


def due(term: Term, calendar: Calendar, now: datetime) -> Cause | None:
    """The newest cause that is due and still makes sense, None when there is none: it stands for all before."""
    return _newest(causes(term, calendar), now)


def due_to_stand_in(term: Term, calendar: Calendar, now: datetime, *, alone: bool) -> Cause | None:
    """The same for whoever stands in for an agency's people and is told last: when they were reminded in vain, or
    when the deadline is near and `alone`: nobody of them can be reached. None when nothing is due, and in a round
    that reminds nobody."""
    in_vain = term.offsets.overdue >= TOLD_IN_VAIN
    found = [c for c in _to_stand_in(term, calendar) if alone or (in_vain and c.name == IN_VAIN)]
    return _newest(found, now)


def next_due(term: Term, calendar: Calendar, now: datetime) -> datetime | None:
    """When something becomes due that is not yet, None when nothing ever will."""
    everything = (*causes(term, calendar), *_to_stand_in(term, calendar))
    return min((cause.at for cause in everything if cause.at > now), default=None)


def moment_to_send(term: Term, calendar: Calendar, cause: Cause, at: datetime) -> datetime | None:
    """The first moment from `at` on at which this may be sent: in working hours, and while it makes sense."""
    found = calendar.opening(at, term.zone)
    return found if found is not None and cause.holds(found) else None


def snoozed(term: Term, calendar: Calendar, at: datetime, now: datetime) -> datetime | None:
    """The working moment to remind again for somebody who asked for `at`. One past the deadline is held to the
    last call before it; None when there is no working moment left before it. A passed deadline holds nothing."""
    found = calendar.opening(at, term.zone)
    if found is None or now >= term.deadline or found < term.deadline:
        return found
    held = _last_call(calendar, term.deadline, term.zone)
    return held if held is not None and held > now else None


def tomorrow_morning(zone: ZoneInfo, now: datetime) -> datetime:
    """The morning of the next day on this zone's calendar, worked or not."""
    return _local(now.astimezone(zone).date() + timedelta(days=1), MORNING, zone)


def digest_due(term: Term, calendar: Calendar, hour: int, now: datetime) -> datetime | None:
    """The moment of the digest that is due and not too old to be worth reading, None when there is none."""
    found = [at for at in _digests(term, calendar, hour, now) if at <= now < at + DIGEST_LATE]
    return found[-1] if found else None


def next_digest(term: Term, calendar: Calendar, hour: int, now: datetime) -> datetime | None:
    """When the next digest becomes due; None when there will be none for weeks."""
    return next((at for at in _digests(term, calendar, hour, now) if at > now), None)


# -------------------------------------------------------------------- reckoning


def _newest(found: Sequence[Cause], now: datetime) -> Cause | None:
    return next((cause for cause in reversed(found) if cause.holds(now)), None)


def _causes(term: Term, calendar: Calendar) -> Iterator[Cause]:
    """In the order in which they come nearer to the deadline: sorting is stable."""
    if term.offsets.opened:
        at = calendar.opening(term.opened_at, term.zone)
        if at is not None and at < term.deadline and _untold(term, at):
            yield Cause(OPENED, at, term.deadline)
    yield from reversed(list(_before(term, calendar)))
    for number, morning in enumerate(_mornings_after(term, calendar, term.offsets.overdue), 1):
        yield Cause(f"{OVERDUE}:{number}", morning, term.deadline)


def _before(term: Term, calendar: Calendar) -> Iterator[Cause]:
    """What counts down to the deadline, the nearest to it first: each keeps clear of the one behind it."""
    behind = term.deadline
    for name, wanted in _wanted(term):
        at = _fitted(term, calendar, wanted, behind, in_the_morning=not name.endswith("h"))
        if at is not None and at >= term.opened_at:
            behind = min(behind, at)
            if _untold(term, at):
                yield Cause(name, at, term.deadline)


def _untold(term: Term, at: datetime) -> bool:
    return term.since is None or at >= term.since


def _wanted(term: Term) -> Iterator[tuple[str, datetime]]:
    """Names and moments as they would be if people worked day and night."""
    for hours in reversed(term.offsets.hours):
        yield f"{hours}h", term.deadline - timedelta(hours=hours)
    if term.offsets.day:
        yield "day", _morning_of(term, 0)
    for days in reversed(term.offsets.days):
        yield f"{days}d", _morning_of(term, days)


def _fitted(
    term: Term, calendar: Calendar, wanted: datetime, behind: datetime, *, in_the_morning: bool
) -> datetime | None:
    """The wanted moment, if it is in working hours before the deadline; or the next working moment; or the last one
    before, where the next would be too late or at the same time as what follows: a reminder that falls into a week
    of leave is given before it, not when everybody is back on the very day of the deadline."""
    found = calendar.opening(wanted, term.zone)
    if found == wanted and found < term.deadline:
        return found
    if found is not None and found < behind:
        return found
    before = min(wanted, term.deadline)
    if in_the_morning:
        return calendar.morning_before(before, term.zone)
    return _last_call(calendar, before, term.zone)


def _mornings_after(term: Term, calendar: Calendar, most: int) -> Iterator[datetime]:
    """Working mornings past the deadline."""
    at = term.deadline
    for _ in range(most):
        morning = calendar.morning(at, term.zone)
        if morning is None:
            return
        yield morning
        at = morning


def _to_stand_in(term: Term, calendar: Calendar) -> list[Cause]:
    if term.offsets == Offsets():
        return []
    near = _fitted(term, calendar, _morning_of(term, 1), _morning_of(term, 0), in_the_morning=True)
    if near is None or near < term.opened_at:  # a short round
        at = term.deadline - timedelta(hours=3)
        near = _fitted(term, calendar, at, term.deadline, in_the_morning=False)
    alone = [Cause(ALONE, near, term.deadline)] if near is not None and near >= term.opened_at else []
    mornings = list(_mornings_after(term, calendar, TOLD_IN_VAIN + 1))
    late = mornings[TOLD_IN_VAIN:]
    return [*alone, *(Cause(IN_VAIN, morning, term.deadline) for morning in late)]


def _morning_of(term: Term, days: int) -> datetime:
    """The morning so many days before the last day."""
    return _local(_last_day(term) - timedelta(days=days), MORNING, term.zone)


def _last_day(term: Term) -> date:
    """The day on which the deadline ends; of one at midnight the day that is over then."""
    return (term.deadline - timedelta(microseconds=1)).astimezone(term.zone).date()


def _last_call(calendar: Calendar, before: datetime, zone: ZoneInfo) -> datetime | None:
    """Shortly before the end of the last working time before a moment."""
    closing = calendar.closing(before, zone)
    return calendar.opening(closing - LAST_CALL, zone) if closing is not None else None


def _digests(term: Term, calendar: Calendar, hour: int, now: datetime) -> Iterator[datetime]:
    """Moments of digests from yesterday on, for some weeks: on working days and on the day of the deadline."""
    today = now.astimezone(term.zone).date()
    last_day = _last_day(term)
    for ahead in range(-1, 30):
        day = today + timedelta(days=ahead)
        at = _local(day, time(hour), term.zone)
        worked = calendar.works(day) or day == last_day
        if worked and term.opened_at <= at <= term.deadline + DIGEST_AFTER:
            yield at


def _local(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone).astimezone(UTC)
