"""Numbers as people in Indonesian offices type them, in Decimal alone: `1.234,5`, `Rp1,2 M`, `61,17%`.

A dot or comma before three digits can be a thousand or a decimal; kind, bounds and unit decide, else we ask.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.flows.form import Kind
from bot.flows.problems import Problem
from bot.flows.values import habits
from bot.flows.values.figures import (
    LARGEST,
    MONEY,
    SMALL_UNITS,
    Scale,
    canonical,
    counts_whole,
    format_figure,
    is_canonical,
    scale_params,
)
from bot.flows.values.readings import LONGEST_LINE, Asked, Doubt, Reading, settle, within
from bot.flows.values.units import LETTERS, Bare, take_off
from bot.flows.values.words import KNOWN, SCALES, Part, add_up

_DIGITS = r"(?:[.,](?=[0-9]))?[0-9]+(?:[.,'][0-9]+)*"
_TOKEN = re.compile(rf"{_DIGITS}|[^\W\d_]+|\S")
_NUMBER = re.compile(_DIGITS)
_DASH_ENDING = re.compile(r"(?<=[0-9])[.,](?:-+|=)(?=\s|$)")  # 'Rp1.250.000,-'
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])", re.IGNORECASE)  # 'twenty-five'
_STRAY = re.compile(r"[0-9] ([^\W\d_]+)$")  # '12 ekor'
_SPELT = re.compile(r"([^()]+?)\s*\(([^()]{2,200})\)\s*([^()]*)$")  # '12 (dua belas) orang'
_SPACED = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?: [0-9]{3})+(?![0-9])")  # '1 250 000'
_LEADS = re.compile(
    r"^(?:kira[- ]?kira|kira2|sekitar|kurang lebih|lebih kurang|kl\b\.?|±|\+/?-|~|≈|about|approx\b\.?"
    r"|approximately|roughly|around|perkiraan|estimasi|ada\b|jumlah(?:nya)?\b|total(?:nya)?\b|sebanyak"
    r"|sebesar|adalah|nilai(?:nya)?\b|tahun\b|thn?\b\.?|=|:)\s*",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:[<>≤≥]|lebih|kurang|hampir|minim(?:al|um)|maks(?:imal|imum)?\b|min\b|di ?atas|di ?bawah|more than"
    r"|less than|over|under|almost|nearly|at least|at most|up to|puluhan|ratusan|ribuan|jutaan|beberapa"
    r"|banyak|several|many)|[0-9]\s*-?\s*an\b|[0-9]\s*\+$"
    r"|\b(?:lebih|plus|something|puluhan|ratusan|ribuan|jutaan|belasan)$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:[0-9]|%|\b(?:ribu|rb|juta|jt|m|miliar|t|triliun|persen|km))\s*"
    r"(?:-|~|\b(?:s/?d\b\.?|sampai(?: dengan)?|hingga|to|until|atau|or)\b)\s*(?:rp\.?\s*)?[0-9]"
    r"|^(?:antara|between)\b",
    re.IGNORECASE,
)

SMALL, BILLION = 1_000, 10**9  # rupiah: an amount below the one, where the other is allowed, wants a scale


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a line."""

    value: Decimal
    scaled: bool = False  # a scale word was typed: '1.250 M' may well be a fraction
    split: bool = False  # its mark is a decimal one, though it could as well group thousands


def read_number(text: str, asked: Asked) -> Reading:
    """What a typed line says to an integer, decimal or range question."""
    line = habits.plain(text)
    if len(line) > LONGEST_LINE:
        return Problem("problem-number-large" if line[:LONGEST_LINE].isdecimal() else "problem-number")
    nothing = habits.nothing(line)
    if nothing:
        fits = within(Decimal(0), asked.bounds) and is_canonical("0", asked.question)
        zero = ("0",) if nothing == "nihil" and fits else ()
        return Doubt((*zero, ""), "nihil")
    found = _spelt_twice(line, asked) or _candidates(habits.without_address(line), asked)
    if isinstance(found, Problem):
        polite = habits.is_polite(line) or line.lower() in habits.YES
        return Problem("problem-politeness") if polite and found.key == "problem-number" else found
    return _decide(found, asked)


