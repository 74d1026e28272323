"""Renders news for coordinators when it is sent: in the reader's language, with the numbers of now.

None means that nobody wants it any more: the section was opened again, the person lost the right to know. What
came in a burst is one message; one row alone gets a message with more to read and to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.flows import progress
from bot.flows.moves import LOCKED
from bot.screens import alerts as screens
from bot.screens.alert_views import AgencyNews, Gathered, JoinedAlert, OpenedAgainAlert
from bot.screens.overviews import AllCompleteAlert, CompleteAlert, ReopenedAlert, SectionAlert
from bot.screens.screen import Screen
from bot.screens.views import SectionLine
from bot.services import cards, lists
from bot.services.alerts import AGENCY, ALL, DIGEST, JOINED, OPENED_AGAIN, SECTION, put_off
from bot.services.desk import Desk
from bot.services.inviting import COORDINATOR, REPRESENTATIVE
from bot.services.overseeing import reader_of, statuses_of
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from bot.services.submitting import awaited, complete_count, is_complete
from storage import agencies, answers, groups, people, rounds, sections, submissions
from storage.chats import ChatRow
from storage.outbox import Row
from storage.rounds import RoundRow


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose message it is: a coordinator's, or that of a group, where nobody is named."""

    chat: ChatRow
    private: bool
    alerts: str


def render(
    conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime
) -> Screen | datetime | None:
    """The message of these rows, which speak of one round; a moment where the chat heard something just now."""
    round_ = rounds.get(conn, int(rows[0].params.get("round") or 0))
    region = round_.region_id if round_ is not None else int(rows[0].params.get("region") or 0)
    reader = reader_in(conn, rows[0].chat_id, region)
    if reader is None:
        return None
    if reader.alerts == DIGEST:
        rows = [row for row in rows if row.kind == ALL]
    if not rows:
        return None
    later = put_off(conn, rows, now)
    if later is not None:
        return later
    work = [row for row in rows if row.kind != JOINED]
    desks = _desks(conn, setting, round_, reader, work, now) if round_ is not None else {}
    holding = [row for row in work if _holds(row, desks)]
    joined = [view for row in rows if row.kind == JOINED for view in _joined(conn, row, round_, reader)]
    if len(holding) + len(joined) > 1:
        return _gathered(conn, setting, round_, reader, holding, joined, desks, now)
    if joined:
        return screens.joined(joined[0], reader.chat.language)
    if round_ is None or not holding:
        return None
    return _alone(conn, setting, round_, reader, holding[0], desks, now)


