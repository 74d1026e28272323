"""One document proves many answers: what was given before is offered for another answer, and proves it at a tap."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.evidence import subject
from bot.flows.interview import Stop, find
from bot.screens import evidence_pieces as screens
from bot.screens.evidence_buttons import PAGE_OF, USE
from bot.screens.press import Press, read36
from bot.screens.register_views import ReuseView
from bot.services import cards
from bot.services.desk import Desk
from bot.services.evidence_cards import MOST, read_draft, takes
from bot.services.evidence_counts import pieces
from bot.services.evidence_offers import document_line, offers
from bot.services.evidence_rows import kept
from bot.services.outcomes import awaits, locked, moved_on
from bot.services.replies import Reply, Where
from bot.services.showing import show_stop
from bot.services.waiting import EVIDENCE, Waiting
from storage import evidence


def press(conn: Connection, desk: Desk, key: AnswerKey | None, pressed: Press, card: int | None) -> Reply:
    """The list of what can prove this answer as well; one of it that does from now on; back to the card."""
    if key is None or not takes(desk, key) or find(desk.instance, key) is None:
        return moved_on(conn, desk, card)
    if not desk.may_change(key):
        return locked(desk, desk.form.section_of(key.question))
    stands = awaits(desk, key) and desk.chat.mode == EVIDENCE
    draft = desk.chat.draft if stands else ""
    what, number = pressed.argument[:1], read36(pressed.argument[1:])
    taken = 0
    if what == USE:
        taken = _use(conn, desk, key, number, read_draft(draft)[1])
        if taken:
            desk, draft = replace(desk, evidence=kept(conn, desk.form, desk.work)), read_draft(draft)[0]
    # while the list stands, too, what she sends is evidence for this answer
    screen = show_stop(conn, desk, Stop(key), waiting=Waiting(EVIDENCE, draft), card=card, taken=taken)
    if what == PAGE_OF and (view := _view(desk, key, max(number, 0))) is not None:
        screen = screens.reuse(view, desk.chat.language)
    return Reply(screen, Where.CARD)


def _view(desk: Desk, key: AnswerKey, page: int) -> ReuseView | None:
    found = offers(desk, key)
    if not found:
        return None
    question = desk.form.questions[key.question]
    lines = tuple(document_line(desk, one, {}) for one in found)
    label = cards.brief(cards.label_of(desk, key))
    return ReuseView(desk.place, question.ordinal, key.items, desk.zone, label, lines, page)


def _use(conn: Connection, desk: Desk, key: AnswerKey, evidence_id: int, replaced: int | None) -> int:
    """How many pieces were added: none where the id is none of what was offered, or there is no room."""
    offered = (one for one in offers(desk, key) if any(use.row.id == evidence_id for use in one.uses))
    document = next(offered, None)
    there = pieces(desk, key)
    gone = replaced if any(row.id == replaced for row in there) else None
    if document is None or len(there) - (gone is not None) >= MOST:
        return 0
    row, about = document.row, subject(desk.form, key)
    new = evidence.add(
        conn,
        submission_id=desk.submission_for(key),
        subject=about.name,
        items=".".join(about.items),
        kind=row.kind,
        file_id=row.file_id,
        text=row.text,
        caption=row.caption,
        origin=row.origin,
        origin_at=row.origin_at,
        person_id=desk.chat.person_id,
        at=desk.now,
        chat_id=desk.chat.chat_id,
    )
    if gone is not None:
        evidence.remove(conn, gone, person_id=desk.chat.person_id, at=desk.now, replaced_by=new)
    return 1
