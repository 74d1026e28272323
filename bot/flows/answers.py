"""Answers as the core sees them: keyed by question and repeat items, never by position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class AnswerKey:
    question: str  # the XForm path without positions
    items: tuple[str, ...] = ()  # ids of the repeat items it stands in, outermost first

    def __str__(self) -> str:
        return f"{self.question}#{'.'.join(self.items)}" if self.items else self.question


class Standing(StrEnum):
    """`given`: a value; `unavailable`: the person says why there is none; `skipped`: she passed by;
    `cleared`: taken back (kept so that the history has it)."""

    GIVEN = "given"
    UNAVAILABLE = "unavailable"
    SKIPPED = "skipped"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Answer:
    """One stored answer. `value` is canonical: a choice name, names joined by spaces, '412.5', '2024-05-27',
    'lat lon altitude accuracy', a stored file's id. For `unavailable` it is empty and `reason` says why."""

    key: AnswerKey
    value: str
    standing: Standing = Standing.GIVEN
    reason: str = ""
    revision: int = 1
    person_id: int | None = None
    at: datetime | None = None
    origin: str = ""  # carried (from an earlier round), guest, sheet; '' for one that she gave herself


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers that one agency sees: its own and the region's.

    A repeat is an answer too. An item exists while the key (repeat, (…, item)) is `given`; the list of items is
    complete, as far as the person is concerned, while the key (repeat, (…)) without the item is `skipped`."""

    by_key: Mapping[AnswerKey, Answer] = field(default_factory=dict)

    def get(self, key: AnswerKey) -> Answer | None:
        """The answer of this key unless it was taken back; None if there is none."""
        answer = self.by_key.get(key)
        return None if answer is None or answer.standing is Standing.CLEARED else answer

    def revision(self, key: AnswerKey) -> int:
        """The present revision, 0 if the question was never answered. A button carries it to be told apart."""
        answer = self.by_key.get(key)
        return 0 if answer is None else answer.revision

    def value(self, key: AnswerKey) -> str:
        """The canonical value, '' when there is none."""
        answer = self.get(key)
        return answer.value if answer is not None and answer.standing is Standing.GIVEN else ""

    def items(self, repeat: str, within: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Ids of the items that people added to a repeat, oldest first."""
        found = [
            key.items[-1]
            for key, answer in self.by_key.items()
            if key.question == repeat
            and len(key.items) == len(within) + 1
            and key.items[:-1] == within
            and answer.standing is Standing.GIVEN
        ]
        return tuple(sorted(found, key=lambda item: int(item, 36)))

    def with_answer(self, answer: Answer) -> Answers:
        return Answers({**self.by_key, answer.key: answer})

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.by_key.values())

    def __len__(self) -> int:
        return len(self.by_key)


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def to36(number: int) -> str:
    """A non-negative number in base 36: how item ids are written, and numbers on buttons."""
    if number < 0:
        raise ValueError(f"negative: {number}")
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits
