"""Rows become turns: each chat in order, many chats at once, and every row with an end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select
from telegram import Update
from telegram.error import BadRequest, NetworkError
from telegram.ext import ApplicationBuilder, MessageHandler, filters

from bot import turn as turns
from bot.intake import read_incoming
from bot.lanes import LANE_ROOM, Lanes
from bot.transport import AiohttpRequest
from bot.turn import Turn
from storage import inbox
from storage.database import Database
from storage.inbox import AlreadyApplied, Row
from storage.models import inbox as table
from storage.models import region
from storage.unavailable import StorageUnavailable

from .wire import BOT_ID, TOKEN, message

NOW = datetime(2024, 5, 27, 8, tzinfo=UTC)


async def store(database: Database, *updates: dict[str, Any]) -> list[Row]:
    known = [read_incoming(update) for update in updates]
    return await database.write(inbox.add_batch, BOT_ID, [one for one in known if one], NOW)


async def states(database: Database) -> dict[int, str]:
    def read(conn: Connection) -> dict[int, str]:
        return {found.update_id: found.state for found in conn.execute(select(table))}

    return await database.read(read)


def note(conn: Connection, name: str) -> None:
    conn.execute(region.insert().values(name=name, is_kppn=False))


async def names(database: Database) -> list[str]:
    return await database.read(
        lambda conn: list(conn.execute(select(region.c.name).order_by(region.c.id)).scalars())
    )


def lanes_for(database: Database, handle: Callable[[Turn], Awaitable[None]], **options: Any) -> Lanes:
    return Lanes(database, handle, bot_id=BOT_ID, first_pause=0.001, **options)


async def test_one_chat_is_served_in_order_and_each_row_is_done(database: Database) -> None:
    async def handle(turn: Turn) -> None:
        await turn.write(note, turn.body["message"]["text"])

    lanes = lanes_for(database, handle)
    lanes.put(await store(database, *(message(n, chat=1, text=f"t{n}") for n in range(1, 21))))
    await lanes.idle()
    assert await names(database) == [f"t{n}" for n in range(1, 21)]
    assert set((await states(database)).values()) == {"done"}
    assert lanes.held == 0


async def test_a_handler_that_writes_nothing_is_done_too(database: Database) -> None:
    async def handle(turn: Turn) -> None: ...

    lanes = lanes_for(database, handle)
    lanes.put(await store(database, message(1)))
    await lanes.idle()
    assert await states(database) == {1: "done"}


async def test_a_flooding_chat_does_not_hold_up_another(sqlite_database: Database) -> None:
    database = sqlite_database
    served: list[int] = []

    async def handle(turn: Turn) -> None:
        served.append(turn.row.lane)
        await asyncio.sleep(0)

    lanes = lanes_for(database, handle, limit=2)
    flood = [message(n, chat=1) for n in range(1, 101)]
    lanes.put(await store(database, *flood, message(101, chat=2)))
    await lanes.idle()
    assert served.index(2) <= 3
    assert len(served) == 101


async def test_a_flood_larger_than_memory_still_leaves_room_for_others(sqlite_database: Database) -> None:
    database = sqlite_database
    served: list[tuple[int, int]] = []
    most = 0

    async def handle(turn: Turn) -> None:
        nonlocal most
        most = max(most, lanes.held)
        served.append((turn.row.lane, turn.update_id))

    lanes = lanes_for(database, handle, limit=2, room=120)
    flood = [message(n, chat=1) for n in range(1, 301)]
    await store(database, *flood, *(message(300 + n, chat=n) for n in range(2, 12)))
    lanes.start()
    await lanes.idle()
    assert [update for lane, update in served if lane == 1] == list(range(1, 301))
    assert len(served) == 310
    assert max(served.index((n, 300 + n)) for n in range(2, 12)) < 2 * LANE_ROOM
    assert most <= 120


async def test_a_row_that_comes_while_its_long_lane_is_read_is_not_forgotten(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = sqlite_database
    served: list[int] = []
    read, late = database.read, [message(LANE_ROOM + 11)]

    async def handle(turn: Turn) -> None:
        served.append(turn.update_id)

    async def slow_read(work: Any, /, *args: Any) -> Any:
        page = await read(work, *args)
        if late:
            lanes.put(await store(database, late.pop()))
        return page

    monkeypatch.setattr(database, "read", slow_read)
    lanes = lanes_for(database, handle)
    lanes.put(await store(database, *(message(n) for n in range(1, LANE_ROOM + 11))))
    await lanes.idle()
    assert served == list(range(1, LANE_ROOM + 12))


async def test_more_rows_than_fit_wait_in_the_inbox_in_order(sqlite_database: Database) -> None:
    database = sqlite_database
    served: list[tuple[int, int]] = []
    gate = asyncio.Event()

    async def handle(turn: Turn) -> None:
        await gate.wait()
        served.append((turn.row.lane, turn.update_id))

    lanes = lanes_for(database, handle, limit=4, room=10)
    for first in (1, 31, 61):  # the later batches find no room
        lanes.put(await store(database, *(message(n, chat=1 + n % 15) for n in range(first, first + 30))))
        assert lanes.held <= 10
    gate.set()
    await lanes.idle()
    lanes.put(await store(database, message(91, chat=1)))
    await lanes.idle()
    assert sorted(update for _, update in served) == list(range(1, 92))
    for chat in range(1, 16):
        mine = [update for lane, update in served if lane == chat]
        assert mine == sorted(mine)


async def test_a_start_takes_up_what_an_earlier_process_left(database: Database) -> None:
    served: list[int] = []

    async def handle(turn: Turn) -> None:
        served.append(turn.update_id)

    rows = await store(database, *(message(n) for n in (1, 2, 3)))
    await database.write(inbox.applied, rows[0].id)
    lanes = lanes_for(database, handle)
    lanes.start()
    lanes.put(await store(database, message(4)))
    await lanes.idle()
    assert served == [2, 3, 4]


async def test_a_row_that_ends_while_the_inbox_is_read_is_not_handled_again(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = sqlite_database
    served: list[int] = []
    gate = asyncio.Event()
    read = database.read

    async def handle(turn: Turn) -> None:
        served.append(turn.update_id)
        await gate.wait()

    async def slow_read(work: Any, /, *args: Any) -> Any:
        page = await read(work, *args)
        gate.set()  # what the page shows as waiting is done when the page arrives
        while lanes.held:
            await asyncio.sleep(0.001)
        return page

    rows = await store(database, message(1, chat=1), message(2, chat=2))
    lanes = lanes_for(database, handle)
    lanes.put(rows)
    await asyncio.sleep(0)
    monkeypatch.setattr(database, "read", slow_read)
    lanes.start()
    await lanes.idle()
    assert sorted(served) == [1, 2]


async def test_who_owns_the_inbox_sweeps_nothing(sqlite_database: Database) -> None:
    async def handle(_turn: Turn) -> None: ...

    await store(sqlite_database, message(1))
    lanes = lanes_for(sqlite_database, handle)
    assert await lanes.sweep(NOW) is False
    assert lanes.held == 0


async def test_a_poisoned_update_dies_and_blocks_nobody(database: Database) -> None:
    dead: list[tuple[int, str]] = []

    async def handle(turn: Turn) -> None:
        if turn.update_id == 2:
            raise KeyError("a field that nobody knew")
        await turn.write(note, str(turn.update_id))

    async def on_dead(row: Row, error: BaseException) -> None:
        dead.append((row.update_id, str(error)))
        raise RuntimeError("and the person cannot be told")

    lanes = lanes_for(database, handle, on_dead=on_dead)
    lanes.put(await store(database, *(message(n) for n in (1, 2, 3))))
    await lanes.idle()
    assert await states(database) == {1: "done", 2: "dead", 3: "done"}
    assert dead == [(2, "'a field that nobody knew'")]

    def error(conn: Connection) -> str | None:
        return conn.execute(select(table.c.error).where(table.c.update_id == 2)).scalar_one()

    assert await database.read(error) == "KeyError: 'a field that nobody knew'"


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (NetworkError("connection lost"), 3),
        (TimeoutError(), 3),
        (BadRequest("can't parse entities"), 1),  # a NetworkError by class, but it will not pass
        (ValueError("a bug"), 1),
        (RecursionError(), 1),
        (asyncio.CancelledError(), 1),  # of something inside the handler
    ],
)
async def test_errors_that_may_pass_are_tried_again(
    error: BaseException, tries: int, sqlite_database: Database
) -> None:
    seen = 0

    async def handle(_turn: Turn) -> None:
        nonlocal seen
        seen += 1
        raise error

    lanes = lanes_for(sqlite_database, handle)
    lanes.put(await store(sqlite_database, message(1)))
    await lanes.idle()
    assert (seen, await states(sqlite_database)) == (tries, {1: "dead"})


async def test_a_lost_reply_after_the_commit_is_not_tried_again(database: Database) -> None:
    replies = 0

    async def handle(turn: Turn) -> None:
        nonlocal replies
        await turn.write(note, "saved")
        replies += 1
        raise NetworkError("the reply got lost")

    lanes = lanes_for(database, handle)
    lanes.put(await store(database, message(1)))
    await lanes.idle()
    assert (await names(database), replies) == (["saved"], 1)
    assert await states(database) == {1: "done"}


async def test_a_storage_that_fails_tells_the_person_once_and_loses_nothing(
    sqlite_database: Database,
) -> None:
    database = sqlite_database
    told: list[int] = []
    failing = 8

    async def handle(turn: Turn) -> None:
        nonlocal failing
        if turn.update_id == 1 and failing:
            failing -= 1
            raise StorageUnavailable("locked")
        await turn.write(note, str(turn.update_id))

    async def on_unsaved(row: Row, _error: BaseException) -> None:
        told.append(row.update_id)
        assert (await states(database))[1] == "new"

    lanes = lanes_for(database, handle, on_unsaved=on_unsaved)
    lanes.put(await store(database, message(1), message(2)))
    await lanes.idle()
    assert told == [1]
    assert await names(database) == ["1", "2"]  # what came later did not overtake


async def test_an_update_is_applied_once_however_often_it_is_handled(database: Database) -> None:
    [row] = await store(database, message(1))
    await Turn(database, row).write(note, "first")
    with pytest.raises(AlreadyApplied):
        await Turn(database, row).write(note, "second")

    async def handle(turn: Turn) -> None:
        await turn.write(note, "third")

    lanes = lanes_for(database, handle)
    lanes.put([row])
    await lanes.idle()
    assert await names(database) == ["first"]
    assert await states(database) == {1: "applied"}  # whether anybody was shown it, only the first knows


async def test_work_that_fails_leaves_the_update_undone(database: Database) -> None:
    def half(conn: Connection) -> None:
        note(conn, "half")
        raise ValueError("a bug")

    [row] = await store(database, message(1))
    with pytest.raises(ValueError, match="a bug"):
        await Turn(database, row).write(half)
    assert (await names(database), await states(database)) == ([], {1: "new"})


async def test_a_turn_may_write_twice(database: Database) -> None:
    [row] = await store(database, message(1))
    turn = Turn(database, row)
    await turn.write(note, "first")
    await turn.write(note, "second")
    assert await names(database) == ["first", "second"]


async def test_a_stop_finishes_what_runs_and_leaves_the_rest(sqlite_database: Database) -> None:
    database = sqlite_database
    started = asyncio.Event()

    async def handle(turn: Turn) -> None:
        started.set()
        await asyncio.sleep(0.05)
        await turn.write(note, str(turn.update_id))

    lanes = lanes_for(database, handle)
    lanes.put(await store(database, *(message(n) for n in (1, 2, 3))))
    await started.wait()
    await lanes.stop(5)
    assert await states(database) == {1: "done", 2: "new", 3: "new"}


async def test_a_stop_does_not_wait_for_ever(sqlite_database: Database) -> None:
    started = asyncio.Event()

    async def handle(_turn: Turn) -> None:
        started.set()
        await asyncio.Event().wait()

    lanes = lanes_for(sqlite_database, handle)
    lanes.put(await store(sqlite_database, message(1)))
    await started.wait()
    await asyncio.wait_for(lanes.stop(0.05), 5)
    assert await states(sqlite_database) == {1: "new"}


async def test_what_a_dead_process_leased_is_taken_up_after_the_lease(database: Database) -> None:
    served: list[int] = []

    async def handle(turn: Turn) -> None:
        served.append(turn.update_id)

    known = [one for one in map(read_incoming, (message(n, chat=n % 2 + 1) for n in (1, 2, 3, 4))) if one]
    died = await database.write(inbox.add_batch, BOT_ID, known, NOW, NOW + timedelta(seconds=60))
    assert [row.update_id for row in died] == [1, 2]  # the heads of two lanes
    now = NOW

    def clock() -> datetime:
        return now

    lanes = lanes_for(database, handle, shared=True, clock=clock)
    assert await lanes.sweep(now) is False
    await lanes.idle()
    assert served == []
    now = NOW + timedelta(seconds=61)
    await lanes.sweep(now)
    await lanes.idle()
    assert sorted(served) == [1, 2, 3, 4]
    assert served.index(1) < served.index(3) and served.index(2) < served.index(4)


@pytest.mark.parametrize("shared", [False, True])
async def test_a_reply_that_died_is_seen_to_before_the_row_behind_it(
    database: Database, shared: bool
) -> None:
    events: list[str] = []
    later = NOW + timedelta(seconds=61)

    async def handle(turn: Turn) -> None:
        events.append(f"handled {turn.update_id}")

    def on_lost(conn: Connection, row: Row, now: datetime) -> None:
        note(conn, f"lost {row.update_id}")
        events.append(f"lost {row.update_id}")
        if row.update_id == 3:
            conn.execute(region.insert().values(name=None, is_kppn=False))  # spoils nothing for the others

    known = [one for one in map(read_incoming, (message(n, chat=(n - 1) // 2) for n in (1, 2, 3, 4))) if one]
    lease = NOW + timedelta(seconds=60) if shared else None
    await database.write(inbox.add_batch, BOT_ID, known, NOW, lease)
    for row in (1, 3):
        await database.write(inbox.applied, row)
    lanes = lanes_for(database, handle, shared=shared, on_lost=on_lost, clock=lambda: later)
    if shared:
        await lanes.sweep(NOW + timedelta(seconds=59))
        assert events == []
        await lanes.sweep(later)
    else:
        lanes.start()
    await lanes.idle()
    assert sorted(events[:2]) == ["lost 1", "lost 3"]
    assert sorted(events[2:]) == ["handled 2", "handled 4"]
    assert await names(database) == ["lost 1"]
    assert set((await states(database)).values()) == {"done"}


async def test_replies_are_noted_together_and_at_the_end(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answer costs a transaction more; an orderly stop leaves nothing in doubt."""
    database, writes = sqlite_database, 0
    write = database.write

    async def counted(work: Any, /, *args: Any) -> Any:
        nonlocal writes
        writes += 1
        return await write(work, *args)

    async def handle(turn: Turn) -> None:
        await turn.write(note, str(turn.update_id))

    rows = await store(database, *(message(n, chat=n) for n in range(1, 21)))
    monkeypatch.setattr(database, "write", counted)
    lanes = lanes_for(database, handle)
    lanes.put(rows)
    while lanes.held:
        await asyncio.sleep(0.001)
    assert set((await states(database)).values()) == {"applied"}
    await lanes.stop()
    assert set((await states(database)).values()) == {"done"}
    assert writes == 20 + 1


async def test_an_exception_that_the_library_swallows_is_seen(
    sqlite_database: Database, request_: AiohttpRequest
) -> None:
    async def handler(update: Update, _context: Any) -> None:
        assert turns.current().update_id == update.update_id
        if update.update_id == 1:
            raise KeyError("swallowed")

    application = ApplicationBuilder().token(TOKEN).request(request_).updater(None).build()
    application.add_handler(MessageHandler(filters.ALL, handler))
    application._initialized = True  # without asking getMe

    async def handle(turn: Turn) -> None:
        update = Update.de_json(turn.body, application.bot)
        await turns.run(application, update, turn)

    lanes = lanes_for(sqlite_database, handle)
    lanes.put(await store(sqlite_database, message(1), message(2, chat=2)))
    await lanes.idle()
    assert await states(sqlite_database) == {1: "dead", 2: "done"}
