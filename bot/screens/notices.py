"""One-sentence screens: something arrived that nobody asked for, a way is closed, or something went wrong.

Each says what happened and what to do next, and never whose fault it is. `place` adds the way back to work.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from bot.flows.problems import Problem
from bot.screens.commands import WORDS, Action
from bot.screens.home import NAME
from bot.screens.length import FULL, line, shown
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import LANGUAGES, Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.rows import Row, button, menu, row, side_by_side, stack, start
from bot.screens.screen import Screen
from bot.screens.views import HelpView, Place


class Unasked(StrEnum):
    """What arrives although nothing asked for it."""

    STICKER = "sticker"
    VOICE = "voice"  # a voice or video note, where words are needed
    CONTACT = "contact"
    LOCATION = "location"
    FORWARD = "forward"
    FILE = "file"  # a photo, document, video: with no question open that takes one
    TEXT = "text"  # typed text with no question open
    POLL = "poll"
    EDITED = "edited"  # an edit of a message that gave no answer
    CLOSED = "closed"  # text or a file, in a round that is closed
    OTHER = "other"


class Refusal(StrEnum):
    """Why an invitation does not open the door."""

    INVALID = "invalid"
    EXPIRED = "expired"
    USED = "used"
    CLOSED = "closed"  # its round is over


class Trouble(StrEnum):
    """What kept us from doing what was asked. Told apart by what the person should do."""

    NOT_SAVED = "not-saved"  # the store refused: send it again later
    UNREADABLE = "unreadable"  # this one update could not be handled
    FILE_TOO_BIG = "file-too-big"  # beyond the 20 MB that a bot may fetch
    NOT_ALLOWED = "not-allowed"  # a button or command of somebody else's role
    UNKNOWN_COMMAND = "unknown-command"
    UNKNOWN_AGENCY = "unknown-agency"  # /status or /undang with a name that no agency has


class Toast(StrEnum):
    """The small text over the chat after a tap."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    STALE = "stale"
    NOT_SAVED = "not-saved"
    NOT_ALLOWED = "not-allowed"
    PREPARING = "preparing"  # a document or a picture is being made
    JUST_ASKED = "just-asked"  # the same a moment ago: it has come, or is on its way
    ENOUGH_LINKS = "enough-links"  # for colleagues, made by one person in a day
    NO_PICTURE = "no-picture"  # the author mentions one and did not bring it along


def stranger(language: str) -> Screen:
    """To whoever we do not know: polite, and no facts."""
    return Screen(phrases(language)("stranger"))


def code_wanted(language: str) -> Screen:
    """/start without a payload (Telegram Desktop drops it in an old chat): the code can be typed."""
    return Screen(phrases(language)("code-wanted"))


def invitation_refused(why: Refusal, language: str) -> Screen:
    return Screen(phrases(language)(f"invitation-{why.value}"))


def coordinator_joined(name: str, region: str, language: str) -> Screen:
    """The first words to a coordinator: what can be done from here."""
    p = phrases(language)
    said = p("coordinator-joined", name=line(name, PERSON), region=line(region, NAME), **_words(p))
    status = button(p.plain("button-status"), Press(Verb.STATUS, argument="0"))
    other = next(code for code in LANGUAGES if code != p.language)
    speak = button(phrases(other).plain("language-own-name"), Press(Verb.LANGUAGE, argument=other))
    return Screen(said, stack(row(status, speak)))


def leader_joined(name: str, region: str, language: str) -> Screen:
    """The first words to a leader: one picture a day, and the same on demand."""
    p = phrases(language)
    said = p("leader-joined", name=line(name, PERSON), region=line(region, NAME), recap=_words(p)["recap"])
    return Screen(said)


def alternate_joined(name: str, agency: str, language: str) -> Screen:
    """The first words to an agency's head or stand-in: she hears of us only when nobody else can help."""
    p = phrases(language)
    return Screen(p("alternate-joined", name=line(name, PERSON), agency=line(agency, NAME)))


def unasked(what: Unasked, language: str, place: Place | None = None) -> Screen:
    p = phrases(language)
    buttons = _onward(p, place)
    if what is Unasked.CLOSED and place:  # nothing goes on in a closed round, but it can be read
        buttons = stack(row(menu(p, place)))
    return Screen(p(f"unasked-{what.value}"), buttons)