def _spelt_twice(line: str, asked: Asked) -> Sequence[Candidate] | Problem | None:
    """'12 (dua belas) orang', as letters write it: what both say. None when the line is no such thing."""
    found = _SPELT.match(line)
    if not found:
        return None
    figures = _candidates(f"{found[1]} {found[3]}".strip(), asked)
    words = _candidates(found[2], asked)
    if isinstance(figures, Problem) or isinstance(words, Problem):
        return figures if isinstance(figures, Problem) else None
    said = {candidate.value for candidate in words}
    both = [candidate for candidate in figures if candidate.value in said]
    return both or Problem("problem-number-several")


def _decide(candidates: Sequence[Candidate], asked: Asked) -> Reading:
    question = asked.question
    if all(abs(candidate.value) > LARGEST for candidate in candidates):
        return Problem("problem-number-large")
    left = [candidate for candidate in candidates if abs(candidate.value) <= LARGEST]
    if question.unit == MONEY or counts_whole(question):
        left = [candidate for candidate in left if candidate.scaled or not candidate.split] or left
    if question.kind is Kind.INTEGER:
        left = [candidate for candidate in left if candidate.value == candidate.value.to_integral_value()]
        if not left:
            shown = format_figure(canonical(candidates[0].value), question, asked.language)
            return Problem("problem-integer", {"value": shown})
    if question.kind is Kind.RANGE:
        scale = Scale.of(question)
        left = [candidate for candidate in left if scale.has(candidate.value)]
        if not left:
            return Problem("problem-range", scale_params(question, asked.language))
    left = [candidate for candidate in left if within(candidate.value, asked.bounds)] or left
    if question.unit in SMALL_UNITS:
        left = [candidate for candidate in left if candidate.split] or left
    if question.unit == MONEY and len(left) == 1 and _leaves_out_a_scale(left[0], asked):
        left = [*_scaled(left[0], asked), *left]
    return settle([canonical(candidate.value) for candidate in left], "number")


def _leaves_out_a_scale(candidate: Candidate, asked: Asked) -> bool:
    """'12,5' of an office is millions or billions: nobody pays half a rupiah, and where billions are expected nobody
    means twelve."""
    value, highest = abs(candidate.value), asked.bounds[1]
    if candidate.scaled or not 0 < value < SMALL:
        return False
    return value != value.to_integral_value() or (highest is not None and highest >= BILLION)


def _scaled(candidate: Candidate, asked: Asked) -> list[Candidate]:
    """In millions and in billions, where the question allows it."""
    values = (candidate.value.scaleb(SCALES[word]) for word in ("juta", "miliar"))
    return [Candidate(value, scaled=True) for value in values if within(value, asked.bounds)]


def _candidates(line: str, asked: Asked) -> Sequence[Candidate] | Problem:
    """Every value that a line can mean, likeliest first; a problem if it is not one number."""
    for _ in range(3):
        line = _LEADS.sub("", line)
    if _VAGUE.search(line):
        found = _NUMBER.search(line)
        return Problem("problem-number-vague", {"number": found.group() if found else ""})
    if _RANGE.search(line):
        return Problem("problem-number-range")
    line = _SPACED.sub(lambda found: found.group().replace(" ", ""), _DASH_ENDING.sub("", line))
    bare = take_off(_HYPHEN.sub(" ", line), asked, _TOKEN)
    if isinstance(bare, Problem):
        return bare
    values = _amounts(bare, asked)
    if isinstance(values, Problem):
        stray = _STRAY.search(line) if asked.question.unit is None and len(bare.tokens) == 2 else None
        return Problem("problem-unit", {"unit": "", "typed": stray[1]}) if stray else values
    outside = not any(within(candidate.value, asked.bounds) for candidate in values)
    if bare.percent and asked.question.unit is None and outside:  # a form that wants 0 to 1
        values = [replace(candidate, value=candidate.value / 100) for candidate in values]
    return [replace(candidate, value=-candidate.value) for candidate in values] if bare.negative else values


