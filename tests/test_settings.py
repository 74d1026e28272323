"""`.env.example`, the README and the settings say the same."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bot.settings import Settings

EXAMPLE = Path(__file__).parents[1] / ".env.example"


def listed() -> dict[str, str]:
    lines = EXAMPLE.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_example_lists_every_setting_and_no_other() -> None:
    assert {name.lower() for name in listed()} == set(Settings.model_fields)


def test_every_setting_has_its_sentence() -> None:
    lines = EXAMPLE.read_text().splitlines()
    for before, line in itertools.pairwise(lines):
        if line and not line.startswith("#"):
            assert before.startswith("#") or "=" in before, line


def test_the_example_holds_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in listed():
        monkeypatch.delenv(name, raising=False)
    assert Settings(_env_file=EXAMPLE) == Settings(_env_file=None)  # type: ignore[call-arg]
