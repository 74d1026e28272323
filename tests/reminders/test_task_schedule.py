"""When an agency is reminded of a follow-up task: a table of deadlines, and what holds for all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.tasks import MORNING, NIGHT, OVERDUE, Owed, causes, due, moment_to_send, next_due

ZONE = ZoneInfo("Asia/Makassar")


def at(text: str) -> datetime:
    """'21 14.30': a day of June 2024 and a time there."""
    day, clock = text.split()
    hour, minute = clock.split(".")
    return datetime(2024, 6, int(day), int(hour), int(minute), tzinfo=ZONE)


def owed(told: str, until: str) -> Owed:
    return Owed(at(told).astimezone(UTC), at(until).astimezone(UTC), ZONE)


def planned(one: Owed) -> list[str]:
    return [f"{cause.name} {cause.at.astimezone(ZONE):%-d %H.%M}" for cause in causes(one)]


@pytest.mark.parametrize(
    ("told", "until", "expected"),
    [
        # a day: half of it, then by the hour; a Saturday is a day like any other
        ("21 10.00", "22 10.00", "half 22 07.00, 6h 22 07.00, 3h 22 07.00, 1h 22 09.00"),
        ("21 08.00", "21 20.00", "6h 21 14.00, 3h 21 17.00, 1h 21 19.00"),
        ("21 14.00", "22 14.00", "half 22 07.00, 6h 22 08.00, 3h 22 11.00, 1h 22 13.00"),
        # six hours are not reminded of at once, and their half is the same as three hours before
        ("21 09.00", "21 15.00", "3h 21 12.00, 1h 21 14.00"),
        # due before the next morning: the night is worked
        ("21 17.00", "21 23.00", "3h 21 20.00, 1h 21 22.00"),
        ("21 20.00", "22 02.00", "3h 21 23.00, 1h 22 01.00"),
        ("21 23.30", "22 05.30", "3h 22 02.30, 1h 22 04.30"),
        # due after it: nobody is woken
        ("21 20.00", "22 08.00", "6h 22 07.00, 3h 22 07.00, 1h 22 07.00"),
        # two days
        ("20 16.00", "22 16.00", "half 21 16.00, 6h 22 10.00, 3h 22 13.00, 1h 22 15.00"),
        # what is due before she could read it is no reason
        ("21 09.00", "21 10.30", ""),
    ],
)
def test_before_the_deadline(told: str, until: str, expected: str) -> None:
    before = [one for one in planned(owed(told, until)) if not one.startswith("overdue")]
    assert ", ".join(before) == expected


@pytest.mark.parametrize(
    ("told", "until", "expected"),
    [
        ("21 08.00", "21 14.00", "21 15.00, 21 16.00, 21 17.00, 21 18.00, 21 19.00, 21 20.00"),
        ("21 08.00", "21 18.30", "21 19.30, 21 20.30, 22 07.00, 22 08.00, 22 09.00, 22 10.00"),
        ("21 20.00", "22 02.00", "22 07.00, 22 08.00, 22 09.00, 22 10.00, 22 11.00, 22 12.00"),
        # sent back when it was late already: counted from there
        ("22 09.15", "21 14.00", "22 10.15, 22 11.15, 22 12.15, 22 13.15, 22 14.15, 22 15.15"),
    ],
)
def test_after_the_deadline_hourly_while_people_are_awake(told: str, until: str, expected: str) -> None:
    after = [one.split(" ", 1)[1] for one in planned(owed(told, until)) if one.startswith("overdue")]
    assert ", ".join(after) == expected


def test_the_newest_cause_stands_for_all_before() -> None:
    one = owed("21 10.00", "22 10.00")
    found = due(one, at("22 07.05"))
    assert found is not None
    assert found.name == "3h"
    assert due(one, at("21 20.00")) is None
    assert next_due(one, at("22 07.05")) == at("22 09.00")


def test_a_new_deadline_makes_new_causes_and_so_does_coming_back_late() -> None:
    first, moved = owed("21 08.00", "21 20.00"), owed("21 12.00", "22 20.00")
    back = owed("21 22.00", "21 20.00")
    keys = [{cause.key for cause in causes(one)} for one in (first, moved, back)]
    assert not keys[0] & keys[1]
    late = {key for key in keys[0] if key.startswith("overdue")}
    assert late and not late & keys[2]


def test_what_was_held_up_into_the_night_waits_for_the_morning() -> None:
    late = owed("21 08.00", "21 14.00")
    found = due(late, at("21 23.00"))
    assert found is not None
    assert moment_to_send(late, found, at("21 23.00")) == at("22 07.00")
    before = owed("21 08.00", "22 08.00")
    found = due(before, at("21 22.00"))
    assert found is not None
    assert moment_to_send(before, found, at("21 22.00")) == at("22 07.00")
    assert moment_to_send(before, found, at("22 08.00")) is None


MOMENTS = st.datetimes(datetime(2024, 6, 1), datetime(2024, 6, 30)).map(lambda one: one.replace(tzinfo=UTC))


@settings(max_examples=300, deadline=None)
@given(MOMENTS, st.timedeltas(timedelta(minutes=1), timedelta(days=8)))
def test_nobody_is_woken_unless_it_is_due_before_the_next_morning(told: datetime, given: timedelta) -> None:
    one = Owed(told, told + given, ZONE)
    found = causes(one)
    assert len({cause.key for cause in found}) == len(found)
    assert sum(cause.after for cause in found) == OVERDUE
    for cause in found:
        local = cause.at.astimezone(ZONE)
        assert cause.at > told
        assert cause.after == (cause.at > one.due_at)
        if not MORNING <= local.time() < NIGHT:
            morning = local.replace(hour=7, minute=0, second=0, microsecond=0)
            morning += timedelta(days=local.time() >= NIGHT)
            assert one.due_at <= morning and not cause.after
