"""What a form computes once is stored beside the answer that it came with, and is nobody's correction."""

from __future__ import annotations

from datetime import timedelta

from bot.screens.commands import Action
from bot.services import visits
from storage import answers
from storage.database import Database
from tests.services.town import Town, presses

REGION = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type        | name  | label         | calculation    | required |
| | start       | begun |               |                |          |
| | calculate   | lot   |               | once(random()) |          |
| | begin_group | g     | Undian        |                |          |
| | text        | a     | Nama?         |                | yes      |
| | note        | n     | Nomor ${lot}  |                |          |
| | end_group   |       |               |                |          |
"""


async def test_it_stays_when_the_answer_is_corrected(database: Database) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes", "rsud": "rsud"}, FORM)
    people = [await town.join(11, "Rini", REGION, "dinkes"), await town.join(12, "Agus", REGION, "rsud")]
    stored = []
    for who in people:
        (own, *_) = presses(await town.command(who, Action.CONTINUE))
        await town.confirm(who)
        await town.say(who, "Rini")
        sent = town.message_id - 1
        first = {row.question: row.value for row in await database.read(answers.load, [own.submission])}
        town.now += timedelta(hours=1)
        await database.write(visits.edited, town.setting, who, "Agus", sent, town.now)
        second = {row.question: row.value for row in await database.read(answers.load, [own.submission])}
        assert second == {**first, "g/a": "Agus"}
        stored.append(second)
    assert stored[0]["begun"][:16] == "2024-06-03T09:00"
    assert stored[1]["begun"][:16] == "2024-06-03T10:00"
    assert stored[0]["lot"] != stored[1]["lot"]
