"""Commands, in every language that the bot speaks."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.handlers.showing import carry_out
from bot.handlers.updates import Context, message_of, world_of
from bot.screens.commands import Action
from bot.screens.notices import Trouble
from bot.services import visits
from bot.turn import current

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def handler(action: Action) -> Handler:
    """The handler of all words that mean this action."""

    async def handle(update: Update, context: Context) -> None:
        found = message_of(update)
        if found is None:
            return
        message, who = found
        world = world_of(context)
        argument = argument_of(action, message.text or "")
        reply = await current().write(visits.command, world.setting, who, action, argument, world.clock())
        await carry_out(world, who.chat_id, reply, topic_id=who.topic_id)

    return handle


def argument_of(action: Action, text: str) -> str:
    """What stands behind a command, on one line; only the lines of an announcement stay lines."""
    behind = "".join(text.split(maxsplit=1)[1:])
    return behind if action is Action.ANNOUNCE else " ".join(behind.split())


async def unknown(update: Update, context: Context) -> None:
    """A command that does not exist."""
    found = message_of(update)
    if found is None:
        return
    world = world_of(context)
    reply = await current().read(visits.trouble, found[1].chat_id, Trouble.UNKNOWN_COMMAND)
    await carry_out(world, found[1].chat_id, reply)
