"""Random reviews, through the real services: whoever does whatever, with buttons forged or old.

No path reaches an illegal status, every status was reached by a legal move of somebody who may make it, and while a
section is returned no question outside the returned set changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, func, select
from sqlalchemy.pool import StaticPool

from bot.flows.answers import AnswerKey
from bot.flows.inputs import Typed
from bot.flows.moves import MOVES, Move, Side, Status, after
from bot.screens.press import Press, Verb, to36
from bot.services import inviting, visits
from bot.services.enrolling import Who
from bot.services.library import Library
from bot.services.rounds import AgencyEntry, open_round
from bot.services.setting import Setting
from storage import agencies, answers, chats, rounds, sections
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

_who = st.sampled_from([11, 11, 11, 12, 21, 21, 31, 32, 41])
_questions = st.sampled_from(sorted(ORDINALS))
_index = st.sampled_from(["0", "0", "0", "1"])
STEPS = st.one_of(
    st.tuples(st.just("answer"), _who, _questions, st.sampled_from(["1", "2", "3"])),
    st.tuples(st.just("answer"), st.just(11), _questions, st.sampled_from(["1", "2", "3"])),
    st.tuples(st.just("choose"), st.just(11), st.just("open"), st.sampled_from(["0", "1"])),
    st.tuples(st.just("unsay"), _who, _questions, st.sampled_from(["w", "s", "u"])),
    st.tuples(st.just("ward"), _who, st.sampled_from(["add", "remove", "done"]), st.just("")),
    st.tuples(st.just("type"), _who, _questions, st.sampled_from(["7", "8", "ya"])),
    st.tuples(st.just("edit"), st.just(11), st.just(""), st.sampled_from(["4", "5"])),
    st.tuples(st.just("explain"), _who, _questions, st.just("sudah benar")),
    st.tuples(st.just("submit"), _who, _index, st.just("")),
    st.tuples(st.just("submit"), st.just(11), _index, st.just("")),
    st.tuples(st.just("close"), _who, _index, st.just("")),
    st.tuples(st.just("reopen"), _who, _index, st.just("")),
    st.tuples(st.just("list"), _who, _questions, st.sampled_from(["0", "x"])),
    st.tuples(st.just("list"), st.sampled_from([21, 31]), _questions, st.just("1")),
    st.tuples(st.just("list all"), st.sampled_from([21, 31]), st.just(""), st.just("")),
    st.tuples(st.just("return"), _who, _index, st.sampled_from(["y", "x", "y"])),
    st.tuples(st.just("return"), st.sampled_from([21, 31]), _index, st.just("y")),
    st.tuples(st.just("accept"), _who, _index, st.sampled_from(["", ".x"])),
    st.tuples(st.just("undo"), _who, st.just(""), st.just("")),
)
Step = tuple[str, int, str, str]
# Chance alone seldom returns anything and then tries what it must not
BEGUN: dict[str, tuple[Step, ...]] = {
    "nothing": (),
    "one returned": (("list", 21, "nurses", "1"), ("return", 21, "0", "y")),
    "the condition returned": (("list", 31, "open", "1"), ("return", 31, "0", "y")),
    "listed": (("list", 21, "open", "1"), ("list", 31, "nurses", "0")),
    "accepted": (("accept", 31, "0", ""),),
}


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
    ) -> None:
        seen = 0
        if ordinal >= 0 and verb in (Verb.VALUE, Verb.CHOOSE, Verb.SKIP, Verb.UNAVAILABLE):
            path = LOADED.form.by_ordinal[ordinal].path
            row = answers.get(self.conn, self.mine, path, ".".join(items))
            seen = row.revision if row is not None else 0
        press = Press(verb, self.mine, self.form, ordinal, items, seen, argument)
        self.messages += 1
        visits.press(self.conn, self.setting, person(who), press.encode(), self.messages, self.now)

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
                chats_row = chats.for_chat(self.conn, who)
                if chats_row is not None and chats_row.card_id is None:
                    self.messages += 1
                    chats.shown(self.conn, who, self.messages, self.now)
                self.messages += 1
                raw = Typed(how)
                visits.message(self.conn, self.setting, person(who), raw, self.messages, None, self.now)
                if who == 11:
                    self.said.append(self.messages)
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


def check(
    town: Review, step: Step, before: dict[str, Status], rows: dict[Any, AnswerRow], back: set[Any]
) -> None:
    """What one step may have done."""
    _, who, _, _ = step
    now = town.statuses()
    for path in SECTIONS:
        was, is_ = before.get(path, Status.DRAFT), now.get(path, Status.DRAFT)
        events = sections.events(town.conn, [town.mine], path)
        assert [e.before for e in events] == ["draft", *(e.after for e in events)][:-1] or not events
        assert not events or events[-1].after == is_
        if was != is_:
            last = events[-1]
            side = REVIEWERS.get(who, Side.AGENCY)
            assert after(Move(last.move), was, side) is is_, f"{last.move} by {who}"
            assert side is not Side.AGENCY or who == 11, f"{last.move} by {who}"
            assert who != 32 or path == SECTIONS[1], "an assessor of another pillar"
            assert is_ in {rule.after for rule in MOVES.values()}
        if is_ is Status.RETURNED and was is not is_:
            settled = (r for r in town.rows().values() if r.standing != "cleared")
            town.answered[path] = frozenset((r.question, r.items) for r in settled)
    for key, row in town.rows().items():
        if rows.get(key) == row:
            continue
        assert who == 11, f"{who} changed {key}"
        section = LOADED.form.section_of(row.question)
        status = before.get(section, Status.DRAFT)
        assert status not in (Status.SUBMITTED, Status.ACCEPTED), f"{key} of a section that is {status}"
        if status is Status.RETURNED:
            inside = any(covers(one, row) for one in back)
            assert inside or key not in town.answered[section], f"{key} was not returned"


def covers(one: tuple[str, str], row: AnswerRow) -> bool:
    """Whether what was returned is this answer, or a list of records around it."""
    question, items = one
    if (question, items) == (row.question, row.items):
        return True
    key = AnswerKey(question, tuple(items.split(".")) if items else ())
    is_list = question in LOADED.form.groups
    within = row.question == question or row.question.startswith(f"{question}/")
    return is_list and within and row.items.split(".")[: len(key.items)] == list(key.items)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(begun=st.sampled_from(sorted(BEGUN)), history=st.lists(STEPS, min_size=10, max_size=25))
def test_no_path_is_illegal_and_nothing_changes_that_was_not_returned(
    begun: str, history: list[Step]
) -> None:
    with review() as town:
        for step in (*BEGUN[begun], *history):
            before, rows, back = town.statuses(), town.rows(), town.returned()
            town.step(step)
            check(town, step, before, rows, back)


def test_the_random_reviews_reach_every_move() -> None:
    """Without this the property could hold for a bot that does nothing."""
    script: tuple[Step, ...] = (
        ("list all", 31, "", ""),
        ("return", 31, "0", "y"),
        ("return", 31, "0", "x"),  # taken back
        ("return", 21, "0", "y"),
        ("answer", 11, "nurses", "2"),
        ("choose", 11, "open", "0"),  # and this opens beds
        ("answer", 11, "beds", "1"),
        ("submit", 11, "0", ""),
        ("accept", 31, "0", ""),
        ("accept", 21, "0", ".x"),
        ("reopen", 21, "0", ""),
        ("close", 21, "0", ""),
        ("accept", 21, "0", ""),
    )
    with review() as town:
        for step in script:
            before, rows, back = town.statuses(), town.rows(), town.returned()
            town.step(step)
            check(town, step, before, rows, back)
        made = {Move(event.move) for event in sections.events(town.conn, [town.mine])}
        assert made == set(Move)
        beds = LOADED.form.by_ordinal[ORDINALS["beds"]].path
        assert town.rows()[beds, ""].value == "1"
