"""'Answered but no evidence' is one number, and every place that shows it shows the same."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.cli.status import _rounds
from bot.flows.inputs import Medium, Sent, Typed
from bot.screens.commands import Action
from bot.screens.views import Status
from bot.services import lists, overseeing, visits
from bot.services.desk import Desk
from bot.services.enrolling import Who
from bot.services.evidence_counts import fillable, lacking
from bot.services.exporting import make_export
from bot.services.recapping import recap
from bot.services.reminding import left_of
from bot.services.replies import Reply
from bot.services.rounds import desks_of_round
from storage import evidence, files, rounds
from storage.database import Database
from tests.services.exported import records, sheets
from tests.services.town import Town, button

KUTIM = "Kabupaten Kutai Timur"
FORM = """
| survey |
| | type              | name   | label             | bind::pilar:evidence | bind::pilar:evidence_group |
| | begin_group       | health | Kesehatan         |                      |                            |
| | integer           | beds   | Berapa ranjang?   | required             |                            |
| | integer           | rooms  | Berapa kamar?     | required             |                            |
| | integer           | staff  | Berapa pegawai?   | required             | people                     |
| | integer           | nurses | Berapa perawat?   | required             | people                     |
| | integer           | visits | Berapa kunjungan? | optional             |                            |
| | file              | decree | SK-nya?           |                      |                            |
| | end_group         |        |                   |                      |                            |
| settings |
| | form_id | namespaces             |
| | counts  | pilar="urn:pilar:form" |
"""
PDF = Sent(Medium.DOCUMENT, "file-1", "u1", "Laporan.pdf", "application/pdf", 2048, caption="=halaman 3")
LINK = "https://dinkes.go.id/laporan"


@pytest.fixture
async def town(database: Database) -> Town:
    """Five answers: beds has a file, rooms a link, staff and nurses share what they lack, visits needs nothing."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "dlh": "dlh"}, form=FORM)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.press(rini, button(await town.command(rini, Action.SECTIONS), "Lanjutkan"))
    for text, proof in (("21", PDF), ("7", Typed(LINK)), ("40", None), ("30", None)):
        card = await town.say(rini, text)
        if proof is not None:
            card = await say(town, rini, proof)
        await town.press(rini, button(card, "Nanti" if proof is None else "Lanjut"))
        await town.confirm(rini)
    await town.say(rini, "250")
    return town


async def say(town: Town, who: Who, raw: Sent | Typed) -> Reply:
    town.message_id += 1
    reply = await town.database.write(visits.message, town.setting, who, raw, town.message_id, None, town.now)
    await town.confirm(who)
    return reply


async def desk_of(town: Town) -> Desk:
    def work(conn: Connection) -> Desk:
        round_ = rounds.get(conn, town.round_ids[KUTIM])
        assert round_ is not None
        found = desks_of_round(conn, town.setting.library, round_, overseeing.nobody("id"), town.now)
        return next(one for one in found if one.work.agency is not None and one.work.agency.code == "dinkes")

    return await town.database.read(work)


async def refuse(town: Town) -> None:
    """The file turns out to be something that proves nothing."""

    def work(conn: Connection) -> None:
        (row,) = (one for one in evidence.of_round(conn, town.round_ids[KUTIM]) if one.file_id)
        assert row.file_id is not None
        files.fetched(conn, row.file_id, sha256="0" * 64, size=2048, at=town.now, refused="program")

    await town.database.write(work)


@pytest.mark.parametrize(("is_refused", "proved", "unproved"), [(False, 2, 1), (True, 1, 2)])
async def test_every_place_shows_the_same_number(
    town: Town, database_url: str, tmp_path: Path, is_refused: bool, proved: int, unproved: int
) -> None:
    if is_refused:
        await refuse(town)
    desk = await desk_of(town)
    (line,) = lists.section_lines(desk)
    assert (line.proved, line.unproved) == (proved, unproved)
    assert lists.home_view(desk).evidence_missing == unproved
    left = left_of(desk)
    assert left is not None and left.evidence == unproved

    def shown(conn: Connection) -> tuple[list[dict[str, Any]], Any]:
        round_ = rounds.get(conn, town.round_ids[KUTIM])
        assert round_ is not None
        found = recap(conn, town.setting.library, round_, overseeing.nobody("id"), town.now)
        return _rounds(conn, ""), found.view

    (told,), view = await town.database.read(shown)
    agency = next(one for one in told["agencies"] if one["code"] == "dinkes")
    section = agency["sections"][0]
    assert (agency["evidence"], agency["evidence_missing"]) == (proved, unproved)
    assert (section["evidence"], section["evidence_missing"]) == (proved, unproved)
    assert (view.proved, view.unproved) == (proved, unproved)

    made = partial(make_export, database_url, town.round_ids[KUTIM], "xlsx", "en", tmp_path, now=town.now)
    book = sheets(await asyncio.to_thread(made))
    summary = records(book["Summary"], 2)[0]
    assert (summary["Answers with evidence"], summary["Lacking evidence"]) == (proved, unproved)


