"""Chats: one statement tells a turn all it needs; a partial put leaves the rest alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from kutai_timur import CHAT, DEADLINE, NOW, World
from sqlalchemy.exc import NoResultFound

from storage import agencies, chats, people, regions, rounds
from storage.chats import ChatRow, WorkRow
from storage.database import Database


def row_of(world: World) -> ChatRow:
    return ChatRow(
        chat_id=CHAT,
        person_id=world.rini,
        person_name="Ibu Rini",
        language="id",
        question="",
        items="",
        revision=0,
        mode="",
        draft="",
        before="",
        card_id=None,
        shown_at=None,
        seen_at=NOW,
        work=WorkRow(
            submission_id=world.dinkes_row,
            region_submission_id=world.region_row,
            agency=agencies.AgencyRow(
                world.dinkes, world.region, "dinkes", "Dinas dinkes", "dinkes", ("dinkes", "rsud")
            ),
            represents=True,
            round_id=world.round,
            form_id=world.form,
            round_name="Tahap I",
            deadline=DEADLINE,
            timezone="Asia/Makassar",
            closed_at=None,
            region_id=world.region,
            region_name="Kabupaten Kutai Timur",
            is_kppn=False,
            round_deadline=DEADLINE,
        ),
    )


async def test_a_chat_comes_with_person_agency_round_and_region(database: Database, world: World) -> None:
    assert await database.read(chats.for_chat, CHAT) == row_of(world)
    assert await database.write(chats.for_chat, CHAT, lock=True) == row_of(world)
    assert await database.read(chats.for_chat, 1) is None


async def test_a_change_of_region_and_round_shows_at_once(database: Database, world: World) -> None:
    await database.write(regions.set_kppn, world.region, is_kppn=True)
    await database.write(rounds.close, world.round, NOW)
    await database.write(people.set_language, world.rini, "en")

    row = await database.read(chats.for_chat, CHAT)

    assert row is not None and row.work is not None
    assert (row.work.is_kppn, row.work.closed_at, row.language) == (True, NOW, "en")


async def test_a_chat_without_work_has_none(database: Database, world: World) -> None:
    await database.write(chats.put, CHAT, submission_id=None)
    await database.write(chats.put, CHAT + 1, person_id=world.adi)

    for chat_id in (CHAT, CHAT + 1):
        row = await database.read(chats.for_chat, chat_id)
        assert row is not None and row.work is None


async def test_the_region_s_own_row_has_no_agency(database: Database, world: World) -> None:
    await database.write(chats.put, CHAT, submission_id=world.region_row)

    row = await database.read(chats.for_chat, CHAT)

    assert row is not None and row.work is not None
    assert row.work.agency is None
    assert row.work.represents is False
    assert row.work.submission_id == row.work.region_submission_id == world.region_row


@pytest.mark.parametrize("leaves", [True, False])
async def test_a_right_that_ended_shows_in_the_same_row(
    database: Database, world: World, leaves: bool
) -> None:
    """She leaves the agency, or looks at an agency that she never represented."""
    if leaves:
        await database.write(
            people.end_membership,
            person_id=world.rini,
            role="representative",
            region_id=world.region,
            agency_id=world.dinkes,
            at=NOW,
        )
    else:
        await database.write(chats.put, CHAT, submission_id=world.pupr_row)

    row = await database.read(chats.for_chat, CHAT)

    assert row is not None and row.work is not None and row.work.represents is False


async def test_a_partial_put_leaves_the_other_fields(database: Database, world: World) -> None:
    await database.write(chats.put, CHAT, question="living/a", items="1.2", revision=3, mode="reason")
    await database.write(chats.put, CHAT, draft="a b", before="living/b#1")
    await database.write(chats.put, CHAT, person_id=world.rini, mode="")
    await database.write(chats.put, CHAT)

    row = await database.read(chats.for_chat, CHAT)

    assert row is not None and row.work is not None
    assert (row.question, row.items, row.revision, row.mode) == ("living/a", "1.2", 3, "")
    assert (row.draft, row.before, row.work.submission_id) == ("a b", "living/b#1", world.dinkes_row)


async def test_an_unknown_chat_needs_a_person(database: Database, world: World) -> None:
    with pytest.raises(NoResultFound):
        await database.write(chats.put, 5, question="living/a")

    assert await database.read(chats.for_chat, 5) is None


async def test_a_card_is_noted_once_telegram_has_it(database: Database, world: World) -> None:
    await database.write(chats.shown, CHAT, 41, NOW)

    row = await database.read(chats.for_chat, CHAT)

    assert row is not None and (row.card_id, row.shown_at) == (41, NOW)


async def test_after_an_outage_the_chats_in_the_middle_of_work_are_found(
    database: Database, world: World
) -> None:
    for chat_id, minutes in ((CHAT, 5), (21, 50), (22, 0), (23, 20)):
        await database.write(chats.put, chat_id, person_id=world.rini, submission_id=world.dinkes_row)
        await database.write(chats.shown, chat_id, 1, NOW - timedelta(minutes=minutes))
    await database.write(chats.put, 22, submission_id=None)
    await database.write(chats.put, 24, person_id=world.rini, submission_id=world.dinkes_row)

    assert await database.read(chats.recently_active, NOW - timedelta(minutes=20)) == [23, CHAT]
