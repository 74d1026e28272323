"""People, chats and messages as one bot account sees them, and how the Bot API and the page show them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from playground.html import to_html

MEDIA = ("photo", "document", "audio", "voice", "video", "animation", "sticker")


@dataclass(frozen=True, slots=True)
class Person:
    """`role` is a label for the page alone; the bot never sees it."""

    id: int
    name: str
    language_code: str = "id"
    role: str = ""
    username: str = ""

    def user(self) -> dict[str, Any]:
        """A User of the Bot API."""
        first, _, last = self.name.partition(" ")
        found: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": first}
        if last:
            found["last_name"] = last
        if self.username:
            found["username"] = self.username
        if self.language_code:
            found["language_code"] = self.language_code
        return found

    def view(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "language_code": self.language_code,
            "role": self.role,
            "username": self.username,
        }


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a forum; its id is that of the service message which opened it."""

    id: int
    name: str
    icon_color: int
    creator: int
    closed: bool = False

    def view(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "closed": self.closed}


@dataclass(frozen=True, slots=True)
class Message:
    """`content` holds the Bot API's fields: text or caption, entities, media, service fields. `thread` is the
    topic it stands in, 0 for General and for chats without topics."""

    id: int
    sender: Mapping[str, Any]
    date: int
    content: Mapping[str, Any]
    markup: Mapping[str, Any] | None = None
    reply_to: int | None = None
    edit_date: int | None = None
    edits: int = 0
    reaction: str = ""
    thread: int = 0

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def text(self) -> str:
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> list[dict[str, Any]]:
        return list(self.content.get("entities", self.content.get("caption_entities", ())))

    @property
    def inline_keyboard(self) -> list[list[dict[str, Any]]]:
        return list((self.markup or {}).get("inline_keyboard", ()))


@dataclass(slots=True)
class Chat:
    """`started`: the person has written to the bot at least once; nobody else can be written to."""

    id: int
    kind: str  # private, group or supergroup
    title: str = ""
    owner: int = 0
    members: set[int] = field(default_factory=set)
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False  # by the person; in a group: the bot is not in it
    left: bool = False  # the bot went by itself, nobody removed it
    moved_to: int = 0
    pinned: list[int] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    forum: bool = False
    muted: bool = False  # administrators alone may write
    rights: AbstractSet[str] | None = None  # the bot's as an administrator; None for a plain member

    def may(self, right: str) -> bool:
        """Whether the bot is an administrator with this right."""
        return self.rights is not None and right in self.rights

    def put(self, message: Message) -> Message:
        self.messages[message.id] = message
        return message


def chat_json(chat: Chat, people: Mapping[int, Person]) -> dict[str, Any]:
    """A Chat of the Bot API."""
    if chat.kind != "private":
        found = {"id": chat.id, "type": chat.kind, "title": chat.title}
        return {**found, "is_forum": True} if chat.forum else found
    user = people[chat.id].user()
    kept = {key: value for key, value in user.items() if key in ("first_name", "last_name", "username")}
    return {"id": chat.id, "type": "private", **kept}


def message_json(
    chat: Chat, message: Message, people: Mapping[int, Person], *, nested: bool = False
) -> dict[str, Any]:
    """A Message of the Bot API. A replied message carries its keyboard, but not what it replied to itself.

    Whatever is written in a topic counts as a reply to the message that opened it, as with Telegram.
    """
    found: dict[str, Any] = {
        "message_id": message.id,
        "from": dict(message.sender),
        "chat": chat_json(chat, people),
        "date": message.date,
        **message.content,
    }
    if message.edit_date is not None:
        found["edit_date"] = message.edit_date
    if message.thread:
        found |= {"message_thread_id": message.thread, "is_topic_message": True}
    in_reply_to = message.reply_to or (message.thread if message.thread != message.id else 0)
    replied = chat.messages.get(in_reply_to)
    if replied is not None and not nested:
        found["reply_to_message"] = message_json(chat, replied, people, nested=True)
    if message.inline_keyboard:
        found["reply_markup"] = {"inline_keyboard": message.inline_keyboard}
    return found


def message_view(chat: Chat, message: Message) -> dict[str, Any]:
    """A message as the page and the tests read it."""
    found: dict[str, Any] = {
        "id": message.id,
        "chat_id": chat.id,
        "from_bot": message.from_bot,
        "sender": {"id": message.sender["id"], "name": _full_name(message.sender)},
        "date": datetime.fromtimestamp(message.date, UTC).isoformat(),
        "text": message.text,
        "entities": message.entities,
        "html": to_html(message.text, message.entities),
        "keyboard": [[button_view(button) for button in row] for row in message.inline_keyboard],
        "reply_to": message.reply_to,
        "edits": message.edits,
        "reaction": message.reaction,
        "pinned": message.id in chat.pinned,
        "thread": message.thread,
    }
    if message.markup and not message.inline_keyboard:
        found["markup"] = dict(message.markup)
    media = media_view(message.content)
    if media:
        found["media"] = media
    if "forward_origin" in message.content:
        origin = message.content["forward_origin"]
        found["forwarded"] = {
            "name": poster_name(origin),
            "signature": origin.get("author_signature", ""),
            "date": datetime.fromtimestamp(origin["date"], UTC).isoformat(),
        }
    for name in (
        "location",
        "contact",
        "forward_origin",
        "media_group_id",
        "new_chat_members",
        "left_chat_member",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    ):
        if name in message.content:
            found[name] = message.content[name]
    return found


def button_view(button: Mapping[str, Any]) -> dict[str, Any]:
    """One word for what a button does: data, url, copy or app."""
    found: dict[str, Any] = {"text": button["text"], "style": button.get("style", "")}
    if "callback_data" in button:
        return {**found, "does": "data", "value": button["callback_data"]}
    if "copy_text" in button:
        return {**found, "does": "copy", "value": button["copy_text"]["text"]}
    if "web_app" in button:
        return {**found, "does": "app", "value": button["web_app"]["url"]}
    return {**found, "does": "url", "value": button.get("url", "")}


def media_view(content: Mapping[str, Any]) -> dict[str, Any]:
    for kind in MEDIA:
        if kind in content:
            media = content[kind][-1] if kind == "photo" else content[kind]
            return {
                "kind": kind,
                "file_id": media["file_id"],
                "name": media.get("file_name", ""),
                "mime": media.get("mime_type", "image/jpeg" if kind == "photo" else ""),
                "size": media.get("file_size", 0),
                "width": media.get("width", 0),
                "height": media.get("height", 0),
                "emoji": media.get("emoji", ""),
            }
    return {}


def poster_name(origin: Mapping[str, Any]) -> str:
    """Who wrote first what was forwarded, by a MessageOrigin."""
    match origin["type"]:
        case "user":
            return _full_name(origin["sender_user"])
        case "hidden_user":
            return str(origin["sender_user_name"])
    return str(origin.get("chat", origin.get("sender_chat", {})).get("title", ""))


def _full_name(user: Mapping[str, Any]) -> str:
    return f"{user['first_name']} {user.get('last_name', '')}".strip()
