"""What reviewers see and may do: drafts are nobody's but the agency's, pillars are kept apart, and two reviewers share
one list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.flows.moves import Status
from bot.screens.commands import Action
from bot.screens.press import Verb, to36
from bot.services import visits
from bot.services.replies import Reply
from storage import acts, people, remarks, returned, sections
from tests.services.review_town import ORDINALS, SECTIONS, Review, person, review

NOT_HERS = "Tidak tersedia untuk Bapak/Ibu"
HEALTH, SCHOOL = SECTIONS


@pytest.fixture
def town() -> Iterator[Review]:
    with review() as found:
        yield found


def text(reply: Reply) -> str:
    assert reply.screen is not None, reply
    return reply.screen.text


def labels(reply: Reply) -> list[str]:
    assert reply.screen is not None
    return [button.text for row in reply.screen.rows for button in row]


def command(town: Review, who: int, action: Action, argument: str = "") -> Reply:
    return visits.command(town.conn, town.setting, person(who), action, argument, town.now)


def returned_to_rini(town: Review) -> None:
    for name in ("open", "nurses"):
        town.press(21, Verb.RETURN, ORDINALS[name], (), "1")
    town.now += timedelta(minutes=1)
    town.press(21, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)


@pytest.mark.parametrize("who", [21, 31])
def test_a_reviewer_finds_what_was_sent_in_her_list(town: Review, who: int) -> None:
    listed = command(town, who, Action.CHECK)
    assert "1 bagian menunggu diperiksa" in text(listed)
    assert any("Kesehatan" in label for label in labels(listed))
    assert "→ Belum" in text(town.press(who, Verb.INSPECT, argument="0.0"))


def test_an_assessor_sees_nothing_of_drafts(town: Review) -> None:
    town.press(11, Verb.VALUE, ORDINALS["pupils"], (), "7")
    for press in (
        (Verb.INSPECT, -1, "1.0"),
        (Verb.INSPECT, ORDINALS["pupils"], ""),
        (Verb.THREAD, ORDINALS["pupils"], "w"),
        (Verb.RETURN, ORDINALS["pupils"], "1"),
        (Verb.ACCEPT, -1, "1"),
        (Verb.ANSWERS, -1, "1.0"),
    ):
        reply = town.press(31, press[0], press[1], (), press[2])
        assert reply.toast == NOT_HERS and reply.screen is None, press
    assert "Pendidikan" not in text(command(town, 31, Action.CHECK))


def test_an_assessor_of_another_pillar_reaches_nothing_of_it(town: Review) -> None:
    for verb, ordinal, argument in (
        (Verb.INSPECT, -1, "0.0"),
        (Verb.INSPECT, ORDINALS["open"], ""),
        (Verb.THREAD, ORDINALS["open"], "w"),
        (Verb.RETURN, ORDINALS["open"], "1"),
        (Verb.RETURN, -1, "0.y"),
        (Verb.ACCEPT, -1, "0"),
    ):
        assert town.press(32, verb, ordinal, (), argument).toast == NOT_HERS
    assert "Tidak ada bagian" in text(command(town, 32, Action.CHECK))
    town.press(11, Verb.VALUE, ORDINALS["pupils"], (), "7")
    town.press(11, Verb.SUBMIT, argument="1.y")
    assert "Pendidikan" in text(command(town, 32, Action.CHECK))
    town.press(32, Verb.ACCEPT, argument="1")
    assert town.statuses()[SCHOOL] is Status.ACCEPTED


def test_the_later_reviewer_sees_what_the_earlier_put_on_the_list(town: Review) -> None:
    town.press(31, Verb.RETURN, ORDINALS["nurses"], (), "0")
    seen = text(town.press(21, Verb.INSPECT, argument="0.0"))
    assert "1 akan dikembalikan" in seen and "bukti kurang jelas" in seen
    assert "Orang 31" in text(town.press(21, Verb.INSPECT, ORDINALS["nurses"]))
    # nobody accepts what somebody is about to return
    assert "daftar pengembalian" in text(town.press(21, Verb.ACCEPT, argument="0"))
    assert town.statuses()[HEALTH] is Status.SUBMITTED
    town.press(21, Verb.RETURN, argument="0.y")
    again = town.press(31, Verb.RETURN, argument="0.y")
    assert "sudah berubah" in text(again), "the slower one is told"
    assert len(returned.present(town.conn, [town.mine])) == 1


def test_a_return_is_an_event_with_who_when_and_why(town: Review) -> None:
    returned_to_rini(town)
    last = sections.events(town.conn, [town.mine], HEALTH)[-1]
    assert (last.move, last.before, last.after, last.why) == (
        "return",
        "submitted",
        "returned",
        "return-reason-1",
    )
    assert last.person_id == person_id(town, 21) and last.at < town.now


def person_id(town: Review, telegram_id: int) -> int | None:
    found = people.by_telegram(town.conn, telegram_id)
    return found.id if found is not None else None


def test_a_return_is_taken_back_until_the_agency_has_begun(town: Review) -> None:
    returned_to_rini(town)
    act = acts.of_submission(town.conn, town.mine, 1)[0]
    town.press(21, Verb.UNDO, argument=f"{to36(act.id)}.y")
    assert town.statuses()[HEALTH] is Status.SUBMITTED
    assert {row.sent_at for row in returned.present(town.conn, [town.mine])} == {None}, "a list again"
    town.press(31, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)
    town.press(11, Verb.VALUE, ORDINALS["nurses"], (), "9")
    assert "sudah dimulai" in text(town.press(21, Verb.RETURN, argument="0.x"))
    assert town.statuses()[HEALTH] is Status.RETURNED


def test_whoever_was_told_of_a_return_is_told_that_it_is_off(town: Review) -> None:
    returned_to_rini(town)
    assert "2 pertanyaan dari Kesehatan perlu diperbaiki" in town.pushed(11)[-1].text
    town.now += timedelta(minutes=1)
    town.press(21, Verb.RETURN, argument="0.x")
    assert "tidak jadi dikembalikan" in town.pushed(11)[-1].text


def test_an_acceptance_that_was_a_slip_is_never_told(town: Review) -> None:
    town.pushed(11)
    town.press(21, Verb.ACCEPT, argument="0")
    assert town.pushed(11) == []
    town.now += timedelta(minutes=1)
    town.press(21, Verb.ACCEPT, argument="0.x")
    town.now += timedelta(minutes=5)
    assert town.pushed(11) == []
    assert town.statuses()[HEALTH] is Status.SUBMITTED


def test_two_acceptances_make_one_message(town: Review) -> None:
    town.press(11, Verb.VALUE, ORDINALS["pupils"], (), "7")
    town.press(11, Verb.SUBMIT, argument="1.y")
    town.pushed(11)
    town.press(21, Verb.ACCEPT, argument="0")
    town.now += timedelta(minutes=1)
    town.press(21, Verb.ACCEPT, argument="1")
    town.now += timedelta(minutes=5)
    (said,) = town.pushed(11)
    assert "Kesehatan, Pendidikan" in said.text and "Semua bagian kini diterima" in said.text


def test_only_what_was_returned_opens_and_the_way_leads_through_it(town: Review) -> None:
    returned_to_rini(town)
    first = text(town.press(11, Verb.FIX))
    assert "Sudah buka?" in first and "angka perlu dicek" in first
    opened = text(town.press(11, Verb.CHOOSE, ORDINALS["open"], (), "0"))
    assert "Tempat tidur?" in opened, "what the fix asks for comes next"
    town.press(11, Verb.VALUE, ORDINALS["beds"], (), "3")
    town.now += timedelta(minutes=1)
    town.press(11, Verb.VALUE, ORDINALS["beds"], (), "4")
    assert town.rows()["health/beds", ""].value == "4", "what was opened since may be corrected"
    refused = town.press(11, Verb.SUBMIT, argument="0.y")
    assert "Belum dapat dikirim kembali" in text(refused)
    town.press(11, Verb.VALUE, ORDINALS["nurses"], (), "9")
    assert "3 → 9" in text(town.press(11, Verb.REVIEW, argument="0.0"))
    town.press(11, Verb.SUBMIT, argument="0")
    assert town.statuses()[HEALTH] is Status.SUBMITTED


def test_the_same_answer_once_more_is_no_fix_and_a_word_is(town: Review) -> None:
    returned_to_rini(town)
    town.press(11, Verb.VALUE, ORDINALS["nurses"], (), "3")
    assert "2 pertanyaan perlu diperbaiki" in text(command(town, 11, Action.SECTIONS))
    town.press(11, Verb.FIX, ORDINALS["nurses"], (), "e")
    town.say(11, "Sudah sesuai SK")
    assert "1 pertanyaan perlu diperbaiki" in text(command(town, 11, Action.SECTIONS))
    thread = remarks.thread(town.conn, town.mine, "health/nurses")
    assert [(one.side, one.text) for one in thread] == [
        ("reviewer", "return-reason-1"),
        ("agency", "Sudah sesuai SK"),
    ]
    assert any("Sudah sesuai SK" in screen.text for screen in town.pushed(21))


def test_a_whole_list_of_records_can_be_returned(town: Review) -> None:
    assert "Bangsal" in text(town.press(31, Verb.INSPECT, 0, (), "i"))
    town.press(31, Verb.RETURN, 0, (), "i2")
    town.press(31, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)
    assert "belum lengkap" in text(town.press(11, Verb.FIX))
    town.press(11, Verb.ADD, 0)
    town.press(11, Verb.VALUE, ORDINALS["rooms"], town.items(), "2")
    town.press(11, Verb.VALUE, ORDINALS["nurses"], (), "8")
    assert town.rows()["health/nurses", ""].value == "3"
    town.press(11, Verb.SUBMIT, argument="0")
    assert town.statuses()[HEALTH] is Status.SUBMITTED


def test_a_question_to_the_agency_of_a_locked_section_is_answered_without_opening_it(town: Review) -> None:
    town.pushed(11)
    town.press(31, Verb.THREAD, ORDINALS["nurses"], (), "w")
    town.say(31, "Termasuk <bidan>?")
    (asked,) = town.pushed(11)
    assert "Termasuk &lt;bidan&gt;?" in asked.text
    button = asked.rows[0][0]
    visits.press(town.conn, town.setting, person(11), button.data, 900, town.now)
    town.messages = 900
    town.say(11, "Tidak termasuk")
    assert town.statuses()[HEALTH] is Status.SUBMITTED
    assert any("Tidak termasuk" in screen.text for screen in town.pushed(31)), "the assessor who asked"
    assert any("Tidak termasuk" in screen.text for screen in town.pushed(21))
    assert town.pushed(32) == []


def test_a_reply_to_a_message_about_a_question_is_a_word_about_it(town: Review) -> None:
    town.pushed(11)
    town.press(31, Verb.THREAD, ORDINALS["nurses"], (), "w")
    town.say(31, "Termasuk bidan?")
    (asked,) = town.pushed(11)
    town.reply(11, asked, "Tidak termasuk")
    (answered,) = town.pushed(31)
    assert "Tidak termasuk" in answered.text
    town.reply(31, answered, "Baik, terima kasih")
    town.reply(12, answered, "Saya juga")
    thread = remarks.thread(town.conn, town.mine, "health/nurses")
    assert [one.text for one in thread] == ["Termasuk bidan?", "Tidak termasuk", "Baik, terima kasih"]
    assert town.rows()["health/nurses", ""].value == "3"


def test_a_comment_is_kept_whole_and_escaped_or_she_hears_that_it_is_too_long(town: Review) -> None:
    town.press(21, Verb.RETURN, ORDINALS["nurses"], (), "")
    asked = town.say(21, "<b>" + "x" * 1000)
    assert "⚠️ Terlalu panjang, jadi belum kami simpan: 1.003 dari paling banyak 1.000 huruf" in text(asked)
    assert returned.present(town.conn, [town.mine]) == []
    town.say(21, "<b>" + "x" * 997)
    (row,) = returned.present(town.conn, [town.mine])
    assert row.comment == "<b>" + "x" * 997
    assert "<b>x" not in text(town.press(21, Verb.INSPECT, argument="0.0"))


@pytest.mark.parametrize(
    "data",
    ["rv:{s}:{f}:zz:0:", "rt:{s}:{f}:1:0:9", "rt:{s}:{f}:1.0.0:0:1", "rt:{s}:{f}:0:0:zz.y", "ac:{s}:{f}:0:0:",
     "th:{s}:{f}:1:0:i", "rv:{s}:{f}:1:0:pzz", "rv:{s}:{f}:1:0:f1", "fx:{s}:{f}:1:0:e", "rt:{s}:zz:1:0:1"],
)  # fmt: skip
def test_a_forged_button_changes_nothing(town: Review, data: str) -> None:
    forged = data.format(s=to36(town.mine), f=to36(town.form))
    before = (town.rows(), town.statuses(), returned.present(town.conn, [town.mine]))
    for who in (11, 12, 21, 31, 32, 41):
        visits.press(town.conn, town.setting, person(who), forged, 5, town.now)
    assert (town.rows(), town.statuses(), returned.present(town.conn, [town.mine])) == before
