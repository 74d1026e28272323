"""The agency's way through what was returned: a reply answers the card that it replies to, nothing is called fixed that
keeps the section here, and nobody is left without a way on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.flows.inputs import Typed
from bot.flows.moves import Status
from bot.screens.commands import Action
from bot.screens.press import Verb
from bot.services import recovering, visits
from bot.services.recovering import Unreplied
from bot.services.replies import Reply
from bot.services.visits import RepliedTo
from storage import chats, remarks, rounds, submissions
from tests.services.review_town import ORDINALS, SECTIONS, Review, person, review

HEALTH, SCHOOL = SECTIONS


@pytest.fixture
def town() -> Iterator[Review]:
    with review() as found:
        yield found


def text(reply: Reply) -> str:
    assert reply.screen is not None, reply
    return reply.screen.text


def give_back(town: Review, *names: str) -> None:
    for name in names:
        town.press(21, Verb.RETURN, ORDINALS[name], (), "1")
    town.now += timedelta(minutes=1)
    town.press(21, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)


def reply_to_card(town: Review, card: Reply, said: str) -> Reply:
    """Telegram's own reply, to the card that stands."""
    assert card.screen is not None
    town.messages += 1
    chats.shown(town.conn, 11, town.messages, town.now)
    carried = tuple(button.data for row in card.screen.rows for button in row)
    shown = RepliedTo(town.messages, carried)
    town.messages += 1
    return visits.message(town.conn, town.setting, person(11), Typed(said), town.messages, shown, town.now)


def test_a_reply_to_the_card_of_a_returned_question_answers_it(town: Review) -> None:
    give_back(town, "nurses")
    reply_to_card(town, town.press(11, Verb.FIX), "9")
    assert town.rows()["health/nurses", ""].value == "9"
    assert [one.side for one in remarks.thread(town.conn, town.mine, "health/nurses")] == ["reviewer"]


def test_a_reply_to_the_request_for_a_word_is_that_word(town: Review) -> None:
    give_back(town, "nurses")
    asked = town.press(11, Verb.FIX, ORDINALS["nurses"], (), "e")
    reply_to_card(town, asked, "7")
    assert town.rows()["health/nurses", ""].value == "3"
    assert remarks.thread(town.conn, town.mine, "health/nurses")[-1].text == "7"


def test_a_reply_to_the_card_of_a_returned_list_answers_no_question(town: Review) -> None:
    town.press(31, Verb.RETURN, 0, (), "i2")
    town.press(31, Verb.RETURN, ORDINALS["open"], (), "2")
    town.press(31, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)
    reply_to_card(town, town.press(11, Verb.ITEMS, 0), "Ya")
    assert town.rows()["health/open", ""].value == "no"


def test_a_reply_to_the_question_for_a_reason_is_that_reason(town: Review) -> None:
    give_back(town, "nurses")
    asked = town.press(11, Verb.UNAVAILABLE, ORDINALS["nurses"])
    reply_to_card(town, asked, "12 orang sedang cuti")
    row = town.rows()["health/nurses", ""]
    assert (row.standing, row.reason) == ("unavailable", "12 orang sedang cuti")


def test_what_was_cleared_is_not_called_fixed(town: Review) -> None:
    give_back(town, "open")
    town.press(11, Verb.CLEAR, ORDINALS["open"])
    shown = text(town.press(11, Verb.REVIEW, argument="0.0"))
    assert "Semua sudah diperbaiki" not in shown
    assert "Masih 1 yang perlu diperbaiki" in shown
    town.press(11, Verb.SUBMIT, argument="0.y")
    assert town.statuses()[HEALTH] is Status.RETURNED
    assert "Sudah buka?" in text(town.press(11, Verb.FIX))


def test_a_changed_list_is_not_said_to_have_been_empty(town: Review) -> None:
    town.press(31, Verb.RETURN, 0, (), "i2")
    town.press(31, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)
    for _ in range(2):
        town.press(11, Verb.ADD, 0)
        town.press(11, Verb.VALUE, ORDINALS["rooms"], town.items(), "2")
    shown = text(town.press(11, Verb.REVIEW, argument="0.0"))
    assert "(kosong)" not in shown


def test_the_whole_comment_can_be_read_where_it_is_fixed(town: Review) -> None:
    why = " ".join(f"alasan-{n}" for n in range(90))
    town.press(21, Verb.RETURN, ORDINALS["nurses"])
    town.say(21, why)
    town.press(21, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)
    assert why in text(town.press(11, Verb.FIX))


