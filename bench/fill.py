"""Databases of a wanted size, filled in seconds: rounds of whole regions, with people in the middle of them.

Rows are shaped like recorded ones (see `walks.py`). Regions without people are only there to be many.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, create_engine, func, insert, select, text

from bench.walks import DEADLINE, NOW, Given, Recording, Sort, Step, Walk
from bot.flows.answers import AnswerKey
from bot.flows.evidence import subject
from bot.flows.form import Scope
from storage.database import connect
from storage.migrate import upgrade_database
from storage.models import (
    agency,
    answer,
    answer_event,
    chat,
    evidence,
    form,
    membership,
    person,
    region,
    round_,
    submission,
)

BLOCK = 12  # rounds whose people are active at the same time
FIRST_CHAT = 10_000
CARD = 1_000  # message id of everybody's card at the beginning
SHORTEST = 2  # answers that somebody of one sort gives, at least

_COLUMNS = "submission_id, question, items, value, standing, reason, revision, at"
_ANSWERS_OF_STRANGERS = f"""
INSERT INTO answer ({_COLUMNS})
SELECT s.id, t.question, '', t.value, t.standing, t.reason, 1, ?
FROM submission AS s CROSS JOIN template AS t
WHERE t.place = (s.id - ?) % ? AND s.id >= ?
ORDER BY s.id, t.question
"""
_EVENTS = f"INSERT INTO answer_event ({_COLUMNS}) SELECT {_COLUMNS} FROM answer"
# Links as long as real ones; their hashes are made up, since nobody checks this chain
_LINKS = """
INSERT INTO ledger (round_id, number, kind, ref_id, step, state, submission_id, entry, hash)
SELECT s.round_id, row_number() OVER (PARTITION BY s.round_id ORDER BY e.id), 'answer', e.id, 1, '', s.id,
  '{"agency":"dinkes","id":' || e.id || ',"kind":"answer","noted":"2026-01-01T00:00:00.000000+00:00","row":'
  || '{"at":"2026-01-01T00:00:00.000000+00:00","items":"","origin":"","person_id":null,"question":"' || e.question
  || '","reason":"","revision":1,"standing":"given","submission_id":' || s.id || ',"value":"' || e.value
  || '"},"step":1,"who":""}', lower(hex(randomblob(32)))
FROM answer_event AS e JOIN submission AS s ON s.id = e.submission_id
"""


@dataclass(frozen=True, slots=True)
class Script:
    """One person: where she is, and what she does from there."""

    chat: int
    submission: int
    form: int
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Filled:
    """A database, and the people in it: those who walk whole sections, and those of one sort of answer."""

    path: Path
    answers: int
    walkers: tuple[Script, ...]
    of_sort: dict[Sort, tuple[Script, ...]]


@dataclass(frozen=True, slots=True)
class Size:
    """So many rounds of walkers, so many for each single sort, and so many stored answers at least."""

    rounds: int
    sort_rounds: int
    answers: int


def fill(path: Path, recording: Recording, size: Size) -> Filled:
    """Make the database. The people's rounds are the same whatever its size."""
    asyncio.run(_migrate(path))
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as conn:
            conn.execute(text("PRAGMA synchronous=OFF"))
            filled = _fill(conn, path, recording, size)
        with engine.connect() as conn:
            conn.execute(text("ANALYZE"))
            conn.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    finally:
        engine.dispose()
    return filled


