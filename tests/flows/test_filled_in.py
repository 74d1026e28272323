"""What a form fills in by itself: defaults and calculations, canonical for their questions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flows.answers import AnswerKey
from bot.flows.form import Kind, Question
from bot.flows.values import KINDS, show
from bot.flows.values.casting import cast
from tests.flows.interviews import Walker
from tests.flows.markdown_forms import said

WITA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("kind", "value", "canonical"),
    [
        (Kind.DATE, "19884", "2024-06-10"),  # today() + 7 on 3 June
        (Kind.DATE, "2024-05-27 00:00:00", "2024-05-27"),  # a date cell of a spreadsheet
        (Kind.DATE, "2024-5-7", "2024-05-07"),
        (Kind.DATE, "2024-05-27T20:20:00.000Z", "2024-05-28"),
        (Kind.DATE, "2024-31-12", ""),
        (Kind.DATE, "soon", ""),
        (Kind.DATE, "1e9", ""),
        (Kind.DATE, "9" * 25, ""),
        (Kind.DATETIME, "19884", "2024-06-10T00:00:00.000+08:00"),
        (Kind.DATETIME, "19884.5", "2024-06-10T20:00:00.000+08:00"),
        (Kind.DATETIME, "2024-05-27 14:20:00", "2024-05-27T14:20:00.000+08:00"),
        (Kind.DATETIME, "2024-05-27", "2024-05-27T00:00:00.000+08:00"),
        (Kind.DATETIME, "abc", ""),
        (Kind.TIME, "0.5", "12:00:00.000"),
        (Kind.TIME, "14:20", "14:20:00.000"),
        (Kind.TIME, "9:20:30", "09:20:30.000"),
        (Kind.TIME, "2024-05-27T14:20:00.000+08:00", "14:20:00.000+08:00"),
        (Kind.TIME, "25:00", ""),
        (Kind.INTEGER, "3.7", "3"),
        (Kind.INTEGER, "-0.5", "0"),
        (Kind.INTEGER, "007", "7"),
        (Kind.INTEGER, "abc", ""),
        (Kind.DECIMAL, "1.50", "1.5"),
        (Kind.RANGE, "abc", ""),
        (Kind.GEOPOINT, "-0.5 117.1", "-0.5 117.1 0 0"),
        (Kind.GEOPOINT, "-0.5 117.1 20.0", "-0.5 117.1 20 0"),
        (Kind.GEOPOINT, "-0.5,117.1,20,5", "-0.5 117.1 20 5"),
        (Kind.GEOPOINT, "-95 117.1", ""),
        (Kind.GEOPOINT, "here", ""),
        (Kind.TEXT, " as it is ", " as it is "),
    ],
)
def test_a_computed_value_is_cast_to_the_type_of_its_question(kind: Kind, value: str, canonical: str) -> None:
    assert cast(kind, value, WITA) == canonical


@settings(deadline=None)
@given(
    st.sampled_from([Kind.INTEGER, Kind.DECIMAL, Kind.DATE, Kind.DATETIME, Kind.TIME, Kind.GEOPOINT]),
    st.text("0123456789-+.:TZ ", max_size=30) | st.text(max_size=10),
)
def test_what_is_cast_is_what_a_button_could_give(kind: Kind, value: str) -> None:
    question = Question(path="x", name="x", ordinal=0, kind=kind)
    found = cast(kind, value, WITA)
    assert not found or show(question, found, language="id") != ""
    assert cast(kind, found, WITA) == found


@settings(deadline=None)
@given(
    st.sampled_from(sorted(KINDS)),
    st.text("0123456789-+.:TZ ", min_size=1, max_size=30) | st.text(min_size=1, max_size=10),
    st.sampled_from(["id", "en"]),
)
def test_whatever_was_stored_is_shown_and_never_raises(kind: Kind, value: str, language: str) -> None:
    question = Question(path="x", name="x", ordinal=0, kind=kind)
    assert isinstance(show(question, value, language=language), str)


def test_a_number_that_nobody_could_have_typed_is_shown_as_it_is() -> None:
    question = Question(path="x", name="x", ordinal=0, kind=Kind.DECIMAL)
    for value in ("1" + "0" * 25, "0." + "1" * 36, "1" * 500):
        assert show(question, value, language="id") == value


def test_a_default_that_counts_days_is_a_date_that_people_can_read() -> None:
    walker = Walker(
        """
        | survey |
        | | type | name | label | default | calculation | trigger |
        | | date | due | Due? | today() + 7 | | |
        | | integer | half | Half? | 7 div 2 | | |
        | | geopoint | there | Where? | -0.5 117.1 | | |
        | | date | cell | When? | 2024-05-27 00:00:00 | | |
        | | integer | beds | Beds? | | | |
        | | date | then | Then? | | today() + ${beds} | ${beds} |
        """
    )
    assert walker.value("due") == "2024-06-10"
    assert walker.value("half") == "3"
    assert walker.value("there") == "-0.5 117.1 0 0"
    assert walker.value("cell") == "2024-05-27"
    walker.say("beds", "1")
    assert walker.answers.value(AnswerKey("then")) == "2024-06-04"


def test_a_constant_that_does_not_fit_its_question_is_reported_and_left_out() -> None:
    form = """
        | survey |
        | | type           | name | label | default    |
        | | date           | a    | A?    | 2024-31-12 |
        | | integer        | b    | B?    | abc        |
        | | dateTime       | c    | C?    | 77         |
        | | select_one yn  | d    | D?    | yess       |
        | | select_multiple yn | e | E?   | yes no     |
        | | text           | f    | F?    | anything   |
        | | decimal        | g    | G?    | 1.50       |
        | choices |
        | | list_name | name | label |
        | | yn        | yes  | Yes   |
        | | yn        | no   | No    |
        """
    assert said(form) == [
        "FORM-071 survey row 2: a: the default '2024-31-12' does not fit the type date and is ignored."
        " Write it as 2024-05-27.",
        "FORM-071 survey row 3: b: the default 'abc' does not fit the type integer and is ignored."
        " Write it as 17.",
        "FORM-071 survey row 4: c: the default '77' does not fit the type dateTime and is ignored."
        " Write it as 2024-05-27T14:20:00.000.",
        "FORM-072 survey row 5: d: the default 'yess' is not in the list 'yn' and is ignored."
        " Did you mean 'yes'?",
    ]
    walker = Walker(form)
    assert [walker.value(name) for name in "abcdefg"] == ["", "", "", "", "yes no", "anything", "1.5"]


def test_the_moment_that_is_filled_in_is_the_regions() -> None:
    walker = Walker(
        """
        | survey |
        | | type | name | label | default |
        | | dateTime | at | When? | now() |
        | | time | clock | What time? | now() |
        """
    )
    assert walker.value("at") == datetime(2024, 6, 3, 9, tzinfo=UTC).isoformat(timespec="milliseconds")
    assert walker.value("clock") == "09:00:00.000+00:00"
    walker.say("at", "yesterday at noon")
    walker.say("at", "now")
    assert walker.value("at") == "2024-06-03T09:00:00.000+00:00"
