"""Exports of a round, made away from the update path: a file from nothing but the database's address.

Agencies are loaded, settled and written one at a time, so that five hundred of them take the memory of one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from bot.reports import evidence_zip, national, odk_csv, workbook
from bot.reports.cells import clean
from bot.reports.submission import Round
from bot.reports.words import Words
from bot.reports.workbook import Contents
from bot.screens.phrases import phrases
from bot.services.archive import Archive
from bot.services.packing import proofs
from bot.services.remark_export import remarks_of
from bot.services.task_export import tasks_of
from storage import rounds
from storage.database import connect
from storage.evidence_store import open_store

Progress = Callable[[int, int], None]  # agencies that are written, of how many
Missing = Callable[[int], None]  # files that were kept, and are not in the store

LONGEST_NAME = 180  # bytes of a file's name; most file systems take 255
_UNSAFE = re.compile(r"[^\w\s.,()&+-]|_", re.UNICODE)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)  # Windows keeps these


class Kind(StrEnum):
    """What can be made of a round."""

    WORKBOOK = "xlsx"
    NATIONAL = "national"
    ODK = "odk"
    ODK_SPLIT = "odk-split"  # a column for each choice of a select_multiple, as ODK Central offers it
    EVIDENCE = "evidence"  # the files themselves, with a manifest


@dataclass(frozen=True, slots=True)
class Bundle:
    """Which evidence an export holds: of the submissions `only` (all if none are named), from the store at this
    address; part `part` of `parts`, whose files have at most so many bytes together."""

    store: str
    only: tuple[int, ...] = ()
    part: int = 1
    parts: int = 1
    most: int | None = None


def make_export(
    database_url: str,
    round_id: int,
    kind: str,
    language: str,
    directory: str | Path,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
    bundle: Bundle | None = None,
    missing: Missing | None = None,
) -> Path:
    """The file that was made, in `directory`; an older one of the same name is replaced in one step. `bundle` goes
    with evidence, and `missing` is told when files of it are not in the store.

    For a process of its own: it opens the database by itself, only to read, on one consistent snapshot. Raises
    `LookupError` when there is no such round, `ValueError` for an unknown kind, `StorageUnavailable`."""
    wanted = Kind(kind)
    moment = now or datetime.now(UTC)
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)

    async def run() -> Path:
        database = connect(database_url)
        try:
            with TemporaryDirectory(dir=folder, prefix=".export-") as passing:
                return await database.read(
                    _make,
                    round_id,
                    wanted,
                    language,
                    folder,
                    Path(passing),
                    moment,
                    progress,
                    bundle,
                    missing,
                )
        finally:
            await database.close()

    return asyncio.run(run())


def file_name(round_: Round, kind: Kind, p: Words, bundle: Bundle | None = None) -> str:
    """'Kabupaten Kutai Timur Evaluasi 2024 jawaban 2024-06-03.xlsx', in characters that every system takes."""
    day = f"{round_.made_at.astimezone(round_.zone):%Y-%m-%d}"
    ending = f" {p(f'export-kind-{kind.value}')} {day}"
    if bundle is not None and bundle.parts > 1:
        ending += f" {p('export-part-of', part=bundle.part, parts=bundle.parts)}"
    safe = " ".join(_UNSAFE.sub(" ", clean(f"{round_.region} {round_.name}")).split()).lstrip(". -+&,")
    while len(safe.encode()) > LONGEST_NAME - len(ending.encode()):
        safe = safe[:-1]
    stem = f"{safe.rstrip()}{ending}".strip()
    return f"{'_' if _RESERVED.match(stem) else ''}{stem}{'.xlsx' if kind in WORKBOOKS else '.zip'}"


WORKBOOKS = frozenset({Kind.WORKBOOK, Kind.NATIONAL})


def _make(
    conn: Connection,
    round_id: int,
    kind: Kind,
    language: str,
    folder: Path,
    passing: Path,
    now: datetime,
    progress: Progress | None,
    bundle: Bundle | None,
    missing: Missing | None,
) -> Path:
    row = rounds.get(conn, round_id)
    if row is None:
        raise LookupError(f"round {round_id}")
    archive = Archive(conn, row, language, now)
    p = phrases(language).plain
    made = passing / "export"
    if kind is Kind.EVIDENCE:
        if bundle is None:
            raise ValueError("evidence without its store")
        found = proofs(conn, archive, round_id, only=bundle.only, progress=progress)
        content = open_store(bundle.store).open
        lost = evidence_zip.write(made, archive.round, found, content, p, most=bundle.most)
        if lost and missing is not None:
            missing(lost)
        return made.replace(folder / file_name(archive.round, kind, p, bundle))
    submissions = archive.submissions(progress)
    match kind:
        case Kind.WORKBOOK:
            owed = tasks_of(conn, round_id, now)
            said = remarks_of(conn, round_id, language)
            contents = Contents(submissions, archive.evidence(), archive.history(), owed, said)
            workbook.write(made, archive.round, contents, p)
        case Kind.NATIONAL:
            national.write(made, archive.round, submissions, p)
        case Kind.ODK | Kind.ODK_SPLIT:
            odk_csv.write(made, archive.round, submissions, split=kind is Kind.ODK_SPLIT)
    return made.replace(folder / file_name(archive.round, kind, p))
