"""Files wait, are claimed by one, and end fetched or given up with a reason."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from kutai_timur import NOW, World

from storage import files
from storage.database import Database, connect

LEASE = timedelta(minutes=5)


async def add(database: Database, world: World, name: str = "SK.pdf") -> int:
    return await database.write(
        files.add,
        submission_id=world.dinkes_row,
        telegram_file_id="BQACAgUAAxkBAAI",
        medium="document",
        name=name,
        mime="application/pdf",
        size=3_000_000_000,
        person_id=world.rini,
        at=NOW,
    )


async def test_a_file_waits_is_claimed_and_is_fetched(database: Database, world: World) -> None:
    id_ = await add(database, world)

    (claimed,) = await database.write(files.claim, now=NOW, lease=LEASE)
    await database.write(files.fetched, id_, sha256="f" * 64, size=7, at=NOW)

    assert (claimed.id, claimed.attempts, claimed.size) == (id_, 1, 3_000_000_000)
    row = await database.read(files.get, id_)
    assert row == files.FileRow(
        id_,
        world.dinkes_row,
        "BQACAgUAAxkBAAI",
        "document",
        "SK.pdf",
        "application/pdf",
        7,
        "f" * 64,
        NOW,
        NOW,
        1,
        None,
        None,
        world.rini,
    )
    assert await database.write(files.claim, now=NOW + 9 * LEASE, lease=LEASE) == []
    assert await database.read(files.of_submission, world.dinkes_row) == [row]
    assert await database.read(files.of_submission, world.pupr_row) == []
    assert await database.read(files.get, 999) is None


async def test_a_claim_holds_until_its_lease_ends(database: Database, world: World) -> None:
    first, second, third = [await add(database, world, name) for name in ("1", "2", "3")]

    async def claim(minutes: int, limit: int) -> list[int]:
        now = NOW + timedelta(minutes=minutes)
        return [row.id for row in await database.write(files.claim, now=now, lease=LEASE, limit=limit)]

    assert await claim(0, 2) == [first, second]
    assert await claim(1, 2) == [third]
    assert await claim(4, 2) == []
    assert await claim(5, 9) == [first, second]  # who claimed them has died


async def test_a_failure_is_tried_again_later_and_given_up_in_the_end(
    database: Database, world: World
) -> None:
    id_ = await add(database, world)
    await database.write(files.claim, now=NOW, lease=LEASE)
    await database.write(files.failed, id_, error="timeout", at=NOW, again_at=NOW + 2 * LEASE)

    assert await database.write(files.claim, now=NOW + LEASE, lease=LEASE) == []
    (again,) = await database.write(files.claim, now=NOW + 2 * LEASE, lease=LEASE)
    assert (again.attempts, again.error) == (2, "timeout")

    await database.write(files.failed, id_, error="file is too big", at=NOW + 3 * LEASE, again_at=None)
    assert await database.write(files.claim, now=NOW + 99 * LEASE, lease=LEASE) == []
    row = await database.read(files.get, id_)
    assert row is not None and (row.gave_up_at, row.error) == (NOW + 3 * LEASE, "file is too big")


async def test_a_name_longer_than_its_column_is_cut(database: Database, world: World) -> None:
    row = await database.read(files.get, await add(database, world, "x" * 999))

    assert row is not None and row.name == "x" * 300


async def test_two_who_claim_at_once_never_get_the_same_file(
    database: Database, database_url: str, world: World
) -> None:
    ids = [await add(database, world, str(number)) for number in range(20)]
    other = connect(database_url)

    claims = await asyncio.gather(
        *(who.write(files.claim, now=NOW, lease=LEASE, limit=2) for who in (database, other) * 6)
    )
    await other.close()

    assert sorted(row.id for rows in claims for row in rows) == ids


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("x" * 400 + ".exe", "x" * 296 + ".exe"),
        ("x" * 400, "x" * 300),
        ("x." + "y" * 400, "x." + "y" * 298),
        ("SK.pdf", "SK.pdf"),
    ],
)
async def test_a_long_name_keeps_its_ending(database: Database, world: World, name: str, kept: str) -> None:
    row = await database.read(files.get, await add(database, world, name))
    assert row is not None and row.name == kept


async def test_what_has_ended_stays_as_it_ended(database: Database, world: World) -> None:
    id_ = await add(database, world)
    done = {"sha256": "f" * 64, "size": 7, "at": NOW}
    assert await database.write(files.fetched, id_, **done, sniffed="x/y", refused="program")
    assert not await database.write(files.fetched, id_, **done)
    assert not await database.write(files.failed, id_, error="late", at=NOW, again_at=None)
    row = await database.read(files.get, id_)
    assert row is not None
    assert (row.refused, row.sniffed, row.error, row.gave_up_at) == ("program", "x/y", None, None)


async def test_whoever_is_still_at_it_keeps_the_file(database: Database, world: World) -> None:
    id_ = await add(database, world)
    await database.write(files.claim, now=NOW, lease=LEASE)
    await database.write(files.renew, [id_], NOW + 3 * LEASE)
    assert await database.write(files.claim, now=NOW + 2 * LEASE, lease=LEASE) == []
    assert len(await database.write(files.claim, now=NOW + 3 * LEASE, lease=LEASE)) == 1
