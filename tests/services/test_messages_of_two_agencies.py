"""Whoever represents two agencies corrects and answers for the one that her message was about."""

from __future__ import annotations

from bot.flows.inputs import Typed
from bot.screens.commands import Action
from bot.services import visits
from bot.services.addressing import RepliedTo
from bot.services.enrolling import Who
from storage import answers
from storage.database import Database
from tests.services.town import Town, presses

REGION = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type        | name | label          | required |
| | begin_group | g    | Kesehatan      |          |
| | integer     | a    | Berapa orang?  | yes      |
| | text        | b    | Apa rencananya? | yes     |
| | end_group   |      |                |          |
"""


async def answered_for_two(town: Town) -> tuple[Who, int, dict[str, int]]:
    """She answered for one agency and is at the first question of the other: her message, and both submissions."""
    await town.open(REGION, {"dinkes": "dinkes", "rsud": "rsud"}, FORM)
    rini = await town.join(11, "Rini", REGION, "dinkes")
    work = {"dinkes": presses(await town.command(rini, Action.CONTINUE))[0].submission}
    await town.confirm(rini)
    await town.say(rini, "10")
    sent = town.message_id - 1
    await town.join(11, "Rini", REGION, "rsud")
    work["rsud"] = presses(await town.command(rini, Action.CONTINUE))[0].submission
    await town.confirm(rini)
    assert work["dinkes"] != work["rsud"]
    return rini, sent, work


async def stored(town: Town, submission: int) -> dict[str, str]:
    rows = await town.database.read(answers.load, [submission])
    return {row.question: row.value for row in rows if row.value}


async def test_an_edit_corrects_the_answer_of_the_agency_that_it_was_given_for(database: Database) -> None:
    town = Town(database)
    rini, sent, work = await answered_for_two(town)
    reply = await database.write(visits.edited, town.setting, rini, "12", sent, town.now)
    assert await stored(town, work["dinkes"]) == {"g/a": "12"}
    assert await stored(town, work["rsud"]) == {}
    assert reply.screen is not None and "✓ Berapa orang: 12" in reply.screen.text


async def test_a_reply_to_her_own_message_answers_for_the_agency_of_that_message(database: Database) -> None:
    town = Town(database)
    rini, sent, work = await answered_for_two(town)
    town.message_id += 1
    await database.write(
        visits.message, town.setting, rini, Typed("13"), town.message_id, RepliedTo(sent), town.now
    )
    assert await stored(town, work["dinkes"]) == {"g/a": "13"}
    assert await stored(town, work["rsud"]) == {}
