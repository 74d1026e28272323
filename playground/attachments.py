"""What a person sends that is not typed: files, albums, places, contacts, stickers."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
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
ALONE = ("voice", "sticker")  # an app sends these one by one
MOST_IN_ALBUM = 10
MOST_AT_ONCE = 100  # an app's picker takes as many, and makes albums of ten of them


@dataclass(frozen=True, slots=True)
class Place:
    """Where she sends it: a chat, in answer to a message of it, or into a topic of it."""

    chat: Chat
    reply_to: int | None = None
    topic: int = 0


def put(account: Account, person: Person, place: Place, content: Mapping[str, Any]) -> Message:
    """Posts it where she sends it. Raises Mistake."""
    return deliver(account, person, place.chat, content, reply_to=place.reply_to, topic=place.topic)


def send_files(
    account: Account, person: Person, place: Place, kind: str, uploads: Sequence[Upload], text: str = ""
) -> list[Message]:
    """One file, or albums of up to ten; the caption goes with the first. Raises Mistake."""
    return [put(account, person, place, one) for one in contents_of(account, kind, uploads, text)]


def contents_of(
    account: Account, kind: str, uploads: Sequence[Upload], text: str = ""
) -> list[dict[str, Any]]:
    """The messages that an app makes of what was picked: photos and videos go into one album, everything else is
    with its own kind. Raises Mistake."""
    if kind not in UPLOADED:
        raise Mistake(f"a file can be sent as one of {', '.join(UPLOADED)}")
    if not 1 <= len(uploads) <= MOST_AT_ONCE:
        raise Mistake(f"one to {MOST_AT_ONCE} files can be sent at once")
    groups = _groups(kind, len(uploads))
    contents = [
        {**_media(account, _kind_of(kind, upload), upload), **group}
        for upload, group in zip(uploads, groups, strict=True)
    ]
    contents[0] |= caption(text)
    return contents


def _kind_of(kind: str, upload: Upload) -> str:
    return "video" if kind == "photo" and upload.mime.startswith("video/") else kind


def _groups(kind: str, count: int) -> Iterator[dict[str, str]]:
    """What makes each of so many files part of an album, or of none."""
    for start in range(0, count, MOST_IN_ALBUM):
        size = min(MOST_IN_ALBUM, count - start)
        together = size > 1 and kind not in ALONE
        group = {"media_group_id": str(secrets.randbits(60))} if together else {}
        yield from [group] * size


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
    return put(account, person, place, {"location": location})


def send_contact(account: Account, person: Person, place: Place, phone: str = "", name: str = "") -> Message:
    """Her own number unless another contact's name is given."""
    first, _, last = (name or person.name).partition(" ")
    contact: dict[str, Any] = {"phone_number": phone or "+6281200000000", "first_name": first}
    if last:
        contact["last_name"] = last
    if not name:
        contact["user_id"] = person.id
    return put(account, person, place, {"contact": contact})


def send_sticker(account: Account, person: Person, place: Place, emoji: str = "👍") -> Message:
    content = _media(account, "sticker", Upload(emoji, "image/webp", b"RIFF\0\0\0\0WEBPVP8 "))
    return put(account, person, place, content)
