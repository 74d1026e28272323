"""A town in a database in memory, and a bot reduced to what pushes: plan, claim, render, send. Time is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from bot.reminders import planner
from bot.reminders.calendar import Calendar
from bot.screens.screen import Screen
from bot.screens.views import Status
from bot.services import pushes
from bot.services.library import Library
from bot.services.reminding import REMINDER, STAND_IN
from bot.services.rounds import AgencyEntry, open_round
from bot.services.setting import Setting
from storage import agencies, outbox, people, rounds, sections, submissions
from storage.models import metadata
from storage.outbox import Row
from tests.flows.markdown_forms import load

FORM = """
| survey |
| | type              | name   | label      | required |
| | begin_group       | first  | Kesehatan  |          |
| | select_one yes_no | open   | Sudah buka? | yes     |
| | integer           | beds   | Berapa tempat tidur? | yes |
| | end_group         |        |            |          |
| | begin_group       | second | Pendidikan |          |
| | text              | note   | Catatan?   |          |
| | end_group         |        |            |          |
| choices |
| | list_name | name | label |
| | yes_no    | yes  | Ya    |
| | yes_no    | no   | Belum |
"""
LOADED = load(FORM)
SECTIONS = tuple(LOADED.form.sections)


@dataclass(frozen=True)
class Sending:
    """A message that arrived. `cause` is '' for one that its reader had snoozed."""

    at: datetime
    chat: int
    submission: int
    kind: str
    cause: str
    row: int
    text: str


@dataclass
class Office:
    """Everybody and everything of one round. People are known by their Telegram ids."""

    conn: Connection
    setting: Setting
    round_id: int
    submissions: dict[str, int]  # agency code -> its submission
    sent: list[Sending] = field(default_factory=list)
    screens: dict[int, Screen] = field(default_factory=dict)  # by row
    messages: int = 100

    # ---------------------------------------------------------------- people

    def join(self, chat: int, code: str, at: datetime, role: str = "representative") -> None:
        person = people.put(self.conn, telegram_id=chat, name=f"Bu Rini {chat}", language="id", at=at)
        people.add_membership(
            self.conn, person_id=person, role=role, region_id=self.region, agency_id=self.agency(code), at=at
        )

    def leave(self, chat: int, code: str, at: datetime, role: str = "representative") -> None:
        person = people.by_telegram(self.conn, chat)
        assert person is not None
        people.end_membership(
            self.conn,
            person_id=person.id,
            role=role,
            region_id=self.region,
            agency_id=self.agency(code),
            at=at,
        )

    @property
    def region(self) -> int:
        found = rounds.get(self.conn, self.round_id)
        assert found is not None
        return found.region_id

    def agency(self, code: str) -> int:
        row = agencies.by_code(self.conn, self.region, code)
        assert row is not None
        return row.id

    def set_sections(self, code: str, status: Status, at: datetime) -> None:
        for path in SECTIONS:
            sections.set_(
                self.conn,
                submission_id=self.submissions[code],
                path=path,
                status=status,
                person_id=None,
                at=at,
            )

    # ---------------------------------------------------------------- the bot

    def plan(self, now: datetime, processes: int = 1) -> datetime | None:
        """So many processes look at once, and then each writes."""
        plans = [planner.find(self.conn, self.setting.calendar, now) for _ in range(processes)]
        for plan in plans:
            planner.queue(self.conn, plan, now)
        return plans[0].upcoming

    def dispatch(self, now: datetime, *, flood: timedelta | None = None) -> None:
        """Send what is due; with `flood`, Telegram wants everything that much later."""
        for row in outbox.claim(self.conn, now, 100, now + timedelta(minutes=2)):
            found = pushes.render(self.conn, self.setting, [row], now)
            if found is None:
                outbox.dropped(self.conn, row.id, now)
            elif isinstance(found, datetime):
                assert found > now, "asks again at once"
                outbox.wait(self.conn, row.id, found)
            elif flood is not None:
                outbox.later(self.conn, row.id, now + flood, "429", counts=False)
            else:
                assert isinstance(found, Screen)
                self._send(row, found, now)

    def _send(self, row: Row, screen: Screen, now: datetime) -> None:
        self.messages += 1
        outbox.sent(self.conn, row.id, self.messages, now)
        if row.kind in pushes.FOLLOWS:
            pushes.FOLLOWS[row.kind](self.conn, self.setting, row, screen, self.messages, now)
        cause, submission = str(row.params.get("cause", "")), int(row.params["submission"])
        self.sent.append(Sending(now, row.chat_id, submission, row.kind, cause, row.id, screen.text))
        self.screens[row.id] = screen

    def run(self, start: datetime, end: datetime) -> None:
        """The bot is up: it looks whenever something becomes due."""
        now = start
        while now <= end:
            upcoming = self.plan(now)
            self.dispatch(now)
            # at or before now: a row that was put off to a moment that has come while this step ran
            wakes = [at for at in (upcoming, outbox.next_due(self.conn, now)) if at is not None and at > now]
            if not wakes:
                return
            now = min(wakes)


@contextmanager
def office(
    opened: datetime,
    deadline: datetime,
    zone: str,
    codes: tuple[str, ...] = ("dinkes", "disdik"),
    reminders: str = "",
    calendar: Calendar | None = None,
) -> Iterator[Office]:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.connect() as conn:
            metadata.create_all(conn)
            made = open_round(
                conn,
                form=LOADED.form,
                xform=LOADED.xform,
                region="Kabupaten Kutai Timur",
                name="Evaluasi 2024",
                deadline=deadline,
                timezone=zone,
                entries=[AgencyEntry(code, f"Dinas {code}", code, ()) for code in codes],
                at=opened,
            )
            if reminders:
                rounds.set_reminders(conn, made.round_id, reminders, 16)
            found = {row.code: one for one, row in agencies.in_round(conn, made.round_id)}
            setting = Setting(Library(), "pilar_bot", 30, calendar=calendar or Calendar())
            yield Office(conn, setting, made.round_id, found)
    finally:
        engine.dispose()


__all__ = ["REMINDER", "STAND_IN", "Office", "Sending", "office", "submissions"]
