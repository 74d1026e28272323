"""A town in memory where a section is reviewed: everybody acts through the real services, with forged buttons too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, create_engine, func, select
from sqlalchemy.pool import StaticPool

from bot.flows.inputs import Typed
from bot.flows.moves import Side, Status
from bot.screens.press import Press, Verb, to36
from bot.screens.screen import Screen
from bot.services import inviting, pushes, visits
from bot.services.enrolling import Who
from bot.services.library import Library
from bot.services.replies import Reply
from bot.services.rounds import AgencyEntry, open_round
from bot.services.setting import Setting
from bot.services.visits import RepliedTo
from storage import agencies, answers, chats, outbox, rounds, sections
from storage.answers import AnswerRow
from storage.models import act, metadata, submission
from storage.models import returned as returned_table
from tests.flows.markdown_forms import load

FORM = """
| survey |
| | type              | name    | label              | required | relevant        | bind::pilar:pillar |
| | begin_group       | health  | Kesehatan          |          |                 |                    |
| | select_one yes_no | open    | Sudah buka?        | yes      |                 | living             |
| | integer           | beds    | Tempat tidur?      | yes      | ${open} = 'yes' | living             |
| | integer           | nurses  | Perawat?           |          |                 | living             |
| | begin_repeat      | wards   | Bangsal            |          |                 |                    |
| | integer           | rooms   | Kamar?             | yes      |                 | living             |
| | end_repeat        |         |                    |          |                 |                    |
| | end_group         |         |                    |          |                 |                    |
| | begin_group       | school  | Pendidikan         |          |                 |                    |
| | integer           | pupils  | Murid?             | yes      |                 | society            |
| | end_group         |         |                    |          |                 |                    |
| choices |
| | list_name | name | label |
| | yes_no    | yes  | Ya    |
| | yes_no    | no   | Belum |
| settings |
| | namespaces             | | |
| | pilar="urn:pilar:form" | | |
"""
LOADED = load(FORM)
SECTIONS = tuple(LOADED.form.sections)
ORDINALS = {question.name: question.ordinal for question in LOADED.form.by_ordinal}
FIRST = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)
# Telegram id -> what they are; the other assessor reads another pillar, the other representative another agency
PEOPLE = {
    11: ("representative", "dinkes", ""),
    12: ("representative", "disdik", ""),
    21: ("coordinator", "", ""),
    31: ("assessor", "", ""),
    32: ("assessor", "", "society"),
    41: ("leader", "", ""),
}
REVIEWERS = {21: Side.COORDINATOR, 31: Side.ASSESSOR, 32: Side.ASSESSOR}

Step = tuple[str, int, str, str]


@dataclass
class Review:
    """A town in memory with everybody in it, and what an onlooker remembers."""

    conn: Connection
    setting: Setting
    form: int
    mine: int  # the submission of dinkes
    now: datetime = FIRST
    messages: int = 100
    said: list[int] = field(default_factory=list)  # ids of rini's messages
    answered: dict[str, frozenset[tuple[str, str]]] = field(
        default_factory=dict
    )  # when a section was returned

    # ---------------------------------------------------------------- acting

    def press(
        self, who: int, verb: Verb, ordinal: int = -1, items: tuple[str, ...] = (), argument: str = ""
    ) -> Reply:
        """A tap, on a button of today's form version."""
        seen = 0
        if ordinal >= 0 and verb in (Verb.VALUE, Verb.CHOOSE, Verb.SKIP, Verb.UNAVAILABLE):
            path = LOADED.form.by_ordinal[ordinal].path
            row = answers.get(self.conn, self.mine, path, ".".join(items))
            seen = row.revision if row is not None else 0
        press = Press(verb, self.mine, self.form, ordinal, items, seen, argument)
        self.messages += 1
        return visits.press(self.conn, self.setting, person(who), press.encode(), self.messages, self.now)

    def say(self, who: int, text: str) -> Reply:
        """Words, after the last card has arrived."""
        chat = chats.for_chat(self.conn, who)
        if chat is not None and chat.card_id is None:
            self.messages += 1
            chats.shown(self.conn, who, self.messages, self.now)
        self.messages += 1
        if who == 11:
            self.said.append(self.messages)
        given = Typed(text)
        return visits.message(self.conn, self.setting, person(who), given, self.messages, None, self.now)

    def reply(self, who: int, to: Screen, text: str) -> Reply:
        """Words as a reply to a message."""
        self.messages += 1
        carried = tuple(button.data for row in to.rows for button in row)
        earlier = RepliedTo(self.messages - 1, carried)
        given = Typed(text)
        return visits.message(self.conn, self.setting, person(who), given, self.messages, earlier, self.now)

    def pushed(self, who: int) -> list[Screen]:
        """What is due to this person now, as it would be sent."""
        rows = [row for row in outbox.waiting(self.conn, who, set(pushes.RENDERS)) if row.due_at <= self.now]
        found = []
        for bundle in pushes.bundle(rows):
            screen = pushes.render(self.conn, self.setting, bundle, self.now)
            for row in bundle:
                if isinstance(screen, datetime):
                    outbox.wait(self.conn, row.id, screen)
                elif screen is None:
                    outbox.dropped(self.conn, row.id, self.now)
                else:
                    self.messages += 1
                    outbox.sent(self.conn, row.id, self.messages, self.now)
            if isinstance(screen, Screen):
                found.append(screen)
        return found

    def step(self, step: Step) -> None:
        what, who, about, how = step
        self.now += timedelta(minutes=1)
        ordinal = ORDINALS.get(about, -1)
        items = self.items() if about == "rooms" else ()
        match what:
            case "answer":
                self.press(who, Verb.VALUE, ordinal, items, how)
            case "choose":
                self.press(who, Verb.CHOOSE, ordinal, (), how)
            case "unsay":
                self.press(who, Verb(how), ordinal, items, "1" if how == "u" else "")
            case "ward" if about == "add":
                self.press(who, Verb.ADD, 0)
            case "ward" if about == "remove":
                self.press(who, Verb.REMOVE, 0, self.items(), "y")
            case "ward":
                self.press(who, Verb.ITEMS, 0, (), "e")
            case "type" | "explain":
                verb, argument = (Verb.OPEN, "") if what == "type" else (Verb.FIX, "e")
                self.press(who, verb, ordinal, items, argument)
                self.say(who, how)
            case "edit":
                for message in self.said[-2:]:
                    visits.edited(self.conn, self.setting, person(who), how, message, self.now)
            case "submit":
                self.press(who, Verb.SUBMIT, argument=f"{about}.y")
            case "close" | "reopen":
                self.press(who, Verb.CLOSE if what == "close" else Verb.REOPEN, argument=f"{about}.y")
            case "list":
                self.press(who, Verb.RETURN, ordinal, items, how)
            case "list all":
                for name in ("open", "nurses"):
                    self.press(who, Verb.RETURN, ORDINALS[name], (), "2")
            case "return":
                self.press(who, Verb.RETURN, argument=f"{about}.{how}")
            case "accept":
                self.press(who, Verb.ACCEPT, argument=f"{about}{how}")
            case "undo":
                newest = self.conn.scalar(select(func.max(act.c.id)))
                self.press(who, Verb.UNDO, argument=f"{to36(newest or 0)}.y")

    def items(self) -> tuple[str, ...]:
        """The first ward there is."""
        path = LOADED.form.by_ordinal[ORDINALS["rooms"]].path.rsplit("/", 1)[0]
        wards = [
            r.items for r in self.rows().values() if r.question == path and r.items and r.standing == "given"
        ]
        return (min(wards),) if wards else ("1",)

    # ---------------------------------------------------------------- looking

    def rows(self) -> dict[tuple[str, str], AnswerRow]:
        return {(row.question, row.items): row for row in answers.load(self.conn, [self.mine])}

    def statuses(self) -> dict[str, Status]:
        found = sections.statuses(self.conn, [self.mine])
        return {
            path: Status(found[self.mine, path].status) for path in SECTIONS if (self.mine, path) in found
        }

    def returned(self) -> set[tuple[str, str]]:
        """What is returned now: sent, and neither sent back nor taken back."""
        t = returned_table.c
        rows = self.conn.execute(
            select(t.question, t["items"]).where(t.sent_at.is_not(None), t.ended_at.is_(None))
        )
        return {(question, items) for question, items in rows}


