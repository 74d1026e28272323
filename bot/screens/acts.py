"""What coordinators did, in words: a line of /riwayat, of an agency's card, and the note after an act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flows.problems import Param
from bot.screens.dates import lately, moment
from bot.screens.length import line
from bot.screens.overviews import ActLine, Note
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import button
from bot.screens.schedules import in_words
from bot.screens.screen import Button

SAID = 300  # UTF-16 units of a reason or a name in such a line


def what(act: ActLine, zone: ZoneInfo, p: Phrases) -> Html:
    """'Batas waktu Dinas Kesehatan diperpanjang sampai …'; an act that undid another tells that one."""
    if act.of is not None:
        return p("act-undone", what=what(act.of, zone, p))
    key = f"act-{act.kind.replace('_', '-')}"
    return p(key if p.has(key) else "act-other", **spoken(act.params, zone, p))


def who(act: ActLine, zone: ZoneInfo, now: datetime, p: Phrases) -> Html:
    """'Sari Handayani, hari ini pukul 10.00 WITA'."""
    by = line(act.by, PERSON) or p.plain("act-by-nobody")
    return p("act-who", person=by, when=lately(act.at, zone, now, p.language))


def noted(note: Note | None, zone: ZoneInfo, p: Phrases) -> Html:
    """'✓ …', or nothing."""
    return p(note.key, **spoken(note.params, zone, p)) if note is not None else Html("")


def undo(note: Note | None, submission: int, form: int, p: Phrases) -> Button | None:
    """The way back from what was just done."""
    if note is None or not note.act:
        return None
    press = Press(Verb.UNDO, submission, form, argument=to36(note.act))
    return button(p.plain("button-undo"), press)


def spoken(params: Mapping[str, str | int | datetime], zone: ZoneInfo, p: Phrases) -> Mapping[str, Param]:
    """Facts as a sentence takes them: a moment with its weekday and zone, a text on one line."""
    return {name: _spoken(name, value, zone, p) for name, value in params.items()}


def _spoken(name: str, value: str | int | datetime, zone: ZoneInfo, p: Phrases) -> Param:
    if isinstance(value, datetime):
        return moment(value, zone, p.language)
    if name == "hour":
        return f"{value:02}.00"
    if name == "reminders":
        return line(in_words(str(value), p), SAID)
    return line(value, SAID) if isinstance(value, str) else value
