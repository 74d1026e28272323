"""Bringing what a follow-up task wants: files, photos, albums, links and notes, and then that it is all there.

The deadline of the round and sections that were sent do not matter here: assessors ask when those are past. A
closed round ends it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.flows.inputs import Sent, Typed
from bot.flows.values.habits import is_polite, plain
from bot.screens import notices
from bot.screens import task_delivery as screens
from bot.screens.phrases import phrases
from bot.screens.press import Verb, decode, read36
from bot.screens.problems import problem
from bot.screens.screen import Screen
from bot.services import cards, task_news
from bot.services.desk import Desk
from bot.services.evidence_rows import is_good
from bot.services.evidence_taking import Taken
from bot.services.outcomes import landed, landing
from bot.services.replies import Reply, Where
from bot.services.storing import Source
from bot.services.task_showing import of_desk, owed, present_task, show_task
from bot.services.task_taking import take
from bot.services.tasks import SUBJECT, Matter, brought
from storage import chats, evidence, people, tasks


def press(conn: Connection, desk: Desk, argument: str, tapped: int) -> Reply:
    """Her buttons: '' lists what is owed, a task's id opens it, '.y' says that it is all there, '.m' that more
    comes."""
    number, dot, code = argument.partition(".")
    card = landing(desk, tapped)
    one = of_desk(conn, desk, read36(number)) if number else None
    if one is None:
        return landed(desk, Reply(_mine(conn, desk, card), Where.CARD), card)
    effects: tuple[str, ...] = ()
    said = ""
    if dot + code == screens.ALL and not desk.closed and one.row.is_owed:
        if any(map(is_good, brought(conn, one.row))):
            effects = _deliver(conn, desk, one)
        else:
            said = phrases(desk.chat.language)("task-nothing-yet")
    elif dot + code == screens.MORE and not desk.closed:
        tasks.take_back(conn, one.row.id, desk.now)
    one = of_desk(conn, desk, one.row.id) or one
    reply = Reply(show_task(conn, desk, one, card=card, said=said), Where.CARD, effects=effects)
    return landed(desk, reply, card)


def command(conn: Connection, desk: Desk) -> Reply:
    """/tugas of somebody who coordinates nothing: what her agency owes."""
    return Reply(_mine(conn, desk, None), Where.BELOW, old_card=desk.chat.card_id)


def meant(
    conn: Connection, desk: Desk, raw: Typed | Sent, carried: Iterable[str] | None
) -> tuple[Matter, bool] | None:
    """The task that a message is for, and whether it is more of an album that began before: by what she replied to
    (`carried`: its buttons), by the album, or by the card that stands there. None: it is for something else."""
    if isinstance(raw, Sent) and raw.album:
        begun = evidence.of_album(conn, desk.work.submission_id, desk.chat.chat_id, raw.album, SUBJECT)
        one = of_desk(conn, desk, _number(begun)) if begun else None
        if one is not None:
            return one, True
    if carried is not None:
        pressed = (found for found in map(decode, carried) if found is not None)
        named = next((found for found in pressed if found.verb is Verb.DELIVER and found.argument), None)
        one = of_desk(conn, desk, read36(named.argument.partition(".")[0])) if named is not None else None
        return (one, False) if one is not None else None
    one = present_task(conn, desk)
    return (one, False) if one is not None else None


def receive(
    conn: Connection, desk: Desk, one: Matter, raw: Typed | Sent, source: Source, *, more: bool = False
) -> Reply:
    """Keep what a message brings for a task, and show it there. What comes after 'that is all' takes that back:
    it was not all."""
    if desk.closed:
        closed = notices.round_closed(desk.work.round_name, desk.chat.language, desk.place)
        return Reply(closed, Where.ASIDE)
    p = phrases(desk.chat.language)
    taken = Taken()
    said: str = ""
    # thanks prove nothing, and take nothing back
    thanks = isinstance(raw, Typed) and raw.origin is None and is_polite(plain(raw.text))
    if not one.row.is_open and not thanks:
        said = p("task-not-kept")
    elif not thanks:
        taken = take(conn, desk, one.row.id, raw, source)
        if taken.count and one.row.delivered_at is not None and not more:
            tasks.take_back(conn, one.row.id, desk.now)
        said = p("task-kept", count=_came(conn, one, raw) if more else taken.count) if taken.count else ""
        if taken.problem is not None:
            said = "\n".join(filter(None, (said, problem(p, taken.problem))))
    one = of_desk(conn, desk, one.row.id) or one
    effects = ("fetch",) if taken.count and isinstance(raw, Sent) else ()
    if more and desk.chat.card_id is not None and present_task(conn, desk) is not None:
        screen = show_task(conn, desk, one, card=desk.chat.card_id, said=said)
        return Reply(screen, Where.CARD, old_card=desk.chat.card_id, effects=effects)
    screen = show_task(conn, desk, one, card=None, said=said)
    return Reply(screen, Where.BELOW, old_card=desk.chat.card_id, effects=effects)


def _came(conn: Connection, one: Matter, raw: Typed | Sent) -> int:
    """How many files of an album have come so far."""
    album = raw.album if isinstance(raw, Sent) else ""
    return sum(piece.album == album for piece in brought(conn, one.row))


def _deliver(conn: Connection, desk: Desk, one: Matter) -> tuple[str, ...]:
    if not tasks.deliver(conn, one.row.id, desk.chat.person_id, desk.now):
        return ()  # a colleague was faster
    by = people.get(conn, desk.chat.person_id)
    if by is not None and not one.round.trial:
        task_news.tell_delivered(conn, one, by, desk.now)
    return ("outbox",)


def _mine(conn: Connection, desk: Desk, card: int | None) -> Screen:
    chats.put(
        conn,
        desk.chat.chat_id,
        question="",
        items="",
        mode="",
        draft="",
        card_id=card,
        since=card,
        shown_at=desk.now,
    )
    return screens.mine(owed(conn, desk), cards.agency_name(desk), desk.place, desk.chat.language)


def _number(subject: str) -> int:
    digits = subject.removeprefix(SUBJECT)
    return int(digits) if digits.isdigit() else 0
