"""A fix that leaves a list of records too long or too short opens the list, and none of the answers that stood there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.flows.moves import Status
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import answers, chats, sections
from storage.database import Database
from tests.services.town import Town, button, compiled

KUTIM = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type         | name | label            | required | bind::pilar:min_items | bind::pilar:max_items |
| | begin_group  | g    | Aplikasi         |     |      |      |
| | integer      | n    | Berapa aplikasi? | yes |      |      |
| | begin_repeat | app  | Aplikasi         |     | ${n} | ${n} |
| | text         | nm   | Apa namanya?     | yes |      |      |
| | text         | why  | Untuk apa?       |     |      |      |
| | begin_repeat | mod  | Modul            |     |      |      |
| | text         | mn   | Apa modulnya?    | yes |      |      |
| | end_repeat   |      |                  |     |      |      |
| | end_repeat   |      |                  |     |      |      |
| | end_group    |      |                  |     |      |      |
| settings |
| | namespaces |
| | pilar="urn:pilar:form" |
"""
N, NM, WHY, MN = range(4)  # the questions by their ordinals
APP, MOD = range(2)  # the lists
LOCKED = "tetap seperti"


class Office:
    """Dinkes has sent two applications, and the number of them came back."""

    def __init__(self, town: Town, rini: Who) -> None:
        self.town, self.rini = town, rini
        self.submission = self.form = 0

    async def press(self, verb: Verb, ordinal: int, items: tuple[str, ...] = (), argument: str = "") -> Reply:
        self.town.now += timedelta(seconds=10)
        seen = 99 if verb is Verb.ADD else 0  # never the second tap of two
        press = Press(verb, self.submission, self.form, ordinal, items, seen, argument)
        return await self.town.press(self.rini, press)

    async def answer(self, ordinal: int, items: tuple[str, ...], text: str) -> Reply:
        opened = await self.press(Verb.OPEN, ordinal, items)
        if LOCKED in said(opened):
            return opened
        await self.town.confirm(self.rini)
        return await self.town.say(self.rini, text)

    async def values(self) -> dict[str, str]:
        rows = await self.town.database.read(answers.load, (self.submission,))
        return {f"{r.question.rpartition('/')[2]}#{r.items}": r.value for r in rows if r.standing == "given"}

    async def status(self) -> Status:
        found = await self.town.database.read(sections.statuses, (self.submission,))
        return Status(found[self.submission, "g"].status)


def said(reply: Reply) -> str:
    return reply.screen.text if reply.screen is not None else ""


@pytest.fixture
async def office(database: Database) -> Office:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, FORM)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    sari = await town.join(21, "Sari", KUTIM)
    found = Office(town, rini)
    await town.command(rini, Action.CONTINUE)
    await town.confirm(rini)

    def work(conn):  # type: ignore[no-untyped-def]
        chat = chats.for_chat(conn, 11)
        assert chat is not None and chat.work is not None
        return chat.work.submission_id, chat.work.form_id

    found.submission, found.form = await database.read(work)
    await found.answer(N, (), "2")
    for item, name in (("1", "SIKDA"), ("2", "e-Gizi")):
        await found.press(Verb.ADD, APP)
        await found.answer(NM, (item,), name)
        await found.press(Verb.SKIP, WHY, (item,))
    await found.press(Verb.ITEMS, APP, (), "e")
    await found.press(Verb.SUBMIT, -1, (), "0.y")
    assert await found.status() is Status.SUBMITTED
    for ordinal, argument in ((N, "1"), (-1, "0.y")):
        press = Press(Verb.RETURN, found.submission, found.form, ordinal, argument=argument)
        await town.press(sari, press)
    assert await found.status() is Status.RETURNED
    town.now += timedelta(minutes=5)
    return found


async def test_a_list_that_is_too_long_by_now_gives_up_a_record_and_is_sent_back(office: Office) -> None:
    shown = await office.answer(N, (), "1")
    assert "mohon hapus 1" in said(shown), "the fix leads to the list, which says what is wanted"
    gone = await office.press(Verb.REMOVE, APP, ("2",))
    assert LOCKED not in said(gone)
    assert LOCKED in said(await office.answer(NM, ("1",), "Lain")), "what stood there stays"
    await office.press(Verb.SUBMIT, -1, (), "0.y")
    assert await office.status() is Status.SUBMITTED
    assert await office.values() == {"n#": "1", "app#1": "", "nm#1": "SIKDA", "nm#2": "e-Gizi"}


async def test_a_list_that_is_too_short_by_now_takes_a_record_and_all_of_its_answers(office: Office) -> None:
    await office.answer(N, (), "3")
    opened = await office.press(Verb.ADD, APP)
    assert "Apa namanya" in said(opened)
    await office.answer(NM, ("3",), "Antrean")
    await office.answer(WHY, ("3",), "Pendaftaran")
    await office.press(Verb.ADD, MOD, ("3",))
    await office.answer(MN, ("3", "1"), "Loket")
    for ordinal, items in ((NM, ("1",)), (WHY, ("2",))):
        assert LOCKED in said(await office.answer(ordinal, items, "Lain"))
    assert LOCKED in said(await office.press(Verb.ADD, MOD, ("1",)))
    await office.press(Verb.SUBMIT, -1, (), "0.y")
    assert await office.status() is Status.SUBMITTED
    found = await office.values()
    assert [found[key] for key in ("nm#3", "why#3", "mn#3.1")] == ["Antrean", "Pendaftaran", "Loket"]


async def test_a_record_taken_off_and_brought_back_has_its_answers_as_they_were_checked(
    office: Office,
) -> None:
    await office.answer(N, (), "1")
    gone = await office.press(Verb.REMOVE, APP, ("2",))
    await office.answer(N, (), "2")
    await office.town.press(office.rini, button(gone, "Urungkan"))
    assert LOCKED in said(await office.answer(NM, ("2",), "Lain"))
    assert (await office.values())["nm#2"] == "e-Gizi"


async def test_a_list_that_is_as_long_as_it_must_be_stays_as_it_was_sent(office: Office) -> None:
    before = await office.values()
    for verb, items in ((Verb.ADD, ()), (Verb.REMOVE, ("1",)), (Verb.DUPLICATE, ("1",)), (Verb.TABLE, ())):
        assert LOCKED in said(await office.press(verb, APP, items)), verb
    assert await office.values() == before


def test_the_form_has_these_rows_in_this_order() -> None:
    form = compiled(FORM).form
    assert [one.name for one in form.by_ordinal] == ["n", "nm", "why", "mn"]
