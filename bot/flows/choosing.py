"""Choices: what a person typed instead of tapping, matched to the labels that she sees.

A number is a position, a label may be shortened or misspelt; whatever is not clear is asked about. A match
never drops or adds a negation: 'sesuai' is not 'Tidak sesuai'.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.flows import habits
from bot.flows.problems import Problem
from bot.flows.readings import LONGEST_LINE, Accepted, Asked, Doubt, Offered, Reading, settle
from bot.flows.words import KNOWN, add_up

ALIKE = 0.85
"""How much of a misspelt label must agree, by difflib's ratio."""

MOST_READINGS = 6
"""More matches than this are no doubt to be asked about, but no match at all."""

LONGEST_LIST = 4096  # characters of several typed choices: one Telegram message

_POSITION = re.compile(
    r"(?:(?:no|nomor|nomer|nmr|number|opsi|option|pilihan|pilih|choice|jawaban|yang|yg|poin)\b\.?\s*|#\s*|\()?"
    r"([0-9]{1,4})\s*[.):]?$",
    re.IGNORECASE,
)
_ORDINALS = {
    **dict.fromkeys(("pertama", "kesatu", "first"), 1),
    **dict.fromkeys(("kedua", "second"), 2),
    **dict.fromkeys(("ketiga", "third"), 3),
    **dict.fromkeys(("keempat", "fourth"), 4),
    **dict.fromkeys(("kelima", "fifth"), 5),
}
_SPAN = re.compile(r"([0-9]{1,3})\s*(?:-|s/?d|sampai|hingga|to)\s*([0-9]{1,3})$", re.IGNORECASE)
_JOINT = re.compile(r"(\n|[;,>+&]|\s(?:dan|and|serta|lalu|kemudian|then)\s)", re.IGNORECASE)
_DIGITS_ONLY = re.compile(r"[0-9]{1,4}(?:[\s,.;>/+&-]+(?:dan |and )?[0-9]{1,4})+[.\s]*$", re.IGNORECASE)
_ALL = frozenset({"semua", "semuanya", "all", "all of them", "semua pilihan", "seluruhnya"})


def read_one(text: str, asked: Asked) -> Reading:
    """What a typed line says to a select_one question."""
    line = habits.plain(text)
    if len(line) > LONGEST_LINE:
        return Problem("problem-choice", {"count": len(asked.choices)})
    names = _match(line, asked.choices)
    if names:
        return settle(names, "choice")
    return _refuse(line, asked)


def read_several(text: str, asked: Asked) -> Reading:
    """What a typed message says to a select_multiple question; the names come in the order of the form."""
    line = habits.plain(text)
    if _fold(line) in _ALL and not _exact(line, asked.choices):
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
    position = _POSITION.match(line)
    if position:
        return Problem("problem-choice-position", {"count": len(asked.choices), "typed": position[1]})
    if habits.is_polite(line):
        return Problem("problem-politeness")
    return Problem("problem-choice", {"count": len(asked.choices)})


def _match(line: str, choices: Sequence[Offered]) -> tuple[str, ...]:
    """Names of the choices that a line can mean, likeliest first."""
    bare = habits.without_address(line)
    exact = _exact(line, choices) or _exact(bare, choices)
    numbered = all(_POSITION.match(choice.label.strip()) for choice in choices)
    placed = () if numbered else _placed(bare, choices)  # where all labels are numbers, a number is a label
    if exact or placed:
        return tuple(dict.fromkeys((*exact, *placed)))
    found = _affirmed(bare, choices) or _shortened(bare, choices) or _misspelt(bare, choices)
    return found if len(found) <= MOST_READINGS else ()


def _exact(line: str, choices: Sequence[Offered]) -> tuple[str, ...]:
    wanted = line.lower()
    found = tuple(c.name for c in choices if habits.plain(c.label).lower() == wanted)
    if found:
        return found
    folded = _fold(line)
    return tuple(c.name for c in choices if folded and _fold(c.label) == folded)


def _placed(line: str, choices: Sequence[Offered]) -> tuple[str, ...]:
    found = _POSITION.match(line)
    words = line.lower().split()
    if found:
        place = int(found[1])
    elif words and words[-1] in _ORDINALS and len(words) <= 3:
        place = _ORDINALS[words[-1]]
    elif words and len(words) <= 2 and all(word in KNOWN for word in words):
        place = int(add_up(words) or 0)  # 'dua'
    else:
        return ()
    return (choices[place - 1].name,) if 1 <= place <= len(choices) else ()


def _affirmed(line: str, choices: Sequence[Offered]) -> tuple[str, ...]:
    """'iya', 'sudah', 'blm' where the question has one yes and one no."""
    yes, no = (
        _pole(choices, *pole)
        for pole in ((("yes", "ya", "y"), habits.YES), (("no", "tidak", "n"), habits.NO))
    )
    words = habits.words(line)
    if yes is None or no is None or not words or len(words) > 6:
        return ()
    says_no = any(word in habits.NO for word in words)
    says_yes = words[0] in habits.YES or (len(words) == 1 and words[0] in ("ok", "oke"))
    if says_no and words[0] in habits.YES and words[0] != "ada":
        return (yes, no)  # 'ya, tapi belum semua'
    if words[0] in habits.NO:
        return (no,)
    return (yes,) if says_yes and not says_no else ()


