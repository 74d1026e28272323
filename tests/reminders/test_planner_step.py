"""The step itself, on both databases: two processes at once, digests to whom they belong, and when to look again."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import Connection, select

from bot.reminders.calendar import Calendar
from bot.reminders.planner import Planner
from bot.services.recaps import DIGEST
from bot.services.rounds import AgencyEntry, open_round
from storage import agencies, groups, people, rounds, submissions
from storage.database import Database
from storage.models import outbox
from tests.reminders.office import LOADED
from tests.reminders.terms import local, said

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
RINI, SARI, SEKDA, DONI, GROUP = 11, 12, 13, 14, -1001
BEFORE = local("2024-05-20T09:00")


def build(conn: Connection) -> None:
    """A round in each of two regions: Rini represents, Sari coordinates, the Sekda leads; Doni is of the other one."""
    for region in (KUTIM, DUMAI):
        open_round(
            conn,
            form=LOADED.form,
            xform=LOADED.xform,
            region=region,
            name="Evaluasi 2024",
            deadline=local("2024-06-21T16:00"),
            timezone="Asia/Makassar",
            entries=[AgencyEntry("dinkes", "Dinas Kesehatan", "Dinkes", ())],
            at=local("2024-05-27T09:00"),
        )
    first, second = rounds.all_(conn)
    agency = agencies.by_code(conn, first.region_id, "dinkes")
    assert agency is not None
    for chat, role, region_id, agency_id in (
        (RINI, "representative", first.region_id, agency.id),
        (SARI, "coordinator", first.region_id, None),
        (SEKDA, "leader", first.region_id, None),
        (DONI, "coordinator", second.region_id, None),
    ):
        person = people.put(conn, telegram_id=chat, name="Somebody", language="id", at=BEFORE)
        people.add_membership(
            conn, person_id=person, role=role, region_id=region_id, agency_id=agency_id, at=BEFORE
        )
        if chat == SARI:
            groups.put(
                conn,
                chat_id=GROUP,
                region_id=region_id,
                topic_id=7,
                language="id",
                added_by=person,
                at=BEFORE,
            )


def queued(conn: Connection, kind: str) -> list[tuple[int, int | None]]:
    rows = select(outbox.c.chat_id, outbox.c.topic_id).where(outbox.c.kind == kind)
    return [(row[0], row[1]) for row in conn.execute(rows.order_by(outbox.c.id))]


@pytest.fixture
async def planner(database: Database) -> Planner:
    await database.write(build)
    return Planner(database, Calendar())


async def step(planner: Planner, moment: str) -> str:
    found = await planner.step(local(moment))
    return said(found) if isinstance(found, datetime) else "never"


async def test_two_processes_at_once_queue_one_reminder(planner: Planner, database: Database) -> None:
    other = Planner(database, Calendar())
    now = local("2024-06-20T08:00")
    await asyncio.gather(planner.step(now), other.step(now), planner.step(now))
    assert await database.read(queued, "reminder") == [(RINI, None)]


async def test_it_looks_again_when_something_is_due(planner: Planner) -> None:
    assert await step(planner, "2024-06-14T07:00") == "Fri 14 Jun 08.00"
    assert await step(planner, "2024-06-14T08:00") == "Fri 14 Jun 16.00"  # the digest
    assert await step(planner, "2024-06-14T16:00") == "Wed 19 Jun 08.00"  # a long weekend
    assert await step(planner, "2024-08-30T08:00") == "never"


async def test_the_digest_goes_to_those_who_steer_each_region_once_a_day(
    planner: Planner, database: Database
) -> None:
    for moment in ("2024-06-20T15:59", "2024-06-20T16:00", "2024-06-20T16:01"):
        await step(planner, moment)
    everybody = {(SARI, None), (SEKDA, None), (GROUP, 7), (DONI, None)}
    found = await database.read(queued, DIGEST)
    assert (set(found), len(found)) == (everybody, len(everybody))
    await step(planner, "2024-06-21T16:00")
    assert len(await database.read(queued, DIGEST)) == 2 * len(everybody)


async def test_a_digest_that_is_hours_late_waits_for_the_next_day(
    planner: Planner, database: Database
) -> None:
    await step(planner, "2024-06-20T20:01")
    assert await database.read(queued, DIGEST) == []


async def test_the_dispatchers_are_woken_only_when_something_was_queued(
    database: Database, planner: Planner
) -> None:
    woken: list[bool] = []
    waking = Planner(database, Calendar(), poke=lambda: woken.append(True))
    for moment in ("2024-06-14T07:00", "2024-06-14T08:00", "2024-06-14T08:01"):
        await waking.step(local(moment))
    assert len(woken) == 2  # 'opened', which was never sent, and '7 days before'


def blocked(conn: Connection, is_blocked: bool) -> None:
    if is_blocked:
        people.mark_unreachable(conn, RINI, BEFORE)
    else:
        people.mark_reachable(conn, RINI)


async def test_whoever_can_be_reached_again_is_found_within_minutes_and_not_by_every_look(
    planner: Planner, database: Database
) -> None:
    await database.write(blocked, True)
    await step(planner, "2024-06-20T08:00")
    await database.write(blocked, False)
    found = []
    for moment in ("2024-06-20T08:01", "2024-06-20T08:09", "2024-06-20T08:10"):
        await step(planner, moment)
        found.append(await database.read(queued, "reminder"))
    assert found == [[], [], [(RINI, None)]]


async def test_a_new_deadline_is_a_reason_to_look_at_once(planner: Planner, database: Database) -> None:
    def extend(conn: Connection) -> None:
        first = rounds.all_(conn)[0]
        agency = agencies.by_code(conn, first.region_id, "dinkes")
        assert agency is not None
        row = submissions.of_agency(conn, first.id, agency.id)
        assert row is not None
        submissions.extend(conn, row.id, local("2024-06-15T10:00"))

    await step(planner, "2024-06-12T08:00")
    before = await database.read(queued, "reminder")
    await database.write(extend)
    await step(planner, "2024-06-12T08:01")
    assert len(await database.read(queued, "reminder")) == len(before) + 1
