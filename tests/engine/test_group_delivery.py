"""What becomes of a message to a group: its topic is gone, it has grown, it takes words alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.delivery.dispatcher import Dispatcher
from bot.pacing import Pacer, Priority
from bot.screens.screen import Screen
from bot.sending import Gone, Sent, outcome_of, send
from bot.transport import AiohttpRequest, Paced
from storage import outbox
from storage.database import Database

from .wire import TOKEN, Wire, refuse

NOW = datetime(2024, 5, 27, 8, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def bot(wire: Wire, request_: AiohttpRequest) -> Bot:
    return Bot(TOKEN, base_url=f"{wire.url}/bot", request=Paced(request_, Pacer(0, 0), Priority.PUSH))


class Heard:
    """What a dispatcher told of groups."""

    def __init__(self, database: Database, bot: Bot) -> None:
        self.moved: list[tuple[int, int]] = []
        self.topics: list[int] = []
        self.gone: list[int] = []
        self.dispatcher = Dispatcher(
            database,
            bot,
            self.render,
            on_gone=self.on_gone,
            on_moved=self.on_moved,
            on_topic_gone=self.on_topic_gone,
            clock=lambda: NOW,
        )

    async def render(self, rows: Sequence[outbox.Row]) -> Screen:
        return Screen(" ".join(row.dedupe_key for row in rows))

    async def on_gone(self, row: outbox.Row, _gone: Gone) -> None:
        self.gone.append(row.chat_id)

    async def on_moved(self, old: int, new: int) -> None:
        self.moved.append((old, new))

    async def on_topic_gone(self, chat_id: int) -> None:
        self.topics.append(chat_id)


async def queue(database: Database, key: str, chat: int, topic: int | None) -> None:
    await database.write(
        outbox.add,
        dedupe_key=key,
        kind="news",
        chat_id=chat,
        params={},
        due_at=NOW,
        at=NOW,
        topic_id=topic,
    )


@pytest.mark.parametrize("why", ["Bad Request: message thread not found", "Bad Request: TOPIC_CLOSED"])
async def test_a_closed_or_deleted_topic_leaves_the_general_one(
    why: str, sqlite_database: Database, bot: Bot, wire: Wire
) -> None:
    await queue(sqlite_database, "a", -5, 7)
    wire.fail("sendMessage", refuse(400, why))
    heard = Heard(sqlite_database, bot)
    await heard.dispatcher.step(NOW)
    assert [call.fields.get("message_thread_id") for call in wire.sent()] == ["7", None]
    assert (heard.topics, heard.gone) == ([-5], [])
    assert await sqlite_database.read(outbox.waiting, -5, ["news"]) == []


async def test_a_group_whose_general_topic_is_closed_too_cannot_be_reached(
    sqlite_database: Database, bot: Bot, wire: Wire
) -> None:
    await queue(sqlite_database, "a", -5, 7)
    wire.fail("sendMessage", *[refuse(400, "Bad Request: TOPIC_CLOSED")] * 2)
    heard = Heard(sqlite_database, bot)
    await heard.dispatcher.step(NOW)
    assert (heard.topics, heard.gone) == ([-5], [-5])


async def test_a_group_that_grew_without_its_topics_gets_it_where_it_is_now(
    sqlite_database: Database, bot: Bot, wire: Wire
) -> None:
    await queue(sqlite_database, "a", -5, 7)
    wire.fail(
        "sendMessage",
        refuse(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1005),
        refuse(400, "Bad Request: message thread not found"),
    )
    heard = Heard(sqlite_database, bot)
    await heard.dispatcher.step(NOW)
    assert [call.chat_id for call in wire.sent()] == [-5, -1005, -1005]
    assert (heard.moved, heard.topics, heard.gone) == ([(-5, -1005)], [-1005], [])


async def test_where_pictures_are_not_allowed_the_words_go_alone(bot: Bot, wire: Wire) -> None:
    wire.fail("sendPhoto", refuse(400, "Bad Request: not enough rights to send photos to the chat"))
    assert isinstance(await send(bot, -5, Screen("Rekap", image=PICTURE), 7), Sent)
    assert wire.sent()[-1].fields["text"] == "Rekap"
    assert wire.sent()[-1].fields["message_thread_id"] == "7"


def test_a_topic_that_is_gone_is_told_from_a_text_that_is_wrong() -> None:
    assert outcome_of(BadRequest("Message thread not found")) == Gone(
        "BadRequest: Message thread not found", topic=True
    )
    found = outcome_of(BadRequest("Can't parse entities"))
    assert isinstance(found, Gone) and not found.topic
