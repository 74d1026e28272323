"""A town in which news travels: two regions, people of every role, and what waits in the outbox for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import inviting, pushes
from bot.services.enrolling import Who
from bot.services.replies import Rendered, Reply
from storage import agencies, groups, outbox, people, rounds
from storage.database import Database
from storage.models import outbox as table
from storage.outbox import Row
from tests.services.town import Town, button, presses

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
GROUP, OTHER_GROUP = -1001, -1002


class Newsroom(Town):
    """`sari` and `wati` coordinate Kutai Timur, `doni` Dumai; `joko` leads Kutai Timur; `rini` and `budi` represent."""

    sari: Who
    wati: Who
    doni: Who
    joko: Who
    rini: Who
    budi: Who

    async def fill(self, codes: dict[str, str] | None = None) -> None:
        await self.open(KUTIM, codes or {"dinkes": "dishub", "rsud": "rsud"})
        await self.open(DUMAI, {"kominfo": "kominfo"})
        self.sari = await self.join(21, "Sari Handayani", KUTIM)
        self.wati = await self.join(22, "Wati Lestari", KUTIM)
        self.doni = await self.join(23, "Doni Saputra", DUMAI)
        self.joko = await self.enter(31, "Joko Susilo", "leader", KUTIM)
        self.rini = await self.join(11, "Rini Wulandari", KUTIM, "dinkes")
        if codes is None:
            self.budi = await self.join(12, "Budi Santoso", KUTIM, "rsud")
        await self.clear()

    async def enter(self, number: int, name: str, role: str, region: str, agency: str = "") -> Who:
        """Somebody comes in by an invitation for this role."""

        def work(conn: Connection) -> str:
            round_ = rounds.get(conn, self.round_ids[region])
            assert round_ is not None
            found = agencies.by_code(conn, round_.region_id, agency) if agency else None
            return inviting.invite(
                conn,
                role=role,
                region_id=round_.region_id,
                agency_id=found.id if found else None,
                name=name,
                created_by=None,
                now=self.now,
                days=30,
            ).token

        who = Who(number, number, name, "id")
        await self.command(who, Action.START, await self.database.write(work))
        return who

    async def region(self, name: str) -> int:
        round_ = await self.database.read(rounds.get, self.round_ids[name])
        assert round_ is not None
        return round_.region_id

    async def take(self, chat_id: int, region: str, topic_id: int | None = None) -> None:
        """A group takes the region's news."""
        person = await self.database.read(people.by_telegram, 21)
        assert person is not None
        await self.database.write(
            groups.put,
            chat_id=chat_id,
            region_id=await self.region(region),
            topic_id=topic_id,
            language="id",
            added_by=person.id,
            at=self.now,
        )

    async def choose(self, who: Who, alerts: str) -> None:
        person = await self.database.read(people.by_telegram, who.telegram_id)
        assert person is not None
        await self.database.write(people.set_alerts, person.id, alerts)

    async def send(self, who: Who) -> Press:
        """Answer what is asked first, and send the section. The press carries the agency's submission."""
        own = presses(await self.command(who, Action.SECTIONS))[0]
        start = replace(own, verb=Verb.START, argument="")
        card = await self.press(who, button(await self.press(who, start), "Belum"))
        card = await self.press(who, button(card, "Lewati"))
        await self.press(who, button(card, "Kirim"))
        return replace(own, ordinal=-1)

    async def reopen(self, who: Who, own: Press) -> Reply:
        return await self.press(who, Press(Verb.REOPEN, own.submission, own.form, argument="0.y"))

    # ---------------------------------------------------------------- the outbox

    async def rows(self, chat_id: int) -> list[Row]:
        """What waits for this chat, the longest due first."""

        def read(conn: Connection) -> list[Row]:
            kinds = set(conn.scalars(select(table.c.kind)))
            return outbox.waiting(conn, chat_id, kinds)

        return await self.database.read(read)

    async def kinds(self, chat_id: int) -> list[str]:
        return [row.kind for row in await self.rows(chat_id)]

    async def render(self, rows: list[Row], at: datetime | None = None) -> Rendered:
        return await self.database.read(pushes.render, self.setting, rows, at or self.now)

    async def text(self, chat_id: int, at: datetime | None = None) -> str:
        """What the first message to this chat says now; '' when nobody wants it any more."""
        rows = await self.rows(chat_id)
        if not rows:
            return ""
        found: Any = await self.render(pushes.bundle(rows)[0], at)
        found = getattr(found, "screen", found)
        assert found is None or hasattr(found, "text"), found
        return found.text if found is not None else ""

    async def clear(self) -> None:
        """Everything was sent long ago."""
        await self.database.write(
            lambda conn: conn.execute(
                table.update()
                .where(table.c.sent_at.is_(None))
                .values(sent_at=self.now - timedelta(hours=1), leased_until=None)
            )
        )


async def opened(database: Database, codes: dict[str, str] | None = None) -> Newsroom:
    town = Newsroom(database)
    await town.fill(codes)
    return town
