"""Scenes with an open round and the bot of the small form, in this process where nothing has to be killed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.app import App
from bot.settings import Settings
from playground import people
from playground.chats import Person

from . import town
from .scene import PATIENCE, Scene


@dataclass
class Stage:
    """A running bot in this process, and one representative who is asked the first question."""

    scene: Scene
    app: App
    rini: Person
    invited: town.Invited

    def say(self, text: str) -> None:
        people.say(self.scene.account, self.rini, text)

    def tap(self, label: str) -> None:
        """Tap a button of the newest message that has it."""
        chat = self.scene.account.private_chat(self.rini.id)
        for message in reversed(chat.messages.values()):
            for button in (button for row in message.inline_keyboard for button in row):
                if label in button["text"]:
                    people.tap(self.scene.account, self.rini, message.id, value=button["callback_data"])
                    return
        raise AssertionError(f"no button {label}")

    def buttons(self) -> list[str]:
        """Of her newest message that has any."""
        messages = self.scene.account.private_chat(self.rini.id).messages.values()
        card = next(message for message in reversed(messages) if message.inline_keyboard)
        return [button["text"] for row in card.inline_keyboard for button in row]

    async def rest(self) -> None:
        """Until every update is handled and its reply is out, or given up."""
        await self.scene.rest()
        async with asyncio.timeout(PATIENCE):
            await self.app.lanes.idle()

    def last(self) -> str:
        return self.scene.texts(self.rini)[-1]

    async def stored(self) -> town.Stored:
        return await town.stored(self.scene.database)

    async def answered(self, *typed: str) -> None:
        """She answers so many questions."""
        for text in typed:
            self.say(text)
            await (self.rest() if self.app is not None else self.scene.rest())

    async def stop(self) -> None:
        await self.app.stop()

    async def start(self, **more: str) -> None:
        self.app = await app.start(settings(self.scene, **more))


def settings(scene: Scene, **more: str) -> Settings:
    given = scene.environment(STOP_SECONDS="1", **more)
    fields: dict[str, Any] = {name.lower(): value for name, value in given.items() if value}
    return Settings(_env_file=None, **fields)


Begin = Callable[..., Awaitable[Stage]]


@pytest.fixture
async def begin(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Begin]:
    """Opens a round of the small form and starts the bot; everything ends with the test."""
    async with AsyncExitStack() as stack:

        async def started(questions: int = 6, sections: int = 1, **more: str) -> Stage:
            scene = await stack.enter_async_context(Scene(f"{sqlite_url}?timeout=0.05", tmp_path))
            loaded = town.small_form(questions, sections)
            invited = await town.found(scene.database, loaded, agency_codes=("dinkes", "disdik"), people=2)
            stage = Stage(scene, await app.start(settings(scene, **more)), None, invited)  # type: ignore[arg-type]
            stack.push_async_callback(lambda: stage.stop())
            stage.rini = scene.person("Rini Wulandari", invited.representatives["dinkes"][0])
            await stage.rest()
            stage.tap("Mulai")
            await stage.rest()
            return stage

        yield started
