"""How people type on phones: odd characters, short forms, politeness, and the many ways to say "nothing".

The vocabulary is from the offices that fill such questionnaires (Indonesian and English); all of it is data.
"""

from __future__ import annotations

import re
import unicodedata


def vocabulary(words: str) -> tuple[str, ...]:
    """A list of words as a person reads it."""
    return tuple(words.split())


ABBREVIATIONS = {
    **dict.fromkeys(vocabulary("tdk tak gak ga gk nggak ngga enggak engga ndak tdak"), "tidak"),
    **dict.fromkeys(vocabulary("blm blum belom blom"), "belum"),
    **dict.fromkeys(vocabulary("sdh udh udah dah sudh"), "sudah"),
    "dgn": "dengan",
    "yg": "yang",
    "dlm": "dalam",
    "utk": "untuk",
    "krg": "kurang",
    "sbgn": "sebagian",
    "sbagian": "sebagian",
    "smua": "semua",
}
NEGATIONS = frozenset(vocabulary("belum tidak bukan tanpa jangan not no never without none non"))
YES = frozenset(vocabulary("ya y yaa iya iyaa yup yes yep yeah betul benar sudah ada punya sure true"))
NO = frozenset(vocabulary("tidak belum no n nope bukan not false"))
ADDRESS = frozenset(vocabulary("bu pak ibu bapak kak kakak mas mbak bang min admin"))
PARTICLES = frozenset(vocabulary("ya yaa saja aja kok dong sih lah nih deh yet please"))
POLITE = ADDRESS | frozenset(
    vocabulary(
        "siap baik sama baiklah ok oke okey okay okee sip noted mantap terima kasih makasih trims"
        " terimakasih tks thx thanks thank you selamat pagi siang sore malam halo hallo hello hi hai"
        " izin ijin mohon maaf good assalamualaikum laksanakan monitor nggih njih inggih morning afternoon"
    )
)
POLITE_SIGNS = frozenset("👍🙏👌✅👏🙂😊☺🫡🤝")
ALSO_ANSWERS = frozenset(
    vocabulary("baik mantap good pagi siang sore malam morning afternoon sama monitor izin ijin admin")
)
"""Polite words that, standing alone, are just as often the answer to a question ('baik', 'pagi')."""

NIHIL = frozenset(
    {"-", "nihil", "nil", "kosong", "none", "nothing", "tidak ada", "belum ada", "tidak punya", "belum punya"}
    | {"tidak ada sama sekali", "ada tidak"}
)
UNAVAILABLE = frozenset(
    {
        "n/a",
        "na",
        "n.a",
        "n.a.",
        "?",
        "tidak tahu",
        "belum tahu",
        "unknown",
        "not available",
        "no data",
        "tidak relevan",
    }
    | {"tidak ada data", "belum ada data", "data belum ada", "data tidak ada", "data belum tersedia"}
    | {"belum tersedia", "tidak tersedia", "not applicable", "data tidak tersedia", "don't know", "tidak tau"}
)
SAID_AS_TEXT = frozenset(
    {"tidak ada", "belum ada", "tidak punya", "belum punya", "ada tidak", "tidak relevan"}
)
"""Words for nothing that are a fair answer to a question about, say, obstacles."""

AGREED = YES | frozenset(
    {"setuju", "sepakat", "mengerti", "paham", "agree", "agreed", "understood", "lanjut"}
)

_SIGNS = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("‘’‛ʼ´`′", "'"),
    **dict.fromkeys("“”„″", '"'),
}
_KEPT = frozenset("\n\t")
_NOT_XML = frozenset("\ufffe\uffff")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """A text to keep: NFC, trimmed, inner line breaks kept, without what could deceive a reader or break XML.

    Removes control characters, lone surrogates and the marks that change the direction of writing
    (https://trojansource.codes shows what they can do to a reader).
    """
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|\u2028|\u2029|\x0b|\x0c|\x85", "\n", text))
    kept = "".join(sign for sign in text if _keeps(sign))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def plain(text: str) -> str:
    """One line to be read by a grammar: ASCII digits, simple dashes and quotes, single spaces; case kept."""
    return " ".join("".join(_simple(sign) for sign in text).split())


def words(line: str) -> list[str]:
    """The words of a line in lower case, with short forms written out ('blm' -> 'belum')."""
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)?", line.lower())
    return [ABBREVIATIONS.get(word, word) for word in found]


def without_address(line: str) -> str:
    """'20 Bu', '20 saja ya, Pak' -> '20'. Something is always left."""
    pieces = line.split(" ")
    while len(pieces) > 1 and pieces[-1].lower().strip(".,!:)") in ADDRESS | PARTICLES | {""}:
        pieces.pop()
    return " ".join(pieces).rstrip("!").rstrip() or line


def is_polite(line: str) -> bool:
    """Whether the whole line is courtesy ('siap, Bu', '🙏') and so answers nothing."""
    found = words(line)
    if not found:
        return any(sign in POLITE_SIGNS for sign in line)
    return all(word in POLITE for word in found)


def nothing(line: str) -> str:
    """'nihil' for words that mean zero or none, 'unavailable' for "we have no data", '' for anything else."""
    bare = without_address(line).lower().rstrip(".!") or line.lower()
    spelled = " ".join(ABBREVIATIONS.get(word, word) for word in bare.split(" "))
    if {bare, spelled} & UNAVAILABLE or line.lower() in UNAVAILABLE:
        return "unavailable"
    return "nihil" if {bare, spelled} & NIHIL else ""


def _keeps(sign: str) -> bool:
    if sign in _KEPT:
        return True
    return sign not in _NOT_XML and sign not in _BIDI and unicodedata.category(sign) not in ("Cc", "Cs")


def _simple(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isascii():
        return " " if sign < " " or sign == "\x7f" else sign
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    if category[0] == "Z":
        return " "
    if category in ("Cf", "Cc", "Cs", "Mn", "Sk"):
        return ""
    # Full-width forms come from East Asian keyboards; wider folding would turn 5² into 52.
    return unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign
