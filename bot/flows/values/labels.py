"""Labels that a typed line may mean: by position, by yes and no, shortened or misspelt.

A match never drops or adds a negation or a figure: 'sesuai' is not 'Tidak sesuai', 2023 is not 2024.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.flows.values import habits
from bot.flows.values.readings import Offered
from bot.flows.values.words import KNOWN, add_up

ALIKE = 0.85
"""How much of a misspelt label must agree, by difflib's ratio."""

MOST_READINGS = 6
"""More matches than this are no doubt to be asked about, but no match at all."""

POSITION = re.compile(
    r"(?:(?:no|nomor|nomer|nmr|number|opsi|option|pilihan|pilih|choice|jawaban|yang|yg|poin)\b\.?\s*|#\s*|\()?"
    r"([0-9]{1,4})\s*[.):]?$",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![0-9a-z.,])[0-9]{1,4}(?![0-9a-z]|[.,][0-9])", re.ASCII)
_OPENING = re.compile(r"\(?[0-9]{1,4}(?![0-9a-z]|[.,][0-9])", re.ASCII)
_ORDINALS = {
    **dict.fromkeys(("pertama", "kesatu", "first"), 1),
    **dict.fromkeys(("kedua", "second"), 2),
    **dict.fromkeys(("ketiga", "third"), 3),
    **dict.fromkeys(("keempat", "fourth"), 4),
    **dict.fromkeys(("kelima", "fifth"), 5),
}


@dataclass(frozen=True, slots=True)
class Label:
    """An offered choice, folded once for all comparisons."""

    name: str
    plain: str  # in lower case, with its punctuation
    folded: str  # without accents and punctuation
    words: tuple[str, ...]  # short forms written out
    figures: tuple[int, ...] = ()  # whole numbers in it

    @property
    def opens(self) -> int | None:
        """The number that it begins with ('0 - Tidak ada', '25%'), if it does."""
        return self.figures[0] if self.figures and _OPENING.match(self.plain) else None


def know(choices: Sequence[Offered]) -> tuple[Label, ...]:
    """The labels of the choices, in their order."""
    return tuple(_label(choice) for choice in choices)


def _label(choice: Offered) -> Label:
    folded = fold(choice.label)
    plain = habits.plain(choice.label).lower()
    figures = tuple(int(found) for found in _FIGURE.findall(plain))
    return Label(choice.name, plain, folded, tuple(habits.words(folded)), figures)


def match(line: str, labels: Sequence[Label]) -> tuple[str, ...]:
    """Names of the choices that a line can mean, likeliest first."""
    bare = habits.without_address(line)
    same = exact(line, labels) or exact(bare, labels)
    counted = _counted(bare, labels)
    if same or counted:
        return tuple(dict.fromkeys((*same, *counted)))
    found = _affirmed(bare, labels) or _shortened(bare, labels) or _misspelt(bare, labels)
    return found if len(found) <= MOST_READINGS else ()


def exact(line: str, labels: Sequence[Label]) -> tuple[str, ...]:
    """Names of the choices whose whole label is the line, punctuation aside if it must be."""
    wanted = line.lower()
    found = tuple(label.name for label in labels if label.plain == wanted)
    if found:
        return found
    folded = fold(line)
    return tuple(label.name for label in labels if folded and label.folded == folded)


def numbered(labels: Sequence[Label]) -> bool:
    """Whether every label begins with a number, so that a typed number is that and no position."""
    return bool(labels) and all(label.opens is not None for label in labels)


