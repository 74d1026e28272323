"""A group of coordinators takes one region's news: who may let it, what it sees, and how that ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import grouping
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import groups, outbox
from storage.database import Database
from storage.groups import GroupRow
from storage.outbox import Row
from tests.services.newsroom import DUMAI, GROUP, KUTIM, OTHER_GROUP, Newsroom, opened
from tests.services.town import button, presses


@pytest.fixture
async def town(database: Database) -> Newsroom:
    return await opened(database)


def there(who: Who, *, topic: int | None = None, forum: bool = False) -> Who:
    return replace(who, chat_id=GROUP, private=False, topic_id=topic, forum=forum)


async def known(town: Newsroom, chat_id: int = GROUP) -> GroupRow | None:
    return await town.database.read(groups.get, chat_id)


def text(reply: Reply) -> str:
    return (reply.screen.text if reply.screen else "") + reply.toast


async def test_a_coordinator_lets_a_group_have_the_news_and_ends_it_again(town: Newsroom) -> None:
    offer = await town.command(there(town.sari), Action.GROUP)
    assert await known(town) is None, "asking alone begins nothing"
    begun = await town.press(there(town.sari), button(offer, "Ya, kirim"))
    assert "menerima" in text(begun) and begun.topic == ""
    found = await known(town)
    assert found is not None and found.region_id == await town.region(KUTIM)
    again = await town.press(there(town.sari), button(offer, "Ya, kirim"))
    assert await known(town) == found and "menerima" in text(again), "a second tap changes nothing"
    await town.press(there(town.wati), button(begun, "Hentikan"))
    assert await known(town) is None
    await town.press(there(town.wati), button(begun, "Hentikan"))
    told = text(await town.command(town.sari, Action.HISTORY))
    assert told.count("Rekap dan kabar mulai dikirim ke sebuah grup") == 1
    assert told.count("Rekap dan kabar ke sebuah grup dihentikan") == 1


async def test_a_forum_gets_a_topic_named_after_the_round_or_the_one_where_it_was_asked(
    town: Newsroom,
) -> None:
    offer = await town.command(there(town.sari, topic=5, forum=True), Action.GROUP)
    here = await town.press(there(town.sari, topic=5, forum=True), button(offer, "topik ini"))
    found = await known(town)
    assert found is not None and found.topic_id == 5 and here.topic == ""
    new = await town.press(there(town.sari, topic=5, forum=True), button(here, "topik baru"))
    assert new.topic == "Evaluasi 2024"
    assert await town.database.write(grouping.topic_made, GROUP, 9) is not None
    stale = await town.press(there(town.sari, topic=5, forum=True), button(here, "topik baru"))
    assert stale.topic == "", "a second tap makes no second topic"
    plain = await town.press(there(town.sari), button(stale, "topik baru"))
    assert plain.topic == "", "the group has no topics any more"


async def test_whoever_coordinates_two_regions_chooses_and_then_sees_that_one_alone(town: Newsroom) -> None:
    await town.join(21, "Sari Handayani", DUMAI)
    offer = await town.command(there(town.sari), Action.GROUP)
    assert "Kutai" not in text(offer), "the buttons name the regions"
    await town.press(there(town.sari), button(offer, "Kabupaten Kutai Timur"))
    found = await known(town)
    assert found is not None and found.region_id == await town.region(KUTIM)
    for action in (Action.STATUS, Action.GROUP, Action.RECAP):
        assert "Dumai" not in text(await town.command(there(town.sari), action))
    assert "Kutai" in text(await town.command(there(town.sari), Action.STATUS))
    taking = button(offer, "Kota Dumai")
    assert (await town.press(there(town.sari), taking)).screen is None
    assert await known(town) == found, "an old button takes nothing over"
    at_home = await town.press(town.sari, presses(await town.command(town.doni, Action.STATUS))[0])
    assert at_home.screen is not None, "in private she sees both"


@pytest.mark.parametrize("argument", ["", "y", "t", "o", "o0", "n", "zz", "-"])
async def test_nobody_else_begins_changes_or_ends_anything(town: Newsroom, argument: str) -> None:
    own = presses(await town.command(town.rini, Action.SECTIONS))[0]
    forged = [
        Press(Verb.GROUP, own.submission, argument=argument),
        *(Press(Verb.GROUP, whole, argument=argument) for whole in range(4)),
    ]
    stranger = Who(99, 99, "Anybody")
    for taken in (False, True):
        if taken:
            await town.take(GROUP, KUTIM, topic_id=7)
        before = await known(town)
        for who in (town.rini, town.joko, stranger, *([town.doni] if taken else [])):
            for press in forged:
                reply = await town.press(there(who), press)
                assert reply.topic == "" and "Kutai" not in text(reply)
            assert "Kutai" not in text(await town.command(there(who), Action.GROUP))
        assert await known(town) == before


async def test_another_regions_coordinator_gets_nothing_in_the_group(town: Newsroom) -> None:
    await town.take(GROUP, KUTIM)
    own = presses(await town.command(town.rini, Action.SECTIONS))[0]
    for action in Action:
        said = text(await town.command(there(town.doni), action))
        assert not any(fact in said for fact in ("Kutai", "Dumai", "Dinas", "Evaluasi")), action
    for verb in Verb:
        for submission in (0, own.submission, 1):
            said = text(await town.press(there(town.doni), replace(own, verb=verb, submission=submission)))
            assert not any(fact in said for fact in ("Kutai", "Dumai", "Dinas", "Evaluasi")), verb
    assert await town.kinds(GROUP) == []


async def test_in_a_private_chat_it_is_said_how_and_nothing_begins(town: Newsroom) -> None:
    shown = await town.command(town.sari, Action.GROUP)
    assert shown.screen is not None and shown.screen.rows[0][0].url == "https://t.me/pilar_bot?startgroup"
    (offer,) = [
        one for one in presses(await town.command(there(town.sari), Action.GROUP)) if one.verb is Verb.GROUP
    ]
    await town.press(town.sari, offer)
    assert await known(town) is None and await known(town, 21) is None


@pytest.mark.parametrize(("by", "told"), [(0, [grouping.LEFT]), (22, [grouping.LEFT]), (21, [])])
async def test_whoever_added_the_group_hears_that_it_is_lost(
    town: Newsroom, by: int, told: list[str]
) -> None:
    await town.take(GROUP, KUTIM)
    await town.database.write(grouping.left, GROUP, town.now, by)
    await town.database.write(grouping.left, GROUP, town.now, by)
    assert await known(town) is None
    assert await town.kinds(21) == told
    assert ("Kabupaten Kutai Timur" in await town.text(21)) is bool(told)


async def test_a_lost_topic_leaves_the_general_one_also_for_what_waits(town: Newsroom) -> None:
    await town.take(GROUP, KUTIM, topic_id=7)
    await town.send(town.rini)
    await town.database.write(grouping.topic_gone, GROUP, town.now)
    await town.database.write(grouping.topic_gone, GROUP, town.now)
    found = await known(town)
    assert found is not None and found.topic_id is None
    assert [row.topic_id for row in await town.rows(GROUP)] == [None]
    assert grouping.TOPIC_GONE in await town.kinds(21)


async def test_a_group_that_grows_keeps_its_news_however_often_telegram_says_so(town: Newsroom) -> None:
    await town.take(GROUP, KUTIM)
    await town.send(town.rini)
    waiting: list[Row] = await town.rows(GROUP)
    for _ in range(3):
        await town.database.write(grouping.moved, GROUP, OTHER_GROUP)
    found = await known(town, OTHER_GROUP)
    assert found is not None and found.region_id == await town.region(KUTIM)
    assert await known(town) is None
    assert [row.id for row in await town.rows(OTHER_GROUP)] == [row.id for row in waiting]
    assert await town.render(await town.rows(OTHER_GROUP)) is not None


async def test_hastening_leaves_alone_what_is_being_sent(town: Newsroom) -> None:
    await town.choose(town.sari, "hourly")
    await town.send(town.rini)
    (row,) = await town.rows(21)
    later = row.due_at
    await town.database.write(outbox.claim, later, 50, later.replace(year=2025))
    assert await town.database.write(outbox.hasten, 21, {row.kind}, town.now) == 0