def unasked_by_coordinator(language: str) -> Screen:
    """Something arrived from a coordinator, who has no question that it could answer."""
    p = phrases(language)
    return Screen(p("unasked-coordinator", **_words(p)))


def trouble(what: Trouble, language: str, place: Place | None = None) -> Screen:
    p = phrases(language)
    return Screen(p(f"trouble-{what.value}"), _onward(p, place))


def language_choice(language: str, place: Place | None = None) -> Screen:
    """/bahasa: each language under its own name, the present one ticked."""
    p = phrases(language)
    at = place or Place(0, 0)
    buttons = (
        button(
            ("✓ " if code == p.language else "") + phrases(code).plain("language-own-name"),
            Press(Verb.LANGUAGE, at.submission, at.form, argument=code),
        )
        for code in LANGUAGES
    )
    return Screen(p("language-choice"), side_by_side(buttons, 2))


def help_for(view: HelpView, language: str, place: Place | None = None) -> Screen:
    """/bantuan: what can be done here, and whom to ask."""
    p = phrases(language)
    if view.role == "stranger":
        return stranger(language)
    if view.role == "both":  # coordinates a region and represents an agency
        parts = [p(f"help-{role}", **_words(p)) for role in ("coordinator", "representative")]
    else:
        parts = [p(f"help-{view.role}", **_words(p))]
    if view.coordinators and view.role in ("both", "representative"):
        names = ", ".join(line(name, PERSON) for name in view.coordinators[:5])
        parts.append(p("help-ask", names=names))
    return Screen("\n\n".join(parts), _onward(p, place))


def locked_section(section: str, index: int, place: Place, language: str) -> Screen:
    """She wants to change an answer of a section that is sent."""
    p = phrases(language)
    see = Press(Verb.REVIEW, place.submission, place.form, argument=f"{to36(index)}.0")
    rows = stack(row(button(p.plain("button-see-answers"), see), menu(p, place)))
    return Screen(p("locked-section", section=line(section, 80)), rows)


def picture(content: bytes, label: str) -> Screen:
    """A picture of the questionnaire under the name of what it shows."""
    return Screen(escape(line(label, 200)), image=content)


def round_closed(round_name: str, language: str, place: Place | None = None) -> Screen:
    p = phrases(language)
    return Screen(
        p("round-closed", round=line(round_name, NAME)), stack(row(menu(p, place)) if place else ())
    )


def no_round(language: str) -> Screen:
    """Known, but nothing is open for her agency now."""
    return Screen(phrases(language)("no-round"))


def welcome_back(card: Screen, language: str, *, unsaved: bool) -> Screen:
    """After an outage, to whoever was in the middle: her present card under a word of apology. `unsaved`: her last
    message has to be sent again."""
    return _above(phrases(language)("welcome-back-unsaved" if unsaved else "welcome-back"), card)


def unseen(card: Screen, language: str) -> Screen:
    """Nobody knows which card she had seen when she wrote: the present one, under the word that nothing was noted."""
    return _above(problem(phrases(language), Problem("problem-unseen")), card)


def not_asked(card: Screen, language: str) -> Screen:
    """She answered what is not asked any more: where she is, under the word that nothing was noted."""
    return _above(problem(phrases(language), Problem("problem-not-asked")), card)


def in_group(language: str) -> Screen:
    """Added to a group, or spoken to in one: what works there, and nothing personal."""
    p = phrases(language)
    return Screen(p("in-group", **_words(p)))


def link_in_group(language: str) -> Screen:
    """An invitation's link that was opened in a group: it stays unspent, and leads on in a private chat."""
    return Screen(phrases(language)("link-in-group"))


def private_only(language: str) -> Screen:
    """A personal command in a group."""
    return Screen(phrases(language)("private-only"))


def toast(what: Toast, language: str) -> str:
    """The answer to a tap: plain, at most 200 characters."""
    return phrases(language).plain(f"toast-{what.value}")


def _words(p: Phrases) -> dict[str, str]:
    """The commands as sentences name them: in the reader's language."""
    return {
        action.value: f"/{words[p.language]}" for action, words in WORDS.items() if action is not Action.START
    }


def _above(said: Html, card: Screen) -> Screen:
    fits = shown(said) + 2 + shown(card.text) <= FULL
    return replace(card, text=f"{said}\n\n{card.text}" if fits else said)


def _onward(p: Phrases, place: Place | None) -> tuple[Row, ...]:
    return stack(row(start(p, place), menu(p, place))) if place else ()
