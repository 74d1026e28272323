"""A tap must cost the same with a thousand and a million stored answers: few statements, each by an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from kutai_timur import CHAT, NOW, World, build
from sqlalchemy import Connection, event

from storage import answers, chats, files, people, sections
from storage.database import Database, connect

Statements = list[tuple[str, Any]]


@contextmanager
def recorded(conn: Connection) -> Iterator[Statements]:
    found: Statements = []

    def note(_conn: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        found.append((statement, parameters))

    event.listen(conn, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(conn, "before_cursor_execute", note)


def answer(conn: Connection, world: World, expected: int = 0) -> None:
    answers.put(
        conn,
        submission_id=world.dinkes_row,
        question="living/a",
        items="",
        value="1",
        standing="given",
        reason="",
        person_id=world.rini,
        at=NOW,
        chat_id=CHAT,
        message_id=1,
        expected_revision=expected,
    )


def tap(conn: Connection, world: World, expected: int = 0) -> None:
    """What every answered question does with the rows."""
    chat = chats.for_chat(conn, CHAT, lock=True)
    assert chat is not None and chat.work is not None
    answers.load(conn, [chat.work.submission_id, chat.work.region_submission_id])
    answer(conn, world, expected)
    chats.put(conn, CHAT, question="living/b", items="", revision=0)


async def test_a_tap_is_five_statements(database: Database, world: World) -> None:
    def counted(conn: Connection, expected: int) -> int:
        with recorded(conn) as statements:
            tap(conn, world, expected)
        return len(statements)

    assert await database.write(counted, 0) == 5
    assert await database.write(counted, 1) == 5


@pytest.mark.parametrize("expected", [0, 1])
async def test_hot_statements_never_scan_a_table(sqlite_url: str, expected: int) -> None:
    database = connect(sqlite_url)
    world = await database.write(build)

    def plans(conn: Connection) -> list[str]:
        if expected:
            answer(conn, world)
        with recorded(conn) as statements:
            tap(conn, world, expected)
            chats.shown(conn, CHAT, 1, NOW)
            chats.put(conn, CHAT, person_id=world.rini, draft="a")
            chats.recently_active(conn, NOW)
            people.by_telegram(conn, CHAT)
            people.seen(conn, world.rini, NOW + timedelta(hours=1))
            people.memberships(conn, world.rini)
            people.representatives(conn, world.dinkes)
            people.coordinators(conn, world.region)
            answers.by_message(conn, CHAT, 1)
            answers.history(conn, world.dinkes_row, "living/a")
            answers.for_questions(conn, world.round, ["living/a"])
            sections.statuses(conn, [world.dinkes_row])
            files.claim(conn, now=NOW, lease=timedelta(minutes=1))
        steps = []
        for statement, parameters in statements:
            plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            steps += [f"{step[3]}: {statement}" for step in plan]
        return steps

    steps = await database.write(plans)
    await database.close()

    assert any(step.startswith("SEARCH answer USING INDEX") for step in steps)
    # That index holds nothing but the files that wait, so going along it is what is meant
    steps = [step for step in steps if not step.startswith("SCAN file USING INDEX ix_file_waiting")]
    assert [step for step in steps if step.startswith("SCAN")] == []


async def test_hot_statements_are_compiled_once(database: Database, world: World) -> None:
    def hits(conn: Connection) -> list[str]:
        found: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, _parameters: Any, context: Any, *_: Any) -> None:
            if "cached since" not in str(context._get_cache_stats()):
                found.append(statement)

        event.listen(conn, "before_cursor_execute", note)
        tap(conn, world, 2)
        return found

    await database.write(tap, world, 0)
    await database.write(tap, world, 1)

    assert await database.write(hits) == []
