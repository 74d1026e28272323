"""The page about the database names what is there."""

from __future__ import annotations

import re
from pathlib import Path

from storage.models import metadata

PAGE = Path(__file__).parents[2] / "docs" / "database.md"


def test_every_table_has_its_sentence_and_no_other_has_one() -> None:
    described = re.findall(r"^\| `(\w+)` \| .+ \|$", PAGE.read_text(), re.MULTILINE)

    assert sorted(described) == sorted(metadata.tables)


def test_the_drawing_shows_every_reference_between_tables() -> None:
    drawn = {
        frozenset(pair) for pair in re.findall(r"^    (\w+) [|o}{-]+ (\w+) :", PAGE.read_text(), re.MULTILINE)
    }
    references = {
        frozenset((table.name, key.column.table.name))
        for table in metadata.tables.values()
        for key in table.foreign_keys
    }

    assert drawn == references
