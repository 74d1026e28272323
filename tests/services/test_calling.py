"""Whom to call, as a table: who cannot be reached, who is late, who is quiet, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.screens.calls import Call, Why
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import calling
from bot.services.enrolling import Who
from bot.services.overseeing import nobody
from bot.services.rounds import desks_of_round
from storage import people, rounds, sections, submissions
from storage.database import Database
from tests.services.pushed import pushed, queued
from tests.services.town import NOW, Town

KUTIM = "Kabupaten Kutai Timur"
RINI, BUDI, EKO, SARI, TONO = 11, 12, 13, 21, 22
DEADLINE = NOW + timedelta(days=19)


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda", "rsud": "rsud"})
    for number, code in ((RINI, "dinkes"), (BUDI, "bappeda")):
        await town.join(number, f"Wakil {code}", KUTIM, code)
    return town


async def calls(town: Town) -> list[Call]:
    def work(conn: Connection) -> list[Call]:
        round_ = rounds.get(conn, 1)
        assert round_ is not None
        desks = desks_of_round(conn, town.setting.library, round_, nobody("id"), town.now)
        return list(calling.calls_of(conn, round_, desks, town.now))

    return await town.database.read(work)


@pytest.mark.parametrize(
    ("later", "gone", "extended", "expected"),
    [
        (timedelta(hours=1), (), None, {"Rsud": (Why.NEVER,)}),
        (timedelta(hours=1), (BUDI,), None, {"Bappeda": (Why.GONE,), "Rsud": (Why.NEVER,)}),
        (
            timedelta(days=3),
            (),
            None,
            {"Rsud": (Why.NEVER,), "Bappeda": (Why.SILENT,), "Dinkes": (Why.SILENT,)},
        ),
        (timedelta(days=3) - timedelta(seconds=1), (), None, {"Rsud": (Why.NEVER,)}),
        (
            timedelta(days=20),
            (BUDI,),
            None,
            {"Bappeda": (Why.GONE, Why.OVERDUE), "Rsud": (Why.NEVER, Why.OVERDUE), "Dinkes": (Why.OVERDUE,)},
        ),
        (  # late and out of reach comes before out of reach alone
            timedelta(days=20),
            (RINI,),
            timedelta(days=25),
            {"Rsud": (Why.NEVER, Why.OVERDUE), "Dinkes": (Why.GONE,), "Bappeda": (Why.OVERDUE,)},
        ),
        (
            timedelta(days=20),
            (),
            timedelta(days=25),
            {"Rsud": (Why.NEVER, Why.OVERDUE), "Bappeda": (Why.OVERDUE,), "Dinkes": (Why.SILENT,)},
        ),
    ],
)
async def test_the_most_urgent_come_first(
    town: Town,
    later: timedelta,
    gone: tuple[int, ...],
    extended: timedelta | None,
    expected: dict[str, tuple[Why, ...]],
) -> None:
    for number in gone:
        await town.database.write(people.mark_unreachable, number, town.now)
    if extended is not None:
        await town.database.write(submissions.extend, 2, NOW + extended)
    town.now += later
    found = {one.short_name: one.why for one in await calls(town)}
    assert list(found.items()) == list(expected.items())


async def test_whoever_has_sent_everything_is_called_by_nobody(town: Town) -> None:
    for submission in (2, 3, 4):
        for path in ("health", "region"):
            await town.database.write(
                sections.set_, submission_id=submission, path=path, status="submitted", person_id=None, at=NOW
            )
    town.now += timedelta(days=30)
    assert await calls(town) == []
    sari = await town.join(SARI, "Sari", KUTIM)
    reply = await town.command(sari, Action.CALLS)
    assert reply.screen is not None and "tidak ada perangkat daerah" in reply.screen.text


async def test_in_a_round_of_two_days_half_a_day_is_long(town: Town) -> None:
    round_ = await town.database.read(rounds.get, 1)
    assert round_ is not None
    short = replace(round_, deadline=round_.opened_at + timedelta(days=2))
    assert calling.quiet_for(short) == timedelta(hours=12)
    assert calling.quiet_for(round_) == timedelta(days=3)


async def test_coordinators_are_told_of_whoever_is_gone_as_each_chose(town: Town) -> None:
    await town.join(SARI, "Sari", KUTIM)
    await town.join(TONO, "Tono", KUTIM)
    tono = await town.database.read(people.by_telegram, TONO)
    assert tono is not None
    await town.database.write(people.set_alerts, tono.id, "digest")
    await town.database.write(calling.gone, BUDI, town.now)
    await town.database.write(calling.gone, BUDI, town.now)
    await town.database.write(calling.gone, 999, town.now)  # a stranger
    ((chat, text),) = await pushed(town, "unreachable")
    assert chat == SARI
    assert "Wakil bappeda" in text or "Budi" in text
    assert "Tidak ada perwakilan lain" in text


async def test_whoever_blocks_and_unblocks_in_turns_is_news_once_a_week(town: Town) -> None:
    await town.join(SARI, "Sari", KUTIM)
    told = []
    for day in (0, 1, 6, 8):
        town.now = NOW + timedelta(days=day)
        await town.database.write(people.mark_reachable, BUDI)
        await town.database.write(calling.gone, BUDI, town.now)
        told.append(len(await pushed(town, "unreachable")))
    assert told == [1, 0, 0, 1]


async def test_the_loss_is_told_in_the_round_in_which_the_agency_takes_part(town: Town) -> None:
    await town.join(SARI, "Sari", KUTIM)
    town.now -= timedelta(days=5)  # its deadline is the nearer one
    await town.open(KUTIM, {"rsud": "rsud"}, name="Survei RSUD")
    town.now = NOW
    await town.database.write(calling.gone, BUDI, town.now)
    ((chat, text),) = await pushed(town, "unreachable")
    assert chat == SARI and "Dinas Bappeda" in text


@pytest.mark.parametrize("how", ["types", "taps", "commands"])
async def test_whoever_writes_to_us_is_reached_again_though_we_missed_that_she_is_back(
    town: Town, how: str
) -> None:
    await town.database.write(calling.gone, BUDI, town.now)
    town.now += timedelta(days=2)
    budi = Who(BUDI, BUDI, "Wakil bappeda")
    if how == "types":
        await town.say(budi, "12")
    elif how == "taps":
        await town.press(budi, Press(Verb.HOME, 3, 1))
    else:
        await town.command(budi, Action.CONTINUE)
    person = await town.database.read(people.by_telegram, BUDI)
    assert person is not None and person.unreachable_at is None


async def test_a_tap_in_a_group_does_not_say_that_the_bot_may_write_to_her(town: Town) -> None:
    await town.join(SARI, "Sari", KUTIM)
    await town.database.write(people.mark_unreachable, SARI, town.now)
    town.now += timedelta(days=2)
    sari = Who(-1001, SARI, "Sari", private=False)
    await town.command(sari, Action.STATUS)
    await town.press(sari, Press(Verb.STATUS, 1, 1, argument="0"))
    person = await town.database.read(people.by_telegram, SARI)
    assert person is not None and person.unreachable_at is not None and person.seen_at == town.now


async def test_somebody_who_came_back_before_it_was_sent_is_no_news(town: Town) -> None:
    await town.join(SARI, "Sari", KUTIM)
    await town.database.write(calling.gone, BUDI, town.now)
    await town.database.write(people.mark_reachable, BUDI)
    assert await pushed(town, "unreachable") == []
    assert await queued(town, "unreachable") == 1
