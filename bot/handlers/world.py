"""What handlers have at hand: the database, the bot, the clock, and what services need to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.screens.commands import Role, commands
from bot.services.visits import Setting
from storage.database import Database

log = structlog.get_logger(__name__)
Clock = Callable[[], datetime]


@dataclass
class World:
    """Built by `app.py`, kept in the application's `bot_data`; nothing in it remembers a conversation."""

    database: Database
    bot: Bot
    setting: Setting
    clock: Clock
    pokes: Mapping[str, Callable[[], None]] = field(default_factory=dict)

    def poke(self, effect: str) -> None:
        """Wake the background work of this name: 'outbox', 'slow', 'fetch'."""
        poke = self.pokes.get(effect)
        if poke is not None:
            poke()

    async def set_menu(self, chat_id: int, role: Role, language: str) -> None:
        """Give one chat the command menu of a role, in a language."""
        menu = [BotCommand(command.name, command.description) for command in commands(role, language)]
        try:
            await self.bot.set_my_commands(menu, scope=BotCommandScopeChat(chat_id))
        except TelegramError as error:  # the commands work without their menu
            log.warning("menu.not_set", chat=chat_id, why=str(error))
