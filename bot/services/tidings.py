"""Telling people of an agency what their coordinator did: rows of the outbox, rendered when they are sent.

None where it is no longer true by then: undone, done otherwise since, or the reader has no right to know any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.moves import LOCKED
from bot.screens import tidings as screens
from bot.screens.screen import Screen
from bot.screens.views import Place
from bot.services import cards
from bot.services.inviting import REPRESENTATIVE
from bot.services.overseeing import reader_of
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from bot.services.submitting import is_complete
from storage import acts, agencies, outbox, people, rounds, submissions
from storage.acts import ActRow
from storage.outbox import Row
from storage.people import PersonRow
from storage.rounds import RoundRow

EXTENDED, SECTION_CLOSED = "extended", "section_closed"
REMOVED, REPLACED, RESTORED = "person_removed", "person_replaced", "person_restored"
_FAREWELLS = {REMOVED: "tidings-removed", REPLACED: "tidings-replaced", RESTORED: "tidings-restored"}
_ZONE = "Asia/Jakarta"  # of a region that has never had a round


def tell(
    conn: Connection, kind: str, readers: Sequence[PersonRow], key: str, now: datetime, **params: Any
) -> None:
    """Queue one message for each of them who can be reached; `key` makes it one, whatever happens twice."""
    for reader in readers:
        if reader.unreachable_at is None:
            outbox.add(
                conn,
                dedupe_key=f"{kind}:{key}:{reader.telegram_id}",
                kind=kind,
                chat_id=reader.telegram_id,
                params=params,
                due_at=now,
                at=now,
            )


def render_act(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """To representatives: their deadline is another one, or a section was closed. Params: act; `back` where that
    act was undone."""
    row = rows[0]
    act = acts.get(conn, int(row.params["act"]))
    reader = people.by_telegram(conn, row.chat_id)
    submission = submissions.get(conn, act.submission_id or 0) if act is not None else None
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    if act is None or submission is None or reader is None or round_ is None or round_.closed_at is not None:
        return None
    if not _holds(conn, reader.id, REPRESENTATIVE, submission.agency_id):
        return None
    chat = reader_of(row.chat_id, reader.id, reader.name, reader.language)
    (desk,) = desks_of_round(conn, setting.library, round_, chat, now, only=submission.id)
    name = cards.agency_name(desk)
    if row.kind == SECTION_CLOSED:
        section = str(act.params["section"])
        if section not in desk.form.sections or desk.status(section) not in LOCKED:
            return None
        label = cards.section_label(desk, section)
        return screens.section_closed(desk.place, name, label, str(row.params["by"]), chat.language)
    back = bool(row.params.get("back"))
    told = former(act, round_) if back else _moment(act, "new")
    if told != submission.deadline or is_complete(desk):
        return None
    by = str(row.params["by"])
    if back:
        return screens.extension_undone(desk.place, name, desk.deadline, by, reader.name, chat.language)
    reason = str(act.params.get("reason", ""))
    return screens.extended(desk.place, name, desk.deadline, by, reason, reader.name, chat.language)


def render_farewell(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """To whoever was removed, replaced or taken back. Params: agency, role."""
    row = rows[0]
    agency = agencies.get(conn, int(row.params["agency"]))
    reader = people.by_telegram(conn, row.chat_id)
    if agency is None or reader is None:
        return None
    if _holds(conn, reader.id, str(row.params["role"]), agency.id) is not (row.kind == RESTORED):
        return None
    region = agency.region_id
    known = [*rounds.open_in(conn, region), *rounds.closed_in(conn, region)]
    zone = ZoneInfo(known[0].timezone if known else _ZONE)
    key, place = _FAREWELLS[row.kind], None
    if row.kind == RESTORED and row.params["role"] == REPRESENTATIVE:
        place = _place(conn, region, agency.id)
    elif row.kind == RESTORED:
        key = "tidings-restored-alternate"  # has nothing to go on with
    return screens.left(key, reader.name, agency.name, now, zone, reader.language, place)


def former(act: ActRow, round_: RoundRow) -> datetime | None:
    """The deadline of its own that an agency had before an extension; None where it had none, or the round's has
    overtaken it since."""
    old = _moment(act, "old")
    return old if old is not None and old > round_.deadline else None


def _place(conn: Connection, region: int, agency: int) -> Place | None:
    """The agency's work in the open round with the nearest deadline, if there is one."""
    for round_ in rounds.open_in(conn, region):
        found = submissions.of_agency(conn, round_.id, agency)
        if found is not None:
            return Place(found.id, round_.form_id)
    return None


def _holds(conn: Connection, person: int, role: str, agency: int | None) -> bool:
    return any((row.role, row.agency_id) == (role, agency) for row in people.memberships(conn, person))


def _moment(act: ActRow, name: str) -> datetime | None:
    return datetime.fromisoformat(act.params[name]) if act.params.get(name) else None
