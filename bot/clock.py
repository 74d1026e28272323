"""Where the time comes from: the system, or a file that a demo moves forward."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

Clock = Callable[[], datetime]


def clock_from(file: Path | None) -> Clock:
    """The system's clock, or the moment in a file; a file that cannot be read falls back to the system's."""
    return FileClock(file) if file is not None else system_clock


def system_clock() -> datetime:
    return datetime.now(UTC)


class FileClock:
    """Reads an ISO moment (with its offset) from a file, anew whenever the file has changed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._changed = 0
        self._moment: datetime | None = None

    def __call__(self) -> datetime:
        try:
            changed = self._file.stat().st_mtime_ns
            if changed != self._changed:
                moment = datetime.fromisoformat(self._file.read_text(encoding="ascii").strip())
                self._moment = moment.astimezone(UTC) if moment.tzinfo else None
                self._changed = changed
        except (OSError, ValueError):
            self._moment = None
        return self._moment or system_clock()
