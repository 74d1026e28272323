"""Simulated people: each does what her script says, one step after the reply to the one before.

At once (closed loop): so many people, each of whom goes on the moment she has her reply. Steady (open loop):
a fresh step every so often, whether or not the bot keeps up.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bench.fill import CARD, Script
from bench.server import CARD as FIRST_CARD
from bench.server import Account, Shown
from bench.walks import Sort, Step

ROTATING = 40  # people who take turns at a steady rate
DRAIN = 15.0  # seconds that replies to what was sent are waited for after a scenario


@dataclass
class Person:
    """Somebody in front of her chat. `since`: when her present step became available to the bot."""

    chat: int
    steps: Iterator[Step]
    submission: int = 0
    form: int = 0
    card: int = CARD
    step: Step | None = None
    since: float = 0.0

    def update(self, account: Account) -> str:
        """The inside of the update that her present step causes."""
        assert self.step is not None
        if self.step.press is None:
            return (
                f'"message":{{"message_id":{account.next_message()},"from":{self._sender()},"chat":'
                f'{{"id":{self.chat},"first_name":"Sri","type":"private"}},"date":1717380000,'
                f'"text":{json.dumps(self.step.text)}}}'
            )
        data = replace(self.step.press, submission=self.submission, form=self.form).encode()
        inside = account.cards.get(self.chat, (0, FIRST_CARD))[1]
        return (
            f'"callback_query":{{"id":"{account.next_message()}","from":{self._sender()},"message":'
            f'{account.message(self.chat, self.card, inside)},"chat_instance":"7","data":"{data}"}}'
        )

    def is_reply(self, shown: Shown) -> bool:
        """Whether this is what she waits for: a new card after a message, the edited one after a tap."""
        if self.step is None:
            return False
        if self.step.press is None:
            return not shown.edited
        return not shown.edited or shown.message == self.card

    def _sender(self) -> str:
        return f'{{"id":{self.chat},"is_bot":false,"first_name":"Sri","language_code":"id"}}'


@dataclass
class Crowd:
    """All people of one bot. They are met in order; whoever comes to the end of her script is replaced."""

    account: Account
    fresh: deque[Person]
    sent: int = 0  # answers (not steps that only move on)
    replies: int = 0
    answers: int = 0
    latencies: list[float] = field(default_factory=list)
    ran_out: bool = False
    _resting: deque[Person] = field(default_factory=deque)
    _active: dict[int, Person] = field(default_factory=dict)
    _goes_on: bool = False
    _idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def at_once(self, people: int, started: Callable[[], None], warm_up: float, seconds: float) -> None:
        """So many people at the same time; `started` is called when the warm-up is over."""
        self._begin(goes_on=True)
        for _ in range(people):
            self._next(None)
        await asyncio.sleep(warm_up)
        self._clear()
        started()
        await asyncio.sleep(seconds)

    async def steady(self, rate: float, started: Callable[[], None], warm_up: float, seconds: float) -> None:
        """A step every 1/rate seconds, of whoever is free."""
        self._begin(goes_on=False)
        begin = time.perf_counter()
        warm = False
        for number in range(int((warm_up + seconds) * rate)):
            await asyncio.sleep(max(0.0, begin + number / rate - time.perf_counter()))
            if not warm and number >= warm_up * rate:
                warm = True
                self._clear()
                started()
            self._next(None)

    def overdue(self) -> list[float]:
        """How long those have waited so far who have no reply yet."""
        now = time.perf_counter()
        return [now - person.since for person in self._active.values()]

    async def drain(self, seconds: float = DRAIN) -> int:
        """Wait for the replies that are still due; how many did not come in time."""
        self._goes_on = False
        if self._active:
            self._idle.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), seconds)
        lost = len(self._active)
        self._active.clear()
        self.account.drop()
        return lost

    def _begin(self, *, goes_on: bool) -> None:
        self._goes_on = goes_on
        self.fresh.extendleft(self._resting)
        self._resting.clear()
        self.account.on_shown = self._shown

    def _clear(self) -> None:
        self.replies = self.answers = 0
        self.latencies = []

    def _next(self, person: Person | None) -> None:
        while person is None or (step := next(person.steps, None)) is None:
            if not self.fresh:
                self.ran_out = True
                return
            person = self._somebody()
        person.step = step
        person.since = time.perf_counter()
        self._active[person.chat] = person
        self.sent += step.answers
        self.account.push(person.update(self.account))

    def _somebody(self) -> Person:
        if len(self._resting) >= ROTATING:
            return self._resting.popleft()
        return self.fresh.popleft()

    def _shown(self, shown: Shown) -> None:
        person = self._active.get(shown.chat)
        if person is None or not person.is_reply(shown):
            return
        assert person.step is not None
        del self._active[shown.chat]
        person.card = shown.message
        self.replies += 1
        self.answers += person.step.answers
        self.latencies.append(shown.at - person.since)
        person.step = None
        if self._goes_on:
            self._next(person)
        else:
            self._resting.append(person)
            if not self._active:
                self._idle.set()


def crowd_of(account: Account, scripts: tuple[Script, ...]) -> Crowd:
    """People who follow their scripts."""
    return Crowd(account, deque(Person(s.chat, iter(s.steps), s.submission, s.form) for s in scripts))


def crowd_of_texters(account: Account, people: int, text: str) -> Crowd:
    """People who send the same text for ever; for the echo."""
    return Crowd(account, deque(Person(chat, _endless(text)) for chat in range(1, people + 1)))


def _endless(text: str) -> Iterator[Step]:
    step = Step(Sort.TEXT, "", text=text)
    while True:
        yield step
