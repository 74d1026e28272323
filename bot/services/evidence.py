"""Evidence in conversation: its card is opened and left, and what arrives while it stands is kept for its answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import evidence, interview
from bot.flows.answers import AnswerKey
from bot.flows.evidence import Need, Subject
from bot.flows.form import FILES
from bot.flows.inputs import Medium, Sent, Typed
from bot.flows.interview import Stop
from bot.flows.links import read_links
from bot.flows.problems import Problem
from bot.screens import evidence as screens
from bot.screens.evidence import ONWARD, WAY
from bot.screens.phrases import phrases
from bot.screens.press import Press, Verb, decode, read36
from bot.screens.screen import Screen
from bot.screens.views import SavedView
from bot.services import cards, evidence_taking
from bot.services.desk import Desk
from bot.services.evidence_cards import on_way, read_draft, takes
from bot.services.evidence_counts import pieces, standing
from bot.services.evidence_offers import proved_by
from bot.services.evidence_rows import LINK, joined, kept
from bot.services.outcomes import awaited_question, awaits, locked, moved_on
from bot.services.replies import Reply, Where
from bot.services.showing import show_home, show_next, show_present, show_review, show_stop
from bot.services.storing import Source
from bot.services.waiting import EVIDENCE, Waiting, awaited, key_of, listed
from storage import evidence as rows


def open_card(conn: Connection, desk: Desk, key: AnswerKey | None, press: Press, card: int | None) -> Reply:
    """A button of evidence: open an answer's card, leave it, or walk through all that lack theirs."""
    if press.argument.startswith(WAY):
        return Reply(_walk(conn, desk, press.argument, None, card), Where.CARD)
    if key is None or not takes(desk, key) or interview.find(desk.instance, key) is None:
        return moved_on(conn, desk, card)
    section = desk.form.section_of(key.question)
    if press.argument.startswith(ONWARD):
        way = press.argument.removeprefix(ONWARD)
        if way.startswith(WAY):
            return Reply(_walk(conn, desk, way, key, card), Where.CARD)
        saved = count_line(desk, key) if pieces(desk, key) else None
        return Reply(show_next(conn, desk, section, key, saved=saved, card=card), Where.CARD)
    if not desk.may_change(key):
        return locked(desk, section)
    return Reply(show_stop(conn, desk, Stop(key), waiting=Waiting(EVIDENCE), card=card), Where.CARD)


def _walk(conn: Connection, desk: Desk, way: str, after: AnswerKey | None, card: int | None) -> Screen:
    """The card of the next answer on the way behind this one; at its end where the way began."""
    order = [standing(desk, one) for one in evidence.wanted(desk.instance)]
    here = order.index(after) + 1 if after in order else 0
    open_ = set(on_way(desk, way))
    found = next((key for key in order[here:] if key in open_ and desk.may_change(key)), None)
    saved = count_line(desk, after) if after is not None and pieces(desk, after) else None
    if found is not None:
        waiting = Waiting(EVIDENCE, way)
        return show_stop(conn, desk, Stop(found), waiting=waiting, card=card)
    number = read36(way[1:]) if len(way) > 1 else -1
    if 0 <= number < len(desk.form.sections):
        return show_review(conn, desk, desk.form.sections[number], card=card, saved=saved)
    return show_home(conn, desk, card=card, saved=saved)


def is_card(carried: Iterable[str]) -> bool:
    """Whether the buttons of a message are those of an evidence card: what replies to it is evidence."""
    pressed = filter(None, map(decode, carried))
    return any(one.verb is Verb.EVIDENCE and one.argument.startswith(ONWARD) for one in pressed)


def may_prove(desk: Desk, key: AnswerKey, raw: Typed | Sent) -> bool:
    """Whether a file that was sent for a question is evidence for its answer rather than the answer."""
    question = desk.form.questions.get(key.question)
    if question is None or question.kind in FILES or not isinstance(raw, Sent):
        return False
    return raw.medium is not Medium.LOCATION and evidence.need(desk.instance, key) is not Need.NONE


def of_album(desk: Desk, raw: Typed | Sent) -> AnswerKey | None:
    """The answer that earlier files of the same album prove, whatever card stands now; None for any other message."""
    if not isinstance(raw, Sent) or not raw.album:
        return None
    for about, found in desk.evidence.items():
        if any(row.album == raw.album and row.chat_id == desk.chat.chat_id for row in found):
            return _key_of(desk, about)
    return None


def correct(conn: Connection, desk: Desk, text: str, source: Source) -> Reply | None:
    """She edited a message that brought links: what it says now takes their place. None for any other message."""
    assert source.message_id is not None
    brought = {row.id for row in rows.by_message(conn, source.chat_id, source.message_id) if row.kind == LINK}
    for about, found in desk.evidence.items():
        key = _key_of(desk, about) if brought & {row.id for row in found} else None
        if key is None:
            continue
        if not desk.may_change(key):
            return locked(desk, desk.form.section_of(key.question))
        if not read_links(text).found:
            return Reply(screens.refused(Problem("problem-evidence-edit"), desk.chat.language), Where.ASIDE)
        for one in brought:
            rows.remove(conn, one, person_id=desk.chat.person_id, at=desk.now)
        desk = replace(desk, evidence=kept(conn, desk.form, desk.work))
        # also where the answer asks for none any more: what was kept before is corrected, not dropped
        return _received(conn, desk, key, Typed(text), source, more=True)
    return None


