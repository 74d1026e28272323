"""One piece of evidence: it is looked at, replaced by what is sent next, taken off its answer and put back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows.interview import Stop, find
from bot.screens import evidence_pieces as screens
from bot.screens import notices
from bot.screens.evidence_buttons import LOOK, REMOVE, REPLACE, RESTORE, RIGHT
from bot.screens.notices import Toast
from bot.screens.press import Press, read36
from bot.screens.register_views import PieceCard
from bot.screens.screen import Screen
from bot.services import cards
from bot.services.desk import Desk
from bot.services.evidence_cards import MOST, evidence_draft, read_draft, takes
from bot.services.evidence_counts import pieces
from bot.services.evidence_documents import Use, documents, key_of_subject, label, piece, piece_of, subject_of
from bot.services.evidence_rows import FILE, PLACE, kept
from bot.services.outcomes import awaits, locked
from bot.services.replies import Reply, Where
from bot.services.showing import show_present, show_stop
from bot.services.waiting import EVIDENCE, Waiting, awaited
from storage import answers, evidence
from storage.evidence import EvidenceRow


def press(conn: Connection, desk: Desk, pressed: Press, tapped: int) -> Reply:
    """A button of one piece of this agency's evidence. Any other id finds nothing."""
    argument, evidence_id = pressed.argument[:1], read36(pressed.argument[1:])
    if argument == RESTORE:
        return _restore(conn, desk, evidence_id)
    use = piece(desk, evidence_id)
    if use is None:
        return Reply(toast=screens.gone(desk.chat.language).text, alert=True)
    match argument:
        case _ if argument == LOOK:
            return Reply(screens.card(piece_card(conn, desk, use), desk.chat.language), Where.ASIDE)
        case _ if argument == RIGHT:
            return _right(conn, desk, use)
        case _ if argument not in (REPLACE, REMOVE):
            return Reply(toast=notices.toast(Toast.STALE, desk.chat.language))
    if not desk.may_change(use.key):
        return locked(desk, desk.form.section_of(use.key.question))
    return _replace(conn, desk, use) if argument == REPLACE else _remove(conn, desk, use)


def piece_card(conn: Connection, desk: Desk, use: Use, *, own: bool = True) -> PieceCard:
    """A piece as it is shown. `own`: the reader represents the agency, and may change it where that is open."""
    row = use.row
    here = pieces(desk, use.key)
    number = next((n for n, one in enumerate(here, start=1) if one.id == row.id), 1)
    same = next((one for one in documents(desk) if any(other.row.id == row.id for other in one.uses)), None)
    others = [one.key for one in same.uses if one.key != use.key] if same is not None else []
    by = {} if own and row.person_id == desk.chat.person_id else answers.authors(conn, [row.person_id or 0])
    latitude, longitude = map(float, row.text.split()[:2]) if row.kind == PLACE else (0.0, 0.0)
    value = desk.instance.value(use.key)
    return PieceCard(
        place=desk.place,
        piece=piece_of(row, number),
        label=label(desk, use.key),
        value=cards.shown(desk, use.key, value) if value else "",
        at=row.at,
        zone=desk.zone,
        now=desk.now,
        agency="" if own else cards.agency_name(desk),
        by=by.get(row.person_id or 0, ""),
        others=tuple(dict.fromkeys(label(desk, key) for key in others)),
        size=row.size,
        text=row.text,
        file_id=row.telegram_file_id,
        latitude=latitude,
        longitude=longitude,
        may_change=own and desk.may_change(use.key),
    )


def _right(conn: Connection, desk: Desk, use: Use) -> Reply:
    """She has looked at it; the card that she came from comes down to where she is."""
    screen = screens.right(piece_card(conn, desk, use), desk.chat.language)
    reply = Reply(screen, Where.TAPPED, below_file=use.row.kind == FILE)
    if awaited(desk) is None or desk.chat.card_id is None:
        return reply
    present = show_present(conn, desk, card=None)
    return replace(reply, old_card=desk.chat.card_id, present=present, lower=True)


def _replace(conn: Connection, desk: Desk, use: Use) -> Reply:
    """The next thing that she sends takes its place; until then it counts."""
    if not takes(desk, use.key) or find(desk.instance, use.key) is None:
        return Reply(toast=notices.toast(Toast.STALE, desk.chat.language))
    stands = awaits(desk, use.key) and desk.chat.mode == EVIDENCE
    way, _ = read_draft(desk.chat.draft) if stands else ("", None)
    waiting = Waiting(EVIDENCE, evidence_draft(way, use.row.id))
    screen = show_stop(conn, desk, Stop(use.key), waiting=waiting, card=None)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)


def _remove(conn: Connection, desk: Desk, use: Use) -> Reply:
    evidence.remove(conn, use.row.id, person_id=desk.chat.person_id, at=desk.now)
    screen = screens.removed(piece_card(conn, desk, use), desk.chat.language)
    return _changed(conn, desk, use.row, screen)


def _restore(conn: Connection, desk: Desk, evidence_id: int) -> Reply:
    """What was taken off stands again, unless it was replaced, what it proved has as many pieces as it
    may have, or may not change any more."""
    row = evidence.get(conn, evidence_id) if evidence_id > 0 else None
    about = subject_of(desk, row) if row is not None else None
    key = key_of_subject(desk, about) if about is not None else None
    if row is None or key is None:
        return Reply(toast=screens.gone(desk.chat.language).text, alert=True)
    if not desk.may_change(key):
        return locked(desk, desk.form.section_of(key.question))
    there = pieces(desk, key)
    if row.id not in {one.id for one in there}:
        if len(there) >= MOST:
            return Reply(toast=screens.full(MOST, desk.chat.language).text, alert=True)
        twice = row.file_id is not None and row.file_id in {one.file_id for one in there}
        if twice or not evidence.restore(conn, row.id):
            return Reply(toast=notices.toast(Toast.STALE, desk.chat.language))
    desk = _fresh(conn, desk)
    card = screens.card(piece_card(conn, desk, Use(key, row)), desk.chat.language)
    return _changed(conn, desk, row, replace(card, given=None))


def _changed(conn: Connection, desk: Desk, row: EvidenceRow, screen: Screen) -> Reply:
    """The message under the file says what became of it; a question's card that stands is drawn anew."""
    reply = Reply(screen, Where.TAPPED, below_file=row.kind == FILE)
    if awaited(desk) is None or desk.chat.card_id is None:
        return reply
    present = show_present(conn, _fresh(conn, desk), card=desk.chat.card_id)
    return replace(reply, old_card=desk.chat.card_id, present=present)


def _fresh(conn: Connection, desk: Desk) -> Desk:
    return replace(desk, evidence=kept(conn, desk.form, desk.work))
