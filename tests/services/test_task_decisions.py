"""What coordinators and assessors decide about follow-up tasks, and how it is undone and exported."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.screens.commands import Action
from bot.screens.press import Press, Verb, to36
from bot.services.exporting import Kind, make_export
from bot.services.task_news import DELIVERED, NEWS
from storage.database import Database
from tests.services.pushed import pushed
from tests.services.task_office import KUTIM, REFUSED, Office, photo
from tests.services.town import Town, button


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(Town(database)).open()


@pytest.mark.parametrize(
    ("delivered", "codes", "state", "told"),
    [
        (True, [".d"], "done", "dinyatakan selesai"),
        (False, [".d"], "owed", ""),  # asks first
        (False, [".d", ".d.y"], "done", "dinyatakan selesai"),
        (True, [".c"], "delivered", ""),  # asks first
        (True, [".c", ".c.y"], "cancelled", "ditarik kembali"),
        (True, [".b.y"], "owed", "dikembalikan oleh Sari"),
        (False, [".b.y"], "owed", ""),  # nothing to send back
        (True, [".d", ".c.y", ".b.y", ".d"], "done", "dinyatakan selesai"),  # what is over stays as it is
    ],
)
async def test_what_a_coordinator_decides_is_done_once_and_told(
    office: Office, delivered: bool, codes: list[str], state: str, told: str
) -> None:
    task = await office.set()
    if delivered:
        await office.deliver(task)
    await pushed(office.town)
    office.town.now += timedelta(minutes=1)
    for code in codes:
        await office.act(code, task)
    row = await office.task()
    found = {
        "done": row.done_at is not None,
        "cancelled": row.cancelled_at is not None,
        "delivered": row.delivered_at is not None and row.is_open,
        "owed": row.is_owed,
    }
    assert found[state], row
    messages = [text for chat, text in await pushed(office.town, NEWS) if chat == 11]
    assert [told in text for text in messages] == ([True] if told else [])


@pytest.mark.parametrize("code", [".d", ".c.y", ".b.y"])
async def test_each_decision_can_be_undone_once(office: Office, code: str) -> None:
    task = await office.set()
    await office.deliver(task)
    before = await office.task()
    reply = await office.act(code, task)
    reply = await office.town.press(office.sari, button(reply, "Batalkan"))
    undo = button(reply, "Ya, batalkan")
    for _ in range(2):
        await office.town.press(office.sari, undo)
    after = await office.task()
    assert (after.delivered_at, after.done_at, after.cancelled_at) == (before.delivered_at, None, None)


async def test_a_task_that_was_set_by_mistake_is_undone_while_nothing_was_brought(office: Office) -> None:
    task = await office.set()
    reply = await office.act("", task)
    history = await office.town.press(office.sari, Press(Verb.HISTORY, office.agency, office.form))
    await office.tap(office.rini, Verb.DELIVER, to36(task.id))
    await office.town.say(office.rini, photo(1))
    reply = await office.town.press(office.sari, button(history, "Batalkan"))
    assert reply.screen is not None
    assert "Ya, batalkan" not in [one.text for row in reply.screen.rows for one in row]
    assert (await office.task()).is_owed


async def test_numbers_of_another_agency_do_nothing_under_ones_own(office: Office) -> None:
    """A coordinator's own agency with the task of another: a forged pair."""
    task = await office.set()
    other = await office.submission_of("bappeda")
    before = await office.task()
    for code in ("", ".d.y", ".c.y", ".m"):
        press = Press(Verb.TASK, other, office.form, argument=f"t{to36(task.id)}{code}")
        reply = await office.town.press(office.sari, press)
        assert reply.toast == REFUSED
    assert await office.task() == before


async def test_the_workbook_has_a_sheet_of_them_only_where_there_are_any(
    office: Office, database_url: str, tmp_path: Path
) -> None:
    async def sheets() -> dict[str, list[tuple[object, ...]]]:
        round_id, now = office.town.round_ids[KUTIM], office.town.now
        made = await asyncio.to_thread(
            make_export, database_url, round_id, Kind.WORKBOOK, "id", tmp_path, now=now
        )
        book = load_workbook(made, read_only=True)
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}

    assert "Tugas susulan" not in await sheets()
    task = await office.set(text="=HYPERLINK(1)")
    await office.deliver(task)
    (_, row) = (await sheets())["Tugas susulan"]
    assert row[2] == "=HYPERLINK(1)"
    assert row[7] == "Sudah dikirim, menunggu diperiksa"
    assert row[-1] == 1


async def test_an_assessor_sets_tasks_follows_her_own_and_ticks_none(office: Office) -> None:
    theirs = await office.set("Dari koordinator")
    anton = await office.town.join(51, "Anton", KUTIM, role="assessor")
    await pushed(office.town)
    await office.tap(anton, Verb.TASK, "n")
    await office.town.say(anton, "Dari asesor")
    reply = await office.town.say(anton, "SK")
    reply = await office.town.press(anton, button(reply, "24 jam"))
    reply = await office.town.press(anton, button(reply, "Kirim tugas"))
    own = await office.task()
    assert (own.text, own.person_id) == ("Dari asesor", theirs.person_id + 1)
    assert [chat for chat, _ in await pushed(office.town, NEWS)] == [11]
    await office.deliver(own)
    assert {51, 21} == {chat for chat, _ in await pushed(office.town, DELIVERED)}
    listed = await office.town.command(anton, Action.TASKS)
    assert listed.screen is not None
    assert "Dari asesor" in listed.screen.text
    assert "Dari koordinator" not in listed.screen.text
    for code in ("", ".c.y", ".m", ".b.y"):
        assert (await office.act(code, theirs, anton)).toast == REFUSED
    await office.act(".d.y", own, anton)
    assert (await office.task()).done_at is None
    await office.act(".b.y", own, anton)
    assert (await office.task()).is_owed


async def test_no_button_of_an_assessor_leads_nowhere(office: Office) -> None:
    anton = await office.town.join(51, "Anton", KUTIM, role="assessor")
    waiting, seen = [await office.town.command(anton, Action.TASKS)], set[str]()
    while waiting:
        reply = waiting.pop()
        assert reply.toast != REFUSED
        rows = reply.screen.rows if reply.screen is not None else ()
        for data in {one.data for row in rows for one in row if one.data} - seen:
            seen.add(data)
            waiting.append(await office.town.press(anton, data))
    assert any(":n" in data for data in seen)
