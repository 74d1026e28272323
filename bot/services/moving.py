"""Moving about: home, the next open question, any question, lists, reviews, repeats, languages. Loses nothing."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows import interview, progress
from bot.flows.answers import AnswerKey
from bot.flows.interview import Stop
from bot.flows.records import untouched_item
from bot.screens.press import Press, Verb, read36
from bot.screens.views import Status
from bot.services import (
    cards,
    evidence,
    evidence_pieces,
    evidence_register,
    evidence_reuse,
    fixes,
    holders,
    lists,
    pictures,
    records,
)
from bot.services.desk import Desk
from bot.services.outcomes import landed, landing, locked, moved_on
from bot.services.replies import Reply, Where
from bot.services.showing import (
    show_after,
    show_home,
    show_list,
    show_next,
    show_present,
    show_review,
    show_stop,
)
from bot.services.storing import Source, store
from bot.services.waiting import ANSWER, MORE, TICKS, Waiting, awaited, held, listed


def move(conn: Connection, desk: Desk, press: Press, source: Source, tapped: int) -> Reply:
    """A button that leads somewhere. It draws the card that it stands under anew."""
    card = landing(desk, tapped)
    if press.verb in records.VERBS:
        return landed(desk, records.press(conn, desk, press, source, card), card)
    match press.verb:
        case Verb.HOME:
            reply = Reply(show_home(conn, desk, card=card), Where.CARD)
        case Verb.START:
            reply = _start(conn, desk, press.argument, card)
        case Verb.LIST | Verb.REVIEW:
            reply = _section(conn, desk, press, card)
        case Verb.PIECE:
            return evidence_pieces.press(conn, desk, press, tapped)
        case Verb.REUSE:
            reply = evidence_reuse.press(conn, desk, question_key(desk, press), press, card)
        case Verb.REGISTER:
            reply = evidence_register.show(conn, desk, press.argument, card)
        case Verb.EVIDENCE:
            reply = evidence.open_card(conn, desk, question_key(desk, press), press, card)
        case _:
            reply = _question(conn, desk, press, source, card)
    return landed(desk, reply, card)


def present(conn: Connection, desk: Desk) -> Reply:
    """Where she was: after a command, an outage or a message that answers nothing."""
    return Reply(show_present(conn, desk, card=None), Where.BELOW, old_card=desk.chat.card_id)


def go_on(conn: Connection, desk: Desk) -> Reply:
    """/lanjut: the question that she was at while it is open, or else the next open one."""
    if _in_the_middle(desk):
        return present(conn, desk)
    section = _current(conn, desk)
    if section is None:
        return at_home(conn, desk)
    screen = show_next(conn, desk, section, None, saved=None, card=None)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)


def at_home(conn: Connection, desk: Desk) -> Reply:
    """/mulai, /pilar: the home card, as a new message."""
    return Reply(show_home(conn, desk, card=None), Where.BELOW, old_card=desk.chat.card_id)


def review(conn: Connection, desk: Desk) -> Reply:
    """/tinjau: the section that she is in, or one that is ready to be sent, or the first that is not sent."""
    lines = lists.section_lines(desk)
    here = desk.form.section_of(desk.chat.question) if desk.chat.question else None
    unsent = [s for s in lines if not desk.locked(desk.form.sections[s.index])]
    ready = [s for s in unsent if s.done and not s.missing]
    inside = [s for s in lines if desk.form.sections[s.index] == here]
    found = next(iter((*inside, *ready, *unsent)), None)
    if found is None:
        return at_home(conn, desk)
    screen = show_review(conn, desk, desk.form.sections[found.index], card=None)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id)


def _start(conn: Connection, desk: Desk, argument: str, card: int | None) -> Reply:
    if not argument and _in_the_middle(desk):
        # the button of a notice beside the card: she keeps what she has ticked or typed
        return Reply(show_present(conn, desk, card=card), Where.CARD)
    wanted = section_at(desk, argument)
    if wanted is None:  # not `or`: rows outside of groups are the section ''
        wanted = _current(conn, desk)
    if wanted is None:
        return Reply(show_home(conn, desk, card=card), Where.CARD)
    if desk.locked(wanted):
        return locked(desk, wanted)
    if desk.status(wanted) is Status.RETURNED:
        return Reply(show_next(conn, desk, wanted, None, saved=None, card=card), Where.CARD)
    stop = interview.next_open(desk.instance, None, wanted)
    gap = next(iter(progress.tally(desk.instance, wanted).gaps), None) if stop is None else None
    if gap is not None:
        problem = interview.complaint(desk.instance, gap.key)
        return Reply(show_stop(conn, desk, gap, card=card, problem=problem), Where.CARD)
    return Reply(show_next(conn, desk, wanted, None, saved=None, card=card), Where.CARD)


def _current(conn: Connection, desk: Desk) -> str | None:
    """Where Continue leads: the section whose list she looks at while it is open, or else the first open one: of her
    own before the others."""
    here = listed(desk)
    current = [line for line in lists.section_lines(desk) if lists.is_current(desk, line)]
    current = holders.ordered(desk, current, holders.of_desk(conn, desk)) if len(current) > 1 else current
    line = next((one for one in current if str(one.index) == here), next(iter(current), None))
    return desk.form.sections[line.index] if line is not None else None


def _in_the_middle(desk: Desk) -> bool:
    """Whether the present card shows a question or a repeat that can be answered now."""
    key = awaited(desk)
    if key is None or interview.find(desk.instance, key) is None:
        return False
    return desk.may_change(key)


def _section(conn: Connection, desk: Desk, press: Press, card: int | None) -> Reply:
    index, _, page = press.argument.partition(".")
    section = section_at(desk, index)
    if section is None:
        return moved_on(conn, desk, card)
    number = max(read36(page), 0)
    if press.verb is Verb.LIST:
        return Reply(show_list(conn, desk, section, number, card=card), Where.CARD)
    return Reply(show_review(conn, desk, section, page=number, card=card), Where.CARD)


def _question(conn: Connection, desk: Desk, press: Press, source: Source, card: int | None) -> Reply:
    key = question_key(desk, press)
    stop = interview.find(desk.instance, key) if key is not None else None
    if key is None or stop is None:
        return moved_on(conn, desk, card)
    section = desk.form.section_of(key.question)
    match press.verb:
        case Verb.BACK:
            stop = interview.previous(desk.instance, key)
            if desk.status(section) is Status.RETURNED:
                stop = fixes.previous_stop(desk, key)
            added = untouched_item(desk.instance, key, desk.author)
            if added is not None and desk.may_change(added) and not _inside(stop, added):
                return records.without(conn, desk, added, source, card)
        case Verb.NEXT:
            if desk.chat.mode == MORE and awaited(desk) == key:  # a long text is complete
                return Reply(show_after(conn, desk, key, saved=None, card=card), Where.CARD)
            desk = _read(conn, desk, key, press.revision, source)
            screen = show_next(conn, desk, section, key, saved=None, card=card)
            return Reply(screen, Where.CARD)
        case Verb.PICTURES:
            return pictures.send(conn, desk, key)
        case Verb.PAGE:
            return _page(conn, desk, stop, press.argument, card)
        case Verb.MORE:
            screen = show_stop(conn, desk, stop, waiting=Waiting(MORE), card=card)
            return Reply(screen, Where.CARD)
    if stop is None and desk.status(section) is Status.RETURNED:
        return Reply(show_review(conn, desk, section, card=card), Where.CARD)
    if stop is None:
        return Reply(show_list(conn, desk, section, 0, card=card), Where.CARD)
    if not desk.may_change(stop.key):
        return locked(desk, section)
    ticks = held(desk, stop.key)  # back from a search or from the question for a reason
    waiting = ANSWER if ticks is None else Waiting(TICKS, ticks)
    return Reply(show_stop(conn, desk, stop, waiting=waiting, card=card), Where.CARD)


def _inside(stop: Stop | None, item: AnswerKey) -> bool:
    return stop is not None and stop.key.items[: len(item.items)] == item.items


def _read(conn: Connection, desk: Desk, key: AnswerKey, seen: int, source: Source) -> Desk:
    """A note, or a value that the form computes, counts as read once she goes on."""
    if not interview.reads_only(desk.instance, key) or not desk.may_change(key):
        return desk
    turn = interview.skip(desk.instance, key, desk.author, seen=seen)
    if turn.changes:
        store(conn, desk, turn.changes, source)
    return cards.settled(desk, turn)


def _page(conn: Connection, desk: Desk, stop: Stop, argument: str, card: int | None) -> Reply:
    page = max(read36(argument), 0)
    same = (desk.chat.question, desk.chat.items) == (stop.key.question, ".".join(stop.key.items))
    waiting = Waiting(desk.chat.mode, desk.chat.draft) if same else ANSWER
    return Reply(show_stop(conn, desk, stop, waiting=waiting, card=card, page=page), Where.CARD)


def section_at(desk: Desk, index: str) -> str | None:
    """The section with this index (base 36), if this agency is asked anything in it."""
    lines = {line.index for line in lists.section_lines(desk)}
    number = read36(index)
    return desk.form.sections[number] if number in lines else None


def question_key(desk: Desk, press: Press) -> AnswerKey | None:
    """The question that a button names, None when the form has no such ordinal."""
    if not 0 <= press.ordinal < len(desk.form.by_ordinal):
        return None
    question = desk.form.by_ordinal[press.ordinal]
    if len(press.items) != len(desk.form.repeats_of[question.path]):
        return None
    return AnswerKey(question.path, press.items)
