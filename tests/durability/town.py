"""A small town: a form of two sections, an agency or several, their people, and what the database says of them."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, select

from bot.flows.loading.xlsform import Loaded, load_form
from bot.services.inviting import invite
from bot.services.rounds import AgencyEntry, open_round
from storage import agencies, regions
from storage.database import Database
from storage.models import answer, answer_event, inbox, outbox, submission
from storage.models import section as section_table

REGION = "Kabupaten Kutai Timur"
TOKEN = "1000000001:" + "token-of-no-real-bot-at-all-000000000"
BOT_ID = 1000000001
NOW = datetime(2024, 5, 27, 8, tzinfo=UTC)
KINDS = ("integer", "text", "select_one tiga", "decimal", "select_multiple tiga")


@cache
def small_form(questions: int = 24, sections: int = 2, kinds: tuple[str, ...] = KINDS) -> Loaded:
    """So many required questions, of each kind in turn. Labels carry the number of their question."""
    rows = ["| survey | | | | |", "| | type | name | label | required |"]
    for part in range(sections):
        rows.append(f"| | begin_group | part{part} | Bagian {part} | |")
        for number in range(part, questions, sections):
            kind = kinds[(number // sections) % len(kinds)]
            rows.append(f"| | {kind} | q{number:02} | Butir {number:02} | yes |")
        rows.append("| | end_group | | | |")
    rows += ["| choices | | | |", "| | list_name | name | label |"]
    rows += [f"| | tiga | c{n} | Pilihan {n} |" for n in range(1, 4)]
    rows += ["| settings | | | |", "| | form_title | form_id | version |", "| | Uji | uji | 1 |"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.md"
        path.write_text("\n".join(rows), encoding="utf-8")
        return load_form(path)


@cache
def real_form() -> Loaded:
    return load_form(Path(__file__).parents[2] / "questionnaires" / "smart-city-2024")


@dataclass(frozen=True, slots=True)
class Invited:
    """Tokens: of so many representatives of each agency, and of one coordinator."""

    representatives: dict[str, list[str]]
    coordinator: str


async def found(
    database: Database,
    loaded: Loaded,
    *,
    agency_codes: tuple[str, ...] = ("dinkes",),
    people: int = 1,
    now: datetime | None = None,
) -> Invited:
    """Open a round in an empty database."""
    moment = now or datetime.now(UTC)

    def work(conn: Connection) -> Invited:
        open_round(
            conn,
            form=loaded.form,
            xform=loaded.xform,
            region=REGION,
            name="Putaran uji",
            deadline=moment + timedelta(days=30),
            timezone="Asia/Makassar",
            entries=[AgencyEntry(code, f"Dinas {code}", code, (code,)) for code in agency_codes],
            at=moment,
        )
        region = regions.put(conn, name=REGION)
        tokens: dict[str, list[str]] = {}
        for code in agency_codes:
            agency = agencies.by_code(conn, region, code)
            assert agency is not None
            tokens[code] = [_invite(conn, region, agency.id, moment) for _ in range(people)]
        return Invited(tokens, _invite(conn, region, None, moment))

    return await database.write(work)


def _invite(conn: Connection, region: int, agency: int | None, now: datetime) -> str:
    return invite(
        conn,
        role="representative" if agency else "coordinator",
        region_id=region,
        agency_id=agency,
        name="Sari" if agency is None else "Rini",
        created_by=None,
        now=now,
        days=30,
    ).token


# -------------------------------------------------------------------- what is stored


@dataclass(frozen=True, slots=True)
class Stored:
    """Of one agency: question name -> value; and every change: question name -> values, oldest first."""

    values: dict[str, str]
    history: dict[str, list[str]]
    submitted: int
    most_of_a_message: int  # changes that one and the same message caused, at most


async def stored(database: Database, code: str = "dinkes") -> Stored:
    """What the database holds for an agency. Raises AssertionError when its history is not consistent."""

    def work(conn: Connection) -> Stored:
        region = regions.put(conn, name=REGION)
        agency = agencies.by_code(conn, region, code)
        assert agency is not None
        mine = conn.execute(select(submission.c.id).where(submission.c.agency_id == agency.id)).scalar_one()
        values = {}
        revisions = {}
        for row in conn.execute(select(answer).where(answer.c.submission_id == mine)).mappings():
            values[_name(row["question"])] = row["value"]
            revisions[_name(row["question"])] = row["revision"]
        history: dict[str, list[str]] = defaultdict(list)
        numbers: dict[str, list[int]] = defaultdict(list)
        events = select(answer_event).where(answer_event.c.submission_id == mine).order_by(answer_event.c.id)
        messages: Counter[int] = Counter()
        for row in conn.execute(events).mappings():
            if row["message_id"] is not None:
                messages[row["message_id"]] += 1
            history[_name(row["question"])].append(row["value"])
            numbers[_name(row["question"])].append(row["revision"])
        for name, found in numbers.items():
            assert found == list(range(1, len(found) + 1)), f"{name}: revisions {found}"
            assert (revisions[name], values[name]) == (found[-1], history[name][-1]), name
        assert set(values) == set(history)
        sections = select(section_table.c.path).where(
            section_table.c.submission_id == mine, section_table.c.status == "submitted"
        )
        return Stored(
            values, dict(history), len(conn.execute(sections).all()), max(messages.values(), default=0)
        )

    return await database.write(work)


async def inbox_states(database: Database) -> dict[str, int]:
    def work(conn: Connection) -> dict[str, int]:
        states: dict[str, int] = defaultdict(int)
        for (state,) in conn.execute(select(inbox.c.state)):
            states[state] += 1
        return dict(states)

    return await database.read(work)


async def alerts(database: Database) -> list[str]:
    """Kinds of what was pushed and is sent."""

    def work(conn: Connection) -> list[str]:
        return list(conn.scalars(select(outbox.c.kind).where(outbox.c.sent_at.is_not(None))))

    return await database.read(work)


def waiting(file: Path, state: str = "new") -> int:
    """Updates in the inbox that are not handled yet (or are in another state), asked of the file itself."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=5) as connection:
        (count,) = connection.execute("SELECT count(*) FROM inbox WHERE state = ?", (state,)).fetchone()
    connection.close()
    return int(count)


def _name(question: str) -> str:
    return question.rpartition("/")[2]


# -------------------------------------------------------------------- what people see

NOTHING = ("data belum tersedia", "jawaban dihapus", "belum ada jawaban")
READ_BACK = re.compile(r"✓ Butir (\d\d): (.+)")


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A line that read an answer back: which question, and the value as it is stored."""

    person: int
    question: str
    value: str


def read_back(person: int, text: str) -> Confirmed | None:
    """The confirmation in the first line of a card or receipt, if there is one."""
    first = text.split("\n", 1)[0].removesuffix(" (tidak berubah)")
    match = READ_BACK.fullmatch(first)
    return Confirmed(person, f"q{match[1]}", _as_stored(match[2])) if match else None


def in_a_line(value: str) -> str:
    """As a read-back shows a text of several lines."""
    return " ".join(value.split())


def _as_stored(shown: str) -> str:
    if shown.startswith(NOTHING):
        return ""
    choices = re.findall(r"Pilihan (\d)", shown)
    if choices:
        return " ".join(f"c{n}" for n in choices)
    return shown.replace(".", "").replace(",", ".") if re.fullmatch(r"[\d.,]+", shown) else shown
