"""A chain of hashes: each entry's hash holds the one before, so that nothing in between can be changed, taken out or
put in without a trace. Whoever knows the last hash knows that everything before it is as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FIRST = "0" * 64
"""What stands for the hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Link:
    number: int  # from 1
    entry: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first link that does not hold. `expected` is the number that should have come where one is missing."""

    number: int
    why: str  # missing, twice, changed


def canonical(entry: Mapping[str, Any]) -> str:
    """One text for one content, in the manner of RFC 8785: sorted keys, no white space. Raises TypeError for what is
    no JSON, and for a number that is no integer: two programs may write it differently."""
    _check(entry)
    return json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def hash_of(before: str, entry: str) -> str:
    """SHA-256 over the hash before and the entry, in 64 hexadecimal digits."""
    return hashlib.sha256(f"{before}\n{entry}".encode()).hexdigest()


def chained(before: str, number: int, entries: Iterable[str]) -> list[Link]:
    """The links that follow the link of this number and hash."""
    links = []
    for entry in entries:
        number += 1
        before = hash_of(before, entry)
        links.append(Link(number, entry, before))
    return links


def broken(links: Iterable[Link]) -> Break | None:
    """Where a chain breaks first; None when it holds from its first link to its last.

    A last link that was cut off cannot be seen from what is left: compare with a hash that was written down."""
    before, last = FIRST, 0
    for link in links:
        if link.number != last + 1:
            return Break(last + 1, "missing") if link.number > last + 1 else Break(link.number, "twice")
        if hash_of(before, link.entry) != link.hash:
            return Break(link.number, "changed")
        before, last = link.hash, link.number
    return None


def _check(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value} is no integer")
    if isinstance(value, Mapping):
        for one in value.values():
            _check(one)
    elif isinstance(value, list | tuple):
        for one in value:
            _check(one)
