"""Follow-up tasks as they are set: their words, their deadline, and one tap only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.flows.inputs import Sent
from bot.screens.press import Verb
from bot.services.task_news import NEWS
from storage import tasks
from storage.database import Database
from tests.services.pushed import pushed, queued
from tests.services.task_office import Office, photo
from tests.services.town import Town, button


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(Town(database)).open()


async def test_a_task_is_set_with_its_words_and_told_to_its_agency_alone(office: Office) -> None:
    task = await office.set()
    assert (task.text, task.wanted) == ("Mohon kirim SK tim", "SK Bupati")
    assert task.due_at - office.town.now == timedelta(hours=6)
    told = await pushed(office.town, NEWS)
    assert [chat for chat, _ in told] == [11]
    assert "Mohon kirim SK tim" in told[0][1]


async def test_a_second_tap_sets_no_second_task(office: Office) -> None:
    await office.tap(office.sari, Verb.TASK, "n")
    await office.town.say(office.sari, "Mohon kirim SK tim")
    reply = await office.town.say(office.sari, "SK")
    reply = await office.town.press(office.sari, button(reply, "6 jam"))
    sure = button(reply, "Kirim tugas")
    for _ in range(3):
        reply = await office.town.press(office.sari, sure)
        assert reply.screen is not None
        assert "Tugas sudah dibuat" in reply.screen.text
    assert len(await office.town.database.read(tasks.of_submission, office.agency)) == 1
    assert await queued(office.town, NEWS) == 1


async def test_the_same_words_can_be_set_again_as_another_task(office: Office) -> None:
    first = await office.set()
    office.town.now += timedelta(minutes=1)
    second = await office.set()
    assert (first.id, first.text) != (second.id, second.text)
    assert first.text == second.text


async def test_a_preview_of_last_hour_does_not_send_what_was_typed_since(office: Office) -> None:
    await office.tap(office.sari, Verb.TASK, "n")
    await office.town.say(office.sari, "Yang pertama")
    reply = await office.town.say(office.sari, "SK")
    reply = await office.town.press(office.sari, button(reply, "6 jam"))
    old = button(reply, "Kirim tugas")
    await office.tap(office.sari, Verb.TASK, "n")
    await office.town.say(office.sari, "Yang kedua")
    reply = await office.town.press(office.sari, old)
    assert reply.screen is not None
    assert "Rancangan tugas itu sudah tidak ada" in reply.screen.text
    assert not await office.town.database.read(tasks.of_submission, office.agency)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("x" * 1201, "Terlalu panjang: 1.201"),
        (" \u202e \n ", "Mohon ketik dengan kata-kata"),
        (photo(1), "Mohon ketik dengan kata-kata"),
    ],
    ids=["too long", "nothing", "a photo without words"],
)
async def test_what_is_no_text_of_a_task_is_asked_for_again(
    office: Office, typed: str | Sent, said: str
) -> None:
    await office.tap(office.sari, Verb.TASK, "n")
    reply = await office.town.say(office.sari, typed)
    assert reply.screen is not None
    assert said in reply.screen.text
    assert "Apa yang diminta" in reply.screen.text


@pytest.mark.parametrize(
    ("typed", "hours", "said"),
    [
        ("besok", 24, ""),
        ("+5 jam", 5, ""),
        ("kemarin", 0, "sudah lewat"),
        ("secepatnya", 0, "Mohon ketik tanggal"),
        ("3 juni 2029", 0, "setahun"),
    ],
)
async def test_a_deadline_is_typed_as_people_type_it(
    office: Office, typed: str, hours: int, said: str
) -> None:
    await office.tap(office.sari, Verb.TASK, "n")
    await office.town.say(office.sari, "Mohon kirim SK tim")
    await office.town.say(office.sari, "SK")
    reply = await office.town.say(office.sari, typed)
    assert reply.screen is not None
    if said:
        assert said in reply.screen.text
        return
    await office.town.press(office.sari, button(reply, "Kirim tugas"))
    assert (await office.task()).due_at - office.town.now == timedelta(hours=hours)


async def test_a_button_with_a_deadline_of_yesterday_asks_again(office: Office) -> None:
    await office.tap(office.sari, Verb.TASK, "n")
    await office.town.say(office.sari, "Mohon kirim SK tim")
    reply = await office.town.say(office.sari, "SK")
    six = button(reply, "6 jam")
    office.town.now += timedelta(hours=7)
    reply = await office.town.press(office.sari, six)
    assert reply.screen is not None
    assert "sudah lewat" in reply.screen.text
