"""Records: ids that stay, copies that say so, limits that hold, and a way through one record after the other."""

from __future__ import annotations

import random

import pytest

from bot.flows import carrying, interview, progress, records
from bot.flows.answers import Standing
from bot.flows.interview import Author
from bot.flows.limits import limits
from tests.flows.interviews import NOW, Walker

APPS = """
| survey |
| | type         | name | label     | required | bind::pilar:min_items | bind::pilar:max_items |
| | begin_group  | g    | Apps      |          |   |   |
| | integer      | n    | Allowed?  |          |   |   |
| | begin_repeat | app  | App       |          | 1 | ${n} |
| | text         | nm   | Name?     | yes      |   |   |
| | text         | why  | Why?      |          |   |   |
| | image        | pic  | Picture?  |          |   |   |
| | begin_repeat | mod  | Module    |          |   |   |
| | text         | mn   | Module?   | yes      |   |   |
| | end_repeat   |      |           |          |   |   |
| | end_repeat   |      |           |          |   |   |
| | text         | last | Last?     |          |   |   |
| | end_group    |      |           |          |   |   |
| settings |
| | namespaces |
| | pilar="urn:pilar:form" |
"""
OTHER = Author(8, NOW)


def filled(names: str = "A B C") -> Walker:
    walker = Walker(APPS)
    for name in names.split():
        walker.say("nm", name, walker.add("app"))
    return walker


def names(walker: Walker) -> dict[str, str]:
    items = walker.instance.items(walker.key("app"))
    return {item: walker.value("nm", item) for item in items}


def test_removing_the_second_of_three_moves_nothing_and_its_id_is_never_given_again() -> None:
    walker = filled()
    walker.keep(records.remove_item(walker.instance, walker.key("app", "2"), walker.author))
    assert names(walker) == {"1": "A", "3": "C"}
    assert walker.add("app") == "4"
    walker.keep(records.remove_item(walker.instance, walker.key("app", "4"), walker.author))
    assert walker.add("app") == "5"


def test_what_was_taken_off_comes_back_with_its_answers_to_its_own_place() -> None:
    walker = filled()
    walker.say("mn", "M", "2", walker.add("mod", "2"))
    walker.keep(records.remove_item(walker.instance, walker.key("app", "2"), walker.author))
    assert walker.value("mn", "2", "1") == ""
    walker.keep(records.restore_item(walker.instance, walker.key("app", "2"), walker.author))
    assert names(walker) == {"1": "A", "2": "B", "3": "C"}
    assert walker.value("mn", "2", "1") == "M"
    again = records.restore_item(walker.instance, walker.key("app", "2"), walker.author)
    assert again.unchanged


def test_a_full_list_takes_nothing_back_and_nothing_new() -> None:
    walker = filled()
    walker.keep(records.remove_item(walker.instance, walker.key("app", "2"), walker.author))
    walker.say("n", "2")
    app = walker.key("app")
    for turn in (
        records.restore_item(walker.instance, walker.key("app", "2"), walker.author),
        records.add_item(walker.instance, app, walker.author)[0],
        records.duplicate_item(walker.instance, walker.key("app", "1"), walker.author)[0],
    ):
        assert turn.problem is not None
        assert (turn.problem.key, turn.problem.params) == ("problem-too-many-items", {"most": 2})
        assert not turn.changes


def test_a_copy_has_the_same_answers_and_says_that_they_are_copied_until_they_change() -> None:
    walker = filled("A")
    walker.tap("pic", "17", "1")
    walker.say("mn", "M", "1", walker.add("mod", "1"))
    turn, made = records.duplicate_item(walker.instance, walker.key("app", "1"), walker.author)
    walker.keep(turn)
    assert made == walker.key("app", "2")
    assert (walker.value("nm", "2"), walker.value("mn", "2", "1"), walker.value("pic", "2")) == ("A", "M", "")
    origin = {a.key: a.origin for a in walker.answers}
    assert origin[walker.key("nm", "2")] == origin[walker.key("mn", "2", "1")] == records.COPIED
    assert origin[walker.key("nm", "1")] == origin[made] == ""
    walker.say("nm", "B", "2")
    assert walker.answers.by_key[walker.key("nm", "2")].origin == ""
    assert walker.value("nm", "1") == "A"


def test_a_copy_leaves_behind_what_was_taken_off_inside_the_record() -> None:
    walker = filled("A")
    walker.say("mn", "Kept", "1", walker.add("mod", "1"))
    gone = walker.add("mod", "1")
    walker.say("mn", "Gone", "1", gone)
    walker.keep(records.remove_item(walker.instance, walker.key("mod", "1", gone), walker.author))
    walker.keep(records.duplicate_item(walker.instance, walker.key("app", "1"), walker.author)[0])
    assert walker.value("mn", "2", walker.add("mod", "2")) == ""
    assert walker.value("mn", "2", "1") == "Kept"


