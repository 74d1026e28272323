"""`pilar status`: where every agency of every open round stands."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from bot.cli.work import in_database


def status(
    region: Annotated[str, typer.Option(help="Only this region.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of rounds.")] = False,
) -> None:
    """Agencies by section, those with most missing first."""
    found = in_database(lambda conn: _rounds(conn, region))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if not found:
        console.print(
            f"No round is open in {region!r}; see pilar round list." if region else "No round is open."
        )
    for one in found:
        table = Table(
            "Agency",
            "Done",
            "Lacking evidence",
            "Sections sent",
            "People",
            title=f"{one['region']} · {one['name']}",
        )
        for agency in one["agencies"]:
            sent = sum(s["status"] in ("submitted", "accepted") for s in agency["sections"])
            table.add_row(
                agency["name"],
                f"{agency['done']}/{agency['asked']}",
                str(agency["evidence_missing"]),
                f"{sent}/{len(agency['sections'])}",
                ", ".join(agency["people"]) or "-",
            )
        console.print(table)


def _rounds(conn: Connection, region: str) -> list[dict[str, Any]]:
    from bot.services.library import Library
    from bot.services.overseeing import agency_statuses, nobody
    from storage import rounds

    now = datetime.now(UTC)
    library = Library()
    found = []
    for round_ in rounds.all_(conn):
        elsewhere = bool(region) and round_.region_name.casefold() != region.casefold()
        if round_.closed_at is not None or round_.trial or elsewhere:
            continue
        agencies = agency_statuses(conn, library, round_, nobody("id"), now)
        found.append(
            {
                "round": round_.id,
                "region": round_.region_name,
                "name": round_.name,
                "deadline": round_.deadline.isoformat(),
                "agencies": [
                    {
                        "code": one.code,
                        "name": one.name,
                        "done": one.done,
                        "asked": one.asked,
                        "evidence": one.proved,
                        "evidence_missing": one.unproved,
                        "complete": one.complete,
                        "people": list(one.people),
                        "seen_at": one.seen_at.isoformat() if one.seen_at else None,
                        "sections": [
                            {
                                "section": s.label,
                                "status": s.status.value,
                                "done": s.done,
                                "asked": s.asked,
                                "missing": s.missing,
                                "evidence": s.proved,
                                "evidence_missing": s.unproved,
                            }
                            for s in one.sections
                        ],
                    }
                    for one in agencies
                ],
            }
        )
    return found
