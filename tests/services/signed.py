"""An agency that has sent everything, and how its head confirms it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import papers, pushes
from bot.services.enrolling import Who
from bot.services.replies import Order, Reply
from storage import agencies, outbox, receipts, rounds, submissions
from storage.database import Database
from tests.services.town import Town, button

KUTIM = "Kabupaten Kutai Timur"
SECTIONS = 2


@dataclass
class Office:
    """An agency that has sent everything, its representative, its coordinator, and its head."""

    town: Town
    rini: Who
    sari: Who
    head: Who
    submission: int
    form: int

    async def read(self, work: Any, *arguments: Any) -> Any:
        return await self.town.database.read(work, *arguments)

    async def write(self, work: Any, *arguments: Any) -> Any:
        return await self.town.database.write(work, *arguments)

    async def ask(self) -> str:
        """A new link, made by the representative; its token."""
        reply = await self.town.press(self.rini, Press(Verb.SIGN, self.submission, self.form, argument="l"))
        assert reply.screen is not None, reply
        return re.findall(r"start=(\w+)", reply.screen.text)[0]

    async def open(self, token: str, who: Who | None = None) -> Reply:
        return await self.town.command(who or self.head, Action.START, token)

    async def sign(self, token: str, who: Who | None = None) -> Reply:
        """Look, confirm, and confirm once more."""
        seen = await self.open(token, who)
        sure = await self.town.press(who or self.head, button(seen, "sahkan"))
        return await self.town.press(who or self.head, button(sure, "sahkan"))

    async def signed(self) -> list[receipts.ReceiptRow]:
        return await self.read(receipts.of_submission, self.submission)

    async def paper(self, chat_id: int = 61) -> Path:
        """The receipt that waits for this chat, as a file."""
        rows = [row for row in await self.read(queued, chat_id) if row.kind == papers.RECEIPT]
        made = await self.read(pushes.render, self.town.setting, rows[-1:], self.town.now)
        assert isinstance(made, Order)
        path = made.make(*made.args)
        assert isinstance(path, Path)
        return path

    async def turn(self, beds: str) -> None:
        """The coordinator opens the section, the answer changes, it is sent again."""
        await self.town.press(self.sari, Press(Verb.REOPEN, self.submission, self.form, argument="0.y"))
        await self.town.press(self.rini, Press(Verb.OPEN, self.submission, self.form, 1))
        await self.town.confirm(self.rini)
        await self.town.say(self.rini, beds)
        await self.town.press(self.rini, Press(Verb.SUBMIT, self.submission, self.form, argument="0"))


async def sent(database: Database) -> Office:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "rsud": "rsud"})
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    sari = await town.join(21, "Sari", KUTIM)

    def numbers(conn: Connection) -> tuple[int, int]:
        round_ = rounds.get(conn, town.round_ids[KUTIM])
        assert round_ is not None
        agency = agencies.by_code(conn, round_.region_id, "dinkes")
        assert agency is not None
        found = submissions.of_agency(conn, round_.id, agency.id)
        assert found is not None
        return found.id, round_.form_id

    submission, form = await database.read(numbers)
    office = Office(town, rini, sari, Who(61, 61, "Andi Saputra"), submission, form)
    await town.press(rini, Press(Verb.START, submission, form))
    await town.confirm(rini)
    for answer in ("ya", "12", "Lengkap"):
        await town.say(rini, answer)
    await town.press(rini, Press(Verb.START, submission, form, argument="1"))
    await town.confirm(rini)
    await town.say(rini, "435000")
    for section in range(SECTIONS):
        reply = await town.press(rini, Press(Verb.SUBMIT, submission, form, argument=str(section)))
        assert "sudah kami terima" in (reply.screen.text if reply.screen else ""), reply
    return office


def queued(conn: Connection, chat_id: int) -> list[outbox.Row]:
    """The documents that wait for a chat."""
    return outbox.waiting(conn, chat_id, {papers.RECEIPT, papers.ANSWERS})
