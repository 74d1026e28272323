"""Columns over form versions: none moves, none vanishes, what is new comes last."""

from __future__ import annotations

from functools import cache

import pytest

from bot.flows.form import Form
from bot.reports.columns import Versions
from bot.reports.odk_fields import fields, file_names
from tests.flows.markdown_forms import read

FIRST = """
| survey |
| | type               | name | label  |
| | begin_group        | a    | A      |
| | integer            | beds | Beds?  |
| | select_one yn      | open | Open?  |
| | geopoint           | at   | Where? |
| | note               | n    | Thanks |
| | end_group          |      |        |
| | begin_repeat       | app  | Apps   |
| | text               | name | Name?  |
| | end_repeat         |      |        |
| choices |
| | list_name | name | label |
| | yn        | yes  | Yes   |
| | yn        | no   | No    |
"""
SECOND = """
| survey |
| | type               | name  | label  |
| | begin_group        | new   | New    |
| | text               | first | First? |
| | end_group          |       |        |
| | begin_group        | a     | A      |
| | select_multiple yn | open  | Open?  |
| | select_one yn      | beds  | Beds?  |
| | end_group          |       |        |
| | begin_repeat       | app   | Apps   |
| | date               | since | Since? |
| | text               | name  | Name?  |
| | end_repeat         |       |        |
| choices |
| | list_name | name | label |
| | yn        | yes  | Yes   |
| | yn        | no   | No    |
| | yn        | soon | Soon  |
"""


@cache
def form(markdown: str) -> Form:
    return read(markdown)


def names(versions: Versions, table: str = "") -> list[str]:
    return [f"{column.path}:{column.facet}@{column.version}" for column in versions.columns(table)]


BEFORE = [
    "a/beds:value@0",
    "a/open:value@0",
    "a/open:label@0",
    "a/at:latitude@0",
    "a/at:longitude@0",
    "a/at:altitude@0",
    "a/at:accuracy@0",
]


def test_a_later_version_appends_and_what_it_dropped_or_moved_keeps_its_place() -> None:
    assert names(Versions((form(FIRST),), 0)) == BEFORE
    assert names(Versions((form(FIRST), form(SECOND)), 1)) == [
        "a/beds:value@1",
        "a/open:value@1",
        "a/open:label@1",
        *BEFORE[3:],  # dropped: the first version speaks for them
        "new/first:value@1",
        "a/beds:label@1",  # a number became a choice: its label is a new column, not one in between
    ]


def test_going_back_to_the_first_version_moves_nothing_either() -> None:
    forward = Versions((form(FIRST), form(SECOND)), 1)
    back = Versions((form(FIRST), form(SECOND)), 0)
    assert [column.path for column in back.columns("")] == [column.path for column in forward.columns("")]
    assert names(back)[:7] == BEFORE
    assert back.speaker("a/beds") == 0
    assert back.speaker("new/first") == 1
    assert back.speaker("elsewhere") is None


def test_a_repeat_is_a_table_of_its_own_with_the_same_rule() -> None:
    versions = Versions((form(FIRST), form(SECOND)), 1)
    assert versions.repeats() == ("app",)
    assert names(versions, "app") == ["app/name:value@1", "app/since:value@1"]
    assert versions.sections() == ("a", "new")


def test_odks_columns_are_the_path_in_the_table_and_notes_are_among_them() -> None:
    found = fields(Versions((form(FIRST),), 0), "", split=True)
    assert [field.heading("") for field in found] == [
        "a-beds", "a-open", "a-at-Latitude", "a-at-Longitude", "a-at-Altitude", "a-at-Accuracy", "a-n",
    ]  # fmt: skip


def test_a_split_select_multiple_has_a_column_a_choice_behind_it() -> None:
    alone = fields(Versions((form(SECOND),), 0), "", split=True)
    assert [field.heading("") for field in alone] == [
        "new-first", "a-open", "a-open/yes", "a-open/no", "a-open/soon", "a-beds",
    ]  # fmt: skip
    both = fields(Versions((form(FIRST), form(SECOND)), 1), "", split=True)
    assert [field.heading("") for field in both][-4:] == [
        "new-first",
        "a-open/yes",
        "a-open/no",
        "a-open/soon",
    ]


def test_files_are_named_after_the_form_and_the_repeat_and_numbered_where_two_have_one_name() -> None:
    assert file_names("kutim/2024", ("app", "g/app", "g/team")) == {
        "": "kutim2024.csv",
        "app": "kutim2024-app~1.csv",
        "g/app": "kutim2024-app~2.csv",
        "g/team": "kutim2024-team.csv",
    }
    assert file_names("..", ()) == {"": "form.csv"}


CALCULATED = """
| survey |
| | type      | name | label::English (en) | calculation  |
| | integer   | beds | Beds? |              |
| | calculate | twice |      | ${{beds}} * 2 |
| | calculate | half |  {label} | ${{beds}} div 2 |
"""


@pytest.mark.parametrize(
    ("label", "columns"),
    [("", ["beds", "twice", "half"]), ("Half", ["beds", "half"])],
)
def test_where_an_author_labels_some_calculations_the_others_are_her_working(
    label: str, columns: list[str]
) -> None:
    versions = Versions((form(CALCULATED.format(label=label)),), 0)
    assert [column.path for column in versions.columns("")] == columns
