"""A deadline of its own for one agency: until when, why, confirmed, told, and undone while nothing has changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.deadlines import FARTHEST, example, later, read_deadline
from bot.flows.inputs import Sent, Typed
from bot.flows.problems import Problem
from bot.screens import extensions as screens
from bot.screens.length import line
from bot.screens.overviews import Note
from bot.screens.press import read36
from bot.services import tidings
from bot.services.acting import Undo, latest, remember
from bot.services.cockpit import Cockpit, begin_errand, end_errand, errand_of, still_waits
from bot.services.overseeing import agency_card, people_of, statuses_of
from bot.services.replies import Reply
from storage import people, submissions
from storage.acts import ActRow

EXTENDED = "extended"
DATE, REASON = "extend_date", "extend_reason"  # what her next words are
DAYS = (1, 2, 3, 7)
LONGEST_REASON = 300


def extend(conn: Connection, cockpit: Cockpit) -> Reply:
    """Argument: '' asks until when; minutes since 1970 in base 36 ask why; with '.n' there is no reason, and she
    is asked whether she is sure; '.y' does it, '.r' does it with the reason that she typed."""
    minutes, _, step = cockpit.argument.partition(".")
    if not minutes:
        return _until_when(conn, cockpit)
    until = _moment(read36(minutes))
    refused = _problem(cockpit, until)
    if until is None or refused is not None:
        return _until_when(conn, cockpit, refused)
    if step in ("y", "r") and _stands(conn, cockpit, until):  # a second tap
        earlier = latest(conn, cockpit, EXTENDED, new=until.isoformat())
        return agency_card(conn, cockpit, Note("agency-extended", {"new": until}, earlier))
    if step == "n":
        end_errand(conn, cockpit.chat)
        return _sure(conn, cockpit, until, "")
    if step == "y":
        return _do(conn, cockpit, until, "")
    errand = errand_of(cockpit.chat)
    typed = errand.get("reason") if _is_about(errand, cockpit, minutes) else None
    if step == "r" and isinstance(typed, str):
        return _do(conn, cockpit, until, typed)
    return _why(conn, cockpit, until)


def date_typed(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, object], raw: Typed | Sent
) -> Reply | None:
    """The deadline in her words. A file is for something else."""
    if not isinstance(raw, Typed) or cockpit.submission is None or not still_waits(conn, cockpit, errand):
        return None
    desk = cockpit.desk(conn)
    present = max(desk.work.deadline, cockpit.round.deadline)
    found = read_deadline(
        raw.text, present=present, now=cockpit.now, zone=desk.zone, language=cockpit.chat.language
    )
    refused = found if isinstance(found, Problem) else _problem(cockpit, found)
    if isinstance(found, Problem) or refused is not None:
        return _until_when(conn, cockpit, refused)
    return _why(conn, cockpit, found)


def reason_typed(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, object], raw: Typed | Sent
) -> Reply | None:
    """Why, in her words; typed again it replaces what she typed before."""
    minutes = str(errand.get("until", ""))
    until = _moment(read36(minutes))
    if not isinstance(raw, Typed) or cockpit.submission is None or until is None:
        return None
    if not still_waits(conn, cockpit, errand):
        return None
    refused = _problem(cockpit, until)
    if refused is not None:
        return _until_when(conn, cockpit, refused)
    reason = line(raw.text, LONGEST_REASON)
    if not reason:
        return _why(conn, cockpit, until)
    begin_errand(conn, cockpit, REASON, until=minutes, reason=reason)
    return _sure(conn, cockpit, until, reason)


def _until_when(conn: Connection, cockpit: Cockpit, refused: Problem | None = None) -> Reply:
    view = _view(conn, cockpit)
    zone, now = view.deadline.zone, cockpit.now
    present = max(view.deadline.at, cockpit.round.deadline)
    begin_errand(conn, cockpit, DATE)
    days = tuple((count, later(present, now, zone, timedelta(days=count))) for count in DAYS)
    shown = example(present, now, zone, cockpit.chat.language)
    return Reply(screens.until_when(view, days, shown, cockpit.chat.language, refused), cockpit.where)


def _why(conn: Connection, cockpit: Cockpit, until: datetime) -> Reply:
    begin_errand(conn, cockpit, REASON, until=screens.minutes(until))
    return Reply(screens.why(_view(conn, cockpit), until, cockpit.chat.language), cockpit.where)


def _sure(conn: Connection, cockpit: Cockpit, until: datetime, reason: str) -> Reply:
    return Reply(screens.sure(_view(conn, cockpit), until, reason, cockpit.chat.language), cockpit.where)


def _do(conn: Connection, cockpit: Cockpit, until: datetime, reason: str) -> Reply:
    assert cockpit.submission is not None
    end_errand(conn, cockpit.chat)
    row = submissions.get(conn, cockpit.submission)
    assert row is not None and row.agency_id is not None
    old = row.deadline.isoformat() if row.deadline is not None else None
    act = remember(conn, cockpit, EXTENDED, old=old, new=until.isoformat(), reason=reason)
    submissions.extend(conn, cockpit.submission, until)
    _tell(conn, cockpit, row.agency_id, act, "")
    return agency_card(conn, cockpit, Note("agency-extended", {"new": until}, act))


def _stands(conn: Connection, cockpit: Cockpit, until: datetime) -> bool:
    assert cockpit.submission is not None
    submissions.lock(conn, cockpit.submission)
    row = submissions.get(conn, cockpit.submission)
    return row is not None and row.deadline == until


def _tell(conn: Connection, cockpit: Cockpit, agency_id: int, act: int, back: str) -> None:
    readers = people.representatives(conn, agency_id)
    by = cockpit.chat.person_name
    tidings.tell(
        conn, tidings.EXTENDED, readers, f"{act}{back}", cockpit.now, act=act, by=by, back=bool(back)
    )


def _view(conn: Connection, cockpit: Cockpit) -> screens.ExtensionView:
    desk = cockpit.desk(conn)
    assert desk.work.agency is not None
    (agency,) = statuses_of(conn, cockpit.round, [desk])
    told = tuple(one for one in people_of(conn, desk.work.agency.id) if not one.alternate)
    return screens.ExtensionView(agency, cockpit.round.form_id, desk.deadline, told)


def _problem(cockpit: Cockpit, until: datetime | None) -> Problem | None:
    """Why this cannot be a deadline of its own: buttons grow old, and can be forged."""
    round_, now = cockpit.round, cockpit.now
    zone = ZoneInfo(round_.timezone)
    shown = example(round_.deadline, now, zone, cockpit.chat.language)
    if until is None:
        return Problem("problem-deadline", example=shown)
    if until <= now:
        return Problem("problem-deadline-past", example=shown)
    if until > now + FARTHEST:
        return Problem("problem-deadline-far", example=shown)
    return Problem("problem-extension-earlier", example=shown) if until <= round_.deadline else None


def _is_about(errand: Mapping[str, object], cockpit: Cockpit, minutes: str) -> bool:
    found = (errand.get("kind"), errand.get("submission"), errand.get("until"))
    return found == (REASON, cockpit.submission, minutes)


def _moment(minutes: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(minutes * 60, UTC) if minutes > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _fits(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    row = submissions.get(conn, act.submission_id or 0)
    return row is not None and row.deadline == datetime.fromisoformat(act.params["new"])


def _take_back(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    row = submissions.get(conn, act.submission_id or 0)
    assert row is not None and row.agency_id is not None
    submissions.extend(conn, row.id, tidings.former(act, cockpit.round))
    _tell(conn, cockpit, row.agency_id, act.id, ":back")


UNDO = Undo(_fits, _take_back)
