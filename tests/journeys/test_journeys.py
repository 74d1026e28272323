"""Conversations as data, played through the real bot: see README.md."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.clusters import postgres_programs

from .player import Player
from .script import Journey, read_journey
from .stage import Stage

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
FILES = sorted(path for path in HERE.glob("*/*.yaml"))


def _cases() -> list[object]:
    cases = []
    for path in FILES:
        journey = read_journey(path)
        for kind in journey.databases:
            for language in _languages(journey, kind):
                name = f"{path.parent.name}/{path.stem}" + (
                    f"-{language}" if len(journey.languages) > 1 else ""
                )
                marks = [pytest.mark.postgres] if kind == "postgres" else []
                cases.append(pytest.param(path, kind, language, marks=marks, id=f"{name}-{kind}"))
    return cases


def _languages(journey: Journey, kind: str) -> tuple[str, ...]:
    """Every language once and every database once: what a database can get wrong it gets wrong in any language.
    SQLite speaks them all where it stands alone."""
    first, *others = journey.languages
    alone = "postgres" not in journey.databases or postgres_programs() is None
    if alone or not others:
        return journey.languages
    # the first transcript is that of a process which lives, as it does on PostgreSQL
    goes_first = "postgres" if journey.golden else "sqlite"
    return (first,) if kind == goes_first else tuple(others)


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """The migrated, empty database of this kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.mark.parametrize(("path", "address", "language"), _cases(), indirect=["address"])
async def test_a_journey(path: Path, address: str, language: str, tmp_path: Path) -> None:
    journey = read_journey(path, language)
    # what a process forgets it forgets on any database, and in any language
    first_told = bool(journey.golden) and language == journey.languages[0]
    lives = journey.restarts == "yes" and (first_told or address.startswith("postgresql"))
    async with Stage(journey.setting, address, tmp_path) as stage:
        player = Player(journey, stage, lives=lives)
        await player.play()
        assert await stage.dead() == []
        assert await stage.playground.problems() == []
    if journey.golden:
        _hold_against_golden(journey, player.tale.told(), language)


def _hold_against_golden(journey: Journey, told: str, language: str) -> None:
    path = GOLDEN / language / f"{journey.golden}.txt"
    text = f"{journey.title}\n\n{told}"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), "make golden writes it; then read it"
    assert path.read_text(encoding="utf-8") == text, "the conversation has changed: make golden, then read it"
