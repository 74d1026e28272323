"""What is typed or edited for a question that is not asked any more is not passed over in silence."""

from __future__ import annotations

from sqlalchemy import Connection, update

from bot.flows.inputs import Typed
from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import visits
from bot.services.addressing import RepliedTo
from storage.database import Database
from storage.models import answer_event
from tests.services.town import Town, presses

REGION = "Kabupaten Kutai Timur"


async def test_a_figure_for_a_question_that_a_colleague_has_closed_is_said_to_be_for_nothing(
    database: Database,
) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes"})
    rini = await town.join(11, "Rini", REGION, "dinkes")
    agus = await town.join(12, "Agus", REGION, "dinkes")
    for who in (rini, agus):
        own = presses(await town.command(who, Action.CONTINUE))[0]
        await town.confirm(who)
    await town.press(rini, Press(Verb.CHOOSE, own.submission, own.form, 0, (), 0, "0"))
    await town.command(agus, Action.CONTINUE)
    await town.confirm(agus)
    sent = town.message_id + 1
    await town.say(agus, "7")
    await town.press(agus, Press(Verb.OPEN, own.submission, own.form, 1))
    await town.confirm(agus)
    await town.press(rini, Press(Verb.CHOOSE, own.submission, own.form, 0, (), 1, "1"))
    reply = await town.say(agus, "12")
    assert reply.screen is not None
    assert "Pertanyaan ini sudah tidak ditanyakan karena jawaban lain berubah." in reply.screen.text
    edit = await database.write(visits.edited, town.setting, agus, "8", sent, town.now)
    assert edit.screen is not None
    assert "Perubahan pesan itu tidak mengubah jawaban." in edit.screen.text


async def test_a_message_that_answered_what_the_form_has_lost_may_be_edited_and_replied_to(
    database: Database,
) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes"})
    rini = await town.join(11, "Rini", REGION, "dinkes")
    own = presses(await town.command(rini, Action.CONTINUE))[0]
    await town.confirm(rini)
    await town.press(rini, Press(Verb.OPEN, own.submission, own.form, 2))
    await town.confirm(rini)
    await town.say(rini, "Ramai")
    sent = town.message_id - 1

    def lose(conn: Connection) -> None:
        conn.execute(update(answer_event).values(question="health/gone"))

    await database.write(lose)
    edit = await database.write(visits.edited, town.setting, rini, "Sepi", sent, town.now)
    assert edit.screen is not None and "Perubahan pesan itu tidak mengubah jawaban." in edit.screen.text
    town.message_id += 1
    reply = await database.write(
        visits.message, town.setting, rini, Typed("Sepi"), town.message_id, RepliedTo(sent), town.now
    )
    assert reply.screen is not None and "sudah tidak ditanyakan" in reply.screen.text
