"""What a button carries, in at most 64 bytes: the submission, the question, its revision and the choice.

A button is complete in itself, so a tap on a card of last week still does what it says. It is also untrusted:
anybody can forge one, so services check rights as if the person had typed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.flows.answers import DIGITS, to36

__all__ = ["LIMIT", "Press", "Verb", "decode", "read36", "to36"]

LIMIT = 64  # bytes, Telegram's limit for callback_data


class Verb(StrEnum):
    """What a tap asks for. The letter is what travels; never give a letter a second meaning."""

    # answering: all of these name a question
    CHOOSE = "c"  # argument: index of the choice in the form's list
    VALUE = "v"  # argument: a canonical value (a reading of a doubtful input, OK of an acknowledge)
    TICK = "t"  # argument: index of the choice to tick; twice is once
    UNTICK = "f"
    DONE = "d"  # the ticks are complete
    SKIP = "s"
    UNAVAILABLE = "u"  # argument: '' asks for the reason, else index of a ready-made reason
    CLEAR = "w"
    REPLACE = "y"  # yes, put mine in place of my colleague's
    KEEP = "n"  # no, keep what my colleague answered
    EVIDENCE = (
        "ev"  # argument: '' opens the card of an answer's evidence; see screens/evidence.py for the others
    )
    PIECE = "ek"  # one piece of evidence; argument: see screens/evidence_buttons.py
    REUSE = "eu"  # what was given before proves this answer as well; argument: likewise
    REGISTER = "er"  # what an agency has given, for itself; argument: page
    PROOFS = "eb"  # the same for a coordinator; argument: page, or a piece to look at
    MORE = "j"  # my next message belongs to this answer as well
    CARRY = "cy"  # the answer of an earlier round holds still
    # moving
    OPEN = "o"  # show this question's card
    NEXT = "e"  # the first open question after this one
    BACK = "b"  # the question before this one on the path
    PAGE = "p"  # argument: page of the choices
    PICTURES = "m"  # send the pictures of the question and its choices
    # repeats: the question is the repeat, by its ordinal in the form's list of repeats
    ITEMS = "i"  # show the list of items
    ADD = "a"
    REMOVE = "k"  # at once; RESTORE undoes it
    DUPLICATE = "du"  # the item once more, with its answers
    RESTORE = "un"  # the item that was removed is back
    TABLE = "tb"  # many items from a spreadsheet; argument: '' says how, a number of the outbox adds what was read
    CARRY_RECORD = "ca"  # argument: a record of an earlier round
    # sections and the rest; argument: index of the section
    HOME = "h"
    START = "g"  # continue where something is open; argument: a section index or ''
    LIST = "l"  # argument: section index and page, 'section.page'
    REVIEW = "r"  # argument: 'section.page'
    SUBMIT = "x"
    LANGUAGE = "q"  # argument: language code; '' offers the choice
    AGENCY = "z"  # argument: submission id in base 36: work for another agency
    # reminders: the submission is the agency's
    SNOOZE = "Z"  # argument: 'h' in three hours, 'm' tomorrow morning
    COLLEAGUE = "J"  # an invitation for a colleague of the same agency
    # coordinators. The submission is an agency's, or the region's own where a button speaks of the whole round
    STATUS = "S"  # argument: page
    SECTIONS = "D"  # one agency in detail (the submission)
    ANSWERS = "A"  # answers of a section, 'section.page'
    REOPEN = "R"  # argument: section index; with 'y' after a dot it is done: '3.y'
    INVITE = "I"  # an invitation for the agency of the submission
    CONTROLS = "Q"  # what else can be done about the round
    CLOSE = "C"  # lock a section; argument as of REOPEN
    EXTEND = "E"  # a deadline of its own for one agency; argument: '' asks, days or a date, '.y' does it
    PEOPLE = "P"  # who represents the agency
    REMOVE_PERSON = "X"  # argument: person, '.y' does it
    HAND_OVER = "H"  # argument: person whose place somebody else takes
    HISTORY = "L"  # argument: page
    UNDO = "U"  # argument: the act, '.y' does it
    NUDGE = "N"  # argument: to whom, '.y' does it
    DEADLINE = "T"  # the round's; argument as of EXTEND
    SCHEDULE = "O"  # when people are reminded, when the digest goes out
    ANNOUNCE = "B"  # a message to many
    CALLS = "Y"  # whom to call; argument: page
    RECAP = "M"  # the picture of the round
    EXPORT = "F"  # argument: which export
    ALERTS = "W"  # how she wants to hear of what agencies do
    GROUP = "G"  # what a group of coordinators takes
    SETUP = "K"  # a round that is put together in the chat; argument: the step
    TASK = "ta"  # follow-up tasks; argument: a list's page, 'n…' sets one, 't' and its id is one of them
    # follow-up tasks on the agency's side
    DELIVER = "td"  # argument: the task, '.y' says that it is all there, '.m' that more comes
    # sharing the work inside an agency
    CLAIM = "cl"  # argument: section index, with '.r' to release it
    # a link for a colleague: argument a section index, or the question that a guest helps with
    SHARE = "pa"
    PROPOSAL = "pr"  # what a guest answered; argument: the proposal and what becomes of it
    GUEST = "gu"  # a guest's own buttons; argument: the guest and what she taps
    # the review. The submission is an agency's, or the region's own for the whole round
    INSPECT = (
        "rv"  # sections that wait (argument: page), a section ('section.page'), or the question of the button
    )
    RETURN = (
        "rt"  # a question: '' asks why, a number is a ready-made reason, 'x' takes it off; a section: '.y'
    )
    ACCEPT = "ac"  # argument: section index; '.x' takes it back
    THREAD = "th"  # what is said about the question of the button; argument: 'w' asks for her words
    FIX = (
        "fx"  # the agency's side: '' leads on to what is to be fixed, 'e' asks for a word about the question
    )
    SIGN = "sg"  # confirmation by the head: a step with the link's token in it, or the agency's receipts
    RECEIPT = "rc"  # the same card for a coordinator; argument: 'l' a link, 'd' the answers, 'p' a receipt
    TRACE = "tr"  # how a question came to its answer; argument: a page


@dataclass(frozen=True, slots=True)
class Press:
    verb: Verb
    submission: int = 0
    form: int = 0  # row id of the form version that `ordinal` counts in
    ordinal: int = -1  # of the question (or repeat); -1: none
    items: tuple[str, ...] = ()
    revision: int = 0  # of the answer when the button was drawn
    argument: str = ""

    def encode(self) -> str:
        """'c:1a.2.3f.0:5:1' and so on. Raises ValueError when it would not fit; check before with `fits`."""
        place = ".".join((to36(self.ordinal + 1), *self.items))
        numbers = (to36(self.submission), to36(self.form), place, to36(self.revision))
        data = ":".join((self.verb, *numbers, self.argument))
        if len(data.encode()) > LIMIT:
            raise ValueError(f"a button of {len(data.encode())} bytes: {data}")
        return data

    def fits(self) -> bool:
        """Whether it can be a button at all: a long canonical value cannot."""
        try:
            self.encode()
        except ValueError:
            return False
        return True


def decode(data: str) -> Press | None:
    """The press behind callback data, or None for anything that we could not have written."""
    try:
        verb, submission, form, place, revision, argument = data.split(":", 5)
        ordinal, *items = place.split(".")
        if not all(items) or not all(set(item) <= set(DIGITS) for item in items):
            return None
        return Press(
            Verb(verb),
            _number(submission),
            _number(form),
            _number(ordinal) - 1,
            tuple(items),
            _number(revision),
            argument,
        )
    except ValueError:
        return None


def read36(text: str) -> int:
    """The number in an argument; -1, which nothing has, for anything that we could not have written."""
    try:
        return _number(text)
    except ValueError:
        return -1


def _number(text: str) -> int:
    if not text or len(text) > 12 or not set(text) <= set(DIGITS):
        raise ValueError(text)
    return int(text, 36)