def test_a_long_word_reaches_the_other_side_whole(town: Review) -> None:
    town.pushed(11)
    said = " ".join(f"kata-{n}" for n in range(200))
    town.press(31, Verb.THREAD, ORDINALS["nurses"], (), "w")
    town.say(31, said)
    (asked,) = town.pushed(11)
    assert said in asked.text
    town.reply(11, asked, said)
    assert said in town.pushed(31)[-1].text


def test_a_word_that_is_too_long_is_not_cut_but_asked_for_again(town: Review) -> None:
    give_back(town, "nurses")
    town.pushed(11)
    before = len(remarks.thread(town.conn, town.mine, "health/nurses"))
    town.press(31, Verb.THREAD, ORDINALS["nurses"], (), "w")
    assert "Terlalu panjang" in text(town.say(31, "y" * 2001))
    town.press(11, Verb.FIX, ORDINALS["nurses"], (), "e")
    refused = town.say(11, "z" * 2001)
    assert "Terlalu panjang, jadi belum kami simpan" in text(refused)
    assert len(remarks.thread(town.conn, town.mine, "health/nurses")) == before
    town.say(11, "z" * 2000)
    assert remarks.thread(town.conn, town.mine, "health/nurses")[-1].text == "z" * 2000
    town.now += timedelta(minutes=3)
    assert "z" * 2000 in town.pushed(21)[-1].text


def test_a_return_that_was_taken_back_and_sent_again_says_each_comment_once(town: Review) -> None:
    give_back(town, "nurses")
    town.press(21, Verb.RETURN, argument="0.x")
    town.now += timedelta(minutes=1)
    town.press(21, Verb.RETURN, argument="0.y")
    town.now += timedelta(minutes=1)
    assert len(remarks.thread(town.conn, town.mine, "health/nurses")) == 1
    assert text(town.press(11, Verb.FIX)).count("angka perlu dicek") == 1


def test_a_word_that_was_kept_before_the_bot_died_is_not_asked_for_again(town: Review) -> None:
    give_back(town, "nurses")
    town.press(11, Verb.FIX, ORDINALS["nurses"], (), "e")
    for words, unsaved in (("Sudah sesuai SK", False), ("", True)):
        town.now += timedelta(minutes=1)
        if words:
            town.say(11, words)
        lost = Unreplied(11, town.now, sent=town.messages + (not words), gives_answer=True)
        loss = recovering.lose(town.conn, lost)
        assert loss is not None and loss.unsaved is unsaved


def test_thanks_for_a_note_are_passed_on_and_fix_nothing(town: Review) -> None:
    give_back(town, "nurses")
    town.pushed(11)
    town.now += timedelta(minutes=5)
    town.press(31, Verb.THREAD, ORDINALS["nurses"], (), "w")
    town.say(31, "Mohon dicek dengan profil kesehatan")
    (asked,) = town.pushed(11)
    for words, left in (("Baik, terima kasih Bu 🙏", True), ("Sudah sesuai profil", False)):
        town.reply(11, asked, words)
        assert remarks.thread(town.conn, town.mine, "health/nurses")[-1].text == words
        home = visits.command(town.conn, town.setting, person(11), Action.SECTIONS, "", town.now)
        assert ("1 pertanyaan perlu diperbaiki" in text(home)) is left


def test_nothing_is_said_in_a_round_that_was_closed_meanwhile(town: Review) -> None:
    give_back(town, "nurses")
    town.press(11, Verb.FIX, ORDINALS["nurses"], (), "e")
    owner = submissions.get(town.conn, town.mine)
    assert owner is not None
    rounds.close(town.conn, owner.round_id, town.now)
    assert "sudah ditutup" in text(town.say(11, "Sudah sesuai SK"))
    assert [one.side for one in remarks.thread(town.conn, town.mine, "health/nurses")] == ["reviewer"]


def test_a_section_that_the_form_no_longer_has_keeps_nobody_from_her_home_card(town: Review) -> None:
    from sqlalchemy import update

    from storage.models import returned, section

    give_back(town, "nurses")
    for table in (section, returned):
        moved = update(table).where(table.c.path == HEALTH).values(path="clinic")
        town.conn.execute(moved)
    command = visits.command(town.conn, town.setting, person(11), Action.SECTIONS, "", town.now)
    assert "Pendidikan" in " ".join(b.text for row in command.screen.rows for b in row)  # type: ignore[union-attr]
