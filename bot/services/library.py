"""The form versions in use, read from the database once and kept: compiling expressions is the slow part."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.flows.loading.xform import read_form
from bot.flows.logic import Logic
from bot.flows.roster import Member, Roster
from storage import agencies, forms

FRESH = timedelta(seconds=15)  # how long a roster is trusted: agencies join a round seldom, taps come often


class Library:
    """Safe to share: what it hands out is never changed, and a version in the database never changes either."""

    def __init__(self) -> None:
        self._logic: dict[int, Logic] = {}
        self._rosters: dict[int, tuple[datetime, Roster]] = {}

    def logic(self, conn: Connection, form_row: int) -> Logic:
        """The form version behind a row id. Raises LookupError when there is none."""
        known = self._logic.get(form_row)
        if known is None:
            row = forms.get(conn, form_row)
            if row is None:
                raise LookupError(f"form {form_row}")
            known = self._logic[form_row] = Logic(read_form(row.xform))
        return known

    def roster(self, conn: Connection, form_row: int, round_id: int, now: datetime) -> Roster:
        """Who is asked what in a round, by its agencies as they were at most `FRESH` ago."""
        known = self._rosters.get(round_id)
        form = self.logic(conn, form_row).form
        if known is not None and abs(now - known[0]) < FRESH and known[1].form is form:
            return known[1]
        members = tuple(
            Member(submission, frozenset(agency.kinds))
            for submission, agency in agencies.in_round(conn, round_id)
        )
        if known is not None and known[1].members == members and known[1].form is form:
            fresh = known[1]  # the same agencies: keep what was worked out, and the caches keyed by it
        else:
            fresh = Roster(form, members)
        self._rosters[round_id] = (now, fresh)
        return fresh
