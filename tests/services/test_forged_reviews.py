"""A reviewer's buttons that nobody drew: they name rows that are no questions, and lead nowhere."""

from __future__ import annotations

import pytest

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from storage import chats
from storage.database import Database
from tests.services.town import Town

KUTIM = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type         | name | label    | calculation | required |
| | calculate    | year |          | 2000 + 24   |     |
| | begin_group  | g    | Sarana   |             |     |
| | integer      | n    | Berapa?  |             | yes |
| | end_group    |      |          |             |     |
"""


@pytest.mark.parametrize("verb", [Verb.INSPECT, Verb.RETURN, Verb.THREAD, Verb.TRACE])
@pytest.mark.parametrize("argument", ["", "0", "w", "i", "i0"])
async def test_a_row_outside_of_all_sections_is_nobodys_to_review(
    database: Database, verb: Verb, argument: str
) -> None:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, FORM)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    sari = await town.join(21, "Sari", KUTIM)
    await town.command(rini, Action.CONTINUE)
    await town.confirm(rini)
    await town.say(rini, "3")

    def work(conn):  # type: ignore[no-untyped-def]
        chat = chats.for_chat(conn, 11)
        assert chat is not None and chat.work is not None
        return chat.work.submission_id, chat.work.form_id

    submission, form = await database.read(work)
    await town.press(rini, Press(Verb.SUBMIT, submission, form, argument="0.y"))
    reply = await town.press(sari, Press(verb, submission, form, 0, argument=argument))
    assert reply.toast or reply.screen is not None
    asked = await town.press(sari, Press(Verb.INSPECT, submission, form, 1))
    assert asked.screen is not None and "Berapa?" in asked.screen.text
