"""Every thread of a round, for the workbook."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.reports.remarks import Remark
from bot.screens.phrases import phrases
from bot.screens.threads import comment
from storage import agencies, remarks


def remarks_of(conn: Connection, round_id: int, language: str) -> tuple[Remark, ...]:
    """What was said about every question, in one statement where nobody said anything."""
    rows = remarks.of_round(conn, round_id)
    if not rows:
        return ()
    names = {submission: agency.name for submission, agency in agencies.in_round(conn, round_id)}
    p = phrases(language)
    return tuple(
        Remark(
            agency=names.get(row.submission_id, ""),
            question=row.question,
            items=row.items,
            at=row.at,
            who=row.person_name,
            of_agency=row.side == remarks.AGENCY,
            text=comment(row.text, p),
        )
        for row in rows
    )
