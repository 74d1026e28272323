"""Dates in, reminders out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.flows.problems import Problem
from bot.reminders.offsets import IN_HOURS, USUAL, Offsets, offsets_for, read_offsets
from bot.reminders.schedule import (
    Term,
    causes,
    digest_due,
    due,
    due_to_stand_in,
    moment_to_send,
    next_digest,
    next_due,
    snoozed,
    tomorrow_morning,
)
from tests.reminders.terms import NATIONAL, WIB, WIT, WITA, local, said, term


def plan(of: Term, zone: str = WITA) -> list[str]:
    return [f"{said(cause.at, zone)} {cause.name}" for cause in causes(of, NATIONAL)]


USUAL_ROUND = [
    "Mon 27 May 09.00 opened",
    "Fri 14 Jun 08.00 7d",
    "Wed 19 Jun 08.00 3d",  # the 18th is joint leave
    "Thu 20 Jun 08.00 1d",
    "Fri 21 Jun 08.00 day",
    "Fri 21 Jun 13.00 3h",
    "Mon 24 Jun 08.00 overdue:1",
    "Tue 25 Jun 08.00 overdue:2",
    "Wed 26 Jun 08.00 overdue:3",
    "Thu 27 Jun 08.00 overdue:4",
    "Fri 28 Jun 08.00 overdue:5",
]


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_a_round_of_four_weeks_in_each_zone(zone: str) -> None:
    assert plan(term("2024-05-27T09:00", "2024-06-21T16:00", zone), zone) == USUAL_ROUND


@pytest.mark.parametrize(
    ("why", "opened", "deadline", "expected"),
    [
        (
            "leave of Idul Fitri: told before it, not when everybody is back on the very day",
            "2024-03-25T09:00",
            "2024-04-16T16:00",
            "Mon 25 Mar 09.00 opened / Fri 05 Apr 08.00 7d / Fri 05 Apr 08.00 3d / Fri 05 Apr 08.00 1d"
            " / Tue 16 Apr 08.00 day / Tue 16 Apr 13.00 3h / Wed 17 Apr 08.00 overdue:1",
        ),
        (
            "a deadline in the middle of the leave",
            "2024-03-25T09:00",
            "2024-04-10T16:00",
            "Mon 25 Mar 09.00 opened / Wed 03 Apr 08.00 7d / Fri 05 Apr 08.00 3d / Fri 05 Apr 08.00 1d"
            " / Fri 05 Apr 08.00 day / Fri 05 Apr 15.00 3h / Tue 16 Apr 08.00 overdue:1",
        ),
        (
            "a deadline on Sunday",
            "2024-05-01T09:00",
            "2024-05-19T23:59",
            "Thu 02 May 08.00 opened / Mon 13 May 08.00 7d / Thu 16 May 08.00 3d / Fri 17 May 08.00 1d"
            " / Fri 17 May 08.00 day / Fri 17 May 15.00 3h / Mon 20 May 08.00 overdue:1",
        ),
        (
            "a deadline at midnight is of the day that ends then; three days before it is a Saturday",
            "2024-05-27T16:00",
            "2024-06-12T00:00",
            "Tue 28 May 08.00 opened / Tue 04 Jun 08.00 7d / Fri 07 Jun 08.00 3d / Mon 10 Jun 08.00 1d"
            " / Tue 11 Jun 08.00 day / Tue 11 Jun 15.00 3h / Wed 12 Jun 08.00 overdue:1",
        ),
        (
            "noon on Friday falls into prayer",
            "2024-05-27T09:00",
            "2024-06-07T15:00",
            "Mon 27 May 09.00 opened / Fri 31 May 08.00 7d / Tue 04 Jun 08.00 3d / Thu 06 Jun 08.00 1d"
            " / Fri 07 Jun 08.00 day / Fri 07 Jun 13.00 3h / Mon 10 Jun 08.00 overdue:1",
        ),
        (
            "four days, as in Demak: nothing lies before the opening",
            "2024-06-03T13:00",
            "2024-06-07T16:00",
            "Mon 03 Jun 13.00 opened / Tue 04 Jun 08.00 3d / Thu 06 Jun 08.00 1d / Fri 07 Jun 08.00 day"
            " / Fri 07 Jun 13.00 3h / Mon 10 Jun 08.00 overdue:1",
        ),
        (
            "a follow-up of 24 hours gets hours",
            "2024-06-04T14:00",
            "2024-06-05T14:00",
            "Tue 04 Jun 14.00 opened / Wed 05 Jun 08.00 6h / Wed 05 Jun 11.00 3h / Wed 05 Jun 13.00 1h"
            " / Thu 06 Jun 08.00 overdue:1",
        ),
        (
            "a follow-up of 24 hours over a weekend: the last call on Friday",
            "2024-06-07T14:00",
            "2024-06-08T14:00",
            "Fri 07 Jun 14.00 opened / Fri 07 Jun 15.00 6h / Fri 07 Jun 15.00 3h / Fri 07 Jun 15.00 1h"
            " / Mon 10 Jun 08.00 overdue:1",
        ),
        (
            "a follow-up within a weekend: nobody works, and nothing is sent before Monday",
            "2024-06-07T18:00",
            "2024-06-09T12:00",
            "Mon 10 Jun 08.00 overdue:1",
        ),
    ],
)
def test_a_round_and_its_reminders(why: str, opened: str, deadline: str, expected: str) -> None:
    upto = expected.count(" / ") + 1
    assert plan(term(opened, deadline))[:upto] == expected.split(" / "), why


@pytest.mark.parametrize(
    ("now", "name"),
    [
        ("2024-05-27T08:59", None),
        ("2024-05-27T09:00", "opened"),
        ("2024-06-13T23:00", "opened"),
        ("2024-06-14T08:00", "7d"),
        ("2024-06-19T10:00", "3d"),  # two hours late
        ("2024-06-20T08:00", "1d"),  # two days late: the newest stands for the others
        ("2024-06-21T07:59", "1d"),
        ("2024-06-21T12:59", "day"),
        ("2024-06-21T13:00", "3h"),
        ("2024-06-21T15:59", "3h"),
        ("2024-06-21T16:00", None),  # nothing counts down to a deadline that has passed
        ("2024-06-24T07:59", None),
        ("2024-06-24T08:00", "overdue:1"),
        ("2024-06-26T09:00", "overdue:3"),
        ("2024-07-30T09:00", "overdue:5"),
    ],
)
def test_the_newest_due_cause_stands_for_all_before_it(now: str, name: str | None) -> None:
    found = due(term("2024-05-27T09:00", "2024-06-21T16:00"), NATIONAL, local(now))
    assert (found.name if found else None) == name


def test_an_extension_makes_new_causes_and_ends_the_old() -> None:
    before = term("2024-05-27T09:00", "2024-06-21T16:00")
    after = replace(before, deadline=local("2024-06-26T16:00"))
    old, new = (due(one, NATIONAL, local("2024-06-25T08:00")) for one in (before, after))
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == ("overdue:2", "1d")
    keys = [{cause.key for cause in causes(one, NATIONAL)} for one in (before, after)]
    assert keys[0] & keys[1] == {"opened"}  # a round opens once


def test_what_is_due_next_is_known() -> None:
    round_ = term("2024-05-27T09:00", "2024-06-21T16:00")
    at, found = local("2024-05-20T00:00"), []
    while (upcoming := next_due(round_, NATIONAL, at)) is not None:
        found.append(said(upcoming))
        at = upcoming
    assert found == [line.rpartition(" ")[0] for line in USUAL_ROUND]


@pytest.mark.parametrize(
    ("now", "alone", "name"),
    [
        ("2024-06-20T07:59", True, None),
        ("2024-06-20T08:00", True, "alone"),
        ("2024-06-20T08:00", False, None),
        ("2024-06-21T16:00", True, None),
        ("2024-06-25T12:00", True, None),  # the second overdue reminder went out this morning
        ("2024-06-26T08:00", False, "in-vain"),
        ("2024-07-26T08:00", True, "in-vain"),
    ],
)
def test_whoever_stands_in_is_told_last(now: str, alone: bool, name: str | None) -> None:
    round_ = term("2024-05-27T09:00", "2024-06-21T16:00")
    found = due_to_stand_in(round_, NATIONAL, local(now), alone=alone)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("offsets", "alone", "name"),
    [
        ("none", True, None),  # nobody is written to
        ("none", False, None),
        ("7d day", False, None),  # her people were told nothing since the deadline: nothing was in vain
        ("7d overdue:1", False, None),
        ("7d overdue:2", False, "in-vain"),
        ("7d day", True, "in-vain"),  # and there is nobody else to tell
    ],
)
def test_whoever_stands_in_hears_of_no_reminder_that_was_never_sent(
    offsets: str, alone: bool, name: str | None
) -> None:
    round_ = term("2024-05-27T09:00", "2024-06-21T16:00", offsets=offsets)
    found = due_to_stand_in(round_, NATIONAL, local("2024-06-26T08:00"), alone=alone)
    assert (found.name if found is not None else None) == name


@pytest.mark.parametrize(
    ("now", "name", "moment"),
    [
        ("2024-06-14T22:00", "7d", "Wed 19 Jun 08.00"),  # down until Friday night, then a long weekend
        ("2024-06-21T12:00", "day", "Fri 21 Jun 13.00"),
        ("2024-06-21T15:30", "3h", "never"),  # the next working moment is past the deadline
        ("2024-06-28T20:00", "overdue:5", "Mon 01 Jul 08.00"),
    ],
)
def test_what_is_late_is_sent_in_working_hours_or_never(now: str, name: str, moment: str) -> None:
    round_ = term("2024-05-27T09:00", "2024-06-21T16:00")
    found = due(round_, NATIONAL, local(now))
    assert found is not None
    assert found.name == name
    assert said(moment_to_send(round_, NATIONAL, found, local(now))) == moment


@pytest.mark.parametrize(
    ("now", "wish", "moment"),
    [
        ("2024-06-20T08:05", "3h", "Thu 20 Jun 11.05"),
        ("2024-06-20T14:00", "3h", "Fri 21 Jun 08.00"),
        ("2024-06-20T14:00", "morning", "Fri 21 Jun 08.00"),
        ("2024-06-14T14:00", "morning", "Wed 19 Jun 08.00"),
        ("2024-06-21T10:00", "3h", "Fri 21 Jun 13.00"),
        ("2024-06-21T10:00", "morning", "Fri 21 Jun 15.00"),  # held to before the deadline
        ("2024-06-21T14:00", "3h", "Fri 21 Jun 15.00"),
        ("2024-06-21T15:10", "3h", "never"),
        ("2024-06-24T08:10", "morning", "Tue 25 Jun 08.00"),  # past the deadline nothing is held
        ("2024-06-28T09:10", "3h", "Fri 28 Jun 13.00"),
    ],
)
def test_a_snooze_is_held_to_before_the_deadline(now: str, wish: str, moment: str) -> None:
    round_ = term("2024-05-27T09:00", "2024-06-21T16:00")
    at = local(now) + timedelta(hours=3) if wish == "3h" else tomorrow_morning(round_.zone, local(now))
    assert said(snoozed(round_, NATIONAL, at, local(now))) == moment


@pytest.mark.parametrize(
    ("now", "found", "upcoming"),
    [
        ("2024-06-14T15:59", "never", "Fri 14 Jun 16.00"),
        ("2024-06-14T16:00", "Fri 14 Jun 16.00", "Wed 19 Jun 16.00"),
        ("2024-06-14T19:59", "Fri 14 Jun 16.00", "Wed 19 Jun 16.00"),
        ("2024-06-14T20:00", "never", "Wed 19 Jun 16.00"),
        ("2024-06-22T16:00", "Sat 22 Jun 16.00", "Mon 24 Jun 16.00"),  # the day of the deadline
        ("2024-07-05T16:00", "Fri 05 Jul 16.00", "never"),  # two weeks later nobody wants it any more
        ("2024-05-27T16:00", "never", "Wed 29 May 16.00"),  # before the opening
    ],
)
def test_a_digest_comes_on_working_days_and_on_the_day_of_the_deadline(
    now: str, found: str, upcoming: str
) -> None:
    round_ = term("2024-05-28T16:30", "2024-06-22T12:00")
    assert said(digest_due(round_, NATIONAL, 16, local(now))) == found
    assert said(next_digest(round_, NATIONAL, 16, local(now))) == upcoming


# -------------------------------------------------------------------- offsets


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("opened 7d 3d 1d day 3h overdue:5", "opened 7d 3d 1d day 3h overdue:5"),
        ("1d, 7d,DAY 2h", "7d 1d day 2h"),
        ("dibuka H-7 H-1 H 3jam lewat:3", "opened 7d 1d day 3h overdue:3"),
        ("3d 3d", "3d"),
        ("none", "none"),
    ],
)
def test_offsets_are_read_in_any_order_and_written_in_one(text: str, stored: str) -> None:
    found = read_offsets(text)
    assert isinstance(found, Offsets)
    assert str(found) == stored
    assert read_offsets(stored) == found


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "problem-offsets"),
        ("7d " * 17, "problem-offsets"),
        ("7d bulan", "problem-offsets-word"),
        ("-3d", "problem-offsets-word"),
        ("none 7d", "problem-offsets-word"),
        ("0d", "problem-offsets-most"),
        ("61d", "problem-offsets-most"),
        ("99h", "problem-offsets-most"),
        ("overdue:31", "problem-offsets-most"),
        ("٣d", "problem-offsets-word"),
    ],
)
def test_a_refusal_names_the_word(text: str, key: str) -> None:
    found = read_offsets(text)
    assert isinstance(found, Problem)
    assert found.key == key


def test_a_round_without_offsets_of_its_own_gets_the_usual_ones() -> None:
    opened = local("2024-06-04T14:00")

    def of(text: str, days: int) -> Offsets:
        deadline: datetime = opened + timedelta(days=days)
        return offsets_for(text, opened, deadline)

    assert of("", 10) == of("bukan daftar", 10) == USUAL
    assert of("", 1) == of("", 2) == IN_HOURS
    assert str(of("3d", 1)) == "3d"
    assert of("none", 10) == Offsets()
