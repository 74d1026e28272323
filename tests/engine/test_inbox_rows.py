"""The inbox's rows on both databases: known ids, leases, tries and ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select, update

from storage import inbox
from storage.database import Database
from storage.inbox import Incoming, Row
from storage.models import inbox as table

NOW = datetime(2024, 5, 27, 8, tzinfo=UTC)
LEASE = NOW + timedelta(seconds=60)
BOT = 7


async def add(database: Database, *pairs: tuple[int, int], lease: datetime | None = None) -> list[int]:
    """Store (update, lane) pairs; the ids of the updates that came back."""
    updates = [Incoming(update_id, lane, "{}") for update_id, lane in pairs]
    return ids(await database.write(inbox.add_batch, BOT, updates, NOW, lease))


def ids(rows: list[Row]) -> list[int]:
    return [row.update_id for row in rows]


async def test_only_what_is_new_comes_back(database: Database) -> None:
    assert await add(database) == []
    assert await add(database, (5, 1), (6, 1), (5, 1)) == [5, 6]
    assert await add(database, (6, 1), (3, 1), (7, 1)) == [3, 7]  # a lower id may be new
    assert ids(await database.read(inbox.undone, BOT)) == [5, 6, 3, 7]
    assert ids(await database.read(inbox.undone, BOT, 2, 1)) == [3]
    assert ids(await database.read(inbox.undone, BOT + 1)) == []  # another bot's


async def test_a_page_may_be_of_one_lane(database: Database) -> None:
    await add(database, (1, 1), (2, 2), (3, 1))
    assert ids(await database.read(inbox.undone, BOT, 0, 9, 1)) == [1, 3]


async def test_only_the_oldest_row_of_a_lane_is_leased(database: Database) -> None:
    assert await add(database, (1, 1), (2, 1), (3, 2), lease=LEASE) == [1, 3]
    assert await add(database, (4, 1), (5, 3), lease=LEASE) == [5]
    assert ids(await database.write(inbox.claim, BOT, NOW, 9, LEASE)) == []
    assert await database.write(inbox.next_in_lane, BOT, 1, NOW, LEASE) is None
    await database.write(inbox.applied, 1)
    assert await database.write(inbox.next_in_lane, BOT, 1, NOW, LEASE) is None, "its reply is under way"
    assert await add(database, (6, 1), lease=LEASE) == []
    assert ids(await database.write(inbox.claim, BOT, LEASE + timedelta(seconds=1), 9, LEASE)) == [3, 5]
    followed = await database.write(inbox.next_in_lane, BOT, 1, NOW, LEASE, [1])
    assert followed is not None and followed.update_id == 2
    after = LEASE + timedelta(seconds=1)
    claimed = await database.write(inbox.claim, BOT, after, 9, after + timedelta(seconds=60))
    assert ids(claimed) == [2, 3, 5]


async def test_rows_given_back_are_free_at_once(database: Database) -> None:
    await add(database, (1, 1), (2, 2), lease=LEASE)
    await database.write(inbox.release, [1, 2])
    assert ids(await database.write(inbox.claim, BOT, NOW, 1, LEASE)) == [1]
    assert ids(await database.write(inbox.claim, BOT, NOW, 9, LEASE)) == [2]


@pytest.mark.parametrize(
    ("leased_before", "working", "found"),
    [
        (None, [], [2, 3]),  # alone: whatever is applied and not done was another's
        (None, [3], [2]),
        (NOW, [], []),  # others are at work until their leases are over
        (LEASE + timedelta(seconds=1), [], [2, 3]),
    ],
)
async def test_the_newest_row_of_a_lane_whose_process_died_is_found_once(
    database: Database, leased_before: datetime | None, working: list[int], found: list[int]
) -> None:
    await add(database, (1, 1), (2, 1), (3, 2), (4, 3), (5, 1))
    for row in (1, 2, 3, 4):
        await database.write(inbox.applied, row)
    await database.write(inbox.done, [4])
    leased = update(table).where(table.c.id.in_((1, 2, 3))).values(leased_until=LEASE)
    await database.write(lambda conn: conn.execute(leased))
    assert ids(await database.write(inbox.lost, BOT, leased_before, working)) == found
    assert ids(await database.write(inbox.lost, BOT, leased_before, working)) == []
    assert ids(await database.read(inbox.undone, BOT)) == [5]


async def test_every_try_is_counted_and_an_end_is_final(database: Database) -> None:
    await add(database, (1, 1), (2, 1))
    await database.write(inbox.attempt, 1, "x" * 9_000)
    assert await database.write(inbox.dead, 1, "KeyError")
    await database.write(inbox.applied, 2)
    with pytest.raises(inbox.AlreadyApplied):
        await database.write(inbox.applied, 1)
    assert not await database.write(inbox.dead, 2, "too late")

    def read(conn: Connection) -> list[tuple[int, str, int, str | None]]:
        columns = select(table.c.update_id, table.c.state, table.c.attempts, table.c.error)
        return [tuple(found) for found in conn.execute(columns.order_by(table.c.id))]  # type: ignore[misc]

    assert await database.read(read) == [(1, "dead", 2, "KeyError"), (2, "applied", 1, None)]
    assert await database.read(inbox.counts, BOT) == {"applied": 1, "dead": 1}


async def test_old_rows_are_forgotten_once_they_are_applied(database: Database) -> None:
    await add(database, (1, 1), (2, 1), (3, 1), (4, 1))
    await database.write(inbox.applied, 1)
    await database.write(inbox.done, [1])
    await database.write(inbox.dead, 2, "for somebody to look at")
    await database.write(inbox.applied, 4)
    young = update(table).where(table.c.id == 4).values(received_at=NOW + timedelta(days=5))
    await database.write(lambda conn: conn.execute(young))
    assert await database.write(inbox.purge, NOW + timedelta(days=3)) == 1
    assert await database.read(inbox.counts, BOT) == {"applied": 1, "dead": 1, "new": 1}
