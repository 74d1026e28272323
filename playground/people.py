"""What a person does in her Telegram: opens a link, writes, taps, edits, replies, deletes, blocks the bot.

Each turns into the update that Telegram would send to the bot. What her app would not allow is a Mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from playground import html
from playground.account import Account
from playground.chats import Chat, Message, Person
from playground.membership import bot_member
from playground.sending import CAPTION_LIMIT, TEXT_LIMIT

EDITABLE = timedelta(hours=48)
SERVICE = (
    *("new_chat_members", "left_chat_member", "new_chat_title", "migrate_to_chat_id", "migrate_from_chat_id"),
    *("forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened"),
)
PRESS_QUEUE = 3 << 33  # Telegram keeps a person's presses in a queue of their own


class Mistake(ValueError):
    """Something a Telegram app would not let this person do; the message says why, in English."""


def chat_of(account: Account, person: Person, chat_id: int = 0) -> Chat:
    """Her private chat with the bot, or the group she names. Raises Mistake."""
    if chat_id in (0, person.id):
        return account.private_chat(person.id)
    chat = account.chats.get(chat_id)
    if chat is None or person.id not in chat.members:
        raise Mistake(f"{person.name} is not in the chat {chat_id}")
    return chat


def message_of(chat: Chat, message_id: int) -> Message:
    message = chat.messages.get(message_id)
    if message is None:
        raise Mistake(f"there is no message {message_id} in the chat {chat.id}")
    return message


def start(account: Account, person: Person, payload: str = "") -> list[Message]:
    """Opens the bot's link and presses Start; a blocked bot is unblocked by it, as in Telegram."""
    chat = account.private_chat(person.id)
    if chat.blocked:
        unblock(account, person)
    return say(account, person, f"/start {payload}".strip())


def say(
    account: Account,
    person: Person,
    text: str,
    *,
    chat_id: int = 0,
    reply_to: int | None = None,
    topic: int = 0,
) -> list[Message]:
    """What she typed, in as many messages as a Telegram app would make of it."""
    text = text.strip()
    if not text:
        raise Mistake("an empty message cannot be sent")
    chat = chat_of(account, person, chat_id)
    return [
        deliver(account, person, chat, _text(piece), reply_to=reply_to if place == 0 else None, topic=topic)
        for place, piece in enumerate(_pieces(text))
    ]


def deliver(
    account: Account,
    person: Person,
    chat: Chat,
    content: Mapping[str, Any],
    *,
    reply_to: int | None = None,
    topic: int = 0,
) -> Message:
    """Posts her message and tells the bot, if it is one that the bot would hear."""
    if chat.blocked and chat.kind == "private":
        raise Mistake(f"{person.name} has blocked the bot; unblock it first")
    if reply_to is not None:
        topic = message_of(chat, reply_to).thread
    _check_topic(chat, person, topic)
    if chat.muted and person.id != chat.owner:
        raise Mistake("administrators alone may write here")
    chat.started = True
    return tell(account, chat, account.post(chat, person.user(), content, reply_to=reply_to, thread=topic))


def _check_topic(chat: Chat, person: Person, topic: int) -> None:
    if topic and topic not in chat.topics:
        raise Mistake(f"there is no topic {topic} in the chat {chat.id}")
    if topic and chat.topics[topic].closed and person.id not in (chat.owner, chat.topics[topic].creator):
        raise Mistake(f"the topic {chat.topics[topic].name} is closed")


def tell(account: Account, chat: Chat, message: Message) -> Message:
    """The update about what stands in the chat now, if the bot hears such things."""
    if heard(account, chat, message):
        awaits = chat.id if chat.kind == "private" else 0
        account.tell("message", account.message_json(chat, message), chat.id, awaits=awaits)
    return message


def heard(account: Account, chat: Chat, message: Message) -> bool:
    """In groups a bot hears commands, mentions and replies to itself (privacy mode), as an administrator
    everything, and once out of the group nothing."""
    if chat.kind == "private":
        return True
    if chat.blocked:
        return False
    if chat.rights is not None:
        return True
    replied = chat.messages.get(message.reply_to or 0)
    first = message.text.split(maxsplit=1)[0] if message.text else ""
    at = first.partition("@")[2]
    command = first.startswith("/") and at.lower() in ("", account.username.lower())
    mention = f"@{account.username}".lower() in message.text.lower() and not first.startswith("/")
    service = any(name in message.content for name in SERVICE)
    return command or mention or service or (replied is not None and replied.from_bot)


def tap(
    account: Account,
    person: Person,
    message_id: int,
    *,
    chat_id: int = 0,
    row: int | None = None,
    column: int | None = None,
    value: str = "",
    label: str = "",
    stale: bool = False,
) -> dict[str, Any]:
    """Taps a button, found by its place, its data or its label.

    `stale` taps data that the card no longer has: the tap was under way when the card changed. Returns what
    her app does next: `press` (the bot was told), `opens` (an address) or `copies` (a text).
    """
    chat = chat_of(account, person, chat_id)
    message = message_of(chat, message_id)
    if stale and value:
        return _press(account, person, chat, message, value)
    button = _button(message, row, column, value, label)
    if "copy_text" in button:
        return {"copies": button["copy_text"]["text"]}
    if "callback_data" not in button:
        return {"opens": button.get("url") or button["web_app"]["url"]}
    return _press(account, person, chat, message, button["callback_data"])


