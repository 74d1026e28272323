"""Follow-up tasks: set, told, delivered, sent back, moved, ticked, withdrawn, undone; by whom, and by whom not."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import Connection

from bot.flows.inputs import Medium, Sent
from bot.reminders.planner import Planner
from bot.screens.commands import Action
from bot.screens.digests import with_losses
from bot.screens.press import Press, Verb, to36
from bot.screens.screen import Screen
from bot.services import pushes, visits
from bot.services.enrolling import Who
from bot.services.exporting import Kind, make_export
from bot.services.losses import losses
from bot.services.overseeing import nobody
from bot.services.recaps import RECAP
from bot.services.replies import Order, Reply
from bot.services.rounds import desks_of_round
from bot.services.task_news import DELIVERED, NEWS
from bot.services.task_reminding import REMINDER
from storage import agencies, evidence, outbox, rounds, tasks
from storage.database import Database
from storage.evidence import EvidenceRow
from storage.tasks import TaskRow
from tests.services.pushed import pushed, queued
from tests.services.town import NOW, Town, button

KUTIM = "Kabupaten Kutai Timur"
REFUSED = "Tidak tersedia untuk Bapak/Ibu"


def photo(number: int, album: str = "") -> Sent:
    return Sent(Medium.PHOTO, f"file{number}", f"unique{number}", "", "image/jpeg", 1000, album=album)


class Office:
    """A town with two agencies, a representative of each, and a coordinator."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def open(self) -> Office:
        town = self.town
        await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
        self.rini = await town.join(11, "Rini", KUTIM, "dinkes")
        self.budi = await town.join(12, "Budi", KUTIM, "bappeda")
        self.sari = await town.join(21, "Sari", KUTIM)
        await pushed(town)
        self.agency, self.form = await town.database.read(self._dinkes)
        return self

    def _dinkes(self, conn: Connection) -> tuple[int, int]:
        round_id = self.town.round_ids[KUTIM]
        row = rounds.get(conn, round_id)
        assert row is not None
        found = {agency.code: submission for submission, agency in agencies.in_round(conn, round_id)}
        return found["dinkes"], row.form_id

    async def set(self, text: str = "Mohon kirim SK tim", hours: str = "6 jam") -> TaskRow:
        """Sari sets a task for the health agency."""
        await self.tap(self.sari, Verb.TASK, "n")
        await self.town.say(self.sari, text)
        reply = await self.town.say(self.sari, "SK Bupati")
        reply = await self.town.press(self.sari, button(reply, hours))
        await self.town.press(self.sari, button(reply, "Kirim tugas"))
        return await self.task()

    async def tap(self, who: Who, verb: Verb, argument: str) -> Reply:
        return await self.town.press(who, Press(verb, self.agency, self.form, argument=argument))

    async def act(self, code: str, task: TaskRow, who: Who | None = None) -> Reply:
        """A button under the task's card on the coordinator's side."""
        return await self.tap(who or self.sari, Verb.TASK, f"t{to36(task.id)}{code}")

    async def deliver(self, task: TaskRow, raw: str | Sent = "https://contoh.go.id/sk.pdf") -> None:
        """Rini brings something and says that it is all there."""
        await self.tap(self.rini, Verb.DELIVER, to36(task.id))
        await self.town.say(self.rini, raw)
        await self.tap(self.rini, Verb.DELIVER, f"{to36(task.id)}.y")

    async def task(self) -> TaskRow:
        return (await self.town.database.read(tasks.of_submission, self.agency))[-1]

    async def pieces(self) -> list[EvidenceRow]:
        return await self.town.database.read(evidence.present, [self.agency])

    async def plan(self) -> None:
        """Two processes look what is due at the same moment."""
        for _ in range(2):
            await Planner(self.town.database, self.town.setting.calendar).step(self.town.now)


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


# -------------------------------------------------------------------- reminders


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


# -------------------------------------------------------------------- the agency's side


async def test_what_is_brought_is_kept_for_the_task_and_told_when_it_is_all_there(office: Office) -> None:
    task = await office.set()
    await office.tap(office.rini, Verb.DELIVER, to36(task.id))
    await office.town.say(office.rini, photo(1))
    await office.town.say(office.rini, "Halaman 2 menyusul")
    await office.town.say(office.rini, "https://drive.google.com/sk")
    assert [piece.kind for piece in await office.pieces()] == ["file", "post", "link"]
    assert {piece.subject for piece in await office.pieces()} == {f"task:{task.id}"}
    assert await pushed(office.town, DELIVERED) == []
    for _ in range(2):
        await office.tap(office.rini, Verb.DELIVER, f"{to36(task.id)}.y")
    told = await pushed(office.town, DELIVERED)
    assert [chat for chat, _ in told] == [21]
    assert (await office.task()).brought_by == "Rini"


async def test_nothing_brought_is_nothing_delivered(office: Office) -> None:
    task = await office.set()
    reply = await office.tap(office.rini, Verb.DELIVER, f"{to36(task.id)}.y")
    assert reply.screen is not None
    assert "Belum ada yang dikirim" in reply.screen.text
    assert (await office.task()).delivered_at is None


async def test_an_album_stays_with_its_task_although_she_has_moved_on(office: Office) -> None:
    task = await office.set()
    await office.tap(office.rini, Verb.DELIVER, to36(task.id))
    await office.town.say(office.rini, photo(1, album="a"))
    await office.town.command(office.rini, Action.SECTIONS)
    await office.town.say(office.rini, photo(2, album="a"))
    assert len([one for one in await office.pieces() if one.subject == f"task:{task.id}"]) == 2