async def test_the_workbook_says_beside_each_answer_whether_it_has_evidence_and_lists_every_piece(
    town: Town, database_url: str, tmp_path: Path
) -> None:
    made = partial(make_export, database_url, town.round_ids[KUTIM], "xlsx", "en", tmp_path, now=town.now)
    book = sheets(await asyncio.to_thread(made))

    beside = {row["Name"]: row["Evidence"] for row in records(book["List of answers"])}
    assert beside == {
        "health/beds": 1,
        "health/rooms": 1,
        "health/staff": "none yet",
        "health/nurses": "none yet",
        "health/visits": None,
    }
    file, link = records(book["Evidence"])
    assert (file["Name"], file["File name"], file["Type"]) == (
        "health/beds",
        "1-Laporan.pdf",
        "application/pdf",
    )
    assert (file["Caption"], file["By"]) == ("=halaman 3", "Rini")
    assert (link["Name"], link["File name"], link["Type"]) == ("health/rooms", LINK, "link")


async def test_a_review_marks_answers_and_says_which_files_do_not_count(town: Town) -> None:
    await refuse(town)
    rini = Who(11, 11, "Rini", "id")
    review = await town.command(rini, Action.REVIEW)

    assert review.screen is not None
    lines = review.screen.text.split("\n")
    marks = {
        lines[n - 1].split("  ")[1]: one.partition(" ")[2].partition(" ")[2]
        for n, one in enumerate(lines)
        if one.startswith("→")
    }
    assert marks == {
        "Berapa ranjang": "· ⚠️ buktinya tidak dapat dipakai",
        "Berapa kamar": "📎",
        "Berapa pegawai": "· bukti belum ada",
        "Berapa perawat": "· bukti belum ada",
        "Berapa kunjungan": "",
    }
    card = await town.press(rini, button(review, "2 jawaban belum ada buktinya"))
    assert card.screen is not None
    assert "program, tidak kami simpan" in card.screen.text
    assert "tidak dihitung sebagai bukti" in card.screen.text
    following = await town.press(rini, button(card, "Lanjut"))
    assert following.screen is not None
    assert "Berapa pegawai" in following.screen.text
    assert "Berapa perawat" in following.screen.text, "it is told which other answer the same evidence is for"


async def test_a_coordinator_reads_it_in_status_and_on_the_agencys_card(town: Town) -> None:
    sari = await town.join(31, "Sari", KUTIM)
    status = await town.command(sari, Action.STATUS)
    card = await town.command(sari, Action.STATUS, "dinkes")

    assert status.screen is not None and "1 tanpa bukti" in status.screen.text
    assert card.screen is not None and "📎 2 · 1 belum ada bukti" in card.screen.text


async def test_an_answer_whose_file_cannot_be_used_says_so(town: Town) -> None:
    rini = Who(11, 11, "Rini", "id")
    await say(town, rini, Sent(Medium.DOCUMENT, "file-2", "u2", "SK.pdf", "application/pdf", 10))

    def lose(conn: Connection) -> None:
        (row,) = (one for one in files.of_submission(conn, 2) if one.name == "SK.pdf")
        files.failed(conn, row.id, error="gone", at=town.now, again_at=None)

    review = await town.command(rini, Action.REVIEW)
    assert review.screen is not None and "→ SK.pdf\n" in f"{review.screen.text}\n"
    await town.database.write(lose)
    review = await town.command(rini, Action.REVIEW)
    assert review.screen is not None and "→ SK.pdf (⚠️ 1 tidak dapat dipakai)" in review.screen.text


async def test_of_a_returned_section_only_what_was_returned_can_be_given_evidence(town: Town) -> None:
    desk = await desk_of(town)
    (staff,) = lacking(desk)
    back = replace(desk, statuses={"health": Status.RETURNED})

    assert [key.question for key in lacking(back)] == ["health/staff"]
    assert fillable(desk) == (staff,)
    assert fillable(back) == ()
    assert lists.home_view(back).evidence_missing == 0
