"""Fetches sent files into EVIDENCE_DIR, off the update path. A killed process leaves no half file behind."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import Connection
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from storage import files
from storage.database import Database
from storage.files import FileRow

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=5)
ATTEMPTS = 20
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
BATCH = 4


class Fetcher:
    """A step: claim files that wait, fetch them, keep each under its SHA-256, mark it."""

    def __init__(self, database: Database, bot: Bot, directory: Path) -> None:
        self._database = database
        self._bot = bot
        self._directory = directory

    async def step(self, now: datetime) -> bool:
        """Fetch one batch; True if there may be more."""
        rows = await self._database.write(_claim, now)
        await asyncio.gather(*(self._fetch(row, now) for row in rows))
        return len(rows) == BATCH

    async def _fetch(self, row: FileRow, now: datetime) -> None:
        try:
            found = await self._bot.get_file(row.telegram_file_id)
            content = bytes(await found.download_as_bytearray())
            digest = await asyncio.to_thread(keep, self._directory, content)
        except (TelegramError, OSError) as error:
            again = _again(row, error, now)
            log.warning("file.not_fetched", file=row.id, attempts=row.attempts, final=again is None)
            await self._database.write(
                files.failed, row.id, error=f"{type(error).__name__}: {error}"[:300], at=now, again_at=again
            )
        else:
            await self._database.write(files.fetched, row.id, sha256=digest, size=len(content), at=now)
            log.info("file.fetched", file=row.id, size=len(content))


def keep(directory: Path, content: bytes) -> str:
    """Store bytes under their SHA-256, whole or not at all; the same content is stored once."""
    digest = hashlib.sha256(content).hexdigest()
    target = directory / digest[:2] / digest
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, passing = tempfile.mkstemp(dir=target.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(passing).replace(target)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
    return digest


def _claim(conn: Connection, now: datetime) -> list[FileRow]:
    return files.claim(conn, now=now, lease=LEASE, limit=BATCH)


def _again(row: FileRow, error: Exception, now: datetime) -> datetime | None:
    """When to try again; None when it is hopeless: Telegram refuses the file, or it was tried too often."""
    if isinstance(error, BadRequest) or row.attempts >= ATTEMPTS:
        return None
    pause: timedelta = min(FIRST_PAUSE * int(2 ** min(row.attempts, 16)), LONGEST_PAUSE)
    return now + pause
