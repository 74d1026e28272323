"""The bot's own membership: blocked, unblocked, added to a group or put out of it; a group that grows."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.handlers.showing import carry_out
from bot.handlers.updates import Context, who_of, world_of
from bot.screens import notices
from bot.services import calling, grouping
from bot.services.replies import Reply, Where
from bot.turn import current
from storage import people

GONE = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


async def membership(update: Update, context: Context) -> None:
    """Somebody blocked or unblocked the bot, added it to a group or put it out."""
    change = update.my_chat_member
    assert change is not None
    world = world_of(context)
    who = who_of(change.from_user, change.chat)
    gone = change.new_chat_member.status in GONE
    if change.chat.type == ChatType.PRIVATE:
        if gone:
            await current().write(calling.gone, who.telegram_id, world.clock())
            world.poke("outbox")
        else:
            await current().write(people.mark_reachable, who.telegram_id)
    elif gone:
        if await current().write(grouping.left, change.chat.id, world.clock(), who.telegram_id):
            world.poke("outbox")
    elif change.old_chat_member.status in GONE:
        await carry_out(world, change.chat.id, Reply(notices.in_group(who.language), Where.ASIDE))


async def migrated(update: Update, context: Context) -> None:
    """A group became a supergroup; Telegram says so in the old one and in the new one."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await current().write(grouping.moved, message.chat.id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await current().write(grouping.moved, message.migrate_from_chat_id, message.chat.id)
