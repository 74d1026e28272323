"""The daily digest and /rekap: who may read which picture, what it tells her, and when nobody wants it any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.reports.picture_views import AgencyCard, HeatMap
from bot.screens.commands import Action
from bot.screens.press import Press, Verb, decode
from bot.screens.screen import Screen
from bot.services import digesting, recaps
from bot.services.enrolling import Who
from bot.services.replies import Order, Rendered
from storage import agencies, answers, evidence, files, outbox, people, rounds
from storage.database import Database
from storage.models import round_ as round_table
from storage.outbox import Row
from tests.services.newsroom import DUMAI, GROUP, KUTIM, OTHER_GROUP, Newsroom, opened
from tests.services.town import button, presses

SARI, DONI, JOKO, RINI, STRANGER = 21, 23, 31, 11, 99


@pytest.fixture
async def town(database: Database) -> Newsroom:
    return await opened(database)


def digest(town: Newsroom, chat_id: int, **params: Any) -> Row:
    params = {"round": town.round_ids[KUTIM], **params}
    return Row(1, "a", recaps.DIGEST, chat_id, params, town.now, town.now, 0)


async def made(town: Newsroom, row: Row, **later: float) -> Rendered:
    return await town.render([row], town.now + timedelta(**later))


def order(found: Rendered) -> Order:
    assert isinstance(found, Order), found
    return found


def verbs(screen: Screen) -> set[Verb]:
    return {press.verb for row in screen.rows for one in row if (press := decode(one.data)) is not None}


@pytest.mark.parametrize(
    ("chat_id", "reads"),
    [
        (SARI, True),
        (JOKO, True),
        (GROUP, True),
        (DONI, False),
        (RINI, False),
        (STRANGER, False),
        (OTHER_GROUP, False),
        (-1003, False),
    ],
)
async def test_a_digest_is_for_its_regions_coordinators_leaders_and_groups(
    town: Newsroom, chat_id: int, reads: bool
) -> None:
    await town.take(GROUP, KUTIM)
    await town.take(OTHER_GROUP, DUMAI)
    assert isinstance(await made(town, digest(town, chat_id)), Order) is reads


async def test_a_digest_of_yesterday_of_a_closed_round_or_of_a_trial_is_dropped(town: Newsroom) -> None:
    row = digest(town, SARI)
    assert isinstance(await made(town, row, hours=14), Order)
    assert await made(town, row, hours=16) is None, "midnight has passed in Kutai Timur"
    number = town.round_ids[KUTIM]
    await town.database.write(rounds.close, number, town.now)
    assert await made(town, row) is None
    await town.database.write(rounds.reopen, number)
    assert isinstance(await made(town, row), Order)
    await town.database.write(
        lambda conn: conn.execute(round_table.update().where(round_table.c.id == number).values(trial=True))
    )
    assert await made(town, row) is None


async def test_when_all_is_in_it_is_told_once_more_and_then_there_is_silence(town: Newsroom) -> None:
    await town.send(town.rini)
    await town.send(town.budi)
    assert isinstance(await made(town, digest(town, SARI)), Order)
    tomorrow = replace(digest(town, SARI), created_at=town.now + timedelta(days=2))
    assert await made(town, tomorrow, days=2) is None


async def test_what_got_lost_is_told_to_coordinators_by_name_and_not_to_leaders(town: Newsroom) -> None:
    await town.take(GROUP, KUTIM)

    def work(conn: Connection) -> None:
        for chat_id in (RINI, DONI, 77):  # of Kutai Timur, of Dumai, and of nobody
            outbox.add(
                conn,
                dedupe_key=f"x{chat_id}",
                kind="x",
                chat_id=chat_id,
                params={},
                due_at=town.now,
                at=town.now,
            )
            (row,) = outbox.waiting(conn, chat_id, {"x"})
            outbox.gave_up(conn, row.id, town.now - timedelta(hours=3), "blocked")

    await town.database.write(work)
    told = order(await made(town, digest(town, SARI))).screen.text
    assert "1 pesan tidak sampai sejak kemarin: Rini Wulandari (Dinas Dinkes)" in told
    in_group = order(await made(town, digest(town, GROUP))).screen.text
    assert "1 pesan tidak sampai sejak kemarin" in in_group and "Rini" not in in_group
    assert "tidak sampai" not in order(await made(town, digest(town, JOKO))).screen.text
    later = replace(digest(town, SARI), created_at=town.now + timedelta(days=1))
    assert "tidak sampai" not in order(await made(town, later, days=1)).screen.text


FILE_FORM = """
| survey |
| | type        | name | label      | required |
| | begin_group | g    | Kebijakan  |          |
| | file        | sk   | SK?        |          |
| | text        | t    | Catatan?   |          |
| | end_group   |      |            |          |
"""


async def test_a_file_that_cannot_be_fetched_is_told_as_long_as_it_is_an_answer(database: Database) -> None:
    town = Newsroom(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, form=FILE_FORM)
    await town.join(SARI, "Sari", KUTIM)
    ((submission, _),) = await database.read(agencies.in_round, town.round_ids[KUTIM])
    told = {"telegram_file_id": "f", "medium": "document", "name": "SK.pdf", "mime": "", "size": 1}
    number = await database.write(files.add, submission_id=submission, person_id=None, at=town.now, **told)

    async def answer(value: str, revision: int) -> str:
        await database.write(
            answers.put,
            submission_id=submission,
            question="g/sk",
            items="",
            value=value,
            standing="given",
            reason="",
            person_id=None,
            at=town.now,
            chat_id=None,
            message_id=None,
            expected_revision=revision,
        )
        return order(await made(town, digest(town, SARI))).screen.text

    assert "berkas tidak dapat" not in await answer(str(number), 0), "it is still being tried"
    await database.write(files.failed, number, error="gone", at=town.now, again_at=None)
    said = order(await made(town, digest(town, SARI))).screen.text
    assert "1 berkas tidak dapat kami ambil dari Telegram, mohon dikirim ulang: Dinkes" in said
    assert "berkas tidak dapat" not in await answer("", 1), "she took it back"


async def test_evidence_that_cannot_be_fetched_is_told_until_something_else_proves_the_answer(
    database: Database,
) -> None:
    town = Newsroom(database)
    form = FILE_FORM.replace("| required |", "| bind::pilar:evidence |").replace(
        "Catatan?   |          |", "Catatan? | required |"
    )
    await town.open(
        KUTIM,
        {"dinkes": "dinkes"},
        form=f'{form}| settings |\n| | namespaces |\n| | pilar="urn:pilar:form" |',
    )
    await town.join(SARI, "Sari", KUTIM)
    ((submission, _),) = await database.read(agencies.in_round, town.round_ids[KUTIM])
    whose = {"submission_id": submission, "person_id": None, "at": town.now}

    def prove(conn: Connection) -> int:
        number = files.add(conn, telegram_file_id="f", medium="photo", name="", mime="", size=1, **whose)  # type: ignore[arg-type]
        evidence.add(conn, subject="g/t", items="", kind="file", file_id=number, **whose)  # type: ignore[arg-type]
        return number

    number = await database.write(prove)
    await database.write(files.failed, number, error="gone", at=town.now, again_at=None)
    said = order(await made(town, digest(town, SARI))).screen.text
    assert "1 berkas tidak dapat kami ambil dari Telegram, mohon dikirim ulang: Dinkes" in said
    await database.write(prove)
    assert "berkas tidak dapat" not in order(await made(town, digest(town, SARI))).screen.text


async def test_a_leader_sees_no_list_and_nobodys_name(town: Newsroom) -> None:
    found = order(await made(town, digest(town, JOKO)))
    assert verbs(found.screen) == {Verb.RECAP}
    assert "Rini" not in found.screen.text and "Budi" not in found.screen.text
    asked = await town.command(town.joko, Action.RECAP)
    assert asked.screen is not None and asked.effects == ("slow",)
    found = order(await town.render(await town.rows(JOKO)))
    assert isinstance(found.args[0], HeatMap)
    choice = await town.press(town.joko, button_of(found.screen, "Kartu"))
    await town.press(town.joko, button(choice, "Dinkes"))
    card = order(await town.render((await town.rows(JOKO))[-1:])).args[0]
    assert isinstance(card, AgencyCard)
    assert "Rini" not in repr(card)


async def test_a_coordinators_card_names_people_and_that_of_a_group_does_not(town: Newsroom) -> None:
    own = presses(await town.command(town.rini, Action.SECTIONS))[0]
    card = Press(Verb.RECAP, own.submission, argument="c")
    await town.press(town.sari, card)
    assert "Rini" in repr(order(await town.render(await town.rows(SARI))).args)
    await town.press(replace(town.sari, chat_id=GROUP, private=False, topic_id=7), card)
    (in_group,) = await town.rows(GROUP)
    assert in_group.topic_id == 7
    assert "Rini" not in repr(order(await town.render([in_group])).args)


async def test_tapping_again_within_a_minute_sends_no_second_picture(town: Newsroom) -> None:
    for _ in range(3):
        await town.command(town.sari, Action.RECAP)
    assert await town.kinds(SARI) == [recaps.RECAP]
    town.now += timedelta(minutes=1)
    await town.command(town.sari, Action.RECAP)
    assert await town.kinds(SARI) == [recaps.RECAP] * 2


@pytest.mark.parametrize("argument", ["", "m", "m0", "mzz", "r", "c", "a", "a0", "a-", "x", "💥"])
async def test_nobody_else_gets_a_picture_whatever_is_forged(town: Newsroom, argument: str) -> None:
    own = presses(await town.command(town.rini, Action.SECTIONS))[0]
    await town.take(GROUP, KUTIM)
    for who in (town.rini, town.doni, Who(STRANGER, STRANGER, "Anybody")):
        for place in (who, replace(who, chat_id=GROUP, private=False)):
            for submission in (own.submission, 1):
                reply = await town.press(place, Press(Verb.RECAP, submission, argument=argument))
                assert reply.screen is None or "Dinkes" not in str(reply.screen)
    await town.command(town.rini, Action.RECAP)
    assert await town.kinds(GROUP) == await town.kinds(RINI) == await town.kinds(STRANGER) == []
    assert await town.kinds(DONI) == []


async def test_the_right_to_a_picture_is_asked_again_when_it_is_sent(town: Newsroom) -> None:
    await town.command(town.sari, Action.RECAP)
    await town.command(replace(town.sari, chat_id=GROUP, private=False), Action.RECAP)
    mine, in_group = await town.rows(SARI), await town.rows(GROUP)
    assert isinstance(await town.render(in_group), Order)

    def leave(conn: Connection) -> None:
        person = people.by_telegram(conn, SARI)
        assert person is not None
        (held,) = people.memberships(conn, person.id)
        people.end_membership(
            conn,
            person_id=person.id,
            role=held.role,
            region_id=held.region_id,
            agency_id=None,
            at=town.now,
        )

    await town.database.write(leave)
    assert await town.render(mine) is None
    assert await town.render(in_group) is None


async def test_a_hundred_agencies_are_three_pictures_and_a_recap_turns_their_pages(
    database: Database,
) -> None:
    town = await opened(database, {f"opd{number}": "rsud" for number in range(99)} | {"dinkes": "rsud"})
    round_ = await database.read(rounds.get, town.round_ids[KUTIM])
    assert round_ is not None
    assert await database.read(digesting.page_count, round_) == 3
    pages = [order(await made(town, digest(town, SARI, page=page))) for page in range(3)]
    rows = [row.code for one in pages for row in one.args[0].rows]
    assert len(rows) == len(set(rows)) == 100
    assert "Terisi" in pages[0].screen.text and pages[1].screen.text.endswith("2/3")
    assert pages[0].screen.rows and not pages[1].screen.rows
    await town.command(town.sari, Action.RECAP)
    first = order(await town.render(await town.rows(SARI)))
    await town.press(town.sari, button_of(first.screen, "▶"))
    second = order(await town.render((await town.rows(SARI))[-1:]))
    assert second.screen.text.endswith("2/3")


def button_of(screen: Screen, text: str) -> str:
    return next(one.data for row in screen.rows for one in row if text in one.text)
