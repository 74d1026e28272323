"""The interview: the path follows the answers, refusals write nothing, repeats keep their items apart."""

from __future__ import annotations

import pytest

from bot.flows import interview, progress, records
from bot.flows.answers import Standing
from tests.flows.interviews import Walker

ROADS = """
| survey |
| | type               | name    | label             | required | relevant          | constraint              | constraint_message   |
| | begin_group        | roads   | Roads             |          |                   |                         |                      |
| | select_one yes_no  | paved   | Any paved roads?  | yes      |                   |                         |                      |
| | integer            | length  | How many km?      | yes      | ${paved} = 'yes'  | . >= 0 and . <= 5000    | From 0 to 5000 km.   |
| | integer            | good    | How many good?    | yes      | ${length} > 0     | . <= ${length}          | At most ${length}.   |
| | note               | bad     | Repair them soon. |          | ${good} < 10      |                         |                      |
| | end_group          |         |                   |          |                   |                         |                      |
| | text               | remark  | Anything else?    |          |                   |                         |                      |
| choices |
| | list_name | name | label |
| | yes_no    | yes  | Yes   |
| | yes_no    | no   | No    |
"""


def test_the_path_grows_and_shrinks_with_the_answers() -> None:
    walker = Walker(ROADS)
    assert walker.path() == ["paved", "remark"]
    walker.tap("paved", "yes")
    walker.say("length", "40")
    assert walker.path() == ["paved", "length", "good", "remark"]
    turn = walker.tap("paved", "no")
    assert walker.path() == ["paved", "remark"]
    assert turn.fallen == 1
    walker.tap("paved", "yes")
    assert walker.value("length") == "40", "what fell off the path was kept and is back"


def test_a_note_appears_when_its_condition_becomes_true() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.say("length", "40")
    walker.say("good", "5")
    assert walker.path() == ["paved", "length", "good", "bad", "remark"]


def test_a_refused_value_writes_nothing_and_says_the_forms_own_sentence() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.say("length", "40")
    turn = walker.say("good", "41")
    assert turn.changes == ()
    assert turn.problem is not None
    assert turn.problem.text == "At most 40."
    assert turn.problem.example
    assert walker.value("good") == ""


def test_a_second_identical_answer_changes_nothing() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    turn = walker.tap("paved", "yes", seen=0)
    assert turn.unchanged
    assert walker.answers.revision(walker.key("paved")) == 1


def test_a_colleagues_answer_is_not_replaced_without_asking() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.person = 8
    turn = walker.tap("paved", "no", seen=0)
    assert turn.colleague is not None
    assert turn.mine is not None
    assert turn.mine.value == "no"
    assert walker.value("paved") == "yes"
    walker.tap("paved", "no", seen=0, replacing=True)
    assert walker.value("paved") == "no"


def test_somebody_who_saw_the_colleagues_answer_may_change_it() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.person = 8
    assert walker.tap("paved", "no", seen=1).changes


@pytest.mark.parametrize("name", ["length", "good"])
def test_what_is_not_on_the_path_cannot_be_answered(name: str) -> None:
    turn = Walker(ROADS).say(name, "5")
    assert turn.problem is not None
    assert turn.problem.key == "problem-not-asked"


def test_a_required_question_cannot_be_skipped_but_can_be_unavailable() -> None:
    walker = Walker(ROADS)
    key = walker.key("paved")
    refused = interview.skip(walker.instance, key, walker.author, seen=0)
    assert refused.problem is not None
    assert refused.problem.key == "problem-required"
    walker.keep(interview.unavailable(walker.instance, key, "no data yet", walker.author, seen=0))
    assert walker.answers.by_key[key].standing is Standing.UNAVAILABLE
    assert progress.tally(walker.instance, "roads").gaps == ()


def test_an_unavailable_answer_needs_a_reason() -> None:
    walker = Walker(ROADS)
    turn = interview.unavailable(walker.instance, walker.key("paved"), "  ", walker.author, seen=0)
    assert turn.problem is not None
    assert turn.problem.key == "problem-reason"


