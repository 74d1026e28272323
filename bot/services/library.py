"""The form versions in use, read from the database once and kept: compiling expressions is the slow part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.flows.checking.findings import FormRejected
from bot.flows.form import Form
from bot.flows.loading.xform import read_form
from bot.flows.logic import Logic
from bot.flows.roster import Member, Roster
from storage import agencies, earlier, forms

MOST_PAST = 4  # earlier rounds that are looked into: two years, with two rounds in each
MOST_ROSTERS = (
    200  # rounds; more are found again when they are needed, so that memory does not grow with the years
)
FRESH = timedelta(seconds=15)  # how long a roster is trusted: agencies join a round seldom, taps come often


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier round of the same region, with the questions that it asked."""

    round_id: int
    form_id: int
    name: str
    form: Form


class Library:
    """Safe to share: what it hands out is never changed, and a version in the database never changes either."""

    def __init__(self) -> None:
        self._logic: dict[int, Logic] = {}
        self._rosters: dict[int, tuple[datetime, Roster]] = {}
        self._past: dict[int, tuple[Past, ...]] = {}

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
        if len(self._rosters) >= MOST_ROSTERS:
            self._rosters.clear()
        self._rosters[round_id] = (now, fresh)
        return fresh

    def past(self, conn: Connection, round_id: int) -> tuple[Past, ...]:
        """The rounds that the region opened before this one, the newest first; looked up once."""
        known = self._past.get(round_id)
        if known is None:
            rows = earlier.rounds_before(conn, round_id, MOST_PAST)
            found = (past for row in rows if (past := self._past_round(conn, row)) is not None)
            if len(self._past) >= MOST_ROSTERS:
                self._past.clear()
            known = self._past[round_id] = tuple(found)
        return known

    def _past_round(self, conn: Connection, row: earlier.EarlierRoundRow) -> Past | None:
        """None for a round whose form an older program took and this one does not: it only has nothing to offer."""
        try:
            return Past(row.round_id, row.form_id, row.name, self.logic(conn, row.form_id).form)
        except (LookupError, FormRejected):
            return None
