"""A turn does no more than it must, and what it leaves out is missed by nobody."""

from __future__ import annotations

import pytest

from bot.flows.answers import AnswerKey
from bot.flows.logic import Logic
from tests.flows.interviews import Walker
from tests.flows.markdown_forms import load

FORM = """
| survey |
| | type       | name   | label                 | relevant       | constraint                 | trigger | calculation |
| | integer    | most   | How many at most?     |                |                            |         |             |
| | integer    | some   | How many of ${most}?  |                | . <= ${most}               |         |             |
| | integer    | gate   | How many gates?       |                |                            |         |             |
| | text       | behind | What is behind?       | ${gate} > 1    |                            |         |             |
| | text       | page   | Address?              |                | regex(., '^https?://.+$')  |         |             |
| | integer    | push   | Push                  |                |                            |         |             |
| | calculate  | pushed |                       |                |                            | ${push} | 1 + 1       |
"""


@pytest.mark.parametrize(
    ("row", "moves"),
    [("most", False), ("some", False), ("gate", True), ("page", False), ("push", True), ("behind", False)],
)
def test_only_what_decides_about_other_rows_moves_them(row: str, moves: bool) -> None:
    assert Walker(FORM).instance.moves(row) is moves


def test_a_label_and_a_constraint_see_an_answer_that_moved_nothing() -> None:
    walker = Walker(FORM)
    after = walker.say("most", "7").after

    some = AnswerKey("some")
    question = after.form.questions["some"]
    assert after.text(question.label, some) == "How many of 7?"
    assert after.holds(question, some, "7")
    assert not after.holds(question, some, "8")


@pytest.mark.parametrize(
    ("asked", "copied"),
    [("most", {"most"}), ("page", {"page"}), ("behind", {"gate", "behind"}), ("some", {"most", "some"})],
)
def test_a_web_address_in_a_form_makes_nobody_carry_all_of_its_rows(asked: str, copied: set[str]) -> None:
    rows = Logic(load(FORM).form).shape(frozenset({asked})).rows

    assert {row for row in rows if row} == copied
