"""An agency's receipts, looked at by its representatives or by a coordinator; and the link that brings a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.moves import LOCKED
from bot.screens import receipts as screens
from bot.screens import signing as signing_screens
from bot.screens.notices import Toast, toast
from bot.screens.phrases import phrases
from bot.screens.press import Press, Verb, read36
from bot.screens.receipts import ReceiptLine, ReceiptsView
from bot.screens.rows import button, menu
from bot.screens.screen import Button
from bot.screens.views import SealView
from bot.services import cards, lists, papers, sealing, signing
from bot.services.acting import remember
from bot.services.cockpit import Cockpit
from bot.services.desk import Desk
from bot.services.inviting import REPRESENTATIVE
from bot.services.replies import Reply, Where
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from storage import people, rounds, submissions
from storage import receipts as rows
from storage.chats import ChatRow

ASKED = "signature_asked"  # the act of a coordinator


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody with the right to it, looking at an agency's receipts."""

    desk: Desk
    chat: ChatRow
    bot_name: str
    verb: Verb
    back: Button | None


def receipts(conn: Connection, cockpit: Cockpit) -> Reply:
    """A coordinator's button; its argument is what the card's buttons say."""
    desk = cockpit.desk(conn)
    back = Press(Verb.SECTIONS, desk.work.submission_id, cockpit.round.form_id)
    p = phrases(cockpit.chat.language)
    short = desk.work.agency.short_name if desk.work.agency is not None else ""
    to_card = button(p.plain("button-back-to", name=short), back)
    looking = Looking(desk, cockpit.chat, cockpit.setting.bot_name, Verb.RECEIPT, to_card)
    reply = _turn(conn, looking, cockpit.argument)
    if cockpit.argument == screens.LINK and reply.screen is not None:
        remember(conn, cockpit, ASKED)
    return reply


def press(conn: Connection, setting: Setting, chat: ChatRow, pressed: Press, now: datetime) -> Reply:
    """A button of the verb SIGN: a representative's, or with a token in it the signer's."""
    if pressed.argument[:1] in (*_SIGNER_STEPS,) and len(pressed.argument) > 1:
        return signing.press(conn, setting.library, chat, pressed.argument, now)
    desk = _hers(conn, setting, chat, pressed.submission, now)
    if desk is None:
        return Reply(toast=toast(Toast.NOT_ALLOWED, chat.language), alert=True)
    looking = Looking(desk, chat, setting.bot_name, Verb.SIGN, menu(phrases(chat.language), desk.place))
    return _turn(conn, looking, pressed.argument)


_SIGNER_STEPS = frozenset(
    {signing_screens.LOOK, signing_screens.READ, signing_screens.SURE, signing_screens.SIGN}
)


def _turn(conn: Connection, looking: Looking, argument: str) -> Reply:
    desk, chat, language = looking.desk, looking.chat, looking.chat.language
    if argument == screens.ANSWERS:
        papers.order_answers(conn, chat.chat_id, desk, desk.now)
        return Reply(toast=signing_screens.coming(language), effects=("slow",))
    if argument.startswith(screens.AGAIN):
        kept = rows.get(conn, read36(argument.removeprefix(screens.AGAIN)))
        if kept is None or kept.submission_id != desk.work.submission_id:
            return Reply(toast=toast(Toast.STALE, language))
        papers.order_receipt(conn, chat.chat_id, kept.id, desk.now)
        return Reply(toast=signing_screens.coming(language), effects=("slow",))
    view = _view(conn, looking)
    if argument == screens.LINK:
        if view.open or (view.seal is not None and not view.seal.changed):
            said = _not_now(language) if view.open else ""  # nothing to say where it is confirmed already
            return Reply(screens.receipts(view, language), Where.TAPPED, toast=said)
        made = signing.make_link(conn, desk, chat, looking.bot_name, desk.now)
        if made is None:
            return Reply(toast=signing_screens.enough(language), alert=True)
        return Reply(signing_screens.asking(made[1], language), Where.ASIDE)
    return Reply(screens.receipts(view, language), Where.TAPPED)


def _view(conn: Connection, looking: Looking) -> ReceiptsView:
    desk = looking.desk
    kept = rows.of_submission(conn, desk.work.submission_id)
    found = sealing.seal(conn, desk) if kept else None
    changed = found.changed if found is not None else ()
    lines = lists.section_lines(desk)
    return ReceiptsView(
        place=desk.place,
        verb=looking.verb,
        back=looking.back,
        agency=cards.agency_name(desk),
        round=desk.work.round_name,
        now=desk.now,
        zone=desk.zone,
        receipts=tuple(ReceiptLine(one.id, one.number, one.name, one.at) for one in kept),
        seal=SealView(found.number, found.at, desk.zone, len(changed)) if found is not None else None,
        changed=tuple(named(desk, key) for key in changed),
        open=sum(one.status not in LOCKED for one in lines),
    )


def named(desk: Desk, key: AnswerKey) -> str:
    """A changed answer by its label; it may have left the form or the path since."""
    p = phrases(desk.chat.language)
    if key.question.startswith("group:"):
        return p.plain("receipts-changed-group", name=key.question.removeprefix("group:"))
    if key.question not in desk.form.questions:
        return p.plain("receipts-changed-gone", name=key.question.rsplit("/", 1)[-1])
    label = cards.brief(cards.label_of(desk, key))
    record = cards.record_of(desk, key) if key.items else ""
    said = f"{record} › {label}" if record else label
    return said if desk.instance.relevant(key) else p.plain("receipts-changed-gone", name=said)


def _hers(conn: Connection, setting: Setting, chat: ChatRow, submission: int, now: datetime) -> Desk | None:
    """The desk of an agency that she represents, in a round that is no trial."""
    row = submissions.get(conn, submission)
    round_ = rounds.get(conn, row.round_id) if row is not None else None
    if row is None or row.agency_id is None or round_ is None or round_.trial:
        return None
    mine = {(one.role, one.agency_id) for one in people.memberships(conn, chat.person_id)}
    if (REPRESENTATIVE, row.agency_id) not in mine:
        return None
    found = desks_of_round(conn, setting.library, round_, chat, now, only=row.id)
    return found[0] if found else None


def _not_now(language: str) -> str:
    return phrases(language).plain("toast-not-sealable")