def person(number: int) -> Who:
    return Who(number, number, f"Orang {number}", "id")


@contextmanager
def review() -> Iterator[Review]:
    """Everybody is in, the first section is answered and sent."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as conn:
        metadata.create_all(conn)
        setting = Setting(Library(), "pilar_bot", 30)
        opened = open_round(
            conn,
            form=LOADED.form,
            xform=LOADED.xform,
            region="Kota Dumai",
            name="Evaluasi 2024",
            deadline=FIRST + timedelta(days=90),
            timezone="Asia/Jakarta",
            entries=[AgencyEntry(code, f"Dinas {code}", code, (code,)) for code in ("dinkes", "disdik")],
            at=FIRST,
        )
        round_ = rounds.get(conn, opened.round_id)
        assert round_ is not None
        found = agencies.by_code(conn, round_.region_id, "dinkes")
        assert found is not None
        mine = conn.scalar(select(submission.c.id).where(submission.c.agency_id == found.id))
        assert mine is not None
        for number, (role, code, pillars) in PEOPLE.items():
            agency = agencies.by_code(conn, round_.region_id, code) if code else None
            made = inviting.invite(
                conn,
                role=role,
                region_id=round_.region_id,
                agency_id=agency.id if agency else None,
                name="",
                created_by=None,
                now=FIRST,
                days=30,
                pillars=pillars,
            )
            visits.message(conn, setting, person(number), Typed(made.token), 1, None, FIRST)
        town = Review(conn, setting, round_.form_id, mine)
        for step in (
            ("choose", 11, "open", "1"),
            ("answer", 11, "nurses", "3"),
            ("ward", 11, "done", ""),
            ("submit", 11, "0", ""),
        ):
            town.step(step)
        assert town.statuses() == {SECTIONS[0]: Status.SUBMITTED}
        yield town
    engine.dispose()
