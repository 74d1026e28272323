"""Names of files for people: what they call their files, made safe for every system, with an honest ending.

Limits: Windows keeps some names for itself and forbids some characters; a zip must never lead out of its folder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from mimetypes import MimeTypes

LONGEST = 100  # characters of a name with its ending
LONGEST_BYTES = 240  # of the same; most file systems take 255
LONGEST_ENDING = 10
SLUG = 30  # characters

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)$", re.IGNORECASE)
_ENDING = re.compile(r"\.([0-9]*[A-Za-z][A-Za-z0-9]*)$")  # a number behind a point is none
_GENERAL = frozenset({"", "application/octet-stream", "application/x-ole-storage"})
# What a type is usually called here; several types have many endings, and some are missing on some systems
_ENDINGS = {
    "application/gzip": "gz",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/x-7z-compressed": "7z",
    "application/x-rar-compressed": "rar",
    "application/rtf": "rtf",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/x-wav": "wav",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/tiff": "tif",
    "image/webp": "webp",
    "text/plain": "txt",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
}
# One type, several honest names
_ALIKE = (
    {"jpg", "jpeg", "jpe", "jfif"},
    {"tif", "tiff"},
    {"htm", "html"},
    {"doc", "dot"},
    {"xls", "xlt"},
    {"mp4", "m4v", "m4a", "mov"},
    {"ogg", "oga", "opus", "ogv"},
    {"heic", "heif"},
    {"docx", "docm", "dotx"},
    {"xlsx", "xlsm", "xltx"},
    {"pptx", "pptm", "ppsx"},
    {
        "txt",
        "csv",
        "tsv",
        "json",
        "geojson",
        "xml",
        "md",
        "log",
        "svg",
        "kml",
        "eml",
        "ics",
        "sql",
        "yaml",
        "tex",
    },
    {"zip", "kmz", "ods", "odt", "odp", "epub", "mpp", "vsdx", "dwfx"},
)
_TYPES = MimeTypes()  # without the files of this system, so that a name is the same everywhere


def clean(name: str, sniffed: str = "", mime: str = "", fallback: str = "") -> str:
    """A name to show and to save under: no path, nothing unseen, none that a system keeps for itself, and an
    ending that fits the `sniffed` type where that is known. `fallback` stands in for an empty name."""
    # the marks that turn text around are of category Cf, and print nothing
    seen = "".join(_seen(sign) for sign in unicodedata.normalize("NFC", name))
    seen = " ".join(_FORBIDDEN.sub("_", seen).split()).rstrip(" .")
    stem, ending = split(seen)
    ending = ending_of(ending, sniffed, mime)
    stem = stem.strip(" ._-") or fallback or "file"
    if _RESERVED.match(stem.split(".")[0].rstrip()):
        stem = f"_{stem}"
    tail = f".{ending}" if ending else ""
    stem = stem[: LONGEST - len(tail)]
    while len(stem.encode()) > LONGEST_BYTES - len(tail):
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{tail}"


def _seen(sign: str) -> str:
    kind = unicodedata.category(sign)
    return "" if kind in ("Cf", "Cs", "Co", "Cn") else " " if kind[0] in "CZ" else sign


def split(name: str) -> tuple[str, str]:
    """'Notulen.PDF' -> ('Notulen', 'pdf'); the ending is '' where there is none that looks like one."""
    found = _ENDING.search(name)
    if found is None or len(found[1]) > LONGEST_ENDING:
        return name, ""
    return name[: found.start()], found[1].lower()


def ending_of(named: str, sniffed: str = "", mime: str = "") -> str:
    """The ending that a file should have: the one it has, unless its bytes say otherwise."""
    if sniffed in _GENERAL:
        return named or ("" if mime in _GENERAL else _ending(mime))
    honest = _ending(sniffed)
    if not honest or honest == named or any({honest, named} <= alike for alike in _ALIKE):
        return named or honest
    return honest


def slug(text: str, skipped: Collection[str] = (), longest: int = SLUG) -> str:
    """Words as a part of a path: 'Kebijakan & Kelembagaan' -> 'kebijakan-kelembagaan'; '' if nothing remains.
    Words of `skipped` are left out unless there are no others; no word is cut unless it is the only one."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in skipped] or words
    made = ""
    for word in telling:
        if made and len(made) + 1 + len(word) > longest:
            break
        made = f"{made}-{word}" if made else word[:longest]
    return f"_{made}" if _RESERVED.match(made) else made


def _ending(mime: str) -> str:
    found = _ENDINGS.get(mime) or (_TYPES.guess_extension(mime, strict=False) or "").lstrip(".")
    return found if len(found) <= LONGEST_ENDING else ""
