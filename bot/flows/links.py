"""Links in what people type or paste: which are whole, which are not, and which lead to a shared drive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 2000  # characters; what a browser still opens everywhere
DRIVES = (
    *("drive.google.com", "docs.google.com", "photos.google.com", "photos.app.goo.gl"),
    *("onedrive.live.com", "1drv.ms", "sharepoint.com", "dropbox.com", "db.tt"),
)
"""Hosts whose links open only for those with whom the file was shared."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[^\W\d_]{{2,63}}|xn--[a-z0-9-]{{1,59}})\.?", re.IGNORECASE)
_NUMBERS = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
_AROUND = "<>()[]{}\"'“”‘’,;!"


@dataclass(frozen=True, slots=True)
class Links:
    """What a text holds: whole links, the words beside them, and what was meant as a link and is none."""

    found: tuple[str, ...]
    words: str
    broken: tuple[str, ...]


def read_links(text: str) -> Links:
    """The links of a text, each once. One without 'https://' counts when nobody would take it for a word."""
    found: list[str] = []
    words: list[str] = []
    broken: list[str] = []
    for raw in text.split():
        bare = raw.strip(_AROUND).rstrip(".:?")
        if _is_bare(bare):
            bare = f"https://{bare}"
        if not _SCHEME.match(bare):
            words.append(raw)
        elif is_link(bare):
            found.append(bare)
        else:
            broken.append(bare)
    return Links(tuple(dict.fromkeys(found)), " ".join(words), tuple(broken))


def is_link(text: str) -> bool:
    """Whether it has the shape of a page's address: http or https, a host, no password. Nobody visits it."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    whole = parts.scheme in ("http", "https") and "@" not in parts.netloc and len(text) <= LONGEST
    return whole and text.isprintable() and _is_host(host)


def host_of(link: str) -> str:
    """'drive.google.com'."""
    return (urlsplit(link).hostname or "").removeprefix("www.")


def is_on_drive(link: str) -> bool:
    """Whether it leads to a drive, where a file is private until somebody shares it."""
    host = host_of(link)
    return any(host == drive or host.endswith(f".{drive}") for drive in DRIVES)


def _is_bare(word: str) -> bool:
    """'www.dinkes.go.id' or 'drive.google.com/file/1', but not 'SK.pdf' or '12/3'."""
    host, slash, _ = word.partition("/")
    return bool(_HOST.fullmatch(host)) and (bool(slash) or host.lower().startswith("www."))


def _is_host(host: str) -> bool:
    if _NUMBERS.fullmatch(host):
        return all(int(part) < 256 for part in host.split("."))
    return len(host) <= 253 and bool(_HOST.fullmatch(host))
