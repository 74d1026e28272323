"""Whom a nudge means, and who gets it: once in two hours, and nobody who has nothing left by then."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.screens.press import Press, Verb, decode
from bot.services import pushes
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import outbox, people, sections, submissions
from storage.database import Database
from tests.services.pushed import acts_of, pushed, queued
from tests.services.town import Town, button

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
RINI, BUDI, EKO, SARI = 11, 12, 13, 21


@pytest.fixture
async def town(database: Database) -> Town:
    """Dinkes has begun, Bappeda (with a section more) has not, RSUD has sent all, and nobody has joined DLH."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda", "rsud": "rsud", "dlh": "dlh"})
    rini = await town.join(RINI, "Rini", KUTIM, "dinkes")
    await town.join(BUDI, "Budi", KUTIM, "bappeda")
    await town.join(EKO, "Eko", KUTIM, "rsud")
    home = await town.press(rini, Press(Verb.START, 2, 1))
    await town.press(rini, button(home, "Ya"))
    await database.write(
        sections.set_, submission_id=4, path="health", status="submitted", person_id=None, at=town.now
    )
    town.now += timedelta(hours=1)
    return town


async def nudge(town: Town, who: Who, argument: str, submission: int = 1, card: int = 70) -> Reply:
    return await town.press(who, Press(Verb.NUDGE, submission, 1, argument=argument), tapped=card)


@pytest.mark.parametrize(
    ("submission", "argument", "meant"),
    [
        (1, "l.y", {RINI, BUDI}),
        (1, "n.y", {BUDI}),
        (1, "s0.y", {RINI, BUDI}),
        (1, "s1.y", {BUDI}),  # the region's question is asked of Bappeda alone
        (2, "a.y", {RINI}),
        (2, ".y", {RINI}),
        (2, "l.y", {RINI}),  # on an agency's card it is the agency's people whatever the button says
        (4, "a.y", set()),  # nothing left
        (5, "a.y", set()),  # nobody there
        (1, "e.y", set()),  # not everybody: whoever is done is left alone
        (1, "a.y", set()),
        (1, "s9.y", set()),
        (1, "zz.y", set()),
        (1, "l", set()),  # a preview
    ],
)
async def test_a_nudge_goes_to_whom_it_means(
    town: Town, submission: int, argument: str, meant: set[int]
) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await nudge(town, sari, argument, submission)
    assert {chat for chat, _ in await pushed(town, "nudge")} == meant
    assert await acts_of(town) == (["nudged"] if meant else [])


async def test_a_second_tap_and_a_second_coordinator_nudge_nobody_twice(town: Town) -> None:
    sari, tono = await town.join(SARI, "Sari", KUTIM), await town.join(22, "Tono", KUTIM)
    first = await nudge(town, sari, "l.y")
    again = await nudge(town, sari, "l.y")
    other = await nudge(town, tono, "l.y", card=80)
    assert first.screen == again.screen
    assert other.screen is not None and "baru saja diingatkan" in other.screen.text
    assert await queued(town, "nudge") == 2
    await pushed(town, "nudge")
    town.now += timedelta(minutes=119)
    await nudge(town, tono, "l.y", card=81)
    assert await queued(town, "nudge") == 2
    town.now += timedelta(minutes=2)
    await nudge(town, tono, "l.y", card=82)
    assert await queued(town, "nudge") == 4


async def test_of_two_coordinators_who_nudge_at_once_one_does(town: Town) -> None:
    both = [await town.join(number, f"Sari {number}", KUTIM) for number in (SARI, 22)]
    for _ in range(2):  # the first looks load the form and connect; that is not what is tested here
        await asyncio.gather(*(nudge(town, who, "l") for who in both))
    await asyncio.gather(*(nudge(town, who, "l.y", card=who.chat_id) for who in both))
    assert await queued(town, "nudge") == 2


async def test_another_agency_and_another_section_are_nudged_from_the_same_message(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await nudge(town, sari, "a.y", submission=2)
    reply = await nudge(town, sari, "a.y", submission=3)
    assert reply.screen is not None and "Dinas Bappeda" in reply.screen.text
    assert {chat for chat, _ in await pushed(town, "nudge")} == {RINI, BUDI}
    town.now += timedelta(hours=3)
    for argument in ("s1.y", "s0.y", "s0.y"):  # the section of Bappeda alone, then that of all; a second tap
        await nudge(town, sari, argument)
    assert await queued(town, "nudge") == 4


async def test_whoever_is_done_meanwhile_or_has_lost_the_right_is_not_nudged(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await nudge(town, sari, "l.y")
    done = {"submission_id": 2, "path": "health", "status": "submitted", "person_id": None, "at": town.now}

    def change(conn):  # type: ignore[no-untyped-def]
        sections.set_(conn, **done)
        budi = people.by_telegram(conn, BUDI)
        row = submissions.get(conn, 3)
        assert budi is not None and row is not None
        people.end_membership(
            conn, person_id=budi.id, role="representative", region_id=1, agency_id=row.agency_id, at=town.now
        )

    await town.database.write(change)
    assert await pushed(town, "nudge") == []


async def test_what_is_on_its_way_while_it_is_taken_back_stops_at_the_last_moment(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    reply = await nudge(town, sari, "l.y")
    rows = await town.database.write(
        outbox.claim, town.now, 9, town.now + timedelta(minutes=2), only=("nudge",)
    )
    await town.press(sari, button(reply, "Hentikan"), tapped=70)
    for row in rows:
        assert await town.database.read(pushes.render, town.setting, [row], town.now) is None


async def test_somebody_of_two_agencies_is_nudged_once_for_the_one_that_is_left(town: Town) -> None:
    rini = await town.join(RINI, "Rini", KUTIM, "bappeda")
    sari = await town.join(SARI, "Sari", KUTIM)
    await nudge(town, sari, "l.y")
    done = {"submission_id": 2, "path": "health", "status": "submitted", "person_id": None, "at": town.now}
    await town.database.write(lambda conn: sections.set_(conn, **done))
    texts = [text for chat, text in await pushed(town, "nudge") if chat == rini.chat_id]
    assert len(texts) == 1
    assert "Dinas Bappeda" in texts[0]


async def test_the_preview_is_the_very_text_of_the_first_who_gets_it(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    preview = await nudge(town, sari, "l")
    await nudge(town, sari, "l.y")
    sent = dict(await pushed(town, "nudge"))
    assert preview.screen is not None
    assert f"<blockquote>{sent[RINI]}</blockquote>" in preview.screen.text
    assert "Bapak/Ibu Rini" in sent[RINI] and "Dari Sari, koordinator" in sent[RINI]


async def test_what_is_not_sent_yet_can_be_taken_back_by_a_coordinator_of_the_round_alone(town: Town) -> None:
    await town.open(DUMAI, {"dinkes": "dinkes"})
    sari, doni = await town.join(SARI, "Sari", KUTIM), await town.join(31, "Doni", DUMAI)
    reply = await nudge(town, sari, "l.y")
    stop = decode(button(reply, "Hentikan"))
    assert stop is not None
    for submission in (1, 6):  # the act is of another round than the one that he may see
        refused = await nudge(town, doni, stop.argument, submission)
        assert refused.screen is None
    assert (await town.press(sari, stop, tapped=70)).screen is not None
    assert await pushed(town, "nudge") == []
    assert "Tidak tersedia" in (await nudge(town, sari, "p99")).toast
