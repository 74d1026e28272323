"""What a file is, from its bytes: whoever sent it may have called it anything. Nothing is unpacked or run."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

import filetype

HEAD = 8192  # bytes: as much as the signatures and a look for text need

PDF, RTF, TEXT, HTML, OLE, UNKNOWN = (
    *("application/pdf", "application/rtf", "text/plain", "text/html", "application/x-ole-storage"),
    "application/octet-stream",
)
PROGRAM = "application/x-executable"
SCRIPT = "text/x-script"
ZIP, GZIP = "application/zip", "application/gzip"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_OOXML = {
    "word/": f"{_OFFICE}wordprocessingml.document",
    "xl/": f"{_OFFICE}spreadsheetml.sheet",
    "ppt/": f"{_OFFICE}presentationml.presentation",
}
_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
# Names of streams in the directory of the container, as it writes them
_OLE_KINDS = (
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
)
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")  # the class of a Windows installer's container
_PROGRAMS = (
    b"\x7fELF",
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),  # macOS
    b"\xca\xfe\xba\xbe",  # macOS for several processors, and Java classes
    b"dex\n",
    bytes.fromhex("4c0000000114020000000000c000000000000046"),  # a Windows shortcut
    b"\0asm",
    b"MZ",  # Windows
)
_PROGRAM_TYPES = frozenset(
    {
        *("application/x-msdownload", "application/x-executable", "application/x-deb", "application/x-rpm"),
        *("application/x-google-chrome-extension", "application/x-shockwave-flash"),
    }
)
_SCRIPTS = (b"#!", b"@echo off", b"<?php", b"<%@", b"<job", b"<hta:")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<table")
# What reading a member raises where an archive is damaged, locked, or packed in a way that nobody here knows
_DAMAGED = (
    BadZipFile,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OSError,
    EOFError,
    zlib.error,
    LZMAError,
)
_END = b"PK\x05\x06"
_CENTRAL_MOST = 4 << 20  # bytes of a zip's list of members that are read: some 40,000 of them


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive says of itself. `members` are names; sizes in bytes."""

    members: frozenset[str]
    unpacked: int
    endless: bool = False  # the list itself is longer than anybody needs


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`mime` is the type that the bytes show, of at most 100 characters."""

    mime: str
    size: int
    contents: Contents | None = None  # of an archive or an Office file
    active: bool = False  # a page with a script in it


def sniff(path: Path) -> Sniffed:
    """Look into a file. Raises `OSError`."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(HEAD)
        mime = _of_head(head)
        if mime == ZIP:
            contents = _zip(path, file, size)
            return Sniffed(_of_zip(path, contents), size, contents)
        if mime == GZIP:
            return Sniffed(GZIP, size, Contents(frozenset(), _gzip(file, size)))
        if mime == OLE:
            return Sniffed(_of_ole(file), size)
        if mime == HTML:
            file.seek(0)
            return Sniffed(HTML, size, active=_is_active(file))
    return Sniffed(mime, size)


def _of_head(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_text = _is_text(head)  # 'MZ' and 'BM' begin many a sentence
    if not is_text and head.startswith(_PROGRAMS):
        return PROGRAM
    if b"%pdf-" in start[:1024]:  # readers bear with some bytes before it
        return PDF
    if start.startswith(b"{\\rtf"):
        return RTF
    if is_text:
        if start.startswith(_SCRIPTS):
            return SCRIPT
        return HTML if any(mark in start[:1024] for mark in _MARKUP) else TEXT
    if head.startswith(_OLE_SIGNATURE):
        return OLE
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ZIP
    known = filetype.guess(head)
    if known is None:
        return UNKNOWN
    return PROGRAM if known.mime in _PROGRAM_TYPES else str(known.mime)[:100]


def _is_text(head: bytes) -> bool:
    """Whether people could read it: UTF-8, UTF-16 with its mark, or one byte a letter; no control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return not head.startswith(b"\xff\xfe\0\0")
    if not head or b"\0" in head:
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    if controls:
        return False
    try:
        head[: HEAD - 4].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= HEAD - 8:
            return True
        return sum(byte < 128 for byte in head) > len(head) * 0.9  # an old editor's
    return True


def _zip(path: Path, file: IO[bytes], size: int) -> Contents | None:
    """The list of members as it is declared; None for a damaged one. One too long to be honest is not read."""
    if _list_size(file, size) > _CENTRAL_MOST:
        return Contents(frozenset(), 0, endless=True)
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            return Contents(frozenset(one.filename for one in members), sum(one.file_size for one in members))
    except (BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error):
        return None


def _list_size(file: IO[bytes], size: int) -> int:
    """Bytes of the central directory by the end record (APPNOTE.TXT 4.3.16 and, for large ones, 4.3.14). Where
    readers differ in which record they believe, the largest: one of them will read the list."""
    tail_size = min(size, 22 + 0xFFFF + 20)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    last = len(tail) - 22  # without a comment the record is the very end, whatever it holds
    is_last = last >= 0 and tail.startswith(_END, last) and tail.endswith(b"\0\0")
    end = last if is_last else tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        return 0  # reading it will say that it is damaged
    (declared,) = struct.unpack_from("<I", tail, end + 12)
    locator = tail[end - 20 : end] if end >= 20 else b""
    large: list[int] = []
    if locator.startswith(b"PK\x06\x07"):
        (named,) = struct.unpack_from("<Q", locator, 8)
        for place in (named, size - tail_size + end - 20 - 56):
            file.seek(min(max(place, 0), size))
            record = file.read(56)
            if len(record) == 56 and record.startswith(b"PK\x06\x06"):
                large += struct.unpack_from("<Q", record, 40)
    return max(large, default=int(declared))


def _of_zip(path: Path, contents: Contents | None) -> str:
    members = contents.members if contents is not None else frozenset()
    if {"AndroidManifest.xml", "classes.dex", "META-INF/MANIFEST.MF"} & members and any(
        one.endswith((".class", ".dex")) for one in members
    ):
        return PROGRAM
    if "[Content_Types].xml" in members:
        for folder, mime in _OOXML.items():
            if any(one.startswith(folder) for one in members):
                return mime
    if "mimetype" in members:  # OpenDocument and EPUB write their type into a short first member
        try:
            with ZipFile(path) as archive, archive.open("mimetype") as said:
                named = said.read(100).decode("ascii", "replace").strip()
        except _DAMAGED:
            return ZIP
        if named.startswith("application/") and named.isprintable():
            return named
    return ZIP


def _of_ole(file: IO[bytes]) -> str:
    """Which Office program wrote it, by the streams that its directory names."""
    file.seek(0)
    found = file.read(8 << 20)
    if _INSTALLER in found:
        return PROGRAM
    for stream, mime in _OLE_KINDS:
        if stream.encode("utf-16-le") in found:
            return mime
    return OLE


def _gzip(file: IO[bytes], size: int) -> int:
    """What it unpacks to, as its last four bytes say (RFC 1952; modulo 4 GB)."""
    if size < 18:
        return 0
    file.seek(size - 4)
    (unpacked,) = struct.unpack("<I", file.read(4))
    return int(unpacked)


def _is_active(file: IO[bytes]) -> bool:
    text = file.read(4 << 20).lower()
    return b"<script" in text or b"javascript:" in text
