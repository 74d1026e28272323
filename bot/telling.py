"""Tells a person that what she sent was not saved, also when the database is what is broken."""

from __future__ import annotations

import asyncio
import contextlib
import html
import json
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.handlers.world import World
from bot.screens import notices
from bot.screens.notices import Trouble
from bot.screens.phrases import LANGUAGES
from bot.screens.screen import Screen
from bot.sending import send
from bot.turn import chat_of
from storage import chats

log = structlog.get_logger(__name__)

TOAST_LENGTH = 200
LANGUAGE_SECONDS = 2.0  # a database in trouble may let us wait; then it is the first language


async def tell(world: World, body: str, what: Trouble) -> None:
    """A message in the chat of a raw update; whoever tapped a button gets an alert besides, since her eyes are
    on the card. Raises nothing for what Telegram does; groups and updates without a chat are passed over."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return
    chat_id = chat_of(update)
    if chat_id is None or chat_id <= 0:
        return
    screen = notices.trouble(what, await _language(world, chat_id))
    press = _press(update)
    await asyncio.gather(send(world.bot, chat_id, screen), *([_alert(world, press, screen)] if press else []))


async def _alert(world: World, press: str, screen: Screen) -> None:
    with contextlib.suppress(TelegramError):  # too old, or answered before
        await world.bot.answer_callback_query(
            press, html.unescape(screen.text)[:TOAST_LENGTH], show_alert=True
        )


def _press(update: Any) -> str | None:
    query = update.get("callback_query")
    number = query.get("id") if isinstance(query, dict) else None
    return number if isinstance(number, str) else None


async def _language(world: World, chat_id: int) -> str:
    try:
        async with asyncio.timeout(LANGUAGE_SECONDS):
            chat = await world.database.read(chats.for_chat, chat_id)
    except Exception:  # the very database that could not save
        return LANGUAGES[0]
    return chat.language if chat is not None else LANGUAGES[0]
