"""What a question's history says is said for people, once each, and is what happened."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.screens.press import Press, Verb
from bot.services import visits
from storage import evidence, files
from storage.database import Database
from tests.services.review_town import ORDINALS, Review, person, review
from tests.services.signed import sent

RINI, SARI = 11, 21


@pytest.fixture
def town() -> Iterator[Review]:
    with review() as made:
        yield made


def told(town: Review, about: str) -> str:
    """The first page of a question's history, or of the agency's."""
    reply = town.press(RINI, Verb.TRACE, ORDINALS.get(about, -1))
    assert reply.screen is not None, reply
    return reply.screen.text


def test_what_was_returned_is_told_once_in_words(town: Review) -> None:
    for step in (("list", SARI, "nurses", "1"), ("return", SARI, "0", "y")):
        town.step(step)
    text = told(town, "nurses")
    assert "return-reason" not in text
    assert text.count("Dikembalikan: ") == 1 and "💬" not in text
    town.step(("undo", SARI, "", ""))
    text = told(town, "nurses")
    assert "return-reason" not in text and "💬" in text, "taken back, it is a word like others"


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (
            (("list", SARI, "nurses", "1"), ("return", SARI, "0", "y"), ("undo", SARI, "", "")),
            "ditarik kembali",
        ),
        ((("accept", SARI, "0", ""), ("undo", SARI, "", "")), "menunggu diperiksa lagi"),
        ((("reopen", SARI, "0", ""), ("close", SARI, "0", "")), "ditutup koordinator"),
    ],
)
def test_a_section_that_the_agency_did_not_send_is_not_told_as_sent(
    town: Review, steps: tuple[tuple[str, int, str, str], ...], sentence: str
) -> None:
    for step in steps:
        town.step(step)
    text = told(town, "nurses")
    assert sentence in text
    assert text.count("Bagiannya dikirim") == 1, "the agency sent it once"


def test_a_copied_record_says_so_and_one_that_was_removed_has_no_number(town: Review) -> None:
    for step in (
        ("reopen", SARI, "0", ""),
        ("ward", RINI, "add", ""),
        ("answer", RINI, "rooms", "4"),
    ):
        town.step(step)
    copy = Press(Verb.DUPLICATE, town.mine, town.form, 0, town.items(), 1)
    visits.press(town.conn, town.setting, person(RINI), copy.encode(), 500, town.now)
    assert "Diisi: 4 (disalin dari isian lain)" in told(town, "")
    town.step(("ward", RINI, "remove", ""))
    text = told(town, "")
    assert "Bangsal 0" not in text
    assert "Bangsal › Kamar" in text and "Bangsal 1 › Kamar" in text


def test_evidence_without_a_name_is_called_what_it_is(town: Review) -> None:
    def prove(kind: str, medium: str = "", text: str = "", name: str = "") -> None:
        about = {"submission_id": town.mine, "person_id": None, "at": town.now}
        file = None
        if medium:
            file = files.add(
                town.conn,
                telegram_file_id="x",
                medium=medium,
                name=name,
                mime="",
                size=1,
                **about,  # type: ignore[arg-type]
            )
        evidence.add(
            town.conn,
            subject="health/nurses",
            items="",
            kind=kind,
            file_id=file,
            text=text,
            **about,  # type: ignore[arg-type]
        )

    prove("file", "photo", name="photo_1.jpg")
    prove("file", "document", name="SK Bupati.pdf")
    prove("place", text="-0.5022 117.1537 0 12")
    text = told(town, "nurses")
    for said in ("Bukti: foto", "Bukti: SK Bupati.pdf", "Bukti: -0.5022, 117.1537 (±12 m)"):
        assert said in text


async def test_the_history_of_an_agency_has_what_it_answers_for_the_region(database: Database) -> None:
    office = await sent(database)
    own = Press(Verb.TRACE, office.submission, office.form)
    for who in (office.rini, office.sari):
        reply = await office.town.press(who, own)
        assert reply.screen is not None
        assert "Berapa penduduk\nDiisi: 435.000" in reply.screen.text, who.name
    budi = await office.town.join(12, "Budi", "Kabupaten Kutai Timur", "rsud")
    other = await office.town.press(budi, Press(Verb.TRACE, office.submission + 1, office.form))
    assert other.screen is None or "435.000" not in other.screen.text
