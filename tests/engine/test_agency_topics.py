"""Where in a group an agency's messages go: its topic is made once, made again, or done without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select
from telegram import Bot

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.topics import RESTS, AgencyTopics
from bot.pacing import Pacer, Priority
from bot.screens.screen import Screen
from bot.services.topics import MIRRORED
from bot.transport import AiohttpRequest, Paced
from storage import agencies, outbox, regions, topics
from storage.database import Database
from storage.models import outbox as table

from .wire import TOKEN, Fault, Wire, refuse

GROUP, NEWS = -1005, 7
GONE = "Bad Request: message thread not found"
CLOSED = "Bad Request: TOPIC_CLOSED"
NO_RIGHT = "Bad Request: not enough rights to create a topic"
NO_FORUM = "Bad Request: the chat is not a forum"


class Town:
    """An agency, a group, and a dispatcher that knows where things go."""

    def __init__(self, database: Database, bot: Bot) -> None:
        self.database = database
        self.now = datetime(2024, 5, 27, 8, tzinfo=UTC)
        self.lost: list[int] = []
        self.dispatcher = Dispatcher(
            database,
            bot,
            self.render,
            place=AgencyTopics(database, bot, lambda: self.now).place,
            on_topic_gone=self.on_topic_gone,
            clock=lambda: self.now,
        )

    async def render(self, rows: Sequence[outbox.Row]) -> Screen:
        return Screen(rows[0].dedupe_key)

    async def on_topic_gone(self, chat_id: int) -> None:
        self.lost.append(chat_id)

    async def open(self) -> Town:
        self.agency = await self.database.write(_agency)
        return self

    async def tell(self, key: str) -> None:
        """Something is said about the agency, and sent."""
        await self.database.write(
            outbox.add,
            dedupe_key=key,
            kind=MIRRORED,
            chat_id=GROUP,
            params={"agency": self.agency},
            due_at=self.now,
            at=self.now,
            topic_id=NEWS,
        )
        await self.dispatcher.step(self.now)


def _agency(conn: Connection) -> int:
    region = regions.put(conn, name="Kabupaten Kutai Timur")
    return agencies.put(
        conn, region_id=region, code="dinkes", name="Dinas Kesehatan", short_name="Dinkes", kinds=[]
    )


@pytest.fixture
async def town(sqlite_database: Database, wire: Wire, request_: AiohttpRequest) -> Town:
    bot = Bot(TOKEN, base_url=f"{wire.url}/bot", request=Paced(request_, Pacer(0, 0), Priority.PUSH))
    return await Town(sqlite_database, bot).open()


def threads(wire: Wire) -> list[str | None]:
    return [call.fields.get("message_thread_id") for call in wire.sent()]


async def test_a_topic_is_made_with_the_first_message_and_kept_for_the_others(town: Town, wire: Wire) -> None:
    await town.tell("a")
    await town.tell("b")
    (made,) = wire.sent("createForumTopic")
    assert made.fields["name"] == "Dinas Kesehatan"
    known = await town.database.read(topics.get, GROUP, town.agency)
    assert threads(wire) == [str(known)] * 2
    assert known != NEWS


@pytest.mark.parametrize(
    ("why", "instead", "made"),
    [(GONE, "another topic of its own", 2), (CLOSED, "where the region's news goes", 1)],
)
async def test_a_deleted_topic_is_made_again_and_a_closed_one_is_respected(
    town: Town, wire: Wire, why: str, instead: str, made: int
) -> None:
    await town.tell("a")
    first = threads(wire)[0]
    wire.fail("sendMessage", refuse(400, why))
    await town.tell("b")
    assert len(wire.sent("createForumTopic")) == made, instead
    assert threads(wire)[-2] == first
    assert (threads(wire)[-1] == str(NEWS)) == (why == CLOSED)
    assert threads(wire)[-1] != first
    assert town.lost == []


@pytest.mark.parametrize("fault", [refuse(400, NO_RIGHT), refuse(429, "Too Many Requests", retry_after=3)])
async def test_where_no_topic_can_be_made_it_goes_to_the_news_and_is_tried_again_later(
    town: Town, wire: Wire, fault: Fault
) -> None:
    wire.fail("createForumTopic", fault)
    await town.tell("a")
    await town.tell("b")
    assert threads(wire) == [str(NEWS)] * 2
    assert len(wire.sent("createForumTopic")) == 1
    town.now += RESTS + timedelta(seconds=1)
    await town.tell("c")
    assert len(wire.sent("createForumTopic")) == 2
    assert threads(wire)[-1] != str(NEWS)


async def test_a_group_without_topics_is_spared_the_threads(town: Town, wire: Wire) -> None:
    wire.fail("createForumTopic", refuse(400, NO_FORUM))
    await town.tell("a")
    assert wire.sent() == []
    dropped = select(table.c.dropped_at).where(table.c.dedupe_key == "a")
    assert await town.database.read(lambda conn: conn.scalar(dropped)) == town.now


async def test_of_two_processes_that_make_a_topic_at_once_one_stands(town: Town, wire: Wire) -> None:
    class Hasty(AgencyTopics):
        """Looks before the other process has noted its topic."""

        async def _make(self, row: outbox.Row, agency: int) -> int | None:
            await town.database.write(topics.put, GROUP, agency, 4711)
            return await super()._make(row, agency)

    bot = town.dispatcher._bot
    town.dispatcher._place = Hasty(town.database, bot, lambda: town.now).place
    await town.tell("a")
    assert threads(wire) == ["4711"]
    assert len(wire.sent("deleteForumTopic")) == 1
