"""Two people of one agency tap, type and edit at random, and updates come five times: what was confirmed last is stored."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from playground import people
from playground.chats import Message, Person
from storage.models import inbox

from . import town
from .conftest import Begin, Stage

ACTS = 90


class Crowd:
    """Does one thing at random at a time, on one of the last cards or as one of the last messages."""

    def __init__(self, stage: Stage, them: list[Person], chance: random.Random) -> None:
        self.stage = stage
        self.them = them
        self.chance = chance
        self.numbers = iter(range(1_000, 9_000))
        self.raw: list[dict[str, Any]] = []
        push = stage.scene.account.updates.push

        def noted(kind: str, body: dict[str, Any], queue: int) -> bool:
            heard = push(kind, body, queue)
            pending = stage.scene.account.updates.pending()
            if heard and pending:
                self.raw.append(pending[-1].json())
            return heard

        stage.scene.account.updates.push = noted  # type: ignore[method-assign]

    async def act(self) -> None:
        acts: list[Callable[[Person], None]] = [self._tap, self._tap, self._type, self._edit]
        person = self.chance.choice(self.them)
        if self.raw and self.chance.random() < 0.2:
            await self._again()
        else:
            self.chance.choice(acts)(person)

    async def _again(self) -> None:
        """The server never heard that we have them: some of the last updates come five times."""
        assert self.stage.app.poller is not None
        some = self.chance.sample(self.raw[-6:], min(len(self.raw), 3)) * 5
        await self.stage.app.poller._intake.take(some)

    def _tap(self, person: Person) -> None:
        cards = [
            message for message in self._messages(person) if message.from_bot and message.inline_keyboard
        ]
        for card in self.chance.sample(cards[-3:], 1):
            data = [b["callback_data"] for row in card.inline_keyboard for b in row if "callback_data" in b]
            answering = [
                one for one in data if one[0] in "cvdtf"
            ]  # mostly answers, sometimes a way elsewhere
            chosen = self.chance.choice(answering if answering and self.chance.random() < 0.8 else data)
            if chosen[0] not in "xq":  # no submitting, no other language
                people.tap(self.stage.scene.account, person, card.id, value=chosen)

    def _type(self, person: Person) -> None:
        number = next(self.numbers)
        text = self.chance.choice([str(number), f"jawaban {number}", "/lanjut"])
        people.say(self.stage.scene.account, person, text)

    def _edit(self, person: Person) -> None:
        own = [m for m in self._messages(person) if not m.from_bot and not m.text.startswith("/")]
        for message in self.chance.sample(own[-4:], min(1, len(own))):
            new = f"{next(self.numbers)}"
            people.edit(self.stage.scene.account, person, message.id, new)

    def _messages(self, person: Person) -> list[Message]:
        return list(self.stage.scene.account.private_chat(person.id).messages.values())


@pytest.mark.parametrize("patient", [True, False])
async def test_what_was_confirmed_last_is_stored_whatever_two_people_do(begin: Begin, patient: bool) -> None:
    """`patient`: each waits for the reply before anybody goes on; else they do not even look."""
    seed = random.randrange(1_000_000)
    print(f"seed {seed}")
    chance = random.Random(seed)
    stage = await begin(questions=10)
    agus = stage.scene.person("Agus Salim", stage.invited.representatives["dinkes"][1])
    await stage.rest()
    people.say(stage.scene.account, agus, "/lanjut")
    await stage.rest()
    crowd = Crowd(stage, [stage.rini, agus], chance)
    for _ in range(ACTS):
        confirmed = len(stage.scene.confirmed)
        await crowd.act()
        if patient or chance.random() < 0.2:
            await stage.rest()
        if patient:
            for one in stage.scene.confirmed[confirmed:]:
                found = await stage.stored()
                assert town.in_a_line(found.values[one.question]) == one.value, one
    await stage.rest()
    found = await stage.stored()
    for one in stage.scene.confirmed:
        assert one.value in map(town.in_a_line, found.history[one.question]), one
    assert found.values and stage.scene.confirmed
    assert set(await town.inbox_states(stage.scene.database)) == {"done"}
    rows = await stage.scene.database.read(lambda conn: conn.execute(select(inbox.c.update_id)).all())
    assert len(rows) == len(set(rows))
