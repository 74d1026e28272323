"""A guest is asked for a picture and sends an album: one answer with all of its files, confirmed and told once. What
cannot be used is not taken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection, select

from bot.flows.inputs import Medium, Sent
from bot.screens.commands import Action
from bot.screens.press import Verb
from bot.services.enrolling import Who
from bot.services.guests import ALBUM
from storage import files
from storage.database import Database
from storage.models import answer, proposal
from tests.services.pushed import pushed
from tests.services.test_guests import KUTIM, TOKEN, said
from tests.services.town import Town, button, presses

FORM = """
| survey |
| | type    | name  | label        |
| | image   | front | Foto gedung? |
| | integer | rooms | Kamar?       |
"""


def photo(number: int, size: int = 1000) -> Sent:
    return Sent(Medium.PHOTO, f"file{number}", f"unique{number}", "", "image/jpeg", size, album="a1")


def proposals(conn: Connection) -> list[tuple[str, str]]:
    return [tuple(row) for row in conn.execute(select(proposal.c.value, proposal.c.verdict))]  # type: ignore[misc]


async def asked_for_a_picture(database: Database) -> tuple[Town, Who, Who]:
    """Rini of the agency has asked Agus, and he is in."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, form=FORM)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = replace(presses(await town.command(rini, Action.SECTIONS))[0], ordinal=-1, argument="")
    shared = TOKEN.search(said(await town.press(rini, replace(own, verb=Verb.SHARE, ordinal=0))))
    assert shared is not None
    agus = Who(51, 51, "Agus Salim", "id")
    await town.command(agus, Action.START, shared[1])
    return town, rini, agus


@pytest.mark.parametrize("count", [1, 3])
async def test_an_album_of_a_guest_is_one_answer(database: Database, count: int) -> None:
    town, rini, agus = await asked_for_a_picture(database)
    first, *others = [await town.say(agus, photo(number)) for number in range(count)]
    assert "sudah kami teruskan" in said(first) and "album" in said(first)
    assert [said(one).strip() for one in others] == [""] * (count - 1)
    ids = " ".join(str(number) for number in range(1, count + 1))
    assert await database.read(proposals) == [(ids, "")]
    town.now += ALBUM
    ((_, told),) = await pushed(town, "proposal")
    assert f"{count} berkas" in told
    home = await town.command(rini, Action.SECTIONS)
    await town.press(rini, button(await town.press(rini, button(home, "Usulan")), "Pakai"))
    stored = select(answer.c.value, answer.c.origin)
    assert await database.read(lambda conn: [tuple(row) for row in conn.execute(stored)]) == [(ids, "guest")]


async def test_what_is_too_big_in_an_album_is_said_and_the_rest_stands(database: Database) -> None:
    town, _, agus = await asked_for_a_picture(database)
    await town.say(agus, photo(1))
    assert "20 MB" in said(await town.say(agus, photo(2, size=25 << 20)))
    assert await database.read(proposals) == [("1", "")]


async def test_a_file_that_was_refused_is_not_taken_from_a_guest(database: Database) -> None:
    town, rini, agus = await asked_for_a_picture(database)
    await town.say(agus, photo(1))
    facts = {"sha256": "0" * 64, "size": 0, "refused": "empty", "at": town.now}
    await database.write(files.fetched, 1, **facts)
    home = await town.command(rini, Action.SECTIONS)
    taken = await town.press(rini, button(await town.press(rini, button(home, "Usulan")), "Pakai"))
    assert "tidak dapat dipakai" in said(taken) and "Pakai" not in [b.text for b in taken.screen.rows[0]]  # type: ignore[union-attr]
    assert await database.read(proposals) == [("1", "")]
    assert await database.read(lambda conn: conn.execute(select(answer.c.value)).all()) == []
