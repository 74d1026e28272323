"""What a receipt counts is what its agency handed in: no list, no record that was taken off, nobody else's part."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Connection

from bot.reports.receipt_check import check
from bot.screens.press import Press, Verb
from bot.services import paper_views, pushes
from bot.services.enrolling import Who
from bot.services.replies import Order
from storage import agencies, answers, evidence, files, rounds, sections, submissions
from storage.database import Database
from tests.services.signed import KUTIM, Office, queued
from tests.services.town import Town

FORM = """
| survey |
| | type         | name | label           | bind::pilar:asked_to | bind::pilar:evidence | bind::pilar:evidence_group |
| | begin_group  | law  | Kebijakan       |                      |                      |                            |
| | text         | act  | Peraturan apa?  | bappeda              | required             | decree                     |
| | end_group    |      |                 |                      |                      |                            |
| | begin_group  | work | Pelaksanaan     |                      |                      |                            |
| | text         | team | Siapa timnya?   | all                  | required             | decree                     |
| | begin_repeat | apps | Aplikasi        |                      |                      |                            |
| | text         | name | Apa namanya?    | all                  | optional             |                            |
| | end_repeat   |      |                 |                      |                      |                            |
| | end_group    |      |                 |                      |                      |                            |
| settings |
| | namespaces             | | |
| | pilar="urn:pilar:form" | | |
"""


@pytest.fixture
async def office(database: Database) -> Office:
    """Dinkes handed in a team with its decree and two applications, of which it took the second off again."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"}, form=FORM)
    rini, sari = await town.join(11, "Rini", KUTIM, "dinkes"), await town.join(21, "Sari", KUTIM)

    def hand_in(conn: Connection) -> Office:
        round_ = rounds.get(conn, town.round_ids[KUTIM])
        assert round_ is not None
        agency = agencies.by_code(conn, round_.region_id, "dinkes")
        assert agency is not None
        found = submissions.of_agency(conn, round_.id, agency.id)
        assert found is not None
        for question, items, value, standing in (
            ("work/team", "", "Tim SPBE", "given"),
            ("work/apps", "1", "", "given"),
            ("work/apps/name", "1", "SIMRS", "given"),
            ("work/apps", "2", "", "cleared"),
            ("work/apps/name", "2", "E-Antre", "given"),
            ("work/apps", "", "", "skipped"),
        ):
            answers.put(
                conn,
                submission_id=found.id,
                question=question,
                items=items,
                value=value,
                standing=standing,
                reason="",
                person_id=None,
                at=town.now,
                chat_id=None,
                message_id=None,
                expected_revision=0,
            )
        for subject, items, link in (
            ("work/team", "", "https://dinkes.example/sk"),  # given before the form let them share it
            ("work/apps/name", "1", "https://dinkes.example/simrs"),
            ("work/apps/name", "2", "https://dinkes.example/antre"),
        ):
            given = {"submission_id": found.id, "subject": subject, "items": items, "text": link}
            evidence.add(conn, kind="link", person_id=None, at=town.now, **given)  # type: ignore[arg-type]
        given = {"submission_id": found.id, "person_id": None, "at": town.now}
        for sha256, refused in (("b" * 64, ""), ("", "program")):
            number = files.add(
                conn, telegram_file_id=sha256, medium="photo", name="p.jpg", mime="", size=1, **given
            )  # type: ignore[arg-type]
            files.fetched(conn, number, sha256=sha256, size=1, at=town.now, refused=refused)
            evidence.add(conn, kind="file", file_id=number, subject="group:decree", items="", **given)  # type: ignore[arg-type]
        coming = files.add(
            conn, telegram_file_id="f", medium="document", name="a.pdf", mime="", size=1, **given
        )  # type: ignore[arg-type]
        evidence.add(conn, kind="file", file_id=coming, subject="work/apps/name", items="2", **given)  # type: ignore[arg-type]
        sections.set_(
            conn, submission_id=found.id, path="work", status="submitted", person_id=None, at=town.now
        )
        return Office(town, rini, sari, Who(61, 61, "Andi Saputra"), found.id, round_.form_id)

    return await database.write(hand_in)


async def test_what_was_taken_off_is_neither_waited_for_nor_counted(office: Office) -> None:
    seen = await office.open(await office.ask())
    assert seen.screen is not None
    assert "masih kami simpan" not in seen.screen.text
    assert "Jumlah: 2 jawaban, 3 bukti dukung" in seen.screen.text
    await office.sign(await office.ask())
    (kept,) = await office.signed()
    told = json.loads(kept.content)
    assert {one["content"] for one in told["evidence"]} == {
        "b" * 64,
        "https://dinkes.example/sk",
        "https://dinkes.example/simrs",
    }


async def test_the_counts_of_the_sections_make_the_sum(office: Office) -> None:
    seen = await office.open(await office.ask())
    assert seen.screen is not None
    assert "• Pelaksanaan 2/2 · 📎 3" in seen.screen.text, (
        "a list is no question, and shared evidence is its own too"
    )
    await office.sign(await office.ask())
    (kept,) = await office.signed()
    assert kept.counts == {"sections": [["work", 2, 2, 0, 3]], "answers": 2, "evidence": 3}


async def test_a_section_with_a_page_of_a_label_has_its_line_on_the_receipt(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_views, "section_name", lambda *_: "Pelaksanaan pelayanan " * 180)
    await office.sign(await office.ask())
    checked = check(await office.paper())
    assert checked.facts is not None and checked.faults == ()
    row, _ = checked.facts["printed"]["counts"]
    assert row.startswith("Pelaksanaan pelayanan") and len(row) < 150


async def test_the_answers_on_paper_call_evidence_what_it_is_and_leave_out_what_does_not_count(
    office: Office,
) -> None:
    await office.town.press(office.rini, Press(Verb.SIGN, office.submission, office.form, argument="d"))
    (row,) = await office.read(queued, 11)
    made = await office.read(pushes.render, office.town.setting, [row], office.town.now)
    assert isinstance(made, Order)
    notes = {line.answer: line.notes for _, section in made.args[0].sections for line in section}
    assert notes == {
        "Tim SPBE": ("Bukti: https://dinkes.example/sk", "Bukti: foto"),
        "SIMRS": ("Bukti: https://dinkes.example/simrs",),
    }


async def test_the_history_has_evidence_from_before_questions_shared_it(office: Office) -> None:
    trace = Press(Verb.TRACE, office.submission, office.form, 1)
    reply = await office.town.press(office.rini, trace)
    assert reply.screen is not None and "Siapa timnya?" in reply.screen.text
    for said in ("Bukti: https://dinkes.example/sk", "Bukti: foto"):
        assert said in reply.screen.text
