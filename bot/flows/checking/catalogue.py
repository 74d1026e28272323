"""The numbered mistakes that an author can make. A number is never reused; the format guide lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from bot.flows.checking.findings import Finding, Severity
from bot.flows.said import Param, Place, said


@dataclass(frozen=True, slots=True)
class Number:
    code: str
    severity: Severity
    advises: bool = True  # False where the message says what to do, or where pyxform's own words stand


def _error(number: int, *, advises: bool = True) -> Number:
    return Number(f"FORM-{number:03}", Severity.ERROR, advises)


def _warning(number: int, *, advises: bool = True) -> Number:
    return Number(f"FORM-{number:03}", Severity.WARNING, advises)


class Mistake(Enum):
    """Their words stand in the catalogues, under `form-014` and, what to do, `form-014-advice`."""

    # The file; pyxform's own words stand in 2 and 3
    NOT_A_FORM = _error(1, advises=False)
    REFUSED_BY_COMPILER = _error(2, advises=False)
    COMPILER_WARNING = _warning(3, advises=False)
    MISSING_SHEET = _error(4)
    MISSING_COLUMN = _error(5)
    UNKNOWN_COLUMN = _warning(6)
    UNSUPPORTED_SHEET = _error(7)
    UNKNOWN_SHEET = _warning(8)
    DUPLICATE_COLUMN = _error(9)

    # Rows of the survey
    MISSING_TYPE = _error(10)
    UNKNOWN_TYPE = _error(11)
    CANNOT_BE_ASKED = _error(12)
    MISSING_NAME = _error(13)
    UNKNOWN_REFERENCE = _error(14)
    BAD_NAME = _error(15)
    DUPLICATE_NAME = _error(16)
    AMBIGUOUS_REFERENCE = _error(17)
    BROKEN_REFERENCE = _error(18)
    UNMATCHED_END = _error(19)
    UNMATCHED_BEGIN = _error(20)
    MISSING_LABEL = _error(21)
    EMPTY_GROUP = _warning(22)
    MISSING_CALCULATION = _error(23)
    CURLY_QUOTES = _error(24)
    IGNORED_METADATA = _warning(25)
    IGNORED_ROW = _warning(26)

    # Choices
    MISSING_LIST = _error(30)
    MISSING_CHOICE_NAME = _error(31)
    DUPLICATE_CHOICE = _error(32)
    CHOICE_WITH_SPACE = _error(33)
    MISSING_CHOICE_LABEL = _warning(34)
    CHOICE_WITHOUT_LIST = _error(35)
    OTHER_WITH_FILTER = _error(36)

    # Expressions
    SYNTAX = _error(40)
    UNKNOWN_FUNCTION = _error(41)
    WRONG_ARGUMENTS = _error(42)
    CYCLE = _error(43)
    UNKNOWN_CHOICE = _error(44)
    UNKNOWN_PATH = _error(45)
    NEVER_ASKED = _error(46)
    UNSUPPORTED_FUNCTION = _error(47)
    UNKNOWN_CHOICE_COLUMN = _error(48)

    UNREADABLE_PATTERN = _error(49)

    # Texts
    TOO_LONG = _error(50)
    MISSING_TRANSLATION = _warning(51)

    # The columns of our own
    UNKNOWN_KIND = _error(60)
    BAD_SCOPE = _error(61)
    BAD_CHOICE_SCORE = _error(62)
    BAD_SCORE = _error(63)
    UNKNOWN_CONTEXT = _error(64)
    UNKNOWN_FORMAT = _warning(65)
    UNKNOWN_EXTENSION = _warning(66)
    UNKNOWN_CODE = _warning(67)
    BAD_EVIDENCE = _error(68)

    BAD_LIMIT = _error(69)

    # Constants and rules that no answer can meet
    IMPOSSIBLE_CONSTRAINT = _error(70)
    DEFAULT_OF_OTHER_TYPE = _warning(71)
    DEFAULT_NOT_LISTED = _warning(72)
    MISSING_PICTURE = _warning(73)
    LIMIT_WITHOUT_EFFECT = _warning(74)
    UNKNOWN_CARRY = _warning(75)

    @property
    def code(self) -> str:
        return self.value.code

    def at(self, where: Place | str, question: str = "", **params: Param) -> Finding:
        """The finding for one row; `params` are what its sentence fills in."""
        number: Number = self.value
        place = where if isinstance(where, Place) else Place(where)
        return Finding(number.code, number.severity, place, question, tuple(params.items()))


MOST_COMPARED = 200
"""Names that are compared letter by letter; of more, those that share a half with the wrong one."""


def nearest(wrong: str, known: Sequence[str]) -> str:
    """The known word that was probably meant; '' when none is near."""
    if len(known) > MOST_COMPARED:
        half = max(len(wrong) // 2, 1)
        begin, end = wrong[:half], wrong[-half:]
        known = [word for word in known if word.startswith(begin) or word.endswith(end)][:MOST_COMPARED]
    plain = {word.lower(): word for word in known}
    near = get_close_matches(wrong, known, 1, 0.6) or get_close_matches(wrong.lower(), plain, 1, 0.6)
    return plain.get(near[0], near[0]) if near else ""


def suggest(
    wrong: str, known: Sequence[str], shape: str = "{}", otherwise: Param = "", key: str = "check-near"
) -> Param:
    """'Did you mean …?' for the nearest known word, or `otherwise`."""
    word = nearest(wrong, known)
    return said(key, word=shape.format(word)) if word else otherwise
