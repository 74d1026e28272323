"""Updates that nobody can understand, inside a batch of good ones: each gets its end, and holds up nobody."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select

from playground import people
from playground.chats import Person
from storage.models import inbox

from .conftest import Begin, Stage

HUGE = 2**70
UNREADABLE = "belum dapat kami olah"


def message(chat: int, **fields: Any) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Rini"}
    place = {"id": chat, "type": "private", "first_name": "Rini"}
    return {"message_id": 900, "date": 1_716_800_000, "chat": place, "from": person, **fields}


# kind and body of an update, and whether the person hears of it
POISONS: dict[str, tuple[str, dict[str, Any], bool]] = {
    "a text that is a number": ("message", {"text": 7}, True),
    "a text that is a list": ("message", {"text": ["a"]}, True),
    "no date": ("message", {"date": "yesterday", "text": "1"}, True),
    "a sender without an id": ("message", {"from": {"first_name": "?"}, "text": "1"}, True),
    "half an emoji": ("message", {"text": "Perda 4 \ud83d"}, False),
    "a message id of 70 bits": ("message", {"message_id": HUGE, "text": "Perda 4"}, True),
    "a sender of 70 bits": (
        "message",
        {"from": {"id": HUGE, "is_bot": False, "first_name": "x"}, "text": "1"},
        False,
    ),
    "a date far beyond": ("message", {"date": HUGE, "text": "1"}, True),
    "a megabyte of text": ("message", {"text": "x" * (1 << 20)}, False),
    "a photo of a future kind": ("message", {"photo": {"layers": 3}}, True),
    "entities out of the text": (
        "message",
        {"text": "/lanjut", "entities": [{"type": "bot_command", "offset": HUGE, "length": -5}]},
        False,
    ),
    "a text of nulls": ("message", {"text": "\0\0"}, False),
    "an edit of nothing": ("edited_message", {"text": None}, False),
    "a future kind": ("telepathy", {"thought": "1"}, False),
}


async def states(stage: Stage) -> list[tuple[str, str | None]]:
    def read(conn: Connection) -> list[tuple[str, str | None]]:
        rows = conn.execute(select(inbox.c.state, inbox.c.error).order_by(inbox.c.id))
        return [(row.state, row.error) for row in rows]

    return await stage.scene.database.read(read)


@pytest.mark.parametrize("name", POISONS)
async def test_a_poisoned_update_hurts_nobody_else(begin: Begin, name: str) -> None:
    kind, fields, is_told = POISONS[name]
    stage = await begin()
    agus = await at_a_text(stage)
    before = len(await states(stage))
    poison = message(agus.id, **fields)
    good = {"update_id": 2, "message": message(stage.rini.id, text="41")}
    assert stage.app.poller is not None
    await stage.app.poller._intake.take(
        [{"update_id": 1, kind: poison}, good, {"update_id": 3, kind: poison}]
    )
    await stage.rest()
    assert (await stage.stored()).values["q00"] == "41"
    assert "Butir 01" in stage.last()
    found = (await states(stage))[before:]
    assert [state for state, _ in found if state == "new"] == []
    dead = [error for state, error in found if state == "dead"]
    assert all(dead)
    assert len(dead) == (2 if is_told else 0), "it was understood after all: does the table still poison?"
    assert sum(UNREADABLE in text for text in stage.scene.shown[agus.id]) == len(dead)
    people.say(stage.scene.account, agus, "/lanjut")
    await stage.rest()
    assert "Butir 0" in stage.scene.texts(agus)[-1]


async def at_a_text(stage: Stage) -> Person:
    """Somebody of another agency whose next text would be an answer."""
    agus = stage.scene.person("Agus Salim", stage.invited.representatives["disdik"][0])
    await stage.rest()
    people.say(stage.scene.account, agus, "/lanjut")
    await stage.rest()
    people.say(stage.scene.account, agus, "17")
    await stage.rest()
    assert "Butir 01" in stage.scene.texts(agus)[-1]
    return agus


PRESSES: dict[str, dict[str, Any]] = {
    "no data": {"data": None},
    "data of nobody": {"data": "\ud800:1:2:3"},
    "numbers beyond all": {"data": "c:zzzzzzzzzzzz.zzzzzzzzzzzz:zzzzzzzzzzzz:zzzzzzzzzzzz.0:zzzzzzzzzzzz:1"},
    "an ordinal beyond all": {"data": "c:1:1:zzzzzzzzzzzz:0:0"},
    "a message that is gone": {"message": None},
    "a message id of 70 bits": {
        "message": {"message_id": HUGE, "date": 1, "chat": {"id": 1, "type": "private"}}
    },
    "a sender of 70 bits": {"from": {"id": HUGE, "is_bot": False, "first_name": "x"}},
}


@pytest.mark.parametrize("name", PRESSES)
async def test_a_poisoned_press_hurts_nobody_else(begin: Begin, name: str) -> None:
    stage = await begin()
    query = {
        "id": "77",
        "from": {"id": stage.rini.id, "is_bot": False, "first_name": "Rini"},
        "chat_instance": "1",
        "data": "x",
        "message": {"message_id": 3, "date": 1, "chat": {"id": stage.rini.id, "type": "private"}},
        **PRESSES[name],
    }
    assert stage.app.poller is not None
    good = {"update_id": 2, "message": message(stage.rini.id, text="41")}
    await stage.app.poller._intake.take([{"update_id": 1, "callback_query": query}, good])
    await stage.rest()
    assert (await stage.stored()).values["q00"] == "41"
    assert "new" not in {state for state, _ in await states(stage)}
