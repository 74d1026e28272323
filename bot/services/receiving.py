"""Messages that answer: a typed text or a sent file becomes a stored answer and the next card.

A message answers the card that was the latest when it was sent; message ids tell which. What was sent before
the present question was first shown belongs to the one before: several messages make one long text or album.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import AnswerKey, Standing
from bot.flows.form import CHOOSING, FILES, Kind
from bot.flows.inputs import Input, Medium, Sent, Typed
from bot.flows.interview import Stop, Turn
from bot.flows.problems import Problem
from bot.flows.values import Accepted, read
from bot.flows.values.habits import is_polite, plain
from bot.screens import notices
from bot.screens.notices import Unasked
from bot.screens.screen import Screen
from bot.screens.views import SavedView
from bot.services import albums, cards, evidence, fixing, tables
from bot.services.desk import MOST_BYTES as MOST_BYTES
from bot.services.desk import NAMED, Desk
from bot.services.offers import filtered, page_of
from bot.services.outcomes import (
    again,
    awaited_question,
    awaits,
    locked,
    of_file,
    receipt,
    record,
    saved_line,
)
from bot.services.replies import Reply, Where
from bot.services.showing import show_after, show_next, show_present, show_stop
from bot.services.storing import Source, keep_file, store
from bot.services.waiting import (
    EVIDENCE,
    EXPLAIN,
    FILTER,
    MORE,
    REASON,
    REFUSED,
    REPLACE,
    TICKS,
    Waiting,
    awaited,
    before,
    held,
    holding,
    offered,
)

NOBODY_ASKED = {Medium.VOICE: Unasked.VOICE, Medium.LOCATION: Unasked.LOCATION}
UNSEEN = -1  # no revision: whatever a colleague answered, she has not read it
LONG_TEXT = "multiline"  # the appearance that asks for several paragraphs


def receive(
    conn: Connection,
    desk: Desk,
    raw: Typed | Sent,
    source: Source,
    *,
    asked: AnswerKey | None,
    proving: bool = False,
) -> Reply:
    """A message of the person. `asked` is the question that it certainly answers (a reply to its card),
    and `proving` that it is evidence for it; otherwise it answers the card that was the latest when it was sent."""
    assert source.message_id is not None
    further = albums.join(conn, desk, raw, source)
    if further is not None:
        return further
    if asked is not None and (proving or evidence.may_prove(desk, asked, raw)):
        return evidence.receive(conn, desk, asked, raw, source)
    if asked is not None:
        return answer_with(conn, desk, asked, raw, source)
    key = awaited_question(desk)
    if _unseen(desk, source.message_id) and (key is not None or before(desk) is not None):
        # nobody knows whether the card was seen, so nobody knows what this answers: show it, ask again
        return Reply(notices.unseen(show_present(conn, desk, card=None), desk.chat.language), Where.BELOW)
    first_card = desk.chat.since or desk.chat.card_id
    if first_card is None or source.message_id < first_card:
        earlier = before(desk)
        if earlier is not None and evidence.may_prove(desk, earlier, raw):
            return evidence.receive(conn, desk, earlier, raw, source)
        if earlier is not None and earlier.question in desk.form.questions:
            return _add(conn, desk, earlier, raw, source)
    about = awaited(desk)
    if desk.chat.mode == EXPLAIN and about is not None and isinstance(raw, Typed):
        return fixing.explained(conn, desk, about, raw)
    if key is None:
        return tables.receive(conn, desk, raw, source) or _nothing_asked(desk, raw)
    if desk.chat.mode == EVIDENCE or evidence.may_prove(desk, key, raw):
        return evidence.receive(conn, desk, key, raw, source)
    if desk.chat.mode == MORE:
        return _add(conn, desk, key, raw, source)
    if desk.chat.mode == REASON and isinstance(raw, Typed):
        return _reason(conn, desk, key, raw.text, source)
    if held(desk, key) is not None and isinstance(raw, Typed):
        return _add_ticks(conn, desk, key, raw, source)
    if isinstance(raw, Typed) and interview.reads_only(desk.instance, key):
        return _read(conn, desk, key, raw, source)
    return answer_with(conn, desk, key, raw, source)


def _unseen(desk: Desk, message_id: int) -> bool:
    """Whether the present card may have been under way, or lost with its process, when she sent this."""
    chat = desk.chat
    if chat.card_id is None and not chat.is_lost:
        return True
    return chat.lost_after < message_id and (chat.lost_before is None or message_id < chat.lost_before)


def answer_with(conn: Connection, desk: Desk, key: AnswerKey, raw: Input, source: Source) -> Reply:
    """A message that answers this question, or is refused with a word of why."""
    section = desk.form.section_of(key.question)
    if key.question not in desk.form.questions or interview.find(desk.instance, key) is None:
        present = notices.not_asked(show_present(conn, desk, card=None), desk.chat.language)
        return Reply(present, Where.BELOW, old_card=desk.chat.card_id)
    if not desk.may_change(key):
        return locked(desk, section)
    is_file = isinstance(raw, Sent) and desk.form.questions[key.question].kind in FILES
    if isinstance(raw, Sent) and is_file and raw.size > desk.most_bytes:
        problem = Problem("problem-file-too-big", {"most": desk.most_bytes >> 20})
        return _asked_again(conn, desk, key, Turn(desk.instance, problem=problem), source)
    seen = desk.chat.revision if awaits(desk, key) else desk.instance.answers.revision(key)
    waiting = _waiting(desk, key, source)
    if waiting is not None:
        seen = UNSEEN
        if isinstance(raw, Typed) and waiting and desk.form.questions[key.question].kind is Kind.TEXT:
            raw = Typed(f"{waiting}\n{raw.text}")
    turn = record(desk, key, raw, seen)
    if isinstance(raw, Sent) and is_file and turn.mine is not None:
        desk, turn = albums.hold(conn, desk, turn, turn.mine, raw, waiting or "")
        return replace(_asked_again(conn, desk, key, turn, source, raw), effects=("fetch",))
    if not turn.changes and not turn.unchanged:
        return _asked_again(conn, desk, key, turn, source, raw)
    return _after_message(conn, desk, key, turn, raw, source)


def _waiting(desk: Desk, key: AnswerKey, source: Source) -> str | None:
    """The value of hers that waits for her word about a colleague's, where this message was sent before she could
    read that she is asked: it decides nothing, and belongs to what waits. None where she could."""
    chat = desk.chat
    if chat.mode != REPLACE or not awaits(desk, key) or source.message_id is None:
        return None
    if chat.card_id is None or source.message_id > chat.card_id:
        return None
    standing, _, value = offered(chat.draft)
    return value if standing is Standing.GIVEN else ""


def _add(conn: Connection, desk: Desk, key: AnswerKey, raw: Input, source: Source) -> Reply:
    """A message that belongs to an answer already given: one long text, an album, or a quick correction."""
    question = desk.form.questions[key.question]
    given = desk.instance.value(key)
    if not given or interview.find(desk.instance, key) is None:
        return answer_with(conn, desk, key, raw, source)
    if isinstance(raw, Sent) and question.kind in FILES:
        return albums.add(conn, desk, key, raw, source)
    if isinstance(raw, Typed) and question.kind is Kind.TEXT:
        raw = Typed(f"{given}\n{raw.text}")
    return answer_with(conn, desk, key, raw, source)


def _add_ticks(conn: Connection, desk: Desk, key: AnswerKey, raw: Typed, source: Source) -> Reply:
    """Choices typed while others are ticked join them; Done is still hers to tap. A ranking is typed whole."""
    question = desk.form.questions[key.question]
    reading = read(
        question,
        raw,
        choices=interview.offered(desk.instance, question, key),
        language=desk.chat.language,
        today=desk.instance.facts.now.date(),
    )
    if question.kind is not Kind.SELECT_MULTIPLE or not isinstance(reading, Accepted):
        return answer_with(conn, desk, key, raw, source)
    before_now = (held(desk, key) or "").split()
    typed = reading.value.split()
    ticks = list(dict.fromkeys((*before_now, *typed)))
    screen = show_stop(
        conn,
        desk,
        Stop(key),
        waiting=Waiting(TICKS, " ".join(ticks)),
        card=None,
        ticked=cards.shown(desk, key, reading.value),
        page=page_of(desk.instance, question, key, typed[0]),
    )
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)


def _read(conn: Connection, desk: Desk, key: AnswerKey, raw: Typed, source: Source) -> Reply:
    """'Ok' under a note means that it was read; anything else was meant for another card."""
    section = desk.form.section_of(key.question)
    if not is_polite(plain(raw.text)) or not desk.may_change(key):
        shown = show_present(conn, desk, card=None, problem=Problem("tap-wanted"))
        return Reply(shown, Where.BELOW, old_card=desk.chat.card_id)
    turn = interview.skip(desk.instance, key, desk.author, seen=desk.chat.revision)
    if turn.changes:
        store(conn, desk, turn.changes, source)
    screen = show_next(conn, cards.settled(desk, turn), section, key, saved=None, card=None)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)


def _reason(conn: Connection, desk: Desk, key: AnswerKey, text: str, source: Source) -> Reply:
    turn = interview.unavailable(desk.instance, key, text, desk.author, seen=desk.chat.revision)
    if not turn.changes and not turn.unchanged:
        return _asked_again(conn, desk, key, turn, source)
    return _after_message(conn, desk, key, turn, Typed(text), source)


def _after_message(
    conn: Connection,
    desk: Desk,
    key: AnswerKey,
    turn: Turn,
    raw: Input,
    source: Source,
) -> Reply:
    effects: tuple[str, ...] = ()
    if turn.changes:
        changes = turn.changes
        if isinstance(raw, Sent) and desk.form.questions[key.question].kind in FILES:
            changes = (keep_file(conn, desk, changes[0], raw, _usable(desk, key)), *changes[1:])
            turn = replace(turn, changes=changes, after=turn.after.with_answer(changes[0]))
            if raw.medium in NAMED:
                desk = replace(desk, files={**desk.files, changes[0].value.split()[-1]: raw.name})
            effects = ("fetch",)
        store(conn, desk, changes, source)
    after = cards.settled(desk, turn)
    section = after.form.section_of(key.question)
    question = after.form.questions[key.question]
    line = of_file(saved_line(after, key, turn), question, raw)
    if LONG_TEXT in question.appearance and isinstance(raw, Typed) and turn.changes:
        screen = show_stop(conn, after, Stop(key), waiting=Waiting(MORE), card=None, saved=line)
        return Reply(screen, Where.BELOW, old_card=desk.chat.card_id, effects=effects)
    screen = _onward(conn, after, key, section, line)
    # a card that asks something else goes: what it asks is asked again below
    left = receipt(after, key, line) if awaits(desk, key) else None
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id, receipt=left, effects=effects)


def _usable(desk: Desk, key: AnswerKey) -> str:
    """The files that stay beside a new one: where some of an answer were refused or lost, it is in their place that
    another is sent; otherwise it is another answer."""
    present = desk.instance.answers.by_key.get(key)
    given = present.value.split() if present is not None else []
    if not desk.unusable.intersection(given):
        return ""
    return " ".join(one for one in given if one not in desk.unusable)


def _onward(conn: Connection, after: Desk, key: AnswerKey, section: str, line: SavedView) -> Screen:
    """The next card after a message: the present one again when the message answered an older card."""
    if awaits(after, key) or awaited_question(after) is None:
        return show_after(conn, after, key, saved=line, card=None)
    return show_present(conn, after, card=None, saved=line)


def _asked_again(
    conn: Connection, desk: Desk, key: AnswerKey, turn: Turn, source: Source, raw: Input | None = None
) -> Reply:
    ticks = held(desk, key)
    waiting = holding(REFUSED, str(source.message_id), ticks)
    if desk.chat.mode == REPLACE and awaits(desk, key):
        waiting = Waiting(REPLACE, desk.chat.draft)  # what stands between her and her colleague is still open
    question = desk.form.questions[key.question]
    unclear = isinstance(raw, Typed) and question.kind in CHOOSING and (turn.problem or turn.doubt)
    sought = " ".join(raw.text[:100].split()) if isinstance(raw, Typed) and unclear else ""
    if waiting.mode != REPLACE and sought and filtered(desk.instance, question, key, sought):
        screen = show_stop(conn, desk, Stop(key), waiting=holding(FILTER, sought, ticks), card=None)
        return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)
    screen = again(conn, desk, key, turn, card=None, waiting=waiting)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)


def _nothing_asked(desk: Desk, raw: Input) -> Reply:
    what = NOBODY_ASKED.get(raw.medium, Unasked.FILE) if isinstance(raw, Sent) else Unasked.TEXT
    if desk.closed and what in (Unasked.TEXT, Unasked.FILE):
        what = Unasked.CLOSED
    return Reply(notices.unasked(what, desk.chat.language, desk.place), Where.ASIDE)
