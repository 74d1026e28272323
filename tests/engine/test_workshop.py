"""Slow work in a process of its own: it blocks nobody, survives its worker's death, and ends with the bot."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import psutil
import pytest

from bot.workshop import Workshop, WorkshopClosed

# What the worker runs must be importable there: functions of this module


def who() -> int:
    return os.getpid()


def hold_the_lock(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def refuse(why: str) -> None:
    raise ValueError(why)


def die_once(trace: Path) -> int:
    trace.write_text(trace.read_text() + "x" if trace.exists() else "x")
    if trace.read_text() == "x":
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def die(trace: Path) -> None:
    trace.write_text(trace.read_text() + "x" if trace.exists() else "x")
    os.kill(os.getpid(), signal.SIGKILL)


def answer_to_ctrl_c() -> str:
    os.kill(os.getpid(), signal.SIGINT)
    return "still here"


def wait_for(file: Path, started: Path) -> str:
    started.write_text(str(os.getpid()))
    while not file.exists():
        time.sleep(0.01)
    return "made"


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    shop = Workshop()
    yield shop
    await shop.close(0.1)


async def gone(pid: int) -> None:
    async with asyncio.timeout(10):
        with contextlib.suppress(psutil.NoSuchProcess):
            while psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                await asyncio.sleep(0.01)


async def appeared(file: Path) -> None:
    async with asyncio.timeout(20):
        while not file.exists() or not file.read_text():
            await asyncio.sleep(0.01)


async def test_work_is_done_in_another_process_and_always_in_the_same_one(workshop: Workshop) -> None:
    first, second = await asyncio.gather(workshop.run(who), workshop.run(who))
    assert first == second != os.getpid()


async def test_the_event_loop_turns_while_the_worker_holds_its_own_lock(workshop: Workshop) -> None:
    await workshop.run(who)
    turns = 0
    work = asyncio.create_task(workshop.run(hold_the_lock, 0.3))
    while not work.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 100


async def test_what_the_work_raises_is_raised_here_and_the_worker_stays(workshop: Workshop) -> None:
    before = await workshop.run(who)
    with pytest.raises(ValueError, match="no such round"):
        await workshop.run(refuse, "no such round")
    assert await workshop.run(who) == before


async def test_work_that_cannot_be_handed_over_is_an_error_of_whoever_asked(workshop: Workshop) -> None:
    before = await workshop.run(who)
    with pytest.raises(Exception, match="pickle"):
        await workshop.run(lambda: 1)
    assert await workshop.run(who) == before


async def test_work_whose_worker_died_is_done_by_the_next_one(workshop: Workshop, tmp_path: Path) -> None:
    assert await workshop.run(die_once, tmp_path / "tries") == await workshop.run(who)


async def test_work_that_kills_its_worker_twice_is_given_up_and_the_next_is_done(
    workshop: Workshop, tmp_path: Path
) -> None:
    with pytest.raises(BrokenProcessPool):
        await workshop.run(die, tmp_path / "tries")
    assert (tmp_path / "tries").read_text() == "xx"
    assert await workshop.run(who) != os.getpid()


async def test_a_worker_that_died_between_two_jobs_is_replaced(workshop: Workshop) -> None:
    first = await workshop.run(who)
    os.kill(first, signal.SIGKILL)
    await gone(first)
    assert await workshop.run(who) != first


async def test_work_that_takes_too_long_is_ended_and_does_not_hold_up_the_next(tmp_path: Path) -> None:
    shop = Workshop(longest=3.0)
    await shop.run(who)
    with pytest.raises(TimeoutError):
        await shop.run(wait_for, tmp_path / "never", tmp_path / "started")
    await gone(int((tmp_path / "started").read_text()))
    assert await shop.run(who)
    await shop.close()


async def test_whoever_stops_waiting_ends_the_work(workshop: Workshop, tmp_path: Path) -> None:
    work = asyncio.create_task(workshop.run(wait_for, tmp_path / "never", tmp_path / "started"))
    await appeared(tmp_path / "started")
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    await gone(int((tmp_path / "started").read_text()))


async def test_an_idle_worker_gives_its_memory_back(tmp_path: Path) -> None:
    shop = Workshop(idle=0.05)
    first = await shop.run(who)
    await gone(first)
    assert await shop.run(who) != first
    await shop.close()


async def test_closing_lets_the_present_work_end_and_begins_nothing_new(tmp_path: Path) -> None:
    shop = Workshop()
    work = asyncio.create_task(shop.run(wait_for, tmp_path / "go", tmp_path / "started"))
    await appeared(tmp_path / "started")
    closing = asyncio.create_task(shop.close(30))
    await asyncio.sleep(0)
    (tmp_path / "go").touch()
    assert await work == "made"
    await closing
    await gone(int((tmp_path / "started").read_text()))
    with pytest.raises(WorkshopClosed):
        await shop.run(who)


async def test_closing_does_not_wait_for_work_that_never_ends(tmp_path: Path) -> None:
    shop = Workshop()
    work = asyncio.create_task(shop.run(wait_for, tmp_path / "never", tmp_path / "started"))
    await appeared(tmp_path / "started")
    await shop.close(0.05)
    await gone(int((tmp_path / "started").read_text()))
    with pytest.raises(WorkshopClosed):
        await work


async def test_a_workshop_that_nobody_used_closes_at_once() -> None:
    await Workshop().close()


async def test_ctrl_c_is_the_bots_to_answer(workshop: Workshop) -> None:
    assert await workshop.run(answer_to_ctrl_c) == "still here"


async def test_a_worker_does_not_outlive_a_bot_that_was_killed(tmp_path: Path) -> None:
    bot = tmp_path / "killed_bot.py"
    bot.write_text(
        "import asyncio, os, sys\n"
        "from bot.workshop import Workshop\n"
        "async def main():\n"
        "    print(await Workshop().run(os.getpid), flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(main())\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen([sys.executable, bot], stdout=subprocess.PIPE, env=env, text=True) as process:
        assert process.stdout is not None
        worker = int(await asyncio.to_thread(process.stdout.readline))
        assert psutil.pid_exists(worker)
        process.kill()
    await gone(worker)


def test_the_bot_itself_loads_nothing_that_only_the_workshop_needs() -> None:
    """Each of these takes tens of megabytes, and a second at start: they belong where the slow work is done."""
    large = ("matplotlib", "numpy", "PIL", "openpyxl", "pyxform")
    code = f"import sys, bot.app; print([name for name in {large} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