def _with_fractions(tokens: Sequence[str]) -> list[str]:
    """'2', '½' -> '2', 'setengah'; other fractions stay as they are and are refused."""
    return ["setengah" if unicodedata.normalize("NFKC", token) == "1⁄2" else token for token in tokens]


def _amounts(bare: Bare, asked: Asked) -> Sequence[Candidate] | Problem:
    tokens, money = _with_fractions(bare.tokens), bare.money
    literals = [token for token in tokens if token[-1] in "0123456789"]
    parts = [token if token in literals else token.lower() for token in tokens]
    letters = asked.question.unit in (None, MONEY) or money
    known = [p in literals or p in KNOWN or (letters and p in LETTERS) for p in parts]
    if not parts or not all(known):
        return Problem("problem-number")
    scaled = any(part in SCALES or part in LETTERS for part in parts)
    found: dict[Decimal, Candidate] = {}
    for meaning in _letter_meanings(tokens, asked, money=money):
        values = [
            value
            for thousands in ((",", ".") if asked.language == "en" else (".", ","))
            if (value := add_up(list(_parts(parts, literals, thousands, meaning)))) is not None
        ]
        if money and not scaled:  # nobody splits a rupiah by a thousand
            values = values and [max(values)]
        for value in values:
            found.setdefault(value, Candidate(value, scaled, split=value < max(values)))
    if not found:
        return Problem("problem-number-several" if len(literals) > 1 else "problem-number")
    return [*_in_unit(tuple(found.values()), asked), *found.values()]


def _parts(parts: Sequence[str], literals: Sequence[str], thousands: str, meaning: str) -> Iterator[Part]:
    for part in parts:
        if part in literals:
            value = literal(part, thousands)
            yield part if value is None else value  # digits that add_up does not know make it refuse
        elif part == "m":
            yield from (meaning,) if meaning else ()
        elif part == "t":
            yield from (LETTERS[part],) if meaning else ()
        else:
            yield LETTERS.get(part, part)


def _letter_meanings(tokens: Sequence[str], asked: Asked, *, money: bool) -> tuple[str, ...]:
    """What a bare M means: miliar in Indonesian, perhaps million in English, perhaps metres where no unit is
    known ('' drops it)."""
    if not {"m", "t"} & {token.lower() for token in tokens}:
        return ("miliar",)
    plain_letter = asked.question.unit is None and not money and ("m" in tokens or "t" in tokens)
    meanings = ("miliar", "juta") if asked.language == "en" and {"m", "M"} & set(tokens) else ("miliar",)
    return ("", *meanings) if plain_letter else meanings


def _in_unit(found: Sequence[Candidate], asked: Asked) -> list[Candidate]:
    """Where the unit itself has a scale ('juta rupiah'), '5 juta' most likely means 5 of it; we ask."""
    scales = [
        SCALES[word] for word in habits.words(asked.unit or asked.question.unit or "") if word in SCALES
    ]
    if not scales:
        return []
    return [Candidate(c.value.scaleb(-scales[0]), scaled=True) for c in found if c.scaled]


def literal(text: str, thousands: str) -> Decimal | None:
    """Digits read strictly by one convention: `thousands` groups by three, the other sign is the decimal."""
    decimal = "," if thousands == "." else "."
    whole, mark, fraction = text.partition(decimal)
    if mark and not fraction.isdigit():
        return None
    grouped = re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:[{thousands}'][0-9]{{3}})+", whole)
    if not grouped and not whole.isdigit() and not (mark and not whole):
        return None
    digits = re.sub(r"[.,']", "", whole) or "0"
    return Decimal(f"{digits}.{fraction}" if mark else digits)
