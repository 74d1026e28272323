"""Records from a table: read away from the update path, told, and added once by whoever it was read for."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from bot.flows.answers import to36
from bot.flows.instance import Instance
from bot.screens.press import Verb
from bot.services import tables
from bot.services.enrolling import Who
from bot.services.tables import TABLE, look_into, tell
from storage import outbox
from storage.database import Database
from tests.services.test_records import FORM, KUTIM, decoded, listed, stored, with_records
from tests.services.town import Town, button


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, FORM)
    return town


async def pasted(town: Town, who: Who, text: str) -> int:
    """Paste rows and let them be read (`town.told` is what is said then); the number of the row of the outbox."""
    await town.say(who, text)
    number = await read_and_told(town, who)
    await town.database.write(outbox.sent, number, 900, town.now)
    return number


async def read_and_told(town: Town, who: Who) -> int:
    """The same without the message having been sent."""

    def work(conn):  # type: ignore[no-untyped-def]
        (row,) = outbox.waiting(conn, who.chat_id, (TABLE,))
        reading = tables.render(conn, town.setting, [row], town.now)
        return row, reading

    row, reading = await town.database.read(work)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.txt"
        path.write_text(reading.text, encoding="utf-8")
        found = look_into(path, *reading.args)
    town.told = await town.database.write(tell, town.setting, row, found, town.now)  # type: ignore[attr-defined]
    number: int = row.id
    return number


async def test_what_was_read_is_told_again_when_the_message_could_not_be_sent(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await listed(town, rini)
    await town.say(rini, "Satu\t1\nDua\t2")
    await read_and_told(town, rini)
    number = await read_and_told(town, rini)
    assert "2 data siap ditambahkan" in town.told.text  # type: ignore[attr-defined]
    await town.press(rini, replace(decoded(button(card, "+ Tambah")), verb=Verb.TABLE, argument=to36(number)))
    assert len(await stored(town, rini)) == 6

    def again(conn):  # type: ignore[no-untyped-def]
        rows = outbox.waiting(conn, rini.chat_id, (TABLE,))
        return rows, tables.render(conn, town.setting, rows, town.now)

    rows, shown = await town.database.read(again)
    assert rows and shown is None, "nobody wants to add it once more"


async def test_a_table_is_added_once_and_only_to_the_list_and_by_the_person_that_it_was_read_for(
    town: Town,
) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    agus = await town.join(12, "Agus", KUTIM, "dinkes")
    card = await listed(town, rini)
    await listed(town, agus)
    number = await pasted(town, rini, "Satu\t1\nDua\t2")
    add = replace(decoded(button(card, "+ Tambah")), verb=Verb.TABLE, argument=to36(number))
    await town.press(agus, add)
    await town.press(rini, replace(add, argument=to36(number + 7)))
    assert await stored(town, rini) == {}
    await town.press(rini, add)
    await town.press(rini, add)
    found = await stored(town, rini)
    assert found == {"pk#1": "", "pk#2": "", "nm#1": "Satu", "bed#1": "1", "nm#2": "Dua", "bed#2": "2"}


@pytest.mark.parametrize("rows", [1, 5])
async def test_however_many_records_a_table_has_its_form_is_settled_as_often(
    town: Town, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody else can write meanwhile."""
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await listed(town, rini)
    number = await pasted(town, rini, "\n".join(f"Pusat {n}\t{n}" for n in range(rows)))
    settled = 0
    settle = Instance._settle

    def counted(self: Instance) -> None:
        nonlocal settled
        settled += 1
        settle(self)

    monkeypatch.setattr(Instance, "_settle", counted)
    await town.press(rini, replace(decoded(button(card, "+ Tambah")), verb=Verb.TABLE, argument=to36(number)))
    assert settled == 3
    assert len(await stored(town, rini)) == 3 * rows


async def test_a_table_that_no_longer_fits_adds_nothing_at_all(town: Town) -> None:
    """Five may stand there; three were read when there was room for them, and three were typed meanwhile."""
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await listed(town, rini)
    number = await pasted(town, rini, "Satu\t1\nDua\t2\nTiga\t3")
    before = await with_records(town, rini)
    add = replace(decoded(button(card, "+ Tambah")), verb=Verb.TABLE, argument=to36(number))
    reply = await town.press(rini, add)
    assert before.screen is not None and reply.screen is not None
    assert "Paling banyak 5" in reply.screen.text
    assert len(await stored(town, rini)) == 9


async def test_the_empty_table_has_a_name_that_every_system_takes(database: Database) -> None:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, FORM.replace("| Pusat   |", '| Sarana/"Prasarana" |'))
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.press(rini, button(await listed(town, rini), "Isi dari tabel"))

    def work(conn):  # type: ignore[no-untyped-def]
        return tables.render(conn, town.setting, outbox.waiting(conn, rini.chat_id, (TABLE,)), town.now)

    order = await town.database.read(work)
    assert order.name == "Sarana__Prasarana.xlsx"


async def test_a_paste_that_telegram_has_parted_is_not_read_in_pieces(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await listed(town, rini)
    rows = [f"Puskesmas Pembantu {n}\t{n}" for n in range(300)]
    reply = await town.say(rini, "\n".join(rows)[:4090])
    assert reply.screen is not None and "kirim berkasnya" in reply.screen.text
    assert await town.database.read(outbox.waiting, rini.chat_id, (TABLE,)) == []


async def test_a_table_that_was_added_before_is_recognised(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await with_records(town, rini, "Satu")
    await pasted(town, rini, "Satu\t1\nDua\t2")
    assert "1 di antaranya mirip" in town.told.text  # type: ignore[attr-defined]


async def test_a_list_that_no_table_can_fill_offers_none(database: Database) -> None:
    town = Town(database)
    form = FORM.replace("| | text         | nm ", "| | image        | nm ").replace(
        "| integer      | bed", "| image        | bed"
    )
    await town.open(KUTIM, {"dinkes": "dinkes"}, form)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    card = await listed(town, rini)
    assert button(card, "+ Tambah")
    with pytest.raises(LookupError):
        button(card, "Isi dari tabel")
