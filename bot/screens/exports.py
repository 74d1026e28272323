"""/ekspor: which file, in which language; it follows as a document."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.lists import format_list

from bot.screens.dates import moment
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.phrases import LANGUAGES, Html, phrases
from bot.screens.press import Press, Verb
from bot.screens.rows import button, row, stack
from bot.screens.screen import Screen

KINDS = ("xlsx", "national", "odk", "evidence")
LARGE = 5  # agencies that are named


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


def is_evidence(typed: str) -> bool:
    """Whether what stands behind /ekspor asks for the files themselves, in either language."""
    words = {
        word for language in LANGUAGES for word in phrases(language).plain("export-evidence-words").split()
    }
    return typed.strip().casefold() in words


def preparing_evidence(parts: int, large: tuple[str, ...], round_: int, language: str) -> Screen:
    """The zips are being made; agencies whose files are too much for a chat are named, with the way out."""
    p = phrases(language)
    said = [p("export-evidence-preparing", parts=parts)]
    if large:
        named = [line(name, NAME) for name in large[:LARGE]]
        more = len(large) - len(named)
        names = format_list(named, locale=language)
        if more:
            names = f"{', '.join(named)} {p.plain('and-more', count=more)}"
        said.append(p("export-evidence-large", agencies=names, command=command_line(round_)))
    return Screen("\n\n".join(said))


def evidence_too_much(round_: int, size: int, language: str) -> Screen:
    """More than anybody wants in a chat: how whoever runs the bot takes it away."""
    p = phrases(language)
    return Screen(p("export-evidence-too-much", size=size >> 20, command=command_line(round_)))


def no_evidence(language: str) -> Screen:
    """Nobody has sent any yet."""
    return Screen(phrases(language)("export-evidence-none"))


def command_line(round_: int) -> Html:
    """What an operator types; a tap copies it."""
    return Html(f"<code>pilar export --round {round_} --evidence</code>")


def made(
    region: str, round_: str, at: datetime, zone: ZoneInfo, language: str, part: int = 1, parts: int = 1
) -> Screen:
    """The caption of the document."""
    p = phrases(language)
    said = moment(at, zone, language)
    caption = p("export-caption", region=line(region, NAME), round=line(round_, NAME), moment=said)
    if parts == 1:
        return Screen(caption)
    return Screen(f"{caption}\n{p('export-caption-part', part=part, parts=parts)}")
