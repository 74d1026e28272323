"""Choices: what a person typed instead of tapping, matched to the labels that she sees.

One choice, several, or all of them in order; whatever is not clear is asked about. `labels.py` does the matching.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.flows.problems import Problem
from bot.flows.values import habits
from bot.flows.values.labels import POSITION, Label, exact, fold, know, match, numbered
from bot.flows.values.readings import LONGEST_LINE, Accepted, Asked, Doubt, Offered, Reading, settle

_MOST_JOINED = 12
"""A label holds at most so many commas and 'dan' less one."""

LONGEST_LIST = 4096  # characters of several typed choices: one Telegram message

_SPAN = re.compile(r"([0-9]{1,3})\s*(?:-|s/?d|sampai|hingga|to)\s*([0-9]{1,3})$", re.IGNORECASE)
_JOINT = re.compile(r"(\n|[;,>+&]|\s(?:dan|and|serta|lalu|kemudian|then)\s)", re.IGNORECASE)
_DIGITS_ONLY = re.compile(r"[0-9]{1,4}(?:[\s,.;>/+&-]+(?:dan |and )?[0-9]{1,4})+[.\s]*$", re.IGNORECASE)
_ALL = frozenset({"semua", "semuanya", "all", "all of them", "semua pilihan", "seluruhnya"})


def read_one(text: str, asked: Asked) -> Reading:
    """What a typed line says to a select_one question."""
    line = habits.plain(text)
    if len(line) > LONGEST_LINE:
        return Problem("problem-choice", {"count": len(asked.choices)})
    names = match(line, know(asked.choices))
    if names:
        return settle(names, "choice")
    return _refuse(line, asked)


def read_several(text: str, asked: Asked) -> Reading:
    """What a typed message says to a select_multiple question; the names come in the order of the form."""
    line = habits.plain(text)
    if fold(line) in _ALL and not exact(line, know(asked.choices)):
        return Accepted(" ".join(choice.name for choice in asked.choices))
    found = _read_list(text, asked)
    if not isinstance(found, tuple):
        return found
    order = [choice.name for choice in asked.choices]
    readings = [" ".join(sorted(set(names), key=order.index)) for names in found]
    return settle(readings, "choice")


def read_rank(text: str, asked: Asked) -> Reading:
    """What a typed message says to a rank question: every choice once, the first one first."""
    line = habits.plain(text)
    count = len(asked.choices)
    if (
        count <= 9
        and len(line) == count > 1
        and sorted(line) == [str(place) for place in range(1, count + 1)]
    ):
        text = " ".join(line)  # '213'
    found = _read_list(text, asked)
    if not isinstance(found, tuple):
        return found
    whole = [names for names in found if len(names) == len(set(names)) == count]
    if whole:
        return settle([" ".join(names) for names in whole], "choice")
    if len(found[0]) > len(set(found[0])):
        return Problem("problem-rank-twice", {"count": count})
    return Problem("problem-rank-incomplete", {"ranked": len(found[0]), "count": count})


def are_offered(value: str, choices: Sequence[Offered]) -> bool:
    """Whether a canonical value names choices that are offered, each once."""
    names = value.split(" ")
    return bool(value) and len(names) == len(set(names)) and set(names) <= {c.name for c in choices}


def show_choices(value: str, choices: Sequence[Offered]) -> str:
    """The labels in the order of the value. A name that is no longer offered is shown as it is."""
    labels = {choice.name: choice.label for choice in choices}
    shown = [labels.get(name) or name for name in value.split()]
    return ("; " if any("," in label for label in shown) else ", ").join(shown)


def _refuse(line: str, asked: Asked) -> Doubt | Problem:
    if habits.nothing(line):
        return Doubt(("",), "nihil")
    position = POSITION.match(line)
    if position:
        return Problem("problem-choice-position", {"count": len(asked.choices), "typed": position[1]})
    if habits.is_polite(line):
        return Problem("problem-politeness")
    return Problem("problem-choice", {"count": len(asked.choices)})


def _read_list(text: str, asked: Asked) -> tuple[list[str], ...] | Doubt | Problem:
    """The readings of several choices, each a list of names in the order typed."""
    if len(text) > LONGEST_LIST:
        return Problem("problem-choice", {"count": len(asked.choices)})
    if not asked.choices:
        return Problem("problem-choice", {"count": 0})
    labels = know(asked.choices)
    pieces = _pieces(text, labels)
    found: list[tuple[str, ...]] = []
    for piece in pieces:
        span = () if exact(piece, labels) else _span(piece, labels)
        if span:
            found.extend((name,) for name in span)
            continue
        names = match(piece, labels)
        if not names:
            return _refuse(piece, asked) if len(pieces) == 1 else _refuse_piece(piece, asked)
        found.append(names)
    unclear = [place for place, names in enumerate(found) if len(names) > 1]
    if not found or len(unclear) > 1:
        return Problem("problem-choice", {"count": len(asked.choices)})
    first = [names[0] for names in found]
    if not unclear:
        return (first,)
    place = unclear[0]
    return tuple([*first[:place], name, *first[place + 1 :]] for name in found[place])


def _refuse_piece(piece: str, asked: Asked) -> Problem:
    return Problem("problem-choice-part", {"typed": piece[:60], "count": len(asked.choices)})


def _span(piece: str, labels: Sequence[Label]) -> tuple[str, ...]:
    """'1-3' -> the first three, or those that bear the numbers 1 to 3."""
    found = _SPAN.match(piece)
    if not found:
        return ()
    first, last = int(found[1]), int(found[2])
    if numbered(labels):
        return tuple(one.name for one in labels if one.opens is not None and first <= one.opens <= last)
    return tuple(one.name for one in labels[first - 1 : last]) if 1 <= first < last <= len(labels) else ()


def _pieces(text: str, labels: Sequence[Label]) -> list[str]:
    """The text cut into choices. Labels may hold commas and 'dan' themselves, so the longest label wins."""
    line = habits.plain(text)
    if exact(line, labels):
        return [line]
    if _DIGITS_ONLY.match(line) and not _SPAN.match(line):
        return re.findall(r"[0-9]+(?:\s*-\s*[0-9]+)?", line)
    parts = _JOINT.split("\n".join(habits.plain(row) for row in re.split(r"[\r\n]+", text)))
    folded = [fold(part) for part in parts]
    whole = {label.folded for label in labels}
    pieces: list[str] = []
    start = 0  # parts are words and joints in turn, so words stand at even places
    while start < len(parts) and len(pieces) <= len(labels):
        ends = range(min(len(parts), start + 2 * _MOST_JOINED - 1), start + 1, -2)
        end = next((e for e in ends if " ".join(filter(None, folded[start:e])) in whole), start + 1)
        pieces.append("".join(parts[start:end]).strip())
        start = end + 1
    pieces.append("".join(parts[start:]).strip())  # more pieces than choices: refused, not dropped
    return [piece for piece in pieces if piece]