def _key_of(desk: Desk, about: Subject) -> AnswerKey | None:
    """The answer whose card stands for this subject: the present one, or else one that asks for it."""
    present = awaited_question(desk)
    if present is not None and evidence.subject(desk.form, present) == about:
        return present
    asking = (standing(desk, one) for one in evidence.wanted(desk.instance) if one.subject == about)
    own = key_of(about.name, ".".join(about.items)) if about.name in desk.form.questions else None
    return next(asking, own)


def receive(
    conn: Connection, desk: Desk, key: AnswerKey, raw: Typed | Sent, source: Source, *, more: bool = False
) -> Reply:
    """A message that brings evidence for this answer. `more` of an album that began before: the card that
    confirmed it is edited, so that there is one confirmation for all."""
    if not takes(desk, key) or interview.find(desk.instance, key) is None:
        screen = screens.unasked(show_present(conn, desk, card=None), desk.chat.language)
        return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)
    if not desk.may_change(key):
        return locked(desk, desk.form.section_of(key.question))
    return _received(conn, desk, key, raw, source, more=more)


def _received(
    conn: Connection, desk: Desk, key: AnswerKey, raw: Typed | Sent, source: Source, *, more: bool
) -> Reply:
    tip = _wants_tip(desk, key, raw)
    stands = awaits(desk, key) and desk.chat.mode == EVIDENCE
    draft = desk.chat.draft if stands else ""
    way, replaced = read_draft(draft)
    taken = evidence_taking.take(conn, desk, key, raw, source, replaced)
    effects = ("fetch",) if taken.count and isinstance(raw, Sent) else ()
    if taken.count:
        desk = replace(desk, evidence=joined(desk.form, desk.evidence, taken.rows, desk.work, taken.gone))
    if not stands and (more or awaited_question(desk) is not None):
        return _beside(conn, desk, key, taken, effects, more=more)
    card = desk.chat.card_id if more else None
    screen = show_stop(
        conn,
        desk,
        Stop(key),
        waiting=Waiting(EVIDENCE, way if taken.count else draft),
        card=card,
        taken=taken.count,
        known=proved_by(desk, taken.file_id, key) if taken.file_id is not None else (),
        problem=taken.problem,
        photo_tip=tip and taken.count > 0,
    )
    where = Where.BELOW if card is None else Where.CARD
    return Reply(screen, where, old_card=desk.chat.card_id, effects=effects)


def _beside(
    conn: Connection,
    desk: Desk,
    key: AnswerKey,
    taken: evidence_taking.Taken,
    effects: tuple[str, ...],
    *,
    more: bool,
) -> Reply:
    """Evidence for another answer than the present card asks about: that card stays what it is."""
    if taken.problem is not None:
        return Reply(screens.refused(taken.problem, desk.chat.language), Where.ASIDE, effects=effects)
    if more:
        return again(conn, desk, count_line(desk, key), effects)
    screen = show_present(conn, desk, card=None, saved=count_line(desk, key))
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id, effects=effects)


def again(conn: Connection, desk: Desk, saved: SavedView, effects: tuple[str, ...]) -> Reply:
    """The card that stands, where it stands, with this line above it: more came of an album that began before."""
    card = desk.chat.card_id
    number = listed(desk)
    if awaited(desk) is not None:
        screen = show_present(conn, desk, card=card, saved=saved)
    elif number.isdecimal() and int(number) < len(desk.form.sections):
        screen = show_review(conn, desk, desk.form.sections[int(number)], card=card, saved=saved)
    else:
        screen = show_home(conn, desk, card=card, saved=saved)
    return Reply(screen, Where.BELOW if card is None else Where.CARD, old_card=card, effects=effects)


def count_line(desk: Desk, key: AnswerKey) -> SavedView:
    """'✓ Imunisasi dasar lengkap: 3 bukti dukung', above whatever comes next."""
    count = phrases(desk.chat.language).plain("evidence-count", count=len(pieces(desk, key)))
    return SavedView(cards.brief(cards.label_of(desk, key)), count)


def _wants_tip(desk: Desk, key: AnswerKey, raw: Typed | Sent) -> bool:
    """Once for a chat and a question: a compressed photo may be of a document whose stamp nobody can read."""
    if not isinstance(raw, Sent) or raw.medium is not Medium.PHOTO:
        return False
    return not any(
        row.medium == Medium.PHOTO
        and row.chat_id == desk.chat.chat_id
        and (not raw.album or row.album != raw.album)
        for row in pieces(desk, key)
    )
