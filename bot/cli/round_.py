"""`pilar round open` and `pilar round list`."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer
from sqlalchemy import Connection

from bot.cli.refusal import Refused
from bot.cli.work import in_database, settings
from bot.clock import clock_from
from bot.flows.checking.catalogue import Mistake, suggest
from bot.flows.loading.pictures import find_picture

if TYPE_CHECKING:
    from bot.flows.checking.findings import Finding
    from bot.flows.form import Form
    from bot.services.rounds import AgencyEntry

app = typer.Typer(help="Rounds: one questionnaire, one region, one deadline.", no_args_is_help=True)

COLUMNS = ("code", "name", "short_name", "kind")
MOST_AGENCIES = 2_000
ALIASES = {"short name": "short_name", "short-name": "short_name", "kinds": "kind"}


@dataclass(frozen=True, slots=True)
class Row:
    number: int  # in the file, the header being 1
    entry: AgencyEntry


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
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Open a round: the form is checked and kept as it is now, the agencies are made or brought up to date."""
    from bot.flows.checking.findings import FormRejected
    from bot.flows.loading.xlsform import load_form
    from bot.services.pictures import names
    from bot.services.rounds import open_round
    from storage.rounds import Duplicate

    zone = _zone(timezone)
    now = clock_from(settings().clock_file)()
    moment = _moment(deadline, zone)
    rows = list(read_rows(agencies))
    try:
        loaded = load_form(form)
    except FormRejected as rejected:
        lines = "\n".join(f"  {finding}" for finding in rejected.findings)
        raise Refused(f"the form has mistakes (pilar form check {form}):\n{lines}") from None
    late = f"--deadline {deadline} is in the past: it is {now.astimezone(zone):%Y-%m-%dT%H:%M} there now"
    warnings = (*_lost_pictures(loaded.warnings), *_unknown_kinds(rows, loaded.form))
    for warning in warnings if moment > now else (late, *warnings):
        typer.echo(f"warning: {warning}", err=True)
    try:
        opened = in_database(
            lambda conn: open_round(
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
        )
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

    found = in_database(rounds.all_)
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
    from storage import rounds

    def work(conn: Connection) -> bool:
        found = rounds.get(conn, number)
        if found is not None:
            rounds.close(conn, number, datetime.now(UTC))
        return found is not None

    if not in_database(work):
        raise Refused(f"there is no round {number}; see pilar round list")
    typer.echo(f"Round {number} is closed.")


def read_agencies(file: Path) -> Iterator[AgencyEntry]:
    """The agencies of a list. Raises Refused with every row that is wrong, by number."""
    yield from (row.entry for row in read_rows(file))


def read_rows(file: Path) -> Iterator[Row]:
    """The rows of an agency list, as numbered in the file. Raises Refused with every row that is wrong."""
    from bot.services.rounds import AgencyEntry

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Refused(f"{file} is not a UTF-8 text file; save the list as CSV UTF-8") from None
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    header = [(column or "").strip().lower() for column in reader.fieldnames or ()]
    header = [ALIASES.get(column, column) for column in header]
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise Refused(f"{file} needs a first row with {', '.join(COLUMNS)}; missing: {', '.join(missing)}")
    reader.fieldnames = header
    wrong, rows, seen = [], list[Row](), set[str]()
    for row in reader:
        number = reader.line_num  # the reader passes over empty lines
        values = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if not any(values.values()):
            continue
        code = values["code"].lower()
        if not code or not values["name"]:
            wrong.append(f"row {number}: code and name are needed")
        elif code in seen:
            wrong.append(f"row {number}: the code {code} stands there twice")
        elif len(code) > 64 or len(values["name"]) > 200 or len(values["short_name"]) > 64:
            wrong.append(f"row {number}: too long (code 64, name 200, short name 64 characters)")
        seen.add(code)
        kinds = tuple(values["kind"].replace(",", " ").split())
        short = values["short_name"] or values["name"][:64]
        rows.append(Row(number, AgencyEntry(code, values["name"], short, kinds)))
    if wrong:
        raise Refused(f"{file} has mistakes:\n  " + "\n  ".join(wrong))
    if not rows:
        raise Refused(f"{file} has no agencies")
    if len(rows) > MOST_AGENCIES:
        raise Refused(f"{file} has {len(rows)} agencies; a round takes {MOST_AGENCIES}")
    yield from rows


def read_pictures(form: Path, wanted: Iterable[str]) -> dict[str, bytes]:
    """The pictures that a form mentions, as far as they lie beside it."""
    files = {name: find_picture(form, name) for name in sorted(wanted)}
    return {name: file.read_bytes() for name, file in files.items() if file is not None}


def _lost_pictures(warnings: Iterable[Finding]) -> Iterator[Finding]:
    yield from (finding for finding in warnings if finding.code == Mistake.MISSING_PICTURE.code)


def _unknown_kinds(rows: Iterable[Row], form: Form) -> Iterator[str]:
    """Kinds of agencies that the form does not know: such an agency is asked only what all are asked."""
    known = [choice.name for choice in form.lists.get("agency_kind", ())]
    for row in rows if known else ():
        for kind in row.entry.kinds:
            if kind not in known:
                near = suggest(kind, known, "{}")
                yield f"row {row.number}: the form has no agency kind {kind!r}. {near}".rstrip()


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
