"""Expressions that pyxform lets pass: brackets, functions, arguments, choices, paths, circles."""

from __future__ import annotations

import pytest
from markdown_forms import codes, message, mistakes, said

FORM = """
| survey |
| | type | name | label | relevant | constraint | calculation | choice_filter | required | default |
| | select_one yn | ok | Ok? | | | | | | |
| | select_multiple yn | all | All? | | | | | | |
| | integer | n | N | | | | | | |
ROW
| choices |
| | list_name | name | label | region |
| | yn | yes | Yes | a |
| | yn | no | No | b |
"""

WRONG = {
    "FORM-040 survey row 5: z: relevant cannot be read: The bracket ( is never closed": (
        "| | text | z | Z | (${n} > 1 | | | | | |"
    ),
    "FORM-040 survey row 5: z: constraint cannot be read: The ) closes nothing.": (
        "| | integer | z | Z | | . > 1) | | | | |"
    ),
    "FORM-040 survey row 5: z: constraint cannot be read: The expression ends where more is expected.": (
        "| | integer | z | Z | | . > | | | | |"
    ),
    "FORM-040 survey row 5: z: required cannot be read": "| | integer | z | Z | | | | | ${n} == 1 | |",
    "FORM-040 survey row 5: z: choice_filter cannot be read": (
        "| | select_one yn | z | Z | | | | region = (${n} | | |"
    ),
    "FORM-041 survey row 5: z: calculation uses rnd(), which does not exist.": (
        "| | calculate | z | | | | rnd(${n}) | | | |"
    ),
    "FORM-041 survey row 5: z: calculation uses count-selectd(), which does not exist. "
    "Did you mean count-selected()?": "| | calculate | z | | | | count-selectd(${all}) | | | |",
    "FORM-042 survey row 5: z: calculation: if() takes 3 arguments, not 2.": (
        "| | calculate | z | | | | if(${n} > 1, 2) | | | |"
    ),
    "FORM-042 survey row 5: z: calculation: round() takes 1 to 2 arguments, not 3.": (
        "| | calculate | z | | | | round(${n}, 1, 2) | | | |"
    ),
    "FORM-042 survey row 5: z: calculation: concat() takes at least 1 argument, not 0.": (
        "| | calculate | z | | | | concat() | | | |"
    ),
    "FORM-042 survey row 5: z: relevant: selected() takes 2 arguments, not 1.": (
        "| | text | z | Z | selected(${all}) | | | | | |"
    ),
    "FORM-044 survey row 5: z: relevant compares ${ok} with 'yess', which its list 'yn' does not have. "
    "Did you mean 'yes'?": "| | text | z | Z | ${ok} = 'yess' | | | | | |",
    "FORM-044 survey row 5: z: relevant compares ${ok} with 'maybe', which its list 'yn' does not have. "
    "It has: yes, no.": "| | text | z | Z | 'maybe' != ${ok} | | | | | |",
    "FORM-044 survey row 5: z: relevant compares ${all} with 'nno'": (
        "| | text | z | Z | not(selected(${all}, 'nno')) | | | | | |"
    ),
    "FORM-044 survey row 5: z: constraint compares ${z} with 'ya'": (
        "| | select_one yn | z | Z | | . != 'ya' | | | | |"
    ),
    "FORM-044 survey row 5: z: relevant compares ${all} with 'yess'": (
        "| | text | z | Z | selected-at(${all}, 0) = 'yess' | | | | | |"
    ),
    "FORM-044 survey row 5: z: relevant compares ${ok} or ${all} with 'ya'": (
        "| | text | z | Z | coalesce(${ok}, ${all}) = 'ya' | | | | | |"
    ),
    "FORM-044 survey row 5: z: relevant compares ${ok} with 'noo'": (
        "| | text | z | Z | if(${n} > 1, ${ok}, 'none') = 'noo' | | | | | |"
    ),
    "FORM-049 survey row 5: z: constraint: regex() has a pattern that cannot be read: '[0-9'.": (
        "| | text | z | Z | | regex(., '[0-9') | | | | |"
    ),
    "FORM-041 survey row 5: z: calculation uses pulldat(), which does not exist. See": (
        "| | calculate | z | | | | pulldat('a', 'b', 'c', 'd') | | | |"
    ),
    "FORM-070 survey row 5: z: no answer can meet the constraint: "
    "${z} cannot be more than 5 and less than 3 at once.": (
        "| | integer | z | Z | | . > 5 and . < 3 | | | | |"
    ),
    "FORM-070 survey row 5: z: no answer": "| | decimal | z | Z | | (. > 5 or . > 9) and 3 > . | | | | |",
    "FORM-045 survey row 5: z: relevant points at 'n', which is not in the form. Did you mean ${n}?": (
        "| | text | z | Z | n > 1 | | | | | |"
    ),
    "FORM-045 survey row 5: z: relevant points at /data/nn, which is not in the form.": (
        "| | text | z | Z | /data/nn > 1 | | | | | |"
    ),
    "FORM-045 survey row 5: z: relevant points at /data/nn, which": "| | text | z | Z | ../nn > 1 | | | | | |",
    "FORM-047 survey row 5: z: calculation uses pulldata(), which a chat cannot do: it reads a separate file.": (
        "| | calculate | z | | | | pulldata('f', 'a', 'b', ${n}) | | | |"
    ),
    "FORM-048 survey row 5: z: choice_filter uses 'regon', which is no column of the choices list 'yn'. "
    "Did you mean 'region'?": "| | select_one yn | z | Z | | | | regon = 'a' | | |",
    "FORM-043 survey row 5: z: the logic goes in a circle: z -> z.": "| | text | z | Z | ${z} = 'a' | | | | | |",
}


