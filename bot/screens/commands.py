"""The commands of the menu: which words a person may type, in which language and role they are offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.screens.phrases import LANGUAGES, phrases


class Action(StrEnum):
    """What a command does; each has one word a language, and all words work in all languages."""

    START = "start"
    CONTINUE = "continue"
    EVIDENCE = "evidence"
    SECTIONS = "sections"
    REVIEW = "review"
    LANGUAGE = "language"
    HELP = "help"
    STATUS = "status"
    INVITE = "invite"
    RECAP = "recap"
    CALLS = "calls"
    DEADLINE = "deadline"
    ANNOUNCE = "announce"
    TASKS = "tasks"
    EXPORT = "export"
    HISTORY = "history"
    ALERTS = "alerts"
    GROUP = "group"
    SETUP = "setup"
    CHECK = "check"


class Role(StrEnum):
    STRANGER = "stranger"
    REPRESENTATIVE = "representative"
    COORDINATOR = "coordinator"
    BOTH = "both"  # coordinates a region and represents an agency
    ASSESSOR = "assessor"  # reads what was sent, returns and accepts it
    LEADER = "leader"  # gets the digest of a region
    ALTERNATE = "alternate"  # an agency's head or stand-in, told last
    GROUP = "group"  # a group chat: only what is not personal


@dataclass(frozen=True, slots=True)
class Command:
    name: str  # without the slash; Telegram allows a-z, 0-9 and _, at most 32
    description: str  # at most 256 characters


WORDS: Mapping[Action, Mapping[str, str]] = {
    Action.START: {"id": "mulai", "en": "start"},
    Action.CONTINUE: {"id": "lanjut", "en": "continue"},
    Action.SECTIONS: {"id": "pilar", "en": "pillars"},
    Action.REVIEW: {"id": "tinjau", "en": "review"},
    Action.EVIDENCE: {"id": "bukti", "en": "evidence"},
    Action.LANGUAGE: {"id": "bahasa", "en": "language"},
    Action.HELP: {"id": "bantuan", "en": "help"},
    Action.STATUS: {"id": "status", "en": "status"},
    Action.INVITE: {"id": "undang", "en": "invite"},
    Action.RECAP: {"id": "rekap", "en": "recap"},
    Action.CALLS: {"id": "hubungi", "en": "calls"},
    Action.DEADLINE: {"id": "tenggat", "en": "deadline"},
    Action.ANNOUNCE: {"id": "umumkan", "en": "announce"},
    Action.TASKS: {"id": "tugas", "en": "tasks"},
    Action.EXPORT: {"id": "ekspor", "en": "export"},
    Action.HISTORY: {"id": "riwayat", "en": "history"},
    Action.ALERTS: {"id": "kabar", "en": "alerts"},
    Action.GROUP: {"id": "grup", "en": "group"},
    Action.SETUP: {"id": "siapkan", "en": "setup"},
    Action.CHECK: {"id": "periksa", "en": "check"},
}

_ANSWERING = (Action.CONTINUE, Action.SECTIONS, Action.REVIEW, Action.EVIDENCE)
_COORDINATING = (
    Action.STATUS,
    Action.CHECK,
    Action.RECAP,
    Action.CALLS,
    Action.INVITE,
    Action.DEADLINE,
    Action.ANNOUNCE,
    Action.TASKS,
    Action.EXPORT,
    Action.HISTORY,
    Action.ALERTS,
    Action.SETUP,
)
_GENERAL = (Action.LANGUAGE, Action.HELP)
OFFERED: Mapping[Role, tuple[Action, ...]] = {
    Role.STRANGER: (Action.START, Action.HELP),  # nothing is kept of a stranger, so no language either
    Role.REPRESENTATIVE: (*_ANSWERING, Action.TASKS, Action.START, *_GENERAL),
    Role.COORDINATOR: (*_COORDINATING, *_GENERAL),
    Role.BOTH: (*_COORDINATING, *_ANSWERING, Action.START, *_GENERAL),
    Role.ASSESSOR: (Action.CHECK, Action.TASKS, *_GENERAL),
    Role.LEADER: (Action.RECAP, *_GENERAL),
    Role.ALTERNATE: _GENERAL,
    Role.GROUP: (Action.STATUS, Action.RECAP, Action.GROUP, Action.HELP),
}


def commands(role: Role, language: str) -> tuple[Command, ...]:
    """The menu of a role, as `setMyCommands` wants it."""
    p = phrases(language)
    return tuple(
        Command(WORDS[action][p.language], p.plain(f"command-{action.value}")) for action in OFFERED[role]
    )


def words(action: Action) -> tuple[str, ...]:
    """Every word that means this action, without repeats: what the route table listens to."""
    return tuple(dict.fromkeys(WORDS[action][language] for language in LANGUAGES))