async def test_more_after_delivery_takes_it_back_until_it_is_all_there_again(office: Office) -> None:
    task = await office.set()
    await office.deliver(task)
    await office.town.say(office.rini, photo(2))
    assert (await office.task()).delivered_at is None
    await office.tap(office.rini, Verb.DELIVER, f"{to36(task.id)}.y")
    assert (await office.task()).delivered_at is not None


async def test_a_task_takes_thirty_pieces_and_says_so(office: Office) -> None:
    task = await office.set()
    await office.tap(office.rini, Verb.DELIVER, to36(task.id))
    for number in range(31):
        reply = await office.town.say(office.rini, photo(number))
    assert reply.screen is not None
    assert "30" in reply.screen.text
    assert len(await office.pieces()) == 30


async def test_the_section_may_be_sent_and_the_deadline_past(office: Office) -> None:
    await office.tap(office.sari, Verb.CLOSE, "0.y")
    await office.tap(office.sari, Verb.CLOSE, "1.y")
    office.town.now += timedelta(days=30)
    task = await office.set()
    await office.deliver(task)
    assert (await office.task()).delivered_at == office.town.now


async def test_in_a_closed_round_nothing_can_be_set_or_brought(office: Office) -> None:
    task = await office.set()
    await office.tap(office.rini, Verb.DELIVER, to36(task.id))
    await office.town.database.write(rounds.close, office.town.round_ids[KUTIM], office.town.now)
    await office.town.say(office.rini, photo(1))
    await office.tap(office.rini, Verb.DELIVER, f"{to36(task.id)}.y")
    reply = await office.act(".d.y", task)
    assert reply.toast == REFUSED
    assert await office.pieces() == []
    assert (await office.task()).is_owed


@pytest.mark.parametrize("code", ["", ".y", ".m"])
async def test_another_agency_reaches_nothing_of_a_task(office: Office, code: str) -> None:
    task = await office.set()
    await office.deliver(task)
    before = await office.task()
    own = await office.town.database.read(_submission_of, office.town.round_ids[KUTIM], "bappeda")
    for submission in (office.agency, own):
        press = Press(Verb.DELIVER, submission, office.form, argument=f"{to36(task.id)}{code}")
        reply = await office.town.press(office.budi, press)
        assert "SK tim" not in (reply.screen.text if reply.screen else "")
        await office.town.say(office.budi, photo(7))
    assert await office.task() == before
    assert len([one for one in await office.pieces() if one.subject == f"task:{task.id}"]) == 1


# -------------------------------------------------------------------- deciding, and undoing it


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
    other = await office.town.database.read(_submission_of, office.town.round_ids[KUTIM], "bappeda")
    before = await office.task()
    for code in ("", ".d.y", ".c.y", ".m"):
        press = Press(Verb.TASK, other, office.form, argument=f"t{to36(task.id)}{code}")
        reply = await office.town.press(office.sari, press)
        assert reply.toast == REFUSED
    assert await office.task() == before


# -------------------------------------------------------------------- elsewhere


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


def _submission_of(conn: Connection, round_id: int, code: str) -> int:
    for submission, agency in agencies.in_round(conn, round_id):
        if agency.code == code:
            return submission
    raise LookupError(code)


# -------------------------------------------------------------------- assessors


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


async def test_the_files_of_a_task_are_brought_into_the_coordinators_chat(office: Office) -> None:
    task = await office.set()
    reply = await office.act("", task)
    assert reply.screen is not None
    assert "Kirim berkasnya" not in str(reply.screen.rows)
    await office.tap(office.rini, Verb.DELIVER, to36(task.id))
    for number in (1, 2):
        await office.town.say(office.rini, photo(number))
    reply = await office.town.press(office.sari, button(await office.act("", task), "Kirim berkasnya"))
    given = [one.given for one in (reply.screen, *reply.also) if one is not None]
    assert [one.file_id for one in given if one is not None] == ["file1", "file2"]


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


@pytest.mark.parametrize("role", ["stranger", "leader", "alternate", "assessor", "coordinator"])
async def test_nobody_but_its_representatives_brings_anything(office: Office, role: str) -> None:
    task = await office.set()
    await office.deliver(task)
    before = await office.task(), await office.pieces()
    other = Who(99, 99, "Anybody")
    if role == "coordinator":
        other = office.sari
    elif role != "stranger":
        agency = "dinkes" if role == "alternate" else ""
        other = await office.town.join(61, "Wali", KUTIM, agency, role=role)
    for code in ("", ".y", ".m"):
        reply = await office.tap(other, Verb.DELIVER, f"{to36(task.id)}{code}")
        said = f"{reply.toast}{reply.screen.text if reply.screen else ''}"
        assert "SK" not in said, code
        await office.town.database.write(visits.message, office.town.setting, other, photo(5), 900, None, NOW)
    assert (await office.task(), await office.pieces()) == before


async def test_the_recap_that_a_coordinator_asks_for_names_them_too(office: Office) -> None:
    await office.set()
    await office.town.command(office.sari, Action.RECAP)
    rows = await office.town.database.write(
        outbox.claim, office.town.now, 9, office.town.now + timedelta(minutes=1), only=(RECAP,)
    )
    order = await office.town.database.read(pushes.render, office.town.setting, rows, office.town.now)
    assert isinstance(order, Order)
    assert "📌 Tugas susulan: 1 ditunggu" in order.screen.text
