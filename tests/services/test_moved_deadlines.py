"""Moving the round's deadline: whom it concerns, who keeps a later one, and the way back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.flows.answers import to36
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import acts, rounds, sections, submissions
from storage.database import Database
from tests.services.pushed import acts_of, pushed, queued
from tests.services.town import NOW, Town, button

KUTIM = "Kabupaten Kutai Timur"
RINI, BUDI, EKO, SARI, TONO = 11, 12, 13, 21, 22
OLD = NOW + timedelta(days=19)


@pytest.fixture
async def town(database: Database) -> Town:
    """RSUD has sent everything; the others have not."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda", "rsud": "rsud"})
    for number, code in ((RINI, "dinkes"), (BUDI, "bappeda"), (EKO, "rsud")):
        await town.join(number, f"Wakil {code}", KUTIM, code)
    await database.write(
        sections.set_, submission_id=4, path="health", status="submitted", person_id=None, at=town.now
    )
    await town.join(TONO, "Tono", KUTIM)
    return town


async def press(town: Town, who: Who, argument: str, card: int = 80) -> Reply:
    return await town.press(who, Press(Verb.DEADLINE, 1, 1, argument=argument), tapped=card)


async def move(town: Town, who: Who, days: int, card: int = 80) -> Reply:
    return await press(
        town, who, button(await press(town, who, str(days)), "Ya, pindahkan").split(":")[-1], card
    )


async def deadline(town: Town) -> datetime:
    found = await town.database.read(rounds.get, 1)
    assert found is not None
    return found.deadline


@pytest.mark.parametrize(
    ("own", "days", "told"),
    [
        (None, 2, {RINI, BUDI, TONO}),
        (timedelta(days=1), 2, {RINI, BUDI, TONO}),  # the own one is overtaken
        (timedelta(days=3), 2, {BUDI, TONO}),  # Rini's agency keeps its later one
    ],
)
async def test_those_are_told_for_whom_it_moved(
    town: Town, own: timedelta | None, days: int, told: set[int]
) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    if own is not None:
        await town.database.write(submissions.extend, 2, OLD + own)
    await move(town, sari, days)
    assert await deadline(town) == OLD + timedelta(days=days)
    texts = dict(await pushed(town, "deadline_moved"))
    assert set(texts) == told
    assert all("24 Juni 2024" in text for text in texts.values())
    kept = await town.database.read(submissions.extensions, 1)
    assert kept == ({2: OLD + own} if own is not None and own > timedelta(days=days) else {})


