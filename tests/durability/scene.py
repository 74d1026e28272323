"""The scene of a proof: a local Bot API server, a database with an open round, and everything that was ever shown."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from playground import launch, people
from playground.account import Account
from playground.chats import Person
from storage.database import Database, connect

from . import town
from .town import Confirmed

MOMENT = 0.04  # between the commit of an update and the call that follows it
PATIENCE = 20.0  # seconds; the machine may be busy


class Scene:
    """`async with Scene(url, folder) as scene:`; people act through `playground.people`, at once."""

    def __init__(self, url: str, folder: Path, *, clock: bool = False) -> None:
        self.url = url
        self.folder = folder
        self.clock = folder / "clock.txt" if clock else None
        self.confirmed: list[Confirmed] = []
        self.patience = 1.0  # seconds that what a person does may stay without any call in her chat
        self.on_call: Callable[[dict[str, Any]], None] = lambda call: None
        self.shown: dict[int, list[str]] = {}  # chat -> every text that the bot ever showed there

    async def __aenter__(self) -> Self:
        self._open = contextlib.AsyncExitStack()
        self.database: Database = connect(self.url)
        self._open.push_async_callback(self.database.close)
        self.running = await launch.start(clock_file=self.clock, bot_username="pilar_bot")
        self._open.push_async_callback(self.running.stop)
        self.world = self.running.world
        self.account.id = town.BOT_ID
        self._watch()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._open.aclose()

    @property
    def account(self) -> Account:
        return self.world.account_of(town.TOKEN)

    @property
    def file(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///").partition("?")[0])

    def environment(self, **more: str) -> dict[str, str]:
        """Settings of a bot in this scene."""
        return {
            "BOT_TOKEN": town.TOKEN,
            "TELEGRAM_API_URL": self.running.address,
            "DATABASE_URL": self.url,
            "EVIDENCE_DIR": str(self.folder / "evidence"),
            "CLOCK_FILE": str(self.clock) if self.clock else "",
            "CHAT_RATE": "0",
            "SEND_RATE": "0",
            "LOG_LEVEL": "info",
            **more,
        }

    def person(self, name: str, token: str = "", language: str = "id") -> Person:
        """Somebody new, who opens her invitation if she has one."""
        found = self.world.add_person(name, language_code=language)
        if token:
            people.start(self.account, found, token)
        return found

    def texts(self, person: Person) -> list[str]:
        """What her chat shows now, the bot's messages only."""
        chat = self.account.private_chat(person.id)
        return [message.text for message in chat.messages.values() if message.from_bot]

    async def until(self, holds: Callable[[], Any], what: str, seconds: float = PATIENCE) -> None:
        """Raises AssertionError if it never holds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not holds():
            assert loop.time() < end, f"never: {what}"
            await asyncio.sleep(0.004)

    async def rest(self, seconds: float = PATIENCE) -> None:
        """Until every update was taken and handled and no call came for a moment."""
        since = [asyncio.get_running_loop().time()]

        def for_a_moment() -> bool:
            now = asyncio.get_running_loop().time()
            if not self.is_at_rest():
                since[0] = now
            return now - since[0] > MOMENT

        await self.until(for_a_moment, "the bot at rest", seconds)

    async def noted(self) -> None:
        """At rest, and the bot has noted that all its replies are out, which it does once a second."""
        await self.rest()
        await self.until(lambda: not town.waiting(self.file, "applied"), "every reply noted")

    def is_at_rest(self) -> bool:
        account = self.account
        if account.updates.pending() or account.calls_under_way:
            return False
        now = asyncio.get_running_loop().time()
        if any(now - acted < self.patience for acted in account.unanswered.values()):
            return False
        return town.waiting(self.file) == 0

    def _watch(self) -> None:
        publish, note = self.world.hub.publish, self.world.note_call

        def published(kind: str, **fields: Any) -> None:
            if kind in ("message", "edited") and fields["message"]["from_bot"]:
                chat_id, text = fields["chat_id"], fields["message"]["text"]
                self.shown.setdefault(chat_id, []).append(text)
                found = town.read_back(chat_id, text)
                if found is not None:
                    self.confirmed.append(found)
            publish(kind, **fields)

        def noted(**fields: Any) -> None:
            note(**fields)
            self.on_call(fields)

        self.world.hub.publish = published  # type: ignore[method-assign]
        self.world.note_call = noted  # type: ignore[method-assign]
