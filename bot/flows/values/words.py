"""Numbers in words, Indonesian and English: added up when typed, written out when a doubt is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.flows.values.habits import vocabulary

SCALES = {
    **dict.fromkeys(vocabulary("ribu rb rbu thousand k"), 3),
    **dict.fromkeys(vocabulary("juta jt jta million mln mio"), 6),
    **dict.fromkeys(vocabulary("miliar milyar milliar milyard mlr billion bn"), 9),
    **dict.fromkeys(vocabulary("triliun trilyun trilliun trillion tn"), 12),
    **dict.fromkeys(vocabulary("kuadriliun quadrillion"), 15),
}
"""Power of ten of a scale word. Miliar is 10^9: the short scale's billion."""

_ID = vocabulary("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas")
_ID_SCALES = ("", "ribu", "juta", "miliar", "triliun", "kuadriliun")
_EN = vocabulary(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_EN_TENS = ("", "", *vocabulary("twenty thirty forty fifty sixty seventy eighty ninety"))
_EN_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion")

_DIGITS = {word: number for names in (_ID, _EN) for number, word in enumerate(names[:10])}
_DONE = {word: number for names in (_ID, _EN) for number, word in enumerate(names) if number >= 10}
_TENS = {word: 10 * number for number, word in enumerate(_EN_TENS) if word}
_JOINED = {
    "seratus": ("satu", "ratus"),
    "seribu": ("satu", "ribu"),
    "sejuta": ("satu", "juta"),
    "semiliar": ("satu", "miliar"),
    "setriliun": ("satu", "triliun"),
}
_POINTS = ("koma", "point", "comma")
_HALVES = ("setengah", "half")
_SILENT = ("dan", "and", "a", "an")

KNOWN = frozenset(
    {*SCALES, *_DIGITS, *_DONE, *_TENS, *_JOINED, *_POINTS, *_HALVES, *_SILENT, "belas", "puluh"}
) | {
    "ratus",
    "hundred",
}
"""Every word that can stand in a number."""

Part = Decimal | str


def add_up(parts: Sequence[Part]) -> Decimal | None:
    """'2', 'juta', '500', 'ribu' -> 2500000; None when the parts make no number.

    Numbers in digits come as Decimals, words in lower case. Scales must fall ('ribu juta' is refused), and
    what follows a scale must be smaller than it.
    """
    total, ceiling = Decimal(0), Decimal("Infinity")
    chunk: list[Part] = []
    for part in _split_joined(parts):
        if not (isinstance(part, str) and part in SCALES):
            chunk.append(part)
            continue
        value = _below_scale(chunk)
        if value is None or value.scaleb(SCALES[part]) >= ceiling:
            return None
        total, chunk, ceiling = total + value.scaleb(SCALES[part]), [], Decimal(10) ** SCALES[part]
    if not chunk:
        return total if ceiling.is_finite() else None
    if ceiling.is_finite() and any(isinstance(part, Decimal) for part in chunk):
        return None  # '2 juta 500': half a million more, or five hundred?
    value = _below_scale(chunk)
    return None if value is None or value >= ceiling else total + value


def spell(value: Decimal, language: str) -> str:
    """1234 -> 'seribu dua ratus tiga puluh empat'; decimals digit by digit. '' past the quadrillions."""
    whole, _, fraction = format(abs(value), "f").partition(".")
    if len(whole) > 18:
        return ""
    english = language == "en"
    names = _EN if english else _ID
    found = _spell_whole(int(whole), english)
    if fraction:
        found += (" point " if english else " koma ") + " ".join(names[int(digit)] for digit in fraction)
    return f"minus {found}" if value < 0 else found


def _split_joined(parts: Sequence[Part]) -> list[Part]:
    """'seribu' -> 'satu', 'ribu'; drops 'dan' and 'and' between words, and the 'a' of 'a million'."""
    found: list[Part] = []
    for at, part in enumerate(parts):
        if not isinstance(part, str):
            found.append(part)
        elif part in _JOINED:
            found.extend(_JOINED[part])
        elif part in ("a", "an") and at + 1 < len(parts) and parts[at + 1] in ("hundred", *SCALES):
            found.append("one")
        elif part not in _SILENT or at in (0, len(parts) - 1):
            found.append(part)
    return found


def _below_scale(chunk: Sequence[Part]) -> Decimal | None:
    for at, part in enumerate(chunk):
        if part in _POINTS:
            digits = [_DIGITS.get(word) if isinstance(word, str) else None for word in chunk[at + 1 :]]
            whole = _hundreds(chunk[:at])
            if whole is None or not digits or None in digits:
                return None
            return Decimal(f"{whole}.{''.join(map(str, digits))}")
    half = bool(chunk) and chunk[-1] in _HALVES
    rest = chunk[:-1] if half else chunk
    if len(rest) == 1 and isinstance(rest[0], Decimal):
        return rest[0] + (Decimal("0.5") if half else 0)
    if half and not rest:
        return Decimal("0.5")
    value = _hundreds(rest)
    return None if value is None else value + (Decimal("0.5") if half else 0)


def _hundreds(chunk: Sequence[Part]) -> Decimal | None:
    """0 to 999 in words; a single digit in figures may stand for its word ('2 ratus')."""
    total, digit, room = 0, None, 1000  # `room` is the smallest power of ten that is already taken
    for part in chunk:
        number = _digit(part)
        if number is not None:
            if digit is not None:
                return None
            digit = number
        elif part in ("ratus", "hundred") and digit and room == 1000:
            total, digit, room = 100 * digit, None, 100
        elif part == "puluh" and digit and room >= 100:
            total, digit, room = total + 10 * digit, None, 10
        elif part == "belas" and digit and room >= 100:
            total, digit, room = total + 10 + digit, None, 1
        elif isinstance(part, str) and part in _DONE and digit is None and room >= 100:
            total, room = total + _DONE[part], 1
        elif isinstance(part, str) and part in _TENS and digit is None and room >= 100:
            total, room = total + _TENS[part], 10
        else:
            return None
    if digit is None:
        return Decimal(total) if chunk else None
    return Decimal(total + digit) if room > 1 and (digit or not total) else None


def _digit(part: Part) -> int | None:
    if isinstance(part, str):
        return _DIGITS.get(part)
    return int(part) if part in range(10) else None


def _spell_whole(number: int, english: bool) -> str:
    if number == 0:
        return (_EN if english else _ID)[0]
    groups: list[str] = []
    power = 0
    while number:
        number, group = divmod(number, 1000)
        if group == 1 and power == 1 and not english:
            groups.append("seribu")
        elif group:
            spelled = _spell_english(group) if english else _spell_indonesian(group)
            groups.append(f"{spelled} {(_EN_SCALES if english else _ID_SCALES)[power]}".rstrip())
        power += 1
    return " ".join(reversed(groups))


def _spell_indonesian(number: int) -> str:
    if number < 12:
        return _ID[number]
    if number < 20:
        return f"{_ID[number - 10]} belas"
    if number < 100:
        return f"{_ID[number // 10]} puluh {_ID[number % 10] if number % 10 else ''}".rstrip()
    first = "seratus" if number < 200 else f"{_ID[number // 100]} ratus"
    return f"{first} {_spell_indonesian(number % 100) if number % 100 else ''}".rstrip()


def _spell_english(number: int) -> str:
    if number < 20:
        return _EN[number]
    if number < 100:
        return _EN_TENS[number // 10] + (f"-{_EN[number % 10]}" if number % 10 else "")
    rest = f" {_spell_english(number % 100)}" if number % 100 else ""
    return f"{_EN[number // 100]} hundred{rest}"
