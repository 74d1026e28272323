"""What follows an input: the question once more with what was wrong, or the line that reads the answer back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import evidence, interview
from bot.flows.answers import Answer, AnswerKey, Standing
from bot.flows.evidence import Need
from bot.flows.form import FILES, Kind, Question
from bot.flows.inputs import Input, Medium, Sent
from bot.flows.interview import Stop, Turn
from bot.screens import fixes, notices, saved
from bot.screens.screen import Screen
from bot.screens.views import DoubtView, SavedView, Status
from bot.services import cards, evidence_counts
from bot.services.desk import Desk
from bot.services.offers import readings
from bot.services.replies import Reply, Where
from bot.services.showing import show_present, show_stop
from bot.services.waiting import ANSWER, Waiting, offering


def record(desk: Desk, key: AnswerKey, raw: Input, seen: int, *, replacing: bool = False) -> Turn:
    return interview.record(
        desk.instance, key, raw, desk.author, language=desk.chat.language, seen=seen, replacing=replacing
    )


def again(
    conn: Connection, desk: Desk, key: AnswerKey, turn: Turn, *, card: int | None, waiting: Waiting = ANSWER
) -> Screen:
    """The question once more, with what was wrong or doubtful, or what a colleague said meanwhile."""
    if turn.colleague is not None:
        assert turn.mine is not None
        return show_stop(conn, desk, Stop(key), waiting=offering(turn.mine), card=card)
    doubt = None
    if turn.doubt is not None:
        doubt = DoubtView(turn.doubt.kind, tuple(readings(desk, key, turn.doubt)))
    return show_stop(conn, desk, Stop(key), waiting=waiting, card=card, problem=turn.problem, doubt=doubt)


def saved_line(after: Desk, key: AnswerKey, turn: Turn, seen: int | None = None) -> SavedView:
    """The line that reads an answer back. `seen` is the revision on the button that was tapped: the second of two
    quick taps was drawn before the first was stored, and reads like it."""
    unchanged = turn.unchanged and seen in (None, after.instance.answers.revision(key))
    nothing = Answer(key, "", Standing.CLEARED)  # cleared where nothing stood
    answer = turn.changes[0] if turn.changes else after.instance.answers.by_key.get(key, nothing)
    line = cards.saved_view(after, answer, unchanged=unchanged, fallen=turn.fallen)
    optional = evidence.need(after.instance, key) is Need.OPTIONAL and not evidence_counts.pieces(after, key)
    proves = (after.form.questions[key.question].ordinal, key.items) if optional else None
    return replace(line, proves=proves)


def of_file(line: SavedView, question: Question, raw: Input) -> SavedView:
    """The line for a file; where a document is asked for, a compressed photo is told how its stamp stays legible."""
    photo = isinstance(raw, Sent) and raw.medium is Medium.PHOTO and question.kind is Kind.FILE
    return replace(line, photo_tip=photo)


def receipt(after: Desk, key: AnswerKey, line: SavedView) -> Screen:
    """What stays of the card of an answered question."""
    question = after.form.questions[key.question]
    return saved.receipt(
        replace(line, photo_tip=False), after.place, question.ordinal, key.items, after.chat.language
    )


def awaits(desk: Desk, key: AnswerKey) -> bool:
    return desk.chat.question == key.question and desk.chat.items == ".".join(key.items)


def awaited_question(desk: Desk) -> AnswerKey | None:
    if desk.chat.question not in desk.form.questions:
        return None
    return AnswerKey(desk.chat.question, tuple(desk.chat.items.split(".")) if desk.chat.items else ())


def awaits_file(desk: Desk) -> bool:
    """Whether the present card asks for a file, or shows a list that a table may fill."""
    key = awaited_question(desk)
    if key is None:
        return desk.chat.question in desk.form.groups
    return desk.form.questions[key.question].kind in FILES


def locked(desk: Desk, section: str) -> Reply:
    """A section that was sent is not changed any more, and of a returned one only what was returned."""
    if desk.closed:
        closed = notices.round_closed(desk.work.round_name, desk.chat.language, desk.place)
        return Reply(closed, Where.ASIDE)
    index = desk.form.sections.index(section)
    label = cards.section_label(desk, section)
    if desk.status(section) is Status.RETURNED:
        return Reply(fixes.others_stay(label, index, desk.place, desk.chat.language), Where.ASIDE)
    return Reply(notices.locked_section(label, index, desk.place, desk.chat.language), Where.ASIDE)


def landing(desk: Desk, tapped: int) -> int | None:
    """Which message becomes the card after a tap: the tapped one, unless the present card stands below it.

    None: a new one is sent, because she will type at the bottom of the chat."""
    return None if desk.chat.card_id is not None and tapped < desk.chat.card_id else tapped


def landed(desk: Desk, reply: Reply, card: int | None) -> Reply:
    """A reply that was drawn for `landing`: there is one card, so the one before goes."""
    if reply.where is not Where.CARD:
        return reply
    where = Where.BELOW if card is None else Where.CARD
    return replace(reply, where=where, old_card=desk.chat.card_id if desk.chat.card_id != card else None)


def moved_on(conn: Connection, desk: Desk, card: int | None) -> Reply:
    """The button speaks of something that is not asked (any more): show where she is."""
    screen = show_present(conn, desk, card=card)
    return Reply(screen, Where.CARD, toast=notices.toast(notices.Toast.STALE, desk.chat.language))
