"""What people write in a group in reply to the bot: words for an agency, from whoever may say them."""

from __future__ import annotations

from telegram import Update

from bot.handlers.showing import carry_out
from bot.handlers.updates import Context, message_of, world_of
from bot.services import topic_replies
from bot.turn import current


async def replied(update: Update, context: Context) -> None:
    """A text that replies to one of our messages; everything else people say to each other."""
    found = message_of(update)
    earlier = found[0].reply_to_message if found is not None else None
    world = world_of(context)
    if found is None or earlier is None or earlier.from_user is None:
        return
    message, who = found
    if earlier.from_user.id != world.bot.id:
        return
    reply = await current().write(
        topic_replies.replied,
        world.setting,
        who,
        message.text or "",
        earlier.message_id,
        world.clock(),
    )
    await carry_out(world, who.chat_id, reply, topic_id=who.topic_id)
