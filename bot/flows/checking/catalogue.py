"""The numbered mistakes that an author can make. A number is never reused; the format guide lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from bot.flows.checking.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Wording:
    code: str
    severity: Severity
    message: str
    advice: str


def _error(number: int, message: str, advice: str) -> Wording:
    return Wording(f"FORM-{number:03}", Severity.ERROR, message, advice)


def _warning(number: int, message: str, advice: str) -> Wording:
    return Wording(f"FORM-{number:03}", Severity.WARNING, message, advice)


class Mistake(Enum):
    """`{…}` are filled in where the mistake is found."""

    # The file; pyxform's own words stand in 2 and 3
    NOT_A_FORM = _error(1, "{reason}", "")
    REFUSED_BY_COMPILER = _error(2, "{reason}", "")
    COMPILER_WARNING = _warning(3, "{reason}", "")
    MISSING_SHEET = _error(4, "there is no sheet named '{sheet}'.", "{advice}")
    MISSING_COLUMN = _error(5, "the sheet has no column '{column}'.", "Add it to the first row of the sheet.")
    UNKNOWN_COLUMN = _warning(6, "the column '{column}' is not known and is ignored.", "{advice}")
    UNSUPPORTED_SHEET = _error(7, "the sheet '{sheet}' is not supported: {reason}.", "{advice}")
    UNKNOWN_SHEET = _warning(8, "the sheet '{sheet}' is not part of a form and is ignored.", "{advice}")
    DUPLICATE_COLUMN = _error(9, "two columns mean the same: '{first}' and '{second}'.", "Keep one of them.")

    # Rows of the survey
    MISSING_TYPE = _error(10, "the row has no type.", "Fill in the type, or empty the row.")
    UNKNOWN_TYPE = _error(11, "the type '{type}' is not known.", "{advice}")
    CANNOT_BE_ASKED = _error(12, "'{type}' cannot be asked in a chat: {reason}.", "{advice}")
    MISSING_NAME = _error(13, "the row has no name.", "Give it one, such as '{example}'.")
    UNKNOWN_REFERENCE = _error(14, "{column} refers to ${{{name}}}, which does not exist.", "{advice}")
    BAD_NAME = _error(
        15, "the name '{name}' cannot be used.", "Start with a letter; use letters, digits and _ only."
    )
    DUPLICATE_NAME = _error(16, "the name is already used in {other}.", "Give each row a name of its own.")
    AMBIGUOUS_REFERENCE = _error(
        17,
        "{column} refers to ${{{name}}}, and {count} rows have that name.",
        "Rename one of them: {places}.",
    )
    BROKEN_REFERENCE = _error(
        18, "{column} has a reference that is not complete: '{text}'.", "Write it as ${{name}}."
    )
    UNMATCHED_END = _error(19, "'{type}' closes nothing that is open.", "{advice}")
    UNMATCHED_BEGIN = _error(20, "'{type}' is never closed.", "Add a row with the type 'end_{kind}'.")
    MISSING_LABEL = _error(21, "there is nothing to ask: no label, hint or image.", "Fill in the label.")
    EMPTY_GROUP = _warning(22, "the {kind} has no rows and is ignored.", "Remove it, or add its questions.")
    MISSING_CALCULATION = _error(23, "the calculate has no calculation.", "Fill in the column 'calculation'.")
    CURLY_QUOTES = _error(24, "{column} has curly quotes: {text}", "Type straight quotes: ' or \".")
    IGNORED_METADATA = _warning(
        25, "'{type}' is not known to a chat and stays empty.", "Remove the row if nobody needs it."
    )
    IGNORED_ROW = _warning(
        26, "the row has no type, name or label and is skipped.", "Remove it, or fill it in."
    )

    # Choices
    MISSING_LIST = _error(30, "the choices list '{list}' does not exist.", "{advice}")
    MISSING_CHOICE_NAME = _error(31, "a choice of the list '{list}' has no name.", "Give it a short name.")
    DUPLICATE_CHOICE = _error(
        32, "the list '{list}' already has this choice in {other}.", "Give it another name."
    )
    CHOICE_WITH_SPACE = _error(33, "the choice name has a space.", "Write it as '{advice}'.")
    MISSING_CHOICE_LABEL = _warning(34, "the choice of '{list}' has no label.", "Its name is shown instead.")
    CHOICE_WITHOUT_LIST = _error(35, "the choice belongs to no list.", "Fill in the column 'list_name'.")
    OTHER_WITH_FILTER = _error(
        36, "or_other and a choice_filter cannot stand together.", "Add a choice 'other' and a text row."
    )

    # Expressions
    SYNTAX = _error(40, "{column} cannot be read: {reason}", "{advice}")
    UNKNOWN_FUNCTION = _error(41, "{column} uses {function}(), which does not exist.", "{advice}")
    WRONG_ARGUMENTS = _error(42, "{column}: {function}() takes {expected}, not {given}.", "{advice}")
    CYCLE = _error(43, "the logic goes in a circle: {cycle}.", "Break it at one of these rows.")
    UNKNOWN_CHOICE = _error(
        44, "{column} compares {name} with '{choice}', which its list '{list}' does not have.", "{advice}"
    )
    UNKNOWN_PATH = _error(45, "{column} points at {path}, which is not in the form.", "{advice}")
    NEVER_ASKED = _error(
        46, "this can never be asked: {reason}.", "Correct the column 'relevant' or remove the row."
    )
    UNSUPPORTED_FUNCTION = _error(
        47, "{column} uses {function}(), which a chat cannot do: {reason}.", "{advice}"
    )
    UNKNOWN_CHOICE_COLUMN = _error(
        48, "{column} uses '{name}', which is no column of the choices list '{list}'.", "{advice}"
    )

    UNREADABLE_PATTERN = _error(
        49, "{column}: regex() has a pattern that cannot be read: '{pattern}'.", "Look at its brackets."
    )

    # Texts
    TOO_LONG = _error(
        50, "the {what} needs {size} characters{language}; there is room for {limit}.", "Shorten it."
    )
    MISSING_TRANSLATION = _warning(
        51, "{what} not translated into {language}{named}.", "{shown} is shown instead."
    )

    # The columns of our own
    UNKNOWN_KIND = _error(60, "asked_to has '{code}', which is not in the list agency_kind.", "{advice}")
    BAD_SCOPE = _error(61, "the scope '{value}' is not known.", "Write 'agency' or 'region'.")
    BAD_CHOICE_SCORE = _error(
        62, "the score '{value}' is not a number from 0 to 4.", "Correct it, or empty the cell."
    )
    BAD_SCORE = _error(
        63, "the score is always {value}; it must lie between 0 and 4.", "Correct the column 'score'."
    )
    UNKNOWN_CONTEXT = _error(64, "the context '{value}' is not known.", "{advice}")
    UNKNOWN_FORMAT = _warning(
        65, "the format '{value}' is not known and is ignored.", "The only format is 'year'."
    )
    UNKNOWN_EXTENSION = _warning(66, "the column pilar:{column} is not known and is ignored.", "{advice}")
    UNKNOWN_CODE = _warning(67, "{column} has '{code}', which is not in the list {list}.", "{advice}")
    BAD_EVIDENCE = _error(68, "evidence is '{value}', which is not known.", "{advice}")

    BAD_LIMIT = _error(69, "the items of this repeat cannot be so many: {reason}.", "{advice}")

    # Constants and rules that no answer can meet
    IMPOSSIBLE_CONSTRAINT = _error(
        70, "no answer can meet the constraint: {reason}.", "Correct the column 'constraint'."
    )
    DEFAULT_OF_OTHER_TYPE = _warning(
        71, "the default '{value}' does not fit the type {type} and is ignored.", "Write it as {example}."
    )
    DEFAULT_NOT_LISTED = _warning(
        72, "the default '{value}' is not in the list '{list}' and is ignored.", "{advice}"
    )
    MISSING_PICTURE = _warning(
        73, "the picture '{name}' is not in {folder}.", "Put it there, up to {most} MB, or empty the cell."
    )
    LIMIT_WITHOUT_EFFECT = _warning(
        74, "{column} has no effect: {reason}.", "Put it on the begin_repeat of a list that people fill."
    )
    UNKNOWN_CARRY = _warning(
        75, "carry is '{value}', which is not known and is ignored.", "Write yes, ask or no."
    )

    @property
    def code(self) -> str:
        return self.value.code

    def at(self, where: Place | str, question: str = "", **params: object) -> Finding:
        """The finding for one row, with the sentence filled in."""
        wording: Wording = self.value
        return Finding(
            wording.code,
            wording.severity,
            str(where),
            question,
            wording.message.format(**params),
            wording.advice.format(**params),
        )


MOST_COMPARED = 200
"""Names that are compared letter by letter; of more, those that share a half with the wrong one."""


def suggest(wrong: str, known: Sequence[str], shape: str = "{}", otherwise: str = "") -> str:
    """'Did you mean …?' for the nearest known word, or `otherwise`."""
    if len(known) > MOST_COMPARED:
        half = max(len(wrong) // 2, 1)
        begin, end = wrong[:half], wrong[-half:]
        known = [word for word in known if word.startswith(begin) or word.endswith(end)][:MOST_COMPARED]
    plain = {word.lower(): word for word in known}
    near = get_close_matches(wrong, known, 1, 0.6) or get_close_matches(wrong.lower(), plain, 1, 0.6)
    return f"Did you mean {shape.format(plain.get(near[0], near[0]))}?" if near else otherwise
