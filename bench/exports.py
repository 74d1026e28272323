"""What the workbook of a round costs: seconds, memory and bytes, with few agencies and with ten times as many."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert

from bench.forms import markdown
from bench.walks import DEADLINE, NOW
from bot.flows.form import Kind, Question
from bot.flows.loading.xlsform import Loaded, load_form
from bot.services.rounds import AgencyEntry, open_round
from storage import agencies
from storage.database import connect
from storage.migrate import upgrade_database
from storage.models import answer, answer_event

QUESTIONS = 120
SIZES = (50, 500)
MOST_GROWTH = 1.15  # of the peak, from the first size to the last
VALUES = {
    Kind.INTEGER: "1250",
    Kind.DECIMAL: "85.5",
    Kind.DATE: "2024-05-27",
    Kind.SELECT_ONE: "yes",
    Kind.TEXT: "Sudah berjalan sejak 2022, dilaporkan tiap triwulan kepada kepala dinas",
}
PROGRAM = """
import re, sys, time
from bot.services.exporting import make_export
begin = time.perf_counter()
path = make_export(sys.argv[1], 1, "xlsx", "id", sys.argv[2])
seconds = time.perf_counter() - begin
peak = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
print(seconds, peak, path.stat().st_size)
"""


@dataclass(frozen=True, slots=True)
class Exporting:
    """One export in a process of its own."""

    agencies: int
    answers: int
    seconds: float
    peak: int  # bytes
    size: int  # bytes of the file


def measure() -> list[Exporting]:
    """Fill a database for each size, and export it."""
    with tempfile.TemporaryDirectory(prefix="pilar-bench-") as name:
        folder = Path(name)
        form = folder / "form.md"
        form.write_text(markdown(QUESTIONS), encoding="utf-8")
        loaded = load_form(form)
        return [_export(loaded, folder, count) for count in SIZES]


def block(found: list[Exporting]) -> Iterator[str]:
    """The lines of the table."""
    yield f"EXPORT, {QUESTIONS} QUESTIONS       agencies     answers           s     peak MB     file MB"
    for one in found:
        figures = (f"{one.agencies}", f"{one.answers:,}", f"{one.seconds:.1f}", _mb(one.peak), _mb(one.size))
        yield f"{'workbook':<24}" + "".join(f"{figure:>12}" for figure in figures)
    growth = found[-1].peak / found[0].peak
    met = "met   " if growth <= MOST_GROWTH else "MISSED"
    yield f"  {met}  memory within {MOST_GROWTH} x from {SIZES[0]} to {SIZES[-1]} agencies: {growth:.2f} x"


def _export(loaded: Loaded, folder: Path, count: int) -> Exporting:
    url = f"sqlite:///{folder}/{count}.db"
    answers = asyncio.run(_fill(loaded, url, count))
    command = [sys.executable, "-c", PROGRAM, url, str(folder)]
    seconds, peak, size = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Exporting(count, answers, float(seconds), int(peak) << 10, int(size))


async def _fill(loaded: Loaded, url: str, count: int) -> int:
    database = connect(url)
    try:
        await upgrade_database(database)
        return await database.write(_store, loaded, count)
    finally:
        await database.close()


def _store(conn: Connection, loaded: Loaded, count: int) -> int:
    opened = open_round(
        conn,
        form=loaded.form,
        xform=loaded.xform,
        region="Kota Bontang",
        name="Bench",
        deadline=DEADLINE,
        timezone="Asia/Makassar",
        entries=[AgencyEntry(f"a{n}", f"Dinas {n}", f"Dinas {n}", ()) for n in range(count)],
        at=NOW,
    )
    stored = 0
    for submission, _ in agencies.in_round(conn, opened.round_id):
        rows = [_row(submission, question) for question in loaded.form.questions.values()]
        for table in (answer, answer_event):
            conn.execute(insert(table), rows)
        stored += len(rows)
    return stored


def _row(submission: int, question: Question) -> dict[str, object]:
    return {
        "submission_id": submission,
        "question": question.path,
        "items": "",
        "value": VALUES[question.kind],
        "standing": "given",
        "reason": "",
        "revision": 1,
        "person_id": None,
        "at": NOW,
    }


def _mb(size: int) -> str:
    return f"{size / (1 << 20):.1f}"
