"""Files that people and bots sent, kept in memory, under Telegram's limits on size."""

from __future__ import annotations

import mimetypes
import secrets
import struct
from dataclasses import dataclass
from typing import Any

from playground.refusals import Refusal, bad_request
from playground.validation import Upload

DOWNLOAD_LIMIT = 20 << 20
UPLOAD_LIMIT = 50 << 20
PHOTO_LIMIT = 10 << 20
PHOTO_SIDES = 10_000  # width and height together
PHOTO_RATIO = 20

FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "audio": "music",
    "voice": "voice",
    "video": "videos",
    "sticker": "stickers",
}


@dataclass(frozen=True, slots=True)
class File:
    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    content: bytes
    path: str

    @property
    def size(self) -> int:
        return len(self.content)


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def keep(self, kind: str, upload: Upload) -> File:
        """Raises Refusal for what Telegram would not take."""
        limit = PHOTO_LIMIT if kind == "photo" else UPLOAD_LIMIT
        if len(upload.content) > limit:
            raise Refusal(413, "Request Entity Too Large")
        if not upload.content:
            raise bad_request("file must be non-empty")
        unique = secrets.token_urlsafe(11)
        mime = upload.mime or mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        ending = ".jpg" if kind == "photo" else _ending(upload.name)
        path = f"{FOLDERS.get(kind, 'files')}/file_{len(self._by_id)}{ending}"
        file = File(f"PG-{kind}-{unique}", unique, kind, upload.name, mime, upload.content, path)
        self._by_id[file.id] = self._by_path[path] = file
        return file

    def get(self, file_id: str) -> File:
        """Raises Refusal with Telegram's words for a file_id it does not know."""
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def find(self, file_id: str) -> File | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> File | None:
        return self._by_path.get(path)


def _ending(name: str) -> str:
    ending = name.rpartition(".")[2] if "." in name else ""
    return f".{ending}" if ending.isascii() and ending.isalnum() and len(ending) <= 8 else ""


def photo_sizes(file: File) -> list[dict[str, Any]]:
    """A small and a full size, as Telegram gives; raises Refusal for what is no picture."""
    measured = image_size(file.content)
    if measured is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = measured
    if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    shrink = min(1.0, 320 / max(width, height))
    whole = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    small = {"width": max(1, round(width * shrink)), "height": max(1, round(height * shrink))}
    sizes = [{**whole, "width": width, "height": height}]
    return sizes if shrink == 1.0 else [{**whole, **small}, *sizes]


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP, from its header; None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512  # its three header variants are not worth reading here
    return _jpeg_size(content) if content[:2] == b"\xff\xd8" else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if at + 4 > len(content):
            return None
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None
