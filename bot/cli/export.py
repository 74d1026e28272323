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
    from collections.abc import Callable

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
    evidence: Annotated[
        bool, typer.Option("--evidence", help="The files that were sent, as a zip with a manifest.")
    ] = False,
    agency: Annotated[
        list[str] | None,
        typer.Option(help="evidence: of this agency alone, by its code; may be said several times."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write all answers of a round to a file. What is no longer relevant stands in its history alone."""
    from storage import rounds

    if split and kind is not Format.ODK:
        raise Refused("--split goes with --format odk only")
    if evidence and (kind is not Format.XLSX or split):
        raise Refused("--evidence is an export of its own; leave --format and --split out")
    if agency and not evidence:
        raise Refused("--agency goes with --evidence only")
    ending = ".zip" if kind is Format.ODK or evidence else ".xlsx"
    as_file = to.suffix.lower() in ENDINGS and not to.is_dir()
    if as_file and to.suffix.lower() != ending:
        what = "--evidence" if evidence else f"--format {kind}"
        raise Refused(f"{what} makes a {ending} file, not {to.name}")
    found = in_database(lambda conn: rounds.get(conn, round_number))
    if found is None:
        raise Refused(f"there is no round {round_number}; see pilar round list")
    wanted = "evidence" if evidence else f"{kind.value}-split" if split else kind.value
    only = _submissions(round_number, agency or [])
    lost: list[int] = []
    try:
        made = _write(
            *(round_number, wanted, language.value, to),
            as_file=as_file,
            quiet=as_json,
            only=only,
            missing=lost.append,
        )
    except OSError as error:
        raise Refused(f"{error.filename or to}: {error.strerror or error}") from None
    except StorageUnavailable as error:
        raise Refused(f"the database cannot be used now: {error}") from None
    except ValueError as error:
        raise Refused(f"EVIDENCE_DIR: {error}") from None
    size = made.stat().st_size
    if lost:
        what = "1 file is" if lost == [1] else f"{lost[0]:,} files are"
        protocol, divided, _ = settings().evidence_dir.partition("://")
        place = f"{protocol}://…" if divided else protocol  # an address may hold a password
        typer.echo(f"warning: {what} not in {place} (EVIDENCE_DIR); the manifest names them", err=True)
    if as_json:
        said = "evidence" if evidence else kind.value
        result = {"round": round_number, "format": said, "file": str(made), "bytes": size}
        result |= {"missing": lost[0]} if lost else {}
        typer.echo(json.dumps(result, ensure_ascii=False))
        return
    typer.echo(f"{made} ({max(1, size // 1024):,} KB)")


def _submissions(round_number: int, codes: list[str]) -> tuple[int, ...]:
    """What the named agencies hand in; raises Refused for a code that the round does not have."""
    from storage import agencies

    if not codes:
        return ()
    known = {row.code: one for one, row in in_database(lambda conn: agencies.in_round(conn, round_number))}
    missing = [code for code in codes if code not in known]
    if missing:
        raise Refused(f"no agency {', '.join(missing)} in round {round_number}; there are {', '.join(known)}")
    return tuple(known[code] for code in codes)


def _write(
    number: int,
    kind: str,
    language: str,
    to: Path,
    *,
    as_file: bool,
    quiet: bool,
    only: tuple[int, ...],
    missing: Callable[[int], None],
) -> Path:
    """The export in the folder `to`, or under that very name."""
    from bot.services.exporting import Bundle, make_export

    folder = to.parent if as_file else to
    folder.mkdir(parents=True, exist_ok=True)
    options = settings()
    now = clock_from(options.clock_file)()
    with nullcontext() if quiet else _bar() as bar:
        task = bar.add_task("Agencies", total=None) if bar is not None else None

        def progress(done: int, total: int) -> None:
            if bar is not None and task is not None:
                bar.update(task, completed=done, total=total)

        def make(into: Path) -> Path:
            bundle = Bundle(options.evidence_dir, only) if kind == "evidence" else None
            return make_export(
                *(options.database_url, number, kind, language, into),
                now=now,
                progress=progress,
                bundle=bundle,
                missing=missing,
            )

        if not as_file:
            return make(folder)
        with TemporaryDirectory(dir=folder, prefix=".export-") as passing:
            return make(Path(passing)).replace(to)


def _bar() -> Progress:
    """On stderr, so that what is printed can still be read by a program."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
