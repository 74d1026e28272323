"""How long a form takes to load: from its rows, from the database, and once it is in memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.walks import DEADLINE, NOW
from bot.flows.loading.xlsform import load_form
from bot.services.library import Library
from bot.services.rounds import open_round
from storage.database import connect
from storage.migrate import upgrade_database

T = TypeVar("T")
KINDS = ("integer", "decimal", "text", "date", "select_one yesno")


@dataclass(frozen=True, slots=True)
class Loading:
    """Seconds. `rows`: checked and compiled, once when a round is opened; `stored`: the first answer of a
    process; `cached`: every answer after it."""

    questions: int
    rows: float
    stored: float
    cached: float


async def load(questions: int, folder: Path) -> Loading:
    """Load a form of so many questions: numbers, texts, dates and choices, a tenth with conditions."""
    path = folder / f"form-{questions}.md"
    path.write_text(markdown(questions), encoding="utf-8")
    rows, loaded = _timed(lambda: load_form(path))
    database = connect(f"sqlite:///{folder}/form-{questions}.db")
    try:
        await upgrade_database(database)
        opened = await database.write(
            open_round,
            form=loaded.form,
            xform=loaded.xform,
            region="Kota Bontang",
            name="Bench",
            deadline=DEADLINE,
            timezone="Asia/Makassar",
            entries=(),
            at=NOW,
        )
        assert opened.questions == questions
        library = Library()
        stored = await database.read(lambda conn: _timed(lambda: library.logic(conn, 1))[0])
        cached = await database.read(lambda conn: _timed(lambda: library.logic(conn, 1))[0])
    finally:
        await database.close()
    return Loading(questions, rows, stored, cached)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def markdown(questions: int) -> str:
    """A form of so many questions, as a Markdown table."""
    lines = ["| survey | | | | |", "| | type | name | label | relevant |"]
    for number in range(questions):
        kind = KINDS[number % len(KINDS)]
        relevant = f"${{q{number - 1}}} = 'yes'" if number % 10 == 5 else ""
        lines.append(f"| | {kind} | q{number} | Pertanyaan nomor {number} | {relevant} |")
    lines += ["| choices | | | |", "| | list_name | name | label |"]
    lines += ["| | yesno | yes | Ya |", "| | yesno | no | Tidak |"]
    lines += ["| settings | | |", "| | form_title | form_id |", f"| | Bench | bench{questions} |"]
    return "\n".join(lines) + "\n"
