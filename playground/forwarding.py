"""What a person forwards to the bot: a channel's post, or a message out of one of her chats, with its origin."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playground.account import Account
from playground.attachments import Place, contents_of, put
from playground.chats import MEDIA, Chat, Message, Person
from playground.people import Mistake, message_of
from playground.validation import Upload

CHANNEL = -1_002_000_000_001
SOMEBODY = 700_900_001
KEPT = ("text", "entities", "caption", "caption_entities", "location", "contact", *MEDIA)
DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Poster:
    """Who wrote first what is forwarded. `kind` is channel, user or hidden_user: somebody whose account stays
    hidden when she is forwarded, so that a bot learns a name alone. `days` ago."""

    kind: str = "channel"
    name: str = ""
    signature: str = ""  # of a post in a channel that shows its authors
    days: int = 0

    def origin(self, account: Account) -> dict[str, Any]:
        """A MessageOrigin of the Bot API. Raises Mistake."""
        date = account.world.clock.seconds() - self.days * DAY
        match self.kind:
            case "channel":
                chat = {"id": CHANNEL, "type": "channel", "title": self.name or "Info Kabupaten"}
                found = {"type": "channel", "chat": chat, "message_id": 12, "date": date}
                return {**found, "author_signature": self.signature} if self.signature else found
            case "hidden_user":
                return {"type": "hidden_user", "sender_user_name": self.name or "Budi", "date": date}
            case "user":
                sender = Person(SOMEBODY, self.name or "Budi Santoso", language_code="").user()
                return {"type": "user", "sender_user": sender, "date": date}
        raise Mistake("a forwarded post comes from a channel, a user or a hidden_user")


def forward_post(
    account: Account,
    person: Person,
    place: Place,
    poster: Poster,
    text: str = "",
    kind: str = "document",
    uploads: Sequence[Upload] = (),
) -> list[Message]:
    """A post of words, or of files with the words as its caption; several files are an album. Raises Mistake."""
    origin = {"forward_origin": poster.origin(account)}
    if uploads:
        contents = contents_of(account, kind, uploads, text)
    elif text:
        contents = [{"text": text}]
    else:
        raise Mistake("there is nothing to forward")
    return [put(account, person, place, {**content, **origin}) for content in contents]


def forward_messages(
    account: Account, person: Person, place: Place, source: Chat, message_ids: Sequence[int]
) -> list[Message]:
    """Messages that stand in a chat, once more: the same files under the same ids, as Telegram has it, and who
    wrote them first. Several that were an album are one again. Raises Mistake."""
    found = [message_of(source, one) for one in message_ids]
    if not found:
        raise Mistake("there is nothing to forward")
    group = {"media_group_id": str(secrets.randbits(60))} if len(found) > 1 else {}
    contents = [{**_forwarded(message), **group} for message in found]
    return [put(account, person, place, content) for content in contents]


def _forwarded(message: Message) -> dict[str, Any]:
    content = {name: value for name, value in message.content.items() if name in KEPT}
    if not content:
        raise Mistake(f"the message {message.id} cannot be forwarded")
    return {**content, "forward_origin": origin_of(message)}


def origin_of(message: Message) -> dict[str, Any]:
    """Of a message that was forwarded itself, the first origin stays."""
    first = message.content.get("forward_origin")
    return (
        dict(first) if first else {"type": "user", "sender_user": dict(message.sender), "date": message.date}
    )