def _counted(line: str, labels: Sequence[Label]) -> tuple[str, ...]:
    """What a number can mean: one that the labels bear, or a place among them."""
    found = POSITION.match(line)
    place = int(found[1]) if found else _in_words(line)
    if place is None:
        return ()
    placed = (labels[place - 1].name,) if 1 <= place <= len(labels) else ()
    bare = found.start(1) == 0 if found else line.lower() not in _ORDINALS  # 'nomor 2' may be the second
    opening = tuple(label.name for label in labels if label.opens == place)
    if numbered(labels):
        within = tuple(label.name for label in labels if label.opens != place and _spans(label, place))
        if opening or not within:
            return opening if bare else (*opening, *placed)
        return (*within, *placed)  # '30' is of '26-50%'; '2' may be the second of such spans
    if found is None and not opening:
        return placed
    bearing = opening or tuple(label.name for label in labels if place in label.figures)
    if bearing and bare and all(len(label.figures) == 1 for label in labels):
        return bearing
    return tuple(dict.fromkeys((*bearing, *placed))) if placed else ()


def _spans(label: Label, number: int) -> bool:
    return len(label.figures) == 2 and label.figures[0] <= number <= label.figures[1]


def _in_words(line: str) -> int | None:
    """'kedua', 'yang kedua', 'dua'; None for anything else."""
    words = line.lower().split()
    if words and words[-1] in _ORDINALS and len(words) <= 3:
        return _ORDINALS[words[-1]]
    if words and len(words) <= 2 and all(word in KNOWN for word in words):
        return int(add_up(words) or 0)
    return None


def _affirmed(line: str, labels: Sequence[Label]) -> tuple[str, ...]:
    """'iya', 'sudah', 'blm' where the question has one yes and one no."""
    yes, no = (
        _pole(labels, *pole) for pole in ((("yes", "ya", "y"), habits.YES), (("no", "tidak", "n"), habits.NO))
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


def _pole(labels: Sequence[Label], names: Sequence[str], openings: frozenset[str]) -> str | None:
    """The one choice that says yes (or no), by its name or else by the first word of its label."""
    named = [label.name for label in labels if label.name.lower() in names]
    telling = openings - {"ada", "punya"}  # these open too many other labels
    opening = [label.name for label in labels if label.words and label.words[0] in telling]
    found = named or opening
    return found[0] if len(found) == 1 else None


def _shortened(line: str, labels: Sequence[Label]) -> tuple[str, ...]:
    """Labels that begin with the line, then labels that hold all of its words."""
    typed = habits.words(fold(line))
    folded = " ".join(typed)
    if len(folded) < 2:
        return ()
    begun = [label for label in labels if " ".join(label.words).startswith(folded)]
    holding = [
        label
        for label in labels
        if label not in begun
        and all(_begins_one(word, label.words) for word in typed)
        and _agree(typed, label.words)
    ]
    if len(begun) == 1 and not any(set(typed) <= set(label.words) for label in holding):
        return (begun[0].name,)
    return tuple(label.name for label in (*begun, *holding))


def _begins_one(typed: str, words: Sequence[str]) -> bool:
    return any(word == typed or (len(typed) > 3 and word.startswith(typed)) for word in words)


def _misspelt(line: str, labels: Sequence[Label]) -> tuple[str, ...]:
    typed = habits.words(fold(line))
    folded = " ".join(typed)
    if not 4 <= len(folded) <= 120:
        return ()
    alike = []
    matcher = SequenceMatcher(None, b=folded, autojunk=False)  # it keeps what it knows of its second text
    for label in labels:
        matcher.set_seq1(" ".join(label.words))
        close = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
        if close and _agree(typed, label.words) and (ratio := matcher.ratio()) >= ALIKE:
            alike.append((-ratio, label.name))
    return tuple(name for _, name in sorted(alike, key=lambda pair: pair[0]))


def _agree(typed: Sequence[str], label: Sequence[str]) -> bool:
    """Whether both have the same negations and figures: neither may differ by a slip of the finger."""
    return all(
        {word for word in typed if telling(word)} == {word for word in label if telling(word)}
        for telling in (habits.NEGATIONS.__contains__, _has_digit)
    )


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def fold(text: str) -> str:
    """Lower case without accents and punctuation."""
    apart = unicodedata.normalize("NFKD", habits.plain(text)).casefold()
    kept = "".join(sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join(kept.split())
