"""An author's mistakes in how many items a repeat must and may have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.flows.checking.catalogue import Mistake
from bot.flows.form import MAX_ITEMS
from bot.flows.loading.columns import extension
from bot.flows.loading.slips import Line, Slip
from bot.flows.loading.xform_extension import LIMITS
from bot.flows.said import Param, said


def check_limits(line: Line) -> Iterator[Slip]:
    """The cells `min_items` and `max_items` of one row. Expressions are checked with all others."""
    cells = ((extension(column), text.strip()) for column, text in line.cells.items())
    found = {name: text for name, text in cells if name in LIMITS and text}
    if not found:
        return
    where, name = line.place, line.get("name")
    begins = " ".join(line.get("type").replace("_", " ").split()).lower() == "begin repeat"
    if not begins or line.get("repeat_count"):
        reason = said("check-counted") if begins else said("check-no-repeat")
        yield Slip(Mistake.LIMIT_WITHOUT_EFFECT.at(where, name, column=_both(sorted(found)), reason=reason))
        return
    numbers = {name: number for name, text in found.items() if (number := _number(text)) is not None}
    least, most = numbers.get("min_items", 0), numbers.get("max_items", MAX_ITEMS)
    for column, number in numbers.items():
        if number != int(number) or not 0 <= number <= MAX_ITEMS:
            reason = said("check-is", column=column, number=f"{number:g}")
            advice = said("check-whole-number", most=MAX_ITEMS)
            yield Slip(Mistake.BAD_LIMIT.at(where, name, reason=reason, advice=advice))
            return
    if least > most or most == 0:
        reason = said("check-least-most", least=f"{least:g}", most=f"{most:g}")
        yield Slip(Mistake.BAD_LIMIT.at(where, name, reason=reason, advice=said("check-correct-limits")))


def _both(names: Sequence[str]) -> Param:
    return names[0] if len(names) == 1 else said("check-both", first=names[0], second=names[1])


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
