"""Carries out a reply: one edit or one send for the card, and the answer to a tap. Never raises for Telegram.

What is shown is already stored; a call that fails costs a tap or /lanjut, never an answer.
"""

from __future__ import annotations

import asyncio

import structlog
from telegram import Bot, CallbackQuery
from telegram.error import TelegramError

from bot.handlers.topics import open_topic
from bot.handlers.world import World
from bot.screens.commands import Role
from bot.screens.screen import Screen
from bot.sending import Gone, Outcome, Sent, edit, outcome_of, send
from bot.services.replies import Reply, Where
from storage import chats

log = structlog.get_logger(__name__)


async def carry_out(
    world: World,
    chat_id: int,
    reply: Reply,
    query: CallbackQuery | None = None,
    *,
    topic_id: int | None = None,
) -> None:
    """Show a reply in its chat; with a tap, the card is edited while the tap is answered. `topic_id` is that of a
    forum group in which she spoke."""
    tapped = query.message.message_id if query is not None and query.message is not None else None
    calls = [_card(world, chat_id, reply, tapped, topic_id)]
    if query is not None:
        calls.append(_answer(query, reply))
    await asyncio.gather(*calls)
    for effect in reply.effects:
        world.poke(effect)
    if reply.topic:
        await open_topic(world, chat_id, reply.topic, topic_id)
    if reply.menu:
        await world.set_menu(chat_id, *_menu(reply.menu))


async def _card(world: World, chat_id: int, reply: Reply, tapped: int | None, topic_id: int | None) -> None:
    if reply.screen is None:
        return
    match reply.where:
        case Where.CARD:
            card = tapped or reply.old_card
            if reply.old_card not in (None, card):
                await asyncio.gather(
                    _present(world, chat_id, card, reply.screen), _put_away(world.bot, chat_id, reply)
                )
            else:
                await _present(world, chat_id, card, reply.screen)
        case Where.TAPPED:
            done: Outcome = Gone("no message")
            if tapped is not None:
                done = await _edit(world.bot, chat_id, tapped, reply.screen, below_file=reply.below_file)
            if isinstance(done, Gone):
                await send(world.bot, chat_id, reply.screen, topic_id)
            if reply.present is not None and reply.lower:
                await asyncio.gather(
                    _below(world, chat_id, reply.present), _put_away(world.bot, chat_id, reply)
                )
            elif reply.present is not None:
                await _present(world, chat_id, reply.old_card, reply.present)
        case Where.BELOW:
            await asyncio.gather(_below(world, chat_id, reply.screen), _put_away(world.bot, chat_id, reply))
        case Where.ASIDE:
            for screen in (reply.screen, *reply.also):
                await send(world.bot, chat_id, screen, topic_id)


async def _present(world: World, chat_id: int, card: int | None, screen: Screen) -> None:
    """Edit the card; where there is none to edit any more, send it."""
    outcome = Gone("no card") if card is None else await _edit(world.bot, chat_id, card, screen)
    if isinstance(outcome, Gone):
        await _below(world, chat_id, screen)
    elif not isinstance(outcome, Sent):
        # she may be looking at the question before: what she types now is not taken for an answer to this one
        await world.database.write(chats.put, chat_id, card_id=None, since=None)


async def _below(world: World, chat_id: int, screen: Screen) -> None:
    """Send the card; only when Telegram confirms it does a typed text count as its answer."""
    outcome = await send(world.bot, chat_id, screen)
    if isinstance(outcome, Sent) and outcome.message_id is not None:
        await world.database.write(chats.shown, chat_id, outcome.message_id, world.clock())
    else:
        log.warning("card.not_shown", chat=chat_id, outcome=type(outcome).__name__)


async def _put_away(bot: Bot, chat_id: int, reply: Reply) -> None:
    """The old card becomes one line that tells what was answered, or goes."""
    if reply.old_card is None:
        return
    if reply.receipt is not None:
        await _edit(bot, chat_id, reply.old_card, reply.receipt)
        return
    try:
        await bot.delete_message(chat_id, reply.old_card)
    except (
        TelegramError
    ) as error:  # too old to be deleted, or gone: then it stays, and its buttons still work
        log.info("card.not_removed", chat=chat_id, why=str(error))


async def _edit(
    bot: Bot, chat_id: int, message_id: int, screen: Screen, *, below_file: bool = False
) -> Outcome:
    """Edit a message. `Gone` when there is nothing to edit any more, so that the card must be sent instead."""
    try:
        await edit(bot, chat_id, message_id, screen, below_file=below_file)
    except TelegramError as error:
        log.warning("card.not_edited", chat=chat_id, why=str(error))
        return outcome_of(error)
    return Sent(message_id)


async def _answer(query: CallbackQuery, reply: Reply) -> None:
    """Stop the button's clock. Too old or lost: nobody waits for it any more."""
    try:
        await query.answer(reply.toast or None, show_alert=reply.alert)
    except TelegramError as error:
        log.info("tap.not_answered", why=str(error))


def _menu(menu: str) -> tuple[Role, str]:
    role, _, language = menu.partition(".")
    return Role(role), language
