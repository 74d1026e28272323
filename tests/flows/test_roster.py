"""Who is asked what, and what region-wide rows see of all agencies."""

from __future__ import annotations

import pytest

from bot.flows.answers import Answer, AnswerKey, Answers
from bot.flows.roster import Member, Roster
from tests.flows.interviews import Walker
from tests.flows.markdown_forms import load

BUDGET = """
| survey |
| | type        | name   | label             | required | relevant        | calculation     | bind::pilar:scope | bind::pilar:asked_to |
| | begin_group | money  | Money             |          |                 |                 |                   |                      |
| | integer     | own    | Your budget?      | yes      |                 |                 | agency            | all                  |
| | select_one yn | spent | Spent?           |          | ${own} > 0      |                 | agency            | all                  |
| | integer     | whole  | Whole budget?     | yes      |                 |                 | region            | bpkad kominfo        |
| | calculate   | total  | Sum               |          |                 | sum(${own})     | region            |                      |
| | note        | over   | Over by ${total}! |          | ${total} > ${whole} and ${whole} != '' | | region      | bpkad kominfo        |
| | integer     | lamps  | Lamps?            |          |                 |                 | region            | dishub               |
| | calculate   | some   | Agencies          |          |                 | count(${spent}[. = 'y']) | region   |                      |
| | note        | shown  | ${some} spent     |          | ${some} > 0     |                 | region            | bpkad kominfo        |
| | end_group   |        |                   |          |                 |                 |                   |                      |
| choices |
| | list_name | name | label |
| | yn        | y    | Yes   |
| | yn        | n    | No    |
| settings |
| | form_id | namespaces              |
| | budget  | pilar="urn:pilar:form"  |
"""


def roster(*members: tuple[int, str]) -> Roster:
    return Roster(load(BUDGET).form, tuple(Member(n, frozenset(kinds.split())) for n, kinds in members))


@pytest.mark.parametrize(
    ("members", "owner"),
    [
        (
            ((1, "kominfo"), (2, "bpkad")),
            2,
        ),  # the first listed kind that exists, whatever the order of the list
        (((1, "kominfo"),), 1),
        (((1, "dinkes bpkad"), (2, "bpkad")), 1),  # a merged office; of two of a kind the first
    ],
)
def test_a_region_wide_question_has_one_owner(members: tuple[tuple[int, str], ...], owner: int) -> None:
    asked = roster(*members)
    assert asked.owners["money/whole"] == owner
    assert [n for n, _ in members if "money/whole" in asked.asked(n)] == [owner]


def test_every_agency_is_asked_what_is_asked_of_all() -> None:
    asked = roster((1, "bpkad"), (2, "dinkes"), (3, ""))
    assert all("money/own" in asked.asked(n) for n in (1, 2, 3))


def test_a_question_that_nobody_can_answer_is_named() -> None:
    assert roster((1, "bpkad")).orphans == ("money/lamps",)


def test_a_stranger_is_asked_nothing() -> None:
    assert roster((1, "bpkad")).asked(99) == frozenset()


def test_a_form_without_our_columns_asks_everybody_everything() -> None:
    form = load("| survey |\n| | type | name | label |\n| | text | a | A? |\n| | integer | b | B? |").form
    both = Roster(form, (Member(1, frozenset({"dinkes"})), Member(2, frozenset())))
    assert both.asked(1) == both.asked(2) == {"a", "b"}


def answers(**values: str) -> Answers:
    keys = {AnswerKey(f"money/{name}"): value for name, value in values.items()}
    return Answers({key: Answer(key, value) for key, value in keys.items()})


def test_a_region_row_sums_what_all_agencies_answered() -> None:
    walker = Walker(BUDGET, members={1: "bpkad", 2: "dinkes", 3: "dishub"})
    walker.everybody = {1: answers(own="5"), 2: answers(own="30"), 3: Answers()}
    walker.answers = answers(own="5", whole="20")
    assert walker.value("total") == "35"
    assert "over" in walker.path()
    assert walker.label("over") == "Over by 35!"


def test_what_fell_off_an_agencys_path_is_not_counted() -> None:
    walker = Walker(BUDGET, members={1: "bpkad", 2: "dinkes", 3: "dishub"})
    walker.everybody = {
        1: answers(own="5", spent="y"),
        2: answers(own="0", spent="y"),  # it says so, but is no longer asked
        3: answers(own="7", spent="n"),
    }
    walker.answers = walker.everybody[1]
    assert walker.label("shown") == "1 spent"


def test_an_agency_row_sees_the_regions_answer() -> None:
    walker = Walker(
        """
        | survey |
        | | type      | name  | label      | relevant      | bind::pilar:scope | bind::pilar:asked_to |
        | | integer   | limit | Limit?     |               | region            | bappeda              |
        | | integer   | mine  | Your part? | ${limit} > 10 | agency            | all                  |
        | settings |
        | | form_id | namespaces             |
        | | f       | pilar="urn:pilar:form" |
        """,
        members={2: "dinkes", 1: "bappeda"},
    )
    assert walker.path() == []
    key = AnswerKey("limit")
    walker.answers = Answers({key: Answer(key, "12")})
    assert walker.path() == ["mine"]
