"""`pilar export`: a round as a workbook, in the national order, or as ODK Central lays it out."""

from __future__ import annotations

import json
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.refusal import Refused
from bot.cli.work import in_database, settings
from bot.clock import clock_from
from storage.unavailable import StorageUnavailable

if TYPE_CHECKING:
    from rich.progress import Progress

ENDINGS = {".xlsx", ".zip"}


class Format(StrEnum):
    """What can be asked for."""

    XLSX = "xlsx"
    NATIONAL = "national"
    ODK = "odk"


class Language(StrEnum):
    """Of headings and labels."""

    ID = "id"
    EN = "en"


def export(
    round_number: Annotated[int, typer.Option("--round", help="As pilar round list shows it.")],
    to: Annotated[Path, typer.Option(help="A folder, or the file to be written.")] = Path(),
    kind: Annotated[
        Format,
        typer.Option(
            "--format",
            help="xlsx: everything; national: in the ministry's order; odk: CSV files as of ODK Central.",
        ),
    ] = Format.XLSX,
    language: Annotated[Language, typer.Option(help="Of headings and labels.")] = Language.ID,
    split: Annotated[
        bool, typer.Option("--split", help="odk: a column for each choice of a select_multiple.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write all answers of a round to a file. What is no longer relevant stands in its history alone."""
    from storage import rounds

    if split and kind is not Format.ODK:
        raise Refused("--split goes with --format odk only")
    ending = ".zip" if kind is Format.ODK else ".xlsx"
    as_file = to.suffix.lower() in ENDINGS and not to.is_dir()
    if as_file and to.suffix.lower() != ending:
        raise Refused(f"--format {kind} makes a {ending} file, not {to.name}")
    found = in_database(lambda conn: rounds.get(conn, round_number))
    if found is None:
        raise Refused(f"there is no round {round_number}; see pilar round list")
    wanted = f"{kind.value}-split" if split else kind.value
    try:
        made = _write(round_number, wanted, language.value, to, as_file=as_file, quiet=as_json)
    except OSError as error:
        raise Refused(f"{error.filename or to}: {error.strerror}") from None
    except StorageUnavailable as error:
        raise Refused(f"the database cannot be used now: {error}") from None
    size = made.stat().st_size
    if as_json:
        result = {"round": round_number, "format": kind.value, "file": str(made), "bytes": size}
        typer.echo(json.dumps(result, ensure_ascii=False))
        return
    typer.echo(f"{made} ({max(1, size // 1024):,} KB)")


def _write(number: int, kind: str, language: str, to: Path, *, as_file: bool, quiet: bool) -> Path:
    """The export in the folder `to`, or under that very name."""
    from bot.services.exporting import make_export

    folder = to.parent if as_file else to
    folder.mkdir(parents=True, exist_ok=True)
    options = settings()
    now = clock_from(options.clock_file)()
    with nullcontext() if quiet else _bar() as bar:
        task = bar.add_task("Agencies", total=None) if bar is not None else None

        def progress(done: int, total: int) -> None:
            if bar is not None and task is not None:
                bar.update(task, completed=done, total=total)

        if not as_file:
            return make_export(
                options.database_url, number, kind, language, folder, now=now, progress=progress
            )
        with TemporaryDirectory(dir=folder, prefix=".export-") as passing:
            made = make_export(
                options.database_url, number, kind, language, passing, now=now, progress=progress
            )
            return made.replace(to)


def _bar() -> Progress:
    """On stderr, so that what is printed can still be read by a program."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
