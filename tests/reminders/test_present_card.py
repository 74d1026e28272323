"""A reminder becomes the present card, so that a typed text answers its question; but never over what waits for a
tap, and never over what she did meanwhile."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from bot.flows.inputs import Typed
from bot.screens.press import decode
from bot.screens.views import Status
from bot.services import visits
from bot.services.enrolling import Who
from storage import answers, chats, people, submissions
from storage.chats import Fields
from storage.models import outbox
from tests.reminders.office import LOADED, Office, office
from tests.reminders.terms import local

OPENED, DEADLINE, ZONE = "2024-05-27T09:00", "2024-06-21T16:00", "Asia/Makassar"
RINI = 11


def rini(town: Office, **fields: object) -> None:
    """She represents dinkes, and her chat looks like this."""
    town.join(RINI, "dinkes", local("2024-05-20T09:00"))
    person = people.by_telegram(town.conn, RINI)
    assert person is not None
    known: Fields = {"submission_id": town.submissions["dinkes"], "card_id": 7, "since": 7}
    chats.put(town.conn, RINI, person_id=person.id, **known)
    chats.put(town.conn, RINI, **fields)  # type: ignore[arg-type]


def path(name: str) -> str:
    return next(one for one in LOADED.form.questions if one.endswith(name))


def answered(town: Office, name: str) -> str:
    found = answers.load(
        town.conn, (town.submissions["dinkes"], submissions.region_of(town.conn, town.round_id))
    )
    return next((one.value for one in found if one.question == path(name)), "")


def answer(town: Office, name: str, value: str) -> None:
    answers.put(
        town.conn,
        submission_id=town.submissions["dinkes"],
        question=path(name),
        items="",
        value=value,
        standing="given",
        reason="",
        person_id=None,
        at=local(OPENED),
        chat_id=None,
        message_id=None,
        expected_revision=0,
    )


def say(town: Office, text: str, message_id: int) -> None:
    who = Who(RINI, RINI, "Bu Rini")
    visits.message(town.conn, town.setting, who, Typed(text), message_id, None, local("2024-06-20T08:05"))


def remind(town: Office) -> None:
    town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
    assert len(town.sent) == 1


@pytest.mark.parametrize("before", ["", "open", "note"])
def test_a_typed_text_answers_the_question_of_the_reminder(before: str) -> None:
    """Whatever she last looked at: the list, the question itself, or one that is answered already."""
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        answer(town, "note", "lama")
        rini(town, question=path(before) if before else "")
        remind(town)
        assert "Sudah buka?" in town.sent[0].text
        say(town, "ya", 200)
        assert answered(town, "open") == "yes"
        assert answered(town, "note") == "lama"


def test_where_she_was_is_where_she_goes_on() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        rini(town, question=path("beds"))
        remind(town)
        assert "Berapa tempat tidur?" in town.sent[0].text
        say(town, "12", 200)
        assert answered(town, "beds") == "12"


@pytest.mark.parametrize(("mode", "draft"), [("ticks", "yes"), ("replace", "given:no"), ("reason", "\nyes")])
def test_what_waits_for_one_more_tap_stays_and_the_reminder_only_leads_back(mode: str, draft: str) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        rini(town, question=path("open"), mode=mode, draft=draft)
        remind(town)
        assert "Sudah buka?" not in town.sent[0].text
        chat = chats.for_chat(town.conn, RINI)
        assert chat is not None
        assert (chat.mode, chat.draft, chat.card_id) == (mode, draft, 7)


@pytest.mark.parametrize(
    ("mode", "draft"), [("reason", ""), ("filter", "sud"), ("refused", "5"), ("more", "")]
)
def test_a_text_is_never_taken_for_what_was_asked_before_the_reminder(mode: str, draft: str) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        rini(town, question=path("beds"), mode=mode, draft=draft)
        remind(town)
        say(town, "12", 200)
        assert answered(town, "beds") == "12"


def test_what_she_began_as_a_coordinator_keeps_her_next_words() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        rini(town, errand='{"kind": "announce"}')
        remind(town)
        assert "Sudah buka?" not in town.sent[0].text


def test_whoever_was_faster_than_the_reminder_keeps_her_card() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        rini(town, question=path("note"), card_id=5_000)
        remind(town)
        chat = chats.for_chat(town.conn, RINI)
        assert chat is not None
        assert (chat.question, chat.card_id) == (path("note"), 5_000)


def test_a_reminder_of_another_agency_takes_the_typed_text_along() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        rini(town, question=path("beds"))
        town.join(RINI, "disdik", local("2024-05-20T09:00"))
        town.set_sections("dinkes", Status.SUBMITTED, local(OPENED))
        remind(town)
        say(town, "ya", 200)
        assert answered(town, "open") == ""
        found = answers.load(town.conn, (town.submissions["disdik"],))
        assert [(one.question, one.value) for one in found] == [(path("open"), "yes")]


def test_a_section_that_only_has_to_be_sent_leads_to_its_review() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        for name, value in (("open", "yes"), ("beds", "3"), ("note", "ada")):
            answer(town, name, value)
        rini(town, question="")
        remind(town)
        assert "sudah terisi. Kesehatan dan Pendidikan tinggal ditinjau dan dikirim." in town.sent[0].text
        first = decode(town.screens[town.sent[0].row].rows[0][0].data)
        assert first is not None
        assert (first.verb, first.argument) == ("r", "0.0")


def test_a_row_holds_ids_and_no_words() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        rini(town)
        remind(town)
        params = json.loads(town.conn.execute(select(outbox.c.params)).scalar_one())
        assert set(params) == {"submission", "person", "cause"}
