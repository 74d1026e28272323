"""Guests: somebody is let in to help with one question, answers it, and reaches nothing else.

Her question lives beside whatever else she does here: it is an errand of her chat, and her own work stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from bot.flows.answers import Answer
from bot.flows.form import Kind
from bot.flows.inputs import Input, Sent, Tapped, Typed
from bot.flows.interview import Turn
from bot.flows.problems import Problem
from bot.flows.values.habits import is_polite, plain
from bot.screens import guests as screens
from bot.screens import notices
from bot.screens.evidence import refused
from bot.screens.notices import Refusal, Toast
from bot.screens.press import Press, Verb, read36
from bot.screens.saved import REASONS
from bot.services import helping as seats
from bot.services import proposals
from bot.services.cockpit import end_errand, errand_of
from bot.services.evidence_cards import MOST
from bot.services.helping import ERRAND, Helping, open_helping
from bot.services.inviting import REPRESENTATIVE
from bot.services.library import Library
from bot.services.offers import page_of, pressed_choice
from bot.services.overseeing import reader_of
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from bot.services.storing import keep_file
from bot.services.waiting import key_of
from storage import chats, files, guests, invitations, people
from storage.chats import ChatRow
from storage.guests import GuestRow, ProposalRow
from storage.invitations import InvitationRow

if TYPE_CHECKING:
    from bot.services.enrolling import Who

FIRST_LANGUAGE = "id"  # as everybody is greeted
REASON = "reason"
ALBUM = timedelta(seconds=5)  # its files come one by one


def enrol(
    conn: Connection, library: Library, who: Who, invitation: InvitationRow, now: datetime
) -> Reply | Refusal:
    """Let a guest in; or why not. A second tap by the same person spends nothing and shows her question again."""
    assert invitation.submission_id is not None
    about = (invitation.submission_id, invitation.path, invitation.items)
    known = people.by_telegram(conn, who.telegram_id)
    mine = guests.of_person(conn, known.id) if known is not None else []
    present = next((one for one in mine if (one.submission_id, one.question, one.items) == about), None)
    if present is not None:
        return _greeted(conn, library, who, present, now)
    if invitation.expires_at <= now:
        return Refusal.EXPIRED
    if invitation.uses_left <= 0:
        return Refusal.USED
    reader = reader_of(
        who.chat_id, known.id if known else 0, who.name, known.language if known else FIRST_LANGUAGE
    )
    desk = seats.desk_of(conn, library, reader, invitation.submission_id, now)
    key = key_of(invitation.path, invitation.items)
    if desk is None or not seats.is_open(conn, desk, key, invitation.created_at):
        return Refusal.CLOSED
    if known is not None and _represents(conn, known.id, invitation.agency_id):
        ordinal = desk.form.questions[key.question].ordinal
        return Reply(screens.her_own(desk.place, ordinal, key.items, reader.language), Where.ASIDE)
    if not invitations.use(conn, invitation.id, now):
        return Refusal.USED
    person = people.put(conn, telegram_id=who.telegram_id, name=who.name, language=FIRST_LANGUAGE, at=now)
    number = guests.add(
        conn,
        person_id=person,
        submission_id=invitation.submission_id,
        question=invitation.path,
        items=invitation.items,
        invited_by=invitation.created_by,
        at=now,
    )
    chats.put(conn, who.chat_id, person_id=person)
    guest = guests.get(conn, number)
    assert guest is not None
    return _greeted(conn, library, who, guest, now)


def press(conn: Connection, setting: Setting, chat: ChatRow, pressed: Press, now: datetime) -> Reply:
    """A button of a guest's card; its argument names the guest, what a button of the question would be, and that
    button's argument."""
    number, _, rest = pressed.argument.partition(".")
    verb, _, argument = rest.partition(".")
    guest = guests.get(conn, read36(number))
    if guest is None or guest.person_id != chat.person_id:
        return Reply(toast=notices.toast(Toast.NOT_ALLOWED, chat.language), alert=True)
    helping = open_helping(conn, setting.library, chat, guest, now)
    if helping is None:
        return _ended(conn, chat, guest, Where.TAPPED)
    ordinal = helping.desk.form.questions[helping.key.question].ordinal
    stale = pressed.form != helping.desk.work.form_id or pressed.ordinal != ordinal
    if stale and verb != Verb.OPEN:  # of another version of the form: a choice may be another one there
        return Reply(seats.show(conn, helping), Where.TAPPED, toast=notices.toast(Toast.STALE, chat.language))
    return _tapped(conn, helping, verb, argument, _errand(chat, guest))


