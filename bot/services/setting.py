"""What services need to know about this installation."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.reminders.calendar import Calendar
from bot.services.library import Library


@dataclass(frozen=True, slots=True)
class Setting:
    library: Library
    bot_name: str
    invitation_days: int
    database_url: str = ""  # for work in a process of its own; it holds a password, so it is never shown
    calendar: Calendar = field(default_factory=Calendar)  # when people are at work
    evidence_dir: str = ""  # where the bytes of sent files lie, as `storage.evidence_store` reads it
    most_bytes: int = 20 << 20  # of a file that is taken
