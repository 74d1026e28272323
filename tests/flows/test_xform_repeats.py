"""Repeats of an XForm as groups that count, nest and know their siblings."""

from __future__ import annotations

from markdown_forms import read

from bot.flows.form import Kind, Output, Text

HOUSEHOLD = """
| survey |
| | type | name | label | repeat_count | relevant | default | calculation | trigger |
| | integer | people | How many people? | | | | | |
| | text | village | Village | | | | | |
| | begin_group | house | House | | ${people} > 0 | | | |
| | begin_repeat | person | Person | ${people} | | | | |
| | text | name | Name | | | concat(${village}, ' ') | | |
| | integer | kids | Children | | | | | |
| | begin_repeat | kid | Child | ${kids} + 1 | | | | |
| | text | kid_name | Name of the child of ${name} | | | | | |
| | end_repeat | | | | | | | |
| | end_repeat | | | | | | | |
| | begin_repeat | animal | Animal | | | | | |
| | text | animal_name | Name | | | | | |
| | end_repeat | | | | | | | |
| | end_group | | | | | | | |
| | calculate | changed | | | | | now() | ${village} |
"""


def test_repeats_nest_and_count() -> None:
    form = read(HOUSEHOLD)
    counts = {path: group.count for path, group in form.groups.items() if group.repeat}
    assert counts == {
        "house/person": "/data/people",
        "house/person/kid": "../kid_count",
        "house/animal": None,
    }
    assert form.repeats_of["house/person/kid/kid_name"] == ("house/person", "house/person/kid")
    assert form.questions["house/person/kid_count"].calculation == "../kids  + 1"
    assert form.groups["house"].relevant == "/data/people  > 0"
    assert form.groups["house/person"].label == Text(by_language={"": ("Person",)})


def test_rows_of_a_repeat_stand_once() -> None:
    form = read(HOUSEHOLD)
    assert form.groups["house"].children == ("house/person", "house/animal")
    assert [question.name for question in form.inside("house/person")] == [
        "name",
        "kids",
        "kid_count",
        "kid_name",
    ]
    assert form.sections == ("", "house")


def test_a_default_in_a_repeat_and_a_trigger_are_expressions() -> None:
    form = read(HOUSEHOLD)
    assert form.questions["house/person/name"].default_expression == "concat( /data/village , ' ')"
    changed = form.questions["changed"]
    assert (changed.kind, changed.calculation, changed.triggers) == (Kind.CALCULATE, "now()", ("village",))


def test_a_sibling_in_a_repeat_is_read_relatively() -> None:
    label = read(HOUSEHOLD).questions["house/person/kid/kid_name"].label
    assert label.by_language[""] == ("Name of the child of ", Output(expression="../../name"))
