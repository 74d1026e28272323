"""Where in a group a message goes: an agency's topic is made when the first message for it is sent.

Off the update path: whoever caused the message has her reply by then. Where the bot may not open topics, what would
stand in one goes where the region's news goes.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.background import Clock
from bot.delivery.dispatcher import NowhereError
from bot.screens.length import line
from bot.sending import Gone
from bot.services import topics
from storage.database import Database
from storage.outbox import Row

log = structlog.get_logger(__name__)

NAME = 128  # Telegram's limit for a topic
RESTS = timedelta(minutes=10)  # after a refusal: rights change, but not with every message


class AgencyTopics:
    """Knows and makes the topics of agencies; remembers for a while which groups refused."""

    def __init__(self, database: Database, bot: Bot, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._refused: dict[
            int, tuple[datetime, bool]
        ] = {}  # group: until when, and whether it has no topics

    async def place(self, row: Row, lost: tuple[int, Gone] | None = None) -> int | None:
        """The topic that a row goes to, None for the general one; `lost` is the one that it could not go to, and
        why. Raises `NowhereError` in a group that has no topics at all: nobody wants threads in its one
        conversation."""
        agency = row.params.get("agency") if row.kind == topics.MIRRORED else None
        if not isinstance(agency, int):
            return row.topic_id if lost is None else None
        if lost is not None:
            topic_id, gone = lost
            if "closed" in gone.why.lower():  # somebody wants no more of it there
                return row.topic_id
            await self._database.write(topics.topic_lost, row.chat_id, topic_id)
        known = await self._database.read(topics.topic_of, row.chat_id, agency)
        if known is not None:
            return known
        refused = self._refused.get(row.chat_id)
        if refused is not None and self._clock() < refused[0]:
            return self._instead(row, plain=refused[1])
        return await self._make(row, agency)

    async def _make(self, row: Row, agency: int) -> int | None:
        name = line(await self._database.read(topics.agency_name, agency), NAME)
        try:
            made = (await self._bot.create_forum_topic(row.chat_id, name or "–")).message_thread_id
        except TelegramError as error:
            log.warning("topic.not_made", chat=row.chat_id, why=str(error))
            plain = isinstance(error, BadRequest) and "not a forum" in str(error).lower()
            self._refused[row.chat_id] = (self._clock() + RESTS, plain)
            return self._instead(row, plain=plain)
        kept = await self._database.write(topics.topic_made, row.chat_id, agency, made)
        if kept != made:
            await self._remove(row.chat_id, made)
        return kept

    async def _remove(self, chat_id: int, topic_id: int) -> None:
        """Another process made the agency's topic at the same moment: this one stays empty."""
        try:
            await self._bot.delete_forum_topic(chat_id, topic_id)
        except TelegramError as error:
            log.info("topic.not_removed", chat=chat_id, why=str(error))

    @staticmethod
    def _instead(row: Row, *, plain: bool) -> int | None:
        if plain:
            raise NowhereError
        return row.topic_id
