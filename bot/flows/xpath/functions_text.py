"""Functions over text: joining, cutting, matching, digests. What libxml2 does right is left to it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache

import regex as patterns

from bot.flows.xpath.functions_values import Value, every, number, text

PATIENCE = 0.1  # seconds for one match; a sensible one takes microseconds
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


def concat(*values: Value) -> str:
    """All arguments one after the other; all nodes of a node-set, where XPath alone takes the first."""
    return "".join(every(values))


def join(separator: Value, *values: Value) -> str:
    return text(separator).join(every(values))


def substr(value: Value, start: Value, end: Value | None = None) -> str:
    """From a 0-based start up to, and without, an end; negative ones count from the back."""
    whole = text(value)
    return whole[_place(start, len(whole)) : len(whole) if end is None else _place(end, len(whole))]


def _place(value: Value, length: int) -> int:
    found = number(value)
    if found != found:
        return 0
    place = int(max(min(found, length), -length))
    return place + length if place < 0 else place


def ends_with(value: Value, ending: Value) -> bool:
    return text(value).endswith(text(ending))


def regex(value: Value, expression: Value) -> bool:
    """Whether the whole text matches, as Java's Pattern.matches; what is no expression matches nothing.

    An expression that tries without end, such as (a|aa)+, is given up: it must not hold up everybody's answers."""
    pattern = compiled(text(expression))
    try:
        return pattern is not None and pattern.fullmatch(text(value), timeout=PATIENCE) is not None
    except TimeoutError:
        return False


@lru_cache(maxsize=1024)
def compiled(expression: str) -> patterns.Pattern[str] | None:
    """A Java regular expression as Python's, None if it cannot be read. Digits and words are ASCII as in Java."""
    try:
        return patterns.compile("".join(_translated(expression)), patterns.ASCII)
    except (re.error, patterns.error, OverflowError, RecursionError):
        return None


_LETTERS = "A-Za-z\u00aa-\u02af\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufffd"
_CLASSES = {
    "Alpha": "A-Za-z",
    "Digit": "0-9",
    "Alnum": "0-9A-Za-z",
    "Upper": "A-Z",
    "Lower": "a-z",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r"\s",
    "L": _LETTERS,
    "IsAlphabetic": _LETTERS,
    "Lu": "A-Z\u00c0-\u00de",
    "Ll": "a-z\u00df-\u00ff",
    "N": "0-9",
    "Nd": "0-9",
    "P": r"!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u2027",
}
_PIECE = re.compile(r"\\([pP])\{(\w+)\}|\\(z)|(\\.)|(\(\?<(?=[A-Za-z]))|(&&)|(.)", re.DOTALL)


def _translated(expression: str) -> Iterator[str]:
    """Java's named classes, named groups and \\z, in Python's spelling. Raises re.error for what Python lacks."""
    inside = False  # a [class]
    for found in _PIECE.finditer(expression):
        sign, name, end, escaped, group, both, plain = found.groups()
        if sign:
            if name not in _CLASSES or (inside and sign == "P"):
                raise re.error(f"no class {name}")
            yield _CLASSES[name] if inside else f"[{'^' if sign == 'P' else ''}{_CLASSES[name]}]"
        elif both and inside:
            raise re.error("no intersection of classes")
        elif inside and plain == "[":
            yield r"\["
        else:
            if plain in ("[", "]"):
                inside = plain == "["
            yield r"\Z" if end else "(?P<" if group and not inside else escaped or both or plain or found[0]


def digest(source: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """The digest of a text in base64, or in hex if asked; '' for an algorithm nobody knows."""
    name = _DIGESTS.get(text(algorithm).upper())
    if name is None:
        return ""
    found = hashlib.new(name, text(source).encode(), usedforsecurity=False)
    return found.hexdigest() if text(encoding).lower() == "hex" else base64.b64encode(found.digest()).decode()


def base64_decode(value: Value) -> str:
    return base64.b64decode(text(value)).decode(errors="replace")
