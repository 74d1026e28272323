"""Every control of the cockpit, pressed by everybody who has no right to it: one table, and a row a control.

A control that is not in the table fails a test, so a new verb cannot be forgotten. `arguments` are what its
buttons carry, also forged ones: numbers of people, acts and sections of another region.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from bot.screens.commands import Action
from bot.screens.press import Press, Verb, to36
from bot.services import controls
from bot.services.enrolling import Who
from bot.services.replies import Reply
from storage import people, rounds, submissions, tasks
from storage.database import Database
from storage.models import (
    act,
    invitation,
    membership,
    outbox,
    remark,
    returned,
    round_,
    section,
    section_event,
    submission,
)
from storage.models import task as task_table
from tests.services.town import Town

KUTIM, DUMAI = "Kabupaten Kutai Timur", "Kota Dumai"
FACTS = ("Kutai", "Dinas", "Evaluasi", "Rini", "Agus", "Kesehatan", "t.me", "0812")

# What a button of each verb may carry. '{person}', '{act}', '{soon}': of the region that is attacked
ARGUMENTS: Mapping[Verb, tuple[str, ...]] = {
    Verb.STATUS: ("", "0", "zz"),
    Verb.SECTIONS: ("",),
    Verb.ANSWERS: ("0.0", "1.0", "zz.zz"),
    Verb.REOPEN: ("0", "0.y", "zz.y"),
    Verb.CLOSE: ("0", "0.y", "zz.y"),
    Verb.EXTEND: ("", "{soon}", "{soon}.n", "{soon}.y", "{soon}.r"),
    Verb.PEOPLE: ("",),
    Verb.REMOVE_PERSON: ("", "{person}", "{person}.y"),
    Verb.HAND_OVER: ("", "{person}", "{person}.y"),
    Verb.INVITE: ("", "0", ".a", ".c", ".l"),
    Verb.CONTROLS: ("", "c", "c.y", "o", "o.y"),
    Verb.HISTORY: ("", "0"),
    Verb.UNDO: ("{act}", "{act}.y"),
    Verb.NUDGE: ("", "S", "l", "l.y", "a", "a.y", "n.y", "s0.y", "p{act}", "x{act}", "r{act}.0"),
    Verb.DEADLINE: ("", "1", "7", "t", "q", "y{soon}.{soon}", "{soon}.y"),
    Verb.SCHEDULE: ("", "3f.g", "y3f.g", "y.", "d"),
    Verb.ANNOUNCE: ("", "q", "e.0", "ye.0", ".0", "S.0", "p{act}", "x{act}", "r{act}.0"),
    Verb.CALLS: ("", "0"),
    Verb.RECAP: ("m", "m0", "r", "c", "a0", ""),
    Verb.PROOFS: ("", "0", "l1", "lzz", "zz"),
    Verb.EXPORT: ("", "w", "w.id", "book.id", "evidence.id"),
    Verb.ALERTS: ("", "now", "hourly", "digest"),
    Verb.GROUP: ("", "y", "n"),
    Verb.RECEIPT: ("", "l", "d", "p0", "p1", "v", "y" + "0" * 34),
    Verb.SETUP: ("", "try", "open", "y"),
    Verb.INSPECT: ("0.0", "", "0", "zz.0"),
    Verb.RETURN: ("0", "0.y", "0.x", "1", "x", "zz.y"),
    Verb.ACCEPT: ("0", "0.x", "zz"),
    Verb.THREAD: ("w", "", "iw"),
    Verb.TRACE: ("0", "", "zz"),
    Verb.TASK: (
        "",
        "l0",
        "p0",
        "n",
        "nw.0",
        "n{soon}.0.y",
        "t{task}",
        "t{task}.d.y",
        "t{task}.b.y",
        "t{task}.m{soon}.y",
    ),
}
OF_A_QUESTION = frozenset({Verb.THREAD, Verb.RETURN, Verb.INSPECT, Verb.TRACE})
MOST_BUTTONS = 250
HER_OWN = frozenset(
    {Verb.ALERTS, Verb.SETUP}
)  # a coordinator of anywhere has these, about herself and her region
ALSO_FOR = {
    "leader": controls.FOR_LEADERS,
    "assessor": controls.FOR_ASSESSORS,
    "representative": frozenset({Action.HISTORY, Action.TASKS}),  # of her own agency
}
NOT_FOR_LEADERS = frozenset(controls.BUTTONS) - controls.FOR_LEADERS


@dataclass
class Attacked:
    """The round of a region, and numbers in it that a forged button may carry."""

    town: Town
    agency: int
    whole: int
    form: int
    numbers: Mapping[str, str]

    def presses(self, verb: Verb) -> list[Press]:
        arguments = [one.format(**self.numbers) for one in ARGUMENTS[verb]]
        found = [
            Press(verb, one, self.form, argument=argument)
            for one in (self.agency, self.whole)
            for argument in arguments
        ]
        asked = [replace(one, ordinal=0) for one in found] if verb in OF_A_QUESTION else []
        return asked + found


@pytest.fixture
async def attacked(database: Database) -> Attacked:
    town = Town(database)
    await town.open(KUTIM, {"dinkes": "dinkes", "bappeda": "bappeda"})
    await town.open(DUMAI, {"dinkes": "dinkes"})
    rini = await town.join(11, "Rini", KUTIM, "dinkes")
    sari = await town.join(21, "Sari", KUTIM)

    def numbers(conn: Connection) -> tuple[int, int, int, int]:
        round_row = rounds.get(conn, town.round_ids[KUTIM])
        person = people.by_telegram(conn, rini.telegram_id)
        assert round_row is not None and person is not None
        of_round = select(submission.c.id).where(submission.c.round_id == round_row.id)
        first = conn.scalar(of_round.where(submission.c.agency_id.is_not(None)).order_by(submission.c.id))
        assert first is not None
        return first, submissions.region_of(conn, round_row.id), round_row.form_id, person.id

    agency, whole, form, person = await town.database.read(numbers)
    # an act that could be undone
    await town.press(sari, Press(Verb.CLOSE, agency, form, argument="0.y"))
    done = await town.database.read(lambda conn: conn.scalar(select(func.max(act.c.id))))
    task = await town.database.write(_delivered_task, agency, person, town)
    soon = int(town.now.timestamp()) // 60 + 60 * 24 * 30
    facts = {"person": to36(person), "act": to36(done or 0), "soon": to36(soon), "task": to36(task)}
    return Attacked(town, agency, whole, form, facts)


def _delivered_task(conn: Connection, agency: int, person: int, town: Town) -> int:
    """Of the first coordinator; everything can be done about it."""
    due, sari = town.now + timedelta(hours=6), people.by_telegram(conn, 21)
    assert sari is not None
    task = tasks.add(
        conn,
        submission_id=agency,
        text="Evaluasi",
        wanted="",
        due_at=due,
        person_id=sari.id,
        at=town.now,
    )
    tasks.deliver(conn, task, person, town.now)
    return task


def world(conn: Connection) -> dict[str, object]:
    """Everything that a control could have changed."""
    counted = {
        table.name: conn.scalar(select(func.count()).select_from(table))
        for table in (act, invitation, remark, section_event)
    }
    return {
        **counted,
        "outbox": conn.scalar(select(func.count()).select_from(outbox)),
        "rounds": conn.execute(select(round_).order_by(round_.c.id)).all(),
        "submissions": conn.execute(select(submission).order_by(submission.c.id)).all(),
        "returned": conn.execute(select(returned).order_by(returned.c.id)).all(),
        "sections": conn.execute(select(section).order_by(section.c.id)).all(),
        "rights": conn.execute(
            select(membership.c.id, membership.c.until, membership.c.alerts).order_by(membership.c.id)
        ).all(),
        "tasks": conn.execute(select(task_table).order_by(task_table.c.id)).all(),
        "undone": conn.execute(select(act.c.id, act.c.undone_at).order_by(act.c.id)).all(),
    }


def says_nothing(reply: Reply) -> bool:
    screens = (reply.screen, *reply.also) if reply.screen else ()
    said = [reply.toast]
    for one in screens:
        said.append(one.text)
        said += [f"{b.text} {b.url} {b.copy}" for line in one.rows for b in line]
    return not any(fact in text for text in said for fact in FACTS)


async def outsider(town: Town, who: str) -> Who:
    """Somebody with another right, or none."""
    if who == "stranger":
        return Who(99, 99, "Anybody")
    if who == "coordinator of another region":
        return await town.join(31, "Doni", DUMAI)
    if who == "representative":
        return await town.join(12, "Budi", KUTIM, "bappeda")
    if who == "assessor of another region":
        return await town.join(51, "Asri", DUMAI, role="assessor")
    if who == "former coordinator":
        gone = await town.join(22, "Tuti", KUTIM)
        await town.database.write(_dismiss, gone, town)
        return gone
    return await town.join(41, "Wali", KUTIM, "dinkes" if who == "alternate" else "", role=who)


def _dismiss(conn: Connection, who: Who, town: Town) -> None:
    person = people.by_telegram(conn, who.telegram_id)
    assert person is not None
    (mine,) = people.memberships(conn, person.id)
    people.end_membership(
        conn, person_id=person.id, role=mine.role, region_id=mine.region_id, agency_id=None, at=town.now
    )


OUTSIDERS = (
    "stranger",
    "representative",
    "leader",
    "alternate",
    "assessor",
    "assessor of another region",
    "former coordinator",
    "coordinator of another region",
)


def test_every_control_stands_in_the_table() -> None:
    assert set(controls.BUTTONS) <= set(ARGUMENTS)


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_an_outsider_gets_nothing_from_any_button(attacked: Attacked, who: str) -> None:
    town = attacked.town
    other = await outsider(town, who)
    before = await town.database.read(world)
    for verb in controls.BUTTONS:
        if verb in ALSO_FOR.get(who, ()):
            continue
        if who == "coordinator of another region" and verb in HER_OWN:
            continue
        for press in attacked.presses(verb):
            reply = await town.press(other, press)
            assert says_nothing(reply), f"{verb.name} {press.argument}: {reply}"
            assert reply.screen is None or not reply.screen.rows, f"{verb.name} {press.argument}: {reply}"
            assert await town.database.read(world) == before, f"{verb.name} {press.argument}"


@pytest.mark.parametrize(
    "who", ["stranger", "representative", "leader", "alternate", "assessor", "former coordinator"]
)
async def test_an_outsider_gets_nothing_from_any_command(attacked: Attacked, who: str) -> None:
    town = attacked.town
    other = await outsider(town, who)
    before = await town.database.read(world)
    for action in controls.COMMANDS:
        if action in ALSO_FOR.get(who, ()):
            continue
        for argument in ("", "dinkes", "25 juni"):
            reply = await town.command(other, action, argument)
            assert says_nothing(reply), f"{action.name} {argument}: {reply}"
    assert await town.database.read(world) == before


async def test_numbers_of_another_region_do_nothing_in_ones_own_round(attacked: Attacked) -> None:
    """Her own submission with somebody else's people and acts."""
    town = attacked.town
    doni = await town.join(31, "Doni", DUMAI)
    own = await town.database.read(_own_agency, town.round_ids[DUMAI])
    before = await town.database.read(world)
    for verb in (Verb.REMOVE_PERSON, Verb.HAND_OVER, Verb.UNDO, Verb.TASK):
        for press in attacked.presses(verb):
            if "." not in press.argument:
                continue
            reply = await town.press(doni, replace(press, submission=own))
            assert says_nothing(Reply(toast=reply.toast)), reply
            text = reply.screen.text if reply.screen else ""
            assert "Rini" not in text and "Kutai" not in text and "t.me" not in text
    assert await town.database.read(world) == before