def words(conn: Connection, setting: Setting, chat: ChatRow, raw: Typed | Sent, now: datetime) -> Reply:
    """What a guest typed or sent while her question stands open."""
    guest = guests.get(conn, _number(chat))
    helping = open_helping(conn, setting.library, chat, guest, now)
    if helping is None:
        return _ended(conn, chat, guest, Where.ASIDE)
    errand = errand_of(chat)
    if errand.get("mode") == REASON and isinstance(raw, Typed):
        return _answered(conn, helping, seats.unavailable(helping, raw.text), raw, Where.ASIDE)
    if isinstance(raw, Sent) and raw.size > setting.most_bytes:
        problem = Problem("problem-file-too-big", {"most": setting.most_bytes >> 20})
        return _answered(conn, helping, Turn(helping.desk.instance, problem=problem), raw, Where.ASIDE)
    return _answered(conn, helping, seats.answer(helping, raw), raw, Where.ASIDE)


def idle(
    conn: Connection, setting: Setting, chat: ChatRow, now: datetime, raw: Typed | Sent | None = None
) -> Reply | None:
    """The question that somebody without work of her own was asked to help with; None where there is none. Whoever
    answered it and says thanks is not asked again."""
    thanks = isinstance(raw, Typed) and is_polite(plain(raw.text))
    for guest in guests.of_person(conn, chat.person_id):
        helping = open_helping(conn, setting.library, chat, guest, now)
        proposed = guests.latest(conn, guest.id) if helping is not None and thanks else None
        if helping is not None and proposed is not None and not proposed.verdict:
            return Reply(seats.thanks(helping, proposed), Where.ASIDE)
        if helping is not None:
            return Reply(seats.show(conn, helping), Where.ASIDE)
    return None


def join(conn: Connection, setting: Setting, chat: ChatRow, raw: Typed | Sent, now: datetime) -> Reply | None:
    """A further file of an album whose first one is what she proposed: they are one answer, confirmed once. None for
    anything else."""
    if not isinstance(raw, Sent) or not raw.album:
        return None
    for guest in guests.of_person(conn, chat.person_id):
        proposed = guests.latest(conn, guest.id)
        helping = open_helping(conn, setting.library, chat, guest, now) if proposed is not None else None
        if helping is None or proposed is None or proposed.verdict:
            continue
        work = helping.desk.work
        album = files.of_album(conn, (work.submission_id, work.region_submission_id), raw.album)
        if set(map(str, album)) & set(proposed.value.split()):
            return _added(conn, setting, helping, proposed, raw)
    return None


def is_answering(chat: ChatRow) -> bool:
    """Whether her next words are for the question that she helps with."""
    return errand_of(chat).get("kind") == ERRAND


# -------------------------------------------------------------------- parts


def _greeted(conn: Connection, library: Library, who: Who, guest: GuestRow, now: datetime) -> Reply:
    chat = chats.for_chat(conn, who.chat_id)
    assert chat is not None
    helping = open_helping(conn, library, chat, guest, now)
    if helping is None:
        return _ended(conn, chat, guest, Where.ASIDE)
    return Reply(seats.show(conn, helping, first=True), Where.ASIDE)


