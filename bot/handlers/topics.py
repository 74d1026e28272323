"""Makes a topic in a forum group for the news of a region, where the group lets us."""

from __future__ import annotations

import structlog
from telegram.error import TelegramError

from bot.handlers.world import World
from bot.screens.length import line
from bot.sending import send
from bot.services import grouping

log = structlog.get_logger(__name__)

NAME = 128  # Telegram's limit


async def open_topic(world: World, chat_id: int, name: str, said_in: int | None) -> None:
    """Open the topic and say in it what it is for; where that is refused, say how to allow it where it was asked.
    Until the topic is noted, and after a refusal, the news goes where it went before."""
    try:
        made = await world.bot.create_forum_topic(chat_id, line(name, NAME))
    except TelegramError as error:
        log.warning("topic.not_made", chat=chat_id, why=str(error))
        screen = await world.database.read(grouping.topic_refused, world.setting, chat_id)
        if screen is not None:
            await send(world.bot, chat_id, screen, said_in)
        return
    topic_id = made.message_thread_id
    screen = await world.database.write(grouping.topic_made, chat_id, topic_id)
    if screen is not None:
        await send(world.bot, chat_id, screen, topic_id)
