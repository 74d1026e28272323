"""Two colleagues answer the same question in several messages: the later one decides, and nothing of hers is lost
while she does."""

from __future__ import annotations

from bot.flows.inputs import Medium, Sent, Typed
from bot.screens.commands import Action
from bot.services import visits
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import answers, files
from storage.answers import AnswerRow
from storage.database import Database
from storage.files import FileRow
from tests.services.town import Press, Town, button, presses

REGION = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type        | name | label              | required |
| | begin_group | g    | Kebijakan          |          |
| | file        | sk   | Mana SK-nya?       | yes      |
| | integer     | n    | Berapa orang?      | yes      |
| | end_group   |      |                    |          |
"""


def document(name: str) -> Sent:
    return Sent(Medium.DOCUMENT, f"id-{name}", f"unique-{name}", name, "application/pdf", 1000)


async def sent_twice(town: Town) -> tuple[Who, Press, str]:
    """Rini has sent hers while Agus saw the empty question; he is asked. Agus, his button, and what he reads."""
    await town.open(REGION, {"dinkes": "dinkes"}, FORM)
    rini = await town.join(11, "Rini", REGION, "dinkes")
    agus = await town.join(12, "Agus", REGION, "dinkes")
    place = presses(await town.command(agus, Action.CONTINUE))[0]
    await town.confirm(agus)
    await town.command(rini, Action.CONTINUE)
    await town.confirm(rini)
    await town.say(rini, document("SK lama.pdf"))
    asked = await town.say(agus, document("SK baru.pdf"))
    assert asked.screen is not None
    found = next(one for one in presses(asked) if one.encode() == button(asked, "Ganti dengan jawaban saya"))
    assert found.submission == place.submission
    return agus, found, asked.screen.text


async def stored(town: Town, submission: int) -> tuple[list[AnswerRow], list[FileRow]]:
    rows = await town.database.read(answers.load, [submission])
    kept = await town.database.read(files.of_submission, submission)
    return [row for row in rows if row.question == "g/sk"], kept


async def test_whoever_replaces_a_colleagues_file_need_not_send_hers_again(database: Database) -> None:
    town = Town(database)
    agus, replace, text = await sent_twice(town)
    assert "Rini" in text and "SK lama.pdf" in text and "SK baru.pdf" in text
    reply = await town.press(agus, replace)
    (answer,), kept = await stored(town, replace.submission)
    assert [file.name for file in kept if str(file.id) == answer.value] == ["SK baru.pdf"]
    assert answer.revision == 2
    assert reply.screen is not None and "Berapa orang?" in reply.screen.text


async def test_a_file_is_fetched_although_nobody_has_decided_yet(database: Database) -> None:
    town = Town(database)
    _, replace, _ = await sent_twice(town)
    (answer,), kept = await stored(town, replace.submission)
    assert [file.name for file in kept] == ["SK lama.pdf", "SK baru.pdf"]
    assert answer.value == str(kept[0].id)


async def test_what_was_sent_before_she_was_asked_waits_with_it(database: Database) -> None:
    town = Town(database)
    agus, _, _ = await sent_twice(town)
    asked = await before_the_card(town, agus, document("Lampiran.pdf"))
    assert asked.screen is not None and "SK baru.pdf, Lampiran.pdf" in asked.screen.text
    await town.press(agus, button(asked, "Ganti dengan jawaban saya"))
    place = presses(asked)[0]
    (answer,), kept = await stored(town, place.submission)
    names = [file.name for file in kept if str(file.id) in answer.value.split()]
    assert names == ["SK baru.pdf", "Lampiran.pdf"]


async def test_a_second_message_does_not_decide_before_she_was_asked(database: Database) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes"}, FORM.replace("file  ", "text  "))
    rini = await town.join(11, "Rini", REGION, "dinkes")
    agus = await town.join(12, "Agus", REGION, "dinkes")
    for who in (agus, rini):
        await town.command(who, Action.CONTINUE)
        await town.confirm(who)
    await town.say(rini, "Peraturan Bupati")
    await town.say(agus, "Keputusan Bupati")
    asked = await before_the_card(town, agus, Typed("Nomor 7"))
    place = presses(asked)[0]
    (answer,), _ = await stored(town, place.submission)
    assert answer.value == "Peraturan Bupati"
    await town.press(agus, button(asked, "Ganti dengan jawaban saya"))
    (answer,), _ = await stored(town, place.submission)
    assert answer.value == "Keputusan Bupati\nNomor 7"


async def before_the_card(town: Town, who: Who, raw: Typed | Sent) -> Reply:
    """What she sent right behind her last message, before the card that followed it was there."""
    sent = town.message_id - 1
    reply = await town.database.write(visits.message, town.setting, who, raw, sent, None, town.now)
    await town.confirm(who)
    return reply