def _pole(choices: Sequence[Offered], names: Sequence[str], openings: frozenset[str]) -> str | None:
    """The one choice that says yes (or no), by its name or else by the first word of its label."""
    named = [choice.name for choice in choices if choice.name.lower() in names]
    opening = [c.name for c in choices if (habits.words(c.label) or [""])[0] in openings - {"ada", "punya"}]
    found = named or opening
    return found[0] if len(found) == 1 else None


def _shortened(line: str, choices: Sequence[Offered]) -> tuple[str, ...]:
    """Labels that begin with the line, then labels that hold all of its words."""
    typed = habits.words(_fold(line))
    folded = " ".join(typed)
    if len(folded) < 2:
        return ()
    labels = {choice.name: habits.words(_fold(choice.label)) for choice in choices}
    begun = [name for name, words in labels.items() if " ".join(words).startswith(folded)]
    holding = [
        name
        for name, words in labels.items()
        if name not in begun and all(_begins_one(word, words) for word in typed) and _agree(typed, words)
    ]
    if len(begun) == 1 and not any(set(typed) <= set(labels[name]) for name in holding):
        return tuple(begun)
    return (*begun, *holding)


def _begins_one(typed: str, words: Sequence[str]) -> bool:
    return any(word == typed or (len(typed) > 3 and word.startswith(typed)) for word in words)


def _misspelt(line: str, choices: Sequence[Offered]) -> tuple[str, ...]:
    typed = habits.words(_fold(line))
    folded = " ".join(typed)
    if not 4 <= len(folded) <= 120:
        return ()
    alike = []
    for choice in choices:
        words = habits.words(_fold(choice.label))
        matcher = SequenceMatcher(None, folded, " ".join(words), autojunk=False)
        close = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
        if close and _agree(typed, words) and (ratio := matcher.ratio()) >= ALIKE:
            alike.append((-ratio, choice.name))
    return tuple(name for _, name in sorted(alike, key=lambda pair: pair[0]))


def _agree(typed: Sequence[str], label: Sequence[str]) -> bool:
    """Whether both have the same negations and figures: neither may differ by a slip of the finger."""
    return all(
        {word for word in typed if telling(word)} == {word for word in label if telling(word)}
        for telling in (habits.NEGATIONS.__contains__, _has_digit)
    )


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _read_list(text: str, asked: Asked) -> tuple[list[str], ...] | Doubt | Problem:
    """The readings of several choices, each a list of names in the order typed."""
    if len(text) > LONGEST_LIST:
        return Problem("problem-choice", {"count": len(asked.choices)})
    if not asked.choices:
        return Problem("problem-choice", {"count": 0})
    pieces = _pieces(text, asked.choices)
    found: list[tuple[str, ...]] = []
    for piece in pieces:
        span = _span(piece, asked.choices)
        if span:
            found.extend((name,) for name in span)
            continue
        names = _match(piece, asked.choices)
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


def _span(piece: str, choices: Sequence[Offered]) -> tuple[str, ...]:
    """'1-3' -> the first three."""
    found = _SPAN.match(piece)
    if not found:
        return ()
    first, last = int(found[1]), int(found[2])
    return tuple(c.name for c in choices[first - 1 : last]) if 1 <= first < last <= len(choices) else ()


def _pieces(text: str, choices: Sequence[Offered]) -> list[str]:
    """The text cut into choices. Labels may hold commas and 'dan' themselves, so the longest label wins."""
    line = habits.plain(text)
    if _exact(line, choices):
        return [line]
    if _DIGITS_ONLY.match(line) and not _SPAN.match(line):
        return re.findall(r"[0-9]+(?:\s*-\s*[0-9]+)?", line)
    parts = _JOINT.split("\n".join(habits.plain(row) for row in re.split(r"[\r\n]+", text)))
    words, joints = parts[::2], [*parts[1::2], ""]
    pieces: list[str] = []
    start = 0
    labels = {_fold(choice.label) for choice in choices}
    while start < len(words) and len(pieces) <= len(choices):
        end = start + 1
        for stop in range(min(len(words), start + 12), start + 1, -1):
            joined = "".join(
                word + joint for word, joint in zip(words[start:stop], joints[start:stop], strict=True)
            )
            if _fold(joined) in labels:
                end = stop
                break
        piece = "".join(w + j for w, j in zip(words[start : end - 1], joints[start : end - 1], strict=True))
        pieces.append((piece + words[end - 1]).strip())
        start = end
    return [piece for piece in pieces if piece]


def _fold(text: str) -> str:
    """Lower case without accents and punctuation."""
    apart = unicodedata.normalize("NFKD", habits.plain(text)).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(kept.split())
