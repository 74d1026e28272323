"""Bytes that people send: honest ones and others, as small as they can be."""

from __future__ import annotations

import gzip
import io
import struct
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01" + bytes(40)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(20)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(20)
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(20)
VOICE = b"OggS\0\x02" + bytes(22) + b"\x01\x13OpusHead"
EXE = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" + bytes(200)
ELF = b"\x7fELF\x02\x01\x01" + bytes(60)
SHORTCUT = bytes.fromhex("4c0000000114020000000000c000000000000046") + bytes(60)


def ole(*streams: str) -> bytes:
    """The container of old Office files, with these streams in its directory."""
    return (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(504)
        + b"".join(one.encode("utf-16-le") + bytes(40) for one in streams)
    )


INSTALLER = ole() + bytes.fromhex("84100c0000000000c000000000000046")


def zipped(*members: str, content: bytes = b"x", method: int = ZIP_STORED) -> bytes:
    """An archive with these members."""
    into = io.BytesIO()
    with ZipFile(into, "w", method) as archive:
        for member in members:
            # a member's own time, not the clock's: these bytes name test cases, which every worker must call alike
            archive.writestr(ZipInfo(member), content, archive.compression)
    return into.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
XLSX = zipped("xl/workbook.xml", "[Content_Types].xml")  # in another order than Word writes it
MACROS = zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
APK = zipped("AndroidManifest.xml", "classes.dex")
ODS = zipped("mimetype", content=b"application/vnd.oasis.opendocument.spreadsheet")
BOMB = zipped("[Content_Types].xml", "xl/sheet1.xml", content=bytes(70 << 20), method=ZIP_DEFLATED)


def declaring(unpacked: int) -> bytes:
    """An archive of one member that says it unpacks to so many bytes, whatever it holds."""
    made = bytearray(zipped("a.txt"))
    entry = made.rindex(b"PK\x01\x02")
    struct.pack_into("<I", made, entry + 24, unpacked)
    return bytes(made)


def endless() -> bytes:
    """An archive whose list of members is said to be longer than anybody reads."""
    made = bytearray(zipped("a.txt"))
    struct.pack_into("<I", made, made.rindex(b"PK\x05\x06") + 12, 200 << 20)
    return bytes(made)


def endless_in_disguise() -> bytes:
    """The same, where the mark of an end stands once more inside of the end."""
    made = bytearray(endless())
    struct.pack_into("<4s", made, made.rindex(b"PK\x05\x06") + 4, b"PK\x05\x06")
    return bytes(made)


def endless_and_large() -> bytes:
    """The same as large archives say it: one place names an honest end, and the one that is read is another."""
    made, end = zipped("a.txt")[:-22], zipped("a.txt")[-22:]
    honest, other = (
        struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, listed, 0)
        for listed in (50, 200 << 20)
    )
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(made), 1)
    return made + honest + other + locator + end


GZIP_BOMB = gzip.compress(bytes(70 << 20))
