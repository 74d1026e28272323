"""A corrected form goes into an open round: what it drops is kept, what it changes is told, nothing is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from bot.services.publishing import OtherForm, Receipt, publish
from storage import acts, answers, exports, rounds, sections
from storage.database import Database
from tests.services.exported import FORM, Told, tell
from tests.services.town import NOW, compiled

SECOND = (
    FORM.replace("| town    | 1 ", "| town    | 2 ")
    .replace("| | decimal               | growth ", "| | decimal               | change ")  # renamed
    .replace("| | integer               | beds ", "| | select_one yes_no     | beds ")
    .replace("| | days      | tue  | Selasa                       | Tuesday             |\n", "")
)


def put(conn: Connection, told: Told, form: str = SECOND, **options: bool) -> Receipt:
    loaded = compiled(form)
    return publish(conn, told.round, form=loaded.form, xform=loaded.xform, at=NOW, **options)


async def test_the_receipt_tells_what_a_version_adds_drops_and_asks_again(database: Database) -> None:
    told = await database.write(tell)
    receipt = await database.write(put, told)

    assert receipt == Receipt(
        old="1",
        new="2",
        same=False,
        added=("health/change",),
        dropped={"health/growth": 1},
        unfit={"health/beds": 2, "health/days": 1},  # numbers are no choices, and Tuesday is gone
        sent=(("Dinas Kesehatan", "health"),),
    )


async def test_answers_stay_where_they_are_and_the_round_remembers_its_versions(database: Database) -> None:
    told = await database.write(tell)
    before = await database.read(answers.load, list(told.rows.values()))
    first = (await database.read(rounds.get, told.round)).form_id  # type: ignore[union-attr]
    await database.write(put, told)

    now = (await database.read(rounds.get, told.round)).form_id  # type: ignore[union-attr]
    assert now != first
    assert await database.read(exports.versions, told.round) == (first, now)
    assert sorted(await database.read(answers.load, list(told.rows.values()))) == sorted(before)
    statuses = await database.read(sections.statuses, [told.rows["dinkes"]])
    assert [row.status for row in statuses.values()] == ["submitted"]
    newest, *_ = await database.read(acts.of_round, told.round, 5)
    assert (newest.kind, dict(newest.params)) == ("form_updated", {"old": "1", "new": "2"})


async def test_telling_changes_nothing_and_the_same_form_twice_is_one_version(database: Database) -> None:
    told = await database.write(tell)
    told_only = await database.write(put, told, only_tell=True)
    assert len(await database.read(exports.versions, told.round)) == 1
    assert await database.write(put, told) == told_only

    again = await database.write(put, told)
    assert again.same and not again.added and not again.dropped
    assert len(await database.read(exports.versions, told.round)) == 2
    assert await database.read(acts.count_of_round, told.round) == 3  # two of before, and one update

    back = await database.write(put, told, FORM)
    assert back.added == ("health/growth",)
    versions = await database.read(exports.versions, told.round)
    row = await database.read(rounds.get, told.round)
    assert row is not None and (len(versions), versions[0]) == (2, row.form_id)


async def test_another_questionnaire_or_no_round_is_refused(database: Database) -> None:
    told = await database.write(tell)
    with pytest.raises(OtherForm) as refused:
        await database.write(put, told, FORM.replace("| town    |", "| village |"))
    assert (refused.value.wanted, refused.value.found) == ("town", "village")
    with pytest.raises(LookupError):
        await database.write(put, Told(99))
