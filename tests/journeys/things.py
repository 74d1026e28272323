"""What a phone can send besides text, as small real files."""

from __future__ import annotations

import struct
import zlib

from playground.client import Person, Seen

SENDINGS = (
    "photo", "document", "audio", "video", "voice", "big", "album", "location", "sticker", "contact", "forward",
    "again",
)  # fmt: skip


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def picture(shade: int = 0) -> bytes:
    """A PNG of one pixel."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + _chunk(b"IEND", b"")
    )


async def send(person: Person, what: str, reply_to: Seen | None) -> None:
    """`what` is a kind, for some with a name or a text after it: 'document SK.pdf', 'album 3'."""
    kind, _, rest = what.partition(" ")
    match kind:
        case "photo":
            files = [("photo.jpg", "image/jpeg", picture())]
            await person.send_files("photo", files, text=rest, reply_to=reply_to)
        case "album":
            files = [(f"{n}.jpg", "image/jpeg", picture(n)) for n in range(int(rest))]
            await person.send_files("photo", files, reply_to=reply_to)
        case "big":
            files = [("besar.pdf", "application/pdf", bytes((20 << 20) + 1))]
            await person.send_files("document", files, reply_to=reply_to)
        case "document" | "audio" | "video" | "voice":
            name, mime = {
                "document": ("SK.pdf", "application/pdf"),
                "audio": ("rapat.mp3", "audio/mpeg"),
                "video": ("lokasi.mp4", "video/mp4"),
                "voice": ("", "audio/ogg"),
            }[kind]
            content = f"{kind} {rest}".encode()
            await person.send_files(kind, [(rest or name or "voice.ogg", mime, content)], reply_to=reply_to)
        case "location":
            latitude, longitude = map(float, (rest or "0.5333 117.5").split())
            await person.send_location(latitude, longitude, accuracy=12)
        case "sticker":
            await person.send_sticker()
        case "contact":
            await person.send_contact()
        case "again":
            sent = [one for one in await person.transcript() if not one.from_bot]
            named = [one for one in sent if rest in (one.raw.get("media", {}).get("name", ""), one.text)]
            await person.forward_messages(named[-1])
        case _:
            await person.forward(rest or "Pengumuman dari kanal lain")
