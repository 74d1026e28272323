"""Whose calculation is whose, when nobody is asked for it."""

from __future__ import annotations

import pytest

from bot.flows.calculations import Calculations
from bot.flows.logic import Logic
from bot.flows.roster import Member, Roster
from tests.flows.markdown_forms import read

FORM = """
| survey |
| | type      | name   | label | calculation         | bind::pilar:scope | bind::pilar:asked_to |
| | integer   | beds   | Beds? |                     |        | dinkes  |
| | integer   | roads  | Km?   |                     |        | pupr    |
| | integer   | people | How?  |                     | region | pupr    |
| | calculate | twice  |       | ${beds} * 2         |        |         |
| | calculate | more   |       | ${twice} + 1        |        |         |
| | calculate | both   |       | ${beds} + ${roads}  |        |         |
| | calculate | year   |       | 2024 - 1            |        |         |
| | calculate | ours   |       | ${beds}             |        | pupr    |
| | calculate | all    |       | sum(${beds})        | region |         |
| | calculate | each   |       | ${people} div 2     | region | dlh pupr |
| settings |
| | form_id | namespaces             |
| | town    | pilar="urn:pilar:form" |
"""
MEMBERS = (
    Member(1, frozenset({"dinkes"})),
    Member(2, frozenset({"pupr"})),
    Member(3, frozenset({"dlh"})),
    Member(4, frozenset({"kominfo"})),
)


@pytest.mark.parametrize(
    ("submission", "found"),
    [
        (1, {"twice", "more", "both", "year"}),
        (2, {"both", "year"}),  # 'ours' is addressed to it and rests on what it is never asked
        (3, {"year", "each"}),  # the first listed kind owns what the region has once
        (4, {"year", "all"}),  # the coordinating office owns what is addressed to nobody
        (9, set()),  # no agency of this round
    ],
)
def test_a_calculation_stands_with_its_owner_or_with_whoever_is_asked_what_it_rests_on(
    submission: int, found: set[str]
) -> None:
    form = read(FORM)
    assert Calculations(Logic(form), Roster(form, MEMBERS)).of(submission) == found