def _own_agency(conn: Connection, round_id: int) -> int:
    found = select(submission.c.id).where(
        submission.c.round_id == round_id, submission.c.agency_id.is_not(None)
    )
    one = conn.scalar(found)
    assert one is not None
    return one


async def test_in_a_group_nothing_is_changed_and_nobody_is_named(attacked: Attacked) -> None:
    town = attacked.town
    in_group = Who(-100500, 21, "Sari", private=False)
    before = await town.database.read(world)
    for verb in set(controls.BUTTONS) - controls.IN_GROUPS:
        for press in attacked.presses(verb):
            reply = await town.press(in_group, press)
            assert reply.screen is None, verb
    assert await town.database.read(world) == before
    card = await town.press(in_group, Press(Verb.SECTIONS, attacked.agency, attacked.form))
    assert card.screen is not None
    assert "Rini" not in card.screen.text


async def test_an_errand_ends_with_the_right_to_it(attacked: Attacked) -> None:
    """She was asked for a date, then dismissed: what she types moves nothing."""
    town = attacked.town
    tuti = await town.join(22, "Tuti", KUTIM)
    await town.press(tuti, Press(Verb.EXTEND, attacked.agency, attacked.form))
    await town.database.write(_dismiss, tuti, town)
    before = await town.database.read(world)
    reply = await town.say(tuti, "30 juni jam 16")
    assert says_nothing(reply)
    assert await town.database.read(world) == before


