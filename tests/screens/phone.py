"""A screen as a person sees it on a small phone: 40 columns, bold as **, buttons in brackets.

It parses the HTML as Telegram does, so anything that Telegram would refuse is an assertion here.
"""

from __future__ import annotations

import re
import textwrap
from html import unescape

from bot.screens.press import LIMIT, decode
from bot.screens.screen import Screen

COLUMNS = 40
_TOKEN = re.compile(r"<(/?)([a-z]+)>|([^<>]+)|(.)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")


def parsed(html: str) -> str:
    """The text that Telegram shows, bold between `**`. Fails on a stray <, > or &, and on unbalanced tags."""
    assert not _AMPERSAND.search(html), f"a stray & in {html!r}"
    shown: list[str] = []
    stack: list[str] = []
    for closing, tag, text, stray in _TOKEN.findall(html):
        assert not stray, f"a stray {stray} in {html!r}"
        if text:
            shown.append(unescape(text))
        elif closing:
            assert stack and stack.pop() == tag, f"</{tag}> closes nothing in {html!r}"
            shown.append("**" if tag == "b" else "")
        else:
            assert tag in {"b", "i", "code", "blockquote"}, f"<{tag}> is not in our language"
            stack.append(tag)
            shown.append("**" if tag == "b" else "")
    assert not stack, f"{stack} is never closed in {html!r}"
    return "".join(shown)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def held(screen: Screen) -> str:
    """The plain text of a screen that Telegram would take; fails on anything that it would refuse."""
    text = parsed(screen.text)
    assert text.strip(), "an empty message"
    assert utf16(text.replace("**", "")) <= 4096
    assert sum(len(row) for row in screen.rows) <= 100
    assert len(screen.placeholder) <= 64
    for row in screen.rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert button.text.strip()
            assert (bool(button.data), bool(button.url), bool(button.copy)).count(True) == 1
            assert len(button.data.encode()) <= LIMIT
            assert not button.data or decode(button.data), f"{button.data} cannot be read back"
            assert len(button.copy) <= 256
    return text


def drawn(screen: Screen) -> str:
    """The screen as the golden files keep it."""
    lines: list[str] = []
    for paragraph in held(screen).split("\n"):
        lines += textwrap.wrap(paragraph, COLUMNS, replace_whitespace=False, drop_whitespace=True) or [""]
    rows = [" ".join(f"[ {button.text} ]" for button in row) for row in screen.rows]
    return "\n".join([line.rstrip() for line in lines] + ([""] if rows else []) + rows) + "\n"


def texts(screen: Screen) -> list[list[str]]:
    return [[button.text for button in row] for row in screen.rows]


def pressed(screen: Screen, text: str) -> str:
    """The data of the one button that says this."""
    found = [button.data for row in screen.rows for button in row if text in button.text]
    assert len(found) == 1, f"{len(found)} buttons say {text!r}: {texts(screen)}"
    return found[0]
