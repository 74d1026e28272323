"""What is told of a review, in one place: questions returned, a return taken back, a section accepted, words said.

Rows of the outbox, rendered when they are sent; None where it is no longer so by then. Whoever mirrors threads
elsewhere, as topics of a group do, is called from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.moves import Move, Status
from bot.screens import review_tidings as screens
from bot.screens.review_views import FixLine, SaidView
from bot.screens.screen import Screen
from bot.services import cards, fix_views, fixes, lists, topics
from bot.services.alerts import ACCEPTED, GAP, RECALLED, REMARK, REPLIED, RETURNED, SENT_BACK, listeners
from bot.services.assessing import reads_section
from bot.services.desk import Desk
from bot.services.inviting import ASSESSOR, COORDINATOR, REPRESENTATIVE
from bot.services.overseeing import reader_of
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from storage import outbox, people, remarks, reminders, returned, rounds, sections, submissions
from storage.outbox import Row
from storage.people import PersonRow
from storage.remarks import RemarkRow
from storage.rounds import RoundRow

NAMED = 5  # questions of a return that the message names


# -------------------------------------------------------------------- telling


def tell_returned(conn: Connection, desk: Desk, section: str) -> None:
    """To the agency: these questions are to be done again."""
    topics.mirror_section(conn, desk, topics.QUESTIONS, section)
    _tell_agency(conn, RETURNED, desk, section)


def tell_recalled(conn: Connection, desk: Desk, section: str) -> None:
    """To the agency: nothing is to be done again after all."""
    topics.mirror_section(conn, desk, topics.RECALLED, section)
    _tell_agency(conn, RECALLED, desk, section)


def tell_accepted(conn: Connection, desk: Desk, section: str) -> None:
    """To the agency, a little later: several sections make one message, and whoever tapped wrongly undoes it."""
    topics.mirror_section(conn, desk, topics.ACCEPTED, section)
    for reader in _representatives(conn, desk):
        waiting = outbox.waiting(conn, reader.telegram_id, {ACCEPTED})
        due = waiting[0].due_at if waiting else desk.now + GAP
        _add(conn, ACCEPTED, reader.telegram_id, desk, section, due)


def tell_sent_back(conn: Connection, desk: Desk, section: str) -> None:
    """To the assessors who returned something of it; coordinators hear of every section that is sent."""
    topics.mirror_section(conn, desk, topics.SENT_BACK, section)
    before = returned.ever(conn, desk.work.submission_id, section)
    for reader in _assessors(conn, desk, section, {row.person_id for row in before}):
        _add(conn, SENT_BACK, reader.telegram_id, desk, section, desk.now)


def tell_remark(conn: Connection, desk: Desk, remark_id: int) -> None:
    """To the other side: a word about one question."""
    row = remarks.get(conn, remark_id)
    assert row is not None
    topics.mirror_remark(conn, desk, remark_id)
    section = desk.form.section_of(row.question)
    if row.side == remarks.REVIEWER:
        readers = [one.telegram_id for one in _representatives(conn, desk)]
        kind = REMARK
    else:
        kind = REPLIED
        of_region = listeners(conn, desk.work.region_id)
        readers = [one.chat_id for one in of_region if one.chat_id > 0]
        took_part = {
            one.person_id
            for one in remarks.thread(conn, row.submission_id, row.question, row.items)
            if one.side == remarks.REVIEWER
        }
        readers += [one.telegram_id for one in _assessors(conn, desk, section, took_part)]
    for chat_id in dict.fromkeys(readers):
        if chat_id != desk.chat.chat_id:
            _add(conn, kind, chat_id, desk, section, desk.now, remark=remark_id)


# -------------------------------------------------------------------- rendering


def render_agency(
    conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime
) -> Screen | datetime | None:
    """To somebody of the agency: returned, taken back, accepted. Rows of one kind and submission."""
    desk = _desk_of_agency(conn, setting, rows[0], now)
    if desk is None:
        return None
    kind, language = rows[0].kind, desk.chat.language
    wanted = dict.fromkeys(str(row.params["section"]) for row in rows)
    known = [section for section in wanted if section in desk.form.sections]
    name = cards.agency_name(desk)
    if kind == RETURNED:
        back = [one for one in known if desk.status(one) is Status.RETURNED and fixes.to_fix(desk, one)]
        if not back:
            return None
        lines = tuple(line for one in back for line in _returned(conn, desk, one))
        labels = tuple(cards.section_label(desk, one) for one in back)
        by = next((line.by for line in lines), "")
        view = screens.ReturnedTidings(
            place=desk.place,
            person=desk.chat.person_name,
            agency=name,
            sections=labels,
            by=by,
            questions=lines[:NAMED],
            deadline=desk.deadline,
            count=sum(len(fixes.to_fix(desk, one)) for one in back),
        )
        return screens.returned(view, language)
    if kind == RECALLED:
        gone = [one for one in known if desk.status(one) is Status.SUBMITTED]
        if not gone or not _was_told(conn, rows[0].chat_id, desk, gone[0]):
            return None
        return screens.recalled(desk.place, name, cards.section_label(desk, gone[0]), language)
    accepted = tuple(cards.section_label(desk, one) for one in known if desk.status(one) is Status.ACCEPTED)
    if not accepted:
        return None
    all_ = all(line.status is Status.ACCEPTED for line in lists.section_lines(desk))
    return screens.accepted(desk.place, desk.chat.person_name, name, accepted, all_, desk.deadline, language)


def render_sent_back(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """To an assessor: what she returned is back."""
    row = rows[0]
    desk = _desk_of_reviewer(conn, setting, row, now)
    section = str(row.params["section"])
    if desk is None or desk.status(section) is not Status.SUBMITTED:
        return None
    index = desk.form.sections.index(section)
    label = cards.section_label(desk, section)
    return screens.sent_back(desk.place, cards.agency_name(desk), label, index, desk.chat.language)


def render_remarks(
    conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime
) -> Screen | datetime | None:
    """What the other side said, as one message when it came in a burst."""
    last = outbox.last_sent(conn, rows[0].chat_id, {rows[0].kind})
    if last is not None and last <= now < last + GAP:
        return last + GAP
    to_agency = rows[0].kind == REMARK
    desk_of = _desk_of_agency if to_agency else _desk_of_reviewer
    # an assessor reads what is said of her own pillars alone
    hers = [(row, desk) for row in rows if (desk := desk_of(conn, setting, row, now)) is not None]
    if not hers:
        return None
    desk = hers[0][1]
    found = [remarks.get(conn, int(row.params["remark"])) for row, _ in hers]
    said = tuple(_said(desk, row) for row in found if row is not None and row.question in _known(desk))
    if not said:
        return None
    name = cards.agency_name(desk)
    return screens.remarks(desk.place, name, said, to_agency, desk.chat.language)


# -------------------------------------------------------------------- who and what


def _add(
    conn: Connection, kind: str, chat_id: int, desk: Desk, section: str, due: datetime, **params: Any
) -> None:
    cause = params.get("remark", f"{section}:{int(desk.now.timestamp() * 1000)}")
    outbox.add(
        conn,
        dedupe_key=f"{kind}:{desk.work.submission_id}:{cause}:{chat_id}"[:200],
        kind=kind,
        chat_id=chat_id,
        params={"submission": desk.work.submission_id, "section": section, **params},
        due_at=due,
        at=desk.now,
    )


def _tell_agency(conn: Connection, kind: str, desk: Desk, section: str) -> None:
    for reader in _representatives(conn, desk):
        _add(conn, kind, reader.telegram_id, desk, section, desk.now)


def _representatives(conn: Connection, desk: Desk) -> list[PersonRow]:
    assert desk.work.agency is not None
    found = people.representatives(conn, desk.work.agency.id)
    return [one for one in found if one.unreachable_at is None]


def _assessors(conn: Connection, desk: Desk, section: str, ids: set[int]) -> list[PersonRow]:
    """Those of these people who assess this section now."""
    found = (people.get(conn, one) for one in sorted(ids))
    return [
        one
        for one in found
        if one is not None
        and one.unreachable_at is None
        and _reviews(conn, one.id, desk, section, coordinators=False)
    ]


def _reviews(conn: Connection, person: int, desk: Desk, section: str, *, coordinators: bool = True) -> bool:
    for one in people.memberships(conn, person):
        if one.region_id != desk.work.region_id:
            continue
        if one.role == COORDINATOR and coordinators:
            return True
        if one.role == ASSESSOR and reads_section(one.pillars, desk.form, section):
            return True
    return False


def _desk_of_agency(conn: Connection, setting: Setting, row: Row, now: datetime) -> Desk | None:
    """The agency's desk as its representative sees it; None where she is that no more, or the round is over."""
    found = _round_of(conn, row)
    reader = people.by_telegram(conn, row.chat_id)
    if found is None or reader is None or found[1].closed_at is not None:
        return None
    agency, round_ = found
    held = people.memberships(conn, reader.id)
    if not any((one.role, one.agency_id) == (REPRESENTATIVE, agency) for one in held):
        return None
    return _desk(conn, setting, round_, reader, row, now)


