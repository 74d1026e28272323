"""Telegram's HTML subset: marked-up text to plain text with entities in UTF-16 units, and back.

Which tags, attributes and character references exist, and how a mistake is worded, is Telegram's: see
"HTML style" in the Bot API's formatting options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from playground.refusals import Refusal, bad_request

Entity = dict[str, Any]

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACE = " \t\r\n"
MARKS = {  # entity type -> the tag that shows it again
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}


def utf16_length(text: str) -> int:
    """Telegram counts UTF-16 units: an emoji outside the basic plane is two."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)


@dataclass(slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    at: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def fail(self, reason: str, at: int) -> Refusal:
        # Telegram counts bytes here, not characters
        offset = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {reason.format(offset=f'at byte offset {offset}')}")

    def put(self, piece: str) -> None:
        self.text.append(piece)
        self.units += utf16_length(piece)

    def run(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "&":
                self.reference()
            elif char == "<":
                if self.source.startswith("</", self.at):
                    self.close()
                else:
                    self.start()
            else:
                end = self.at + 1
                while end < len(self.source) and self.source[end] not in "<&":
                    end += 1
                self.put(self.source[self.at : end])
                self.at = end
        if self.open:
            raise self.fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"', self.at)
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), self.entities

    def decoded(self, at: int) -> tuple[str, int]:
        """The character that a reference at `at` stands for and where it ends; a bare & stands for itself."""
        end = at + 1
        while end < len(self.source) and (self.source[end].isalnum() or self.source[end] == "#"):
            end += 1
        name = self.source[at + 1 : end]
        char = NAMED.get(name, "")
        if name.startswith("#"):
            digits, base = (name[2:], 16) if name[1:2] in ("x", "X") else (name[1:], 10)
            try:
                code = int(digits, base)
                char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
            except ValueError:
                char = ""
        if not char:
            return "&", at + 1
        return char, end + (self.source[end : end + 1] == ";")

    def reference(self) -> None:
        char, self.at = self.decoded(self.at)
        self.put(char)

    def start(self) -> None:
        begin = self.at
        at = begin + 1
        while at < len(self.source) and self.source[at] not in SPACE + ">":
            at += 1
        tag = self.source[begin + 1 : at].lower()
        if at >= len(self.source):
            raise self.fail("Unclosed start tag {offset}", begin)
        if tag not in TAGS:
            raise self.fail(f'Unsupported start tag "{_braced(tag)}" {{offset}}', begin)
        self.at = at
        attributes = self.attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.fail('Tag "span" must have class "tg-spoiler" {offset}', begin)
        self.open.append(_Open(tag, self.units, attributes))

    def attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        source = self.source
        while True:
            while self.at < len(source) and source[self.at] in SPACE:
                self.at += 1
            if self.at >= len(source):
                raise self.fail("Unclosed start tag {offset}", begin)
            if source[self.at] == ">":
                self.at += 1
                return found
            end = self.at
            while end < len(source) and source[end] not in SPACE + "=>":
                end += 1
            name, self.at = source[self.at : end].lower(), end
            if not name:
                raise self.fail(f'Empty attribute name in the tag "{tag}" {{offset}}', begin)
            if source[self.at : self.at + 1] != "=":
                if name == "expandable" and tag == "blockquote":
                    found[name] = ""
                    continue
                reason = f'Expected equal sign in declaration of an attribute of the tag "{tag}" {{offset}}'
                raise self.fail(reason, begin)
            self.at += 1
            found[name] = self.value(begin)

    def value(self, begin: int) -> str:
        source = self.source
        quote = source[self.at : self.at + 1]
        stops = quote if quote and quote in "\"'" else SPACE + ">"
        self.at += quote in ('"', "'")
        piece: list[str] = []
        while self.at < len(source) and source[self.at] not in stops:
            if source[self.at] == "&":
                char, self.at = self.decoded(self.at)
                piece.append(char)
            else:
                piece.append(source[self.at])
                self.at += 1
        if self.at >= len(source):
            raise self.fail("Unclosed start tag {offset}", begin)
        self.at += stops == quote
        return "".join(piece)

    def close(self) -> None:
        begin = self.at
        end = self.source.find(">", begin)
        if end < 0:
            raise self.fail("Unclosed end tag {offset}", begin)
        tag = self.source[begin + 2 : end].strip(SPACE).lower()
        self.at = end + 1
        if not self.open:
            raise self.fail("Unexpected end tag {offset}", begin)
        opened = self.open.pop()
        if tag and tag != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{_braced(tag)}>"'
            raise self.fail(f"Unmatched end tag {{offset}}, {expected}", begin)
        self.finish(opened)

    def finish(self, opened: _Open) -> None:
        length = self.units - opened.start
        if length == 0:
            return
        entity: Entity = {"type": TAGS[opened.tag], "offset": opened.start, "length": length}
        if opened.tag == "a":
            link = opened.attributes.get("href") or "".join(self.text)[-length:]
            if "." not in link and ":" not in link:
                return  # Telegram drops a link that is none
            entity["url"] = link
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and self.open and self.open[-1].tag == "pre":
            language = opened.attributes.get("class", "").removeprefix("language-")
            self.open[-1].attributes["language"] = language
            return
        elif opened.tag == "pre" and opened.attributes.get("language"):
            entity["language"] = opened.attributes["language"]
        self.entities.append(entity)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def parse(source: str) -> tuple[str, list[Entity]]:
    """Plain text, trimmed as Telegram trims it, and its entities. Raises Refusal on a mistake in it."""
    return trim(*_Parser(source).run())


def trim(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """Without white space around it; entities move along and those left empty go."""
    tail = text.rstrip()
    kept = tail.lstrip()
    shift, units = utf16_length(tail) - utf16_length(kept), utf16_length(kept)
    moved: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        end = min(entity["offset"] + entity["length"] - shift, units)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return kept, moved


def found_in(text: str) -> list[Entity]:
    """The commands and addresses that Telegram finds by itself in what people type."""
    found: list[Entity] = []
    units = 0
    for word in _words(text):
        name = word[1:].split("@")[0]
        if word.startswith("/") and name.isascii() and name.replace("_", "a").isalnum() and len(name) <= 32:
            found.append({"type": "bot_command", "offset": units, "length": utf16_length(word)})
        elif word.startswith(("http://", "https://")) and "." in word:
            found.append({"type": "url", "offset": units, "length": utf16_length(word.rstrip(".,;:!?)"))})
        units += utf16_length(word)
    return found


def _words(text: str) -> list[str]:
    words: list[str] = []
    for char in text:
        if words and words[-1][0].isspace() == char.isspace():
            words[-1] += char
        else:
            words.append(char)
    return words


def to_html(text: str, entities: Iterable[Mapping[str, Any]]) -> str:
    """The text with its entities as HTML again, everything else escaped; for transcripts and tests."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] == "text_link":
            first, last = f'<a href="{escape(entity["url"])}">', "</a>"
        elif entity["type"] in MARKS:
            mark = MARKS[entity["type"]]
            first, last = f"<{mark}>", f"</{mark}>"
        else:
            continue
        opening.setdefault(start, []).append(first)
        closing.setdefault(end, []).insert(0, last)
    pieces: list[str] = []
    units = 0
    for char in text:
        pieces += closing.get(units, []) + opening.get(units, [])
        pieces.append(escape(char, quote=False))
        units += 1 + (ord(char) > 0xFFFF)
    return "".join(pieces + closing.get(units, []))
