"""What the outbox would send now, for tests of the services without any Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.screens.screen import Screen
from bot.services import pushes
from storage import agencies, outbox, people, rounds
from storage.models import act
from storage.models import outbox as table
from tests.services.town import Town


async def pushed(town: Town, *kinds: str) -> list[tuple[int, str]]:
    """Send what is due: chat and text of each message, in order. What asks for another moment is put off."""
    rows = await town.database.write(
        outbox.claim, town.now, 5_000, town.now + timedelta(minutes=2), only=kinds
    )
    found = []
    for row in rows:
        screen = await town.database.read(pushes.render, town.setting, [row], town.now)
        if isinstance(screen, Screen):
            await town.database.write(outbox.sent, row.id, 1, town.now)
            found.append((row.chat_id, screen.text))
        elif isinstance(screen, datetime):
            await town.database.write(outbox.wait, row.id, screen)
        else:
            await town.database.write(outbox.dropped, row.id, town.now)
    return found


async def queued(town: Town, kind: str) -> int:
    """How many rows of a kind there ever were."""
    count = select(func.count()).where(table.c.kind == kind)
    return await town.database.read(lambda conn: int(conn.scalar(count) or 0))


async def acts_of(town: Town) -> list[str]:
    """The kinds of everything that coordinators did."""
    return await town.database.read(lambda conn: list(conn.scalars(select(act.c.kind).order_by(act.c.id))))


def settle(conn: Connection, round_id: int, numbers: Sequence[int], at: datetime) -> None:
    """People who represent the agencies of a round in turns, by their Telegram ids."""
    round_ = rounds.get(conn, round_id)
    assert round_ is not None
    members = agencies.in_round(conn, round_id)
    for place, number in enumerate(numbers):
        person = people.put(conn, telegram_id=number, name=f"Wakil {number}", language="id", at=at)
        _, agency = members[place % len(members)]
        people.add_membership(
            conn,
            person_id=person,
            role="representative",
            region_id=round_.region_id,
            agency_id=agency.id,
            at=at,
        )
