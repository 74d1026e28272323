"""A person who answers whatever stands on her screen, with values that never come twice."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.flows.form import Form, Kind
from bot.screens.press import Press, Verb, decode
from bot.services.evidence import is_card
from playground import people
from playground.chats import Message, Person

from .scene import Scene

ONWARD = (Verb.SUBMIT, Verb.START, Verb.REVIEW)
READING = {Verb.CHOOSE, Verb.TICK, Verb.UNTICK, Verb.DONE}


@dataclass
class Walker:
    """Looks at the last card in her chat and does what it asks for."""

    scene: Scene
    person: Person
    form: Form
    chance: random.Random
    numbers: Iterator[int]
    said: dict[str, list[str]] = field(default_factory=dict)  # question -> what she typed for it

    def act(self) -> None:
        """One tap or one message."""
        card = self._card()
        presses = _presses(card) if card is not None else []
        verbs = {press.verb for _, press in presses}
        if card is None:
            self.say("/lanjut")
        elif later := [data for data, press in presses if is_card([data])]:
            self.tap(card, later[0])
        elif verbs & READING:
            self._choose(card, presses, verbs)
        elif (question := _asked(presses)) is not None and self.form.by_ordinal[question].answerable:
            name = self.form.by_ordinal[question].path.rpartition("/")[2]
            self.say(self._value(self.form.by_ordinal[question].kind), name)
        elif onward := [verb for verb in ONWARD if verb in verbs]:
            self.tap(card, next(data for data, press in presses if press.verb is onward[0]))
        else:
            self.say("/lanjut")

    def say(self, text: str, question: str = "") -> None:
        if question:
            self.said.setdefault(question, []).append(text)
        people.say(self.scene.account, self.person, text)

    def tap(self, card: Message, data: str) -> None:
        people.tap(self.scene.account, self.person, card.id, value=data)

    def _choose(self, card: Message, presses: list[tuple[str, Press]], verbs: set[Verb]) -> None:
        if Verb.UNTICK in verbs and self.chance.random() < 0.8:
            self._tap_one(card, presses, Verb.DONE)
        else:
            self._tap_one(card, presses, Verb.CHOOSE, Verb.TICK, Verb.UNTICK)

    def _tap_one(self, card: Message, presses: list[tuple[str, Press]], *verbs: Verb) -> None:
        self.tap(card, self.chance.choice([data for data, press in presses if press.verb in verbs]))

    def _value(self, kind: Kind) -> str:
        number = next(self.numbers)
        if kind is Kind.INTEGER:
            return str(number)
        return f"{number},5" if kind is Kind.DECIMAL else f"jawaban {number}"

    def _card(self) -> Message | None:
        messages = self.scene.account.private_chat(self.person.id).messages.values()
        cards = [message for message in messages if message.from_bot and message.inline_keyboard]
        return cards[-1] if cards else None


def _presses(card: Message) -> list[tuple[str, Press]]:
    carried = [button.get("callback_data", "") for row in card.inline_keyboard for button in row]
    return [(data, press) for data in carried if (press := decode(data)) is not None]


def _asked(presses: list[tuple[str, Press]]) -> int | None:
    """The question of a question's card; a receipt has nothing but 'change'."""
    found = [press.ordinal for _, press in presses if press.verb in (Verb.BACK, Verb.UNAVAILABLE, Verb.SKIP)]
    return found[0] if found else None
