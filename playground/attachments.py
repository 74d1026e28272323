"""What a person sends that is not typed: files, places, contacts, stickers, forwarded posts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playground.account import Account
from playground.chats import Chat, Message, Person
from playground.files import photo_sizes
from playground.people import Mistake, caption, deliver
from playground.refusals import Refusal
from playground.sending import file_json
from playground.validation import Upload

UPLOADED = ("photo", "document", "audio", "voice", "video", "sticker")
MOST_IN_ALBUM = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where she sends it: a chat, in answer to a message of it, or into a topic of it."""

    chat: Chat
    reply_to: int | None = None
    topic: int = 0


def _put(account: Account, person: Person, place: Place, content: Mapping[str, Any]) -> Message:
    return deliver(account, person, place.chat, content, reply_to=place.reply_to, topic=place.topic)


def send_files(
    account: Account, person: Person, place: Place, kind: str, uploads: list[Upload], text: str = ""
) -> list[Message]:
    """One file, or an album of up to ten of one kind; the caption goes with the first. Raises Mistake."""
    if kind not in UPLOADED:
        raise Mistake(f"a file can be sent as one of {', '.join(UPLOADED)}")
    if not 1 <= len(uploads) <= MOST_IN_ALBUM:
        raise Mistake("one to ten files can be sent at once")
    group = {"media_group_id": str(secrets.randbits(60))} if len(uploads) > 1 else {}
    contents = [
        {**_media(account, kind, upload), **(caption(text) if number == 0 else {}), **group}
        for number, upload in enumerate(uploads)
    ]
    return [_put(account, person, place, content) for content in contents]


def _media(account: Account, kind: str, upload: Upload) -> dict[str, Any]:
    try:
        file = account.world.files.keep(kind, upload)
        return {kind: photo_sizes(file) if kind == "photo" else file_json(file)}
    except Refusal as refusal:
        reasons = {
            "Bad Request: IMAGE_PROCESS_FAILED": "this is not a picture that a phone would send as a photo",
            "Bad Request: PHOTO_INVALID_DIMENSIONS": "this picture is too large or too narrow for a photo",
            "Request Entity Too Large": "the file is too big",
        }
        raise Mistake(reasons.get(refusal.description, refusal.description)) from None


def send_location(
    account: Account,
    person: Person,
    place: Place,
    latitude: float,
    longitude: float,
    accuracy: float | None = None,
) -> Message:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Mistake("latitude runs from -90 to 90, longitude from -180 to 180")
    location: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
    if accuracy is not None:
        location["horizontal_accuracy"] = accuracy
    return _put(account, person, place, {"location": location})


def send_contact(account: Account, person: Person, place: Place, phone: str = "", name: str = "") -> Message:
    """Her own number unless another contact's name is given."""
    first, _, last = (name or person.name).partition(" ")
    contact: dict[str, Any] = {"phone_number": phone or "+6281200000000", "first_name": first}
    if last:
        contact["last_name"] = last
    if not name:
        contact["user_id"] = person.id
    return _put(account, person, place, {"contact": contact})


def send_sticker(account: Account, person: Person, place: Place, emoji: str = "👍") -> Message:
    content = _media(account, "sticker", Upload(emoji, "image/webp", b"RIFF\0\0\0\0WEBPVP8 "))
    return _put(account, person, place, content)


def forward_post(
    account: Account, person: Person, place: Place, text: str, channel: str = "Info Kabupaten"
) -> Message:
    """A post that she forwards from a channel."""
    source = {"id": -1_002_000_000_001, "type": "channel", "title": channel}
    origin = {"type": "channel", "chat": source, "message_id": 12, "date": account.world.clock.seconds()}
    return _put(account, person, place, {"text": text, "forward_origin": origin})