@pytest.mark.parametrize("what", ["add", "copy"])
def test_a_second_tap_is_known_and_what_a_colleague_added_meanwhile_is_not_taken_for_it(what: str) -> None:
    walker = filled("A")
    app = walker.key("app")
    seen = records.newest(walker.instance, app)
    walker.keep(records.add_item(walker.instance, app, OTHER)[0])
    assert not records.tapped_before(walker.instance, app, seen, walker.author)
    if what == "add":
        walker.keep(records.add_item(walker.instance, app, walker.author)[0])
    else:
        walker.keep(records.duplicate_item(walker.instance, walker.key("app", "1"), walker.author)[0])
    assert records.tapped_before(walker.instance, app, seen, walker.author)
    assert not records.tapped_before(
        walker.instance, app, records.newest(walker.instance, app), walker.author
    )


@pytest.mark.parametrize(
    ("said", "expected"), [("", (1, 200)), ("2", (1, 2)), ("0", (1, 1)), ("900", (1, 200)), ("-3", (1, 1))]
)
def test_a_limit_is_what_the_form_works_out_and_none_where_it_gives_nothing(
    said: str, expected: tuple[int, int]
) -> None:
    walker = Walker(APPS)
    if said:
        walker.say("n", said)
    assert limits(walker.instance, walker.key("app")) == expected


@pytest.mark.parametrize(("said", "most"), [("0", 200), ("2", 50)])
def test_a_limit_that_is_divided_by_nothing_is_the_most_that_there_can_be(said: str, most: int) -> None:
    walker = Walker(APPS.replace("| ${n} |", "| 100 div ${n} |"))
    walker.say("n", said)
    assert limits(walker.instance, walker.key("app")) == (1, most)


def test_too_few_or_too_many_records_keep_a_section_from_being_sent() -> None:
    walker = Walker(APPS)

    def gaps() -> list[str]:
        return [stop.key.question for stop in progress.tally(walker.instance, "g").gaps]

    assert gaps() == ["g/app"]
    closed = records.close_repeat(walker.instance, walker.key("app"), walker.author)
    assert closed.problem is not None
    assert closed.problem.params == {"least": 1, "missing": 1}
    walker.say("nm", "A", walker.add("app"))
    walker.say("nm", "B", walker.add("app"))
    assert gaps() == []
    walker.say("n", "1")
    assert gaps() == ["g/app"]
    complaint = interview.complaint(walker.instance, walker.key("app"))
    assert complaint is not None
    assert (complaint.key, complaint.params) == ("problem-more-than-items", {"most": 1, "over": 1})


def test_a_record_is_walked_to_its_end_before_its_list_and_then_the_section_go_on() -> None:
    walker = filled("A")
    second = walker.add("app")
    stop, complete = records.onward(walker.instance, walker.key("nm", "1"), "g")
    assert stop is not None and complete is None
    assert stop.key == walker.key("why", "1")
    for name in ("why", "pic"):
        walker.keep(interview.skip(walker.instance, walker.key(name, "1"), walker.author, seen=0))
    stop, complete = records.onward(walker.instance, walker.key("pic", "1"), "g")
    assert stop is not None and stop.key == walker.key("mod", "1")  # the list inside the record
    walker.keep(records.close_repeat(walker.instance, walker.key("mod", "1"), walker.author))
    stop, complete = records.onward(walker.instance, walker.key("mod", "1"), "g")
    assert stop is not None and (stop.key, complete) == (walker.key("app"), walker.key("app", "1"))
    assert records.done_inside(walker.instance, walker.key("app", second)) == (0, 4)
    walker.keep(records.close_repeat(walker.instance, walker.key("app"), walker.author))
    stop, complete = records.onward(walker.instance, walker.key("mod", "1"), "g")
    assert stop is not None and (stop.key, complete) == (walker.key("last"), None)


SIGNED = """
| survey |
| | type         | name | label     |
| | begin_group  | g    | Apps      |
| | begin_repeat | app  | App       |
| | text         | nm   | Name?     |
| | acknowledge  | ok   | I confirm that this is true today. |
| | end_repeat   |      |           |
| | end_group    |      |           |
"""


def test_nobody_confirms_anything_by_taking_a_record_over_or_copying_it() -> None:
    walker = Walker(SIGNED)
    values = {"g/app/nm": "SIKDA", "g/app/ok": "OK"}
    turn, _ = carrying.carry_item(walker.instance, walker.key("app"), values, walker.author, "9.1", "id")
    walker.keep(turn)
    assert (walker.value("nm", "1"), walker.value("ok", "1")) == ("SIKDA", "")
    assert not carrying.takes(walker.instance, walker.key("ok", "1"), "OK", "id")
    walker.tap("ok", "OK", "1")
    walker.keep(records.duplicate_item(walker.instance, walker.key("app", "1"), walker.author)[0])
    assert (walker.value("nm", "2"), walker.value("ok", "2")) == ("SIKDA", "")


