"""Functions over node-sets and repeats: places, picking an item, counting, shuffling, and computing once."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

from bot.flows.xpath.functions_values import Element, Value, environment, number, text, text_of

T = TypeVar("T")

_MODULUS = 2_147_483_647
_MULTIPLIER = 16_807


def position(nodes: Value) -> float:
    """position(node): the 1-based place of a node among its siblings of the same name, 0 for no node."""
    if not isinstance(nodes, list) or not nodes:
        return 0.0
    node = nodes[0]
    if isinstance(node, str):
        return 1.0
    return 1.0 + sum(1 for _ in node.itersiblings(node.tag, preceding=True))


def indexed_repeat(targets: Value, *pairs: Value) -> list[Element]:
    """The target inside the n-th item of a repeat, and of a repeat within that item, and so on.

    An index below 1 means the first, as JavaRosa has it for items that are just being added; one beyond the
    last gives nothing.
    """
    if not isinstance(targets, list):
        return []
    chosen: Element | None = None
    for items, index in zip(pairs[::2], pairs[1::2], strict=False):
        if not isinstance(items, list):
            return []
        inside = [item for item in items if chosen is None or _within(item, chosen)]
        place = number(index)
        place = 1.0 if math.isnan(place) or place < 1 else place
        if place > len(inside):
            return []
        chosen = inside[int(place) - 1]
    return [target for target in targets if chosen is None or _within(target, chosen)]


def _within(node: Element, ancestor: Element) -> bool:
    if isinstance(node, str):  # of text(), which has no ancestors here
        return False
    return node is ancestor or any(parent is ancestor for parent in node.iterancestors(ancestor.tag))


def count_non_empty(nodes: Value) -> float:
    """How many nodes hold a text or have children."""
    if not isinstance(nodes, list):
        return 1.0 if text(nodes) else 0.0
    return float(sum(1 for node in nodes if text_of(node) != "" or len(node) > 0))


def once(here: Value, value: Value) -> Value:
    """The present value of the row itself, unless it is blank: then the computed one."""
    present = text(here)
    if present:
        return present
    return text(value) if isinstance(value, list) else value


def randomize(nodes: Value, seed: Value = "") -> list[Element]:
    """A node-set in another order; the same seed gives the same order on every ODK client.

    libxml2 puts the nodes back into document order when another function takes them; `xpath.py` therefore calls
    this at the very end, where it stands outermost.
    """
    if not isinstance(nodes, list):
        return []
    return shuffled(nodes, text(seed)) if text(seed) else environment.get().chance.sample(nodes, len(nodes))


def shuffled(things: Sequence[T], seed: str) -> list[T]:
    """Fisher-Yates, inside out, over a Park-Miller generator (ODK XForms specification, randomize()).

    A seed that is no number is hashed to one, as JavaRosa does since 2023.
    """
    state = float(_seed(seed) % _MODULUS if _seed(seed) >= 0 else -(-_seed(seed) % _MODULUS))
    if state <= 0:
        state += _MODULUS - 1
    found: list[T] = []
    for index, thing in enumerate(things):
        state = state * _MULTIPLIER % _MODULUS
        place = math.floor((state - 1) / (_MODULUS - 1) * (index + 1))
        if place == index:
            found.append(thing)
        else:
            found.append(found[place])
            found[place] = thing
    return found


def _seed(written: str) -> int:
    measured = number(written)
    if math.isfinite(measured):
        return int(measured)
    return int.from_bytes(hashlib.sha256(written.encode()).digest()[:8], "big", signed=True)
