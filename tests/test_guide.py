"""The guides name only commands and buttons that exist, all commands of their readers, and pictures that are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot.screens.commands import OFFERED, WORDS, Role, words

ROOT = Path(__file__).parent.parent
GUIDES = {
    "panduan-koordinator.md": (Role.COORDINATOR, Role.GROUP),
    "panduan-perwakilan.md": (Role.REPRESENTATIVE,),
}
TEXTS = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in GUIDES}
FLOWING = re.sub(r"\s+", " ", "\n".join(TEXTS.values()))  # a label may go on in the next line
BUTTONS = ("button-", "control-", "tick-")


def labels(pattern: ftl.Pattern) -> Iterator[str]:
    """Regular expressions for what a button may say: one a variant, anything in the place of a parameter."""
    said = [""]
    for element in pattern.elements:
        match element:
            case ftl.TextElement():
                said = [one + re.escape(element.value) for one in said]
            case ftl.Placeable(expression=ftl.SelectExpression() as choice):
                said = [
                    one + other
                    for one in said
                    for variant in choice.variants
                    for other in labels(variant.value)
                ]
            case _:
                said = [f"{one}.+" for one in said]
    yield from said


def _buttons() -> list[str]:
    found: list[str] = []
    for file in sorted((ROOT / "bot" / "locales" / "id").glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message) and entry.id.name.startswith(BUTTONS) and entry.value:
                found += labels(entry.value)
    return found


KNOWN = [label for label in _buttons() if label != ".+"]  # a button that is only a name says nothing
COMMANDS = {word for action in WORDS for word in words(action)}
CODE = sorted(set(re.findall(r"`([^`]+)`", FLOWING)))
BOLD = sorted(set(re.findall(r"\*\*(.+?)\*\*", FLOWING)))


def is_button(label: str) -> bool:
    return any(re.fullmatch(known, label) for known in KNOWN)


@pytest.mark.parametrize("code", CODE)
def test_what_stands_as_code_is_a_command(code: str) -> None:
    assert code.startswith("/")
    assert code.removeprefix("/").split()[0] in COMMANDS


@pytest.mark.parametrize("label", BOLD)
def test_what_stands_in_bold_is_a_button(label: str) -> None:
    assert is_button(label)


@pytest.mark.parametrize("label", ["Tombol khayalan", "Buka kuesioner ini", "rekap", "Ya", ""])
def test_what_is_no_button_is_found_out(label: str) -> None:
    assert not is_button(label)


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_of_its_readers_stands_in_the_table(name: str) -> None:
    rows = re.findall(r"^\| `/(\w+)` \|", TEXTS[name], re.MULTILINE)
    offered = {action for role in GUIDES[name] for action in OFFERED[role]}
    assert sorted(rows) == sorted(WORDS[action]["id"] for action in offered)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_picture_and_page_that_it_leads_to_is_there(text: str) -> None:
    pictures = re.findall(r'<img src="([^"]+)"', text)
    pages = [page for page in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in page]
    assert pictures
    assert [one for one in (*pictures, *pages) if not (ROOT / "docs" / one).exists()] == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_heading_that_it_leads_to_is_there(text: str) -> None:
    wrong = [one for one in re.findall(r"\]\(#([^)]+)\)", text) if one not in anchors(text)]
    for page, heading in re.findall(r"\]\(([\w.-]+\.md)#([^)]+)\)", text):
        wrong += [heading] * (heading not in anchors((ROOT / "docs" / page).read_text(encoding="utf-8")))
    assert wrong == []


def anchors(text: str) -> set[str]:
    """How the headings of a page are addressed."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
