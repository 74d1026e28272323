"""`pilar verify`: whether a receipt is as it was made, from nothing but its file; with the database, whether we made
it and whether the answers are still the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.refusal import Refused

if TYPE_CHECKING:
    from bot.reports.receipt_check import Checked
    from bot.services.verifying import Held

FAULTS = {
    "missing": "There is no such file.",
    "too-big": "The file is larger than any receipt (20 MB): it was not opened.",
    "no-pdf": "This is not a PDF file.",
    "encrypted": "The PDF is protected by a password. Receipts never are: this is not the file that was sent.",
    "unreadable": "The PDF is damaged or cut off. Fetch it from the chat once more.",
    "no-receipt": "This PDF carries no receipt inside: it is another document, or it was printed to PDF or scanned.",
    "facts": "The receipt's facts inside the PDF are not as Pilar writes them: they were changed.",
    "content": "What was confirmed is not written as Pilar writes it: it was changed.",
    "fingerprint": "What was confirmed has another fingerprint than the receipt says: it was changed.",
    "counts": "The receipt counts other {what} than it carries.",
    "belongs": "What was confirmed belongs to another {what} than the receipt says.",
    "printed-fingerprint": "The fingerprint on the paper is not the one inside: the paper was changed.",
    "printed": "The {what} inside does not stand on the paper: the paper was changed.",
    "metadata": "The document's properties do not fit the receipt: it was changed or saved by another program.",
}
LISTED = 20  # changed answers that are listed


def verify(
    receipt: Annotated[Path, typer.Argument(help="The receipt's PDF file.")],
    offline: Annotated[
        bool, typer.Option("--offline", help="Do not look into the database, even where there is one.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check a receipt. Exit code 0: nothing speaks against it; 1: something does, or answers have changed."""
    from bot.reports.receipt_check import check

    checked = check(receipt)
    held, differing_name = (None, "") if offline or checked.facts is None else _held(checked.facts)
    good = not checked.faults and (held is None or _agrees(held, differing_name))
    if as_json:
        typer.echo(json.dumps(_as_json(checked, held, differing_name, good), ensure_ascii=False))
    else:
        for line in (*_of_file(checked), *_of_database(held, differing_name)):
            typer.echo(_shown(line))
    raise typer.Exit(0 if good else 1)


def _held(facts: Any) -> tuple[Held | None, str]:
    """What the database says; None where there is none. It is only read, never migrated."""
    import asyncio
    import os
    from datetime import UTC

    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from bot.cli.work import settings
    from bot.reports.pages import printable
    from bot.services.library import Library
    from bot.services.verifying import held_against, signer
    from storage.database import connect
    from storage.unavailable import StorageUnavailable

    url = make_url(settings().database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        if os.environ.get("DATABASE_URL"):
            raise Refused(f"there is no database at {url.database}; --offline checks the file alone")
        return None, ""

    async def read() -> tuple[Held, str]:
        database = connect(settings().database_url)
        try:
            now = datetime.now(UTC)
            found = await database.read(lambda conn: held_against(conn, Library(), facts, now))
            own = await database.read(lambda conn: signer(conn, facts["number"]))
            return found, own if found.known and printable(own) != facts["name"] else ""
        finally:
            await database.close()

    try:
        return asyncio.run(read())
    except (StorageUnavailable, SQLAlchemyError) as error:
        raise Refused(f"the database cannot be read ({error}); --offline checks the file alone") from None


def _agrees(held: Held, name: str) -> bool:
    if not held.known:
        return not held.ours
    return not (held.differs or name or held.changed)


def _of_file(checked: Checked) -> Iterator[str]:
    facts = checked.facts
    if facts is not None:
        at = datetime.fromisoformat(facts["at"])
        yield f"{facts['number']} · {facts['agency']} · {facts['round']} · {facts['region']}"
        yield f"Confirmed by {facts['name']} on {_local(at, facts['zone'])}."
        yield f"{facts['answers']} answers, {facts['evidence']} pieces of evidence."
        yield f"Fingerprint {facts['fingerprint']}"
        if facts["replaces"]:
            yield f"It took the place of {facts['replaces']}."
        yield ""
    for one in checked.faults:
        yield f"✗ {FAULTS[one.fault.value].format(what=one.what)}"
    if not checked.faults:
        yield "✓ The file agrees with itself: paper, properties and what was confirmed have one fingerprint."


def _of_database(held: Held | None, name: str) -> Iterator[str]:
    if held is None:
        yield "  Whether Pilar made it can be told only with its database, or by comparing the fingerprint with"
        yield "  another copy of the receipt."
        return
    if not held.known:
        if held.ours:
            yield "✗ The database has this round, and gave out no receipt of this number."
        else:
            yield "  The database here does not have this round: it is another installation's receipt."
        return
    for key in held.differs:
        yield f"✗ The database has another {'time' if key == 'at' else key} for this number."
    if name:
        yield f"✗ The database has another name for this number: {name}"
    if not held.differs and not name:
        yield "✓ The database has the same receipt."
    if held.replaced_by:
        yield f"  A newer receipt took its place: {held.replaced_by}."
    elif held.changed:
        many = "1 answer has" if len(held.changed) == 1 else f"{len(held.changed)} answers have"
        yield f"✗ The seal is broken: {many} changed since."
        yield from (f"    – {one}" for one in held.changed[:LISTED])
        if len(held.changed) > LISTED:
            yield f"    and {len(held.changed) - LISTED} more"
    elif held.changed is not None:
        yield "✓ The seal is intact: no answer has changed since."


def _as_json(checked: Checked, held: Held | None, name: str, good: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "good": good,
        "faults": [{"fault": one.fault.value, "what": one.what} for one in checked.faults],
        "receipt": dict(checked.facts) if checked.facts is not None else None,
        "database": None,
    }
    if held is not None:
        told["database"] = {
            "known": held.known,
            "differs": [*held.differs, *(["name"] if name else [])],
            "replaced_by": held.replaced_by,
            "changed": list(held.changed) if held.changed is not None else None,
        }
    return told


def _shown(line: str) -> str:
    """A stranger's file may hold what a terminal takes for a command."""
    return "".join(sign if sign.isprintable() else "?" for sign in line)


def _local(at: datetime, zone: str) -> str:
    """In the receipt's own zone, where this machine knows it."""
    from zoneinfo import ZoneInfo

    from bot.screens.dates import clock

    try:
        place = ZoneInfo(zone)
    except (ValueError, LookupError, OSError):
        return f"{at:%Y-%m-%d %H.%M} UTC"
    return f"{at.astimezone(place):%Y-%m-%d} {clock(at, place)}"