def count_events(path: Path) -> int:
    """How often an answer was stored so far; the bench compares it with what it sent."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as conn:
            return int(conn.execute(select(func.count()).select_from(answer_event)).scalar_one())
    finally:
        engine.dispose()


async def _migrate(path: Path) -> None:
    database = connect(f"sqlite:///{path}")
    await upgrade_database(database)
    await database.close()


def _fill(conn: Connection, path: Path, recording: Recording, size: Size) -> Filled:
    crowd = _Crowd(conn, recording)
    walkers = crowd.walkers(size.rounds)
    of_sort = {sort: crowd.of_sort(sort, size.sort_rounds) for sort in (Sort.CHOICE, Sort.NUMBER, Sort.TEXT)}
    crowd.store()
    stored = _count(conn, answer)
    whole = sum(map(len, recording.given)) + len(recording.of_region)
    crowd.strangers(-(-max(0, size.answers - stored) // whole))
    crowd.remember()
    return Filled(path, _count(conn, answer), walkers, of_sort)


class _Crowd:
    """Rows in the making: ids are given here, so that nothing has to be read back."""

    def __init__(self, conn: Connection, recording: Recording) -> None:
        self._conn = conn
        self._recording = recording
        self._rows: dict[Table, list[dict[str, object]]] = defaultdict(list)
        self._ids: dict[Table, int] = defaultdict(int)
        xform = recording.xform
        self._form = self._add(
            form,
            form_id=recording.form.form_id,
            version=recording.form.version,
            sha256=hashlib.sha256(xform.encode()).hexdigest(),
            xform=xform,
            created_at=NOW,
        )

    def walkers(self, rounds: int) -> tuple[Script, ...]:
        """Everybody walks her section from its first question; nothing is answered yet."""
        return self._shuffled(self._round_of_walkers() for _ in range(rounds))

    def of_sort(self, sort: Sort, rounds: int) -> tuple[Script, ...]:
        """Everything is answered but this sort, and the last question of each section, which stays open."""
        return self._shuffled(self._round_of_sort(sort) for _ in range(rounds))

    def strangers(self, rounds: int) -> None:
        """Rounds in which everything is answered and nobody is awake."""
        if not rounds:
            return
        first = self._ids[submission] + 1
        for _ in range(rounds):
            self._round()
        self.store()
        templates = (self._recording.of_region, *self._recording.given)
        self._conn.execute(text("CREATE TEMP TABLE template (place, question, value, standing, reason)"))
        rows = [(n, g.question, g.value, g.standing, g.reason) for n, t in enumerate(templates) for g in t]
        self._conn.exec_driver_sql("INSERT INTO template VALUES (?, ?, ?, ?, ?)", rows)
        at = self._conn.scalar(text("SELECT max(opened_at) FROM round"))
        self._conn.exec_driver_sql(_ANSWERS_OF_STRANGERS, (at, first, len(templates), first))
        self._conn.execute(text("DROP TABLE template"))

    def remember(self) -> None:
        """Every answer has its history, and a link in its round's chain."""
        self._conn.execute(text(_EVENTS))
        self._conn.exec_driver_sql(_LINKS)

    def store(self) -> None:
        """Write what has gathered."""
        for table in (form, region, round_, agency, submission, person, membership, chat, answer, evidence):
            rows = self._rows.pop(table, [])
            if rows:
                self._conn.execute(insert(table), rows)

    def _round_of_walkers(self) -> Iterator[Script]:
        submissions, _ = self._round()
        for walk in self._recording.walks:
            yield self._person(submissions[walk.agency + 1], walk, walk.steps)

    def _round_of_sort(self, sort: Sort) -> Iterator[Script]:
        submissions, _ = self._round()
        open_: set[str] = set()
        for walk in self._recording.walks:
            steps = tuple(step for step in walk.steps[:-1] if step.sort is sort)
            if len(steps) >= SHORTEST:
                open_ |= {step.question for step in (*steps, walk.steps[-1])}
                self._prove(submissions, walk.agency + 1, steps)
                yield self._person(submissions[walk.agency + 1], walk, steps)
        templates = (self._recording.of_region, *self._recording.given)
        for submission_id, given in zip(submissions, templates, strict=True):
            self._answer(submission_id, (one for one in given if one.question not in open_), None)

    def _shuffled(self, rounds: Iterable[Iterator[Script]]) -> tuple[Script, ...]:
        """People of a block of rounds in any order, so that neighbours in time are of different agencies."""
        order = random.Random(7)
        scripts: list[Script] = []
        block: list[Script] = []
        for number, people in enumerate(rounds, start=1):
            block += people
            if number % BLOCK == 0:
                order.shuffle(block)
                scripts += block
                block = []
        order.shuffle(block)
        return (*scripts, *block)

    def _round(self) -> tuple[list[int], int]:
        """A region with its agencies and an open round: the submissions, the region's own first."""
        number = self._ids[region] + 1
        region_id = self._add(region, name=f"Kabupaten {number}", is_kppn=False)
        round_id = self._add(
            round_,
            region_id=region_id,
            form_id=self._form,
            name="Evaluasi 2024",
            deadline=DEADLINE,
            timezone="Asia/Makassar",
            opened_at=NOW,
            closed_at=None,
        )
        submissions = [self._add(submission, round_id=round_id, agency_id=None)]
        for entry in self._recording.agencies:
            agency_id = self._add(
                agency,
                region_id=region_id,
                code=entry.code,
                name=entry.name,
                short_name=entry.short_name,
                kinds=" ".join(entry.kinds),
            )
            submissions.append(self._add(submission, round_id=round_id, agency_id=agency_id))
        return submissions, region_id

    def _person(self, submission_id: int, walk: Walk, steps: tuple[Step, ...]) -> Script:
        """A representative whose card shows the first question of her script."""
        number = self._ids[person] + 1
        chat_id = FIRST_CHAT + number
        agencies = len(self._recording.agencies)
        region_id = self._ids[region]
        agency_id = self._ids[agency] - agencies + walk.agency + 1
        self._add(person, telegram_id=chat_id, name="Sri", language="id", seen_at=None, unreachable_at=None)
        self._add(
            membership,
            person_id=number,
            role="representative",
            region_id=region_id,
            agency_id=agency_id,
            since=NOW,
            until=None,
        )
        row: dict[str, object] = {"chat_id": chat_id, "person_id": number, "submission_id": submission_id}
        self._rows[chat].append(row | {"question": steps[0].question, "card_id": CARD, "shown_at": NOW})
        return Script(chat_id, submission_id, self._form, steps)

    def _prove(self, submissions: list[int], place: int, steps: tuple[Step, ...]) -> None:
        """A link as evidence for each answer of these steps, so that nothing comes between two of them."""
        proved = {subject(self._recording.form, AnswerKey(step.question)) for step in steps}
        for one in proved:
            self._add(
                evidence,
                submission_id=submissions[0 if one.scope is Scope.REGION else place],
                subject=one.name,
                items="",
                kind="link",
                text="https://contoh.go.id/sk.pdf",
                at=NOW,
            )

    def _answer(self, submission_id: int, given: Iterable[Given], by: int | None) -> None:
        for one in given:
            self._add(
                answer,
                submission_id=submission_id,
                question=one.question,
                items="",
                value=one.value,
                standing=one.standing,
                reason=one.reason,
                revision=1,
                person_id=by,
                at=NOW,
            )

    def _add(self, table: Table, **row: object) -> int:
        self._ids[table] += 1
        self._rows[table].append({"id": self._ids[table], **row})
        return self._ids[table]


def _count(conn: Connection, table: Table) -> int:
    return int(conn.execute(select(func.count()).select_from(table)).scalar_one())
