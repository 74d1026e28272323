"""A form is corrected in the middle of a review: what was pushed before still leads to the question that it named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.screens.press import Verb, decode
from bot.screens.screen import Screen
from bot.services import visits
from bot.services.publishing import publish
from storage import remarks, submissions
from tests.flows.markdown_forms import load
from tests.services.review_town import FORM, ORDINALS, Review, person, review

FIRST_ROW = "| | begin_group       | health  | Kesehatan          |          |                 |                    |\n"
NEW_ROW = "| | integer           | doctors | Dokter?            |          |                 | living             |\n"
NEWER = load(FORM.replace(FIRST_ROW, FIRST_ROW + NEW_ROW))
FEWER = load(
    FORM.replace(
        "| | integer           | nurses  | Perawat?           |          |                 | living             |\n",
        "",
    )
)


@pytest.fixture
def town() -> Iterator[Review]:
    with review() as found:
        yield found


def correct(town: Review, form: object = NEWER) -> None:
    owner = submissions.get(town.conn, town.mine)
    assert owner is not None
    publish(town.conn, owner.round_id, form=form.form, xform=form.xform, at=town.now)  # type: ignore[attr-defined]


def asked(town: Review) -> Screen:
    """The assessor asks about the nurses; what the agency reads."""
    town.pushed(11)
    town.press(31, Verb.THREAD, ORDINALS["nurses"], (), "w")
    town.say(31, "Termasuk bidan?")
    (told,) = town.pushed(11)
    return told


def said(town: Review) -> list[str]:
    return [one.text for one in remarks.thread(town.conn, town.mine, "health/nurses")]


def test_a_reviewers_button_opens_the_question_that_it_named(town: Review) -> None:
    correct(town)
    reply = town.press(21, Verb.INSPECT, ORDINALS["nurses"])
    assert reply.screen is not None and "Perawat?" in reply.screen.text
    listed = town.press(21, Verb.INSPECT, 0, (), "i")
    assert listed.screen is not None and "Bangsal" in listed.screen.text


def test_a_button_of_a_question_that_is_gone_leads_to_what_waits(town: Review) -> None:
    correct(town, FEWER)
    for verb in (Verb.INSPECT, Verb.RETURN, Verb.THREAD):
        reply = town.press(21, verb, ORDINALS["nurses"], (), "1" if verb is Verb.RETURN else "")
        assert reply.screen is not None and "1 bagian menunggu" in reply.screen.text
        assert reply.toast == "Tombol lama; berikut yang terbaru"


def test_the_agency_answers_a_note_with_the_button_or_a_reply(town: Review) -> None:
    told = asked(town)
    correct(town)
    town.reply(11, told, "Tidak termasuk")
    assert said(town) == ["Termasuk bidan?", "Tidak termasuk"]
    press = decode(told.rows[0][0].data)
    assert press is not None
    town.messages += 1
    shown = visits.press(town.conn, town.setting, person(11), press.encode(), town.messages, town.now)
    assert shown.screen is not None and "Perawat?" in shown.screen.text
    answered = town.pushed(31)[-1]
    town.reply(31, answered, "Baik")
    assert said(town)[-1] == "Baik"
