"""Telegram's HTML: what it makes of markup, how it words mistakes, and how it counts."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.html import found_in, parse, to_html, utf16_length
from playground.refusals import Refusal


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("  trimmed \n", "trimmed", []),
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("  <b> a</b>", "a", [("bold", 0, 1)]),
        ("😀<i>a</i>", "😀a", [("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("a &lt;b&gt; &amp; &quot;c&#39; &copy;", "a <b> & \"c' &copy;", []),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<pre><code class="language-py">a</code></pre>', "a", [("pre", 0, 1)]),
        ('<a href="https://x.id/?a=1&amp;b">a</a>', "a", [("text_link", 0, 1)]),
        ('<a href="no link">a</a>', "a", []),
    ],
)
def test_markup_becomes_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]]
) -> None:
    parsed, found = parse(source)
    assert parsed == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


def test_a_link_keeps_its_address() -> None:
    assert parse('<a href="https://x.id/?a=1&amp;b">a</a>')[1][0]["url"] == "https://x.id/?a=1&b"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<table>", 'Unsupported start tag "table" at byte offset 0'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2 > 1", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>b</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
        ("{<{x}>", 'Unsupported start tag "{x}" at byte offset 1'),
    ],
)
def test_a_mistake_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_escaped_comes_out_as_it_was(text: str) -> None:
    assert parse(escape(text, quote=False)) == (text.strip(), [])


@pytest.mark.parametrize(
    "source", ["<b>a<i>b</i></b> c", "<b>a</b><i>b</i>", '<a href="https://x.id/">😀</a> &lt;x&gt; &amp;']
)
def test_shown_again_it_is_the_same_markup(source: str) -> None:
    assert to_html(*parse(source)) == source


@pytest.mark.parametrize(("text", "units"), [("abc", 3), ("é", 1), ("😀", 2), ("👨‍👩‍👧", 8)])
def test_length_is_counted_in_utf16(text: str, units: int) -> None:
    assert utf16_length(text) == units


def test_commands_and_addresses_are_found_in_what_people_type() -> None:
    found = [(one["type"], one["offset"], one["length"]) for one in found_in("/start 😀 https://x.id/a. a/b")]
    assert found == [("bot_command", 0, 6), ("url", 10, 14)]
