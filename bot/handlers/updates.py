"""From Telegram's update to the few values that services know: who, what was typed, sent or replied to."""

from __future__ import annotations

from typing import Any

from telegram import (
    CallbackQuery,
    Chat,
    MaybeInaccessibleMessage,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    Update,
    User,
)
from telegram.constants import ChatType
from telegram.ext import CallbackContext

from bot.flows.inputs import Medium, Origin, Sent
from bot.handlers.world import World
from bot.services.enrolling import Who
from bot.services.visits import RepliedTo

Context = CallbackContext[Any, Any, Any, Any]


def world_of(context: Context) -> World:
    """The application's world."""
    world: World = context.application.bot_data["world"]
    return world


def who_of(user: User, chat: Chat | None, topic_id: int | None = None) -> Who:
    """Whoever caused the update. A press on a message that Telegram forgot has no chat: then it is private."""
    return Who(
        chat_id=chat.id if chat is not None else user.id,
        telegram_id=user.id,
        name=user.full_name,
        language_code=user.language_code or "",
        private=chat is None or chat.type == ChatType.PRIVATE,
        topic_id=topic_id,
        forum=bool(chat is not None and chat.is_forum),
    )


def tap_of(update: Update) -> tuple[CallbackQuery, Who, int]:
    """The press, who pressed, and the id of the message under which the button stands (0: unknown)."""
    query = update.callback_query
    assert query is not None
    message = query.message
    return (
        query,
        who_of(query.from_user, message.chat if message else None, _topic_of(message)),
        message.message_id if message else 0,
    )


def message_of(update: Update) -> tuple[Message, Who] | None:
    """The message and who wrote it; None for what a channel or an anonymous admin posts."""
    message = update.effective_message
    if message is None or message.from_user is None:
        return None
    return message, who_of(message.from_user, message.chat, _topic_of(message))


def _topic_of(message: MaybeInaccessibleMessage | None) -> int | None:
    # a plain reply has a thread id as well, which is no topic
    in_topic = isinstance(message, Message) and message.is_topic_message
    return message.message_thread_id if isinstance(message, Message) and in_topic else None


def replied_to(message: Message) -> RepliedTo | None:
    """What the message is a reply to, and what the buttons there carry."""
    earlier = message.reply_to_message
    if earlier is None:
        return None
    rows = earlier.reply_markup.inline_keyboard if earlier.reply_markup else ()
    carried = tuple(b.callback_data for row in rows for b in row if isinstance(b.callback_data, str))
    return RepliedTo(earlier.message_id, carried)


def origin_of(message: Message) -> Origin | None:
    """Who sent first what was forwarded, as far as Telegram says; None for a message of her own."""
    match message.forward_origin:
        case None:
            return None
        case MessageOriginUser() as origin:
            name = origin.sender_user.full_name
        case MessageOriginHiddenUser() as origin:
            name = origin.sender_user_name
        case MessageOriginChannel() as origin:
            name = origin.chat.title or ""
        case MessageOriginChat() as origin:
            name = origin.sender_chat.title or ""
        case origin:
            name = ""
    return Origin(name, origin.date)


def sent_of(message: Message) -> Sent | None:
    """The file or location of a message; of a photo the largest size; None if there is none."""
    origin = origin_of(message)
    if message.location is not None:
        place = message.location
        return Sent(
            Medium.LOCATION,
            latitude=place.latitude,
            longitude=place.longitude,
            accuracy=place.horizontal_accuracy or 0.0,
            origin=origin,
        )
    caption, album = message.caption or "", message.media_group_id or ""
    if message.photo:
        photo = message.photo[-1]
        return Sent(
            Medium.PHOTO,
            photo.file_id,
            photo.file_unique_id,
            f"{photo.file_unique_id}.jpg",
            "image/jpeg",
            photo.file_size or 0,
            caption=caption,
            album=album,
            origin=origin,
        )
    for medium, file in (
        (Medium.DOCUMENT, message.document),
        (Medium.AUDIO, message.audio),
        (Medium.VIDEO, message.video),
    ):
        if file is not None:
            return Sent(
                medium,
                file.file_id,
                file.file_unique_id,
                file.file_name or "",
                file.mime_type or "",
                file.file_size or 0,
                caption=caption,
                album=album,
                origin=origin,
            )
    if message.voice is not None:
        voice = message.voice
        return Sent(
            Medium.VOICE,
            voice.file_id,
            voice.file_unique_id,
            "",
            voice.mime_type or "",
            voice.file_size or 0,
            caption=caption,
            origin=origin,
        )
    return None
