"""A guest helps with one question and reaches nothing else, whatever she forges; her right ends when it should."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.flows.inputs import Medium, Sent
from bot.screens.commands import Action
from bot.screens.press import Press, Verb, decode, to36
from bot.services import visits
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import rounds
from storage.database import Database
from storage.models import (
    act,
    answer,
    claim,
    evidence,
    file,
    guest,
    invitation,
    membership,
    outbox,
    proposal,
    remark,
    section,
    submission,
)
from tests.services.pushed import pushed
from tests.services.town import Town, button, presses

KUTIM = "Kabupaten Kutai Timur"
TOKEN = re.compile(r"start=(\w+)")
SECRETS = (
    "Sudah buka",
    "Open yet",
    "Catatan",
    "penduduk",
    "Rini",
    "Bappeda",
    "Evaluasi",
    "t.me",
    "Kesehatan",
)


@dataclass
class Asked:
    """Rini of Dinkes asked Agus, who is nobody here, how many beds there are."""

    town: Town
    rini: Who
    agus: Who
    own: Press  # of Rini's work
    guest: int
    link: str

    @property
    def whole(self) -> int:
        return self.own.submission - 1

    async def stored(self) -> list[tuple[str, str, str]]:
        def read(conn: Connection) -> list[tuple[str, str, str]]:
            found = select(answer.c.question, answer.c.value, answer.c.origin).order_by(answer.c.id)
            return [tuple(row) for row in conn.execute(found)]  # type: ignore[misc]

        return await self.town.database.read(read)

    async def proposals(self) -> list[tuple[str, str]]:
        def read(conn: Connection) -> list[tuple[str, str]]:
            found = select(proposal.c.value, proposal.c.verdict).order_by(proposal.c.id)
            return [tuple(row) for row in conn.execute(found)]  # type: ignore[misc]

        return await self.town.database.read(read)

    async def tells_rini(self) -> tuple[str, list[Press]]:
        """The proposal as it reaches her: its text and buttons."""

        def read(conn: Connection) -> Any:
            from bot.services import pushes
            from storage import outbox as rows

            waiting = rows.waiting(conn, self.rini.chat_id, {"proposal"})
            return pushes.render(conn, self.town.setting, waiting[-1:], self.town.now) if waiting else None

        screen = await self.town.database.read(read)
        return (screen.text, presses(Reply(screen))) if screen is not None else ("", [])


@pytest.fixture
async def asked(database: Database) -> Asked:
    return await ask(database)


async def ask(database: Database) -> Asked:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    own = replace(presses(await town.command(rini, Action.SECTIONS))[0], ordinal=-1, argument="")
    card = await town.press(rini, button(await town.press(rini, replace(own, verb=Verb.START)), "Ya"))
    await town.confirm(rini)
    shared = await town.press(rini, button(card, "Minta bantuan"))
    assert shared.screen is not None
    token = TOKEN.search(shared.screen.text)
    assert token is not None
    agus = Who(51, 51, "Agus Salim", "id")
    await town.command(agus, Action.START, token[1])
    number = await database.read(lambda conn: conn.scalar(select(func.max(guest.c.id))))
    return Asked(town, rini, agus, own, number or 0, token[1])


def world(conn: Connection) -> Mapping[str, object]:
    """Everything that a guest could have changed."""
    tables = (
        answer,
        section,
        membership,
        invitation,
        submission,
        claim,
        guest,
        proposal,
        act,
        evidence,
        remark,
    )
    found: dict[str, object] = {one.name: conn.execute(select(one)).all() for one in tables}
    for one in (outbox, file):
        found[one.name] = conn.scalar(select(func.count()).select_from(one))
    return found


def said(reply: Reply) -> str:
    screens = (reply.screen, *reply.also) if reply.screen is not None else ()
    rows = [f"{b.text} {b.url} {b.copy}" for one in screens for row in one.rows for b in row]
    return "\n".join((reply.toast, *(one.text for one in screens), *rows))


def gives_away(reply: Reply) -> list[str]:
    return [secret for secret in SECRETS if secret in said(reply)]


async def test_the_card_shows_the_question_and_nothing_else_of_the_agency(asked: Asked) -> None:
    reply = await asked.town.command(asked.agus, Action.START, asked.link)
    assert "Berapa tempat tidur?" in said(reply)
    assert "Dinas Dinkes" in said(reply)
    assert gives_away(reply) == []
    assert {one.verb for one in presses(reply)} == {Verb.GUEST}


async def test_no_button_but_her_own_gives_a_guest_anything(asked: Asked) -> None:
    """Every verb that there is, about her question, about others and about the whole."""
    town = asked.town
    before = await town.database.read(world)
    mine, other = f"{to36(asked.guest)}.a", f"{to36(1)}.a"
    arguments = ("", "0", "0.0", "0.y", "0.r", "y", "yes", "20", "x", mine, other)
    forged = [
        Press(verb, submission_, asked.own.form, ordinal, (), 0, argument)
        for verb in Verb
        if verb is not Verb.GUEST
        for submission_ in (asked.own.submission, asked.whole)
        for ordinal in (-1, 1)
        for argument in (arguments if ordinal < 0 else ("", "20", "x"))
    ]
    for press in (*forged, *(replace(one, submission=0) for one in forged if one.argument in ("", "0.y"))):
        reply = await town.press(asked.agus, press)
        assert gives_away(reply) == [], f"{press}: {said(reply)}"
    assert await town.database.read(world) == before


async def test_no_command_gives_a_guest_anything(asked: Asked) -> None:
    town = asked.town
    before = await town.database.read(world)
    for action in Action:
        for argument in ("", "dinkes", "en", "bukti"):
            reply = await town.command(asked.agus, action, argument)
            assert gives_away(reply) == [], f"{action} {argument}: {said(reply)}"
    assert await town.database.read(world) == before


async def test_what_a_guest_types_sends_or_edits_becomes_a_proposal_at_most(asked: Asked) -> None:
    town = asked.town
    photo = Sent(Medium.PHOTO, "f1", "u1", "a.jpg", "image/jpeg", 1000)
    for raw in ("banyak", "-", "999999", "/status", "x" * 5000, photo, Sent(Medium.LOCATION, latitude=1.0)):
        reply = await town.say(asked.agus, raw)
        assert gives_away(reply) == []
    await town.say(asked.agus, "20")
    shown = await town.database.write(
        visits.edited, town.setting, asked.agus, "21", town.message_id, town.now
    )
    assert "Berapa tempat tidur?" in said(shown)
    assert gives_away(shown) == []
    assert await asked.stored() == [("health/open", "yes", "")]
    assert await asked.proposals() == [("20", "")]


async def test_another_guests_button_does_nothing(asked: Asked) -> None:
    town = asked.town
    wati = Who(52, 52, "Wati", "id")
    await town.command(wati, Action.START, asked.link)  # spent
    await town.join(53, "Tono", KUTIM, "bappeda")
    before = await town.database.read(world)
    theirs = Press(Verb.GUEST, 0, asked.own.form, 1, (), 0, f"{to36(asked.guest)}.v.20")
    for who in (wati, Who(53, 53, "Tono"), asked.rini, Who(99, 99, "Anybody")):
        reply = await town.press(who, theirs)
        assert "tempat tidur" not in said(reply)
    assert await town.database.read(world) == before


async def test_a_link_works_once_and_its_own_guest_may_open_it_again(asked: Asked) -> None:
    town = asked.town
    wati = Who(52, 52, "Wati", "id")
    assert "sudah terpakai" in said(await town.command(wati, Action.START, asked.link))
    assert "Berapa tempat tidur?" in said(await town.command(asked.agus, Action.START, asked.link))


async def test_a_representative_who_opens_the_link_is_led_to_the_question_and_spends_nothing(
    database: Database,
) -> None:
    asked = await ask(database)
    town = asked.town
    shared = await town.press(asked.rini, Press(Verb.SHARE, asked.own.submission, asked.own.form, 1))
    token = TOKEN.search(said(shared))
    assert token is not None
    reply = await town.command(asked.rini, Action.START, token[1])
    assert "langsung dijawab" in said(reply)
    wati = Who(52, 52, "Wati", "id")
    assert "Berapa tempat tidur?" in said(await town.command(wati, Action.START, token[1]))


# ------------------------------------------------------------------ what becomes of a proposal


async def test_a_proposal_that_is_taken_is_the_guests_answer_once(asked: Asked) -> None:
    town = asked.town
    await town.say(asked.agus, "20")
    text, buttons = await asked.tells_rini()
    assert "Usulan jawaban: 20" in text
    use = buttons[0]
    for _ in range(3):
        await town.press(asked.rini, use)
    assert await asked.stored() == [("health/open", "yes", ""), ("health/beds", "20", "guest")]
    assert await asked.proposals() == [("20", "accepted")]
    (told,) = await pushed(town, "guest_told")
    assert told[0] == asked.agus.chat_id
    assert "sudah dipakai" in told[1]


async def test_a_proposal_that_is_left_changes_nothing_and_the_guest_is_thanked(asked: Asked) -> None:
    town = asked.town
    await town.say(asked.agus, "20")
    _, buttons = await asked.tells_rini()
    await town.press(asked.rini, buttons[-1])
    assert await asked.proposals() == [("20", "declined")]
    assert await asked.stored() == [("health/open", "yes", "")]
    (told,) = await pushed(town, "guest_told")
    assert "memakai jawaban lain" in told[1]


async def test_a_proposal_that_is_changed_leads_to_the_question_with_the_guests_words(asked: Asked) -> None:
    town = asked.town
    await town.say(asked.agus, "20")
    _, buttons = await asked.tells_rini()
    town.message_id += 1
    reply = await town.press(asked.rini, buttons[1])
    assert "Usulan Agus Salim: 20" in said(reply)
    assert "Berapa tempat tidur?" in said(reply)
    await town.confirm(asked.rini)
    await town.say(asked.rini, "22")
    assert ("health/beds", "22", "") in await asked.stored()


async def test_an_answer_given_meanwhile_is_shown_before_it_is_replaced(asked: Asked) -> None:
    town = asked.town
    await town.say(asked.agus, "20")
    _, buttons = await asked.tells_rini()
    budi = await town.join(12, "Budi", KUTIM, "dinkes")
    await town.press(budi, replace(asked.own, verb=Verb.START))
    await town.confirm(budi)
    await town.say(budi, "25")
    reply = await town.press(asked.rini, buttons[0])
    assert "baru saja berubah" in said(reply)
    assert "25" in said(reply)
    assert ("health/beds", "25", "") in await asked.stored()
    await town.press(asked.rini, presses(reply)[0])
    assert ("health/beds", "20", "guest") in await asked.stored()


async def test_a_proposal_that_no_longer_fits_is_not_taken(asked: Asked) -> None:
    """The question that made it relevant is answered otherwise meanwhile."""
    town = asked.town
    await town.say(asked.agus, "20")
    _, buttons = await asked.tells_rini()
    await town.press(asked.rini, Press(Verb.CHOOSE, asked.own.submission, asked.own.form, 0, (), 1, "1"))
    reply = await town.press(asked.rini, buttons[0])
    assert "belum dapat dipakai" in said(reply)
    assert all(question != "health/beds" for question, _, _ in await asked.stored())


async def test_another_agency_cannot_decide_about_a_proposal(asked: Asked) -> None:
    town = asked.town
    await town.say(asked.agus, "20")
    _, buttons = await asked.tells_rini()
    tono = await town.join(53, "Tono", KUTIM, "bappeda")
    sari = await town.join(21, "Sari", KUTIM)
    theirs = replace(presses(await town.command(tono, Action.SECTIONS))[0], ordinal=-1)
    # the same question is asked of them
    await town.press(tono, replace(theirs, verb=Verb.CHOOSE, ordinal=0, argument="0"))
    before = await town.database.read(world)
    for who in (tono, sari, asked.agus):
        for one in buttons:
            for press in (one, replace(one, submission=theirs.submission), replace(one, submission=0)):
                reply = await town.press(who, press)
                assert "tempat tidur" not in said(reply) or who is asked.agus
    assert await town.database.read(world) == before


async def test_when_whoever_asked_has_left_her_colleagues_are_told(asked: Asked) -> None:
    town = asked.town
    await town.join(12, "Budi", KUTIM, "dinkes")
    sari = await town.join(21, "Sari", KUTIM)
    await town.say(asked.agus, "20")
    assert [chat for chat, _ in await pushed(town, "proposal")] == [11]
    person = await town.database.read(lambda conn: _person(conn, 11))
    await town.press(
        sari, Press(Verb.REMOVE_PERSON, asked.own.submission, asked.own.form, argument=f"{to36(person)}.y")
    )
    assert [chat for chat, _ in await pushed(town, "proposal")] == [12]


async def test_a_hand_over_keeps_claims_answers_and_what_a_guest_proposed(asked: Asked) -> None:
    town = asked.town
    sari = await town.join(21, "Sari", KUTIM)
    await town.press(asked.rini, replace(asked.own, verb=Verb.CLAIM, argument="0"))
    await town.say(asked.agus, "20")
    assert [chat for chat, _ in await pushed(town, "proposal")] == [11]
    person = await town.database.read(lambda conn: _person(conn, 11))
    made = await town.press(
        sari, Press(Verb.HAND_OVER, asked.own.submission, asked.own.form, argument=f"{to36(person)}.y")
    )
    token = TOKEN.search(said(made))
    assert token is not None
    dewi = Who(14, 14, "Dewi", "id")
    await town.command(dewi, Action.START, token[1])
    ((chat, text),) = await pushed(town, "proposal")
    assert (chat, "Usulan jawaban: 20" in text) == (14, True)
    home = await town.command(dewi, Action.SECTIONS)
    assert "👤 Kesehatan: Bapak/Ibu" in said(home)
    shown = await town.press(dewi, button(home, "Usulan jawaban rekan: 1"))
    await town.press(dewi, button(shown, "Pakai"))
    assert await asked.stored() == [("health/open", "yes", ""), ("health/beds", "20", "guest")]


def _person(conn: Connection, number: int) -> int:
    from storage import people

    found = people.by_telegram(conn, number)
    assert found is not None
    return found.id


# ------------------------------------------------------------------ how the right ends


async def _decided(asked: Asked) -> None:
    await asked.town.say(asked.agus, "20")
    _, buttons = await asked.tells_rini()
    await asked.town.press(asked.rini, buttons[-1])


async def _withdrawn(asked: Asked) -> None:
    await asked.town.press(
        asked.rini, Press(Verb.SHARE, asked.own.submission, asked.own.form, 1, argument="x")
    )


async def _sent(asked: Asked) -> None:
    sari = await asked.town.join(21, "Sari", KUTIM)
    await asked.town.press(sari, Press(Verb.CLOSE, asked.own.submission, asked.own.form, argument="0.y"))


async def _sent_and_opened_again(asked: Asked) -> None:
    from datetime import timedelta

    asked.town.now += timedelta(minutes=1)
    await _sent(asked)
    await asked.town.press(
        Who(21, 21, "Sari"), Press(Verb.REOPEN, asked.own.submission, asked.own.form, argument="0.y")
    )


async def _round_closed(asked: Asked) -> None:
    town = asked.town
    await town.database.write(lambda conn: rounds.close(conn, town.round_ids[KUTIM], town.now))


async def _no_longer_asked(asked: Asked) -> None:
    await asked.town.press(
        asked.rini, Press(Verb.CHOOSE, asked.own.submission, asked.own.form, 0, (), 1, "1")
    )


ENDS: Mapping[str, Callable[[Asked], Awaitable[None]]] = {
    "somebody decided": _decided,
    "the link is withdrawn": _withdrawn,
    "the section is sent": _sent,
    "the section is sent and opened again": _sent_and_opened_again,
    "the round is closed": _round_closed,
    "the question is no longer asked": _no_longer_asked,
}


@pytest.mark.parametrize("how", ENDS)
async def test_a_guests_right_ends_when(asked: Asked, how: str) -> None:
    town = asked.town
    await ENDS[how](asked)
    before = await asked.proposals()
    typed = await town.say(asked.agus, "33")
    tapped = await town.press(
        asked.agus, Press(Verb.GUEST, 0, asked.own.form, 1, (), 0, f"{to36(asked.guest)}.v.33")
    )
    assert "tempat tidur" not in said(typed) + said(tapped)
    assert await asked.proposals() == before
    assert "sudah selesai" in said(tapped)


async def test_a_link_that_was_withdrawn_or_came_too_late_lets_nobody_in(database: Database) -> None:
    asked = await ask(database)
    town = asked.town
    shared = await town.press(asked.rini, Press(Verb.SHARE, asked.own.submission, asked.own.form, 1))
    token = TOKEN.search(said(shared))
    assert token is not None
    await _withdrawn(asked)
    wati = Who(52, 52, "Wati", "id")
    assert "sudah habis" in said(await town.command(wati, Action.START, token[1]))
    shared = await town.press(asked.rini, Press(Verb.SHARE, asked.own.submission, asked.own.form, 1))
    token = TOKEN.search(said(shared))
    assert token is not None
    await _sent(asked)
    reply = await town.command(wati, Action.START, token[1])
    assert "sudah ditutup" in said(reply)
    assert decode("gu:0:1:0:0:1") is not None