def test_back_follows_the_real_path() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.say("length", "0")
    before = interview.previous(walker.instance, walker.key("length"))
    assert before is not None
    assert before.key == walker.key("paved")
    assert interview.previous(walker.instance, walker.key("paved")) is None


def test_the_next_open_question_wraps_to_what_was_left_out_before() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.say("length", "3")
    walker.keep(interview.clear(walker.instance, walker.key("paved"), walker.author))
    walker.tap("paved", "yes")
    walker.say("good", "3")
    stop = interview.next_open(walker.instance, walker.key("good"), "roads")
    assert stop is not None
    assert stop.key == walker.key("bad")


def test_an_answer_that_its_constraint_no_longer_accepts_is_a_gap() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.say("length", "40")
    walker.say("good", "30")
    assert progress.tally(walker.instance, "roads").gaps == ()
    walker.say("length", "20")
    assert [stop.key for stop in progress.tally(walker.instance, "roads").gaps] == [walker.key("good")]


def test_progress_counts_questions_and_not_notes() -> None:
    walker = Walker(ROADS)
    walker.tap("paved", "yes")
    walker.say("length", "40")
    walker.say("good", "5")
    tally = progress.tally(walker.instance, "roads")
    assert (tally.done, tally.asked) == (3, 4), "the remark behind the group is open"


APPS = """
| survey |
| | type         | name    | label                       | required | relevant       | calculation        |
| | begin_repeat | app     | Application                 |          |                |                    |
| | text         | title   | Name of it?                 | yes      |                |                    |
| | integer      | users   | Users of ${title}?          |          |                |                    |
| | begin_repeat | module  | Module                      |          |                |                    |
| | text         | part    | Part ${title}?              | yes      |                |                    |
| | end_repeat   |         |                             |          |                |                    |
| | end_repeat   |         |                             |          |                |                    |
| | calculate    | total   |                             |          |                | sum(${users})      |
| | note         | many    | ${total} users in all       |          | ${total} > 100 |                    |
"""


def test_items_keep_their_answers_when_one_before_them_goes() -> None:
    walker = Walker(APPS)
    first, second = walker.add("app"), walker.add("app")
    walker.say("title", "Alpha", first)
    walker.say("title", "Beta", second)
    walker.keep(records.remove_item(walker.instance, walker.key("app", first), walker.author))
    assert walker.path() == [f"title#{second}", f"users#{second}", f"[module#{second}]", "[app]"]
    assert walker.value("title", second) == "Beta"


def test_an_item_id_is_never_given_twice() -> None:
    walker = Walker(APPS)
    first = walker.add("app")
    walker.keep(records.remove_item(walker.instance, walker.key("app", first), walker.author))
    assert walker.add("app") != first


def test_a_label_inside_an_item_speaks_of_that_item() -> None:
    walker = Walker(APPS)
    first, second = walker.add("app"), walker.add("app")
    walker.say("title", "Alpha", first)
    walker.say("title", "Beta", second)
    inner = walker.add("module", second)
    assert walker.label("users", first) == "Users of Alpha?"
    assert walker.label("part", second, inner) == "Part Beta?"


def test_sums_go_over_the_items_that_are_there() -> None:
    walker = Walker(APPS)
    first, second = walker.add("app"), walker.add("app")
    walker.say("users", "90", first)
    walker.say("users", "20", second)
    assert walker.value("total") == "110"
    assert "many" in walker.path()
    walker.keep(records.remove_item(walker.instance, walker.key("app", first), walker.author))
    assert walker.value("total") == "20"
    assert "many" not in walker.path()


def test_a_list_that_was_complete_is_open_again_after_an_addition() -> None:
    walker = Walker(APPS)
    walker.keep(records.close_repeat(walker.instance, walker.key("app"), walker.author))
    stops = interview.path(walker.instance)
    assert not interview.is_open(walker.instance, stops[0])
    walker.add("app")
    assert interview.is_open(walker.instance, interview.path(walker.instance)[-1])


COUNTED = """
| survey |
| | type         | name   | label              | repeat_count |
| | integer      | places | How many places?   |              |
| | begin_repeat | place  | Place              | ${places}    |
| | text         | name   | Name of the place? |              |
| | end_repeat   |        |                    |              |
"""


