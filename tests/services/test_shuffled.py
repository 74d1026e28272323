"""Choices in a random order: the same for one agency whenever a card is drawn, another for another agency."""

from __future__ import annotations

from bot.screens.commands import Action
from storage.database import Database
from tests.services.town import Town

REGION = "Kabupaten Kutai Timur"
LETTERS = "ABCDEFGH"
FORM = """
| survey |
| | type              | name | label   | parameters     |
| | select_one letter | one  | Which?  | randomize=true |
| choices |
| | list_name | name | label |
""" + "".join(f"| | letter | {letter.lower()} | Kelompok {letter} |\n" for letter in LETTERS)


async def test_the_buttons_of_shuffled_choices_stay_where_they_are(database: Database) -> None:
    town = Town(database)
    codes = ("dinkes", "rsud", "bappeda")
    await town.open(REGION, dict.fromkeys(codes, ""), FORM)
    orders = []
    for chat, code in enumerate(codes, 11):
        person = await town.join(chat, code.capitalize(), REGION, code)
        drawn = []
        for _ in range(2):
            shown = await town.command(person, Action.CONTINUE)
            assert shown.screen is not None
            labels = [b.text for row in shown.screen.rows for b in row if "Kelompok" in b.text]
            drawn.append("".join(label[-1] for label in labels))
        assert drawn[0] == drawn[1] and sorted(drawn[0]) == list(LETTERS)
        orders.append(drawn[0])
    assert len(set(orders)) > 1
