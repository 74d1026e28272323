"""From rows of the outbox to the message that is sent: read, then make what is slow to make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.background import Clock
from bot.screens.screen import Document, Screen
from bot.services import pushes
from bot.services.replies import Order
from bot.services.setting import Setting
from bot.workshop import Workshop
from storage.database import Database
from storage.outbox import Row


class Renderer:
    """What a `Dispatcher` calls. The database is let go before a picture or a document is made."""

    def __init__(self, database: Database, setting: Setting, workshop: Workshop, clock: Clock) -> None:
        self._database = database
        self._setting = setting
        self._workshop = workshop
        self._clock = clock

    async def __call__(self, rows: Sequence[Row]) -> Screen | datetime | None:
        """Raises what reading or making raises: the row is tried again."""
        found = await self._database.read(pushes.render, self._setting, rows, self._clock())
        if not isinstance(found, Order):
            return found
        made = await self._workshop.run(found.make, *found.args)
        if isinstance(made, bytes):
            return replace(found.screen, image=made)
        return replace(found.screen, document=Document(found.name or made.name, made))
