"""Questions that are answered with a number."""

from __future__ import annotations

from bot.flows.form import Kind, Question


def number(kind: Kind = Kind.DECIMAL, **columns: object) -> Question:
    return Question(path="x", name="x", ordinal=0, kind=kind, **columns)  # type: ignore[arg-type]


MONEY = number(unit="idr")
SCALE = number(Kind.RANGE, parameters={"start": "0", "end": "4", "step": "1"})
