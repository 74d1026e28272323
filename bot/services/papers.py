"""Documents of a confirmation: the answers to be read before it, the receipt after it. Rows of the outbox name them;
they are worded here when they are due, and drawn away from the update path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.reports.paper import draw_answers, draw_receipt
from bot.screens import receipts as screens
from bot.screens.receipts import ReceiptNews
from bot.services import alerts
from bot.services.alerting import reader_in
from bot.services.desk import Desk
from bot.services.inviting import REPRESENTATIVE
from bot.services.overseeing import reader_of
from bot.services.paper_views import answers_paper, receipt_paper
from bot.services.replies import Order, Rendered
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from storage import invitations, outbox, people, receipts, rounds, submissions
from storage.chats import ChatRow
from storage.outbox import Row
from storage.people import PersonRow
from storage.receipts import ReceiptRow
from storage.submissions import SubmissionRow

RECEIPT, ANSWERS = "receipt", "answers_paper"
_UNSAFE = re.compile(r"[^\w .()-]|_")


def order_answers(
    conn: Connection, chat_id: int, desk: Desk, now: datetime, *, invitation: int | None = None
) -> None:
    """Queue the answers as a document; twice within a minute is once. `invitation`: of a signer, who may read
    them while her link works, and when she has confirmed with it."""
    outbox.add(
        conn,
        dedupe_key=f"{ANSWERS}:{desk.work.submission_id}:{chat_id}:{int(now.timestamp() // 60)}",
        kind=ANSWERS,
        chat_id=chat_id,
        params={"submission": desk.work.submission_id, "invitation": invitation},
        due_at=now,
        at=now,
    )


def order_receipt(conn: Connection, chat_id: int, receipt: int, now: datetime) -> None:
    """Queue a receipt once more for somebody who has lost it."""
    outbox.add(
        conn,
        dedupe_key=f"{RECEIPT}:{receipt}:{chat_id}:{int(now.timestamp() // 60)}",
        kind=RECEIPT,
        chat_id=chat_id,
        params={"receipt": receipt},
        due_at=now,
        at=now,
    )


def tell_signed(conn: Connection, desk: Desk, receipt: int, signer: ChatRow, now: datetime) -> None:
    """Queue a new receipt for the signer, the representatives, and the coordinators as they want to hear."""
    assert desk.work.agency is not None
    told = {one.telegram_id for one in people.representatives(conn, desk.work.agency.id)}
    told.add(signer.chat_id)
    for chat_id in sorted(told):
        outbox.add(
            conn,
            dedupe_key=f"{RECEIPT}:{receipt}:{chat_id}",
            kind=RECEIPT,
            chat_id=chat_id,
            params={"receipt": receipt},
            due_at=now,
            at=now,
        )
    alerts.tell(
        conn,
        RECEIPT,
        {"receipt": receipt, "round": desk.work.round_id},
        region_id=desk.work.region_id,
        zone=desk.zone,
        key=str(receipt),
        now=now,
        without=told,
    )


def render_receipt(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """A row of kind 'receipt'; None for somebody who has no part in it any more."""
    kept = receipts.get(conn, int(rows[0].params["receipt"]))
    submission = submissions.get(conn, kept.submission_id) if kept is not None else None
    if kept is None or submission is None:
        return None
    chat = _reader(conn, rows[0].chat_id, submission, signer=kept.person_id)
    desk = _desk(conn, setting, submission, chat, now) if chat is not None else None
    if chat is None or desk is None or desk.work.agency is None:
        return None
    private = rows[0].chat_id > 0
    earlier = before(conn, kept)
    view = ReceiptNews(
        number=kept.number,
        agency=desk.work.agency.name,
        region=desk.work.region_name,
        round=desk.work.round_name,
        name=kept.name if private else "",
        at=kept.at,
        zone=desk.zone,
        answers=int(kept.counts["answers"]),
        evidence=int(kept.counts["evidence"]),
        replaces=earlier.number if earlier is not None else "",
    )
    caption = screens.news(view, chat.language)
    if not private:
        return caption  # it names people
    paper = receipt_paper(desk, kept, earlier, chat.language)
    return Order(caption, draw_receipt, (paper,), f"{kept.number} {_safe(desk.work.agency.short_name)}.pdf")


def render_answers(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """A row of kind 'answers_paper'; None once the right to read them is lost."""
    params = rows[0].params
    submission = submissions.get(conn, int(params["submission"]))
    if submission is None:
        return None
    held = invitations.by_id(conn, int(params["invitation"])) if params.get("invitation") else None
    person = people.by_telegram(conn, rows[0].chat_id)
    signer = None
    if person is not None and held is not None and held.expires_at > now:
        signed = {one.person_id for one in receipts.of_submission(conn, submission.id)}
        signer = person.id if held.uses_left > 0 or person.id in signed else None
    chat = _reader(conn, rows[0].chat_id, submission, signer=signer)
    desk = _desk(conn, setting, submission, chat, now) if chat is not None else None
    if chat is None or desk is None or desk.work.agency is None or rows[0].chat_id < 0:
        return None
    work, agency = desk.work, desk.work.agency
    caption = screens.answers_caption(agency.name, work.round_name, now, desk.zone, chat.language)
    name = f"{_safe(agency.short_name)} {now.astimezone(desk.zone):%Y-%m-%d}.pdf"
    return Order(caption, draw_answers, (answers_paper(desk, now, chat.language),), name)


def before(conn: Connection, kept: ReceiptRow) -> ReceiptRow | None:
    """The receipt that this one took the place of."""
    return next((one for one in receipts.of_submission(conn, kept.submission_id) if one.id < kept.id), None)


def _reader(
    conn: Connection, chat_id: int, submission: SubmissionRow, *, signer: int | None
) -> ChatRow | None:
    """Whoever may read of this agency in this chat: who signed or is asked to, its representatives, the region's
    coordinators and their group."""
    round_ = rounds.get(conn, submission.round_id)
    if round_ is None:
        return None
    person = people.by_telegram(conn, chat_id) if chat_id > 0 else None
    if person is not None and (person.id == signer or _represents(conn, person, submission)):
        return reader_of(chat_id, person.id, person.name, person.language)
    found = reader_in(conn, chat_id, round_.region_id)
    return found.chat if found is not None else None


def _represents(conn: Connection, person: PersonRow, submission: SubmissionRow) -> bool:
    mine = {(one.role, one.agency_id) for one in people.memberships(conn, person.id)}
    return (REPRESENTATIVE, submission.agency_id) in mine


def _desk(
    conn: Connection, setting: Setting, submission: SubmissionRow, chat: ChatRow, now: datetime
) -> Desk | None:
    round_ = rounds.get(conn, submission.round_id)
    if round_ is None or submission.agency_id is None:
        return None
    found = desks_of_round(conn, setting.library, round_, chat, now, only=submission.id)
    return found[0] if found else None


def _safe(name: str) -> str:
    return " ".join(_UNSAFE.sub(" ", name).split())[:60] or "Pilar"
