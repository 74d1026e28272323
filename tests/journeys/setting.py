"""Where and when a journey plays, and who is in it: plain values, read from its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Agency:
    """An office of the journey. `region` is its own when several regions live side by side."""

    code: str
    name: str
    kinds: tuple[str, ...]
    region: str


@dataclass(frozen=True, slots=True)
class Role:
    """Who somebody is: codes of agencies that she represents or is the alternate of, regions that she
    coordinates or leads."""

    name: str
    represents: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()
    language_code: str = "id"
    alternate_of: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()

    @property
    def places(self) -> list[tuple[str, str]]:
        """Role and place of each invitation that she gets."""
        held = {
            "representative": self.represents,
            "coordinator": self.coordinates,
            "alternate": self.alternate_of,
            "leader": self.leads,
        }
        return [(role, place) for role, places in held.items() for place in places]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a journey plays."""

    form: str  # an XLSForm as a Markdown table, or a folder under `questionnaires`
    agencies: tuple[Agency, ...]
    people: Mapping[str, Role]
    zone: str
    now: datetime
    deadline: datetime
    round: str
    strict: bool = False  # the server refuses what goes beyond Telegram's limits, and the bot keeps its pace


def local(moment: str, zone: str) -> datetime:
    """An ISO moment in the zone of the round."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone))


def codes(found: Sequence[Any] | str | None) -> tuple[str, ...]:
    """'dinkes rsud' or a list, as names."""
    return tuple(found.split() if isinstance(found, str) else map(str, found or ()))
