"""From rows of the outbox to the message that is sent: read, then make or look into what is slow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from telegram import Bot
from telegram.error import BadRequest

from bot.background import Clock
from bot.screens.screen import Document, Screen
from bot.services import pushes
from bot.services.replies import Order, Reading
from bot.services.setting import Setting
from bot.workshop import Workshop, WorkshopClosed
from storage.database import Database
from storage.outbox import Row

log = structlog.get_logger(__name__)


class Renderer:
    """What a `Dispatcher` calls. The database is let go before a picture or a document is made."""

    def __init__(
        self, database: Database, bot: Bot, setting: Setting, workshop: Workshop, clock: Clock
    ) -> None:
        self._database = database
        self._bot = bot
        self._setting = setting
        self._workshop = workshop
        self._clock = clock

    async def __call__(self, rows: Sequence[Row]) -> Screen | datetime | None:
        """Raises what reading or making raises: the row is tried again."""
        run = self._database.write if rows[0].kind in pushes.WRITING else self._database.read
        found = await run(pushes.render, self._setting, rows, self._clock())
        if isinstance(found, Reading):
            return await self._read(found, rows[0])
        if not isinstance(found, Order):
            return found
        made = await self._workshop.run(found.make, *found.args)
        if isinstance(made, bytes):
            return replace(found.screen, image=made)
        return replace(found.screen, document=Document(found.name or made.name, made))

    async def _read(self, reading: Reading, row: Row) -> Screen:
        """Fetch a file that somebody sent, look into it, and say what it is. The file does not stay."""
        result = None
        with TemporaryDirectory(prefix="pilar-") as folder:
            path = Path(folder) / (safe_name(reading.name) or "file")
            try:
                if reading.file_id:
                    file = await self._bot.get_file(reading.file_id)
                    await file.download_to_drive(path)
                else:
                    path.write_text(reading.text, encoding="utf-8")
                result = await self._looked_into(reading, path, row)
            except BadRequest:  # too big, or Telegram has forgotten it
                result = None
        return await self._database.write(reading.tell, self._setting, row, result, self._clock())

    async def _looked_into(self, reading: Reading, path: Path, row: Row) -> object:
        """What the reader says of the file; None where the file breaks it or outlasts it: it would do so again, and
        whoever sent it waits to hear."""
        try:
            return await self._workshop.run(reading.read, path, *reading.args)
        except WorkshopClosed:  # the bot is stopping: it is read after the start
            raise
        except Exception as error:
            log.error("rendering.not_read", row=row.id, kind=row.kind, exc_info=error)
            return None


def safe_name(name: str) -> str:
    """A file name without anything that a path could be made of; its ending stays."""
    kept = "".join(sign for sign in name if sign.isalnum() or sign in " ._-").strip(" .")
    return kept[-80:].strip(" .")