def render_reopened(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """To a representative: a section of hers is open again."""
    row = rows[0]
    submission = submissions.get(conn, int(row.params["submission"]))
    reader = people.by_telegram(conn, row.chat_id)
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    if submission is None or reader is None or round_ is None or round_.closed_at is not None:
        return None
    mine = {(one.role, one.agency_id) for one in people.memberships(conn, reader.id)}
    if (REPRESENTATIVE, submission.agency_id) not in mine:
        return None
    chat = reader_of(row.chat_id, reader.id, reader.name, reader.language)
    (desk,) = desks_of_round(conn, setting.library, round_, chat, now, only=submission.id)
    section = str(row.params["section"])
    if not _asks(desk, section) or desk.status(section) in LOCKED:
        return None
    line = _line(desk, section)
    view = ReopenedAlert(desk.place, cards.agency_name(desk), line, str(row.params["by"]), desk.deadline)
    return screens.section_reopened(view, chat.language)


def reader_in(conn: Connection, chat_id: int, region_id: int) -> Reader | None:
    """Who reads a region's news in this chat; None where nobody may (any more)."""
    if chat_id < 0:
        group = groups.get(conn, chat_id)
        if group is None or group.region_id != region_id:
            return None
        return Reader(reader_of(chat_id, 0, "", group.language), private=False, alerts="now")
    person = people.by_telegram(conn, chat_id)
    if person is None:
        return None
    for one in people.memberships(conn, person.id):
        if one.role == COORDINATOR and one.region_id == region_id:
            chat = reader_of(chat_id, person.id, person.name, person.language)
            return Reader(chat, private=True, alerts=one.alerts)
    return None


# -------------------------------------------------------------------- whether it still holds


def _desks(
    conn: Connection, setting: Setting, round_: RoundRow, reader: Reader, work: Sequence[Row], now: datetime
) -> dict[int, Desk]:
    """The desks that these rows speak of, by submission; one agency's alone is settled faster."""
    wanted = {int(row.params["submission"]) for row in work}
    only = next(iter(wanted)) if len(wanted) == 1 else None
    if not wanted:
        return {}
    found = desks_of_round(conn, setting.library, round_, reader.chat, now, only=only)
    return {desk.work.submission_id: desk for desk in found}


def _holds(row: Row, desks: dict[int, Desk]) -> bool:
    """Whether it is still so: what was sent may be open by now, and what was opened may be sent again."""
    desk = desks.get(int(row.params["submission"]))
    section = str(row.params["section"])
    if desk is None or not _asks(desk, section):
        return False
    return (desk.status(section) in LOCKED) != (row.kind == OPENED_AGAIN)


def _asks(desk: Desk, section: str) -> bool:
    """Whether anything is asked of the agency there (any more): forms are corrected, and answers open ways."""
    indices = {line.index for line in lists.section_lines(desk)}
    return section in desk.form.sections and desk.form.sections.index(section) in indices


# -------------------------------------------------------------------- one piece of news


def _alone(
    conn: Connection,
    setting: Setting,
    round_: RoundRow,
    reader: Reader,
    row: Row,
    desks: dict[int, Desk],
    now: datetime,
) -> Screen:
    language = reader.chat.language
    desk = desks[int(row.params["submission"])]
    if row.kind == OPENED_AGAIN:
        return screens.opened_again(_opened_again(row, round_, reader, desk), language)
    last = _sent(conn, setting, row, round_, reader, desk, now)
    # what was complete when it was queued may be open again by now: then the lower news is still true
    if row.kind == SECTION or not last.agency.complete:
        return screens.section_submitted(last, language)
    everybody = awaited(desks_of_round(conn, setting.library, round_, reader.chat, now))
    done = complete_count(everybody)
    if row.kind == AGENCY or done < len(everybody):
        return screens.agency_complete(CompleteAlert(last, done, len(everybody)), language)
    lines = [line for one in everybody for line in lists.section_lines(one)]
    proofs = sum(line.proved for line in lines), sum(line.unproved for line in lines)
    whole = AllCompleteAlert(last, round_.region_name, round_.name, done, *proofs)
    return screens.all_complete(whole, language)


def _sent(
    conn: Connection,
    setting: Setting,
    row: Row,
    round_: RoundRow,
    reader: Reader,
    desk: Desk,
    now: datetime,
) -> SectionAlert:
    section, person = str(row.params["section"]), int(row.params["person"])
    (agency,) = statuses_of(conn, round_, [desk])
    roster = setting.library.roster(conn, round_.form_id, round_.id, now)
    asked = [
        member.submission
        for member in roster.members
        if progress.asks(desk.form, roster.asked(member.submission), section)
    ]
    stand = sections.statuses(conn, asked)
    return SectionAlert(
        form=round_.form_id,
        agency=agency,
        section=_line(desk, section),
        person=answers.authors(conn, [person]).get(person, "") if reader.private else "",
        at=datetime.fromisoformat(str(row.params["at"])),
        zone=desk.zone,
        agencies_done=sum((one, section) in stand and stand[one, section].status in LOCKED for one in asked),
        agencies_asked=len(asked),
        unavailable=len(progress.unavailable(desk.instance, section)),
        private=reader.private,
        whole=desk.work.region_submission_id,
        again=bool(row.params.get("again")),
    )


def _opened_again(row: Row, round_: RoundRow, reader: Reader, desk: Desk) -> OpenedAgainAlert:
    return OpenedAgainAlert(
        form=round_.form_id,
        submission=desk.work.submission_id,
        agency=cards.agency_name(desk),
        section=_line(desk, str(row.params["section"])).label,
        by=str(row.params["by"]) if reader.private else "",
        at=datetime.fromisoformat(str(row.params["at"])),
        zone=desk.zone,
    )


def _joined(conn: Connection, row: Row, round_: RoundRow | None, reader: Reader) -> list[JoinedAlert]:
    """One view, or none when she has left since."""
    person = people.get(conn, int(row.params["person"]))
    role, agency_id = str(row.params["role"]), row.params["agency"]
    if person is None:
        return []
    if not any(
        (one.role, one.region_id, one.agency_id) == (role, row.params["region"], agency_id)
        for one in people.memberships(conn, person.id)
    ):
        return []
    agency = agencies.get(conn, agency_id) if agency_id is not None else None
    submission = (
        submissions.of_agency(conn, round_.id, agency.id)
        if agency is not None and round_ is not None
        else None
    )
    return [
        JoinedAlert(
            role=role,
            person=person.name if reader.private else "",
            agency=agency.name if agency is not None else "",
            form=round_.form_id if round_ is not None else 0,
            submission=submission.id if submission is not None else 0,
        )
    ]


# -------------------------------------------------------------------- several in one message


def _gathered(
    conn: Connection,
    setting: Setting,
    round_: RoundRow | None,
    reader: Reader,
    rows: Sequence[Row],
    joined: Sequence[JoinedAlert],
    desks: dict[int, Desk],
    now: datetime,
) -> Screen:
    by_agency: dict[int, list[Row]] = {}
    for row in rows:
        by_agency.setdefault(int(row.params["submission"]), []).append(row)
    done = total = 0
    last = None
    if round_ is not None and rows:
        everybody = awaited(desks_of_round(conn, setting.library, round_, reader.chat, now))
        done, total = complete_count(everybody), len(everybody)
        ending = next((row for row in rows if row.kind == ALL), None)
        if ending is not None and done == total:
            desk = desks[int(ending.params["submission"])]
            last = _sent(conn, setting, ending, round_, reader, desk, now)
    view = Gathered(
        form=round_.form_id if round_ is not None else 0,
        round=round_.name if round_ is not None else "",
        region=round_.region_name if round_ is not None else "",
        last=last,
        agencies=tuple(_agency(desks[one], of_it) for one, of_it in by_agency.items()),
        joined=tuple(joined),
        complete=done,
        total=total,
        private=reader.private,
        whole=submissions.region_of(conn, round_.id) if round_ is not None else 0,
    )
    return screens.gathered(view, reader.chat.language)


def _agency(desk: Desk, rows: Sequence[Row]) -> AgencyNews:
    def labels(opened: bool) -> tuple[str, ...]:
        of_kind = (row for row in rows if (row.kind == OPENED_AGAIN) == opened)
        paths = dict.fromkeys(str(row.params["section"]) for row in of_kind)
        return tuple(cards.section_label(desk, path) for path in paths)

    agency = desk.work.agency
    assert agency is not None
    sent = labels(False)
    return AgencyNews(
        submission=desk.work.submission_id,
        name=agency.name,
        short_name=agency.short_name,
        complete=bool(sent) and is_complete(desk),  # also where its last section was told of alone
        sent=sent,
        reopened=labels(True),
    )


def _line(desk: Desk, section: str) -> SectionLine:
    index = desk.form.sections.index(section)
    return next(line for line in lists.section_lines(desk) if line.index == index)
