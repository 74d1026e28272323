"""Which files prove nothing: empty ones, programs, archives that burst, and names that lead their reader astray.

Other mismatches of name and bytes are harmless and kept: an export then names the file after its bytes.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePosixPath

from bot.delivery.sniffing import GZIP, HTML, PROGRAM, SCRIPT, ZIP, Contents, Sniffed


class Refusal(StrEnum):
    """Why a file cannot be evidence; stored in `file.refused` and a part of a sentence's key."""

    EMPTY = "empty"
    PROGRAM = "program"
    BOMB = "bomb"
    DISGUISED = "disguised"


# What Windows, Android or a browser runs when it is opened by its name
_RUN_BY_NAME = frozenset(
    {
        *(
            "exe",
            "com",
            "scr",
            "pif",
            "cpl",
            "msi",
            "msp",
            "msix",
            "appx",
            "gadget",
            "application",
            "lnk",
            "url",
        ),
        *(
            "bat",
            "cmd",
            "ps1",
            "psm1",
            "vbs",
            "vbe",
            "js",
            "jse",
            "mjs",
            "wsf",
            "wsh",
            "hta",
            "reg",
            "scf",
            "inf",
        ),
        *("jar", "apk", "dex", "sh", "bash", "command", "app", "dmg", "pkg", "deb", "rpm", "chm", "xll"),
        *("iso", "img", "vhd"),
    }
)
_WITHOUT_MACROS = frozenset({"docx", "xlsx", "pptx"})  # by their names
# Not among them: .xls and .doc. Programs of offices write tables as pages or text and call them so; they open
_DOCUMENTS = frozenset({"pdf", "docx", "xlsx", "ppt", "pptx", "odt", "ods", "jpg", "jpeg", "png"})

# 1,032 is what deflate can reach; honest Office files stay below 100 but for short runs of blank cells
MOST_RATIO = 200
SMALL = 64 << 20  # bytes unpacked; below it no ratio does harm
MOST_UNPACKED = 2 << 30
MOST_MEMBERS = 20_000


def refusal(name: str, sniffed: Sniffed) -> Refusal | None:
    """Why this file is refused, or None. `name` is what the sender calls it; '' for a photo."""
    ending = PurePosixPath(name.rstrip(". ")).suffix.lower().lstrip(".")
    if sniffed.size == 0:
        return Refusal.EMPTY
    if sniffed.mime in (PROGRAM, SCRIPT) or ending in _RUN_BY_NAME:
        return Refusal.PROGRAM
    if sniffed.contents is not None and _bursts(sniffed.contents, sniffed.size):
        return Refusal.BOMB
    if sniffed.active:
        return Refusal.PROGRAM
    return Refusal.DISGUISED if _disguised(ending, sniffed) else None


def _bursts(contents: Contents, size: int) -> bool:
    if contents.endless or len(contents.members) > MOST_MEMBERS or contents.unpacked > MOST_UNPACKED:
        return True
    return contents.unpacked > SMALL and contents.unpacked > size * MOST_RATIO


def _disguised(ending: str, sniffed: Sniffed) -> bool:
    """A document by its name that is something else, and would run or not open at all."""
    members = sniffed.contents.members if sniffed.contents is not None else frozenset()
    if ending in _WITHOUT_MACROS and any(one.lower().endswith("vbaproject.bin") for one in members):
        return True
    return ending in _DOCUMENTS and sniffed.mime in (HTML, ZIP, GZIP)
