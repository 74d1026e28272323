"""Telegram's limits with a clock that the test moves; one test lets real coroutines wait."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from bot.pacing import FORGET_EVERY, Limits, Pacer, Parked, Priority

REPLY, PUSH = Priority.REPLY, Priority.PUSH


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


def sent_within(limits: Limits, seconds: float, chats: list[int], priority: Priority = REPLY) -> int:
    """How many messages go if somebody always wants to send to the next of these chats, in steps of 10 ms."""
    count = 0
    for step in range(int(seconds * 100) + 1):
        now = 1_000 + step / 100
        for _ in range(100):
            chat = chats[count % len(chats)]
            if limits.wait(chat, priority, now) > 0:
                break
            limits.take(chat, priority, now)
            count += 1
    return count


@pytest.mark.parametrize(
    ("send_rate", "chat_rate", "chats", "priority", "seconds", "expected"),
    [
        (30, 1, [1], REPLY, 0, 5),  # a short burst
        (30, 1, [1], REPLY, 10, 15),  # then one a second
        (30, 1, [-1], REPLY, 60, 20),  # a group: 20 a minute
        (30, 1, [-1], REPLY, 120, 35),
        (30, 1, list(range(1, 1000)), REPLY, 0, 30),  # everybody: a burst
        (30, 1, list(range(1, 1000)), REPLY, 10, 330),
        (30, 1, list(range(1, 1000)), PUSH, 0, 10),  # a broadcast leaves a third
        (30, 1, list(range(1, 1000)), PUSH, 1, 30),  # and never more than 30 in any second
        (30, 1, list(range(1, 1000)), PUSH, 10, 210),
        (0, 1, list(range(1, 20)), REPLY, 0, 5 * 19),  # no overall limit
        (0, 0, [1], REPLY, 0, 100),  # no limit at all
        (0, 0, [-1], REPLY, 0, 100),
        (2, 0, [1], REPLY, 10, 22),
    ],
)
def test_so_many_messages_go(
    send_rate: float, chat_rate: float, chats: list[int], priority: Priority, seconds: float, expected: int
) -> None:
    assert sent_within(Limits(send_rate, chat_rate, 1_000.0), seconds, chats, priority) == expected


def test_a_parked_chat_delays_no_other() -> None:
    limits = Limits(30, 1, 0.0)
    limits.park(1, 17, 0.0)
    assert limits.wait(1, REPLY, 0.0) == 17
    assert limits.wait(2, REPLY, 0.0) == 0
    assert limits.wait(1, REPLY, 17.0) == 0


def test_two_parked_chats_do_not_slow_the_bot_down_but_three_within_two_seconds_do() -> None:
    limits = Limits(30, 1, 0.0)
    limits.park(1, 5, 0.0)
    limits.park(2, 5, 0.5)
    limits.park(3, 5, 3.0)  # the first two are too long ago
    assert (limits.wait(9, REPLY, 3.0), limits.factor(3.0)) == (0, 1)
    limits.park(4, 5, 3.1)
    limits.park(5, 5, 3.2)
    assert limits.wait(9, REPLY, 3.2) == pytest.approx(5)
    assert limits.factor(3.2) == 0.5


def test_the_same_chat_hit_three_times_slows_only_itself() -> None:
    limits = Limits(30, 1, 0.0)
    for _ in range(3):
        limits.park(1, 5, 0.0)
    assert limits.wait(9, REPLY, 0.0) == 0


def test_the_rate_recovers_gradually_and_never_falls_to_nothing() -> None:
    limits = Limits(30, 1, 0.0)
    for _ in range(10):
        limits.park(None, 1, 0.0)
    assert limits.factor(0.0) == 0.125
    assert limits.factor(10.0) == pytest.approx(0.325)
    assert limits.factor(100.0) == 1


def test_idle_chats_are_forgotten() -> None:
    limits = Limits(0, 1, 0.0)
    for chat in range(1, 1001):
        limits.take(chat, REPLY, 0.0)
        limits.park(chat, 1, 0.0)
    assert limits.remembered == 1000
    limits.take(5000, REPLY, FORGET_EVERY + 1)
    assert limits.remembered == 1


async def test_replies_that_wait_go_before_pushes_that_waited_longer() -> None:
    clock = Clock()
    pacer = Pacer(send_rate=50, chat_rate=0, clock=clock)
    for chat in range(50):  # the burst
        await pacer.acquire(chat, REPLY)
    order: list[str] = []

    async def send(name: str, chat: int, priority: Priority) -> None:
        await pacer.acquire(chat, priority)
        order.append(name)

    pushes = [asyncio.create_task(send(f"push {n}", 100 + n, PUSH)) for n in range(3)]
    await asyncio.sleep(0)
    replies = [asyncio.create_task(send(f"reply {n}", 200 + n, REPLY)) for n in range(3)]
    await asyncio.sleep(0)
    assert order == []
    clock.now += 1
    await asyncio.gather(*pushes, *replies)
    assert order == ["reply 0", "reply 1", "reply 2", "push 0", "push 1", "push 2"]


async def test_a_push_does_not_take_the_place_that_a_reply_waits_for() -> None:
    clock = Clock()
    pacer = Pacer(send_rate=1, chat_rate=0, clock=clock)
    await pacer.acquire(1, REPLY)
    reply = asyncio.create_task(pacer.acquire(2, REPLY))
    await asyncio.sleep(0)
    clock.now += 1
    push = asyncio.create_task(pacer.acquire(3, PUSH))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert (reply.done(), push.done()) == (True, False)
    push.cancel()


async def test_a_chat_keeps_its_order_and_others_pass_it() -> None:
    clock = Clock()
    pacer = Pacer(send_rate=0, chat_rate=50, clock=clock)
    for _ in range(5):
        await pacer.acquire(1, REPLY)
    order: list[str] = []

    async def send(name: str, chat: int) -> None:
        await pacer.acquire(chat, REPLY)
        order.append(name)

    waiting = [asyncio.create_task(send(name, 1)) for name in ("a", "b", "c")]
    await asyncio.sleep(0)
    await send("other", 2)
    assert order == ["other"]
    clock.now += 10
    await asyncio.gather(*waiting)
    assert order == ["other", "a", "b", "c"]


async def test_whoever_goes_away_costs_no_place() -> None:
    clock = Clock()
    pacer = Pacer(send_rate=0, chat_rate=50, clock=clock)
    for _ in range(5):
        await pacer.acquire(1, REPLY)
    impatient = asyncio.create_task(pacer.acquire(1, REPLY))
    patient = asyncio.create_task(pacer.acquire(1, REPLY))
    await asyncio.sleep(0)
    impatient.cancel()
    clock.now += 1
    await asyncio.wait_for(patient, 5)
    assert impatient.cancelled()


@pytest.mark.parametrize(("patience", "waits"), [(0.0, False), (29.0, False), (30.0, True), (None, True)])
async def test_silence_longer_than_the_patience_is_refused_at_once(
    patience: float | None, waits: bool
) -> None:
    clock = Clock()
    pacer = Pacer(clock=clock)
    pacer.park(1, 30)
    attempt = asyncio.create_task(pacer.acquire(1, REPLY, patience))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert attempt.done() is not waits
    if waits:
        attempt.cancel()
    else:
        with pytest.raises(Parked):
            await attempt
