"""A value that the form has filled in by itself is sent as it was read, and does not move with the calendar."""

from __future__ import annotations

from datetime import timedelta

from bot.screens.commands import Action
from bot.services.desk import open_desk
from storage import chats
from storage.database import Database
from tests.services.town import Press, Town, Verb, presses

REGION = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type        | name | label            | required | default     |
| | begin_group | g    | Rapat            |          |             |
| | text        | a    | Tentang apa?     | yes      |             |
| | date        | d    | Kapan?           | yes      | today() + 7 |
| | end_group   |      |                  |          |             |
"""


async def test_what_the_form_filled_in_stays_as_it_was_sent(database: Database) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes"}, FORM)
    rini = await town.join(11, "Rini", REGION, "dinkes")
    own = presses(await town.command(rini, Action.CONTINUE))[0]
    await town.confirm(rini)
    await town.say(rini, "Anggaran")
    sent = await town.press(rini, Press(Verb.SUBMIT, own.submission, own.form, argument="0"))
    assert sent.screen is not None and "sudah kami terima" in sent.screen.text

    async def value() -> str:
        chat = await database.read(chats.for_chat, 11)
        assert chat is not None
        desk = await database.read(open_desk, town.setting.library, chat, town.now)
        (key,) = (key for key in desk.instance.places("g/d"))
        return desk.instance.value(key)

    assert await value() == "2024-06-10"
    town.now += timedelta(days=3)
    assert await value() == "2024-06-10"