def _tapped(conn: Connection, helping: Helping, verb: str, argument: str, errand: Mapping[str, Any]) -> Reply:
    instance, key = helping.desk.instance, helping.key
    question = helping.desk.form.questions[key.question]
    if verb == Verb.UNAVAILABLE:
        if argument not in map(str, range(REASONS)):
            return Reply(seats.show(conn, helping, mode=REASON), Where.TAPPED)
        turn = seats.unavailable(helping, f"reason-{argument}")
        return _answered(conn, helping, turn, None, Where.TAPPED)
    if verb == Verb.PAGE:
        draft = errand.get("draft")
        return Reply(seats.show(conn, helping, draft=draft, page=max(read36(argument), 0)), Where.TAPPED)
    name = pressed_choice(instance, question, argument)
    if verb in (Verb.TICK, Verb.UNTICK) and name and question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        ticks = [one for one in seats.ticks_of(conn, helping, errand) if one != name]
        ticks += [name] if verb == Verb.TICK else []
        page = page_of(instance, question, key, name)
        return Reply(seats.show(conn, helping, draft=" ".join(ticks), page=page), Where.TAPPED)
    raw: Tapped | None = None
    if verb == Verb.DONE:
        ticks = seats.ticks_of(conn, helping, errand)
        if question.kind is Kind.SELECT_MULTIPLE:
            ticks = [one.name for _, one in instance.choices(question, key) if one.name in ticks]
        raw = Tapped(" ".join(ticks)) if ticks else None
    elif verb == Verb.CHOOSE and name:
        raw = Tapped(name)
    elif verb == Verb.VALUE:
        raw = Tapped(argument)
    if raw is None:
        return Reply(seats.show(conn, helping), Where.TAPPED)
    return _answered(conn, helping, seats.answer(helping, raw), raw, Where.TAPPED)


def _answered(conn: Connection, helping: Helping, turn: Turn, raw: Input | None, where: Where) -> Reply:
    """Keep what she answered until her agency decides, and tell it; or ask again."""
    answer: Answer | None = turn.changes[0] if turn.changes else None
    if turn.unchanged:  # she confirms what stands
        answer = helping.desk.instance.answers.get(helping.key)
    if answer is None:
        return Reply(seats.again(conn, helping, turn, raw), where)
    effects: tuple[str, ...] = ("outbox",)
    if isinstance(raw, Sent) and seats.is_file(helping, raw):
        answer = keep_file(conn, helping.desk, answer, raw)
        effects = ("outbox", "fetch")
    now = helping.desk.now
    number = guests.propose(
        conn,
        guest_id=helping.guest.id,
        value=answer.value,
        standing=answer.standing,
        reason=answer.reason,
        at=now,
    )
    album = isinstance(raw, Sent) and bool(raw.album)
    proposals.queue(conn, helping.guest, number, now, ALBUM if album else timedelta())
    chats.put(conn, helping.desk.chat.chat_id, errand="")
    proposed = guests.proposal_of(conn, number)
    assert proposed is not None
    return Reply(seats.thanks(helping, proposed, album=album), where, effects=effects)


def _added(conn: Connection, setting: Setting, helping: Helping, proposed: ProposalRow, raw: Sent) -> Reply:
    """The file behind those that came before it, or why it cannot be there."""
    turn, problem = seats.answer(helping, raw), None
    if raw.size > setting.most_bytes:
        problem = Problem("problem-file-too-big", {"most": setting.most_bytes >> 20})
    elif len(proposed.value.split()) >= MOST:
        problem = Problem("problem-evidence-full", {"most": MOST})
    elif not turn.changes:
        problem = turn.problem or Problem("problem-other")
    if problem is not None:
        return Reply(refused(problem, helping.desk.chat.language), Where.ASIDE)
    kept = keep_file(conn, helping.desk, turn.changes[0], raw, proposed.value)
    guests.extend(conn, proposed.id, kept.value)
    return Reply(effects=("fetch",))


def _ended(conn: Connection, chat: ChatRow, guest: GuestRow | None, where: Where) -> Reply:
    """Her help is no longer needed: a word of thanks, and her next words are her own again."""
    if guest is None or _number(chat) == guest.id:
        end_errand(conn, chat)
    return Reply(screens.ended(chat.language), where)


def _errand(chat: ChatRow, guest: GuestRow) -> Mapping[str, Any]:
    return errand_of(chat) if _number(chat) == guest.id else {}


def _number(chat: ChatRow) -> int:
    """The guest that her next words are for; 0 for none."""
    found = errand_of(chat).get("guest") if is_answering(chat) else None
    return found if isinstance(found, int) else 0


def _represents(conn: Connection, person: int, agency: int | None) -> bool:
    roles = {(one.role, one.agency_id) for one in people.memberships(conn, person)}
    return (REPRESENTATIVE, agency) in roles
