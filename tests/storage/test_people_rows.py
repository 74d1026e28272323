"""People, memberships and invitations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from kutai_timur import CHAT, NOW, World
from sqlalchemy.exc import IntegrityError

from storage import agencies, invitations, people, regions
from storage.database import Database
from storage.models import membership

MINUTE = timedelta(minutes=1)


async def test_a_stranger_is_nobody(database: Database, world: World) -> None:
    assert await database.read(people.by_telegram, 1) is None
    assert await database.read(people.get, 999) is None
    assert await database.read(people.memberships, 999) == []


async def test_who_comes_again_keeps_her_id_and_language_and_can_be_reached(
    database: Database, world: World
) -> None:
    await database.write(people.set_language, world.rini, "en")
    await database.write(people.mark_unreachable, CHAT, NOW)

    again = await database.write(
        people.put, telegram_id=CHAT, name="Rini Astuti", language="id", at=NOW + MINUTE
    )

    assert again == world.rini
    expected = people.PersonRow(world.rini, CHAT, "Rini Astuti", "en", NOW + MINUTE, None)
    assert await database.read(people.by_telegram, CHAT) == expected
    assert await database.read(people.get, world.rini) == expected


@pytest.mark.parametrize(
    ("after", "kept"),
    [(timedelta(0), timedelta(0)), (MINUTE / 2, timedelta(0)), (MINUTE, MINUTE), (3 * MINUTE, 3 * MINUTE)],
)
async def test_being_seen_is_written_at_most_once_a_minute(
    database: Database, world: World, after: timedelta, kept: timedelta
) -> None:
    await database.write(people.seen, world.rini, NOW + after)

    rini, adi = [await database.read(people.get, id_) for id_ in (world.rini, world.adi)]
    assert rini is not None and rini.seen_at == NOW + kept
    assert adi is not None and adi.seen_at == NOW


async def test_losing_somebody_is_told_once_until_she_is_back(database: Database, world: World) -> None:
    assert await database.write(people.mark_unreachable, CHAT, NOW) is True
    assert await database.write(people.mark_unreachable, CHAT, NOW + MINUTE) is False
    gone = await database.read(people.get, world.rini)
    assert gone is not None and gone.unreachable_at == NOW

    assert await database.write(people.mark_reachable, CHAT) is True
    assert await database.write(people.mark_reachable, CHAT) is False
    assert await database.write(people.mark_unreachable, 1, NOW) is False


async def test_memberships_name_what_a_person_may_do(database: Database, world: World) -> None:
    assert await database.read(people.memberships, world.rini) == [
        people.MembershipRow(
            "representative",
            world.region,
            world.dinkes,
            "dinkes",
            "Dinas dinkes",
            "dinkes",
            "Kabupaten Kutai Timur",
        )
    ]
    assert await database.read(people.memberships, world.adi) == [
        people.MembershipRow("coordinator", world.region, None, None, None, None, "Kabupaten Kutai Timur")
    ]


@pytest.mark.parametrize("role", ["representative", "coordinator"])
async def test_joining_twice_changes_nothing_and_leaving_can_be_undone(
    database: Database, world: World, role: str
) -> None:
    who: dict[str, Any] = {
        "person_id": world.rini if role == "representative" else world.adi,
        "role": role,
        "region_id": world.region,
        "agency_id": world.dinkes if role == "representative" else None,
    }

    async def active() -> int:
        return len(await database.read(people.memberships, who["person_id"]))

    assert await database.write(people.add_membership, at=NOW, **who) is False
    assert await active() == 1
    assert await database.write(people.end_membership, at=NOW, **who) is True
    assert await database.write(people.end_membership, at=NOW, **who) is False
    assert await active() == 0
    assert await database.write(people.add_membership, at=NOW + MINUTE, **who) is True
    assert await active() == 1


async def test_the_database_itself_refuses_a_second_row_of_a_coordinator(
    database: Database, world: World
) -> None:
    row = {"person_id": world.adi, "role": "coordinator", "region_id": world.region, "since": NOW}

    with pytest.raises(IntegrityError):
        await database.write(lambda c: c.execute(membership.insert().values(row)) and None)


async def test_people_are_listed_per_region_and_agency_without_those_who_left(
    database: Database, world: World
) -> None:
    dumai = await database.write(regions.put, name="Kota Dumai")
    theirs = await database.write(
        agencies.put, region_id=dumai, code="dinkes", name="Dinkes", short_name="Dinkes", kinds=[]
    )
    for telegram, role, region, agency in (
        (31, "representative", world.region, world.dinkes),
        (32, "representative", dumai, theirs),
        (33, "coordinator", dumai, None),
    ):
        person = await database.write(
            people.put, telegram_id=telegram, name=str(telegram), language="id", at=NOW
        )
        await database.write(
            people.add_membership, person_id=person, role=role, region_id=region, agency_id=agency, at=NOW
        )

    async def names(of: Any, id_: int) -> list[str]:
        return [person.name for person in await database.read(of, id_)]

    assert await names(people.representatives, world.dinkes) == ["Ibu Rini", "31"]
    assert await names(people.representatives, theirs) == ["32"]
    assert await names(people.representatives, world.pupr) == []
    assert await names(people.coordinators, world.region) == ["Adi"]
    assert await names(people.coordinators, dumai) == ["33"]
    await database.write(
        people.end_membership,
        person_id=world.rini,
        role="representative",
        region_id=world.region,
        agency_id=world.dinkes,
        at=NOW,
    )
    assert await names(people.representatives, world.dinkes) == ["31"]


async def invite(database: Database, world: World, *, uses: int = 1, token: bytes = b"t" * 32) -> int:
    return await database.write(
        invitations.add,
        token_hash=token,
        role="representative",
        region_id=world.region,
        agency_id=world.dinkes,
        name="Ibu Rini",
        created_by=None,
        at=NOW,
        expires_at=NOW + MINUTE,
        uses=uses,
    )


async def test_an_invitation_is_found_by_the_hash_of_its_token(database: Database, world: World) -> None:
    id_ = await invite(database, world)

    assert await database.read(invitations.find, b"t" * 32) == invitations.InvitationRow(
        id_, "representative", world.region, world.dinkes, "Ibu Rini", NOW, None, NOW + MINUTE, 1
    )
    assert await database.read(invitations.find, b"u" * 32) is None
    with pytest.raises(IntegrityError):
        await invite(database, world)


async def test_an_invitation_is_used_as_often_as_it_says_and_not_after_its_time(
    database: Database, world: World
) -> None:
    twice = await invite(database, world, uses=2)
    late = await invite(database, world, token=b"l" * 32)

    assert [await database.write(invitations.use, twice, NOW) for _ in range(3)] == [True, True, False]
    assert await database.write(invitations.use, late, NOW + MINUTE) is False
    assert await database.write(invitations.use, 999, NOW) is False
