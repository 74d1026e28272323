"""Two colleagues answer the same question in the same moment: one is stored, the other is asked."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select, text

from bot.screens.commands import Action
from bot.screens.press import Press, Verb
from bot.services import visits
from bot.services.alerts import AGENCY, ALL
from bot.services.enrolling import Who
from bot.services.replies import Reply
from bot.turn import Turn
from storage import answers, inbox, submissions
from storage.database import Database
from storage.inbox import Incoming
from storage.models import outbox
from tests.services.town import Town, presses

REGION = "Kabupaten Kutai Timur"


async def test_of_two_answers_at_once_one_is_stored_and_the_other_is_asked(database: Database) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes"})
    people = [await town.join(number, f"Person {number}", REGION, "dinkes") for number in range(11, 17)]
    own = presses(await town.command(people[0], Action.SECTIONS))[0]
    for who in people:  # the first look loads the form; it is not what is tested here
        await town.command(who, Action.SECTIONS)

    async def tap(number: int, who: Who) -> Reply:
        update = Incoming(number, who.chat_id, json.dumps({"update_id": number}))
        (row,) = await database.write(inbox.add_batch, 1, [update], town.now)
        choice = Press(Verb.CHOOSE, own.submission, own.form, 0, (), 0, str(number % 2)).encode()
        return await Turn(database, row).write(visits.press, town.setting, who, choice, 1, town.now)

    replies = await asyncio.gather(*(tap(number, who) for number, who in enumerate(people)))
    rows = await database.read(answers.load, [own.submission])
    (stored,) = [row for row in rows if row.question == "health/open"]
    assert stored.revision == 1
    asked = [r for r in replies if r.screen is not None and stored.value != "" and "Person" in r.screen.text]
    assert len(asked) == 3, "those who chose the other answer are asked before it is replaced"


ONE = """
| survey |
| | type        | name | label       | required |
| | begin_group | g    | Kesehatan   |          |
| | integer     | a    | Berapa?     | yes      |
| | end_group   |      |             |          |
"""


async def test_of_two_agencies_that_complete_at_once_one_tells_that_all_are_complete(
    database: Database,
) -> None:
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes", "rsud": "rsud"}, ONE)
    await town.join(9, "Sari", REGION)
    people = [await town.join(11, "Rini", REGION, "dinkes"), await town.join(12, "Agus", REGION, "rsud")]
    for who in people:
        await town.command(who, Action.CONTINUE)
        await town.confirm(who)
        await town.say(who, "7")
    own = [presses(await town.command(who, Action.SECTIONS))[0] for who in people]
    submits = [Press(Verb.SUBMIT, one.submission, one.form, argument="0") for one in own]
    await asyncio.gather(*(town.press(who, one) for who, one in zip(people, submits, strict=True)))
    kinds = await database.read(lambda conn: list(conn.scalars(select(outbox.c.kind))))
    assert sorted(kind for kind in kinds if kind in (AGENCY, ALL)) == [AGENCY, ALL]


async def test_of_two_coordinators_who_undo_at_once_both_hear_that_it_is_undone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL both look at the act before one of them has the lock of the agency."""
    town = Town(database)
    await town.open(REGION, {"dinkes": "dinkes"}, form=ONE)
    rini = await town.join(11, "Rini", REGION, "dinkes")
    own = presses(await town.command(rini, Action.SECTIONS))[0]
    both = [await town.join(number, f"Person {number}", REGION) for number in (21, 22)]
    closed = Press(Verb.CLOSE, own.submission, own.form, argument="0.y")
    undo = next(one for one in presses(await town.press(both[0], closed)) if one.verb is Verb.UNDO)
    lock = submissions.lock

    def slowly(conn: Connection, submission_id: int) -> None:
        if conn.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_sleep(0.3)"))
        lock(conn, submission_id)

    monkeypatch.setattr(submissions, "lock", slowly)
    town.now += timedelta(minutes=1)
    sure = replace(undo, argument=f"{undo.argument}.y")
    replies = await asyncio.gather(*(town.press(who, sure) for who in both))
    for reply in replies:
        assert reply.screen is not None and "✓ Tindakan itu sudah dibatalkan" in reply.screen.text