@pytest.mark.parametrize("expected", WRONG)
def test_a_wrong_expression_is_named_with_what_to_do(expected: str) -> None:
    found = said(FORM.replace("ROW", WRONG[expected]))
    assert len(found) == 1, found
    assert found[0].startswith(expected), found


RIGHT = [
    "| | text | z | Z | ${ok} = 'yes' or selected(${all}, 'no') | string-length(.) < 5 | | | ${n} > 1 | |",
    "| | text | z | Z | ${ok} != '' and ${n} mod 2 = 1 | regex(., '[(]') | | | | |",
    "| | text | z | Z | ${all} = 'yes no' | | | | | |",
    "| | select_one yn | z | Z | | | | region = 'a' and name != ${ok} | | |",
    "| | select_one yn | z | Z | | | | region = 'a' or label = 'x' | | |",
    "| | calculate | z | | | | coalesce(${n}, 0) + count-selected(${all}) div 2 | | | |",
    "| | calculate | z | | | | jr:choice-name(${ok}, '${ok}') | | | |",
    "| | calculate | z | | | | if(${n} > 1, format-date(today(), '%Y'), '“ok”') | | | |".replace(
        "“ok”", "ok"
    ),
    "| | date | z | Z | | . <= today() | | | | today() |",
    "| | text | z | Z’s | | | | | | |",
    "| | text | z | Z | if(${n} > 1, 'none', ${ok}) = 'none' | | | | | |",
    "| | text | z | Z | coalesce(if(${n} > 1, 'none', ${ok}), ${all}) = 'none' | | | | | |",
    "| | text | z | Z | if(${n} > 1, 'a', 'b') = 'c' | | | | | |",
    "| | text | z | Z | selected-at(${all}, 1) = 'no' | | | | | |",
    "| | integer | z | Z | | . >= 5 and . <= 5 | | | | |",
    "| | integer | z | Z | | . > 5 or . < 3 | | | | |",
    "| | integer | z | Z | | . > ${n} and . < 3 | | | | |",
]


@pytest.mark.parametrize("row", RIGHT)
def test_a_right_expression_is_let_pass(row: str) -> None:
    assert said(FORM.replace("ROW", row)) == []


CIRCLES = {
    "a -> b -> a": """
        | survey |
        | | type | name | label | calculation |
        | | calculate | a | | ${b} + 1 |
        | | calculate | b | | ${a} * 2 |
        """,
    "q -> r -> s -> q": """
        | survey |
        | | type | name | label | relevant |
        | | text | q | Q | ${r} = 'a' |
        | | text | r | R | ${s} = 'a' |
        | | text | s | S | ${q} = 'a' |
        """,
    "q -> total -> q": """
        | survey |
        | | type | name | label | relevant | calculation |
        | | integer | q | Q | ${total} > 1 | |
        | | calculate | total | | | ${q} * 2 |
        """,
    "inside -> g -> inside": """
        | survey |
        | | type | name | label | relevant |
        | | begin_group | g | G | ${inside} = 'a' |
        | | text | inside | I | |
        | | end_group | | | |
        """,
    "n -> r -> n": """
        | survey |
        | | type | name | label | repeat_count |
        | | begin_repeat | r | R | ${n} |
        | | integer | n | N | |
        | | end_repeat | | | |
        """,
}


@pytest.mark.parametrize("cycle", CIRCLES)
def test_a_circle_is_printed_from_its_first_row(cycle: str) -> None:
    (found,) = mistakes(CIRCLES[cycle])
    assert found.code == "FORM-043"
    assert message(found) == f"the logic goes in a circle: {cycle}."


@pytest.mark.parametrize(
    "form",
    [
        """
        | survey |
        | | type | name | label | calculation | trigger |
        | | text | tap | Tap | | |
        | | calculate | taps | | ${taps} + 1 | ${tap} |
        """,
        """
        | survey |
        | | type | name | label | calculation |
        | | begin_repeat | r | R | |
        | | integer | x | X | |
        | | calculate | running | | ${x} + indexed-repeat(${running}, ${r}, position(..) - 1) |
        | | end_repeat | | | |
        """,
        """
        | survey |
        | | type | name | label | constraint | relevant |
        | | integer | low | Low | . < ${high} | |
        | | integer | high | High | . > ${low} | ${low} > 1 |
        """,
        """
        | survey |
        | | type | name | label | calculation |
        | | begin_repeat | r | R | |
        | | integer | x | X | |
        | | calculate | here | | position(..) + count(${r}) |
        | | end_repeat | | | |
        | | calculate | all | | sum(${x}) |
        """,
    ],
    ids=["a trigger", "a running total", "constraints", "a repeat"],
)
def test_what_only_looks_like_a_circle_is_let_pass(form: str) -> None:
    assert codes(form) == []


