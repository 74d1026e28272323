"""Follow-up tasks that are reminded of by the hour, and counted in digest and recap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.screens.commands import Action
from bot.screens.digests import with_losses
from bot.screens.screen import Screen
from bot.services import pushes
from bot.services.losses import losses
from bot.services.overseeing import nobody
from bot.services.recaps import RECAP
from bot.services.replies import Order
from bot.services.rounds import desks_of_round
from bot.services.task_news import NEWS
from bot.services.task_reminding import REMINDER
from storage import outbox, rounds
from storage.database import Database
from tests.services.pushed import pushed, queued
from tests.services.task_office import KUTIM, Office
from tests.services.town import Town, button


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(Town(database)).open()


async def test_reminders_come_once_with_two_processes_and_never_after_delivery(office: Office) -> None:
    task = await office.set(hours="6 jam")
    await pushed(office.town)
    office.town.now = task.due_at - timedelta(hours=3)
    await office.plan()
    assert await queued(office.town, REMINDER) == 1
    await office.deliver(task)
    assert await pushed(office.town, REMINDER) == []
    office.town.now = task.due_at + timedelta(hours=2)
    await office.plan()
    assert await queued(office.town, REMINDER) == 1


async def test_an_overdue_task_is_reminded_of_hourly_and_then_no_more(office: Office) -> None:
    task = await office.set(hours="6 jam")  # 09.00 in Makassar, due at 15.00
    await pushed(office.town)
    told = []
    for hour in range(1, 24):
        office.town.now = task.due_at + timedelta(hours=hour)
        await office.plan()
        told += [office.town.now for _ in await pushed(office.town, REMINDER)]
    assert [(at - task.due_at) // timedelta(hours=1) for at in told] == [1, 2, 3, 4, 5, 16]


async def test_a_moved_deadline_leaves_the_old_reminders_behind(office: Office) -> None:
    task = await office.set(hours="6 jam")
    office.town.now = task.due_at - timedelta(hours=1)
    await office.plan()
    reply = await office.act(".m", task)
    reply = await office.town.press(office.sari, button(reply, "24 jam"))
    await office.town.press(office.sari, button(reply, "Ya, ubah"))
    assert await pushed(office.town, REMINDER) == []
    told = await pushed(office.town, NEWS)
    assert "diubah oleh Sari" in told[-1][1]
    assert (await office.task()).due_at == office.town.now + timedelta(hours=24)


async def test_a_closed_round_reminds_of_nothing(office: Office) -> None:
    task = await office.set()
    await pushed(office.town)
    office.town.now = task.due_at - timedelta(hours=3)
    await office.plan()
    await office.town.database.write(rounds.close, office.town.round_ids[KUTIM], office.town.now)
    assert await pushed(office.town, REMINDER) == []


async def test_of_two_reminders_that_waited_the_newer_is_sent(office: Office) -> None:
    task = await office.set(hours="6 jam")
    await pushed(office.town)
    for hours in (3, 1):
        office.town.now = task.due_at - timedelta(hours=hours)
        await office.plan()
    told = [text for _, text in await pushed(office.town, REMINDER)]
    assert len(told) == 1
    assert "1 jam lagi" in told[0]


async def test_the_digest_counts_what_is_owed_late_and_to_be_checked(office: Office) -> None:
    for text in ("satu", "dua", "tiga"):
        task = await office.set(text)
    await office.deliver(task)
    await office.set("empat", hours="48 jam")
    office.town.now += timedelta(hours=7)

    def digest(conn: Connection) -> str:
        town = office.town
        row, reader = rounds.get(conn, town.round_ids[KUTIM]), nobody("id")
        assert row is not None
        library = town.setting.library
        desks = desks_of_round(conn, library, row, reader, town.now)
        found = losses(conn, library, row, desks, town.now, named=True)
        return with_losses(Screen(""), found, "id").text

    text = await office.town.database.read(digest)
    assert "Tugas susulan: 1 ditunggu, 2 lewat batas waktu, 1 menunggu diperiksa" in text
    assert "1 perangkat daerah perlu dihubungi" in text


async def test_the_recap_that_a_coordinator_asks_for_names_them_too(office: Office) -> None:
    await office.set()
    await office.town.command(office.sari, Action.RECAP)
    rows = await office.town.database.write(
        outbox.claim, office.town.now, 9, office.town.now + timedelta(minutes=1), only=(RECAP,)
    )
    order = await office.town.database.read(pushes.render, office.town.setting, rows, office.town.now)
    assert isinstance(order, Order)
    assert "📌 Tugas susulan: 1 ditunggu" in order.screen.text
