"""A reply answers the question of a card; a card that lists many questions is no question's card."""

from __future__ import annotations

import pytest

from bot.flows.inputs import Typed
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import visits
from bot.services.enrolling import Who
from bot.services.replies import Reply
from bot.services.visits import RepliedTo
from storage.database import Database
from tests.services.test_records import FORM, KUTIM, decoded, stored, with_records
from tests.services.town import Town, button


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, FORM)
    return town


async def replied(town: Town, who: Who, to: Reply, text: str) -> Reply:
    assert to.screen is not None
    carried = tuple(one.data for row in to.screen.rows for one in row if one.data)
    town.message_id += 1
    at = RepliedTo(town.message_id - 1, carried)
    return await town.database.write(
        visits.message, town.setting, who, Typed(text), town.message_id, at, town.now
    )


@pytest.mark.parametrize("card", ["record", "review", "list of questions"])
async def test_a_reply_to_a_card_with_many_questions_changes_none_of_their_answers(
    town: Town, card: str
) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    listed = await with_records(town, rini, "A")
    if card == "record":
        shown = await town.press(rini, button(listed, "1 A"))
    elif card == "review":
        shown = await town.command(rini, Action.REVIEW)
    else:
        one = decoded(button(listed, "1 A"))
        shown = await town.press(rini, Press(Verb.LIST, one.submission, one.form, argument="0.0"))
    await town.confirm(rini)
    before = await stored(town, rini)
    reply = await replied(town, rini, shown, "Sudah saya periksa semuanya")
    assert await stored(town, rini) == before
    assert reply.screen is not None, "and she hears that it was not recorded"


async def test_a_reply_to_a_question_or_to_its_receipt_still_answers_it(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    listed = await with_records(town, rini, "A")
    asked = await town.press(rini, button(listed, "+ Tambah"))
    await replied(town, rini, asked, "B")
    await town.confirm(rini)
    assert (await stored(town, rini))["nm#2"] == "B"
    said = await town.say(rini, "3")
    assert said.receipt is not None
    await replied(town, rini, Reply(said.receipt), "4")
    assert (await stored(town, rini))["bed#2"] == "4"
