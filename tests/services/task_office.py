"""A town in memory where one agency is set follow-up tasks, by the real services."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.inputs import Medium, Sent
from bot.reminders.planner import Planner
from bot.screens.press import Press, Verb, to36
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import agencies, evidence, rounds, tasks
from storage.evidence import EvidenceRow
from storage.tasks import TaskRow
from tests.services.pushed import pushed
from tests.services.town import Town, button

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
        self.agency, self.form = await self.submission_of("dinkes"), await town.database.read(self._form)
        return self

    def _form(self, conn: Connection) -> int:
        row = rounds.get(conn, self.town.round_ids[KUTIM])
        assert row is not None
        return row.form_id

    async def submission_of(self, code: str) -> int:
        found = await self.town.database.read(agencies.in_round, self.town.round_ids[KUTIM])
        return next(submission for submission, agency in found if agency.code == code)

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
