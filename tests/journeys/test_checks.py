"""Checks that look at everybody at once must fail when one person is left out, told twice, or disturbed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from playground.seen import seen

from .checks import tells_everybody, tells_nobody
from .script import Step
from .setting import Role

PEOPLE = {
    "rini": Role("Rini", represents=("dinkes",)),
    "agus": Role("Agus", represents=("rsud",)),
    "sari": Role("Sari", coordinates=("Kutai Timur",)),
}


def player(**texts: list[str]) -> Any:
    """Somebody's phone showed these texts because of the last act."""
    blank = {"id": 1, "from_bot": True, "html": "", "keyboard": [], "edits": 0, "reply_to": None}
    fresh = {who: [seen({**blank, "text": text}) for text in found] for who, found in texts.items()}
    return SimpleNamespace(fresh=fresh, journey=SimpleNamespace(setting=SimpleNamespace(people=PEOPLE)))


@pytest.mark.parametrize(
    ("texts", "right"),
    [
        ({"rini": ["3 hari lagi"], "agus": ["Selamat pagi, 3 hari  LAGI"], "sari": []}, True),
        ({"rini": ["3 hari lagi"], "agus": []}, False),
        ({"rini": ["3 hari lagi"]}, False),
        ({"rini": ["3 hari lagi", "3 hari lagi"], "agus": ["3 hari lagi"]}, False),
        ({"rini": ["2 hari lagi"], "agus": ["3 hari lagi"]}, False),
    ],
)
async def test_everybody_is_told_once(texts: dict[str, list[str]], right: bool) -> None:
    step = Step(1, "", "", "", "3 hari lagi")
    if right:
        await tells_everybody(player(**texts), step)
    else:
        with pytest.raises(AssertionError, match=r"is told '3 hari lagi' [02] times"):
            await tells_everybody(player(**texts), step)


async def test_nobody_is_told_anything() -> None:
    await tells_nobody(player(rini=[], sari=[]), Step(1, "", "", "", ""))
    with pytest.raises(AssertionError, match="'sari': 'pagi'"):
        await tells_nobody(player(rini=[], sari=["pagi"]), Step(1, "", "", "", ""))
