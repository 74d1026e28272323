"""`pilar round open` and `pilar round list`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from sqlalchemy import Connection

from bot.cli.refusal import Refused
from bot.cli.work import in_database, settings
from bot.clock import clock_from
from bot.flows.checking.catalogue import Mistake
from bot.flows.loading.agencies import AgencyEntry, Row, read_agencies, unknown_kinds
from bot.flows.loading.pictures import find_picture
from bot.flows.problems import Problem
from bot.screens.findings import sentence
from bot.screens.phrases import phrases

if TYPE_CHECKING:
    from bot.flows.checking.findings import Finding
    from bot.services.rounds import Opened

KPPN = "A priority tourism area or the new capital: other weights, and collaboration is asked. Holds for the region."

app = typer.Typer(help="Rounds: one questionnaire, one region, one deadline.", no_args_is_help=True)


@app.callback()
def round_() -> None:
    """Rounds: one questionnaire, one region, one deadline."""


@app.command("open")
def open_(
    form: Annotated[
        Path, typer.Option(help="A workbook, a Markdown or CSV file, or a folder of YAML files.")
    ],
    name: Annotated[str, typer.Option(help="What people read: 'Evaluasi Smart City 2024 Tahap I'.")],
    deadline: Annotated[str, typer.Option(help="Local time in the zone: 2024-06-21T16:00.")],
    region: Annotated[str, typer.Option(help="'Kabupaten Kutai Timur'.")],
    agencies: Annotated[Path, typer.Option(help="A CSV file with code, name, short_name, kind.")],
    timezone: Annotated[
        str, typer.Option(help="Asia/Jakarta, Asia/Makassar or Asia/Jayapura.")
    ] = "Asia/Jakarta",
    kppn: Annotated[bool | None, typer.Option("--kppn/--no-kppn", help=KPPN)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Open a round: the form is checked and kept as it is now, the agencies are made or brought up to date."""
    from bot.flows.checking.findings import FormRejected
    from bot.flows.loading.xlsform import load_form
    from bot.services.pictures import names
    from bot.services.rounds import open_round
    from storage import regions
    from storage.rounds import Duplicate

    zone = _zone(timezone)
    now = clock_from(settings().clock_file)()
    moment = _moment(deadline, zone)
    rows = read_rows(agencies)
    try:
        loaded = load_form(form)
    except FormRejected as rejected:
        lines = "\n".join(f"  {sentence(finding, 'en')}" for finding in rejected.findings)
        raise Refused(f"the form has mistakes (pilar form check {form}):\n{lines}") from None
    late = f"--deadline {deadline} is in the past: it is {now.astimezone(zone):%Y-%m-%dT%H:%M} there now"
    warnings = (*_lost_pictures(loaded.warnings), *map(_say, unknown_kinds(rows, loaded.form)))
    for warning in warnings if moment > now else (late, *warnings):
        typer.echo(f"warning: {warning}", err=True)

    def work(conn: Connection) -> Opened:
        opened = open_round(
            conn,
            form=loaded.form,
            xform=loaded.xform,
            region=_text(region, "--region"),
            name=_text(name, "--name"),
            deadline=moment,
            timezone=timezone,
            entries=[row.entry for row in rows],
            at=now,
            pictures=read_pictures(form, names(loaded.form)),
        )
        if kppn is not None:
            regions.set_kppn(conn, regions.put(conn, name=opened.region), is_kppn=kppn)
        return opened

    try:
        opened = in_database(work)
    except Duplicate:
        raise Refused(f"{region} has a round named {name!r} already; choose another name") from None
    result = {
        "round": opened.round_id,
        "region": opened.region,
        "name": name,
        "deadline": moment.isoformat(),
        "timezone": timezone,
        "agencies": opened.agencies,
        "questions": opened.questions,
        "asked_of_nobody": list(opened.orphans),
    }
    if as_json:
        typer.echo(json.dumps(result, ensure_ascii=False))
        return
    typer.echo(
        f"Round {opened.round_id} is open: {name}, {region}, {opened.agencies} agencies, "
        f"{opened.questions} questions, until {moment:%Y-%m-%d %H:%M} {timezone}."
    )
    if opened.orphans:
        typer.echo(f"No agency of the list can answer {len(opened.orphans)} region-wide questions:", err=True)
        for path in opened.orphans:
            typer.echo(f"  {path}", err=True)
    typer.echo('Next: pilar invite coordinator --name "…", then pilar invite representative --agency CODE')


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False) -> None:
    """All rounds of all regions."""
    from storage import rounds

    found = [one for one in in_database(rounds.all_) if not one.trial]
    if as_json:
        rows = [
            {
                "round": r.id,
                "region": r.region_name,
                "name": r.name,
                "deadline": r.deadline.astimezone(ZoneInfo(r.timezone)).isoformat(),
                "closed": r.closed_at is not None,
            }
            for r in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for r in found:
        local = r.deadline.astimezone(ZoneInfo(r.timezone))
        typer.echo(f"{r.id:>4}  {r.region_name} · {r.name} · {local:%Y-%m-%d %H:%M %Z}")
    if not found:
        typer.echo("No round is open. Open one: pilar round open --help")


@app.command("close")
def close(
    number: Annotated[int, typer.Argument(help="As pilar round list shows it.")],
) -> None:
    """Close a round: everything can still be read, nothing changed. Its agencies go on to the next open one."""
    from bot.services.steering import CLOSED
    from storage import acts, rounds

    now = clock_from(settings().clock_file)()

    def work(conn: Connection) -> bool:
        found = rounds.get(conn, number)
        if found is not None and found.closed_at is None:
            rounds.close(conn, number, now)
            acts.add(
                conn,
                region_id=found.region_id,
                round_id=number,
                submission_id=None,
                person_id=None,
                kind=CLOSED,
                params={},
                at=now,
            )
        return found is not None

    if not in_database(work):
        raise Refused(f"there is no round {number}; see pilar round list")
    typer.echo(f"Round {number} is closed.")


def read_entries(file: Path) -> list[AgencyEntry]:
    """The agencies of a list. Raises Refused with every row that is wrong, by number."""
    return [row.entry for row in read_rows(file)]


def read_rows(file: Path) -> tuple[Row, ...]:
    """The rows of an agency list, as numbered in the file. Raises Refused with every row that is wrong."""
    try:
        found = read_agencies(file)
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None
    if found.problems:
        said = [_say(problem) for problem in found.problems]
        raise Refused(f"{file}: {said[0]}" if len(said) == 1 else f"{file}:\n  " + "\n  ".join(said))
    return found.rows


def _say(problem: Problem) -> str:
    return phrases("en").plain(problem.key, **problem.params)


def read_pictures(form: Path, wanted: Iterable[str]) -> dict[str, bytes]:
    """The pictures that a form mentions, as far as they lie beside it."""
    files = {name: find_picture(form, name) for name in sorted(wanted)}
    return {name: file.read_bytes() for name, file in files.items() if file is not None}


def _lost_pictures(warnings: Iterable[Finding]) -> Iterator[str]:
    yield from (sentence(one, "en") for one in warnings if one.code == Mistake.MISSING_PICTURE.code)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise Refused(
            f"--timezone {name!r} is unknown; use Asia/Jakarta, Asia/Makassar or Asia/Jayapura"
        ) from None


def _moment(text: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(f"--deadline {text!r} is no moment; write it as 2024-06-21T16:00") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _text(text: str, option: str) -> str:
    line = " ".join(text.split())
    if not line or len(line) > 200:
        raise Refused(f"{option} needs 1 to 200 characters")
    return line