COUNTED_INSIDE = """
| survey |
| | type         | name | label     | required | repeat_count |
| | begin_group  | g    | Villages  |          |      |
| | begin_repeat | v    | Village   |          |      |
| | text         | vn   | Name?     |          |      |
| | integer      | n    | Cars?     | yes      |      |
| | begin_repeat | c    | Car       |          | ${n} |
| | text         | cn   | Plate?    | yes      |      |
| | end_repeat   |      |           |          |      |
| | end_repeat   |      |           |          |      |
| | text         | last | Last?     |          |      |
| | end_group    |      |           |          |      |
"""


def test_a_record_with_a_counted_list_inside_is_walked_to_its_end_too() -> None:
    walker = Walker(COUNTED_INSIDE)
    walker.add("v")
    walker.say("n", "2", "1")
    item = walker.key("v", "1")
    assert records.item_around(walker.instance, walker.key("cn", "1", "2")) == item
    assert records.record_around(walker.instance, walker.key("cn", "1", "2")) == walker.key("c", "1", "2")
    walker.say("cn", "KT 1", "1", "1")
    walker.say("cn", "KT 2", "1", "2")
    stop, complete = records.onward(walker.instance, walker.key("cn", "1", "2"), "g")
    assert stop is not None and (stop.key, complete) == (walker.key("vn", "1"), None)
    walker.say("vn", "Telen", "1")
    stop, complete = records.onward(walker.instance, walker.key("cn", "1", "2"), "g")
    assert stop is not None and (stop.key, complete) == (walker.key("v"), item)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_added_copied_removed_and_restored_no_id_has_two_lives(seed: int) -> None:
    """A model beside the real thing: a dictionary of id -> name, and the ids that were taken off."""
    chance = random.Random(seed)
    walker = Walker(APPS)
    present: dict[str, str] = {}
    gone: dict[str, str] = {}
    for step in range(40):
        act = chance.choice(("add", "copy", "remove", "restore"))
        if act == "add":
            item = walker.add("app")
            assert item not in present | gone
            walker.say("nm", f"N{step}", item)
            present[item] = f"N{step}"
        elif act == "copy" and present:
            source = chance.choice(sorted(present))
            turn, made = records.duplicate_item(walker.instance, walker.key("app", source), walker.author)
            walker.keep(turn)
            assert made is not None and made.items[-1] not in present | gone
            present[made.items[-1]] = present[source]
        elif act == "remove" and present:
            item = chance.choice(sorted(present))
            walker.keep(records.remove_item(walker.instance, walker.key("app", item), walker.author))
            gone[item] = present.pop(item)
        elif act == "restore" and gone:
            item = chance.choice(sorted(gone))
            walker.keep(records.restore_item(walker.instance, walker.key("app", item), walker.author))
            present[item] = gone.pop(item)
        assert names(walker) == present
    given = [a for a in walker.answers if a.standing is Standing.GIVEN and a.key.question == "g/app"]
    assert len(given) == len(present)


TRIGGERED = """
| survey |
| | type         | name | label | calculation      | trigger |
| | begin_group  | g    | Apps  |                  |         |
| | begin_repeat | app  | App   |                  |         |
| | text         | nm   | Name? |                  |         |
| | text         | why  | Why?  |                  |         |
| | calculate    | size |       | string-length(${nm}) | ${nm} |
| | end_repeat   |      |       |                  |         |
| | end_group    |      |       |                  |         |
"""


def test_what_many_answers_at_once_set_off_is_worked_out_for_each_of_them() -> None:
    """Records from a table or from last round have the values that typing them would have set off."""
    walker = Walker(TRIGGERED)
    walker.say("nm", "Abc", walker.add("app"))
    assert walker.value("size", "1") == "3"
    values = {"g/app/nm": "Abcd", "g/app/why": "x"}
    turn, made = carrying.carry_item(walker.instance, walker.key("app"), values, walker.author, "9.1", "id")
    walker.keep(turn)
    assert made is not None and walker.value("nm", "2") == "Abcd"
    assert walker.value("size", "2") == "4"
    assert {a.origin for a in walker.answers if a.key == walker.key("size", "2")} == {""}
    walker.keep(records.duplicate_item(walker.instance, made, walker.author)[0])
    assert walker.value("size", "3") == "4"
    assert sum(answer.key == walker.key("size", "3") for answer in walker.answers) == 1
