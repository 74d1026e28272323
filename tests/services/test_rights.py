"""Rights are checked in the services: whatever a button or a command says, only one's own can be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.screens.commands import Action
from bot.screens.press import Press, Verb, decode, to36
from bot.services.enrolling import Who
from bot.services.inviting import read_code
from bot.services.replies import Reply
from storage import answers, people, rounds, sections
from storage.database import Database
from tests.services.town import Town, button, presses

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
COORDINATORS = (Verb.STATUS, Verb.SECTIONS, Verb.ANSWERS, Verb.REOPEN, Verb.INVITE)
FACTS = ("Kutai", "Dumai", "Dinas", "Evaluasi", "Rini", "Kesehatan")


@pytest.fixture
async def town(database: Database) -> Town:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
    await town.open(DUMAI, {"dinkes": "dinkes"})
    return town


def says_nothing(reply: Reply) -> bool:
    """Whether a reply gives away no fact of any region."""
    text = (reply.screen.text if reply.screen else "") + reply.toast
    return not any(fact in text for fact in FACTS)


async def submission_of(town: Town, who: Who) -> Press:
    """A press that carries the person's own submission and form."""
    return presses(await town.command(who, Action.SECTIONS))[0]


async def test_a_stranger_learns_nothing_whatever_she_tries(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = await submission_of(town, rini)
    stranger = Who(99, 99, "Anybody")
    replies = [await town.command(stranger, action) for action in Action]
    replies += [await town.press(stranger, replace(own, verb=verb, argument="0.0")) for verb in Verb]
    replies += [await town.say(stranger, text) for text in ("halo", "A" * 26, "/status dinkes")]
    assert all(map(says_nothing, replies))


@pytest.mark.parametrize("verb", COORDINATORS)
async def test_a_representative_cannot_coordinate(town: Town, verb: Verb) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = await submission_of(town, rini)
    for argument in ("", "0", "0.0", "0.y"):
        reply = await town.press(rini, replace(own, verb=verb, argument=argument))
        assert says_nothing(reply)
        assert reply.screen is None or not reply.screen.rows


@pytest.mark.parametrize("verb", [Verb.SECTIONS, Verb.ANSWERS, Verb.REOPEN, Verb.INVITE])
async def test_a_coordinator_of_another_region_reaches_nothing(town: Town, verb: Verb) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = await submission_of(town, rini)
    other = await town.join(21, "Doni", DUMAI)
    for argument in ("", "0.0", "0.y"):
        reply = await town.press(other, replace(own, verb=verb, argument=argument))
        text = (reply.screen.text if reply.screen else "") + reply.toast
        assert "Kutai" not in text
        assert "t.me" not in text


async def test_a_coordinators_status_shows_her_own_region_alone(town: Town) -> None:
    doni = await town.join(21, "Doni", DUMAI)
    reply = await town.command(doni, Action.STATUS)
    assert reply.screen is not None
    assert "Dumai" in reply.screen.text
    assert "Kutai" not in reply.screen.text
    assert "Bappeda" not in reply.screen.text


async def test_a_forged_submission_of_another_agency_is_refused(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    budi = await town.join(12, "Budi", KUTIM, "bappeda")
    theirs = await submission_of(town, rini)
    for verb in Verb:
        reply = await town.press(budi, replace(theirs, verb=verb, ordinal=0, argument="0"))
        assert "Dinas Dinkes" not in (reply.screen.text if reply.screen else "")
    assert await town.database.read(answers.load, [theirs.submission]) == []


async def test_a_question_of_another_agency_cannot_be_answered_by_a_forged_button(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    await town.join(12, "Budi", KUTIM, "bappeda")
    own = await submission_of(town, rini)
    form = await town.database.read(town.setting.library.logic, own.form)
    ordinal = form.form.questions["region/people"].ordinal  # Bappeda's, since it comes first in asked_to
    await town.press(rini, Press(Verb.VALUE, own.submission, own.form, ordinal, (), 0, "5"))
    assert await town.database.read(answers.for_questions, town.round_ids[KUTIM], ["region/people"]) == []


@pytest.mark.parametrize(
    "data",
    [
        "",
        "c",
        "c:::::",
        "zz:1:1:1:1:",
        "c:1:1:1:1",
        "c:-1:1:1:1:0",
        "c:1:1:99999:0:0",
        "c:zzzzzzzzzzzz:1:1:0:0",
        "x:1:1:0:0:zzzzzzzzzz.zz",
        "l:1:1:0:0:9.zzzzzz",
        "z:1:1:0:0:" + "z" * 40,
        "c:1:1:1.;DROP:0:0",
        "S:1:1:0:0:zz-",
        "💥" * 16,
    ],
)
async def test_forged_data_is_answered_politely_and_changes_nothing(town: Town, data: str) -> None:
    for who in (await town.join(11, "Rini", KUTIM, "dinkes"), await town.join(21, "Sari", KUTIM)):
        await town.press(who, data)
    assert await town.database.read(answers.for_questions, town.round_ids[KUTIM], ["health/open"]) == []


async def test_a_right_that_has_ended_is_gone_at_once(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = await submission_of(town, rini)

    def leave(conn):  # type: ignore[no-untyped-def]
        person = people.by_telegram(conn, 11)
        assert person is not None
        (mine,) = people.memberships(conn, person.id)
        return people.end_membership(
            conn,
            person_id=person.id,
            role=mine.role,
            region_id=mine.region_id,
            agency_id=mine.agency_id,
            at=town.now,
        )

    assert await town.database.write(leave)
    reply = await town.press(rini, Press(Verb.CHOOSE, own.submission, own.form, 0, (), 0, "0"))
    assert says_nothing(reply)
    assert await town.database.read(answers.load, [own.submission]) == []


@pytest.mark.parametrize("how", ["removed", "replaced"])
async def test_the_link_she_came_in_by_does_not_let_somebody_back_in(town: Town, how: str) -> None:
    old = await town.token(KUTIM, "dinkes")
    rini, budi = Who(11, 11, "Rini"), Who(12, 12, "Budi")
    await town.command(rini, Action.START, old)
    sari = await town.join(21, "Sari", KUTIM)
    person = await town.database.read(people.by_telegram, 11)
    own = await submission_of(town, rini)
    assert person is not None
    town.now += timedelta(hours=1)
    verb = Verb.REMOVE_PERSON if how == "removed" else Verb.HAND_OVER
    reply = await town.press(sari, replace(own, verb=verb, ordinal=-1, argument=f"{to36(person.id)}.y"))
    if how == "replaced":
        assert reply.screen is not None
        token = read_code(reply.screen.text.partition("?start=")[2].split()[0])
        await town.command(budi, Action.START, str(token))
    for _ in range(2):
        assert says_nothing(await town.command(rini, Action.START, old))
    assert await town.database.read(people.memberships, person.id) == []
    colleague = await town.command(Who(13, 13, "Agus"), Action.START, old)
    assert colleague.screen is not None and "Dinas Dinkes" in colleague.screen.text
    await town.command(rini, Action.START, await town.token(KUTIM, "dinkes"))
    assert len(await town.database.read(people.memberships, person.id)) == 1, "invited anew"


async def test_an_invitation_expires_and_its_uses_are_counted(town: Town) -> None:
    late = await town.token(KUTIM, "dinkes", days=1)
    once = await town.token(KUTIM)
    await town.command(Who(1, 1, "First"), Action.START, once)
    town.now += timedelta(days=2)
    for token in (late, once):
        reply = await town.command(Who(2, 2, "Second"), Action.START, token)
        assert says_nothing(reply)
        assert (await town.database.read(people.by_telegram, 2)) is None


async def test_a_second_tap_on_the_link_spends_nothing(town: Town) -> None:
    token = await town.token(KUTIM)
    for _ in range(3):
        reply = await town.command(Who(1, 1, "Sari"), Action.START, token)
        assert reply.screen is not None
        assert "Kutai" in reply.screen.text


async def test_tokens_are_stored_hashed_and_typed_in_any_spelling(town: Town) -> None:
    token = await town.token(KUTIM, "dinkes")
    spelled = "-".join(token.upper()[i : i + 4] for i in range(0, 26, 4)).replace("0", "O").replace("1", "l")
    assert read_code(f" {spelled} ") == token
    reply = await town.say(Who(5, 5, "Rini"), spelled)
    assert reply.screen is not None
    assert "Dinas Dinkes" in reply.screen.text

    def dump(conn):  # type: ignore[no-untyped-def]
        return str(conn.exec_driver_sql("SELECT * FROM invitation").all())

    assert token not in (await town.database.read(dump)).lower()


async def test_groups_hear_nothing_personal(town: Town) -> None:
    await town.join(11, "Rini", KUTIM, "dinkes")
    await town.join(21, "Sari", KUTIM)
    for number in (11, 99):
        in_group = Who(-100500, number, "Somebody", private=False)
        for action in Action:
            if action is not Action.START:
                assert says_nothing(await town.command(in_group, action)), action
    seen = await town.command(Who(-100500, 21, "Sari", private=False), Action.STATUS)
    assert seen.screen is not None
    assert "Kutai" in seen.screen.text


async def test_a_section_is_submitted_locked_and_reopened_by_its_coordinator(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    sari = await town.join(21, "Sari", KUTIM)
    start = decode(button(await town.command(rini, Action.SECTIONS), "Lanjut"))
    assert start is not None
    card = await town.press(rini, start)
    early = await town.press(rini, replace(start, verb=Verb.SUBMIT, argument="0"))
    assert early.screen is not None
    assert "Sudah buka" in early.screen.text, "what is missing is said"
    card = await town.press(rini, button(await town.press(rini, start), "Belum"))
    card = await town.press(rini, button(card, "Lewati"))
    done = await town.press(rini, button(card, "Kirim"))
    assert done.screen is not None
    assert "Terima kasih" in done.screen.text
    forged = replace(start, verb=Verb.CHOOSE, ordinal=0, revision=1, argument="0")
    await town.press(rini, forged)
    stored = {row.question: row.value for row in await town.database.read(answers.load, [start.submission])}
    assert stored["health/open"] == "no", "locked"
    await town.press(sari, replace(start, verb=Verb.REOPEN, argument="0.y"))
    status = await town.database.read(sections.statuses, [start.submission])
    assert {row.status for row in status.values()} == {"draft"}
    await town.press(rini, forged)
    stored = {row.question: row.value for row in await town.database.read(answers.load, [start.submission])}
    assert stored["health/open"] == "yes"


async def test_a_closed_round_is_read_only_and_the_next_one_takes_over(town: Town) -> None:
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = await submission_of(town, rini)
    await town.database.write(rounds.close, town.round_ids[KUTIM], town.now)
    reply = await town.press(rini, Press(Verb.CHOOSE, own.submission, own.form, 0, (), 0, "0"))
    assert reply.screen is not None
    assert "ditutup" in reply.screen.text
    assert await town.database.read(answers.load, [own.submission]) == []
    await town.open(KUTIM, {"dinkes": "dinkes"}, name="Evaluasi Tahap II")
    home = await town.command(rini, Action.SECTIONS)
    assert home.screen is not None
    assert "Tahap II" in home.screen.text
