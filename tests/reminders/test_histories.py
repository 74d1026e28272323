"""Random histories of a round, with the real planner and the real question at the moment of sending.

Whatever happens (downtime, floods, blocked accounts, extensions, sections sent and opened again, snoozes, people who
come and go, two planning processes): never two for a cause, never for nothing, never at night, never lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reminders.calendar import national
from bot.reminders.schedule import Cause, due
from bot.screens.press import Verb, decode
from bot.screens.views import Status
from bot.services import snoozing
from bot.services.reminding import AT_WORK, REMINDER, terms_of
from storage import chats, outbox, people, reminders, rounds, submissions
from tests.reminders.office import Office, Sending, office
from tests.reminders.terms import WIB, WIT, WITA

# A deadline around Idul Fitri 2024, so that a week of leave, weekends and Friday prayer are always near
FIRST = datetime(2024, 4, 1, 0, 0, tzinfo=UTC)
PEOPLE = {11: "dinkes", 12: "dinkes", 21: "disdik"}
STEPS = st.one_of(
    st.tuples(st.just("wait"), st.sampled_from([5, 45, 180, 600, 1440, 2880])),  # minutes
    st.tuples(st.just("reminded"), st.sampled_from(sorted(PEOPLE))),  # and snoozes at once
    st.tuples(st.just("down"), st.sampled_from([120, 780, 1440, 2880])),
    st.tuples(st.just("flood"), st.sampled_from([10, 300])),
    st.tuples(st.just("done"), st.sampled_from(["dinkes", "disdik"])),
    st.tuples(st.just("again"), st.sampled_from(["dinkes", "disdik"])),
    st.tuples(st.just("extend"), st.sampled_from([1, 5])),  # days
    st.tuples(st.just("leave"), st.sampled_from(sorted(PEOPLE))),
    st.tuples(st.just("join"), st.sampled_from(sorted(PEOPLE))),
    st.tuples(st.just("block"), st.sampled_from(sorted(PEOPLE))),
    st.tuples(st.just("unblock"), st.sampled_from(sorted(PEOPLE))),
    st.tuples(st.just("seen"), st.sampled_from(sorted(PEOPLE))),
    st.tuples(st.just("snooze"), st.sampled_from(sorted(PEOPLE))),
)
HISTORIES = st.lists(STEPS, min_size=10, max_size=20)


@dataclass
class World:
    """The office, and what an onlooker knows: who is a member since when, what is done, what was promised."""

    town: Office
    zone: ZoneInfo
    now: datetime
    members: dict[int, datetime] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    due: dict[str, Cause | None] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    # (person, cause) that was not hers when it was due, or was taken back while it waited
    excused: set[tuple[int, str]] = field(default_factory=set)

    def look(self) -> None:
        """What is due now in each agency. What is due to somebody who has no need of it, or cannot be reached, need
        not come later."""
        round_ = rounds.get(self.town.conn, self.town.round_id)
        assert round_ is not None
        terms = terms_of(self.town.conn, round_)
        before = dict(self.due)
        for code, submission in self.town.submissions.items():
            self.due[code] = due(terms.get(submission, terms[None]), self.town.setting.calendar, self.now)
        for chat, code in PEOPLE.items():
            cause = self.due[code]
            was = before.get(code)
            if was is not None and was.name == "opened" and cause != was:
                self.excused.add(
                    (chat, "opened")
                )  # overtaken: a round opens once, whatever its deadline becomes
            if cause is not None and not (self.is_hers(chat) and self.members[chat] < cause.at):
                self.excused.add((chat, cause.key))

    def is_hers(self, chat: int) -> bool:
        """Whether this person has something to be reminded of."""
        return chat in self.members and chat not in self.gone and PEOPLE[chat] not in self.done

    # ---------------------------------------------------------------- what happens

    def act(self, step: tuple[str, Any]) -> None:
        kind, what = step
        town, now = self.town, self.now
        if kind in ("done", "again"):
            town.set_sections(what, Status.SUBMITTED if kind == "done" else Status.DRAFT, now)
            (self.done.add if kind == "done" else self.done.discard)(what)
        elif kind == "extend":
            round_ = rounds.get(town.conn, town.round_id)
            assert round_ is not None
            at = max(round_.deadline, now) + timedelta(days=what)
            submissions.extend(town.conn, town.submissions["disdik"], at)
        elif kind == "leave" and what in self.members:
            town.leave(what, PEOPLE[what], now)
            del self.members[what]
        elif kind == "join" and what not in self.members:
            self.join(what)
        elif kind == "block":
            people.mark_unreachable(town.conn, what, now)
            self.gone.add(what)
        elif kind == "unblock" and what in self.gone:
            people.mark_reachable(town.conn, what)
            self.gone.discard(what)
        elif kind == "seen":
            person = people.by_telegram(town.conn, what)
            if person is not None:
                people.seen(town.conn, person.id, now)
                again = people.by_telegram(town.conn, what)
                if again is not None and again.unreachable_at is None:
                    self.gone.discard(what)  # she writes to us
        elif kind == "snooze":
            self.snooze(what)
        elif kind == "reminded":
            self.await_reminder(what)
            self.snooze(what)

    def await_reminder(self, chat: int) -> None:
        """For two days and a half at most."""
        before = sum(one.chat == chat for one in self.town.sent)
        for _ in range(12):
            if sum(one.chat == chat for one in self.town.sent) > before:
                return
            self.run(300)

    def join(self, chat: int) -> None:
        code = PEOPLE[chat]
        self.town.join(chat, code, self.now)
        person = people.by_telegram(self.town.conn, chat)
        assert person is not None
        chats.put(
            self.town.conn, chat, person_id=person.id, submission_id=self.town.submissions[code], card_id=1
        )
        self.members[chat] = self.now
        self.gone.discard(chat)  # she writes to us

    def snooze(self, chat: int) -> None:
        """She taps both wishes under the last reminder that she got."""
        mine = [one for one in self.town.sent if one.chat == chat]
        found = chats.for_chat(self.town.conn, chat)
        if not mine or found is None:
            return
        for row in self.town.screens[mine[-1].row].rows:
            for button in row:
                press = decode(button.data)
                if press is not None and press.verb is Verb.SNOOZE:
                    snoozing.press(self.town.conn, self.town.setting, found, press, 1, self.now)

    # ---------------------------------------------------------------- the bot

    def run(self, minutes: int, *, up: bool = True, flood: int = 0) -> None:
        """Let time pass; the bot looks whenever something becomes due."""
        end = self.now + timedelta(minutes=minutes)
        while True:
            upcoming = None
            self.look()
            if up:
                upcoming = self.town.plan(self.now, processes=2)
                before = len(self.town.sent)
                self.town.dispatch(self.now, flood=timedelta(minutes=flood) if flood else None)
                for one in self.town.sent[before:]:
                    self.check(one)
                if not flood:
                    self.check_nothing_is_lost()
            wakes = [upcoming, outbox.next_due(self.town.conn, self.now) if up else None]
            # downtime is looked at now and then, to know what was due to whom
            wakes += [self.now + timedelta(hours=4)] if not up else []
            later = [at for at in wakes if at is not None and at > self.now]
            following = min(later, default=end)
            if following >= end:
                self.now = end
                return
            self.now = following

    # ---------------------------------------------------------------- what must be true

    def check(self, one: Sending) -> None:
        local = one.at.astimezone(self.zone)
        clock = (local.hour, local.minute)
        assert local.weekday() < 5, f"{local} is a weekend"
        assert local.date() not in national(local.year), f"{local} is a day off"
        assert (8, 0) <= clock < (15, 30), f"{local} is no working hour"
        assert local.weekday() != 4 or not (11, 30) <= clock < (13, 0), f"{local} is prayer"
        assert self.is_hers(one.chat), f"{one} has nothing left to do, or is gone"
        cause = self.due[PEOPLE[one.chat]]
        assert cause is not None
        assert cause.after == (one.at >= cause.deadline), f"{one} counts down to what has passed"
        assert one.cause in ("", cause.key), f"{one} is older than {cause.key}"
        person = people.by_telegram(self.town.conn, one.chat)
        assert person is not None
        assert person.seen_at is None or one.at - person.seen_at >= AT_WORK, f"{one} interrupts"

    def check_nothing_is_lost(self) -> None:
        got = {(one.chat, one.cause) for one in self.town.sent}
        for chat, code in PEOPLE.items():
            cause = self.due[code]
            if cause is None or not self.is_hers(chat) or (chat, cause.key) in got | self.excused:
                continue
            waiting = [row for row in reminders.queued(self.town.conn, chat, REMINDER) if row.sent_at is None]
            assert waiting or not self.can_be_told(cause), f"{chat} is not told of {cause} at {self.now}"

    def can_be_told(self, cause: Cause) -> bool:
        opening = self.town.setting.calendar.opening(self.now, self.zone)
        return opening is not None and cause.holds(opening)


def play(zone: str, days: int, hour: int, reminders_: str, history: list[tuple[str, Any]]) -> World:
    local = ZoneInfo(zone)
    opened = FIRST.astimezone(local).replace(hour=hour)
    deadline = opened + timedelta(days=days)
    with office(opened, deadline, zone, reminders=reminders_) as town:
        world = World(town, local, opened.astimezone(UTC))
        world.join(11)
        world.join(21)
        for step in history:
            if step[0] in ("wait", "down", "flood"):
                minutes = 1440 if step[0] == "flood" else step[1]
                world.run(minutes, up=step[0] != "down", flood=step[1] if step[0] == "flood" else 0)
            else:
                world.look()
                world.act(step)
                world.look()
        world.run(15 * 1440)
        return world


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    zone=st.sampled_from([WIB, WITA, WIT]),
    days=st.sampled_from([1, 4, 12]),
    hour=st.sampled_from([9, 14, 22]),
    reminders_=st.sampled_from(["", "opened 3d 1d day 3h 1h overdue:2"]),
    history=HISTORIES,
)
def test_never_two_never_for_nothing_never_at_night_never_lost(
    zone: str, days: int, hour: int, reminders_: str, history: list[tuple[str, Any]]
) -> None:
    world = play(zone, days, hour, reminders_, history)
    caused = [(one.chat, one.submission, one.cause) for one in world.town.sent if one.cause]
    assert len(caused) == len(set(caused)), "two for one cause"
    at_once = [(one.chat, one.at) for one in world.town.sent]
    assert len(at_once) == len(set(at_once)), "two at the same moment"
