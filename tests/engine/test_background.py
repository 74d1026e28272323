"""Loops of steps: they go on after any error, wake when poked, and stop when told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.background import Background, Loop, backoff

NOW = datetime(2024, 5, 27, 8, tzinfo=UTC)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.001)


async def test_a_step_that_has_more_is_called_again_at_once_and_then_left_alone() -> None:
    calls = 0

    async def step(now: datetime) -> bool:
        nonlocal calls
        assert now == NOW
        calls += 1
        return calls < 5

    loop = Loop("test", step, every=3_600, clock=lambda: NOW)
    loop.start()
    await until(lambda: calls == 5)
    await asyncio.sleep(0.02)
    assert calls == 5
    loop.poke()
    await until(lambda: calls == 6)
    await loop.stop()


async def test_a_step_may_say_when_it_is_next_due() -> None:
    calls = 0

    async def step(now: datetime) -> datetime | bool:
        nonlocal calls
        calls += 1
        return now + timedelta(seconds=0.01) if calls < 3 else now + timedelta(days=9)

    loop = Loop("test", step, every=3_600, clock=lambda: NOW)
    loop.start()
    await until(lambda: calls == 3)
    await loop.stop()


async def test_a_poke_during_a_step_is_not_forgotten() -> None:
    calls = 0
    inside, go = asyncio.Event(), asyncio.Event()

    async def step(_now: datetime) -> bool:
        nonlocal calls
        calls += 1
        inside.set()
        await go.wait()
        return False

    loop = Loop("test", step, every=3_600)
    loop.start()
    await inside.wait()
    loop.poke()
    go.set()
    await until(lambda: calls == 2)
    await loop.stop()


async def test_errors_never_end_a_loop_and_a_poke_does_not_hurry_it() -> None:
    calls = 0

    async def step(_now: datetime) -> bool:
        nonlocal calls
        calls += 1
        if calls < 4:
            raise RuntimeError("the database is away")
        return False

    loop = Loop("test", step, every=0.001, first_pause=0.002)
    loop.start()
    loop.poke()
    await until(lambda: calls > 4)
    assert loop.failures == 0
    await loop.stop()

    async def sick(_now: datetime) -> bool:
        nonlocal calls
        calls += 1
        raise RuntimeError("still away")

    calls = 0
    loop = Loop("test", sick, every=0.001, first_pause=3_600)
    loop.start()
    await until(lambda: calls == 1)
    loop.poke()
    await asyncio.sleep(0.02)
    assert calls == 1
    await loop.stop(1)


async def test_a_stop_waits_for_the_step_that_runs_but_not_for_ever() -> None:
    finished = False
    started = asyncio.Event()

    async def slow(_now: datetime) -> bool:
        nonlocal finished
        started.set()
        await asyncio.sleep(0.05)
        finished = True
        return True

    async def endless(_now: datetime) -> bool:
        await asyncio.Event().wait()
        return True

    background = Background(Loop("slow", slow, every=1))
    background.start()
    await started.wait()
    await background.stop()
    assert finished
    background = Background(Loop("endless", endless, every=1))
    background.start()
    await asyncio.sleep(0)
    await asyncio.wait_for(background.stop(0.01), 5)


@pytest.mark.parametrize(("failures", "longest"), [(1, 0.5), (2, 1), (3, 2), (8, 60), (100_000, 60)])
def test_pauses_double_up_to_a_minute(failures: int, longest: float) -> None:
    for _ in range(20):
        assert longest * 0.75 <= backoff(failures) <= longest
