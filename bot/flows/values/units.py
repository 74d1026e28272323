"""Units as people type them behind a number: taken off when they are the question's own, refused when not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.flows.form import Question
from bot.flows.problems import Problem
from bot.flows.values.figures import MONEY, PERCENT
from bot.flows.values.habits import plain, vocabulary, words
from bot.flows.values.readings import Asked
from bot.flows.values.words import KNOWN

SAME_UNIT = {
    "km": vocabulary("km kilometer kilometers kilometre kilometres"),
    "minutes": vocabulary("menit mnt minute minutes min"),
    "times": vocabulary("kali kalinya x times time"),
    "index": vocabulary("indeks index skala poin"),
    "points": vocabulary("poin point points nilai skor score"),
    "people": vocabulary("orang org jiwa people persons warga"),
    "users": vocabulary("pengguna user users orang"),
    "respondents": vocabulary("responden orang respondents"),
    "visits": vocabulary("kunjungan kali visits"),
    "facilities": vocabulary("unit buah bh lokasi titik"),
    "spots": vocabulary("titik lokasi spot spots"),
    "schools": vocabulary("sekolah sklh unit school schools"),
    "vehicles": vocabulary("unit buah kendaraan mobil"),
}
COUNTERS = frozenset(vocabulary("orang org jiwa buah bh unit titik kali"))
"""Words that only count, so they change no value whatever the unit is."""
MEASURES = frozenset(
    vocabulary(
        "m mm cm km meter kilometer ha hektar hektare are kg gram gr g ton kuintal liter jam detik menit hari"
        " minggu pekan bulan tahun mbps gbps mb gb tb kwh mw watt dollar dolar usd hours hour days day weeks"
        " months years"
    )
)

_MONEY_SIGN = re.compile(r"^(-?)\s*(?:rp|idr)\b\s*[.:]?\s*|^(-?)\s*(?:rp|idr)(?=[0-9])\s*", re.IGNORECASE)
_MONEY_WORDS = frozenset({"rp", "idr", "rupiah"})

LETTERS = {"m": "miliar", "t": "triliun", "k": "ribu", "b": "billion"}
"""Scale letters. They count only for money and where no unit is known: 'm' after a length is metres."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A line without its units: what is left to add up, and what stood around it."""

    tokens: tuple[str, ...]
    negative: bool = False
    money: bool = False
    percent: bool = False


def take_off(line: str, asked: Asked, tokenise: re.Pattern[str]) -> Bare | Problem:
    """The tokens of a line without sign and unit; a problem when the unit is not the question's."""
    labelled = _without_label(line, asked)
    signed = _MONEY_SIGN.sub(lambda found: found.group(1) or found.group(2) or "", labelled)
    tokens = tokenise.findall(signed)
    while tokens and tokens[-1] in (".", ",", "!"):
        tokens.pop()
    negative = bool(tokens) and (tokens[0] == "-" or tokens[0].lower() == "minus")
    if tokens and (negative or tokens[0] == "+"):
        tokens = tokens[1:]
    money = signed != labelled
    while tokens and tokens[-1].lower() in _MONEY_WORDS:
        tokens.pop()
        money = True
    tokens, percent = _without_percent(tokens)
    tokens, foreign = _without_unit_word(tokens, asked, money=money)
    unit = asked.question.unit
    if percent and unit not in (None, PERCENT):
        foreign = "%"
    if money and unit not in (None, MONEY):
        foreign = "Rp"
    if foreign:
        return Problem("problem-unit", {"unit": asked.unit or unit or "", "typed": foreign})
    return Bare(tuple(tokens), negative, money, percent)


def _without_label(line: str, asked: Asked) -> str:
    for label in (asked.unit, asked.question.unit or ""):
        folded = plain(label)
        start = len(line) - len(folded)
        # '12 unit' loses its unit, '12 subunit' is not "sub" with a unit
        if folded and start > 0 and line[start:].lower() == folded.lower() and not line[start - 1].isalpha():
            return line[:start].rstrip()
    return line


def _without_percent(tokens: list[str]) -> tuple[list[str], bool]:
    lowered = [token.lower() for token in tokens]
    for ending in (["%"], ["persen"], ["prosen"], ["percent"], ["pct"], ["per", "cent"]):
        if lowered[-len(ending) :] == ending:
            return tokens[: -len(ending)], True
    return tokens, False


def _without_unit_word(tokens: list[str], asked: Asked, *, money: bool) -> tuple[list[str], str]:
    """The tokens without the words that say what was counted ('17 puskesmas daerah', as the question names
    them), and a measure that belongs to another unit, if one was typed."""
    unit = asked.question.unit
    counted = COUNTERS | set(SAME_UNIT.get(unit or "", ()))
    named = _words_of_label(asked.question) if len(tokens) > 1 and tokens[-1].isalpha() else frozenset()
    while len(tokens) > 1 and tokens[-1].isalpha():
        last = tokens[-1].lower()
        letter = last in LETTERS and (money or unit in (None, MONEY))
        asked_for = unit is None and last in named  # 'Berat (kg)?'
        if last in MEASURES - counted and not letter and not asked_for:
            return tokens, tokens[-1]
        if last in KNOWN or letter or last not in counted | named:
            break
        tokens = tokens[:-1]
    return tokens, ""


def _words_of_label(question: Question) -> frozenset[str]:
    parts = (part for text in question.label.by_language.values() for part in text)
    return frozenset(word for part in parts if isinstance(part, str) for word in words(part))
