"""What is done to many is for coordinators of that region alone: every button and command by everybody else."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import inviting
from bot.services.enrolling import Who
from storage import acts, agencies, rounds
from storage.database import Database
from storage.models import act, outbox, round_
from tests.services.pushed import pushed
from tests.services.town import Town, button

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
SARI = 21
VERBS = (Verb.NUDGE, Verb.DEADLINE, Verb.SCHEDULE, Verb.ANNOUNCE, Verb.CALLS)
COMMANDS = (Action.DEADLINE, Action.ANNOUNCE, Action.CALLS)
FACTS = ("Kutai", "Dinkes", "Bappeda", "Rini", "Sari", "Rapat", "Evaluasi", "2024")
OUTSIDERS = ("representative", "alternate", "leader", "elsewhere", "stranger", "in a group")
# everything that the screens' buttons carry, and more
ARGUMENTS = (
    "",
    *("0", "1", "7", "t", "q", "S", "a", "l", "n", "e", "c", "s0", "l.y", "a.y", "n.y", "s0.y", "e.y"),
    *("p1", "x1", "r1.0", "p2", "x2", "r2.0", "3f.g", "y3f.g", "ye.{draft}", "e.{draft}", ".{draft}"),
    *("{yes}", "y1.1", "zzzz", "-", "💥"),
)


@pytest.fixture
async def town(database: Database) -> Town:
    """A coordinator has nudged, announced, and has a preview of another deadline before her."""
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
    await town.open(DUMAI, {"dinkes": "dinkes"})
    await town.join(11, "Rini", KUTIM, "dinkes")
    sari = await town.join(SARI, "Sari", KUTIM)
    await town.press(sari, Press(Verb.NUDGE, 1, 1, argument="l.y"), tapped=70)
    offers = await town.command(sari, Action.ANNOUNCE, "Rapat rahasia")
    await town.press(sari, button(offers, "Semua perwakilan").replace(":e.", ":ye."), tapped=71)
    return town


async def outsider(town: Town, sort: str) -> Who:
    if sort == "stranger":
        return Who(99, 99, "Anybody")
    if sort == "elsewhere":
        return await town.join(31, "Doni", DUMAI)
    if sort == "representative":
        return Who(11, 11, "Somebody")
    if sort == "in a group":
        return Who(-100, SARI, "Somebody", private=False)

    def invite(conn: Connection) -> str:
        found = rounds.get(conn, town.round_ids[KUTIM])
        assert found is not None
        agency = agencies.by_code(conn, found.region_id, "dinkes")
        assert agency is not None
        return inviting.invite(
            conn,
            role=sort,
            region_id=found.region_id,
            agency_id=agency.id if sort == "alternate" else None,
            name="",
            created_by=None,
            now=town.now,
            days=9,
        ).token

    who = Who(41, 41, "Somebody")
    await town.command(who, Action.START, await town.database.write(invite))
    return who


def state(conn: Connection) -> object:
    """Everything that these controls could have changed."""
    rows = conn.execute(select(outbox.c.kind, outbox.c.dropped_at).where(outbox.c.kind != "joined"))
    terms = conn.execute(select(round_.c.deadline, round_.c.reminders, round_.c.digest_hour))
    done = conn.execute(select(act.c.kind, act.c.undone_at))
    return [sorted(map(repr, found)) for found in (rows, terms, done)]


@pytest.mark.parametrize("sort", OUTSIDERS)
async def test_nobody_else_reaches_many(town: Town, sort: str) -> None:
    who = await outsider(town, sort)
    sari = Who(SARI, SARI, "Sari")
    moved = await town.press(sari, Press(Verb.DEADLINE, 1, 1, argument="2"))
    yes = button(moved, "Ya, pindahkan").split(":")[-1]
    offers = await town.command(sari, Action.ANNOUNCE, "Rapat rahasia kedua")
    draft = button(offers, "Semua perwakilan").rpartition(".")[2]
    before = await town.database.read(state)
    replies = []
    for verb in VERBS:
        for argument in ARGUMENTS:
            for submission in (0, 1, 2, 3) if sort != "elsewhere" else (1, 2, 3):
                data = Press(verb, submission, 1, argument=argument.format(draft=draft, yes=yes)).encode()
                replies.append(await town.press(who, data, tapped=70))
    if sort != "elsewhere":
        for action in COMMANDS:
            for argument in ("", "25 juni", "halo"):
                replies.append(await town.command(who, action, argument))
    for reply in replies:
        said = (reply.screen.text if reply.screen is not None else "") + reply.toast
        assert not [fact for fact in FACTS if fact in said], said
    assert await town.database.read(state) == before


async def test_another_regions_commands_are_about_ones_own_region(town: Town) -> None:
    doni = await town.join(31, "Doni", DUMAI)
    for action in COMMANDS:
        reply = await town.command(doni, action)
        assert reply.screen is not None
        assert "Dumai" in reply.screen.text and "Kutai" not in reply.screen.text


async def test_the_region_of_the_act_decides_not_the_number_in_the_button(town: Town) -> None:
    """Doni's own round in the button, another region's act as its argument."""
    doni = await town.join(31, "Doni", DUMAI)
    own = 4  # the region's own submission of his round
    before = await town.database.read(state)
    for verb in (Verb.NUDGE, Verb.ANNOUNCE):
        for argument in ("p1", "x1", "r1.0", "p2", "x2", "r2.0"):
            reply = await town.press(doni, Press(verb, own, 1, argument=argument))
            assert reply.screen is None and reply.alert
    assert await town.database.read(state) == before
    assert len(await town.database.read(acts.of_round, town.round_ids[KUTIM], 9)) == 2


async def test_what_was_queued_for_the_region_arrives_there_alone(town: Town) -> None:
    await town.join(31, "Doni", DUMAI)
    assert {chat for chat, _ in await pushed(town, "nudge", "announced")} == {11}
