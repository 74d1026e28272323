"""What an agency brings for a follow-up task, and who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.screens.commands import Action
from bot.screens.press import Press, Verb, to36
from bot.services import visits
from bot.services.enrolling import Who
from bot.services.task_news import DELIVERED
from storage import people, rounds
from storage.database import Database
from tests.services.pushed import pushed
from tests.services.task_office import KUTIM, REFUSED, Office, photo
from tests.services.town import NOW, Town, button


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(Town(database)).open()


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


async def test_a_word_of_thanks_is_no_evidence_and_takes_no_delivery_back(office: Office) -> None:
    task = await office.set()
    await office.deliver(task)
    reply = await office.town.say(office.rini, "Baik, terima kasih, Bu 🙏")
    assert reply.screen is not None and "Sudah dikirim" in reply.screen.text
    assert (await office.task()).delivered_at is not None
    assert len(await office.pieces()) == 1
    assert len(await pushed(office.town, DELIVERED)) == 1


async def test_what_was_delivered_twice_within_the_hour_is_told_once_on_the_hour(office: Office) -> None:
    task = await office.set()
    wati = await office.town.join(22, "Wati", KUTIM)
    person = await office.town.database.read(people.by_telegram, wati.telegram_id)
    assert person is not None
    await office.town.database.write(people.set_alerts, person.id, "hourly")
    await office.deliver(task)
    office.town.now += timedelta(minutes=5)
    await office.deliver(task, "https://contoh.go.id/notulen.pdf")
    office.town.now += timedelta(hours=1)
    assert [chat for chat, _ in await pushed(office.town, DELIVERED)].count(22) == 1


async def test_what_comes_after_a_task_has_ended_is_not_kept_and_that_is_said(office: Office) -> None:
    task = await office.set()
    await office.deliver(task)
    await office.act(".d", task)
    reply = await office.town.say(office.rini, photo(1))
    assert reply.screen is not None and "tidak tersimpan" in reply.screen.text
    assert len(await office.pieces()) == 1


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
    own = await office.submission_of("bappeda")
    for submission in (office.agency, own):
        press = Press(Verb.DELIVER, submission, office.form, argument=f"{to36(task.id)}{code}")
        reply = await office.town.press(office.budi, press)
        assert "SK tim" not in (reply.screen.text if reply.screen else "")
        await office.town.say(office.budi, photo(7))
    assert await office.task() == before
    assert len([one for one in await office.pieces() if one.subject == f"task:{task.id}"]) == 1


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
