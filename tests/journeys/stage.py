"""The stage of a journey: a database, a round, a local Bot API server, and a bot that can be taken away.

Everything is real: `bot.app.start` with settings of its own, talking HTTP to the playground. Between any two
things that people do, the bot is stopped and built anew, so whatever it only remembers is lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from datetime import datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from textwrap import dedent
from typing import Any, Self
from unittest.mock import patch

from sqlalchemy import Connection, func, select

from bot import app, intake
from bot.flows.form import Form
from bot.flows.loading.xform import read_form
from bot.flows.loading.xlsform import Loaded, load_form
from bot.flows.logic import Logic
from bot.services import library, pictures
from bot.services.inviting import invite
from bot.services.rounds import AgencyEntry, open_round
from bot.settings import Settings
from playground import launch
from playground.account import Account
from playground.client import Person, Playground
from storage import agencies, answers, people, regions, rounds, submissions
from storage.database import Database, connect
from storage.models import file, inbox, outbox, round_

from .rest import Rest
from .setting import Agency, Setting
from .things import picture

TOKEN = "1000000001:" + "the-journeys-token-of-no-real-bot-0"
PATIENCE = 30.0  # seconds until a bot that never comes to rest is a failure
ROOT = Path(__file__).parents[2]

# A form is a frozen value made from its source alone: reading the same source again would prove nothing
library.read_form = lru_cache(maxsize=64)(read_form)  # type: ignore[attr-defined]
_compiled: dict[int, Logic] = {}  # by the form, which its logic keeps alive


def _logic_of(form: Form) -> Logic:
    """The same of what is compiled from a form."""
    if id(form) not in _compiled:
        _compiled[id(form)] = Logic(form)
    return _compiled[id(form)]


library.Logic = _logic_of  # type: ignore[assignment,misc]


async def _menus_are_set(_bot: object) -> None:
    """Eight calls of every start, which the first start of a journey makes."""


class Stage:
    """`async with Stage(setting, url, folder) as stage:`; people act through `stage.people`."""

    def __init__(self, setting: Setting, database_url: str, folder: Path) -> None:
        self.setting = setting
        self.settings = Settings(
            _env_file=None,
            bot_token=TOKEN,
            database_url=database_url,
            evidence_dir=folder / "evidence",
            clock_file=folder / "clock.txt",
            **({} if setting.strict else {"send_rate": 0, "chat_rate": 0}),
            stop_seconds=2,
        )
        self.people: dict[str, Person] = {}
        self.tokens: dict[tuple[str, str], str] = {}  # person, agency code or region -> token
        self.regions: dict[str, int] = {}
        self.told = 0  # updates that the bot was sent since the act began
        self.app: app.App | None = None
        self._rest: Rest | None = None

    async def __aenter__(self) -> Self:
        self._open = contextlib.AsyncExitStack()
        self.database: Database = connect(self.settings.database_url)
        self._open.push_async_callback(self.database.close)
        loaded = compiled(self.setting.form)
        await self.database.write(self._prepare, loaded)
        self.running = await launch.start(
            clock_file=self.settings.clock_file,
            moment=self.setting.now,
            frozen=True,
            bot_username="pilar_bot",
        )
        self._open.push_async_callback(self.running.stop)
        updates, tell = self.account.updates, self.account.updates.push

        def push(*update: Any) -> bool:
            self.told += 1
            return tell(*update)

        updates.push = push  # type: ignore[method-assign]
        self.playground = await self._open.enter_async_context(Playground(self.running.address))
        self.settings = self.settings.model_copy(update={"telegram_api_url": self.running.address})
        await self.playground.limit("strict" if self.setting.strict else "off")
        for name, role in self.setting.people.items():
            self.people[name] = await self.playground.person(role.name, language_code=role.language_code)
        await self.start()
        if self.app is not None and self.app.chores:  # the menus, which no later start sets again
            await asyncio.wait(self.app.chores, timeout=PATIENCE)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.stop()
        await self._open.aclose()

    # ---------------------------------------------------------------- the bot's process

    async def start(self) -> None:
        assert self.app is None
        self.app = await app.start(self.settings)
        self._rest = Rest(self.app.background)

    async def stop(self) -> None:
        """As SIGTERM does."""
        if self.app is not None:
            stopping, self.app = self.app, None
            await stopping.stop()

    async def kill(self) -> None:
        """As a power cut does: nothing is finished, nothing is given back."""
        if self.app is None:
            return
        killed, self.app = self.app, None
        assert killed.poller is not None
        mine = [loop._task for loop in killed.background.loops]
        tasks = [killed.poller._task, *mine, *killed.lanes._tasks()]
        for task in filter(None, tasks):
            task.cancel()
        await asyncio.gather(*filter(None, tasks), return_exceptions=True)
        intake._OURS.discard(killed.poller._holder)  # the next process of this id is another one
        await killed.application.shutdown()
        await killed.database.close()

    async def rebuild(self) -> None:
        """Drop everything that the process remembers."""
        if self.app is not None:
            await self.stop()
            self.running.world.calls.clear()
            with patch.object(app, "_set_menus", _menus_are_set):
                await self.start()
            known = [
                call for call in self.running.world.calls if call["method"] not in ("getMe", "setMyCommands")
            ]
            self.running.world.calls.clear()
            self.running.world.calls.extend(known)

    async def settle(self) -> None:
        """Until every update is handled and everything that is due has been sent or fetched."""
        if self.app is None:
            return
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while True:
            await self.app.lanes.idle()
            heard = not self.account.updates.pending() and self._rested()
            rested = heard and not await self.database.read(self._waiting) and self._rested()
            # what was confirmed between two looks stands in the inbox, or its turn is not over
            if rested and not self.app.lanes._lanes:
                return
            assert loop.time() < end, "the bot does not come to rest"
            await asyncio.sleep(0.002)

    def _rested(self) -> bool:
        return self._rest is None or self._rest.is_there

    def look_again(self) -> None:
        """The clock was moved: every loop of the bot asks at once what is due."""
        if self._rest is not None:
            self._rest.look_again()

    @property
    def account(self) -> Account:
        return self.running.world.account()

    # ---------------------------------------------------------------- the round

    async def open_next_round(self, name: str) -> None:
        """Another round with the same form and the same agencies, due a year after the first one."""
        loaded = compiled(self.setting.form)
        deadline, at = self.setting.deadline + timedelta(days=365), self.now
        await self.database.write(lambda conn: self._open_rounds(conn, loaded, name, deadline, at))

    def _prepare(self, conn: Connection, loaded: Loaded) -> None:
        self._open_rounds(conn, loaded, self.setting.round, self.setting.deadline, self.setting.now)
        for who, role in self.setting.people.items():
            for kind, place in role.places:
                self.tokens[who, place] = self.invited(conn, kind, place, role.name)

    def _open_rounds(
        self, conn: Connection, loaded: Loaded, name: str, deadline: datetime, at: datetime
    ) -> None:
        for region in dict.fromkeys(one.region for one in self.setting.agencies):
            open_round(
                conn,
                form=loaded.form,
                xform=loaded.xform,
                region=region,
                name=name,
                deadline=deadline,
                timezone=self.setting.zone,
                entries=[
                    AgencyEntry(one.code, one.name, one.code.upper(), one.kinds)
                    for one in self.setting.agencies
                    if one.region == region
                ],
                at=at,
                pictures={
                    one: picture() for one in pictures.names(loaded.form) if not one.startswith("missing")
                },
            )
            self.regions[region] = regions.put(conn, name=region)

    def invited(self, conn: Connection, role: str, place: str, name: str) -> str:
        """The token of a new invitation; `place` is an agency's code or a region."""
        agency = next((one for one in self.setting.agencies if one.code == place), None)
        region_id = self.regions[agency.region if agency else place]
        row = agencies.by_code(conn, region_id, agency.code) if agency else None
        made = invite(
            conn,
            role=role,
            region_id=region_id,
            agency_id=row.id if row else None,
            name=name,
            created_by=None,
            now=self.now,
            days=30,
        )
        return made.token

    @property
    def now(self) -> datetime:
        """The journey's present."""
        return self.running.world.clock.now() if hasattr(self, "running") else self.setting.now

    def _waiting(self, conn: Connection) -> bool:
        """Whether an update waits, or something is due in the outbox or to be fetched, and nobody has put it off."""
        unhandled = select(func.count()).where(inbox.c.state == "new")
        pushed = select(func.count()).where(
            outbox.c.due_at <= self.now,
            outbox.c.sent_at.is_(None),
            outbox.c.dropped_at.is_(None),
            outbox.c.gave_up_at.is_(None),
        )
        sent = select(func.count()).where(
            file.c.fetched_at.is_(None),
            file.c.gave_up_at.is_(None),
            (file.c.leased_until.is_(None)) | (file.c.leased_until <= self.now),
        )
        return bool(conn.scalar(unhandled) or conn.scalar(pushed) or conn.scalar(sent))

    async def pushed(self, chat_id: int) -> int:
        """How many rows of the outbox have been sent to this chat so far."""
        sent = select(func.count()).where(outbox.c.chat_id == chat_id, outbox.c.sent_at.is_not(None))
        return await self.database.read(lambda conn: int(conn.scalar(sent) or 0))

    async def dead(self) -> list[str]:
        """The errors of updates that could not be handled; there must be none."""
        rows = select(inbox.c.error).where(inbox.c.state == "dead")
        return await self.database.read(lambda conn: [str(error) for error in conn.scalars(rows)])

    async def close_rounds(self) -> None:
        """As `pilar round close` will do."""
        now = self.now
        await self.database.write(
            lambda conn: conn.execute(round_.update().where(round_.c.id > 0).values(closed_at=now))
        )

    async def end_right(self, telegram_id: int, agency: Agency) -> None:
        """As when somebody leaves the office."""
        await self.database.write(self._end_right, telegram_id, agency)

    def _end_right(self, conn: Connection, telegram_id: int, agency: Agency) -> None:
        person = people.by_telegram(conn, telegram_id)
        region_id = self.regions[agency.region]
        row = agencies.by_code(conn, region_id, agency.code)
        assert person is not None and row is not None
        role = "representative"
        people.end_membership(
            conn, person_id=person.id, role=role, region_id=region_id, agency_id=row.id, at=self.now
        )

    async def stored(self, place: str) -> dict[str, str]:
        """Question name (and #items) -> value, or '(standing) reason' where there is none. `place` is an
        agency's code or 'region'."""
        return await self.database.read(self._stored, place)

    def _stored(self, conn: Connection, place: str) -> dict[str, str]:
        agency = next((one for one in self.setting.agencies if one.code == place), None)
        if agency is None and place != "region":
            raise LookupError(f"{place} is no agency")
        region = self.regions[(agency or self.setting.agencies[0]).region]
        number = max(one.id for one in rounds.all_(conn) if one.region_id == region and not one.trial)
        submission = submissions.region_of(conn, number)
        if agency is not None:
            row = agencies.by_code(conn, region, agency.code)
            own = submissions.of_agency(conn, number, row.id) if row else None
            assert own is not None
            submission = own.id
        found = {}
        for one in answers.load(conn, [submission]):
            name = one.question.rpartition("/")[2] + (f"#{one.items}" if one.items else "")
            given = one.standing == "given"
            found[name] = one.value if given else f"({one.standing}) {one.reason}".strip()
        return found


@cache
def compiled(source: str) -> Loaded:
    """A form, compiled once for all journeys that use it. Raises FormRejected."""
    if "|" not in source:
        return load_form(ROOT / source)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.md"
        path.write_text(dedent(source), encoding="utf-8")
        return load_form(path)
