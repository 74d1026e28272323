"""What every term is a reason for at one moment, worked out once for all rounds that share it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.reminders.calendar import Calendar
from bot.reminders.schedule import (
    Cause,
    Term,
    digest_due,
    due,
    due_to_stand_in,
    moment_to_send,
    next_digest,
    next_due,
)

AGAIN = timedelta(minutes=10)  # people who can be reached again, or no longer, are found this late

Sendable = tuple[Cause, datetime]


@dataclass(frozen=True, slots=True)
class Causes:
    """Why somebody is written to now and from when on, for each sort of reader; None for nothing."""

    remind: Sendable | None
    alone: Sendable | None  # to a deputy none of whose people can be reached
    in_vain: Sendable | None  # to a deputy whose people were reminded in vain


Reasons = frozenset[tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Look:
    """When somebody looked who is to be written to in a round, and for which reasons."""

    reasons: Reasons
    at: datetime

    def holds(self, reasons: Reasons, now: datetime) -> bool:
        """Whether looking again could find nobody new."""
        return self.reasons == reasons and self.at <= now < self.at + AGAIN


class Agenda:
    """Of one moment: thousands of rounds have a handful of terms."""

    def __init__(self, calendar: Calendar, now: datetime) -> None:
        self.now = now
        self._calendar = calendar
        self._causes: dict[Term, Causes] = {}
        self._digests: dict[tuple[Term, int], datetime | None] = {}
        self._upcoming: dict[tuple[Term, int], tuple[datetime, ...]] = {}

    def causes(self, term: Term) -> Causes:
        """What this term is a reason for."""
        found = self._causes.get(term)
        if found is None:
            calendar, now = self._calendar, self.now
            found = self._causes[term] = Causes(
                self._sendable(term, due(term, calendar, now)),
                self._sendable(term, due_to_stand_in(term, calendar, now, alone=True)),
                self._sendable(term, due_to_stand_in(term, calendar, now, alone=False)),
            )
        return found

    def digest(self, terms: Iterable[Term], hour: int) -> datetime | None:
        """The newest digest that is due to a round of these terms; in days of an extension too."""
        moments = [self._digest(term, hour) for term in set(terms)]
        return max((moment for moment in moments if moment is not None), default=None)

    def reasons(self, terms: Iterable[Term], hour: int) -> Reasons:
        """Everything that a round of these terms is a reason for; empty where nobody is to be written to."""
        found: set[tuple[str, datetime]] = set()
        for term in set(terms):
            causes = self.causes(term)
            pairs = (causes.remind, causes.alone, causes.in_vain)
            found |= {(pair[0].key, pair[0].at) for pair in pairs if pair is not None}
        digest = self.digest(terms, hour)
        return frozenset(found if digest is None else {*found, ("digest", digest)})

    def upcoming(self, terms: Iterable[Term], hour: int) -> tuple[datetime, ...]:
        """When something becomes due that is not yet."""
        return tuple(moment for term in set(terms) for moment in self._next(term, hour))

    def _next(self, term: Term, hour: int) -> tuple[datetime, ...]:
        known = self._upcoming.get((term, hour))
        if known is None:
            calendar, now = self._calendar, self.now
            moments = (next_due(term, calendar, now), next_digest(term, calendar, hour, now))
            known = tuple(moment for moment in moments if moment is not None)
            self._upcoming[term, hour] = known
        return known

    def _digest(self, term: Term, hour: int) -> datetime | None:
        if (term, hour) not in self._digests:
            self._digests[term, hour] = digest_due(term, self._calendar, hour, self.now)
        return self._digests[term, hour]

    def _sendable(self, term: Term, cause: Cause | None) -> Sendable | None:
        moment = moment_to_send(term, self._calendar, cause, self.now) if cause is not None else None
        return (cause, moment) if cause is not None and moment is not None else None
