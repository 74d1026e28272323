"""Small things that reviewers meet: a list nobody sees, the way back of an assessor, words for another question, and
what counts as a fix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.flows.answers import AnswerKey
from bot.flows.evidence import subject
from bot.flows.moves import Status
from bot.screens import topics
from bot.screens.commands import Action
from bot.screens.press import Verb
from bot.screens.topics import Told
from bot.services import fixes, visits
from bot.services.overseeing import reader_of
from bot.services.rounds import desks_of_round
from storage import people, remarks, returned, rounds, submissions
from storage.database import Database
from storage.evidence import EvidenceRow
from tests.services.review_town import FIRST, ORDINALS, SECTIONS, Review, person, review
from tests.services.town import Town, presses

HEALTH, SCHOOL = SECTIONS


@pytest.fixture
def town() -> Iterator[Review]:
    with review() as found:
        yield found


def test_what_is_listed_and_not_asked_any_more_keeps_nobody_from_accepting(town: Review) -> None:
    returned.put(
        town.conn,
        submission_id=town.mine,
        path=HEALTH,
        question="health/beds",  # nobody is asked how many beds a closed one has
        items="",
        comment="belum lengkap",
        person_id=1,
        at=FIRST,
        revision=0,
    )
    town.press(21, Verb.ACCEPT, argument="0")
    assert town.statuses()[HEALTH] is Status.ACCEPTED
    assert returned.present(town.conn, [town.mine]) == []


@pytest.mark.parametrize("first", ["nurses", "pupils"])
def test_an_assessor_reads_what_is_hers_of_several_replies(town: Review, first: str) -> None:
    town.press(11, Verb.VALUE, ORDINALS["pupils"], (), "7")
    town.press(11, Verb.SUBMIT, argument="1.y")
    names = (first, *({"nurses", "pupils"} - {first}))
    for name in names:
        town.press(31, Verb.THREAD, ORDINALS[name], (), "w")
        town.say(31, f"Mengapa {name}?")
    (asked,) = town.pushed(11)
    for name in names:
        town.press(11, Verb.FIX, ORDINALS[name], (), "e")
        town.say(11, f"Karena {name}.")
    assessor, owner = people.by_telegram(town.conn, 31), submissions.get(town.conn, town.mine)
    round_ = rounds.get(town.conn, owner.round_id) if owner is not None else None
    assert assessor is not None and round_ is not None and asked.text.count("Mengapa") == 2
    people.add_membership(
        town.conn,
        person_id=assessor.id,
        role="assessor",
        region_id=round_.region_id,
        agency_id=None,
        at=town.now,
        pillars="society",
    )
    (told,) = town.pushed(31)
    assert "Karena pupils" in told.text and "nurses" not in told.text


def test_only_what_came_back_from_a_return_is_called_fixed_in_the_list(town: Review) -> None:
    def listed() -> str:
        shown = visits.command(town.conn, town.setting, person(21), Action.CHECK, "", town.now)
        return shown.screen.text if shown.screen is not None else ""

    assert "sudah diperbaiki" not in listed()
    town.press(21, Verb.RETURN, ORDINALS["nurses"], (), "1")
    town.press(21, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)
    town.press(11, Verb.VALUE, ORDINALS["nurses"], (), "9")
    town.press(11, Verb.SUBMIT, argument="0.y")
    assert "sudah diperbaiki" in listed()
    town.press(21, Verb.REOPEN, argument="0.y")
    town.press(11, Verb.SUBMIT, argument="0.y")
    assert "sudah diperbaiki" not in listed() and "Kesehatan" in listed()


def test_a_returned_section_is_passed_on_with_what_is_to_be_fixed_alone(town: Review) -> None:
    town.press(21, Verb.RETURN, ORDINALS["nurses"], (), "1")
    town.press(21, Verb.RETURN, argument="0.y")
    shared = town.press(11, Verb.SHARE, argument="0")
    assert shared.screen is not None and ": 1 pertanyaan, kira-kira 1 menit" in shared.screen.text


def test_nobody_hears_that_a_return_is_off_of_which_she_never_heard(town: Review) -> None:
    town.pushed(11)
    for told in (True, False):
        town.now += timedelta(minutes=5)
        town.press(21, Verb.RETURN, ORDINALS["nurses"], (), "1")
        town.press(21, Verb.RETURN, argument="0.y")
        assert not told or len(town.pushed(11)) == 1
        town.now += timedelta(seconds=1)
        town.press(21, Verb.RETURN, argument="0.x")
        assert len(town.pushed(11)) == told


def test_all_is_accepted_only_when_nothing_is_left_to_send(town: Review) -> None:
    town.pushed(11)
    town.press(21, Verb.ACCEPT, argument="0")
    town.now += timedelta(minutes=5)
    (told,) = town.pushed(11)
    assert "Kesehatan" in told.text and "Semua bagian" not in told.text


async def test_a_reviewer_goes_on_reading_where_she_was(database: Database) -> None:
    rows = "".join(f"| | integer | q{n} | Berapa {n}? |\n" for n in range(1, 21))
    place = Town(database)
    await place.open(
        "Kota Dumai", {"dinkes": "dinkes"}, form=f"| survey |\n| | type | name | label |\n{rows}"
    )
    rini = await place.join(11, "Rini", "Kota Dumai", "dinkes")
    sari = await place.join(21, "Sari", "Kota Dumai")
    own = replace(presses(await place.command(rini, Action.SECTIONS))[0], ordinal=-1, argument="")
    await place.press(sari, replace(own, verb=Verb.CLOSE, argument="0.y"))
    question = await place.press(sari, replace(own, verb=Verb.INSPECT, ordinal=17))
    assert replace(own, verb=Verb.INSPECT, argument="0.2") in presses(question)
    for argument in ("1", "x"):
        shown = await place.press(sari, replace(own, verb=Verb.RETURN, ordinal=17, argument=argument))
        assert shown.screen is not None and "Berapa 18" in shown.screen.text.split("\n\n", 1)[1]
        assert "3/3" in [button.text for row in shown.screen.rows for button in row]


@pytest.mark.parametrize("who", [21, 31])
def test_whoever_has_just_returned_or_accepted_can_take_it_back_right_there(town: Review, who: int) -> None:
    def ways(verb: Verb, argument: str) -> list[str]:
        reply = town.press(who, verb, argument=argument)
        assert reply.screen is not None
        return [button.text for row in reply.screen.rows for button in row]

    back = {21: "↩ Batalkan", 31: "Batalkan penerimaan"}[who]
    assert any(back in one for one in ways(Verb.ACCEPT, "0"))
    town.press(21, Verb.ACCEPT, argument="0.x")
    town.press(who, Verb.RETURN, ORDINALS["nurses"], (), "1")
    back = {21: "↩ Batalkan", 31: "Tarik pengembalian"}[who]
    assert any(back in one for one in ways(Verb.RETURN, "0.y"))


def test_a_reply_about_one_question_is_no_reason_to_return_another(town: Review) -> None:
    town.press(31, Verb.THREAD, ORDINALS["nurses"], (), "w")
    town.say(31, "Termasuk bidan?")
    town.reply(11, town.pushed(11)[-1], "Tidak termasuk")
    told = town.pushed(21)[-1]
    town.press(21, Verb.RETURN, ORDINALS["open"])
    town.reply(21, told, "Baik, dicatat")
    said = [one.text for one in remarks.thread(town.conn, town.mine, "health/nurses")]
    assert said == ["Termasuk bidan?", "Tidak termasuk", "Baik, dicatat"]
    assert returned.present(town.conn, [town.mine]) == []
    town.say(21, "Angkanya berbeda")  # what was asked of her is asked still
    assert [row.comment for row in returned.present(town.conn, [town.mine])] == ["Angkanya berbeda"]


@pytest.mark.parametrize(("refused", "fixed"), [("", True), ("empty", False)])
def test_evidence_that_was_refused_fixes_nothing(town: Review, refused: str, fixed: bool) -> None:
    town.press(21, Verb.RETURN, ORDINALS["nurses"], (), "0")
    town.press(21, Verb.RETURN, argument="0.y")
    later = town.now + timedelta(minutes=1)
    owner = submissions.get(town.conn, town.mine)
    round_ = rounds.get(town.conn, owner.round_id) if owner is not None else None
    assert round_ is not None
    chat = reader_of(11, 1, "Rini", "id")
    (desk,) = desks_of_round(town.conn, town.setting.library, round_, chat, later, only=town.mine)
    key = AnswerKey("health/nurses")
    about = subject(desk.form, key)
    desk = replace(desk, evidence={about: (piece(town.mine, later, refused),)})
    assert fixes.is_fixed(desk, key) is fixed


def piece(submission: int, at: datetime, refused: str) -> EvidenceRow:
    about = ("health/nurses", "", "file", 1, "", "", "", None, "", 1, at, 11, 7, None)
    return replace(EvidenceRow(1, submission, *about), refused=refused)


@pytest.mark.parametrize(
    ("language", "why"), [("id", "angka perlu dicek"), ("en", "please check the figure")]
)
def test_a_ready_made_reason_is_read_in_the_topic_as_well(language: str, why: str) -> None:
    view = Told("asked", "Dinas Kesehatan", "Sari", about="Perawat", text="return-reason-1")
    assert why in topics.told(view, language).text
