"""What a coordinator's picture is made of."""

from __future__ import annotations

from datetime import timedelta

from kutai_timur import CHAT, NOW, World
from sqlalchemy import Connection

from storage import answers, overview, people, submissions
from storage.database import Database


def answer_all(conn: Connection, world: World, number: int) -> None:
    for place in range(number):
        answers.put(
            conn,
            submission_id=(world.dinkes_row, world.region_row)[place % 2],
            question=f"living/q{place}",
            items="",
            value=str(place),
            standing="given",
            reason="",
            person_id=world.rini,
            at=NOW + timedelta(minutes=place),
            chat_id=None,
            message_id=None,
            expected_revision=0,
        )


async def test_all_answers_of_the_round_come_in_parts(database: Database, world: World) -> None:
    number = overview.ROWS_AT_ONCE + 5
    await database.write(answer_all, world, number)

    rows = await database.read(lambda conn: list(overview.all_answers(conn, world.round)))

    assert len(rows) == number
    assert overview.LightRow(world.region_row, "living/q1", "", "given", "1") in rows
    assert await database.read(lambda conn: list(overview.all_answers(conn, 999))) == []


async def test_an_agency_is_as_fresh_as_its_latest_visitor_and_never_for_nobody(
    database: Database, world: World
) -> None:
    await database.write(submissions.create, round_id=world.round, agency_ids=[world.dlh])
    later = NOW + timedelta(days=1)

    def join(conn: Connection, telegram_id: int, agency_id: int) -> int:
        person = people.put(conn, telegram_id=telegram_id, name=str(telegram_id), language="id", at=later)
        people.add_membership(
            conn,
            person_id=person,
            role="representative",
            region_id=world.region,
            agency_id=agency_id,
            at=NOW,
        )
        return person

    await database.write(join, 31, world.dinkes)
    left = await database.write(join, 32, world.dlh)
    await database.write(
        people.end_membership,
        person_id=left,
        role="representative",
        region_id=world.region,
        agency_id=world.dlh,
        at=later,
    )

    assert await database.read(overview.last_seen, world.round) == {
        world.dinkes: later,
        world.pupr: None,
        world.dlh: None,
    }
    found = await database.read(overview.representatives, world.round)
    assert {agency: [person.telegram_id for person in joined] for agency, joined in found.items()} == {
        world.dinkes: [CHAT, 31],
        world.pupr: [],
        world.dlh: [],
    }
