"""An author's mistakes in the rows of the choices sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.flows.checking.catalogue import Mistake
from bot.flows.loading.slips import Line, Slip
from bot.flows.said import Place


def list_names(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line in lines if (name := list_of(line))))


def list_of(line: Line) -> str:
    """The list that a choice belongs to; old sheets write the column with a space."""
    return line.get("list_name") or line.get("list name")


def places(lines: Sequence[Line]) -> dict[tuple[str, str], Place]:
    return {(list_of(line), line.get("name")): line.place for line in lines}


def check_choices(lines: Sequence[Line], several: frozenset[str], duplicates: bool) -> Iterator[Slip]:
    """`several` are the lists that select_multiple and rank use: their names are joined by spaces.

    `duplicates` is the setting allow_choice_duplicates.
    """
    seen: dict[tuple[str, str], Place] = {}
    for line in lines:
        list_name, name, where = list_of(line), line.get("name"), line.place
        if not list_name:
            yield Slip(Mistake.CHOICE_WITHOUT_LIST.at(where, name), (line.drop(),))
            continue
        if not name:
            yield Slip(
                Mistake.MISSING_CHOICE_NAME.at(where, line.get("label"), list=list_name), (line.drop(),)
            )
            continue
        if not (line.any_of("label") or line.any_of("media")):
            # pyxform breaks off at a choice without any label in a form with translations
            yield Slip(
                Mistake.MISSING_CHOICE_LABEL.at(where, name, list=list_name), (line.write_label(name),)
            )
        if " " in name and list_name in several:
            joined = "_".join(name.split())
            yield Slip(
                Mistake.CHOICE_WITH_SPACE.at(where, name, advice=joined), (line.edit(("name",), joined),)
            )
        first = seen.setdefault((list_name, name), where)
        if first != where and not duplicates:
            yield Slip(Mistake.DUPLICATE_CHOICE.at(where, name, list=list_name, other=first), (line.drop(),))
