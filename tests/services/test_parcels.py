"""/ekspor bukti: whole agencies go together until the next one does not fit; what is too much has a way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.screens.commands import Action
from bot.screens.exports import is_evidence
from bot.services import parcels, taking_away
from bot.services.enrolling import Who
from bot.services.parcels import PUBLIC_PART, plan
from storage import answers, evidence, files, outbox, rounds, submissions
from storage.agencies import in_round
from storage.database import Database
from tests.services.town import Town

MB = 1 << 20
REGION = "Kabupaten Kutai Timur"


class Office:
    """A round of five agencies, and Pak Sari who coordinates it."""

    def __init__(self, town: Town, sari: Who, rini: Who) -> None:
        self.town, self.sari, self.rini = town, sari, rini

    async def gave(self, megabytes: Mapping[str, int]) -> None:
        """Each of these agencies has sent one file of so many MB; 0 is a link. '' is the region."""

        def work(conn: Connection) -> None:
            rows = {agency.code: submission for submission, agency in in_round(conn, self.round)}
            rows[""] = submissions.region_of(conn, self.round)
            for code, size in megabytes.items():
                file_id = None
                if size:
                    file_id = files.add(
                        conn, submission_id=rows[code], telegram_file_id="x", medium="document", name="a.pdf",
                        mime="", size=1, person_id=None, at=self.town.now,
                    )  # fmt: skip
                    files.fetched(conn, file_id, sha256="f" * 64, size=size * MB, at=self.town.now)
                evidence.add(
                    conn, submission_id=rows[code], subject="health/beds", items="", file_id=file_id,
                    kind="file" if size else "link", person_id=None, at=self.town.now,
                )  # fmt: skip

        await self.town.database.write(work)

    async def planned(self) -> tuple[list[list[str]], tuple[str, ...]]:
        """The codes that go together, and who is too large."""

        def work(conn: Connection) -> tuple[list[list[str]], tuple[str, ...]]:
            row = rounds.get(conn, self.round)
            assert row is not None
            found = plan(conn, self.town.setting, row, self.town.now)
            codes = {submission: agency.code for submission, agency in in_round(conn, self.round)}
            return [[codes[one] for one in part] for part in found.parts], found.large

        return await self.town.database.read(work)

    async def queued(self) -> list[dict[str, object]]:
        kinds = (taking_away.EXPORT,)
        rows = await self.town.database.write(outbox.claim, self.town.now, 50, self.town.now, only=kinds)
        return [dict(row.params) for row in rows]

    @property
    def round(self) -> int:
        return self.town.round_ids[REGION]


@pytest.fixture
async def office(database: Database) -> Office:
    town = Town(database)
    await town.open(REGION, dict.fromkeys("abcde", "dinkes"))
    sari = await town.join(9, "Pak Sari", REGION)
    rini = await town.join(7, "Ibu Rini", REGION, "a")
    return Office(town, sari, rini)


MOST = PUBLIC_PART // MB


@pytest.mark.parametrize(
    ("sizes", "parts", "large"),
    [
        ({}, [], ()),
        ({"a": 0}, [["a"]], ()),  # a link has no bytes, and stands in the manifest
        ({"a": 20, "b": 20}, [["a", "b"]], ()),
        ({"a": 20, "b": 20, "c": 20}, [["a", "b"], ["c"]], ()),
        ({"a": 30, "b": 30, "c": 15}, [["a"], ["b", "c"]], ()),
        ({"a": MOST}, [["a"]], ()),
        ({"a": MOST + 1, "b": 3}, [["b"]], ("Dinas A",)),
        ({"": 10, "b": 3}, [["a", "b"]], ()),  # the region's own counts with whoever answers it
    ],
)
async def test_whole_agencies_go_together(
    office: Office, sizes: Mapping[str, int], parts: list[list[str]], large: tuple[str, ...]
) -> None:
    await office.gave(sizes)
    assert await office.planned() == (parts, large)


async def test_each_part_is_queued_once_however_often_it_is_asked_for(office: Office) -> None:
    await office.gave({"a": 40, "b": 40, "c": MOST + 1})
    for _ in range(2):
        reply = await office.town.command(office.sari, Action.EXPORT, "bukti")
    assert reply.screen is not None
    assert "dalam 2 berkas zip" in reply.screen.text
    assert "Dinas C" in reply.screen.text
    assert f"<code>pilar export --round {office.round} --evidence</code>" in reply.screen.text
    assert reply.effects == ("slow",)
    rows = await office.queued()
    assert [(row["part"], row["parts"], len(row["only"])) for row in rows] == [(1, 2, 1), (2, 2, 1)]  # type: ignore[arg-type]


async def test_nothing_is_made_where_there_is_nothing(office: Office) -> None:
    reply = await office.town.command(office.sari, Action.EXPORT, "BUKTI ")
    assert reply.screen is not None
    assert reply.screen.text == "Belum ada bukti dukung yang dikirim."
    assert await office.queued() == []


async def test_what_is_too_much_for_a_chat_is_left_to_the_command_line(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.gave({"a": 40, "b": 40})
    monkeypatch.setattr(parcels, "MOST_PARTS", 1)
    reply = await office.town.command(office.sari, Action.EXPORT, "bukti")
    assert reply.screen is not None
    assert "80 MB, terlalu banyak" in reply.screen.text
    assert await office.queued() == []


async def test_somebody_who_answers_takes_nothing_away(office: Office) -> None:
    await office.gave({"a": 1})
    await office.town.command(office.rini, Action.EXPORT, "bukti")
    assert await office.queued() == []


async def test_a_row_whose_reader_lost_the_right_is_dropped(office: Office) -> None:
    from bot.services import pushes
    from storage import people

    await office.gave({"a": 1})
    await office.town.command(office.sari, Action.EXPORT, "bukti")
    kinds = (taking_away.EXPORT,)
    rows = await office.town.database.write(outbox.claim, office.town.now, 9, office.town.now, only=kinds)

    def lose(conn: Connection) -> None:
        person = people.by_telegram(conn, 9)
        row = rounds.get(conn, office.round)
        assert person is not None and row is not None
        people.end_membership(
            conn, person_id=person.id, role="coordinator", region_id=row.region_id, agency_id=None,
            at=office.town.now,
        )  # fmt: skip

    order = await office.town.database.read(pushes.render, office.town.setting, rows, office.town.now)
    assert order is not None
    await office.town.database.write(lose)
    assert await office.town.database.read(pushes.render, office.town.setting, rows, office.town.now) is None


@pytest.mark.parametrize(
    ("typed", "meant"), [("bukti", True), (" Evidence", True), ("", False), ("xlsx", False)]
)
def test_the_word_behind_the_command_is_understood(typed: str, meant: bool) -> None:
    assert is_evidence(typed) is meant


async def test_a_server_of_ones_own_takes_larger_parts(office: Office) -> None:
    await office.gave({"a": MOST + 1, "b": 300})
    office.town.setting = replace(office.town.setting, most_bytes=500 * MB)
    assert await office.planned() == ([["a", "b"]], ())


async def test_what_was_taken_off_again_and_a_second_copy_weigh_nothing(office: Office) -> None:
    await office.gave({"a": 30})

    def more(conn: Connection) -> None:
        row = next(submission for submission, agency in in_round(conn, office.round) if agency.code == "a")
        for digit, gone in (
            ("f", False),
            ("a", True),
        ):  # the same content once more; another that is taken off
            file_id = files.add(
                conn, submission_id=row, telegram_file_id="x", medium="document", name="b.pdf",
                mime="", size=1, person_id=None, at=office.town.now,
            )  # fmt: skip
            files.fetched(conn, file_id, sha256=digit * 64, size=30 * MB, at=office.town.now)
            piece = evidence.add(
                conn, submission_id=row, subject="health/note", items="", file_id=file_id, kind="file",
                person_id=None, at=office.town.now,
            )  # fmt: skip
            if gone:
                evidence.remove(conn, piece, person_id=None, at=office.town.now)

    await office.town.database.write(more)
    assert await office.planned() == ([["a"]], ())


async def test_files_that_answer_a_question_weigh_as_well(database: Database) -> None:
    town = Town(database)
    await town.open(REGION, {"a": "dinkes", "b": "dinkes"}, form=FILES_FORM)
    office = Office(town, await town.join(9, "Pak Sari", REGION), await town.join(7, "Ibu Rini", REGION, "a"))

    def answer(conn: Connection) -> None:
        for submission, agency in in_round(conn, office.round):
            file_id = files.add(
                conn, submission_id=submission, telegram_file_id="x", medium="document", name="a.pdf", mime="",
                size=1, person_id=None, at=town.now,
            )  # fmt: skip
            files.fetched(conn, file_id, sha256=agency.code * 64, size=30 * MB, at=town.now)
            answers.put(
                conn, submission_id=submission, question="g/decree", items="", value=str(file_id),
                standing="given", reason="", person_id=None, at=town.now, chat_id=None, message_id=None,
                expected_revision=0,
            )  # fmt: skip

    await database.write(answer)
    assert await office.planned() == ([["a"], ["b"]], ())


FILES_FORM = """
| survey |
| | type        | name   | label   |
| | begin_group | g      | Bagian  |
| | file        | decree | SK-nya? |
| | end_group   |        |         |
| settings |
| | form_id |
| | files   |
"""
