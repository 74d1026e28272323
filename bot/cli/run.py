"""`pilar run`: the bot, until it is asked to stop."""

from __future__ import annotations

import asyncio
import re

from bot.cli.refusal import Refused
from bot.cli.work import settings

TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")


def run() -> None:
    """Run the bot with the settings of the environment and .env."""
    given = settings()
    if not TOKEN.fullmatch(given.bot_token.get_secret_value()):
        raise Refused("BOT_TOKEN is missing or no token; put the one that @BotFather gave you into .env")
    from telegram.error import InvalidToken

    from bot.app import serve
    from bot.logs import set_up
    from storage.migrate import NewerDatabase
    from storage.unavailable import StorageUnavailable

    set_up(given.log_level)
    try:
        asyncio.run(serve(given))
    except InvalidToken:
        raise Refused("Telegram refuses this BOT_TOKEN; ask @BotFather for the right one") from None
    except StorageUnavailable as error:
        raise Refused(f"the database cannot be used now: {error}") from None
    except (NewerDatabase, OSError, ValueError) as error:
        raise Refused(str(error)) from None
