"""Follow-up tasks: set by a coordinator, told, and what becomes of them; without any Telegram."""

from __future__ import annotations

import pytest

from bot.screens.press import Press, Verb
from bot.services.task_news import NEWS
from storage import agencies, tasks
from storage.database import Database
from storage.tasks import TaskRow
from tests.services.pushed import pushed
from tests.services.town import Town, button

KUTIM = "Kabupaten Kutai Timur"


class Office:
    """A town with one agency that has two representatives, and a coordinator."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def open(self) -> Office:
        town = self.town
        await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
        self.rini = await town.join(11, "Rini", KUTIM, "dinkes")
        self.budi = await town.join(12, "Budi", KUTIM, "bappeda")
        self.sari = await town.join(21, "Sari", KUTIM)
        await pushed(town)
        self.agency = await town.database.read(self._dinkes)
        return self

    def _dinkes(self, conn):  # type: ignore[no-untyped-def]
        for submission, agency in agencies.in_round(conn, self.town.round_ids[KUTIM]):
            if agency.code == "dinkes":
                return submission
        raise LookupError("dinkes")

    async def set(self, text: str = "Mohon kirim SK tim", hours: str = "6 jam") -> TaskRow:
        """Sari sets a task for the health agency."""
        town = self.town
        await town.press(self.sari, Press(Verb.TASK, self.agency, argument="n"))
        await town.say(self.sari, text)
        reply = await town.say(self.sari, "SK Bupati")
        reply = await town.press(self.sari, button(reply, hours))
        await town.press(self.sari, button(reply, "Kirim tugas"))
        found = await self.tasks()
        return found[-1]

    async def tasks(self) -> list[TaskRow]:
        return await self.town.database.read(tasks.of_submission, self.agency)


@pytest.fixture
async def office(database: Database) -> Office:
    return await Office(Town(database)).open()


async def test_a_task_is_set_with_its_words_and_told_to_the_agency_alone(office: Office) -> None:
    task = await office.set()
    assert (task.text, task.wanted) == ("Mohon kirim SK tim", "SK Bupati")
    assert (task.due_at - office.town.now).total_seconds() == 6 * 3600
    told = await pushed(office.town, NEWS)
    assert [chat for chat, _ in told] == [11]
    assert "Mohon kirim SK tim" in told[0][1]
