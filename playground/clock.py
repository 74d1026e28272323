"""The movable clock: the server's dates follow it, and a file carries its moment to the bot."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

TICK = 1.0


class Clock:
    """Runs along with the real clock at a distance, or stands still when `frozen`.

    With a file, the moment is written to it (ISO 8601 with offset) at every move and every second, so that
    time goes by for a reader who takes it as "now". A moment already in the file is taken over: a demo goes
    on where it was.
    """

    def __init__(
        self, file: Path | None = None, *, moment: datetime | None = None, frozen: bool = False
    ) -> None:
        self.file = file
        self.frozen = frozen
        self._ticking: asyncio.Task[None] | None = None
        start = moment or _read(file) or datetime.now(UTC)
        self._still = start
        self._ahead = start - datetime.now(UTC)
        self._write()

    def now(self) -> datetime:
        return self._still if self.frozen else datetime.now(UTC) + self._ahead

    def seconds(self) -> int:
        """Unix time, as Telegram dates its messages."""
        return int(self.now().timestamp())

    def move_to(self, moment: datetime) -> None:
        """Raises ValueError for a moment without an offset."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its offset, as in 2024-06-18T09:00:00+08:00")
        self._still = moment.astimezone(UTC)
        self._ahead = self._still - datetime.now(UTC)
        self._write()

    def advance(self, seconds: float) -> None:
        self.move_to(self.now() + timedelta(seconds=seconds))

    def start(self) -> None:
        """Keeps the file going; needs a running event loop."""
        if self.file is not None and not self.frozen:
            self._ticking = asyncio.create_task(self._tick())

    async def stop(self) -> None:
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self._write()

    def _write(self) -> None:
        if self.file is None:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_name(self.file.name + ".new")
        fresh.write_text(self.now().isoformat(timespec="milliseconds") + "\n", encoding="ascii")
        fresh.replace(self.file)  # whole or not at all: the bot may read at any moment


def next_moment(now: datetime, hour: str, zone: ZoneInfo) -> datetime:
    """The next time that it is this hour in this zone ('08:00'), which is never now. Raises ValueError."""
    wanted = time.fromisoformat(hour)
    here = now.astimezone(zone)
    day = here.date() + timedelta(days=here.timetz().replace(tzinfo=None) >= wanted)
    return datetime.combine(day, wanted, zone).astimezone(UTC)


def _read(file: Path | None) -> datetime | None:
    """The moment in the file; None if there is none that can be read."""
    try:
        moment = datetime.fromisoformat(file.read_text(encoding="ascii").strip()) if file else None
    except (OSError, ValueError):
        return None
    return moment.astimezone(UTC) if moment and moment.tzinfo else None
