"""The bench measures what it says: the server speaks to both bots, and every answer that was sent is stored."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bench.fill import Filled, Size, count_events, fill
from bench.people import Crowd, crowd_of, crowd_of_texters
from bench.processes import Cores, start_bot, start_echo
from bench.server import Server
from bench.walks import Recording, Sort, record

FREE = Cores(None, None)


@pytest.fixture(scope="module")
def recording() -> Recording:
    return record()


@pytest.fixture(scope="module")
def filled(recording: Recording, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("bench") / "bench.db", recording, Size(1, 1, 2_000))


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    await made.start()
    yield made
    await made.stop()


async def some_replies(crowd: Crowd, wanted: int) -> None:
    """Two people do what they do until there are enough replies."""
    running = asyncio.create_task(crowd.at_once(2, lambda: None, 0.0, 30.0))
    async with asyncio.timeout(30):
        while crowd.replies < wanted:
            await asyncio.sleep(0.01)
    running.cancel()


def test_walks_answer_with_taps_numbers_and_texts(recording: Recording) -> None:
    sorts = {step.sort for walk in recording.walks for step in walk.steps}

    assert sorts == set(Sort)
    assert {walk.agency for walk in recording.walks} == set(range(len(recording.agencies)))


def test_a_database_holds_what_was_wanted_and_nobody_has_answered_her_own_questions(filled: Filled) -> None:
    assert 2_000 <= filled.answers < 2_500
    assert count_events(filled.path) == filled.answers
    assert filled.walkers and all(filled.of_sort.values())


@pytest.mark.parametrize("sort", [Sort.CHOICE, None])
async def test_every_answer_that_people_of_the_bench_give_is_stored(
    server: Server, filled: Filled, sort: Sort | None
) -> None:
    account = server.account(100 + len(sort or ""))  # a bot of its own: update ids begin anew
    crowd = crowd_of(account, filled.walkers if sort is None else filled.of_sort[sort])
    before = count_events(filled.path)
    program = await start_bot(account, server.url, filled.path, FREE)
    try:
        await some_replies(crowd, 6)
        assert await crowd.drain() == 0
        assert program.cpu > 0 and program.peak_memory > 0
    finally:
        await asyncio.to_thread(program.stop)

    assert count_events(filled.path) - before >= crowd.sent > 0


@pytest.mark.parametrize("concurrent", [False, True])
async def test_the_stock_echo_echoes(server: Server, tmp_path: Path, concurrent: bool) -> None:
    account = server.account(200)
    crowd = crowd_of_texters(account, 4, "Halo")
    program = await start_echo(account, server.url, tmp_path / "echo.log", FREE, concurrent=concurrent)
    try:
        await some_replies(crowd, 8)
        await crowd.drain()
    finally:
        program.kill()

    assert {inside for _, inside in account.cards.values()} == {'"text":"Halo"'}


async def test_an_update_is_offered_until_a_higher_offset_confirms_it(server: Server) -> None:
    account = server.account(300)
    answers: list[str] = []

    account.push('"message":{}')
    account.poll({}, answers.append)
    account.poll({"offset": "1"}, answers.append)
    account.poll({"offset": "2", "timeout": "0"}, answers.append)
    await asyncio.sleep(0.01)

    assert answers == ['[{"update_id":1,"message":{}}]'] * 2 + ["[]"]
