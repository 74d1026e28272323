"""A step that turns what is due into rows of the outbox: reminders, also of tasks, word to those who stand in,
daily digests.

Planning is cheap and often: unique keys make a second plan, or a second process, add nothing. What an agency has left
is not asked here but when a row is sent, so nothing is worked out twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection

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
from bot.services import digesting, task_reminding
from bot.services.inviting import REPRESENTATIVE
from bot.services.recaps import DIGEST
from bot.services.reminding import REMINDER, STAND_IN, terms_of
from bot.services.task_reminding import REMINDER as TASK_REMINDER
from storage import groups, outbox, people, reminders, rounds
from storage.database import Database
from storage.reminders import MemberRow
from storage.rounds import RoundRow

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Push:
    """A row of the outbox that has yet to be written."""

    dedupe_key: str
    kind: str
    chat_id: int
    params: Mapping[str, Any]
    due_at: datetime
    topic_id: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due and was never queued, and when something will be due that is not yet."""

    pushes: tuple[Push, ...]
    upcoming: datetime | None


def _nobody() -> None: ...


class Planner:
    """`poke` wakes the dispatchers when something was queued."""

    def __init__(self, database: Database, calendar: Calendar, *, poke: Callable[[], None] = _nobody) -> None:
        self._database = database
        self._calendar = calendar
        self._poke = poke

    async def step(self, now: datetime) -> bool | datetime:
        """Queue what is due. The moment when something will be, or False when nothing is in sight."""
        plan = await self._database.read(find, self._calendar, now)
        if plan.pushes:
            added = await self._database.write(queue, plan, now)
            log.info("reminders.queued", count=added)
            self._poke()
        return plan.upcoming or False


def find(conn: Connection, calendar: Calendar, now: datetime) -> Plan:
    """What is due in all open rounds and was never queued: reads only."""
    wanted: list[Push] = []
    upcoming: list[datetime] = []
    for round_ in rounds.open_everywhere(conn):
        terms = terms_of(conn, round_)
        wanted += _reminders(conn, round_, terms, calendar, now)
        wanted += _digests(conn, round_, terms, calendar, now)
        of_tasks, later = task_reminding.reminders_due(conn, round_, now)
        wanted += [
            Push(one.dedupe_key, TASK_REMINDER, one.chat_id, one.params, one.due_at) for one in of_tasks
        ]
        upcoming += [later] if later is not None else []
        for term in set(terms.values()):
            moments = (next_due(term, calendar, now), next_digest(term, calendar, round_.digest_hour, now))
            upcoming += [moment for moment in moments if moment is not None]
    known = reminders.known(conn, [push.dedupe_key for push in wanted])
    new = tuple(push for push in wanted if push.dedupe_key not in known)
    return Plan(new, min(upcoming, default=None))


def queue(conn: Connection, plan: Plan, now: datetime) -> int:
    """Write the rows; how many of them nobody else had written meanwhile."""
    return sum(
        outbox.add(
            conn,
            dedupe_key=push.dedupe_key,
            kind=push.kind,
            chat_id=push.chat_id,
            params=push.params,
            due_at=push.due_at,
            at=now,
            topic_id=push.topic_id,
        )
        for push in plan.pushes
    )


def _reminders(
    conn: Connection,
    round_: RoundRow,
    terms: Mapping[int | None, Term],
    calendar: Calendar,
    now: datetime,
) -> Iterator[Push]:
    """One row for everybody who can be reached and had joined before it was due."""
    found = reminders.members(conn, round_.id)
    reached = {
        member.submission_id
        for member in found
        if member.role == REPRESENTATIVE and member.unreachable_at is None
    }
    known: dict[tuple[Term, str], tuple[Cause, datetime] | None] = {}
    for member in found:
        if member.unreachable_at is not None:
            continue
        term = terms.get(member.submission_id, terms[None])
        represents = member.role == REPRESENTATIVE
        alone = member.submission_id not in reached
        which = (term, REMINDER if represents else f"{STAND_IN}.{alone}")
        if which not in known:
            cause = (
                due(term, calendar, now) if represents else due_to_stand_in(term, calendar, now, alone=alone)
            )
            known[which] = _sendable(term, calendar, cause, now)
        pair = known[which]
        # whoever joined later was welcomed with all of it; a deputy may be told of what was due before
        if pair is not None and (not represents or member.since < pair[0].at):
            yield _push(member, pair[0], pair[1])


def _sendable(
    term: Term, calendar: Calendar, cause: Cause | None, now: datetime
) -> tuple[Cause, datetime] | None:
    moment = moment_to_send(term, calendar, cause, now) if cause is not None else None
    return (cause, moment) if cause is not None and moment is not None else None


def _push(member: MemberRow, cause: Cause, moment: datetime) -> Push:
    kind = REMINDER if member.role == REPRESENTATIVE else STAND_IN
    params = {"submission": member.submission_id, "person": member.person_id, "cause": cause.key}
    key = f"{kind}:{member.submission_id}:{member.person_id}:{cause.key}"
    return Push(key, kind, member.telegram_id, params, moment)


def _digests(
    conn: Connection,
    round_: RoundRow,
    terms: Mapping[int | None, Term],
    calendar: Calendar,
    now: datetime,
) -> Iterator[Push]:
    """The day's picture to coordinators, leaders and their groups; in days of an extension too."""
    moments = [digest_due(term, calendar, round_.digest_hour, now) for term in set(terms.values())]
    at = max((moment for moment in moments if moment is not None), default=None)
    if at is None:
        return
    readers: dict[int, int | None] = {
        person.telegram_id: None
        for person in (*people.coordinators(conn, round_.region_id), *people.leaders(conn, round_.region_id))
        if person.unreachable_at is None
    }
    readers |= {group.chat_id: group.topic_id for group in groups.of_region(conn, round_.region_id)}
    day = at.astimezone(terms[None].zone).date()
    pages = digesting.page_count(conn, round_)
    for chat_id, topic_id in readers.items():
        for page in range(pages):
            key = f"{DIGEST}:{round_.id}:{day}:{chat_id}" + (f":{page}" if page else "")
            yield Push(key, DIGEST, chat_id, {"round": round_.id, "page": page}, now, topic_id)