def test_counted_items_appear_by_themselves_and_keep_their_answers() -> None:
    walker = Walker(COUNTED)
    walker.say("places", "2")
    assert walker.path() == ["places", "name#1", "name#2"]
    walker.say("name", "Harbour", "2")
    walker.say("places", "1")
    assert walker.path() == ["places", "name#1"]
    walker.say("places", "3")
    assert walker.value("name", "2") == "Harbour"


@pytest.mark.parametrize("count", ["1000000000", "99999999999999"])
def test_an_absurd_count_makes_a_bounded_number_of_items(count: str) -> None:
    walker = Walker(COUNTED)
    walker.tap("places", count)
    assert len(walker.path()) <= 101


TRIGGERED = """
| survey |
| | type    | name  | label    | calculation  | trigger  |
| | integer | price | Price?   |              |          |
| | integer | tax   | Tax?     | ${price} * 2 | ${price} |
| | text    | memo  | Remark?  |              |          |
"""


def test_a_triggered_value_is_computed_once_and_can_be_changed() -> None:
    walker = Walker(TRIGGERED)
    turn = walker.say("price", "10")
    assert {answer.key.question: answer.value for answer in turn.changes} == {"price": "10", "tax": "20"}
    walker.say("tax", "3")
    walker.say("memo", "fine")
    assert walker.value("tax") == "3"
    walker.say("price", "20")
    assert walker.value("tax") == "40"


def test_evaluation_follows_dependencies_and_not_rows() -> None:
    walker = Walker(
        """
        | survey |
        | | type      | name  | label  | relevant     | calculation  |
        | | text      | late  | Late?  | ${sum} = 6   |              |
        | | calculate | sum   |        |              | ${twice} + 2 |
        | | calculate | twice |        |              | ${base} * 2  |
        | | integer   | base  | Base?  |              |              |
        """
    )
    assert walker.path() == ["base"]
    walker.say("base", "2")
    assert walker.path() == ["late", "base"]


def test_a_default_stands_until_somebody_answers() -> None:
    walker = Walker(
        """
        | survey |
        | | type    | name | label      | default | required | relevant     |
        | | integer | year | Year?      | 2024    | yes      |              |
        | | text    | old  | Which one? |         |          | ${year} < 20 |
        """
    )
    assert walker.value("year") == "2024"
    assert progress.tally(walker.instance, "").gaps == ()
    walker.say("year", "7")
    assert walker.path() == ["year", "old"]


def test_a_filtered_list_offers_what_fits() -> None:
    walker = Walker(
        """
        | survey |
        | | type            | name | label     | choice_filter   |
        | | select_one prov | prov | Province? |                 |
        | | select_one city | city | City?     | prov = ${prov}  |
        | choices |
        | | list_name | name | label       | prov |
        | | prov      | ri   | Riau        |      |
        | | prov      | kt   | Kaltim      |      |
        | | city      | du   | Dumai       | ri   |
        | | city      | sg   | Sangatta    | kt   |
        """
    )
    key, question = walker.key("city"), walker.form.questions["city"]
    walker.tap("prov", "ri")
    assert [choice.name for _, choice in walker.instance.choices(question, key)] == ["du"]
    assert walker.tap("city", "sg").problem is not None, "a forged choice that is not on offer"


def test_what_stands_between_the_groups_is_asked_in_the_authors_order() -> None:
    walker = Walker(
        """
        | survey |
        | | type         | name  | label    |
        | | text         | first | First?   |
        | | begin_repeat | child | Child    |
        | | text         | name  | Name?    |
        | | end_repeat   |       |          |
        | | text         | where | Where?   |
        | | begin_group  | group | A group  |
        | | text         | inner | Inner?   |
        | | end_group    |       |          |
        | | text         | last  | Last?    |
        """
    )
    assert walker.form.sections == ("", "group")
    sections = [interview.path(walker.instance, section) for section in walker.form.sections]
    assert [stop.key.question for stops in sections for stop in stops] == [
        "first",
        "child",
        "where",
        "group/inner",
        "last",
    ]
    assert walker.form.section_of("last") == "group"
