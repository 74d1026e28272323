"""/ekspor: which file, in which language; it follows as a document."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.dates import moment
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.phrases import LANGUAGES, phrases
from bot.screens.press import Press, Verb
from bot.screens.rows import button, row, stack
from bot.screens.screen import Screen

KINDS = ("xlsx", "national", "odk")


def choice(round_: str, whole: int, wanted: str, language: str) -> Screen:
    """The kinds of files, and the language that they will be in: `wanted`."""
    p = phrases(language)
    other = LANGUAGES[(LANGUAGES.index(wanted) + 1) % len(LANGUAGES)]
    kinds = [
        row(button(p.plain(f"button-export-{kind}"), Press(Verb.EXPORT, whole, argument=f"{kind}.{wanted}")))
        for kind in KINDS
    ]
    name = phrases(wanted).plain("language-own-name")
    switch = button(
        p.plain("button-export-language", language=name), Press(Verb.EXPORT, whole, argument=f".{other}")
    )
    return Screen(p("export-choice", round=line(round_, NAME)), stack(*kinds, row(switch)))


def preparing(language: str) -> Screen:
    """It is being made, off everybody's way."""
    return Screen(phrases(language)("export-preparing"))


def made(region: str, round_: str, at: datetime, zone: ZoneInfo, language: str) -> Screen:
    """The caption of the document."""
    said = moment(at, zone, language)
    return Screen(
        phrases(language)("export-caption", region=line(region, NAME), round=line(round_, NAME), moment=said)
    )
