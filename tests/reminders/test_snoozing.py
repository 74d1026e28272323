"""The buttons under a reminder that do not answer: remind me again, and help from a colleague. And who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.screens.press import Press, Verb, decode, to36
from bot.screens.views import Status
from bot.services import enrolling, snoozing
from bot.services.enrolling import Who
from bot.services.inviting import read_code
from bot.services.replies import Reply, Where
from storage import chats, outbox, people, rounds, submissions
from storage.chats import ChatRow
from tests.reminders.office import Office, office
from tests.reminders.terms import local, said

OPENED, DEADLINE, ZONE = "2024-05-27T09:00", "2024-06-21T16:00", "Asia/Makassar"
RINI, BUDI, DONI, HEAD = 11, 21, 31, 13
BEFORE = local("2024-05-20T09:00")


def joined(town: Office, chat: int, code: str) -> None:
    town.join(chat, code, BEFORE)
    person = people.by_telegram(town.conn, chat)
    assert person is not None
    chats.put(town.conn, chat, person_id=person.id, submission_id=town.submissions[code], card_id=1)


def chat_of(town: Office, chat: int) -> ChatRow:
    found = chats.for_chat(town.conn, chat)
    assert found is not None
    return found


def carried(town: Office, verb: Verb, argument: str = "", chat: int = RINI) -> Press:
    """What a button of the last reminder carries."""
    last = next(one for one in reversed(town.sent) if one.chat == chat)
    presses = (decode(button.data) for row in town.screens[last.row].rows for button in row)
    return next(p for p in presses if p is not None and p.verb is verb and p.argument.startswith(argument))


def tap(town: Office, press: Press, now: str, chat: int = RINI) -> Reply:
    return snoozing.press(town.conn, town.setting, chat_of(town, chat), press, 1, local(now))


def times(town: Office, chat: int = RINI) -> list[str]:
    return [said(one.at) for one in town.sent if one.chat == chat]


@pytest.mark.parametrize(
    ("reminded", "taps", "again"),
    [
        ("2024-06-20T08:00", "h", "Thu 20 Jun 11.05"),
        (
            "2024-06-19T08:00",
            "hm",
            "Thu 20 Jun 08.00",
        ),  # the second wish moves the first; then 1d is due anyway
        ("2024-06-14T08:00", "m", "Wed 19 Jun 08.00"),
        ("2024-06-21T08:00", "h", "Fri 21 Jun 11.05"),
        ("2024-06-24T08:00", "mh", "Mon 24 Jun 11.05"),
    ],
)
def test_a_reminder_comes_again_once(reminded: str, taps: str, again: str) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local(reminded), local(reminded) + timedelta(minutes=1))
        for wish in taps * 2:
            reply = tap(town, carried(town, Verb.SNOOZE, wish), reminded.replace(":00", ":05"))
            assert reply.where is Where.TAPPED
        before = len(town.sent)
        town.run(local(reminded) + timedelta(minutes=5), local(reminded) + timedelta(days=5))
        assert times(town)[before] == again
        assert len(times(town)) == len(set(times(town)))


def test_quiet_until_then_also_for_what_becomes_due_meanwhile() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local("2024-06-21T08:00"), local("2024-06-21T08:01"))
        tap(town, carried(town, Verb.SNOOZE, "h"), "2024-06-21T11:20")
        town.run(local("2024-06-21T11:21"), local("2024-06-21T15:59"))
        assert times(town)[1:] == ["Fri 21 Jun 14.20"]  # '3 hours before', which was due at 13.00
        assert town.sent[-1].cause.startswith("3h")


@pytest.mark.parametrize("planner_is_faster", [True, False])
def test_what_becomes_due_in_the_very_moment_of_a_snoozed_reminder_is_one_with_it(
    planner_is_faster: bool,
) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        tap(town, carried(town, Verb.SNOOZE, "m"), "2024-06-20T08:05")
        morning = local("2024-06-21T08:00")
        if not planner_is_faster:
            town.dispatch(morning)
        town.run(morning, morning + timedelta(hours=2))
        assert times(town) == ["Thu 20 Jun 08.00", "Fri 21 Jun 08.00"]


def test_a_wish_past_the_deadline_is_held_to_before_it() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local("2024-06-21T13:00"), local("2024-06-21T13:01"))
        reply = tap(town, carried(town, Verb.SNOOZE, "m"), "2024-06-21T13:05")
        assert "Jumat, 21 Juni 2024 pukul 15.00 WITA" in reply.toast
        town.run(local("2024-06-21T13:06"), local("2024-06-21T15:59"))
        assert times(town)[1:] == ["Fri 21 Jun 15.00"]
        reply = tap(town, carried(town, Verb.SNOOZE, "h"), "2024-06-21T15:20")
        assert reply.alert
        assert "tidak ada jam kerja lagi" in reply.toast


def test_an_old_button_shows_the_reminder_as_it_is_now() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        press = carried(town, Verb.SNOOZE, "h")
        tap(town, press, "2024-06-20T08:05")
        town.run(local("2024-06-20T08:06"), local("2024-06-20T12:00"))
        reply = tap(town, press, "2024-06-20T12:00")  # it came again already
        assert "berikut yang terbaru" in reply.toast
        assert reply.screen is not None and reply.where is Where.TAPPED
        assert "kami ingatkan lagi" not in reply.screen.text and "Sudah buka?" in reply.screen.text


def test_what_she_finished_meanwhile_does_not_come_again() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        tap(town, carried(town, Verb.SNOOZE, "h"), "2024-06-20T08:05")
        press = carried(town, Verb.SNOOZE, "h")
        town.set_sections("dinkes", Status.SUBMITTED, local("2024-06-20T09:00"))
        town.run(local("2024-06-20T08:06"), local("2024-06-20T15:00"))
        assert len(town.sent) == 1
        assert "sudah terkirim" in tap(town, press, "2024-06-20T15:00").toast


def test_nobody_snoozes_for_somebody_else() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        for chat, code in ((RINI, "dinkes"), (BUDI, "disdik")):
            joined(town, chat, code)
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        own, hers = carried(town, Verb.SNOOZE, "h", BUDI), carried(town, Verb.SNOOZE, "h")
        row = own.argument.partition(".")[2]
        forged = [
            hers,  # her agency
            Press(Verb.SNOOZE, own.submission, own.form, argument=hers.argument),  # her reminder
            *(
                Press(Verb.SNOOZE, own.submission, own.form, argument=f"{wish}")
                for wish in ("", "h", "h.", "x.1")
            ),
            *(Press(Verb.SNOOZE, own.submission, own.form, argument=f"h.{to36(n)}") for n in (0, 999_999)),
            Press(Verb.SNOOZE, own.submission, own.form, argument=f"y.{row}"),
            Press(Verb.SNOOZE, 0, 0, argument=f"h.{row}"),
            Press(Verb.SNOOZE, 2**40, 0, argument=f"h.{row}"),
            Press(Verb.SNOOZE, submissions.region_of(town.conn, town.round_id), 0, argument=f"h.{row}"),
        ]
        for press in forged:
            reply = tap(town, press, "2024-06-20T08:05", BUDI)
            assert reply.screen is None, press
            assert "dinkes" not in reply.toast
        before = len(town.sent)
        town.run(local("2024-06-20T08:06"), local("2024-06-20T15:00"))
        assert len(town.sent) == before


# -------------------------------------------------------------------- colleagues


def test_a_colleague_is_let_into_the_same_agency_by_the_text() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        reply = tap(town, carried(town, Verb.COLLEAGUE), "2024-06-20T08:05")
        assert reply.screen is not None
        assert reply.where is Where.ASIDE
        for said_ in (
            "rekan di Dinas dinkes",
            "2 di Kesehatan dan 1 di Pendidikan",
            "Jumat, 21 Juni 2024",
            "Bu Rini 11",
        ):
            assert said_ in reply.screen.text
        token = read_code(reply.screen.text.partition("?start=")[2].split()[0])
        assert token is not None
        for number in (51, 52, 53, 54):  # three uses: it goes to one or two people
            who = Who(number, number, f"Rekan {number}")
            enrolling.enrol(town.conn, town.setting.library, who, token, local("2024-06-20T09:00"))
        names = [one.telegram_id for one in people.representatives(town.conn, town.agency("dinkes"))]
        assert names == [RINI, 51, 52, 53]


def test_links_for_colleagues_are_not_made_without_end() -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        press = carried(town, Verb.COLLEAGUE)
        replies = [tap(town, press, "2024-06-20T08:05") for _ in range(snoozing.MOST_A_DAY + 1)]
        assert [reply.screen is not None for reply in replies] == [True] * snoozing.MOST_A_DAY + [False]
        assert tap(town, press, "2024-06-21T08:06").screen is not None


@pytest.mark.parametrize(
    "who", ["of another agency", "whose right has ended", "who stands in", "after the round"]
)
def test_only_who_represents_the_agency_asks_a_colleague(who: str) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        for chat, code in ((RINI, "dinkes"), (BUDI, "disdik")):
            joined(town, chat, code)
        town.join(HEAD, "dinkes", BEFORE, role="alternate")
        head = people.by_telegram(town.conn, HEAD)
        assert head is not None
        chats.put(town.conn, HEAD, person_id=head.id)
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        press, chat = carried(town, Verb.COLLEAGUE), RINI
        if who == "of another agency":
            chat = BUDI
        elif who == "who stands in":
            chat = HEAD
        elif who == "whose right has ended":
            town.leave(RINI, "dinkes", local("2024-06-20T08:02"))
        else:
            rounds.close(town.conn, town.round_id, local("2024-06-20T08:02"))
        reply = tap(town, press, "2024-06-20T08:05", chat)
        assert reply.screen is None
        assert reply.alert


def nudged(town: Office, at: str) -> None:
    """A coordinator wrote to Rini just now."""
    row = outbox.add(
        town.conn,
        dedupe_key=f"nudge:{at}",
        kind="nudge",
        chat_id=RINI,
        params={},
        due_at=local(at),
        at=local(at),
    )
    assert row
    for one in outbox.claim(town.conn, local(at), 1, local(at) + timedelta(minutes=2)):
        outbox.sent(town.conn, one.id, 50, local(at))


@pytest.mark.parametrize(
    ("nudge", "reminded"),
    [("2024-06-20T07:30", "Thu 20 Jun 09.30"), ("2024-06-20T05:00", "Thu 20 Jun 08.00")],
)
def test_whoever_was_nudged_a_moment_ago_is_reminded_later(nudge: str, reminded: str) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        nudged(town, nudge)
        town.run(local("2024-06-20T08:00"), local("2024-06-20T12:00"))
        assert times(town) == [reminded]


@pytest.mark.parametrize("names_it", [True, False])
def test_a_later_reminder_says_which_round_it_is_about_where_there_are_two(names_it: bool) -> None:
    with office(local(OPENED), local(DEADLINE), ZONE) as town:
        joined(town, RINI, "dinkes")
        if names_it:
            second_round(town)
        town.run(local("2024-06-20T08:00"), local("2024-06-20T08:01"))
        own = next(one.text for one in town.sent if one.submission == town.submissions["dinkes"])
        assert ("Ini tentang" in own) is names_it


def second_round(town: Office) -> None:
    """Dinkes has work in another open round of its region."""
    first = rounds.get(town.conn, town.round_id)
    assert first is not None
    opened = rounds.open_(
        town.conn,
        region_id=town.region,
        form_id=first.form_id,
        name="Survei Kepuasan",
        deadline=local("2024-12-20T16:00"),
        timezone=ZONE,
        at=local("2024-06-19T16:00"),
    )
    submissions.create(town.conn, round_id=opened, agency_ids=[town.agency("dinkes")])
