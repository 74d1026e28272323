"""Walks through the shipped questionnaire, recorded once from the bot's own services.

Every agency of the example list answers every section. What it tapped and typed becomes the script that
people of the bench follow, and what was stored becomes the template of databases that are filled quickly.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, select

from bot.cli.round_ import read_entries
from bot.flows.answers import to36
from bot.flows.form import Form, Kind
from bot.flows.inputs import Typed
from bot.flows.loading.xlsform import load_form
from bot.screens.evidence import ONWARD
from bot.screens.press import Press, Verb, decode
from bot.screens.screen import Screen
from bot.services import visits
from bot.services.enrolling import Who
from bot.services.library import Library
from bot.services.rounds import AgencyEntry, open_round
from bot.services.visits import Setting
from storage import agencies, answers, chats, people, regions, submissions
from storage.database import connect
from storage.migrate import upgrade_database
from storage.models import answer

ROOT = Path(__file__).parent.parent
FORM = ROOT / "questionnaires" / "smart-city-2024"
AGENCIES = ROOT / "questionnaires" / "agencies-example.csv"
NOW = datetime.now(UTC).replace(microsecond=0)
DEADLINE = NOW + timedelta(days=30)
NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
TYPED = {
    **dict.fromkeys(NUMERIC, ("3", "12", "412", "85,5", "2024")),
    Kind.TEXT: ("Sudah berjalan sejak 2022, dilaporkan tiap triwulan kepada kepala dinas", "Perbup 12/2022"),
    Kind.DATE: ("27/5/2024", "1/2/2023"),
}
LONGEST = 60  # steps of one section


class Sort(StrEnum):
    """What a step is, for the rows of the table."""

    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    OTHER = "other"  # not available, skipped, a date, 'that was all' of a long text


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a person does: a tap (`press`, without its submission) or a message (`text`)."""

    sort: Sort
    question: str
    press: Press | None = None
    text: str = ""
    answers: bool = True  # False: it only moves on


@dataclass(frozen=True, slots=True)
class Given:
    """A stored answer, for templates."""

    question: str
    value: str
    standing: str
    reason: str


@dataclass(frozen=True, slots=True)
class Walk:
    """One agency's way through one section, question by question."""

    agency: int  # place in the list
    section: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    form: Form
    xform: str
    agencies: tuple[AgencyEntry, ...]
    walks: tuple[Walk, ...]
    given: tuple[tuple[Given, ...], ...]  # by agency, without what is asked once for the region
    of_region: tuple[Given, ...]


def record() -> Recording:
    """Walk all agencies through all their sections; takes a few seconds."""
    loaded = load_form(FORM)
    entries = tuple(read_entries(AGENCIES))

    async def run() -> Recording:
        with tempfile.TemporaryDirectory(prefix="pilar-walks-") as folder:
            database = connect(f"sqlite:///{folder}/walks.db")
            await upgrade_database(database)
            try:
                return await database.write(_record, loaded.form, loaded.xform, entries)
            finally:
                await database.close()

    return asyncio.run(run())


def _record(conn: Connection, form: Form, xform: str, entries: tuple[AgencyEntry, ...]) -> Recording:
    region, round_ = "Kabupaten Kutai Timur", "Bench"
    opened = open_round(
        conn,
        form=form,
        xform=xform,
        region=region,
        name=round_,
        deadline=DEADLINE,
        timezone="Asia/Makassar",
        entries=entries,
        at=NOW,
    )
    region_id = regions.put(conn, name=region)
    setting = Setting(Library(), "bench_bot", 30)
    walks, given = [], []
    region_row = submissions.region_of(conn, opened.round_id)
    for place, (submission, agency) in enumerate(agencies.in_round(conn, opened.round_id)):
        person = people.put(conn, telegram_id=place + 1, name="Sri", language="id", at=NOW)
        people.add_membership(
            conn, person_id=person, role="representative", region_id=region_id, agency_id=agency.id, at=NOW
        )
        chats.put(conn, place + 1, person_id=person, submission_id=submission, card_id=1, shown_at=NOW)
        walker = _Walker(conn, setting, form, Who(place + 1, place + 1, "Sri"), submission)
        for section in form.sections:
            steps = tuple(walker.walk(section))
            if steps:
                walks.append(Walk(place, section, steps))
        given.append(_given(conn, submission))
    return Recording(form, xform, entries, tuple(walks), tuple(given), _given(conn, region_row))


