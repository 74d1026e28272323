"""In these tests a missing sentence is an error, as it should be wherever screens are tested."""

from __future__ import annotations

import pytest

from bot.screens.phrases import Phrases


@pytest.fixture(autouse=True)
def no_missing_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Phrases, "strict", True)