async def test_no_button_of_the_cockpit_is_dead(attacked: Attacked) -> None:
    """From /status on, every button that is drawn leads somewhere, for the agency that is asked and the round."""
    town = attacked.town
    sari = Who(21, 21, "Sari")
    first = await town.command(sari, Action.STATUS)
    waiting = [data for data in _drawn(first) if data]
    seen: set[str] = set(waiting)
    while waiting and len(seen) < MOST_BUTTONS:
        data = waiting.pop(0)
        reply = await town.press(sari, data)
        assert reply.toast != "Tidak tersedia untuk Bapak/Ibu", data
        assert reply.screen is not None or reply.effects or reply.toast, data
        for further in _drawn(reply):
            if further not in seen:
                seen.add(further)
                waiting.append(further)
    reached = {data.split(":")[0] for data in seen}
    assert reached >= {verb.value for verb in controls.BUTTONS} - {"G", "W", "K", "eb"}, (
        "groups, alerts and set-up, and evidence, for which this form does not ask"
    )


def _drawn(reply: Reply) -> list[str]:
    """The data of the buttons, but not of those that do what was confirmed."""
    rows = reply.screen.rows if reply.screen is not None else ()
    return [one.data for row in rows for one in row if one.data and not one.data.endswith((".y", ".r"))]


async def test_the_rightful_coordinator_reaches_every_control(attacked: Attacked) -> None:
    """Without this the tests above would pass for a bot that answers nobody."""
    town = attacked.town
    sari = Who(21, 21, "Sari")
    for verb in controls.BUTTONS:
        submission_ = attacked.agency if verb in controls.OF_AN_AGENCY else attacked.whole
        press = next(one for one in attacked.presses(verb) if one.submission == submission_)
        reply = await town.press(sari, press)
        assert reply.screen is not None or reply.effects or reply.toast, verb
        assert reply.toast != "Tidak tersedia untuk Bapak/Ibu", verb
    assert Action.HISTORY in controls.COMMANDS