def _given(conn: Connection, submission: int) -> tuple[Given, ...]:
    rows = answers.load(conn, (submission,))
    return tuple(Given(r.question, r.value, r.standing, r.reason) for r in rows if not r.items)


@dataclass
class _Walker:
    conn: Connection
    setting: Setting
    form: Form
    who: Who
    submission: int
    message: int = 1_000

    def walk(self, section: str) -> Iterator[Step]:
        index = to36(self.form.sections.index(section))
        start = Press(Verb.START, self.submission, self._form_id(), argument=index)
        screen = self._press(start)
        for _ in range(LONGEST):
            path = self._awaited()
            question = self.form.questions.get(path)
            if question is None or self.form.section_of(path) != section or self.form.repeats_of[path]:
                return
            steps, screen = self._answer(path, question.kind, screen)
            yield from steps
            if not steps or (self._awaited() == path and steps[-1].answers):
                return

    def _answer(self, path: str, kind: Kind, screen: Screen | None) -> tuple[list[Step], Screen | None]:
        """The steps that deal with a question, and the card after them."""
        pressed = _button(screen, Verb.CHOOSE, Verb.VALUE) if kind is not Kind.SELECT_MULTIPLE else None
        if pressed is not None:
            sort = Sort.CHOICE if pressed.verb is Verb.CHOOSE else Sort.OTHER
            screen = self._press(pressed)
            later, screen = self._later(path, screen)
            return [Step(sort, path, _bare(pressed)), *later], screen
        for text in TYPED.get(kind, ()):
            before = self._stored(path)
            screen = self._type(text)
            if self._stored(path) == before:
                continue
            sort = Sort.NUMBER if kind in NUMERIC else Sort.TEXT if kind is Kind.TEXT else Sort.OTHER
            steps = [Step(sort, path, text=text)]
            onward = _button(screen, Verb.NEXT) if self._awaited() == path else None
            if onward is not None:  # a long text may go on until she says that this was all
                steps = [
                    Step(Sort.OTHER, path, text=text),
                    Step(Sort.OTHER, path, _bare(onward), answers=False),
                ]
                screen = self._press(onward)
            later, screen = self._later(path, screen)
            return [*steps, *later], screen
        ordinal = self.form.questions[path].ordinal
        way_out = Press(Verb.UNAVAILABLE, self.submission, self._form_id(), ordinal, argument="0")
        if kind is Kind.NOTE:
            way_out = replace(way_out, verb=Verb.NEXT, argument="")
        screen = self._press(way_out)
        return [Step(Sort.OTHER, path, _bare(way_out), answers=kind is not Kind.NOTE)], screen

    def _later(self, path: str, screen: Screen | None) -> tuple[list[Step], Screen | None]:
        """'Later' to the question for evidence, where the answer needs some."""
        later = _button(screen, Verb.EVIDENCE)
        if later is None or not later.argument.startswith(ONWARD):
            return [], screen
        return [Step(Sort.OTHER, path, _bare(later), answers=False)], self._press(later)

    def _press(self, pressed: Press) -> Screen | None:
        chat = chats.for_chat(self.conn, self.who.chat_id)
        card = chat.card_id if chat is not None and chat.card_id is not None else 1
        return visits.press(self.conn, self.setting, self.who, pressed.encode(), card, NOW).screen

    def _type(self, text: str) -> Screen | None:
        self.message += 2
        reply = visits.message(self.conn, self.setting, self.who, Typed(text), self.message, None, NOW)
        chats.shown(self.conn, self.who.chat_id, self.message + 1, NOW)
        return reply.screen

    def _awaited(self) -> str:
        chat = chats.for_chat(self.conn, self.who.chat_id)
        return chat.question if chat is not None else ""

    def _stored(self, path: str) -> list[tuple[int, str]]:
        row = answer.c
        found = self.conn.execute(select(row.revision, row.value).where(row.question == path))
        return [(revision, value) for revision, value in found]

    def _form_id(self) -> int:
        chat = chats.for_chat(self.conn, self.who.chat_id)
        assert chat is not None and chat.work is not None
        return chat.work.form_id


def _button(screen: Screen | None, *verbs: Verb) -> Press | None:
    if screen is None:
        return None
    presses = [decode(button.data) for row in screen.rows for button in row if button.data]
    # the last choice: the first is often 'nothing yet', which ends a path early
    return next((one for one in reversed(presses) if one is not None and one.verb in verbs), None)


def _bare(pressed: Press) -> Press:
    return replace(pressed, submission=0, form=0)
