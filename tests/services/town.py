"""Two regions with a round each, and the people of them, for tests of the services without any Telegram."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.flows.inputs import Sent, Typed
from bot.screens.commands import Action
from bot.screens.press import Press, Verb, decode
from bot.services import inviting, visits
from bot.services.enrolling import Who
from bot.services.library import Library
from bot.services.replies import Reply
from bot.services.rounds import AgencyEntry, open_round
from bot.services.visits import Setting
from storage import agencies, rounds
from storage.database import Database
from tests.flows.markdown_forms import load

NOW = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)

FORM = """
| survey |
| | type              | name    | label::Bahasa Indonesia (id) | label::English (en) | required | relevant | constraint | bind::pilar:scope | bind::pilar:asked_to |
| | begin_group       | health  | Kesehatan                    | Health              |          |          |            |                   |                      |
| | select_one yes_no | open    | Sudah buka?                  | Open yet?           | yes      |          |            | agency            | all                  |
| | integer           | beds    | Berapa tempat tidur?         | How many beds?      | yes      | ${open} = 'yes' | . >= 0 and . <= 500 | agency | all        |
| | text              | note    | Catatan?                     | Remark?             |          |          |            | agency            | all                  |
| | end_group         |         |                              |                     |          |          |            |                   |                      |
| | begin_group       | region  | Daerah                       | Region              |          |          |            |                   |                      |
| | integer           | people  | Berapa penduduk?             | How many people?    | yes      |          |            | region            | bappeda dinkes       |
| | end_group         |         |                              |                     |          |          |            |                   |                      |
| choices |
| | list_name | name | label::Bahasa Indonesia (id) | label::English (en) |
| | yes_no    | yes  | Ya                           | Yes                 |
| | yes_no    | no   | Belum                        | No                  |
| settings |
| | form_id | default_language      | namespaces             |
| | town    | Bahasa Indonesia (id) | pilar="urn:pilar:form" |
"""


compiled = cache(load)


@dataclass
class Town:
    """Everything that a test needs to let people act. Times do not pass unless a test moves `now`."""

    database: Database
    setting: Setting = field(default_factory=lambda: Setting(Library(), "pilar_bot", 30))
    now: datetime = NOW
    round_ids: dict[str, int] = field(default_factory=dict)
    message_id: int = 0

    async def open(
        self, region: str, codes: dict[str, str], form: str = FORM, name: str = "Evaluasi 2024"
    ) -> int:
        """Open a round; `codes` are agencies with their kinds."""
        loaded = compiled(form)
        opened = await self.database.write(
            lambda conn: open_round(
                conn,
                form=loaded.form,
                xform=loaded.xform,
                region=region,
                name=name,
                deadline=self.now + timedelta(days=19),
                timezone="Asia/Makassar",
                entries=[
                    AgencyEntry(code, f"Dinas {code.capitalize()}", code.capitalize(), tuple(kinds.split()))
                    for code, kinds in codes.items()
                ],
                at=self.now,
            )
        )
        self.round_ids[region] = opened.round_id
        return opened.round_id

    async def token(self, region: str, agency: str = "", days: int = 30, role: str = "") -> str:
        """The token of a new invitation: for an agency, or for a coordinator, where no role is named."""

        def work(conn: Any) -> str:
            round_ = rounds.get(conn, self.round_ids[region])
            assert round_ is not None
            found = agencies.by_code(conn, round_.region_id, agency) if agency else None
            return inviting.invite(
                conn,
                role=role or ("representative" if agency else "coordinator"),
                region_id=round_.region_id,
                agency_id=found.id if found else None,
                name="" if agency else "Sari",
                created_by=None,
                now=self.now,
                days=days,
            ).token

        return await self.database.write(work)

    async def join(self, number: int, name: str, region: str, agency: str = "", role: str = "") -> Who:
        who = Who(number, number, name, "id")
        reply = await self.command(who, Action.START, await self.token(region, agency, role=role))
        assert reply.screen is not None
        await self.confirm(who)
        return who

    async def command(self, who: Who, action: Action, argument: str = "") -> Reply:
        return await self.database.write(visits.command, self.setting, who, action, argument, self.now)

    async def press(self, who: Who, press: Press | str, tapped: int | None = None) -> Reply:
        data = press if isinstance(press, str) else press.encode()
        card = self.message_id if tapped is None else tapped
        return await self.database.write(visits.press, self.setting, who, data, card, self.now)

    async def say(self, who: Who, raw: str | Sent) -> Reply:
        self.message_id += 1
        given = Typed(raw) if isinstance(raw, str) else raw
        reply = await self.database.write(
            visits.message, self.setting, who, given, self.message_id, None, self.now
        )
        await self.confirm(who)
        return reply

    async def confirm(self, who: Who) -> None:
        """Telegram says that the last card arrived, as a new message."""
        from storage import chats

        self.message_id += 1
        await self.database.write(chats.shown, who.chat_id, self.message_id, self.now)


def button(reply: Reply, text: str) -> str:
    """The data behind a button of a reply's screen."""
    assert reply.screen is not None
    for row in reply.screen.rows:
        for one in row:
            if text in one.text:
                return one.data
    raise LookupError(f"no button {text!r} in {[b.text for row in reply.screen.rows for b in row]}")


def presses(reply: Reply) -> list[Press]:
    assert reply.screen is not None
    found = (decode(one.data) for row in reply.screen.rows for one in row if one.data)
    return [press for press in found if press is not None]


__all__ = ["NOW", "Press", "Town", "Verb", "button", "presses"]