NEVER = {
    "its condition is always false": [
        "false()",
        "1 = 2",
        "'a' = 'b'",
        "${n} > 1 and false()",
        "false() or 2 < 1",
        "0",
    ],
    "${ok} cannot be 'yes' and 'no' at once": [
        "${ok} = 'yes' and ${ok} = 'no'",
        "selected(${ok}, 'yes') and selected(${ok}, 'no')",
        "${n} > 1 and ${ok} = 'yes' and 'no' = ${ok}",
        "(${ok} = 'yes' and ${n} = 1) and ${ok} = 'no'",
    ],
    "${ok} would have to be and not be 'yes'": [
        "${ok} = 'yes' and ${ok} != 'yes'",
        "${ok} = 'yes' and not(selected(${ok}, 'yes'))",
        "${ok} = 'yes' and not(${ok} = 'yes')",
    ],
    "${n} cannot be more than 5 and at most 5 at once": ["${n} > 5 and ${n} <= 5", "5 < ${n} and 5 >= ${n}"],
    "${n} cannot be at least 7 and at most 3 at once": ["${n} = 7 and ${n} = 3", "${n} >= 7 and ${n} <= 3"],
    "${few} cannot be more than 10 and at most 10 at once": ["${few} > 10", "${few} > 10 or ${few} < 0"],
    "it needs ${hidden}, which is never asked": [
        "${hidden} = 'x'",
        "${hidden} > 2",
        "selected(${hidden}, 'x')",
    ],
}
REACH = """
| survey |
| | type | name | label | relevant | constraint |
| | select_one yn | ok | Ok? | | |
| | select_multiple yn | all | All? | | |
| | integer | n | N | | |
| | integer | few | Few | | . >= 0 and . <= 10 |
| | text | hidden | Hidden | false() | |
| | text | z | Z | WHEN | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


@pytest.mark.parametrize(("reason", "when"), [(reason, when) for reason in NEVER for when in NEVER[reason]])
def test_a_question_that_no_answer_leads_to_is_found(reason: str, when: str) -> None:
    found = {finding.question: finding for finding in mistakes(REACH.replace("WHEN", when))}
    assert found.keys() == {"hidden", "z"}
    assert message(found["z"]) == f"this can never be asked: {reason}."


@pytest.mark.parametrize(
    "when",
    [
        "${ok} = 'yes' or ${ok} = 'no'",
        "${ok} != 'yes' and ${ok} != 'no'",  # nobody answered yet
        "selected(${all}, 'yes') and selected(${all}, 'no')",
        "${n} > 5 and ${n} < 6",
        "${n} >= 5 and ${n} <= 5",
        "${few} >= 10",
        "${hidden} = ''",
        "${hidden} != 'x'",
        "not(${n} > 5) and not(${n} <= 5)",  # true while n is blank
        "false() or ${n} = 1",
        "${n} = '1.0' and ${n} = 1",
        "1",
        "string-length(${hidden}) = 0",
    ],
)
def test_a_question_that_some_answers_lead_to_is_let_pass(when: str) -> None:
    assert [finding.question for finding in mistakes(REACH.replace("WHEN", when))] == ["hidden"]


def test_conditions_of_the_groups_around_count_and_a_group_speaks_for_its_rows() -> None:
    form = """
    | survey |
    | | type | name | label | relevant |
    | | integer | n | N | |
    | | begin_group | g | G | ${n} > 5 |
    | | text | a | A | ${n} < 3 |
    | | text | b | B | ${n} < 9 |
    | | end_group | | | |
    | | begin_group | h | H | ${n} > 5 and ${n} < 3 |
    | | text | c | C | |
    | | text | d | D | ${n} = 1 |
    | | end_group | | | |
    """
    assert [finding.question for finding in mistakes(form)] == ["a", "h"]


def test_answers_of_many_items_and_many_agencies_may_differ() -> None:
    form = """
    | survey |
    | | type | name | label | relevant | bind::pilar:scope |
    | | begin_repeat | r | R | | |
    | | integer | n | N | | |
    | | text | inside | I | ${n} > 5 and ${n} < 3 | |
    | | end_repeat | | | | |
    | | text | outside | O | ${n} > 5 and ${n} < 3 | |
    | | integer | mine | M | | agency |
    | | text | region | R | ${mine} > 5 and ${mine} < 3 | region |
    """
    assert [finding.question for finding in mistakes(form)] == ["inside"]


def test_a_calculation_may_exceed_the_constraint_that_nobody_checks() -> None:
    form = """
    | survey |
    | | type | name | label | constraint | calculation | relevant |
    | | integer | n | N | | | |
    | | integer | t | T | . < 10 | ${n} * 5 | |
    | | text | z | Z | | | ${t} > 10 |
    """
    assert codes(form) == []
