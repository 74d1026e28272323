"""Who holds which section, in words, and the buttons that take one on, let go of it or pass it on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screens.length import line
from bot.screens.people import NAME as PERSON
from bot.screens.people import address
from bot.screens.phrases import Html, Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import Row, button, row
from bot.screens.views import ListView, SectionLine

TAKE, RELEASE = "t", "r"


def holder(section: SectionLine, p: Phrases) -> Html:
    """'👤 Dipegang Ibu Rini', or nothing."""
    if section.mine:
        return p("section-mine")
    return p("section-held", person=address(section.holder, p.language)) if section.holder else Html("")


def holders(sections: Sequence[SectionLine], p: Phrases) -> Html:
    """Every section that somebody holds, a line each, as the home card shows them."""
    said = []
    for one in sections:
        if one.holder:
            who = p.plain("section-you") if one.mine else line(one.holder, PERSON)
            said.append(p("section-holder", section=line(one.label, 60), person=who))
    return Html("\n".join(said))


def claiming(view: ListView, p: Phrases) -> Row:
    """Take the section on, let it go, pass it on."""
    place, index = view.place, to36(view.section.index)
    claim = None
    if view.claim:
        argument = f"{index}.{RELEASE}" if view.claim == RELEASE else index
        text = p.plain("button-release" if view.claim == RELEASE else "button-claim")
        claim = button(text, Press(Verb.CLAIM, place.submission, place.form, argument=argument))
    passing = Press(Verb.SHARE, place.submission, place.form, argument=index)
    return row(claim, button(p.plain("button-pass-section"), passing) if view.passable else None)


def taken(language: str) -> str:
    return phrases(language).plain("toast-claimed")


def taken_by(name: str, language: str) -> str:
    """A colleague was faster, or has it already."""
    return phrases(language).plain("toast-held", person=address(name, language))


def released(language: str) -> str:
    return phrases(language).plain("toast-released")