def _press(account: Account, person: Person, chat: Chat, message: Message, value: str) -> dict[str, Any]:
    if chat.blocked:
        raise Mistake("a button of a blocked bot does nothing")
    press = account.press(person.id, chat, message, value)
    query = {
        "id": press.id,
        "from": person.user(),
        "message": account.message_json(chat, message),
        "chat_instance": str(abs(chat.id) * 7 + account.id),
        "data": value,
    }
    account.tell("callback_query", query, person.id + PRESS_QUEUE, awaits=chat.id)
    return {"press": press.id}


def _button(
    message: Message, row: int | None, column: int | None, value: str, label: str
) -> Mapping[str, Any]:
    keyboard = message.inline_keyboard
    if row is not None and column is not None:
        if 0 <= row < len(keyboard) and 0 <= column < len(keyboard[row]):
            return keyboard[row][column]
        raise Mistake(f"message {message.id} has no button at row {row}, column {column}")
    buttons: list[Mapping[str, Any]] = [button for line in keyboard for button in line]
    wanted = label.strip().casefold()
    tests = (
        lambda button: bool(value) and button.get("callback_data") == value,
        lambda button: bool(wanted) and button["text"].strip().casefold() == wanted,
        lambda button: bool(wanted) and wanted in button["text"].casefold(),
    )
    for test in tests:
        found = [button for button in buttons if test(button)]
        if found:
            return found[0]
    names = ", ".join(repr(button["text"]) for button in buttons) or "no buttons at all"
    raise Mistake(f"message {message.id} has no button {value or label!r}; it has {names}")


def edit(account: Account, person: Person, message_id: int, text: str, *, chat_id: int = 0) -> Message:
    """Edits her own message, within 48 hours; for a file it is the caption."""
    chat = chat_of(account, person, chat_id)
    message = message_of(chat, message_id)
    text = text.strip()
    if message.sender["id"] != person.id:
        raise Mistake("only one's own messages can be edited")
    if account.world.clock.now() - datetime.fromtimestamp(message.date, UTC) > EDITABLE:
        raise Mistake("a message can be edited for 48 hours")
    if "text" in message.content:
        if not text:
            raise Mistake("an empty message cannot be sent")
        content = _text(text)
    else:
        kept = {k: v for k, v in message.content.items() if k not in ("caption", "caption_entities")}
        content = {**kept, "caption": text} if text else kept
    if content == message.content:
        return message
    fresh = replace(
        message, content=content, edit_date=account.world.clock.seconds(), edits=message.edits + 1
    )
    account.show(chat, fresh)
    if heard(account, chat, fresh):
        awaits = chat.id if chat.kind == "private" else 0
        account.tell("edited_message", account.message_json(chat, fresh), chat.id, awaits=awaits)
    return fresh


def delete(account: Account, person: Person, message_id: int, *, chat_id: int = 0) -> None:
    """Deletes a message; bots are not told. In groups only one's own."""
    chat = chat_of(account, person, chat_id)
    message = message_of(chat, message_id)
    if chat.kind != "private" and message.sender["id"] != person.id:
        raise Mistake("only one's own messages can be deleted in a group")
    account.remove(chat, message_id)


def block(account: Account, person: Person) -> None:
    """Stops the bot; it hears so once, and every later message of its to her is refused with 403."""
    _switch(account, person, blocked=True)


def unblock(account: Account, person: Person) -> None:
    _switch(account, person, blocked=False)


def _switch(account: Account, person: Person, *, blocked: bool) -> None:
    chat = account.private_chat(person.id)
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    account.world.hub.publish("chat", bot=account.id, chat_id=chat.id)
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    now = bot_member(account, chat, after)
    member_changed(account, person, chat, bot_member(account, chat, before), now)


def member_changed(
    account: Account, person: Person, chat: Chat, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """Tells the bot that its own place in a chat has changed: from one ChatMember to another."""
    change = {
        "chat": account.chat_json(chat),
        "from": person.user(),
        "date": account.world.clock.seconds(),
        "old_chat_member": before,
        "new_chat_member": after,
    }
    account.tell("my_chat_member", change, chat.id)


def _text(text: str) -> dict[str, Any]:
    entities = html.found_in(text)
    return {"text": text, **({"entities": entities} if entities else {})}


def _pieces(text: str) -> list[str]:
    """Cuts what is longer than one message at a line or a space near the limit."""
    pieces: list[str] = []
    while html.utf16_length(text) > TEXT_LIMIT:
        cut = TEXT_LIMIT
        while html.utf16_length(text[:cut]) > TEXT_LIMIT:
            cut -= 1
        near = max(text.rfind("\n", cut // 2, cut), text.rfind(" ", cut // 2, cut))
        cut = near if near > 0 else cut
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]


def caption(text: str) -> dict[str, Any]:
    if html.utf16_length(text) > CAPTION_LIMIT:
        raise Mistake(f"a caption has at most {CAPTION_LIMIT} characters")
    return {"caption": text} if text else {}
