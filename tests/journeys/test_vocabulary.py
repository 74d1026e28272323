"""A journey that means something else than it says must not pass: slips are errors, and every word is explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from .acts import ACTS
from .checks import CHECKS
from .player import check_vocabulary
from .script import Slip, read_journey

HERE = Path(__file__).parent
START = """\
title: A journey
form: |
  | survey |      |      |       |
  |        | type | name | label |
  |        | text | a    | A?    |
people:
  rini: {represents: dinkes}
"""


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("steps: [rini startz]", "nobody understands 'rini startz'"),
        ("steps: [{bot shows rino: text}]", "nobody understands"),
        ("steps: [{rini sends: telegram}]", "one sends photo"),
        ("steps: [{rini says: a, rini taps: b}]", "several things at once"),
        ("steps: []\nformm: a", "unknown formm"),
        ("steps: []\nagencies: {rsud: {name: RSUD}}", "represents dinkes, which is no agency"),
        ("steps: [{rini sends: {file: a.xlsx}}]", "a file has rows, sheets, a form or a text"),
        ("steps: [{rini sends: {file: a.xlsx, rows: [[a]], colour: red}}]", "a file has rows"),
        ("steps: []\nlimits: lax", "limits are strict"),
        ("steps: [", "line"),
    ],
)
def test_a_slip_is_an_error(rest: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "journey.yaml"
    path.write_text(START + rest, encoding="utf-8")
    with pytest.raises(Slip, match=said):
        check_vocabulary(read_journey(path))


def test_every_word_of_the_vocabulary_is_explained() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    names = [("{who}", "rini"), ("{who}", "sari"), ("{who}", "agus")]
    for verb in (*ACTS, *CHECKS):
        forms = [f"`{verb.replace(*name)}" for name in names]
        assert any(form in readme for form in forms), f"README.md does not explain {verb!r}"
