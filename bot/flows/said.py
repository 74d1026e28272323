"""What the core says to the author of a form: a key of the catalogues and what is filled in, worded where it is
shown (`bot/screens/findings.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Param: TypeAlias = "str | int | Said | Place | tuple[Param, ...]"


@dataclass(frozen=True, slots=True)
class Place:
    """A row as its author counts it: the sheet's row number, or the line in a YAML file."""

    sheet: str
    row: int = 0
    unit: str = "row"  # or line

    def __str__(self) -> str:
        return f"{self.sheet} {self.unit} {self.row}" if self.row else self.sheet


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence or a part of one. A param may be another one, and a tuple is a list of them."""

    key: str
    params: tuple[tuple[str, Param], ...] = ()

    def __str__(self) -> str:
        return " ".join((self.key, *(f"{name}={value}" for name, value in self.params)))


def said(key: str, **params: Param) -> Said:
    """`Said`, as it reads best in the code."""
    return Said(key, tuple(params.items()))
