"""Every screen as people see it, kept for reading; GOLDEN=write rewrites the files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gallery import SCREENS
from phone import drawn

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_was_read_and_approved(name: str, language: str) -> None:
    seen = drawn(SCREENS[name](language))
    path = GOLDEN / language / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert seen == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_behind() -> None:
    kept = {path.stem for path in GOLDEN.glob("*/*.txt")}
    assert kept == set(SCREENS)
