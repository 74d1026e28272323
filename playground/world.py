"""Everything the playground holds: people, bot accounts, clock, files, faults, and what went on."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections import deque
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from playground.account import Account
from playground.chats import Person
from playground.clock import Clock
from playground.events import Hub
from playground.faults import Faults
from playground.files import Files

log = logging.getLogger("playground")

FIRST_PERSON = 700_100_001
FIRST_BOT = 7_000_000_001


class Controller(Protocol):
    """What the launcher gives so that the page can kill and restart the bot's process."""

    async def kill(self) -> None: ...
    async def stop(self) -> None: ...
    async def restart(self) -> None: ...
    def status(self) -> str:
        """'running' or 'stopped'."""


class World:
    def __init__(
        self,
        *,
        clock: Clock | None = None,
        controller: Controller | None = None,
        bot_username: str = "pilar_bot",
        bot_name: str = "Pilar",
        zone: str = "",
    ) -> None:
        self.closing = asyncio.Event()
        self.clock = clock or Clock()
        self.controller = controller
        self.bot_username = bot_username
        self.bot_name = bot_name
        self.zone = zone
        self.hub = Hub()
        self.files = Files()
        self.faults = Faults()
        self.people: dict[int, Person] = {}
        self.calls: deque[dict[str, Any]] = deque(maxlen=300)
        self.problems: deque[dict[str, Any]] = deque(maxlen=100)
        self._person_ids = itertools.count(FIRST_PERSON)
        self._group_ids = itertools.count(4_100_001)
        # people may act before the bot's first call: that account is taken over by the first token
        self._first = Account(self, FIRST_BOT)
        self._accounts: dict[int, Account] = {}

    def account_of(self, token: str) -> Account:
        """The account of a token (its id is the part before the colon)."""
        bot_id = int(token.partition(":")[0])
        if bot_id not in self._accounts:
            if not self._accounts:
                self._first.id = bot_id
                self._accounts[bot_id] = self._first
            else:
                self._accounts[bot_id] = Account(self, bot_id)
        return self._accounts[bot_id]

    def account(self, bot_id: int = 0) -> Account:
        """The bot that people talk to: the first that called, unless another is named."""
        return self._accounts.get(bot_id, self._first)

    def accounts(self) -> list[Account]:
        return list(self._accounts.values()) or [self._first]

    def add_person(
        self, name: str, *, language_code: str = "id", role: str = "", username: str = "", person_id: int = 0
    ) -> Person:
        person = Person(person_id or next(self._person_ids), name, language_code, role, username)
        self.put_person(person)
        return person

    def put_person(self, person: Person) -> None:
        self.people[person.id] = person
        self.hub.publish("person", person=person.view())

    def next_group_id(self, kind: str) -> int:
        number = next(self._group_ids)
        return -number if kind == "group" else -1_000_000_000_000 - number

    def complain(self, what: str) -> None:
        """A red line on the page and in the log: the playground was asked for something it does not know."""
        log.error("playground.unknown %s", what)
        self.problems.append({"at": self.clock.now().isoformat(), "what": what})
        self.hub.publish("problem", at=self.clock.now().isoformat(), what=what)

    def note_call(self, **fields: Any) -> None:
        call = {"at": self.clock.now().isoformat(timespec="milliseconds"), **fields}
        self.calls.append(call)
        self.hub.publish("call", call=call)

    async def close(self) -> None:
        """Ends long polls, event streams and webhooks."""
        self.closing.set()
        self.hub.close()
        await self.clock.stop()
        for account in self.accounts():
            if account.webhook is not None:
                await account.webhook.close()


def world(
    clock_file: Path | None = None,
    *,
    moment: datetime | None = None,
    frozen: bool = False,
    controller: Controller | None = None,
    bot_username: str = "pilar_bot",
    bot_name: str = "Pilar",
    zone: str = "",
) -> World:
    """A new world with its clock."""
    clock = Clock(clock_file, moment=moment, frozen=frozen)
    return World(clock=clock, controller=controller, bot_username=bot_username, bot_name=bot_name, zone=zone)
