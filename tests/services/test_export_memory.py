"""Ten times the agencies take the same memory: an export holds one of them at a time."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.services.rounds import AgencyEntry, open_round
from storage import receipts, rounds
from storage.agencies import in_round
from storage.database import connect
from tests.reports.filling import NOW, fill
from tests.services.town import compiled

MOST = 1.12  # the peak with 500 agencies, of that with 50
QUESTIONS = 40
KINDS = ("integer", "decimal", "text", "date", "select_one yn", "select_multiple yn")
PEAK = """
import re, sys
from datetime import UTC, datetime
from bot.services.exporting import make_export
make_export(sys.argv[1], 1, sys.argv[2], "id", sys.argv[3], now=datetime(2024, 6, 3, tzinfo=UTC))
print(re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])
"""


def form() -> str:
    lines = ["| survey | | | | |", "| | type | name | label | relevant |", "| | begin_group | g | G | |"]
    for number in range(QUESTIONS):
        relevant = f"${{q{number - 1}}} != ''" if number % 10 == 5 else ""
        lines.append(f"| | {KINDS[number % len(KINDS)]} | q{number} | Pertanyaan {number} | {relevant} |")
    lines += ["| | end_group | | | |", "| choices | | | |", "| | list_name | name | label |"]
    lines += ["| | yn | yes | Ya |", "| | yn | no | Tidak |"]
    return "\n".join(lines)


async def filled(path: Path, agencies: int) -> str:
    """The address of a round in which so many agencies answered everything."""
    from storage.migrate import upgrade_database

    loaded = compiled(form())
    one = AgencyEntry("a", "Dinas", "Dinas", ())
    database = connect(f"sqlite:///{path}?timeout=5")
    await upgrade_database(database)

    def work(conn) -> int:  # type: ignore[no-untyped-def]
        opened = open_round(
            conn,
            form=loaded.form,
            xform=loaded.xform,
            region="Provinsi",
            name="Evaluasi",
            deadline=NOW + timedelta(days=9),
            timezone="Asia/Makassar",
            entries=[replace(one, code=f"a{n}", name=f"Dinas {n}") for n in range(agencies)],
            at=NOW,
        )
        row = rounds.get(conn, opened.round_id)
        assert row is not None
        stored = fill(conn, loaded.form, opened.round_id, row.region_id)
        for submission, agency in in_round(conn, opened.round_id):
            for number in range(2):  # its head has signed twice, with everything that was confirmed
                sign(conn, submission, f"TT-{agency.code}-{number}")
        return stored

    assert await database.write(work) == agencies * QUESTIONS
    await database.close()
    return f"sqlite:///{path}"


def sign(conn: Connection, submission: int, number: str) -> None:
    """A receipt as long as the answers of a large questionnaire."""
    said = [
        {"question": f"g/x{n}", "items": "", "standing": "given", "value": number * 20} for n in range(120)
    ]
    receipts.add(
        conn,
        submission_id=submission,
        number=number,
        person_id=1,
        name="Andi",
        at=NOW,
        counts={},
        fingerprint="a" * 64,
        content=json.dumps({"answers": said, "evidence": []}),
    )


def peak(url: str, kind: str, folder: Path) -> int:
    """The most memory that a fresh process took for an export. (getrusage would count its parent's before exec.)"""
    ran = subprocess.run(
        [sys.executable, "-c", PEAK, url, kind, str(folder)], capture_output=True, text=True, check=True
    )
    return int(ran.stdout)


@pytest.fixture(scope="module")
def rounds_of(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    """The addresses of a small round and of one that is ten times as large."""
    folder = tmp_path_factory.mktemp("rounds")
    return {agencies: asyncio.run(filled(folder / f"{agencies}.db", agencies)) for agencies in (50, 500)}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process")
@pytest.mark.parametrize("kind", ["xlsx", "odk"])
def test_five_hundred_agencies_take_the_memory_of_fifty(
    rounds_of: dict[int, str], tmp_path: Path, kind: str
) -> None:
    few, many = (peak(rounds_of[agencies], kind, tmp_path) for agencies in (50, 500))
    assert many / few < MOST, f"{few} KB with 50 agencies, {many} KB with 500"
