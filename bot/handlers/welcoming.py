"""The bot's own membership: blocked, unblocked, added to a group."""

from __future__ import annotations

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.handlers.showing import carry_out
from bot.handlers.updates import Context, who_of, world_of
from bot.screens import notices
from bot.services.replies import Reply, Where
from bot.turn import current
from storage import people

GONE = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


async def membership(update: Update, context: Context) -> None:
    """Somebody blocked or unblocked the bot, or added it to a group."""
    change = update.my_chat_member
    assert change is not None
    world = world_of(context)
    who = who_of(change.from_user, change.chat)
    gone = change.new_chat_member.status in GONE
    if change.chat.type == ChatType.PRIVATE:
        if gone:
            await current().write(people.mark_unreachable, who.telegram_id, world.clock())
        else:
            await current().write(people.mark_reachable, who.telegram_id)
    elif not gone and change.old_chat_member.status in GONE:
        await carry_out(world, change.chat.id, Reply(notices.in_group(who.language), Where.ASIDE))