def _desk_of_reviewer(conn: Connection, setting: Setting, row: Row, now: datetime) -> Desk | None:
    """The agency's desk as a reviewer sees it; None where she may not (any more)."""
    found = _round_of(conn, row)
    reader = people.by_telegram(conn, row.chat_id)
    if found is None or reader is None:
        return None
    desk = _desk(conn, setting, found[1], reader, row, now)
    section = str(row.params["section"])
    known = section in desk.form.sections
    return desk if known and _reviews(conn, reader.id, desk, section) else None


def _desk(
    conn: Connection, setting: Setting, round_: RoundRow, reader: PersonRow, row: Row, now: datetime
) -> Desk:
    chat = reader_of(row.chat_id, reader.id, reader.name, reader.language)
    only = int(row.params["submission"])
    (desk,) = desks_of_round(conn, setting.library, round_, chat, now, only=only)
    return desk


def _round_of(conn: Connection, row: Row) -> tuple[int | None, RoundRow] | None:
    submission = submissions.get(conn, int(row.params["submission"]))
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    return (submission.agency_id, round_) if submission is not None and round_ is not None else None


def _was_told(conn: Connection, chat_id: int, desk: Desk, section: str) -> bool:
    """Whether this chat was told of the last return of a section."""
    place = (desk.work.submission_id, section)
    moves = sections.events(conn, [desk.work.submission_id], section)
    since = max((one.at for one in moves if one.move == Move.RETURN), default=desk.now)
    told = reminders.queued(conn, chat_id, RETURNED)
    lately = [one.params for one in told if one.sent_at is not None and one.sent_at >= since]
    return place in {(params["submission"], params["section"]) for params in lately}


def _returned(conn: Connection, desk: Desk, section: str) -> tuple[FixLine, ...]:
    fixes_ = fix_views.fixes_view(conn, desk, section, 0).fixes
    return tuple(one for one in fixes_ if not one.fixed)[:NAMED]


def _known(desk: Desk) -> frozenset[str]:
    return frozenset((*desk.form.questions, *desk.form.groups))


def _said(desk: Desk, row: RemarkRow) -> SaidView:
    key = AnswerKey(row.question, tuple(row.items.split(".")) if row.items else ())
    is_repeat = key.question in desk.form.groups
    ordinal = (
        desk.instance.logic.ordered_repeats.index(key.question)
        if is_repeat
        else desk.form.questions[key.question].ordinal
    )
    return SaidView(
        by=row.person_name,
        section=cards.section_label(desk, desk.form.section_of(key.question)),
        question=cards.brief(cards.label_of(desk, key)),
        text=row.text,
        ordinal=ordinal,
        items=key.items,
        is_repeat=is_repeat,
    )
