"""What was returned and said is kept: a list is sent once, a question stands on it once, and nothing is deleted."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from storage import people, remarks, returned, sections
from storage.database import Database
from tests.storage.kutai_timur import NOW, World

LATER = NOW + timedelta(hours=1)


def put(conn: Connection, world: World, question: str, comment: str, items: str = "") -> bool:
    return returned.put(
        conn,
        submission_id=world.dinkes_row,
        path="living",
        question=question,
        items=items,
        comment=comment,
        person_id=world.adi,
        at=NOW,
        revision=1,
    )


async def test_a_question_stands_on_the_list_once_with_the_last_words(
    database: Database, world: World
) -> None:
    def turn(conn: Connection) -> list[tuple[str, str, str]]:
        assert put(conn, world, "living/a", "cek")
        assert put(conn, world, "living/a", "mohon dicek")
        assert put(conn, world, "living/a", "baris dua", items="2")
        return [(r.question, r.items, r.comment) for r in returned.present(conn, [world.dinkes_row])]

    assert await database.write(turn) == [("living/a", "", "mohon dicek"), ("living/a", "2", "baris dua")]


async def test_what_was_sent_is_not_put_on_the_list_again_until_it_has_ended(
    database: Database, world: World
) -> None:
    def turn(conn: Connection) -> None:
        put(conn, world, "living/a", "cek")
        put(conn, world, "living/b", "cek")
        assert returned.take_off(conn, world.dinkes_row, "living/b", "", NOW)
        assert returned.send(conn, world.dinkes_row, "living", LATER) == 1
        assert not put(conn, world, "living/a", "lagi")
        assert not returned.take_off(conn, world.dinkes_row, "living/a", "", LATER)
        (row,) = returned.present(conn, [world.dinkes_row])
        assert (row.comment, row.sent_at, row.person_name) == ("cek", LATER, "Adi")
        returned.fix(conn, row.id, LATER)
        returned.fix(conn, row.id, LATER + timedelta(hours=1))
        assert returned.present(conn, [world.dinkes_row])[0].fixed_at == LATER
        assert returned.end(conn, world.dinkes_row, "living", LATER) == 1
        assert returned.present(conn, [world.dinkes_row]) == []
        assert put(conn, world, "living/a", "lagi")
        assert [one.comment for one in returned.ever(conn, world.dinkes_row, "living")] == ["cek"]

    await database.write(turn)


async def test_a_return_that_is_taken_back_is_a_list_again(database: Database, world: World) -> None:
    def turn(conn: Connection) -> None:
        put(conn, world, "living/a", "cek")
        returned.send(conn, world.dinkes_row, "living", NOW)
        assert returned.recall(conn, world.dinkes_row, "living") == 1
        (row,) = returned.present(conn, [world.dinkes_row])
        assert row.sent_at is None

    await database.write(turn)


async def test_a_move_sets_the_status_and_stays_in_the_history(database: Database, world: World) -> None:
    def turn(conn: Connection) -> None:
        for person, move, before, after in (
            (world.rini, "submit", "draft", "submitted"),
            (None, "return", "submitted", "returned"),
        ):
            sections.move(
                conn,
                submission_id=world.dinkes_row,
                path="living",
                move=move,
                before=before,
                after=after,
                person_id=person,
                at=NOW,
            )

    await database.write(turn)
    found = await database.read(sections.statuses, [world.dinkes_row])
    assert found[world.dinkes_row, "living"].status == "returned"
    events = await database.read(sections.events, [world.dinkes_row], "living")
    assert [(one.move, one.before, one.after, one.person_name) for one in events] == [
        ("submit", "draft", "submitted", "Ibu Rini"),
        ("return", "submitted", "returned", ""),
    ]
    assert await database.read(sections.events, [world.pupr_row]) == []


async def test_a_thread_is_read_in_the_order_in_which_it_was_said(database: Database, world: World) -> None:
    def say(conn: Connection, side: str, person: int, text: str, items: str = "") -> int:
        return remarks.add(
            conn,
            submission_id=world.dinkes_row,
            question="living/a",
            items=items,
            side=side,
            person_id=person,
            at=NOW,
            text=text,
        )

    def turn(conn: Connection) -> None:
        first = say(conn, remarks.REVIEWER, world.adi, "cek")
        say(conn, remarks.AGENCY, world.rini, "x" * 5000)
        say(conn, remarks.AGENCY, world.rini, "lain", items="2")
        found = remarks.thread(conn, world.dinkes_row, "living/a")
        assert [(one.person_name, one.text[:3], len(one.text)) for one in found] == [
            ("Adi", "cek", 3),
            ("Ibu Rini", "xxx", 5000),
        ]
        assert remarks.get(conn, first) == found[0]
        assert remarks.get(conn, first + 999) is None
        assert remarks.counts(conn, world.dinkes_row) == {("living/a", ""): 2, ("living/a", "2"): 1}
        assert remarks.counts(conn, world.pupr_row) == {}
        assert [one.items for one in remarks.of_round(conn, world.round)] == ["", "", "2"]

    await database.write(turn)


async def test_an_assessor_keeps_the_pillars_of_her_last_invitation(database: Database, world: World) -> None:
    def join(conn: Connection, pillars: str) -> bool:
        return people.add_membership(
            conn,
            person_id=world.adi,
            role="assessor",
            region_id=world.region,
            agency_id=None,
            at=NOW,
            pillars=pillars,
        )

    def turn(conn: Connection) -> None:
        assert join(conn, "living")
        assert not join(conn, "living society")
        held = {one.role: one.pillars for one in people.memberships(conn, world.adi)}
        assert held == {"coordinator": "", "assessor": "living society"}

    await database.write(turn)
