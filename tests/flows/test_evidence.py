"""Which answers need evidence, and what one piece of it proves."""

from __future__ import annotations

import pytest

from bot.flows import evidence, interview
from bot.flows.evidence import Need, Subject
from tests.flows.interviews import Walker

FORM = """
| survey |
| | type       | name   | label    | bind::pilar:evidence | bind::pilar:evidence_group | bind::pilar:scope |
| | integer    | plain  | Plain?   |                      |                            |                   |
| | integer    | must   | Must?    | required             |                            |                   |
| | integer    | may    | May?     | optional             |                            |                   |
| | integer    | some   | Some?    | . > 0                |                            |                   |
| | integer    | over   | Over?    | . > ${plain}         |                            |                   |
| | file       | paper  | Paper?   | required             |                            |                   |
| | integer    | lower  | Lower?   | optional             | schools                    |                   |
| | integer    | upper  | Upper?   | . > 10               | schools                    |                   |
| | integer    | people | People?  | required             | schools                    | region            |
| | begin_repeat | app  | Apps     |                      |                            |                   |
| | text       | name   | Name?    | required             | apps                       |                   |
| | integer    | users  | Users?   | required             | apps                       |                   |
| | begin_repeat | part | Parts    |                      |                            |                   |
| | integer    | size   | Size?    | required             | apps                       |                   |
| | end_repeat |        |          |                      |                            |                   |
| | end_repeat |        |          |                      |                            |                   |
"""


@pytest.mark.parametrize(
    ("answers", "row", "need"),
    [
        ({}, "must", Need.NONE),
        ({"must": "0"}, "must", Need.REQUIRED),
        ({"may": "1"}, "may", Need.OPTIONAL),
        ({"plain": "1"}, "plain", Need.NONE),
        ({"some": "0"}, "some", Need.NONE),
        ({"some": "1"}, "some", Need.REQUIRED),
        ({"plain": "5", "over": "5"}, "over", Need.NONE),
        ({"plain": "5", "over": "6"}, "over", Need.REQUIRED),
        ({"must": "1"}, "paper", Need.NONE),
    ],
)
def test_only_a_given_answer_that_meets_the_rule_needs_evidence(
    answers: dict[str, str], row: str, need: Need
) -> None:
    walker = Walker(FORM)
    for name, text in answers.items():
        walker.say(name, text)

    assert evidence.need(walker.instance, walker.key(row)) is need


def test_a_rule_sees_rows_that_nothing_else_looks_at() -> None:
    walker = Walker(FORM)
    rows = walker.logic.shape(frozenset({"over"})).rows

    assert "plain" in rows


def test_what_is_not_available_passed_by_or_taken_back_needs_none() -> None:
    walker = Walker(FORM)
    must = walker.key("must")
    walker.keep(interview.unavailable(walker.instance, must, "later", walker.author, seen=0))
    assert evidence.need(walker.instance, must) is Need.NONE

    walker.say("must", "7")
    assert evidence.need(walker.instance, must) is Need.REQUIRED
    walker.keep(interview.clear(walker.instance, must, walker.author))
    assert evidence.need(walker.instance, must) is Need.NONE


def test_rows_of_a_group_share_one_subject_within_the_agency_and_within_the_record() -> None:
    walker = Walker(FORM)
    form = walker.form

    lower, upper = (evidence.subject(form, walker.key(row)) for row in ("lower", "upper"))
    assert lower == upper == Subject("group:schools")
    assert evidence.subject(form, walker.key("people")) != lower
    name = evidence.subject(form, walker.key("name", "1"))
    assert name == evidence.subject(form, walker.key("size", "1", "2")) == Subject("group:apps", ("1",))
    assert name != evidence.subject(form, walker.key("users", "2"))


def test_a_group_counts_once_and_is_needed_when_any_of_its_rows_needs_it() -> None:
    walker = Walker(FORM)
    walker.say("lower", "3")
    assert evidence.lacking(walker.instance, lambda _: False) == ()

    walker.say("upper", "11")
    assert evidence.lacking(walker.instance, lambda _: False) == (walker.key("upper"),)

    (one,) = evidence.wanted(walker.instance)
    assert one.need is Need.REQUIRED
    assert [row.name for row in evidence.sharing(walker.instance, walker.key("lower"))] == ["upper"]


def test_what_is_proved_lacks_nothing_and_records_lack_theirs_one_by_one() -> None:
    walker = Walker(FORM)
    walker.say("must", "1")
    for item in (walker.add("app"), walker.add("app")):
        walker.say("name", "SIMPUS", item)
        walker.say("users", "9", item)
    first, second = (walker.key("name", item) for item in ("1", "2"))

    assert evidence.lacking(walker.instance, lambda _: False) == (walker.key("must"), first, second)
    proved = {evidence.subject(walker.form, first), Subject("must")}
    assert evidence.lacking(walker.instance, proved.__contains__) == (second,)


def test_what_lacks_evidence_comes_in_the_order_of_the_path() -> None:
    walker = Walker(FORM)
    for item in (walker.add("app"), walker.add("app")):
        walker.say("users", "9", item)
        walker.say("size", "3", item, walker.add("part", item))
    walker.say("some", "4")
    walker.say("must", "1")

    found = evidence.wanted(walker.instance)
    on_path = [stop.key for stop in interview.path(walker.instance)]
    assert [one.key for one in found] == sorted((one.key for one in found), key=on_path.index)
    assert [one.key.question.rpartition("/")[2] for one in found] == ["must", "some", "users", "users"]
