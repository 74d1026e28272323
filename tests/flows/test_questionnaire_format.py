"""docs/questionnaire-format.md keeps step with what the code knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.flows.checking.catalogue import Mistake
from bot.flows.checking.findings import Severity
from bot.flows.form import Kind
from bot.flows.loading.questiontypes import IMPOSSIBLE, SUGGESTED, read_type
from bot.flows.loading.xform_extension import CONTEXTS, INHERITED, OWN

GUIDE = (Path(__file__).parents[2] / "docs" / "questionnaire-format.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (FORM-\d{3}) \| (error|warning) \|", re.MULTILINE)


def test_every_mistake_stands_in_the_guide_with_its_number() -> None:
    told = dict(ROW.findall(GUIDE))
    assert told == {mistake.code: mistake.value.severity.value for mistake in Mistake}


def test_no_two_mistakes_share_a_number() -> None:
    numbers = [mistake.value.code for mistake in Mistake]
    assert len(set(numbers)) == len(numbers) == len(list(Mistake.__members__))


@pytest.mark.parametrize(
    "word", [*SUGGESTED, *sorted(INHERITED | OWN), *CONTEXTS, *(kind.value for kind in Kind)]
)
def test_every_type_and_column_stands_in_the_guide(word: str) -> None:
    assert f"`{word}`" in GUIDE or f"`{word} " in GUIDE


@pytest.mark.parametrize("word", [word for word in IMPOSSIBLE if word not in ("loop", "cascading_select")])
def test_what_is_refused_stands_in_the_guide(word: str) -> None:
    assert f"`{word}`" in GUIDE
    assert read_type(word).impossible is not None


def test_a_mistake_says_what_to_do_where_the_row_does_not() -> None:
    """Only what pyxform says, and a file that is no form, come without advice."""
    silent = {mistake for mistake in Mistake if not mistake.value.advises}
    assert silent == {Mistake.NOT_A_FORM, Mistake.REFUSED_BY_COMPILER, Mistake.COMPILER_WARNING}
    assert Mistake.UNKNOWN_TYPE.value.severity is Severity.ERROR
