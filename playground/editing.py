"""The methods that change what is already in a chat: edits, deletions, pins, reactions, taps answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from playground.account import Account
from playground.chats import MEDIA, Chat, Message
from playground.keyboards import checked_markup
from playground.refusals import bad_request
from playground.sending import attached, caption_content, media_content, text_content

Params = Mapping[str, Any]

DELETABLE = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _own(account: Account, params: Params) -> tuple[Chat, Message]:
    chat = account.reachable(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edited(
    account: Account, chat: Chat, message: Message, params: Params, content: Mapping[str, Any]
) -> Any:
    """An edit without reply_markup takes the keyboard away, as with Telegram."""
    markup = checked_markup(params.get("reply_markup"))
    if dict(content) == dict(message.content) and (markup or None) == (message.markup or None):
        raise bad_request(NOT_MODIFIED)
    changed = content != message.content
    fresh = replace(
        message,
        content=content,
        markup=markup,
        edit_date=account.world.clock.seconds(),
        edits=message.edits + changed,
    )
    account.show(chat, fresh)
    return account.message_json(chat, fresh)


def edit_message_text(account: Account, params: Params) -> Any:
    chat, message = _own(account, params)
    content = text_content(params)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(account, chat, message, params, content)


def edit_message_caption(account: Account, params: Params) -> Any:
    chat, message = _own(account, params)
    if not any(kind in message.content for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    kept = {
        name: value for name, value in message.content.items() if name not in ("caption", "caption_entities")
    }
    return _edited(account, chat, message, params, {**kept, **caption_content(params)})


def edit_message_media(account: Account, params: Params) -> Any:
    chat, message = _own(account, params)
    media = params["media"]
    content = {
        **media_content(account, media["type"], attached(params, media)),
        **caption_content(media),
    }
    return _edited(account, chat, message, params, content)


def edit_message_reply_markup(account: Account, params: Params) -> Any:
    chat, message = _own(account, params)
    return _edited(account, chat, message, params, message.content)


def _delete(account: Account, chat: Chat, message_id: int) -> bool:
    message = chat.messages.get(message_id)
    if message is None:
        return False
    age = account.world.clock.now() - datetime.fromtimestamp(message.date, UTC)
    if age > DELETABLE or (chat.kind != "private" and not message.from_bot):
        raise bad_request("message can't be deleted for everyone")
    account.remove(chat, message_id)
    return True


def delete_message(account: Account, params: Params) -> Any:
    if not _delete(account, account.reachable(params["chat_id"]), params["message_id"]):
        raise bad_request("message to delete not found")
    return True


def delete_messages(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    for message_id in params["message_ids"]:
        _delete(account, chat, message_id)
    return True


def set_message_reaction(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reactions = params.get("reaction", [])
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    account.show(
        chat, replace(message, reaction=reactions[0].get("emoji", "") if reactions else ""), "reacted"
    )
    return True


def pin_chat_message(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    message = chat.messages.get(params["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
    account.show(chat, message, "pinned")
    return True


def unpin_chat_message(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    wanted = params.get("message_id", chat.pinned[-1] if chat.pinned else 0)
    if wanted in chat.pinned:
        chat.pinned.remove(wanted)
        if wanted in chat.messages:
            account.show(chat, chat.messages[wanted], "pinned")
    return True


def unpin_all_chat_messages(account: Account, params: Params) -> Any:
    chat = account.reachable(params["chat_id"])
    for message_id in list(chat.pinned):
        unpin_chat_message(account, {"chat_id": chat.id, "message_id": message_id})
    return True


def answer_callback_query(account: Account, params: Params) -> Any:
    press = account.answered(params["callback_query_id"])
    account.world.hub.publish(
        "answer",
        bot=account.id,
        chat_id=press.chat_id,
        person_id=press.person_id,
        message_id=press.message_id,
        text=params.get("text", ""),
        alert=params.get("show_alert", False),
        url=params.get("url", ""),
    )
    account.unanswered.pop(press.chat_id, None)
    account.note_toast(press, params.get("text", ""), params.get("show_alert", False))
    return True
