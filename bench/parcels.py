"""What the zip of evidence costs, in seconds and memory: few files, and ten times as many with a large one."""

from __future__ import annotations

import asyncio
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert

from bench.forms import markdown
from bench.walks import DEADLINE, NOW
from bot.flows.loading.xlsform import Loaded, load_form
from bot.services.rounds import AgencyEntry, open_round
from storage import agencies
from storage.database import connect
from storage.migrate import upgrade_database
from storage.models import evidence, file

AGENCIES, QUESTIONS = 40, 60
SIZES = (1_000, 10_000)
BYTES, LARGE = 20 << 10, 40 << 20  # of a file, and of one among them
MOST_GROWTH = 1.15  # of the peak, from the first size to the last
PROGRAM = """
import re, sys, time
from datetime import UTC, datetime
from bot.services.exporting import Bundle, make_export
begin = time.perf_counter()
made = datetime(2024, 6, 3, tzinfo=UTC)
path = make_export(sys.argv[1], 1, "evidence", "id", sys.argv[3], now=made, bundle=Bundle(sys.argv[2]))
seconds = time.perf_counter() - begin
peak = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]
print(seconds, peak, path.stat().st_size)
"""


@dataclass(frozen=True, slots=True)
class Packing:
    """One zip, made in a process of its own."""

    files: int
    seconds: float
    peak: int  # bytes
    size: int  # bytes of the zip


def measure(sizes: Sequence[int] = SIZES, large: int = LARGE) -> list[Packing]:
    """Fill a database and a store for each size, and pack it; the last store holds a `large` file besides."""
    with tempfile.TemporaryDirectory(prefix="pilar-bench-") as name:
        folder = Path(name)
        form = folder / "form.md"
        form.write_text(markdown(QUESTIONS), encoding="utf-8")
        loaded = load_form(form)
        return [_pack(loaded, folder, count, large if count == sizes[-1] else BYTES) for count in sizes]


def block(found: Sequence[Packing]) -> Iterator[str]:
    """The lines of the table."""
    yield "EVIDENCE AS A ZIP                         files           s     peak MB      zip MB"
    for one in found:
        figures = (f"{one.files:,}", f"{one.seconds:.1f}", _mb(one.peak), _mb(one.size))
        yield f"{'of 40 agencies':<35}" + "".join(f"{figure:>12}" for figure in figures)
    growth = found[-1].peak / found[0].peak
    met = "met   " if growth <= MOST_GROWTH else "MISSED"
    few, many = found[0].files, found[-1].files
    yield f"  {met}  memory within {MOST_GROWTH} x from {few:,} to {many:,} files: {growth:.2f} x"


def _pack(loaded: Loaded, folder: Path, count: int, large: int) -> Packing:
    url, store = f"sqlite:///{folder}/{count}.db", folder / str(count)
    asyncio.run(_fill(loaded, url, store, count, large))
    command = [sys.executable, "-c", PROGRAM, url, str(store), str(folder)]
    seconds, peak, size = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Packing(count, float(seconds), int(peak) << 10, int(size))


async def _fill(loaded: Loaded, url: str, store: Path, count: int, large: int) -> None:
    database = connect(url)
    try:
        await upgrade_database(database)
        await database.write(_store, loaded, store, count, large)
    finally:
        await database.close()


def _store(conn: Connection, loaded: Loaded, store: Path, count: int, large: int) -> None:
    opened = open_round(
        conn,
        form=loaded.form,
        xform=loaded.xform,
        region="Kota Bontang",
        name="Bench",
        deadline=DEADLINE,
        timezone="Asia/Makassar",
        entries=[AgencyEntry(f"a{n}", f"Dinas {n}", f"Dinas {n}", ()) for n in range(AGENCIES)],
        at=NOW,
    )
    members = [submission for submission, _ in agencies.in_round(conn, opened.round_id)]
    # unanswered as the form is, only these are asked
    questions = [path for path, one in loaded.form.questions.items() if one.answerable and not one.relevant]
    for number in range(count):
        submission = members[number % AGENCIES]
        size = large if number == count // 2 else BYTES
        sha256 = _keep(store, number, size)
        sent = {
            "submission_id": submission,
            "telegram_file_id": str(number),
            "medium": "document",
            "name": f"Dokumen {number}.pdf",
            "mime": "application/pdf",
            "sniffed": "application/pdf",
            "size": size,
            "sha256": sha256,
            "received_at": NOW,
            "fetched_at": NOW,
        }
        file_id = conn.execute(insert(file).returning(file.c.id), sent).scalar_one()
        piece = {
            "submission_id": submission,
            "subject": questions[number // AGENCIES % len(questions)],
            "kind": "file",
            "file_id": file_id,
            "at": NOW,
        }
        conn.execute(insert(evidence), piece)


def _keep(store: Path, number: int, size: int) -> str:
    """A content of its own, as the store lays it down, without waiting for the disk."""
    content = f"%PDF {number} ".encode().ljust(size, b"x")
    sha256 = hashlib.sha256(content).hexdigest()
    (store / sha256[:2]).mkdir(parents=True, exist_ok=True)
    (store / sha256[:2] / sha256).write_bytes(content)
    return sha256


def _mb(size: int) -> str:
    return f"{size / (1 << 20):.1f}"
