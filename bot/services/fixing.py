"""The agency's way through what was returned: on to the next question, a word instead of another answer, and back."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import AnswerKey
from bot.flows.inputs import Typed
from bot.flows.interview import Stop
from bot.flows.moves import Status
from bot.flows.values.habits import is_polite, plain
from bot.screens import fixes as screens
from bot.screens.press import Press
from bot.services import fixes, remarks
from bot.services.desk import Desk
from bot.services.moving import question_key, section_at
from bot.services.outcomes import landed, landing, locked, moved_on
from bot.services.questioning import LIST, too_long
from bot.services.replies import Reply, Where
from bot.services.showing import show_home, show_next, show_stop, stand
from bot.services.waiting import EXPLAIN, Waiting
from storage import remarks as remark_rows
from storage import returned

EXPLAINING = "e"


def press(conn: Connection, desk: Desk, pressed: Press, tapped: int) -> Reply:
    """On to what is to be fixed, of one section or of all, or the request for a word; see `Verb.FIX`."""
    card = landing(desk, tapped)
    if pressed.ordinal >= 0:
        return landed(desk, _ask(conn, desk, pressed, card), card)
    section = section_at(desk, pressed.argument) if pressed.argument else None
    if section is None or desk.status(section) is not Status.RETURNED:
        section = fixes.first_section(desk)
    if section is None or desk.closed:
        return landed(desk, Reply(show_home(conn, desk, card=card), Where.CARD), card)
    return landed(desk, Reply(show_next(conn, desk, section, None, saved=None, card=card), Where.CARD), card)


def explained(conn: Connection, desk: Desk, key: AnswerKey, raw: Typed) -> Reply:
    """Her word about a question: it goes to the reviewers and, unless it is mere courtesy, counts as dealt with what
    was returned."""
    if desk.closed:
        return locked(desk, desk.form.section_of(key.question))
    said = remarks.tidy(raw)
    if not said:
        screen = show_stop(conn, desk, _stop(desk, key), waiting=Waiting(EXPLAIN), card=None)
        return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)
    if (long := too_long(said)) is not None:
        screen = show_stop(conn, desk, _stop(desk, key), waiting=Waiting(EXPLAIN), card=None, problem=long)
        return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)
    remarks.say(conn, desk, key, remark_rows.AGENCY, said)
    row = desk.returned.get(key)
    if row is None or desk.locked(row.path):
        stand(conn, desk, None)
        thanks = screens.thanked(desk.place, desk.chat.language)
        return Reply(thanks, Where.BELOW, old_card=desk.chat.card_id, effects=("outbox",))
    after = desk
    if not is_polite(plain(said)):  # 'Baik, Bu' is a promise
        returned.fix(conn, row.id, desk.now)
        after = fixes.with_fixed(desk, key)
    screen = show_next(conn, after, row.path, key, saved=None, card=None)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id, effects=("outbox",))


def replied(conn: Connection, desk: Desk, pressed: Press, raw: Typed) -> Reply | None:
    """Her reply to a message that carries the request for a word; None where she has no say in that question."""
    key = _key(desk, pressed)
    if key is None or desk.closed or desk.form.section_of(key.question) not in desk.statuses:
        return None
    return explained(conn, desk, key, raw)


def _ask(conn: Connection, desk: Desk, pressed: Press, card: int | None) -> Reply:
    key = _key(desk, pressed)
    if key is None or pressed.argument.removeprefix(LIST) != EXPLAINING or desk.closed:
        return moved_on(conn, desk, card)
    if desk.form.section_of(key.question) not in desk.statuses:  # nobody reads a first draft
        return moved_on(conn, desk, card)
    screen = show_stop(conn, desk, _stop(desk, key), waiting=Waiting(EXPLAIN), card=card)
    return Reply(screen, Where.CARD)


def _key(desk: Desk, pressed: Press) -> AnswerKey | None:
    """The question or list that a button names, if this agency is asked it now."""
    if pressed.form not in (0, desk.work.form_id):
        return None
    key = question_key(desk, pressed)
    if pressed.argument.startswith(LIST):
        ordered = desk.instance.logic.ordered_repeats
        key = None
        if pressed.ordinal < len(ordered):
            key = AnswerKey(ordered[pressed.ordinal], pressed.items)
    return key if key is not None and interview.find(desk.instance, key) is not None else None


def _stop(desk: Desk, key: AnswerKey) -> Stop:
    return Stop(key, repeat=key.question in desk.form.groups)
