"""What guests have answered and nobody has decided about: the home card leads to what can be decided, and to nothing
else; and of two answers of one guest the newer stands."""

from __future__ import annotations

import pytest

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from storage.database import Database
from tests.services.test_guests import KUTIM, Asked, ask, said
from tests.services.town import button


@pytest.fixture
async def asked(database: Database) -> Asked:
    return await ask(database)


async def home(asked: Asked) -> str:
    return said(await asked.town.command(asked.rini, Action.SECTIONS))


async def close(asked: Asked, verb: Verb) -> None:
    sari = await asked.town.join(21, "Sari", KUTIM)
    await asked.town.press(sari, Press(verb, asked.own.submission, asked.own.form, argument="0.y"))


async def test_a_proposal_of_a_section_that_was_sent_waits_until_it_is_open_again(asked: Asked) -> None:
    await asked.town.say(asked.agus, "20")
    assert "Usulan jawaban rekan: 1" in await home(asked)
    await close(asked, Verb.CLOSE)
    assert "Usulan" not in await home(asked)
    await close(asked, Verb.REOPEN)
    assert "Usulan jawaban rekan: 1" in await home(asked)


async def test_a_proposal_to_a_question_that_is_not_asked_any_more_is_not_counted(asked: Asked) -> None:
    town = asked.town
    await town.say(asked.agus, "20")
    await town.press(asked.rini, Press(Verb.CHOOSE, asked.own.submission, asked.own.form, 0, (), 1, "1"))
    assert "Usulan" not in await home(asked)


async def test_whoever_taps_an_older_answer_of_a_guest_is_shown_the_newer(asked: Asked) -> None:
    town = asked.town
    thanked = await town.say(asked.agus, "20")
    _, older = await asked.tells_rini()
    await town.press(asked.agus, button(thanked, "Ubah jawaban"))
    await town.say(asked.agus, "22")
    for press in older:
        shown = said(await town.press(asked.rini, press))
        assert "Usulan jawaban: 22" in shown and "Agus Salim baru saja mengubah" in shown
        assert "diisi sendiri" not in shown
    assert await asked.proposals() == [("20", "replaced"), ("22", "")]
    newer = await town.press(asked.rini, older[0])
    await town.press(asked.rini, button(newer, "Pakai"))
    assert ("health/beds", "22", "guest") in await asked.stored()


async def test_a_guest_who_says_thanks_is_not_asked_once_more(asked: Asked) -> None:
    await asked.town.say(asked.agus, "20")
    for words in ("Terima kasih", "Sama-sama 🙏", "25"):
        shown = said(await asked.town.say(asked.agus, words))
        assert ("sudah kami teruskan" in shown) is (words != "25")
    assert await asked.proposals() == [("20", "")]


async def test_a_guest_who_asks_for_help_or_her_language_is_shown_her_question(asked: Asked) -> None:
    town = asked.town
    for _ in range(2):
        assert "Berapa tempat tidur?" in said(await town.command(asked.agus, Action.HELP))
        assert "How many beds?" in said(await town.command(asked.agus, Action.LANGUAGE, "en"))
        assert "Berapa tempat tidur?" in said(
            await town.press(asked.agus, Press(Verb.LANGUAGE, argument="id"))
        )
    await town.say(asked.agus, "20")
    await town.press(asked.rini, (await asked.tells_rini())[1][-1])
    assert "undangan" in said(await town.command(asked.agus, Action.HELP))
