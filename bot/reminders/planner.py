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

from bot.reminders.agenda import Agenda, Look
from bot.reminders.calendar import Calendar
from bot.reminders.schedule import Cause, Term
from bot.services import digesting, reminding, task_reminding
from bot.services.inviting import REPRESENTATIVE
from bot.services.recaps import DIGEST
from bot.services.reminding import REMINDER, STAND_IN
from bot.services.task_reminding import REMINDER as TASK_REMINDER
from storage import groups, outbox, people, reminders, rounds, submissions, tasks
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
    looked: dict[int, Look]  # round id -> why it was looked into last


NEVER: Mapping[int, Look] = {}


def _nobody() -> None: ...


class Planner:
    """`poke` wakes the dispatchers when something was queued."""

    def __init__(self, database: Database, calendar: Calendar, *, poke: Callable[[], None] = _nobody) -> None:
        self._database = database
        self._calendar = calendar
        self._poke = poke
        self._looked: dict[int, Look] = {}

    async def step(self, now: datetime) -> bool | datetime:
        """Queue what is due. The moment when something will be, or False when nothing is in sight."""
        plan = await self._database.read(find, self._calendar, now, self._looked)
        if plan.pushes:
            added = await self._database.write(queue, plan, now)
            log.info("reminders.queued", count=added)
            self._poke()
        self._looked = plan.looked
        return plan.upcoming or False


def find(conn: Connection, calendar: Calendar, now: datetime, looked: Mapping[int, Look] = NEVER) -> Plan:
    """What is due in all open rounds and was never queued: reads only, and little where a round was `looked` into
    for the same reasons a short while ago. Thousands of rounds cost a few statements."""
    wanted: list[Push] = []
    upcoming: list[datetime] = []
    after: dict[int, Look] = {}
    agenda = Agenda(calendar, now)
    own, since = submissions.all_extensions(conn), reminders.all_deadlines_set(conn)
    owing = tasks.rounds_owing(conn)
    for round_ in rounds.open_everywhere(conn):
        terms = reminding.terms(round_, own.get(round_.id, {}), since.get(round_.id, {}))
        upcoming += agenda.upcoming(terms.values(), round_.digest_hour)
        if round_.id in owing:
            of_tasks, later = task_reminding.reminders_due(conn, round_, now)
            wanted += [
                Push(one.dedupe_key, TASK_REMINDER, one.chat_id, one.params, one.due_at) for one in of_tasks
            ]
            upcoming += [later] if later is not None else []
        reasons = agenda.reasons(terms.values(), round_.digest_hour)
        before = looked.get(round_.id)
        if before is not None and before.holds(reasons, now):
            after[round_.id] = before
        elif reasons:
            wanted += _reminders(conn, round_, terms, agenda)
            wanted += _digests(conn, round_, terms, agenda)
            after[round_.id] = Look(reasons, now)
    known = reminders.known(conn, [push.dedupe_key for push in wanted])
    new = tuple(push for push in wanted if push.dedupe_key not in known)
    return Plan(new, min(upcoming, default=None), after)


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
    conn: Connection, round_: RoundRow, terms: Mapping[int | None, Term], agenda: Agenda
) -> Iterator[Push]:
    """One row for everybody who can be reached and had joined before it was due."""
    found = reminders.members(conn, round_.id)
    reached = {
        member.submission_id
        for member in found
        if member.role == REPRESENTATIVE and member.unreachable_at is None
    }
    for member in found:
        if member.unreachable_at is not None:
            continue
        causes = agenda.causes(terms.get(member.submission_id, terms[None]))
        represents = member.role == REPRESENTATIVE
        alone = member.submission_id not in reached
        pair = causes.remind if represents else causes.alone if alone else causes.in_vain
        # whoever joined later was welcomed with all of it; a deputy may be told of what was due before
        if pair is not None and (not represents or member.since < pair[0].at):
            yield _push(member, pair[0], pair[1])


def _push(member: MemberRow, cause: Cause, moment: datetime) -> Push:
    kind = REMINDER if member.role == REPRESENTATIVE else STAND_IN
    params = {"submission": member.submission_id, "person": member.person_id, "cause": cause.key}
    key = f"{kind}:{member.submission_id}:{member.person_id}:{cause.key}"
    return Push(key, kind, member.telegram_id, params, moment)


def _digests(
    conn: Connection,
    round_: RoundRow,
    terms: Mapping[int | None, Term],
    agenda: Agenda,
) -> Iterator[Push]:
    """The day's picture to coordinators, leaders and their groups; in days of an extension too."""
    at = agenda.digest(terms.values(), round_.digest_hour)
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
            yield Push(key, DIGEST, chat_id, {"round": round_.id, "page": page}, agenda.now, topic_id)
