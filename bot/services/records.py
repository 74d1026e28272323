"""Records of a list: add, open, copy, take off and bring back. Each is the work of one transaction, and a button that
was tapped twice, or that is of last week, does it once."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import interview, records
from bot.flows.answers import AnswerKey
from bot.flows.interview import Stop, Turn
from bot.screens import records as screens
from bot.screens import repeats
from bot.screens.phrases import phrases
from bot.screens.press import Press, Verb, read36
from bot.services import cards, earlier_records, record_cards, tables
from bot.services.desk import Desk
from bot.services.outcomes import locked, moved_on
from bot.services.replies import Reply, Where
from bot.services.showing import show_next, show_present, show_record, show_stop
from bot.services.storing import Source, store

VERBS = frozenset(
    {Verb.ITEMS, Verb.ADD, Verb.REMOVE, Verb.DUPLICATE, Verb.RESTORE, Verb.CARRY_RECORD, Verb.TABLE}
)
OF_ITEMS = frozenset({Verb.REMOVE, Verb.DUPLICATE, Verb.RESTORE})  # their buttons name one item of the list


def press(conn: Connection, desk: Desk, pressed: Press, source: Source, card: int | None) -> Reply:
    """A button of a list of records, or of one of them."""
    in_order = desk.instance.logic.ordered_repeats
    if not 0 <= pressed.ordinal < len(in_order):
        return moved_on(conn, desk, card)
    path = in_order[pressed.ordinal]
    within = len(desk.form.repeats_of[path]) - 1
    repeat = AnswerKey(path, pressed.items[:within])
    changing = pressed.verb is not Verb.ITEMS or pressed.argument == "e"
    if changing and not desk.may_change(repeat):
        return locked(desk, desk.form.section_of(path))
    of_item = len(pressed.items) == within + 1
    if interview.find(desk.instance, repeat) is None or of_item < (pressed.verb in OF_ITEMS):
        return moved_on(conn, desk, card)
    item = AnswerKey(path, pressed.items)
    match pressed.verb:
        case Verb.TABLE if pressed.argument:
            return tables.add(conn, desk, repeat, read36(pressed.argument), source, card)
        case Verb.TABLE:
            return tables.begin(conn, desk, repeat, card)
        case Verb.ADD:
            return _add(conn, desk, repeat, pressed.revision, source, card)
        case Verb.CARRY_RECORD:
            return _take_over(conn, desk, repeat, pressed.argument, source, card)
        case Verb.REMOVE:
            page = repeats.page_of(record_cards.repeat_view(desk, repeat), item.items[-1])
            return without(conn, desk, item, source, card, page=page)
        case Verb.DUPLICATE:
            return _duplicate(conn, desk, item, pressed.revision, source, card)
        case Verb.RESTORE:
            return _restore(conn, desk, item, source, card)
    if of_item:
        return _open(conn, desk, item, pressed.argument, card)
    return _list(conn, desk, repeat, pressed.argument, source, card)


def without(
    conn: Connection, desk: Desk, item: AnswerKey, source: Source, card: int | None, page: int | None = None
) -> Reply:
    """The list without this item, and the way to have it back."""
    repeat = AnswerKey(item.question, item.items[:-1])
    known = item in desk.instance.answers.by_key
    name = record_cards.summary(desk, repeat, item.items[-1]) if known else ""
    turn = records.remove_item(desk.instance, item, desk.author)
    after = _stored(conn, desk, turn, source)
    removed = (item.items[-1], name) if known else None
    screen = show_stop(conn, after, Stop(repeat, repeat=True), card=card, page=page, removed=removed)
    return Reply(screen, Where.CARD)


def _list(
    conn: Connection, desk: Desk, repeat: AnswerKey, argument: str, source: Source, card: int | None
) -> Reply:
    here = Stop(repeat, repeat=True)
    if argument == "e":
        turn = records.close_repeat(desk.instance, repeat, desk.author)
        if turn.problem is not None:
            return Reply(show_stop(conn, desk, here, card=card, problem=turn.problem), Where.CARD)
        after, section = _stored(conn, desk, turn, source), desk.form.section_of(repeat.question)
        return Reply(show_next(conn, after, section, repeat, saved=None, card=card), Where.CARD)
    if argument.startswith(repeats.TURN):
        page = max(read36(argument.removeprefix(repeats.TURN)), 0)
        return Reply(show_stop(conn, desk, here, card=card, page=page), Where.CARD)
    stop = interview.previous(desk.instance, repeat) if argument == "b" else None
    return Reply(show_stop(conn, desk, stop or here, card=card), Where.CARD)


def _add(
    conn: Connection, desk: Desk, repeat: AnswerKey, seen: int, source: Source, card: int | None
) -> Reply:
    if records.tapped_before(desk.instance, repeat, seen, desk.author):
        # a second tap on the same button: the item is there already
        return Reply(show_present(conn, desk, card=card), Where.CARD)
    turn, item = records.add_item(desk.instance, repeat, desk.author)
    if item is None:
        return _refused(conn, desk, repeat, turn, card)
    return _open(conn, _stored(conn, desk, turn, source), item, "", card)


def _duplicate(
    conn: Connection, desk: Desk, item: AnswerKey, seen: int, source: Source, card: int | None
) -> Reply:
    repeat = AnswerKey(item.question, item.items[:-1])
    if records.tapped_before(desk.instance, repeat, seen, desk.author):
        return Reply(show_present(conn, desk, card=card), Where.CARD)
    if not records.exists(desk.instance, item):
        return moved_on(conn, desk, card)
    turn, made = records.duplicate_item(desk.instance, item, desk.author)
    if made is None:
        return _refused(conn, desk, repeat, turn, card)
    after = _stored(conn, desk, turn, source)
    return Reply(show_record(conn, after, made, card=card, lead="copied"), Where.CARD)


def _take_over(
    conn: Connection, desk: Desk, repeat: AnswerKey, token: str, source: Source, card: int | None
) -> Reply:
    """'Still running': a record of last round goes on. What is asked anew each time comes first."""
    already = earlier_records.taken_as(desk, repeat, token)
    if already is not None:  # a second tap
        return _open(conn, desk, already, "", card)
    found = earlier_records.take_over(conn, desk, repeat, token)
    if found is None:
        return Reply(show_stop(conn, desk, Stop(repeat, repeat=True), card=card), Where.CARD)
    turn, item = found
    if item is None:
        return _refused(conn, desk, repeat, turn, card)
    after = _stored(conn, desk, turn, source)
    p = phrases(desk.chat.language)
    toast = p.plain("record-lead-carried", record=cards.record_of(after, item))
    return replace(_open(conn, after, item, "", card), toast=toast[:200])


def _restore(conn: Connection, desk: Desk, item: AnswerKey, source: Source, card: int | None) -> Reply:
    repeat = AnswerKey(item.question, item.items[:-1])
    turn = records.restore_item(desk.instance, item, desk.author)
    if turn.problem is not None:
        return _refused(conn, desk, repeat, turn, card)
    after = _stored(conn, desk, turn, source)
    page = repeats.page_of(record_cards.repeat_view(after, repeat), item.items[-1])
    return Reply(show_stop(conn, after, Stop(repeat, repeat=True), card=card, page=page), Where.CARD)


def _open(conn: Connection, desk: Desk, item: AnswerKey, argument: str, card: int | None) -> Reply:
    """The first open question of a record; the whole record when all of it is answered, or when its page is asked
    for."""
    if not records.exists(desk.instance, item):
        return moved_on(conn, desk, card)
    if argument.startswith(screens.TURN):
        page = max(read36(argument.removeprefix(screens.TURN)), 0)
        return Reply(show_record(conn, desk, item, card=card, page=page), Where.CARD)
    inside = records.stops_inside(desk.instance, item)
    stop = next((s for s in inside if interview.is_open(desk.instance, s)), None)
    if stop is None or not desk.may_change(stop.key):
        return Reply(show_record(conn, desk, item, card=card), Where.CARD)
    return Reply(show_stop(conn, desk, stop, card=card), Where.CARD)


def _refused(conn: Connection, desk: Desk, repeat: AnswerKey, turn: Turn, card: int | None) -> Reply:
    """Nothing was added, and the list says why."""
    shown = show_stop(conn, desk, Stop(repeat, repeat=True), card=card, problem=turn.problem)
    return Reply(shown, Where.CARD)


def _stored(conn: Connection, desk: Desk, turn: Turn, source: Source) -> Desk:
    if turn.changes:
        store(conn, desk, turn.changes, source)
    return cards.settled(desk, turn)
