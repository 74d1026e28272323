"""Claims, and the links that pass a section on: a word among colleagues, which never shuts anybody out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import helping, holders, reminding
from bot.services.enrolling import Who
from bot.services.overseeing import reader_of
from bot.services.replies import Reply
from bot.services.sharing import MOST_A_DAY
from storage import claims, people
from storage.database import Database
from tests.services.town import Town, presses

KUTIM = "Kabupaten Kutai Timur"
TOKEN = re.compile(r"start=(\w+)")


def said(reply: Reply) -> str:
    return f"{reply.toast}\n{reply.screen.text}" if reply.screen is not None else reply.toast


@dataclass
class Office:
    """Dinkes with Rini and Budi; a press that carries its submission."""

    town: Town
    rini: Who
    budi: Who
    own: Press

    async def claim(self, who: Who, argument: str) -> Reply:
        return await self.town.press(who, replace(self.own, verb=Verb.CLAIM, argument=argument))

    async def held(self) -> dict[str, str]:
        found = await self.town.database.read(claims.of_submissions, [self.own.submission])
        return {path: row.person_name for (_, path), row in found.items()}

    async def link(self, section: str = "0") -> str:
        shared = await self.town.press(self.rini, replace(self.own, verb=Verb.SHARE, argument=section))
        token = TOKEN.search(said(shared))
        assert token is not None, said(shared)
        return token[1]


@pytest.fixture
async def office(database: Database) -> Office:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes bappeda", "bappeda": "bpkad"})
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    budi = await town.join(12, "Budi", KUTIM, "dinkes")
    own = replace(presses(await town.command(rini, Action.SECTIONS))[0], ordinal=-1, argument="")
    return Office(town, rini, budi, own)


async def test_a_claim_is_the_first_ones_until_she_lets_go(office: Office) -> None:
    await office.claim(office.rini, "0")
    reply = await office.claim(office.budi, "0")
    assert reply.toast == "Bagian ini dipegang Bapak/Ibu Rini. Bapak/Ibu tetap dapat ikut mengisi."
    assert await office.held() == {"health": "Rini"}
    await office.claim(office.budi, "0.r")
    assert await office.held() == {"health": "Rini"}, "nobody else lets go for her"
    await office.claim(office.rini, "0.r")
    await office.claim(office.budi, "0")
    assert await office.held() == {"health": "Budi"}


async def test_a_claim_keeps_no_colleague_from_answering(office: Office) -> None:
    town = office.town
    await office.claim(office.rini, "0")
    await town.press(office.budi, replace(office.own, verb=Verb.CHOOSE, ordinal=0, argument="0"))
    card = await town.press(office.budi, replace(office.own, verb=Verb.REVIEW, argument="0.0"))
    assert "Ya" in said(card)
    assert "Dipegang Bapak/Ibu Rini" in said(card)


@pytest.mark.parametrize("argument", ["", "zz", "9", "0.r", "1.t", "y"])
async def test_nobody_else_claims_anything(office: Office, argument: str) -> None:
    town = office.town
    others = [
        await town.join(13, "Tono", KUTIM, "bappeda"),
        await town.join(21, "Sari", KUTIM),
        Who(99, 99, "Anybody"),
    ]
    for who in others:
        for verb in (Verb.CLAIM, Verb.SHARE):
            reply = await town.press(who, replace(office.own, verb=verb, argument=argument))
            assert "Dinkes" not in said(reply)
            assert "t.me" not in said(reply)
    assert await office.held() == {}


async def test_a_section_that_was_sent_is_neither_claimed_nor_passed_on(office: Office) -> None:
    town = office.town
    sari = await town.join(21, "Sari", KUTIM)
    await town.press(sari, replace(office.own, verb=Verb.CLOSE, argument="0.y"))
    assert "sudah terkirim" in said(await office.claim(office.rini, "0"))
    shared = await town.press(office.rini, replace(office.own, verb=Verb.SHARE, argument="0"))
    assert "t.me" not in said(shared)
    assert await office.held() == {}


async def test_whoever_opens_the_link_of_a_section_works_here_and_holds_it(office: Office) -> None:
    town = office.town
    await office.claim(office.rini, "0")
    link = await office.link()
    dewi = Who(14, 14, "Dewi", "id")
    assert "Dinas Dinkes" in said(await town.command(dewi, Action.START, link))
    assert await office.held() == {"health": "Dewi"}
    await town.command(Who(15, 15, "Eko", "id"), Action.START, link)
    assert await office.held() == {"health": "Dewi"}, "it was for one"


async def test_a_colleague_who_is_in_already_takes_the_section_on_with_the_same_link(office: Office) -> None:
    link = await office.link()
    for _ in range(2):
        await office.town.command(office.budi, Action.START, link)
    assert await office.held() == {"health": "Budi"}
    await office.claim(office.budi, "0.r")
    await office.town.command(office.budi, Action.START, link)
    assert await office.held() == {}, "a link is spent once"


async def test_whoever_tries_her_own_link_out_spends_nothing(office: Office) -> None:
    link = await office.link()
    assert "Dinas Dinkes" in said(await office.town.command(office.rini, Action.START, link))
    assert await office.held() == {}
    await office.town.command(office.budi, Action.START, link)
    assert await office.held() == {"health": "Budi"}


ROOTLESS = """
| survey |
| | type    | name  | label   |
| | integer | beds  | Tempat? |
| | integer | rooms | Kamar?  |
"""


async def test_rows_outside_of_groups_are_passed_on_as_well(database: Database) -> None:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes"}, form=ROOTLESS)
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    budi = await town.join(12, "Budi", KUTIM, "dinkes")
    own = replace(presses(await town.command(rini, Action.SECTIONS))[0], ordinal=-1, argument="")
    office = Office(town, rini, budi, own)
    await town.command(budi, Action.START, await office.link())
    assert await office.held() == {"": "Budi"}


async def test_nobody_is_told_that_she_let_go_of_what_a_colleague_holds(office: Office) -> None:
    await office.claim(office.budi, "0")
    released = await office.claim(office.rini, "0.r")
    assert released.toast == "Bagian ini dipegang Bapak/Ibu Budi. Bapak/Ibu tetap dapat ikut mengisi."
    assert await office.held() == {"health": "Budi"}


async def test_a_claim_ends_with_the_right_and_is_back_with_it(office: Office) -> None:
    await office.claim(office.rini, "0")

    def right(conn: Connection, *, ends: bool) -> None:
        person = people.by_telegram(conn, 11)
        assert person is not None
        (mine,) = people.memberships(conn, person.id) if ends else (None,)
        facts = {"person_id": person.id, "role": "representative", "at": office.town.now}
        if mine is not None:
            people.end_membership(conn, region_id=mine.region_id, agency_id=mine.agency_id, **facts)  # type: ignore[arg-type]
        else:
            (other,) = people.memberships(conn, people.by_telegram(conn, 12).id)  # type: ignore[union-attr]
            people.add_membership(conn, region_id=other.region_id, agency_id=other.agency_id, **facts)  # type: ignore[arg-type]

    await office.town.database.write(right, ends=True)
    assert await office.held() == {}
    await office.town.database.write(right, ends=False)
    assert await office.held() == {"health": "Rini"}


async def test_a_reminder_begins_with_the_readers_own_sections(office: Office) -> None:
    await office.claim(office.rini, "0")
    await office.claim(office.budi, "1")
    town = office.town

    def places(conn: Connection, number: int) -> tuple[list[str], str]:
        person = people.by_telegram(conn, number)
        assert person is not None
        chat = reader_of(number, person.id, person.name, "id")
        desk = helping.desk_of(conn, town.setting.library, chat, office.own.submission, town.now)
        assert desk is not None
        held = holders.of_desk(conn, desk)
        left, stop = reminding.left_of(desk, held), reminding.first_open(desk, held)
        assert left is not None and stop is not None
        return [label for label, _ in left.places], stop.key.question

    assert await town.database.read(places, 11) == (["Kesehatan", "Daerah"], "health/open")
    assert await town.database.read(places, 12) == (["Daerah", "Kesehatan"], "region/people")


async def test_nobody_makes_links_without_end(office: Office) -> None:
    town = office.town
    for _ in range(MOST_A_DAY):
        await office.link()
    refused = await town.press(office.rini, replace(office.own, verb=Verb.SHARE, ordinal=0))
    assert "banyak tautan" in refused.toast
    town.now += timedelta(days=1, minutes=1)
    await office.link()
