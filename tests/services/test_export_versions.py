"""A question whose type a later version of the form changes keeps its answers in every export."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.services.exporting import make_export
from storage import forms, rounds
from storage.database import Database
from tests.services.exported import FORM, Told, records, say, sheets, tables, tell
from tests.services.town import NOW, compiled

LATER = NOW + timedelta(days=1)
SECOND_FORM = "\n".join(
    line.replace("geopoint ", "text ") if "| place " in line else
    line.replace("text ", "geopoint ") if "| note " in line else
    line.replace("integer ", "text ") if "| since " in line else line
    for line in FORM.replace("| town    | 1 ", "| town    | 2 ").splitlines()
)  # fmt: skip


@pytest.fixture
async def told(database: Database) -> Told:
    """Dinkes answered in the first version, Bappeda in the second."""

    def work(conn: Connection) -> Told:
        told = tell(conn)
        loaded = compiled(SECOND_FORM)
        digest = hashlib.sha256(loaded.xform.encode()).hexdigest()
        row = forms.put(conn, form_id="town", version="2", sha256=digest, xform=loaded.xform, at=LATER)
        rounds.pin(conn, told.round, row, LATER)
        say(conn, told, "bappeda", "health/place", "=1+1 Jalan Awang Long")
        say(conn, told, "bappeda", "health/note", "-0.5 117.5 0 8")
        say(conn, told, "dlh", "health/since", "akhir 2021")
        return told

    return await database.write(work)


async def made(url: str, told: Told, kind: str, folder: Path) -> Path:
    return await asyncio.to_thread(partial(make_export, url, told.round, kind, "en", folder, now=LATER))


async def test_the_workbook_has_what_was_answered_before_and_after(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    path = await made(database_url, told, "xlsx", tmp_path)
    dinkes, bappeda, dlh = records(sheets(path)["Answers by agency"], 3)
    assert (dinkes["health/place"], bappeda["health/place"]) == (
        "-0.5022 117.1537 0 12",
        "=1+1 Jalan Awang Long",
    )
    assert dinkes["health/note"] == '=HYPERLINK("https://x")\nbaris dua'
    assert [bappeda[f"health/note:{part}"] for part in ("latitude", "longitude", "accuracy")] == [
        -0.5,
        117.5,
        8,
    ]
    assert (dinkes["health/since"], dlh["health/since"]) == ("2021", "akhir 2021")
    parts = [name for name in dinkes if name.startswith("health/place:")]
    assert len(parts) == 4, "no column vanishes"
    assert all(row[part] is None for row in (dinkes, bappeda) for part in parts), "four words are no place"


async def test_odks_files_have_it_too_and_no_word_becomes_a_formula(
    database_url: str, told: Told, tmp_path: Path
) -> None:
    path = await made(database_url, told, "odk", tmp_path)
    dinkes, bappeda, _ = tables(path)["town.csv"]
    assert (dinkes["health-place"], bappeda["health-place"]) == (
        "'-0.5022 117.1537 0 12",
        "'=1+1 Jalan Awang Long",
    )
    assert (dinkes["health-note-Latitude"], bappeda["health-note-Latitude"]) == ("", "-0.5")
    assert bappeda["health-place-Latitude"] == ""
