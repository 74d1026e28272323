"""Ticking a round's reminders: nothing counts before it is kept, and it can be set back."""

from __future__ import annotations

import pytest

from bot.reminders.offsets import Offsets, read_offsets
from bot.screens.press import Press, Verb
from bot.services.scheduling import ticked
from storage import rounds
from storage.database import Database
from tests.services.pushed import acts_of
from tests.services.town import Town, button

KUTIM = "Kabupaten Kutai Timur"


@pytest.mark.parametrize(
    ("present", "ticks", "expected"),
    [
        ("opened 7d 3d 1d day 3h overdue:5", {"day"}, "day"),
        ("opened 7d 3d 1d day 3h overdue:5", set(), "none"),
        ("14d 7d 6h overdue:2", {"7d", "overdue"}, "14d 7d 6h overdue:2"),  # what has no tick stays
        ("14d 6h", {"3h", "overdue"}, "14d 6h 3h overdue:5"),
        ("none", {"opened", "1d"}, "opened 1d"),
    ],
)
def test_ticks_say_what_they_can_and_leave_the_rest(present: str, ticks: set[str], expected: str) -> None:
    offsets = read_offsets(present)
    assert isinstance(offsets, Offsets)
    assert str(ticked(offsets, frozenset(ticks))) == expected


async def test_it_counts_once_it_is_kept_and_can_be_set_back(database: Database) -> None:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"})
    sari = await town.join(21, "Sari", KUTIM)

    async def kept() -> tuple[str, int]:
        found = await database.read(rounds.get, 1)
        assert found is not None
        return found.reminders, found.digest_hour

    shown = await town.press(sari, Press(Verb.SCHEDULE, 1, 1))
    shown = await town.press(sari, button(shown, "7 hari"))
    shown = await town.press(sari, button(shown, "−"))
    assert await kept() == ("", 16)
    yes = button(shown, "Simpan")
    await town.press(sari, yes)
    await town.press(sari, yes)
    assert await kept() == ("opened 3d 1d day 3h overdue:5", 15)
    assert await acts_of(town) == ["scheduled"]
    asked = await town.press(sari, Press(Verb.UNDO, 1, 1, argument="1"))
    await town.press(sari, button(asked, "Ya, batalkan"))
    assert await kept() == ("", 16)


@pytest.mark.parametrize("argument", ["y", "yzz.g", "y0.0", "y0.z", "y-1.g", "3j", "y3j.6", "💥"])
async def test_forged_ticks_change_nothing(database: Database, argument: str) -> None:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"})
    sari = await town.join(21, "Sari", KUTIM)
    await town.press(sari, Press(Verb.SCHEDULE, 1, 1, argument=argument))
    found = await database.read(rounds.get, 1)
    assert found is not None and (found.reminders, found.digest_hour) == ("", 16)