async def test_a_second_tap_moves_nothing_further(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    preview = await press(town, sari, "2")
    yes = button(preview, "Ya, pindahkan")
    first, again = await town.press(sari, yes, tapped=80), await town.press(sari, yes, tapped=80)
    assert first.screen == again.screen
    assert await deadline(town) == OLD + timedelta(days=2)
    assert await acts_of(town) == ["deadline_moved"]


async def test_of_two_coordinators_who_move_it_at_once_one_does(town: Town) -> None:
    both = [await town.join(SARI, "Sari", KUTIM), Who(TONO, TONO, "Tono")]
    yes = [
        button(await press(town, who, days), "Ya, pindahkan") for who, days in zip(both, "27", strict=True)
    ]
    replies = await asyncio.gather(
        *(town.press(who, data, tapped=who.chat_id) for who, data in zip(both, yes, strict=True))
    )
    assert sorted("sudah dipindahkan" in text_of(reply) for reply in replies) == [False, True]
    assert await acts_of(town) == ["deadline_moved"]


async def test_of_one_who_moves_it_back_and_one_who_moves_it_on_one_does(town: Town) -> None:
    sari, tono = await town.join(SARI, "Sari", KUTIM), Who(TONO, TONO, "Tono")
    await move(town, sari, 2)
    (act,) = await town.database.read(acts.of_round, 1, 9)
    back = Press(Verb.UNDO, 1, 1, argument=f"{to36(act.id)}.y")
    previews = (town.press(sari, replace(back, argument=to36(act.id)), tapped=91), press(town, tono, "7"))
    _, preview = await asyncio.gather(*previews)
    await asyncio.gather(
        town.press(sari, back, tapped=91), town.press(tono, button(preview, "Ya, pindahkan"), tapped=92)
    )
    kinds = [one.kind for one in await town.database.read(acts.of_round, 1, 9)]
    expected = {"undone": OLD, "deadline_moved": OLD + timedelta(days=9)}
    assert len(kinds) == 2 and await deadline(town) == expected[kinds[0]]


async def test_a_preview_that_was_drawn_for_another_deadline_is_shown_anew(town: Town) -> None:
    sari, tono = await town.join(SARI, "Sari", KUTIM), Who(TONO, TONO, "Tono")
    stale = button(await press(town, tono, "7"), "Ya, pindahkan")
    await move(town, sari, 2)
    reply = await town.press(tono, stale, tapped=81)
    assert reply.screen is not None and "Ingin dipindahkan?" in reply.screen.text
    assert await deadline(town) == OLD + timedelta(days=2)


@pytest.mark.parametrize(
    "argument",
    ["y", "y.", "yzzzzzzzzzzzz.1", f"y{to36(1)}.{to36(int(OLD.timestamp()))}", "y-1.0", "99", "y..", "💥"],
)
async def test_forged_moments_move_nothing(town: Town, argument: str) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await press(town, sari, argument)
    assert await deadline(town) == OLD
    assert await queued(town, "deadline_moved") == 0


async def test_a_far_moment_is_refused_though_it_is_forged_whole(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    far = int((NOW + timedelta(days=4_000)).timestamp())
    await press(town, sari, f"y{to36(far)}.{to36(int(OLD.timestamp()))}")
    assert await deadline(town) == OLD


async def test_news_that_is_overtaken_before_it_is_sent_is_dropped(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await move(town, sari, 2)
    await move(town, sari, 1, card=81)
    texts = await pushed(town, "deadline_moved")
    assert len(texts) == 3
    assert all("25 Juni 2024" in text for _, text in texts)


async def test_it_is_moved_back_once_and_whoever_read_of_it_reads_that(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.database.write(submissions.extend, 2, OLD + timedelta(days=1))
    reply = await move(town, sari, 2)
    await pushed(town, "deadline_moved")
    undo = await town.press(sari, button(reply, "Batalkan"), tapped=80)
    yes = button(undo, "Ya")
    await town.press(sari, yes, tapped=80)
    await town.press(sari, yes, tapped=80)
    assert await deadline(town) == OLD
    assert await town.database.read(submissions.extensions, 1) == {2: OLD + timedelta(days=1)}
    texts = dict(await pushed(town, "deadline_moved"))
    assert set(texts) == {BUDI, TONO}, "Rini's agency has its own later one again"
    assert all("22 Juni 2024" in text for text in texts.values())


async def test_whoever_moved_it_hears_that_a_colleague_moved_it_back(town: Town) -> None:
    sari, tono = await town.join(SARI, "Sari", KUTIM), Who(TONO, TONO, "Tono")
    await move(town, sari, 2)
    await pushed(town, "deadline_moved")
    act = (await town.database.read(acts.of_round, 1, 1))[0]
    await town.press(tono, Press(Verb.UNDO, 1, 1, argument=f"{to36(act.id)}.y"), tapped=90)
    assert await deadline(town) == OLD
    texts = dict(await pushed(town, "deadline_moved"))
    assert set(texts) == {RINI, BUDI, SARI}
    assert "memindahkan batas waktu" in texts[SARI] and "22 Juni 2024" in texts[SARI]


async def test_an_extension_that_was_given_since_stays_when_it_is_moved_back(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.database.write(submissions.extend, 2, OLD + timedelta(days=1))
    await town.database.write(submissions.extend, 3, OLD + timedelta(days=1))
    reply = await move(town, sari, 2)
    await town.database.write(submissions.extend, 2, OLD + timedelta(days=6))
    undo = await town.press(sari, button(reply, "Batalkan"), tapped=80)
    await town.press(sari, button(undo, "Ya"), tapped=80)
    kept = await town.database.read(submissions.extensions, 1)
    assert kept == {2: OLD + timedelta(days=6), 3: OLD + timedelta(days=1)}


async def test_what_somebody_else_moved_since_is_not_moved_back(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    reply = await move(town, sari, 2)
    await town.database.write(rounds.set_deadline, 1, OLD + timedelta(days=9))
    await town.press(sari, button(reply, "Batalkan"), tapped=80)
    act = (await town.database.read(acts.of_round, 1, 1))[0]
    assert act.undone_at is None
    assert await deadline(town) == OLD + timedelta(days=9)


async def test_typed_words_are_a_deadline_only_after_she_asked_for_it(town: Town) -> None:
    sari = await town.join(SARI, "Sari", KUTIM)
    assert "Pindahkan" not in text_of(await town.say(sari, "25 juni jam 10"))
    await town.command(sari, Action.DEADLINE)
    assert "Pindahkan" not in text_of(await town.say(sari, "25 juni jam 10"))
    await press(town, sari, "t")
    assert "Selasa, 25 Juni 2024 pukul 10.00 WITA" in text_of(await town.say(sari, "25 juni jam 10"))
    await press(town, sari, "t")
    assert "sudah lewat" in text_of(await town.say(sari, "kemarin"))
    assert "Minggu, 23 Juni 2024" in text_of(await town.say(sari, "+1 hari"))


def text_of(reply: Reply) -> str:
    return reply.screen.text if reply.screen is not None else ""


def test_the_town_is_in_the_zone_that_these_dates_are_in() -> None:
    assert datetime(2024, 6, 22, 1, tzinfo=UTC) == OLD
