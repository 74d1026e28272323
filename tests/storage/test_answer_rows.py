"""Answers: nothing is lost, nothing is overwritten unseen, every change leaves its event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from kutai_timur import CHAT, NOW, World
from sqlalchemy import Connection

from storage import answers
from storage.answers import AnswerRow, Conflict
from storage.database import Database

BIRTHS = "living/liv_he/births"


def put(world: World, **changes: Any) -> Callable[[Connection], int]:
    fields: dict[str, Any] = {
        "submission_id": world.dinkes_row,
        "question": BIRTHS,
        "items": "",
        "value": "97.5",
        "standing": "given",
        "reason": "",
        "person_id": world.rini,
        "at": NOW,
        "chat_id": CHAT,
        "message_id": 11,
        "expected_revision": 0,
    }
    return lambda conn: answers.put(conn, **(fields | changes))


async def test_an_answer_comes_back_as_it_was_stored(database: Database, world: World) -> None:
    assert await database.write(put(world)) == 1

    assert await database.read(answers.load, [world.dinkes_row, world.region_row]) == [
        AnswerRow(world.dinkes_row, BIRTHS, "", "97.5", "given", "", 1, world.rini, NOW)
    ]


async def test_each_repeat_item_and_each_submission_has_an_answer_of_its_own(
    database: Database, world: World
) -> None:
    for changes in ({}, {"items": "1"}, {"items": "1.2"}, {"submission_id": world.region_row}):
        assert await database.write(put(world, **changes)) == 1

    assert len(await database.read(answers.load, [world.dinkes_row])) == 3
    assert len(await database.read(answers.load, [world.dinkes_row, world.region_row])) == 4
    assert await database.read(answers.load, []) == []


async def test_a_new_revision_replaces_the_old_one_whole(database: Database, world: World) -> None:
    await database.write(put(world))
    later = NOW + timedelta(minutes=2)

    revision = await database.write(
        put(
            world,
            expected_revision=1,
            value="",
            standing="unavailable",
            reason="belum direkap",
            person_id=None,
            at=later,
        )
    )

    assert revision == 2
    assert await database.read(answers.get, world.dinkes_row, BIRTHS) == AnswerRow(
        world.dinkes_row, BIRTHS, "", "", "unavailable", "belum direkap", 2, None, later
    )


@pytest.mark.parametrize("expected", [0, 1, 3])
async def test_who_saw_another_revision_gets_the_present_answer_instead(
    database: Database, world: World, expected: int
) -> None:
    await database.write(put(world))
    await database.write(put(world, expected_revision=1, value="98"))

    with pytest.raises(Conflict) as conflict:
        await database.write(put(world, expected_revision=expected, value="1"))

    assert conflict.value.row is not None
    assert (conflict.value.row.value, conflict.value.row.revision) == ("98", 2)
    assert [e.value for e in await database.read(answers.history, world.dinkes_row)] == ["97.5", "98"]


async def test_a_revision_of_an_answer_that_never_was_is_a_conflict_without_a_row(
    database: Database, world: World
) -> None:
    with pytest.raises(Conflict) as conflict:
        await database.write(put(world, expected_revision=4))

    assert conflict.value.row is None


async def test_a_refused_turn_leaves_no_trace(database: Database, world: World) -> None:
    def turn(conn: Connection) -> None:
        put(world)(conn)
        raise RuntimeError("the turn failed after the answer")

    with pytest.raises(RuntimeError):
        await database.write(turn)

    assert await database.read(answers.load, [world.dinkes_row]) == []
    assert await database.read(answers.history, world.dinkes_row) == []


async def test_the_history_tells_who_and_when_oldest_first(database: Database, world: World) -> None:
    await database.write(put(world))
    await database.write(put(world, expected_revision=1, value="98", person_id=world.adi, message_id=None))
    await database.write(put(world, items="1", value="3"))
    await database.write(put(world, question="living/other", value="x"))

    async def values(*key: Any) -> list[str]:
        return [event.value for event in await database.read(answers.history, world.dinkes_row, *key)]

    assert await values() == ["97.5", "98", "3", "x"]
    assert await values(BIRTHS) == ["97.5", "98", "3"]
    assert await values(BIRTHS, "") == ["97.5", "98"]
    assert await values(BIRTHS, "1") == ["3"]
    first, second = (await database.read(answers.history, world.dinkes_row, BIRTHS, ""))[:2]
    assert (first.person_id, first.revision, first.chat_id, first.message_id) == (world.rini, 1, CHAT, 11)
    assert (second.person_id, second.revision, second.message_id) == (world.adi, 2, None)


async def test_a_message_leads_to_the_answer_that_it_gave_last(database: Database, world: World) -> None:
    await database.write(put(world))
    await database.write(put(world, expected_revision=1, value="98"))
    await database.write(put(world, question="living/other", message_id=12))

    event = await database.read(answers.by_message, CHAT, 11)

    assert event is not None
    assert (event.question, event.value, event.revision) == (BIRTHS, "98", 2)
    assert await database.read(answers.by_message, CHAT, 99) is None
    assert await database.read(answers.by_message, CHAT + 1, 11) is None


async def test_sums_over_agencies_see_the_whole_round_and_only_the_questions_asked_for(
    database: Database, world: World
) -> None:
    for changes in (
        {"submission_id": world.pupr_row, "value": "2"},
        {"value": "1"},
        {"question": "living/other", "value": "x"},
        {"submission_id": world.region_row, "question": "profile/area", "value": "35748"},
    ):
        await database.write(put(world, **changes))

    rows = await database.read(answers.for_questions, world.round, [BIRTHS, "profile/area"])

    assert sorted(row.value for row in rows) == ["1", "2", "35748"]
    assert await database.read(answers.for_questions, world.round + 1, [BIRTHS]) == []
    assert await database.read(answers.for_questions, world.round, []) == []


async def test_authors_are_named_and_strangers_are_absent(database: Database, world: World) -> None:
    names = await database.read(answers.authors, [world.rini, world.adi, world.rini, 999])

    assert names == {world.rini: "Ibu Rini", world.adi: "Adi"}
    assert await database.read(answers.authors, []) == {}


async def test_long_and_strange_texts_survive(database: Database, world: World) -> None:
    text = "'; DROP TABLE answer; -- <b>ñ 漢字 🏥</b> %s :x \n" * 300

    await database.write(put(world, value=text))

    row = await database.read(answers.get, world.dinkes_row, BIRTHS)
    assert row is not None and row.value == text
