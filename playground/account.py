"""A bot's account: its chats, its updates, what it told Telegram about itself, and what it is doing."""

from __future__ import annotations

import asyncio
import itertools
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from playground.chats import Chat, Message, chat_json, message_json, message_view
from playground.limits import Limits
from playground.refusals import bad_request, forbidden
from playground.updates import CALLBACK_LIFE, Updates
from playground.webhooks import Webhook

if TYPE_CHECKING:
    from playground.world import World


@dataclass(frozen=True, slots=True)
class Press:
    """A tapped button that waits for answerCallbackQuery."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    at: datetime
    value: str


@dataclass(frozen=True, slots=True)
class Toast:
    """What a person saw after a tap: a passing line, or an alert to close."""

    message_id: int
    text: str
    alert: bool


@dataclass(slots=True)
class Profile:
    """Texts and commands by language ('' is the default) and, for commands, by scope."""

    name: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, int, int, str], list[dict[str, str]]] = field(default_factory=dict)
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})


class Account:
    def __init__(self, world: World, bot_id: int) -> None:
        self.world = world
        self.id = bot_id
        self.username = world.bot_username
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.toasts: dict[int, Toast] = {}  # the last of each chat
        self.profile = Profile()
        self.updates = Updates(world.clock, world.closing)
        self.webhook: Webhook | None = None
        self.limits = Limits()
        # private chats and basic groups of an account share one sequence of ids; a supergroup has its own
        self._message_ids = itertools.count(1)
        self._supergroup_ids: dict[int, itertools.count[int]] = {}
        self.calls_under_way = 0
        self.last_call = float("-inf")
        # chat -> when the bot heard of what a person did there and has not met yet
        self.unanswered: dict[int, float] = {}
        self.updates.on_heard = self._heard

    def _heard(self) -> None:
        """A bot that was dead is given its time from when it hears, not from when people acted."""
        now = asyncio.get_running_loop().time()
        self.unanswered = dict.fromkeys(self.unanswered, now)

    def user(self) -> dict[str, Any]:
        name = self.profile.name.get("", "") or self.world.bot_name
        return {"id": self.id, "is_bot": True, "first_name": name, "username": self.username}

    def next_message_id(self, chat: Chat) -> int:
        if chat.kind == "supergroup":
            return next(self._supergroup_ids.setdefault(chat.id, itertools.count(1)))
        return next(self._message_ids)

    def private_chat(self, person_id: int) -> Chat:
        """The person's chat with this bot, made when first needed."""
        return self.chats.setdefault(person_id, Chat(person_id, "private"))

    def reachable(self, chat_id: int | str) -> Chat:
        """The chat a bot may write to. Raises Refusal with Telegram's reasons."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None or not (chat.started or chat.kind != "private"):
            raise bad_request("chat not found")
        if chat.moved_to:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to
            )
        if chat.blocked:
            kind = "the group chat" if chat.kind == "group" else "the supergroup chat"
            if chat.kind == "private":
                raise forbidden("bot was blocked by the user")
            raise forbidden(f"bot is not a member of {kind}" if chat.left else f"bot was kicked from {kind}")
        return chat

    def post(
        self,
        chat: Chat,
        sender: Mapping[str, Any],
        content: Mapping[str, Any],
        *,
        markup: Mapping[str, Any] | None = None,
        reply_to: int | None = None,
        thread: int = 0,
        opens_topic: bool = False,
    ) -> Message:
        """Puts a message into the chat, whoever wrote it, and shows it on the page."""
        date = self.world.clock.seconds()
        number = self.next_message_id(chat)
        message = Message(number, sender, date, content, markup, reply_to)
        message = replace(message, thread=number if opens_topic else thread)
        chat.put(message)
        self.show(chat, message, "message")
        return message

    def show(self, chat: Chat, message: Message, event: str = "edited") -> None:
        chat.put(message)
        self.world.hub.publish(event, bot=self.id, chat_id=chat.id, message=message_view(chat, message))

    def remove(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        self.world.hub.publish("deleted", bot=self.id, chat_id=chat.id, message_id=message_id)

    def tell(self, kind: str, body: dict[str, Any], queue: int, *, awaits: int = 0) -> bool:
        """An update for the bot; `awaits` is the chat in which something should happen because of it."""
        heard = self.updates.push(kind, body, queue)
        if heard and awaits:
            self.unanswered[awaits] = asyncio.get_running_loop().time()
        return heard

    def message_json(self, chat: Chat, message: Message) -> dict[str, Any]:
        return message_json(chat, message, self.world.people)

    def chat_json(self, chat: Chat) -> dict[str, Any]:
        return chat_json(chat, self.world.people)

    def chat_view(self, chat: Chat, *, messages: bool = True) -> dict[str, Any]:
        """A chat as the page and the tests read it."""
        found: dict[str, Any] = {
            "id": chat.id,
            "kind": chat.kind,
            "title": chat.title,
            "members": sorted(chat.members),
            "started": chat.started,
            "blocked": chat.blocked,
            "moved_to": chat.moved_to,
            "owner": chat.owner,
            "forum": chat.forum,
            "muted": chat.muted,
            "rights": None if chat.rights is None else sorted(chat.rights),
            "topics": [topic.view() for topic in chat.topics.values()],
            "pinned": chat.pinned,
        }
        toast = self.toasts.get(chat.id)
        found["toast"] = (
            {"message_id": toast.message_id, "text": toast.text, "alert": toast.alert} if toast else None
        )
        if messages:
            found["messages"] = [message_view(chat, chat.messages[one]) for one in sorted(chat.messages)]
        return found

    def press(self, person_id: int, chat: Chat, message: Message, value: str) -> Press:
        press = Press(
            str(secrets.randbits(62)), person_id, chat.id, message.id, self.world.clock.now(), value
        )
        self.presses[press.id] = press
        return press

    def answered(self, press_id: str) -> Press:
        """The press that is answered now, once. Raises Refusal when it is too old or unknown."""
        press = self.presses.pop(press_id, None)
        if press is None or self.world.clock.now() - press.at > CALLBACK_LIFE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return press

    def note_toast(self, press: Press, text: str, alert: bool) -> None:
        if text:
            self.toasts[press.chat_id] = Toast(press.message_id, text, alert)

    def commands_for(self, language: str, chat: Chat, person_id: int = 0) -> list[dict[str, str]]:
        """The menu a person sees: the narrowest scope wins, and within it her language before the default.

        The order is that of "Determining list of commands" in the Bot API.
        """
        if chat.kind == "private":
            scopes = [("chat", chat.id, 0), ("all_private_chats", 0, 0)]
        else:
            scopes = [("chat_member", chat.id, person_id), ("chat", chat.id, 0), ("all_group_chats", 0, 0)]
        for scope in [*scopes, ("default", 0, 0)]:
            for wanted in (language, ""):
                found = self.profile.commands.get((*scope, wanted))
                if found:
                    return found
        return []
