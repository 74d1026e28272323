"""The two catalogues are equals: every sentence in both, with the same params, and every key that code names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from bot.screens.commands import WORDS, Role, commands
from bot.screens.phrases import LANGUAGES

ROOT = Path(__file__).parent.parent
KEY = re.compile(r"[a-z]+(?:-[a-z0-9]+)*")
OUTSIDE = ("problem-", "expect-", "toast-", "reason-")  # keys that travel as values and are spoken elsewhere


class Sentence(Visitor):
    """What one message holds: the params it names and its text without them."""

    def __init__(self) -> None:
        self.params: set[str] = set()
        self.text = ""

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.params.add(node.id.name)

    def visit_TextElement(self, node: ftl.TextElement) -> None:
        self.text += node.value


def read(language: str) -> Mapping[str, Sentence]:
    sentences: dict[str, Sentence] = {}
    for file in sorted((ROOT / "bot" / "locales" / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{language}/{file.name}: {entry.content!r}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in sentences, f"{entry.id.name} stands twice in {language}"
                sentence = sentences[entry.id.name] = Sentence()
                sentence.visit(entry)
    return sentences


def test_a_subject_has_its_file_in_both_languages() -> None:
    files = {
        language: {file.name for file in (ROOT / "bot" / "locales" / language).iterdir()}
        for language in LANGUAGES
    }
    assert files["id"] == files["en"]


CATALOGUES = {language: read(language) for language in LANGUAGES}


@cache
def sources() -> tuple[tuple[Path, ast.Module], ...]:
    paths = sorted((ROOT / "bot").rglob("*.py"))
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def spoken() -> tuple[set[str], list[re.Pattern[str]]]:
    """String constants that look like keys, and f-strings as patterns: f"reason-{n}" is 'reason-.+'."""
    found: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for _, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [v.value if isinstance(v, ast.Constant) else None for v in node.values]
                if (
                    isinstance(parts[0], str)
                    and KEY.fullmatch(parts[0].rstrip("-"))
                    and parts[0].endswith("-")
                ):
                    patterns.append(
                        re.compile("".join(".+" if p is None else re.escape(str(p)) for p in parts))
                    )
    return found, patterns


def calls() -> Iterator[tuple[str, str, set[str], bool]]:
    """p("key", …) and p.plain("key", …): where, the key, the params it gives, whether there may be more."""
    for path, tree in sources():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            key, called = node.args[0].value, ast.unparse(node.func)
            if isinstance(key, str) and re.fullmatch(r"(p|phrases\(.*\))(\.plain)?", called):
                given = {word.arg for word in node.keywords if word.arg}
                open_ended = any(word.arg is None for word in node.keywords)
                yield f"{path.relative_to(ROOT)}:{node.lineno}", key, given, open_ended


def test_both_languages_have_the_same_sentences() -> None:
    assert set(CATALOGUES["id"]) == set(CATALOGUES["en"])


@pytest.mark.parametrize("key", sorted(CATALOGUES["id"]))
def test_a_sentence_takes_the_same_params_in_both_languages(key: str) -> None:
    assert CATALOGUES["id"][key].params == CATALOGUES["en"][key].params


def test_every_key_in_the_code_has_a_sentence() -> None:
    found, _ = spoken()
    travelling = {key for key in found if key.startswith(OUTSIDE)}
    direct = {key for _, key, _, _ in calls()}
    assert sorted((travelling | direct) - set(CATALOGUES["id"])) == []


def test_every_sentence_is_spoken_somewhere() -> None:
    found, patterns = spoken()
    heard = {key for key in CATALOGUES["id"] if key in found or any(p.fullmatch(key) for p in patterns)}
    silent = [key for key in CATALOGUES["id"] if key.removesuffix("-bare") not in heard]
    assert silent == []


def test_the_code_gives_every_param_that_a_sentence_names() -> None:
    wrong = [
        f"{where}: {key} wants {sorted(CATALOGUES['id'][key].params)}, not {sorted(given)}"
        for where, key, given, open_ended in calls()
        if key in CATALOGUES["id"] and not open_ended and given != CATALOGUES["id"][key].params
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_stray_tag_or_a_placeholder(language: str) -> None:
    for key, sentence in CATALOGUES[language].items():
        assert not re.search(r"[<>]|&(?!(amp|lt|gt);)", sentence.text), key
        assert not re.search(r"\?\?\?|TODO|XXX|lorem", sentence.text, re.IGNORECASE), key


def test_indonesian_is_formal_and_blames_nobody() -> None:
    wrong = re.compile(
        r"\b(kamu|kau|lu|gue|anda terlambat|salah anda|assalamu\w*|submit|upload)\b", re.IGNORECASE
    )
    assert [key for key, s in CATALOGUES["id"].items() if wrong.search(s.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", Role)
def test_commands_fit_the_menu(role: Role, language: str) -> None:
    offered = commands(role, language)
    assert len({command.name for command in offered}) == len(offered)
    for command in offered:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.name)
        assert 3 <= len(command.description) <= 256


def test_no_command_means_two_things() -> None:
    meant = [(word, action) for action, words in WORDS.items() for word in set(words.values())]
    assert len({word for word, _ in meant}) == len(meant)
