"""Regions, forms, rounds, agencies, submissions and sections."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from kutai_timur import DEADLINE, NOW, World
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, NoResultFound

from storage import agencies, forms, regions, rounds, sections, submissions
from storage.database import Database
from storage.models import submission


async def test_a_region_is_made_once(database: Database, world: World) -> None:
    assert await database.write(regions.put, name="Kabupaten Kutai Timur") == world.region
    other = await database.write(regions.put, name="Kota Dumai")

    assert [region.name for region in await database.read(regions.all_)] == [
        "Kabupaten Kutai Timur",
        "Kota Dumai",
    ]
    await database.write(regions.set_kppn, other, is_kppn=True)
    assert await database.read(regions.get, other) == regions.RegionRow(other, "Kota Dumai", True)
    assert await database.read(regions.get, 999) is None


async def test_the_same_form_is_stored_once(database: Database, world: World) -> None:
    same = {"form_id": "smart-city", "version": "2024", "sha256": "a" * 64, "xform": "<h:html/>"}
    assert await database.write(forms.put, at=NOW, **same) == world.form
    edited = await database.write(forms.put, at=NOW, **(same | {"sha256": "b" * 64, "xform": "<b/>"}))

    assert await database.read(forms.get, edited) == forms.FormRow(
        edited, "smart-city", "2024", "b" * 64, "<b/>"
    )
    assert await database.read(forms.get, 999) is None


def open_round(conn: Connection, world: World, name: str, region: int | None = None, days: int = 0) -> int:
    return rounds.open_(
        conn,
        region_id=region or world.region,
        form_id=world.form,
        name=name,
        deadline=DEADLINE + timedelta(days=days),
        timezone="Asia/Makassar",
        at=NOW,
    )


async def test_a_round_s_name_is_taken_in_its_region_only(database: Database, world: World) -> None:
    with pytest.raises(rounds.Duplicate, match="Tahap I"):
        await database.write(open_round, world, "Tahap I")

    dumai = await database.write(regions.put, name="Kota Dumai")
    assert await database.write(open_round, world, "Tahap I", dumai) != world.round


async def test_open_rounds_are_listed_by_deadline_and_closed_ones_are_not(
    database: Database, world: World
) -> None:
    second = await database.write(open_round, world, "Tahap II", days=30)
    urgent = await database.write(open_round, world, "Susulan", days=-3)
    await database.write(rounds.close, second, NOW)
    await database.write(rounds.close, second, NOW + timedelta(days=1))

    assert [row.id for row in await database.read(rounds.open_in, world.region)] == [urgent, world.round]
    assert [row.id for row in await database.read(rounds.all_)] == [world.round, second, urgent]
    assert await database.read(rounds.open_in, 999) == []
    closed = await database.read(rounds.get, second)
    assert closed is not None and closed.closed_at == NOW


async def test_a_round_tells_its_region_and_its_deadline_in_utc(database: Database, world: World) -> None:
    moved = (DEADLINE + timedelta(days=2)).astimezone(ZoneInfo("Asia/Makassar"))
    await database.write(rounds.set_deadline, world.round, moved)

    row = await database.read(rounds.get, world.round)

    assert row == rounds.RoundRow(
        world.round,
        world.region,
        "Kabupaten Kutai Timur",
        False,
        world.form,
        "Tahap I",
        DEADLINE + timedelta(days=2),
        "Asia/Makassar",
        NOW,
        None,
    )
    assert row.deadline.utcoffset() == timedelta(0)
    assert await database.read(rounds.get, 999) is None


async def test_a_moment_without_a_zone_is_refused(database: Database, world: World) -> None:
    with pytest.raises(Exception, match="a moment needs its zone"):
        await database.write(rounds.set_deadline, world.round, DEADLINE.replace(tzinfo=None))


async def test_an_agency_is_told_by_its_code_and_brought_up_to_date(database: Database, world: World) -> None:
    same = await database.write(
        agencies.put,
        region_id=world.region,
        code="pupr",
        name="Dinas PUPR dan Perkim",
        short_name="PUPR",
        kinds=("pupr", "perkim"),
    )

    assert same == world.pupr
    row = agencies.AgencyRow(same, world.region, "pupr", "Dinas PUPR dan Perkim", "PUPR", ("pupr", "perkim"))
    assert await database.read(agencies.by_code, world.region, "pupr") == row
    assert await database.read(agencies.get, same) == row
    assert await database.read(agencies.get, 999) is None
    assert await database.read(agencies.by_code, world.region, "nope") is None
    assert await database.read(agencies.by_code, 999, "pupr") is None


async def test_agencies_are_listed_per_region_and_per_round(database: Database, world: World) -> None:
    in_region = await database.read(agencies.in_region, world.region)
    in_round = await database.read(agencies.in_round, world.round)

    assert [(row.code, row.kinds) for row in in_region] == [
        ("dinkes", ("dinkes", "rsud")),
        ("pupr", ("pupr",)),
        ("dlh", ()),
    ]
    assert [(id_, row.code) for id_, row in in_round] == [
        (world.dinkes_row, "dinkes"),
        (world.pupr_row, "pupr"),
    ]
    assert await database.read(agencies.in_region, 999) == []
    assert await database.read(agencies.in_round, 999) == []


async def test_submissions_are_made_once_and_late_agencies_can_be_added(
    database: Database, world: World
) -> None:
    await database.write(submissions.create, round_id=world.round, agency_ids=[world.dinkes, world.dlh])

    late = await database.read(submissions.of_agency, world.round, world.dlh)
    assert late is not None
    assert await database.read(submissions.get, late.id) == submissions.SubmissionRow(
        late.id, world.round, world.dlh
    )
    assert await database.read(submissions.region_of, world.round) == world.region_row
    region_row = await database.read(submissions.get, world.region_row)
    assert region_row is not None and region_row.agency_id is None
    assert len(await database.read(agencies.in_round, world.round)) == 3
    assert await database.read(submissions.of_agency, world.round, 999) is None
    assert await database.read(submissions.get, 999) is None
    with pytest.raises(NoResultFound):
        await database.read(submissions.region_of, 999)


async def test_a_round_cannot_have_two_rows_for_the_region(database: Database, world: World) -> None:
    with pytest.raises(IntegrityError):
        await database.write(lambda c: c.execute(submission.insert().values(round_id=world.round)) and None)


async def test_an_unknown_round_cannot_have_submissions(database: Database) -> None:
    with pytest.raises(IntegrityError):
        await database.write(submissions.create, round_id=999, agency_ids=[])


async def test_a_section_stands_where_it_was_last_put(database: Database, world: World) -> None:
    later = NOW + timedelta(hours=1)

    def turn(conn: Connection) -> None:
        for submission_id, path, status, person, at in (
            (world.dinkes_row, "living", "submitted", world.rini, NOW),
            (world.dinkes_row, "society", "submitted", world.rini, NOW),
            (world.pupr_row, "living", "submitted", None, NOW),
            (world.dinkes_row, "living", "returned", world.adi, later),
        ):
            sections.set_(
                conn, submission_id=submission_id, path=path, status=status, person_id=person, at=at
            )

    await database.write(turn)

    assert await database.read(sections.statuses, [world.dinkes_row]) == {
        (world.dinkes_row, "living"): sections.SectionRow("returned", later, world.adi),
        (world.dinkes_row, "society"): sections.SectionRow("submitted", NOW, world.rini),
    }
    assert len(await database.read(sections.statuses, [world.dinkes_row, world.pupr_row])) == 3
    assert await database.read(sections.statuses, []) == {}
