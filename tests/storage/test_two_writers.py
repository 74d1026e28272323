"""Two processes write the same rows at once, and nothing is lost."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Callable

import pytest
from kutai_timur import NOW, World
from sqlalchemy import Connection, event
from sqlalchemy.util import await_only

from storage import agencies, answers, chats, forms, groups, invitations, people, regions, rounds, submissions
from storage.answers import Conflict
from storage.database import Database, connect

COUNT_UP = """
import asyncio, sys
from datetime import UTC, datetime
from storage import answers
from storage.database import connect

def count_up(conn, submission_id, question, seen):
    answers.put(conn, submission_id=submission_id, question=question, items="", value=str(seen + 1),
        standing="given", reason="", person_id=None, at=datetime(2024, 6, 2, tzinfo=UTC), chat_id=None,
        message_id=None, expected_revision=seen)

async def main(url, submission_id, times):
    database = connect(url)
    print("ready", flush=True)
    sys.stdin.readline()
    conflicts = 0
    for _ in range(times):
        while True:
            row = await database.read(answers.get, submission_id, "living/a")
            try:
                await database.write(count_up, submission_id, "living/a", row.revision if row else 0)
                break
            except answers.Conflict:
                conflicts += 1
    await database.close()
    print(conflicts)

asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
"""


async def test_two_processes_that_answer_one_question_lose_no_answer(
    database: Database, database_url: str, world: World
) -> None:
    times = 25
    command = [sys.executable, "-c", COUNT_UP, database_url, str(world.dinkes_row), str(times)]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for process in processes:
        assert process.stdout and process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60)[0] for process in processes]

    assert all(line.strip().isdigit() for line in told), told
    row = await database.read(answers.get, world.dinkes_row, "living/a")
    assert row is not None and (row.value, row.revision) == (str(2 * times), 2 * times)
    history = await database.read(answers.history, world.dinkes_row)
    assert [event.revision for event in history] == list(range(1, 2 * times + 1))


def answer(conn: Connection, world: World, value: str) -> int:
    return answers.put(
        conn,
        submission_id=world.dinkes_row,
        question="living/a",
        items="",
        value=value,
        standing="given",
        reason="",
        person_id=None,
        at=NOW,
        chat_id=None,
        message_id=None,
        expected_revision=0,
    )


async def test_of_two_first_answers_one_is_stored_and_the_other_is_told(
    database: Database, database_url: str, world: World
) -> None:
    other = connect(database_url)

    outcomes = await asyncio.gather(
        database.write(answer, world, "1"), other.write(answer, world, "2"), return_exceptions=True
    )
    await other.close()

    (conflict,) = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    stored = await database.read(answers.get, world.dinkes_row, "living/a")
    assert outcomes.count(1) == 1
    assert conflict.row == stored


@pytest.mark.postgres
async def test_a_locked_chat_is_one_process_s_until_its_turn_ends(
    postgres_url: str, world_on_postgres: tuple[Database, World]
) -> None:
    database, _ = world_on_postgres
    other = connect(postgres_url)
    turns: list[str] = []
    held = asyncio.Event()

    def turn(conn: Connection, name: str) -> None:
        chats.for_chat(conn, 7_000_000_001, lock=True)
        turns.append(f"{name} begins")
        held.set()
        await_only(asyncio.sleep(0.05))
        turns.append(f"{name} ends")

    first = asyncio.ensure_future(database.write(turn, "first"))
    await held.wait()
    await other.write(turn, "second")
    await first

    assert turns == ["first begins", "first ends", "second begins", "second ends"]
    await other.close()


@pytest.mark.postgres
async def test_a_group_that_is_moved_twice_at_once_keeps_its_news(
    postgres_url: str, world_on_postgres: tuple[Database, World]
) -> None:
    database, world = world_on_postgres
    other = connect(postgres_url)
    moving, moved = asyncio.Event(), asyncio.Event()

    def begin(conn: Connection) -> None:
        groups.put(
            conn,
            chat_id=-1,
            region_id=world.region,
            topic_id=None,
            language="id",
            added_by=world.adi,
            at=NOW,
        )

    def first(conn: Connection) -> None:
        groups.move(conn, -1, -1001)
        moving.set()
        await_only(asyncio.sleep(0.05))

    def second(conn: Connection) -> None:
        @event.listens_for(conn, "before_cursor_execute")
        def wait(*what: object) -> None:
            if str(what[2]).startswith("DELETE"):
                await_only(moved.wait())

        groups.move(conn, -1, -1001)

    await database.write(begin)
    one = asyncio.ensure_future(database.write(first))
    one.add_done_callback(lambda _: moved.set())
    await moving.wait()
    await other.write(second)
    await one
    await other.close()

    (found,) = await database.read(groups.of_region, world.region)
    assert found.chat_id == -1001


def write_all(conn: Connection) -> None:
    """Everything that may be made by two processes at the same moment."""
    region = regions.put(conn, name="Kota Dumai")
    form = forms.put(conn, form_id="f", version="1", sha256="c" * 64, xform="<x/>", at=NOW)
    agency = agencies.put(conn, region_id=region, code="a", name="A", short_name="A", kinds=[])
    person = people.put(conn, telegram_id=5, name="X", language="id", at=NOW)
    for role, of in (("coordinator", None), ("representative", agency)):
        people.add_membership(conn, person_id=person, role=role, region_id=region, agency_id=of, at=NOW)
    open_rounds = rounds.open_in(conn, region)
    if not open_rounds:
        rounds.open_(
            conn, region_id=region, form_id=form, name="R", deadline=NOW, timezone="Asia/Jakarta", at=NOW
        )
    (open_round,) = rounds.open_in(conn, region)
    submissions.create(conn, round_id=open_round.id, agency_ids=[agency])


async def test_what_is_made_twice_at_once_is_there_once(database: Database, database_url: str) -> None:
    other = connect(database_url)

    outcomes = await asyncio.gather(
        *(who.write(write_all) for who in (database, other) * 5), return_exceptions=True
    )
    await other.close()

    assert {type(outcome) for outcome in outcomes if outcome is not None} <= {rounds.Duplicate}
    count: Callable[[Connection], int] = lambda conn: len(people.memberships(conn, 1))  # noqa: E731
    assert await database.read(count) == 2
    assert len(await database.read(agencies.in_round, 1)) == 1


async def test_the_last_use_of_an_invitation_is_one_person_s(
    database: Database, database_url: str, world: World
) -> None:
    id_ = await database.write(
        invitations.add,
        token_hash=b"t" * 32,
        role="coordinator",
        region_id=world.region,
        agency_id=None,
        name="",
        created_by=world.adi,
        at=NOW,
        expires_at=NOW.replace(year=2025),
        uses=3,
    )
    other = connect(database_url)

    used = await asyncio.gather(*(who.write(invitations.use, id_, NOW) for who in (database, other) * 4))
    await other.close()

    assert sorted(used) == [False] * 5 + [True] * 3
