"""Taps, typed texts, files and edits: parse, let the service work in the update's turn, show the reply."""

from __future__ import annotations

from telegram import Message, Update

from bot.flows.inputs import Typed
from bot.handlers.showing import carry_out
from bot.handlers.updates import Context, message_of, origin_of, replied_to, sent_of, tap_of, world_of
from bot.screens.notices import Unasked
from bot.services import visits
from bot.turn import current


async def tapped(update: Update, context: Context) -> None:
    """A button, of the present card or of an old one."""
    world = world_of(context)
    query, who, message_id = tap_of(update)
    reply = await current().write(
        visits.press, world.setting, who, query.data or "", message_id, world.clock()
    )
    await carry_out(world, who.chat_id, reply, query, topic_id=who.topic_id)


async def typed(update: Update, context: Context) -> None:
    """A text: an answer, or an invitation code. A forwarded post may be evidence, but never an answer."""
    found = message_of(update)
    if found is None:
        return
    message, who = found
    world = world_of(context)
    raw = Typed(message.text or "", origin_of(message))
    reply = await current().write(
        visits.message, world.setting, who, raw, message.message_id, replied_to(message), world.clock()
    )
    await carry_out(world, who.chat_id, reply)


async def sent(update: Update, context: Context) -> None:
    """A photo, a document, audio, video or a location."""
    found = message_of(update)
    raw = sent_of(found[0]) if found is not None else None
    if found is None or raw is None:
        return
    message, who = found
    world = world_of(context)
    reply = await current().write(
        visits.message, world.setting, who, raw, message.message_id, replied_to(message), world.clock()
    )
    await carry_out(world, who.chat_id, reply)


async def edited(update: Update, context: Context) -> None:
    """She edited her own text: the answer that it gave changes."""
    found = message_of(update)
    if found is None:
        return
    message, who = found
    world = world_of(context)
    reply = await current().write(
        visits.edited, world.setting, who, message.text or "", message.message_id, world.clock()
    )
    await carry_out(world, who.chat_id, reply)


async def unasked(update: Update, context: Context) -> None:
    """A sticker, a contact, a poll: a sentence says what can be done instead."""
    found = message_of(update)
    if found is not None:
        await _say(update, context, _kind(found[0]))


async def _say(update: Update, context: Context, what: Unasked) -> None:
    found = message_of(update)
    assert found is not None
    world = world_of(context)
    reply = await current().write(visits.unasked, world.setting, found[1], what, world.clock())
    await carry_out(world, found[1].chat_id, reply)


def _kind(message: Message) -> Unasked:
    if message.sticker or message.animation or message.dice:
        return Unasked.STICKER
    if message.contact:
        return Unasked.CONTACT
    if message.video_note:
        return Unasked.VOICE
    return Unasked.POLL if message.poll else Unasked.OTHER
