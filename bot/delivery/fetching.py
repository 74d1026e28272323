"""Fetches sent files into the evidence store, off the update path, and looks into them before they count.

A killed process leaves no half file behind, and its leases run out: whoever is left begins anew.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

import structlog
from sqlalchemy import Connection
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.background import Clock, utc_now
from bot.delivery.refusing import refusal
from bot.delivery.sniffing import Sniffed, sniff
from bot.services import filing
from storage import files
from storage.database import Database
from storage.evidence_store import EvidenceStore, digest_of
from storage.files import FileRow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)  # renewed while a download goes on: a killed process holds nothing up for long
RENEWED = 20.0  # seconds
ATTEMPTS = 20
UNAVAILABLE_ATTEMPTS = 5  # where Telegram says that it may be there later: some five minutes in all
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
BATCH = 4
MOST_BYTES = 20 << 20

Download = Callable[[str, IO[bytes], int], Awaitable[int]]


class Fetcher:
    """A step: claim files that wait, fetch them, keep each under its SHA-256, mark it.

    `download` writes an address into a file (`bot.transport`); `most_bytes` is what a file may have; `on_told` is
    called when somebody is to be told that a file proves nothing or could not be fetched."""

    def __init__(
        self,
        database: Database,
        bot: Bot,
        store: EvidenceStore,
        download: Download,
        *,
        most_bytes: int = MOST_BYTES,
        on_told: Callable[[], None] = lambda: None,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._bot = bot
        self._store = store
        self._download = download
        self._most = most_bytes
        self._on_told = on_told
        self._clock = clock

    async def step(self, now: datetime) -> bool:
        """Fetch one batch; True if there may be more."""
        rows = await self._database.write(_claim, now)
        if rows:
            async with self._held(rows):
                await asyncio.gather(*(self._fetch(row) for row in rows))
        return len(rows) == BATCH

    async def _fetch(self, row: FileRow) -> None:
        passing: Path | None = None
        try:
            found = await self._bot.get_file(row.telegram_file_id)
            passing = await asyncio.to_thread(self._store.begin, str(row.id))
            await self._get(found.file_path or "", found.file_size or 0, passing)
            sniffed = await asyncio.to_thread(sniff, passing)
            why = refusal(row.name, sniffed)
            if why is not None:
                sha256 = await asyncio.to_thread(digest_of, passing)
            else:
                sha256 = await asyncio.to_thread(self._store.keep, passing)
        except (TelegramError, OSError) as error:
            await self._failed(row, error)
        else:
            await self._done(row, sha256, sniffed, why.value if why is not None else "")
        finally:
            if passing is not None:
                await asyncio.to_thread(self._store.drop, passing)

    async def _get(self, address: str, size: int, passing: Path) -> None:
        """The bytes into the passing file. A Bot API server on this machine names a path instead of an address.
        Raises what the transport raises, and `NetworkError` for a file that was cut short."""
        if address.startswith("/"):
            await asyncio.to_thread(_copy, Path(address), passing, self._most)
            return
        with passing.open("wb") as into:
            got = await self._download(address, into, self._most)
        if got < size:
            raise NetworkError(f"{got} of {size} bytes")

    async def _done(self, row: FileRow, sha256: str, sniffed: Sniffed, why: str) -> None:
        told = await self._database.write(
            filing.take,
            row,
            sha256=sha256,
            size=sniffed.size,
            sniffed=sniffed.mime,
            refused=why,
            at=self._clock(),
        )
        log.info("file.fetched", file=row.id, size=sniffed.size, type=sniffed.mime, refused=why)
        if told:
            self._on_told()

    async def _failed(self, row: FileRow, error: Exception) -> None:
        now = self._clock()
        again = _again(row, error, now)
        log.warning("file.not_fetched", file=row.id, attempts=row.attempts, final=again is None)
        why = f"{type(error).__name__}: {error}"[:300]
        if await self._database.write(filing.fail, row, error=why, again_at=again, at=now):
            self._on_told()

    @asynccontextmanager
    async def _held(self, rows: Sequence[FileRow]) -> AsyncIterator[None]:
        """Nobody else takes these while we are at them, however long it is."""

        async def renew() -> None:
            while True:
                await asyncio.sleep(RENEWED)
                await self._database.write(files.renew, [row.id for row in rows], self._clock() + LEASE)

        renewing = asyncio.create_task(renew())
        try:
            yield
        finally:
            renewing.cancel()


def _copy(found: Path, passing: Path, most: int) -> None:
    if found.stat().st_size > most:
        raise BadRequest("file is too big")
    shutil.copyfile(found, passing)


def _claim(conn: Connection, now: datetime) -> list[FileRow]:
    return files.claim(conn, now=now, lease=LEASE, limit=BATCH)


def _again(row: FileRow, error: Exception, now: datetime) -> datetime | None:
    """When to try again; None when it is hopeless: Telegram refuses the file, or it was tried too often. A store
    that is full or away loses nothing: Telegram still has the file."""
    most = ATTEMPTS
    if isinstance(error, BadRequest):
        # one sentence for a file that is gone and for trouble of Telegram's own, which passes within minutes
        most = UNAVAILABLE_ATTEMPTS if "temporarily unavailable" in str(error).lower() else 1
    if isinstance(error, TelegramError) and row.attempts >= most:
        return None
    pause: timedelta = min(FIRST_PAUSE * int(2 ** min(row.attempts, 16)), LONGEST_PAUSE)
    return now + pause
