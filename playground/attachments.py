"""What a person sends that is not typed: files, places, contacts, stickers, forwarded posts."""

from __future__ import annotations

import secrets
from typing import Any

from playground.account import Account
from playground.chats import Message, Person
from playground.files import photo_sizes
from playground.people import Mistake, caption, chat_of, deliver
from playground.refusals import Refusal
from playground.sending import file_json
from playground.validation import Upload

UPLOADED = ("photo", "document", "audio", "voice", "video", "sticker")
MOST_IN_ALBUM = 10


def send_files(
    account: Account,
    person: Person,
    kind: str,
    uploads: list[Upload],
    *,
    text: str = "",
    chat_id: int = 0,
    reply_to: int | None = None,
) -> list[Message]:
    """One file, or an album of up to ten of one kind; the caption goes with the first. Raises Mistake."""
    if kind not in UPLOADED:
        raise Mistake(f"a file can be sent as one of {', '.join(UPLOADED)}")
    if not 1 <= len(uploads) <= MOST_IN_ALBUM:
        raise Mistake("one to ten files can be sent at once")
    chat = chat_of(account, person, chat_id)
    group = {"media_group_id": str(secrets.randbits(60))} if len(uploads) > 1 else {}
    contents = [
        {**_media(account, kind, upload), **(caption(text) if place == 0 else {}), **group}
        for place, upload in enumerate(uploads)
    ]
    return [deliver(account, person, chat, content, reply_to=reply_to) for content in contents]


def _media(account: Account, kind: str, upload: Upload) -> dict[str, Any]:
    try:
        file = account.world.files.keep(kind, upload)
        return {kind: photo_sizes(file) if kind == "photo" else file_json(file)}
    except Refusal as refusal:
        reasons = {
            "Bad Request: IMAGE_PROCESS_FAILED": "this is not a picture that a phone would send as a photo",
            "Request Entity Too Large": "the file is too big",
        }
        raise Mistake(reasons.get(refusal.description, refusal.description)) from None


def send_location(
    account: Account,
    person: Person,
    latitude: float,
    longitude: float,
    *,
    accuracy: float | None = None,
    chat_id: int = 0,
    reply_to: int | None = None,
) -> Message:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Mistake("latitude runs from -90 to 90, longitude from -180 to 180")
    place: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
    if accuracy is not None:
        place["horizontal_accuracy"] = accuracy
    return deliver(account, person, chat_of(account, person, chat_id), {"location": place}, reply_to=reply_to)


def send_contact(
    account: Account, person: Person, phone: str = "", name: str = "", *, chat_id: int = 0
) -> Message:
    """Her own number unless another contact's name is given."""
    first, _, last = (name or person.name).partition(" ")
    contact: dict[str, Any] = {"phone_number": phone or "+6281200000000", "first_name": first}
    if last:
        contact["last_name"] = last
    if not name:
        contact["user_id"] = person.id
    return deliver(account, person, chat_of(account, person, chat_id), {"contact": contact})


def send_sticker(account: Account, person: Person, emoji: str = "👍", *, chat_id: int = 0) -> Message:
    content = _media(account, "sticker", Upload(emoji, "image/webp", b"RIFF\0\0\0\0WEBPVP8 "))
    return deliver(account, person, chat_of(account, person, chat_id), content)


def forward_post(
    account: Account, person: Person, text: str, *, channel: str = "Info Kabupaten", chat_id: int = 0
) -> Message:
    """A post that she forwards from a channel."""
    source = {"id": -1_002_000_000_001, "type": "channel", "title": channel}
    origin = {"type": "channel", "chat": source, "message_id": 12, "date": account.world.clock.seconds()}
    content = {"text": text, "forward_origin": origin}
    return deliver(account, person, chat_of(account, person, chat_id), content)
