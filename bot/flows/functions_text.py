"""Functions over text: joining, cutting, matching, digests. What libxml2 does right is left to it."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from bot.flows.functions_values import Value, every, number, text

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
    """Whether the whole text matches, as Java's Pattern.matches; what is no expression matches nothing."""
    pattern = compiled(text(expression))
    return pattern is not None and pattern.fullmatch(text(value)) is not None


@lru_cache(maxsize=1024)
def compiled(expression: str) -> re.Pattern[str] | None:
    """A Java regular expression as Python's, None if it cannot be read.

    Java's named groups, POSIX classes and \\z are rewritten; digits and words are ASCII as in Java.
    """
    translated = _POSIX.sub(lambda found: _CLASSES[found[1]], expression)
    translated = re.sub(r"\(\?<(?=[A-Za-z])", "(?P<", translated).replace(r"\z", r"\Z")
    try:
        return re.compile(translated, re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None


_CLASSES = {
    "Alpha": "[A-Za-z]",
    "Digit": "[0-9]",
    "Alnum": "[A-Za-z0-9]",
    "Upper": "[A-Z]",
    "Lower": "[a-z]",
    "Space": r"\s",
    "L": r"[^\W\d_]",
    "N": r"\d",
}
_POSIX = re.compile(r"\\p\{(Alpha|Digit|Alnum|Upper|Lower|Space|L|N)\}")


def digest(source: Value, algorithm: Value, encoding: Value = "base64") -> str:
    """The digest of a text in base64, or in hex if asked; '' for an algorithm nobody knows."""
    name = _DIGESTS.get(text(algorithm).upper())
    if name is None:
        return ""
    found = hashlib.new(name, text(source).encode(), usedforsecurity=False)
    return found.hexdigest() if text(encoding).lower() == "hex" else base64.b64encode(found.digest()).decode()


def base64_decode(value: Value) -> str:
    return base64.b64decode(text(value)).decode(errors="replace")
