"""Reminders as they arrive: planned, looked at once more when they are sent, never twice, never for nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.screens.views import Status
from bot.services import extending, reaching
from storage import acts, outbox, people, rounds, submissions
from storage.models import inbox, round_
from storage.reminders import SETS_A_DEADLINE
from tests.reminders.office import STAND_IN, Office, office
from tests.reminders.terms import WIB, WIT, WITA, local, said

OPENED, DEADLINE, ZONE = "2024-05-27T09:00", "2024-06-21T16:00", WITA
RINI, BUDI, HEAD = 11, 12, 13
BEFORE = local("2024-05-20T09:00")  # everybody here joined in an earlier round


def received(of: Office, chat: int = RINI, zone: str = ZONE) -> list[str]:
    return [
        f"{said(one.at, zone)} {one.cause.partition('@')[0]}".strip() for one in of.sent if one.chat == chat
    ]


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_a_round_from_its_opening_to_its_last_reminder(zone: str) -> None:
    with office(local(OPENED, zone), local(DEADLINE, zone), zone) as town:
        town.join(RINI, "dinkes", BEFORE)
        town.run(local(OPENED, zone), local("2024-07-20T09:00", zone))
        assert received(town, zone=zone) == [
            "Mon 27 May 09.00 opened",
            "Fri 14 Jun 08.00 7d",
            "Wed 19 Jun 08.00 3d",
            "Thu 20 Jun 08.00 1d",
            "Fri 21 Jun 08.00 day",
            "Fri 21 Jun 13.00 3h",
            *(
                f"{day} Jun 08.00 overdue:{n}"
                for n, day in enumerate(("Mon 24", "Tue 25", "Wed 26", "Thu 27", "Fri 28"), 1)
            ),
        ]


def test_idul_fitri_is_left_in_peace() -> None:
    with office(local("2024-03-25T09:00"), local("2024-04-16T16:00"), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE - timedelta(days=300))
        town.run(local("2024-03-25T09:00"), local("2024-04-16T15:59"))
        assert received(town) == [
            "Mon 25 Mar 09.00 opened",
            "Fri 05 Apr 08.00 1d",  # before the leave, once for all that fall into it
            "Tue 16 Apr 08.00 day",
            "Tue 16 Apr 13.00 3h",
        ]


def extend(town: Office, code: str, deadline: datetime, at: datetime | None = None) -> None:
    """As the command line does; with `at` as a coordinator does, who tells everybody then."""
    submission = town.submissions[code]
    submissions.extend(town.conn, submission, deadline)
    if at is not None:
        acts.add(
            town.conn,
            region_id=town.region,
            round_id=town.round_id,
            submission_id=submission,
            person_id=None,
            kind="extended",
            params={},
            at=at,
        )


@pytest.mark.parametrize("told", [False, True])
def test_an_extension_is_one_agencys_own(told: bool) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        for chat, code in ((RINI, "dinkes"), (BUDI, "disdik")):
            town.join(chat, code, BEFORE)
        town.run(local("2024-06-20T08:00"), local("2024-06-21T12:00"))
        extend(town, "disdik", local("2024-06-26T16:00"), local("2024-06-21T12:00") if told else None)
        town.run(local("2024-06-21T12:00"), local("2024-06-26T15:00"))
        assert received(town)[2:] == [
            "Fri 21 Jun 13.00 3h",
            "Mon 24 Jun 08.00 overdue:1",
            "Tue 25 Jun 08.00 overdue:2",
            "Wed 26 Jun 08.00 overdue:3",
        ]
        # of the new deadline, at once, where nobody has told her of it
        first = [] if told else ["Fri 21 Jun 13.00 7d"]
        assert received(town, BUDI)[2:] == [
            *first,
            "Mon 24 Jun 08.00 3d",
            "Tue 25 Jun 08.00 1d",
            "Wed 26 Jun 08.00 day",
            "Wed 26 Jun 13.00 3h",
        ]


def test_the_acts_that_set_a_deadline_are_known() -> None:
    assert set(SETS_A_DEADLINE) == {extending.EXTENDED, reaching.DEADLINE_MOVED}


@pytest.mark.parametrize(
    ("down", "up", "expected"),
    [
        # two hours over the due moment: late, once
        ("2024-06-14T07:00", "2024-06-14T09:00", ["Fri 14 Jun 09.00 7d"]),
        # two days over '1 day before' and the morning of the day: the newest alone
        ("2024-06-19T08:30", "2024-06-21T08:30", ["Fri 21 Jun 08.30 day"]),
        # until the night: at the next working moment
        ("2024-06-14T07:00", "2024-06-14T22:00", ["Wed 19 Jun 08.00 3d"]),
        # over the deadline: nothing counts down any more
        ("2024-06-21T07:00", "2024-06-21T20:00", ["Mon 24 Jun 08.00 overdue:1"]),
        # two days over the first two overdue ones
        ("2024-06-23T08:00", "2024-06-25T08:30", ["Tue 25 Jun 08.30 overdue:2"]),
    ],
)
def test_after_downtime_one_is_sent_the_newest(down: str, up: str, expected: list[str]) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        town.run(local("2024-06-12T08:00"), local(down))
        before = len(town.sent)
        town.run(local(up), local(up) + timedelta(days=5))
        assert received(town)[before:][:1] == expected
        assert len({one.at for one in town.sent}) == len(town.sent)


def test_done_one_second_before_is_done() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        for chat, code in ((RINI, "dinkes"), (BUDI, "disdik")):
            town.join(chat, code, BEFORE)
        due = local("2024-06-20T08:00")
        town.plan(due)  # both are queued,
        town.set_sections("dinkes", Status.SUBMITTED, due)  # and then the last section is sent
        town.dispatch(due)
        assert received(town) == []
        assert received(town, BUDI) == ["Thu 20 Jun 08.00 1d"]
        assert outbox.counts(town.conn, due).pending == 0


def test_two_processes_plan_and_one_reminder_comes() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        for now in (local("2024-06-20T08:00"), local("2024-06-20T08:01")):
            town.plan(now, processes=3)
            town.dispatch(now)
        assert received(town) == ["Thu 20 Jun 08.00 1d"]


def test_whoever_joins_has_been_welcomed_and_is_reminded_of_what_comes_next() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", local("2024-06-20T10:00"))
        town.run(local("2024-06-20T10:00"), local("2024-06-21T08:00"))
        assert received(town) == ["Fri 21 Jun 08.00 day"]


def ended(town: Office) -> None:
    town.leave(RINI, "dinkes", local("2024-06-20T07:00"))


def unreachable(town: Office) -> None:
    people.mark_unreachable(town.conn, RINI, local("2024-06-20T07:00"))


def closed(town: Office) -> None:
    rounds.close(town.conn, town.round_id, local("2024-06-20T07:00"))


def silent(town: Office) -> None:
    rounds.set_reminders(town.conn, town.round_id, "none", 16)


def moved(town: Office) -> None:
    rounds.set_deadline(town.conn, town.round_id, local("2024-08-30T16:00"))


@pytest.mark.parametrize("change", [ended, unreachable, closed, silent, moved])
@pytest.mark.parametrize("queued", [True, False])
def test_nobody_is_reminded_of_what_is_no_longer_hers(change: Callable[[Office], None], queued: bool) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        town.run(local(OPENED), local("2024-06-19T09:00"))
        before = len(town.sent)
        if queued:
            town.plan(local("2024-06-20T08:00"))
        change(town)
        town.run(local("2024-06-20T08:00"), local("2024-06-20T15:00"))
        assert received(town)[before:] == []


def test_a_trial_reminds_nobody() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        town.conn.execute(round_.update().values(trial=True))
        town.run(local("2024-06-20T08:00"), local("2024-06-30T15:00"))
        assert town.sent == []


def test_whoever_is_answering_is_not_interrupted() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        person = people.by_telegram(town.conn, RINI)
        assert person is not None
        people.seen(town.conn, person.id, local("2024-06-20T07:55"))
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:05"))
        assert received(town) == []
        people.seen(town.conn, person.id, local("2024-06-20T08:06"))
        town.run(local("2024-06-20T08:06"), local("2024-06-20T12:00"))
        assert received(town) == ["Thu 20 Jun 08.21 1d"]


def test_a_flood_until_the_night_is_over_in_the_morning() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        now = local("2024-06-24T15:00")
        town.plan(now)
        town.dispatch(now, flood=timedelta(hours=5))
        town.run(local("2024-06-24T20:00"), local("2024-06-25T07:59"))
        assert received(town) == []
        town.run(local("2024-06-25T08:00"), local("2024-06-25T15:00"))
        assert received(town) == ["Tue 25 Jun 08.00 overdue:2"]  # which stands for the first


def test_an_agencys_head_is_told_last() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        town.join(HEAD, "dinkes", BEFORE, role="alternate")
        town.run(local(OPENED), local("2024-07-20T09:00"))
        assert received(town, HEAD) == ["Wed 26 Jun 08.00 in-vain"]
        told = next(one for one in town.sent if one.kind == STAND_IN)
        assert "PIC: Bu Rini 11" in told.text


@pytest.mark.parametrize("who", ["nobody joined", "blocked"])
def test_an_agencys_head_is_told_before_the_deadline_when_nobody_can_be_reached(who: str) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(HEAD, "dinkes", BEFORE, role="alternate")
        if who == "blocked":
            town.join(RINI, "dinkes", BEFORE)
            people.mark_unreachable(town.conn, RINI, local("2024-06-01T09:00"))
        town.run(local(OPENED), local("2024-06-21T15:00"))
        assert received(town, HEAD) == ["Thu 20 Jun 08.00 alone"]
        assert ("belum ada PIC" in town.sent[0].text) is (who == "nobody joined")


def test_an_agencys_head_hears_nothing_when_all_is_sent() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(HEAD, "dinkes", BEFORE, role="alternate")
        town.set_sections("dinkes", Status.SUBMITTED, local("2024-06-01T09:00"))
        town.run(local(OPENED), local("2024-07-20T09:00"))
        assert town.sent == []


def test_a_reminder_waits_until_what_she_just_said_is_handled() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        town.join(RINI, "dinkes", BEFORE)
        row = {
            "bot_id": 1,
            "update_id": 1,
            "lane": RINI,
            "body": "{}",
            "received_at": local(OPENED),
            "attempts": 0,
        }
        town.conn.execute(inbox.insert(), {**row, "state": "new"})
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:00"))
        assert received(town) == []
        town.conn.execute(inbox.update().values(state="done"))
        town.run(local("2024-06-20T08:01"), local("2024-06-20T08:01"))
        assert received(town) == ["Thu 20 Jun 08.01 1d"]


def test_the_planner_sleeps_until_something_is_due() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        assert said(town.plan(local("2024-06-14T17:00"))) == "Wed 19 Jun 08.00"
