"""Every route on one page: what Telegram sends, and which handler takes it.

Handlers parse an update, call one service inside the update's turn, and carry out its reply.
"""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.handlers import answering, commanding, grouped, welcoming
from bot.screens.commands import Action, words

PRIVATE = filters.ChatType.PRIVATE
GROUPS = filters.ChatType.GROUPS
NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
FILES = filters.PHOTO | filters.Document.ALL | filters.AUDIO | filters.VOICE | filters.VIDEO


def add_routes(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Top to bottom, the first that fits takes the update."""
    for action in Action:
        application.add_handler(CommandHandler(words(action), commanding.handler(action), NEW))
    for handler in (
        CallbackQueryHandler(answering.tapped),
        MessageHandler(PRIVATE & NEW & filters.COMMAND, commanding.unknown),
        MessageHandler(PRIVATE & NEW & filters.TEXT, answering.typed),
        MessageHandler(PRIVATE & NEW & (FILES | filters.LOCATION), answering.sent),
        MessageHandler(PRIVATE & NEW & ~filters.StatusUpdate.ALL, answering.unasked),
        MessageHandler(PRIVATE & EDITED & filters.TEXT, answering.edited),
        MessageHandler(GROUPS & NEW & filters.REPLY & filters.TEXT & ~filters.COMMAND, grouped.replied),
        MessageHandler(filters.StatusUpdate.MIGRATE, welcoming.migrated),
        ChatMemberHandler(welcoming.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ):
        application.add_handler(handler)


__all__ = ["Update", "add_routes"]
