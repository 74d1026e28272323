"""What a guest answered, in front of those who may use it: they take it, change it or thank without using it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import AnswerKey, Standing
from bot.flows.form import FILES, Kind
from bot.flows.inputs import Medium, Sent, Tapped
from bot.flows.interview import Author, Stop, Turn
from bot.flows.problems import Problem
from bot.screens import notices
from bot.screens import proposals as screens
from bot.screens.notices import Toast
from bot.screens.press import Press, read36
from bot.screens.screen import Screen
from bot.services import cards
from bot.services.desk import Desk
from bot.services.helping import desk_of
from bot.services.inviting import REPRESENTATIVE
from bot.services.outcomes import landed, landing, locked
from bot.services.overseeing import reader_of
from bot.services.proposed import decidable, is_asked
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from bot.services.showing import names_for, show_home, show_stop
from bot.services.storing import Source, store
from bot.services.waiting import key_of
from storage import files, guests, outbox, people, submissions
from storage.guests import ACCEPTED, DECLINED, REPLACED, GuestRow, ProposalRow
from storage.outbox import Row
from storage.people import PersonRow

PROPOSAL, TOLD = "proposal", "guest_told"
_MEDIA = {
    Kind.IMAGE: Medium.PHOTO,
    Kind.AUDIO: Medium.AUDIO,
    Kind.VIDEO: Medium.VIDEO,
    Kind.FILE: Medium.DOCUMENT,
}


def queue(
    conn: Connection, guest: GuestRow, proposal_id: int, now: datetime, after: timedelta = timedelta()
) -> None:
    """Tell whoever asked for it; all representatives when she has left or cannot be reached. Twice is once. `after`:
    when the rest of it has come in."""
    submission = submissions.get(conn, guest.submission_id)
    if submission is None or submission.agency_id is None:
        return
    for reader in _owners(conn, guest, submission.agency_id):
        outbox.add(
            conn,
            dedupe_key=f"{PROPOSAL}:{proposal_id}:{reader.telegram_id}",
            kind=PROPOSAL,
            chat_id=reader.telegram_id,
            params={"proposal": proposal_id},
            due_at=now + after,
            at=now,
        )


def tell_again(conn: Connection, agency_id: int, now: datetime) -> None:
    """Somebody has left or come in: what still waits is told to whoever decides about it now."""
    for proposal in guests.waiting_in_agency(conn, agency_id):
        guest = guests.get(conn, proposal.guest_id)
        if guest is not None:
            queue(conn, guest, proposal.id, now)


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """To a representative: what a guest answered, and what to do with it; None once that is settled, or while it
    cannot be. Params: proposal."""
    proposal = guests.proposal_of(conn, int(rows[0].params["proposal"]))
    guest = guests.get(conn, proposal.guest_id) if proposal is not None else None
    reader = people.by_telegram(conn, rows[0].chat_id)
    if proposal is None or proposal.verdict or guest is None or reader is None:
        return None
    submission = submissions.get(conn, guest.submission_id)
    if submission is None or not _represents(conn, reader.id, submission.agency_id):
        return None
    chat = reader_of(rows[0].chat_id, reader.id, reader.name, reader.language)
    desk = desk_of(conn, setting.library, chat, guest.submission_id, now)
    if desk is None or not is_asked(desk, guest):
        return None
    return screens.proposal(_view(conn, desk, guest, proposal), chat.language)


def render_told(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """To the guest: thanks, and what became of her answer. Params: proposal."""
    proposal = guests.proposal_of(conn, int(rows[0].params["proposal"]))
    guest = guests.get(conn, proposal.guest_id) if proposal is not None else None
    if proposal is None or guest is None or not proposal.verdict:
        return None
    chat = reader_of(rows[0].chat_id, guest.person_id, guest.person_name, guest.language)
    desk = desk_of(conn, setting.library, chat, guest.submission_id, now)
    if desk is None:
        return None
    key = key_of(guest.question, guest.items)
    label = cards.brief(cards.label_of(desk, key)) if key.question in desk.form.questions else ""
    view = screens.ThanksView(
        guest.person_name, cards.agency_name(desk), label, proposal.verdict, desk.deadline
    )
    return screens.told(view, chat.language)


def press(conn: Connection, desk: Desk, pressed: Press, source: Source, tapped: int) -> Reply:
    """A representative's button; argument: the proposal, and 'a' to use it, 'e' to change it, 'd' to leave it.
    Without an argument the one that waits the longest is shown."""
    number, _, wish = pressed.argument.partition(".")
    if not number:
        return _first(conn, desk, tapped)
    proposal = guests.proposal_of(conn, read36(number))
    guest = guests.get(conn, proposal.guest_id) if proposal is not None else None
    if proposal is None or guest is None or guest.submission_id != desk.work.submission_id:
        return Reply(toast=notices.toast(Toast.NOT_ALLOWED, desk.chat.language), alert=True)
    again = proposal.verdict == REPLACED and proposal.decided_by is None  # the guest has answered once more
    proposal = (guests.latest(conn, guest.id) or proposal) if again else proposal
    if proposal.verdict:
        return _settled(conn, desk, guest, proposal)
    key = key_of(guest.question, guest.items)
    if not is_asked(desk, guest):
        return Reply(screens.not_asked(desk.place, desk.chat.language), Where.TAPPED)
    if again:
        return _shown(conn, desk, guest, proposal, newer=True)
    if wish == "d":
        return _decided(conn, desk, guest, proposal, DECLINED)
    if not desk.may_change(key):
        return locked(desk, desk.form.section_of(key.question))
    if wish == "e":
        return _changed(conn, desk, guest, proposal, tapped)
    if wish != "a" or pressed.revision != desk.instance.answers.revision(key):
        return _shown(
            conn, desk, guest, proposal, moved=wish == "a"
        )  # somebody answered since this was drawn
    turn = _turn(desk, guest, proposal)
    if _is_useless(conn, desk, key, proposal):
        turn = Turn(desk.instance, problem=Problem("problem-proposal-file"))
    if turn.problem is not None or turn.doubt is not None:
        return _shown(conn, desk, guest, proposal, refused=turn)
    reply = _decided(conn, desk, guest, proposal, ACCEPTED)
    if turn.changes and "outbox" in reply.effects:
        store(conn, desk, (replace(turn.changes[0], origin="guest"), *turn.changes[1:]), source)
    return reply


# -------------------------------------------------------------------- parts


def _owners(conn: Connection, guest: GuestRow, agency_id: int) -> list[PersonRow]:
    everybody = people.representatives(conn, agency_id)
    asked_by = [one for one in everybody if one.id == guest.invited_by and one.unreachable_at is None]
    return asked_by or [one for one in everybody if one.unreachable_at is None]


def _view(conn: Connection, desk: Desk, guest: GuestRow, proposal: ProposalRow) -> screens.ProposalView:
    key = key_of(guest.question, guest.items)
    answer = desk.instance.answers.get(key)
    names = names_for(conn, desk, key)
    standing = answer.standing if answer is not None else None
    return screens.ProposalView(
        place=desk.place,
        proposal=proposal.id,
        ordinal=desk.form.questions[key.question].ordinal,
        items=key.items,
        revision=desk.instance.answers.revision(key),
        guest=guest.person_name,
        record=cards.record_of(desk, key),
        label=cards.label_of(desk, key),
        short=cards.brief(cards.label_of(desk, key)),
        said=cards.told(desk, key, Standing(proposal.standing), proposal.value or proposal.reason),
        present=cards.told(desk, key, standing, answer.value or answer.reason) if answer and standing else "",
        present_by=cards.colleague_of(desk, answer, names),
    )


def _shown(
    conn: Connection,
    desk: Desk,
    guest: GuestRow,
    proposal: ProposalRow,
    *,
    moved: bool = False,
    newer: bool = False,
    refused: Turn | None = None,
) -> Reply:
    view = replace(_view(conn, desk, guest, proposal), moved=moved, newer=newer)
    if refused is not None:
        view = replace(view, unfit=True, problem=refused.problem)
    return Reply(screens.proposal(view, desk.chat.language), Where.TAPPED)


def _first(conn: Connection, desk: Desk, tapped: int) -> Reply:
    for proposal, guest in decidable(conn, desk):
        return _shown(conn, desk, guest, proposal)
    card = landing(desk, tapped)
    return landed(desk, Reply(show_home(conn, desk, card=card), Where.CARD), card)


def _is_useless(conn: Connection, desk: Desk, key: AnswerKey, proposal: ProposalRow) -> bool:
    """Whether none of the files that a guest sent can be used: looked into and refused, or lost."""
    if desk.form.questions[key.question].kind not in FILES or not proposal.value:
        return False
    found = [files.get(conn, int(one)) for one in proposal.value.split()]
    return all(one is None or one.refused or one.gave_up_at is not None for one in found)


def _turn(desk: Desk, guest: GuestRow, proposal: ProposalRow) -> Turn:
    """Her answer once more, as everything else stands now: what was right then may not be any more."""
    key = key_of(guest.question, guest.items)
    author = Author(guest.person_id, desk.now)
    seen = desk.instance.answers.revision(key)
    if proposal.standing == Standing.UNAVAILABLE:
        return interview.unavailable(desk.instance, key, proposal.reason, author, seen=seen, replacing=True)
    kind = desk.form.questions[key.question].kind
    raw: Tapped | Sent = Tapped(proposal.value)
    if kind in FILES:  # the file was read when it came: its number stands for it
        raw = Sent(_MEDIA[kind], unique_id=proposal.value)
    return interview.record(
        desk.instance, key, raw, author, language=desk.chat.language, seen=seen, replacing=True
    )


def _decided(conn: Connection, desk: Desk, guest: GuestRow, proposal: ProposalRow, verdict: str) -> Reply:
    """Settle it, once; the guest is thanked and has no more right to the question."""
    if not guests.decide(conn, proposal.id, verdict, desk.chat.person_id, desk.now):
        now_known = guests.proposal_of(conn, proposal.id)
        assert now_known is not None
        return _settled(conn, desk, guest, now_known)
    guests.end(conn, guest.id, desk.now)
    outbox.add(
        conn,
        dedupe_key=f"{TOLD}:{proposal.id}",
        kind=TOLD,
        chat_id=guest.telegram_id,
        params={"proposal": proposal.id},
        due_at=desk.now,
        at=desk.now,
    )
    settled = replace(proposal, verdict=verdict)
    return replace(_settled(conn, desk, guest, settled), toast="", effects=("outbox",))


def _settled(conn: Connection, desk: Desk, guest: GuestRow, proposal: ProposalRow) -> Reply:
    """What became of it, as the message's last word."""
    view = _view(conn, desk, guest, proposal)
    waiting = len(decidable(conn, desk))
    screen = screens.settled(view, proposal.verdict, waiting, desk.chat.language)
    return Reply(screen, Where.TAPPED, toast=notices.toast(Toast.UNCHANGED, desk.chat.language))


def _changed(conn: Connection, desk: Desk, guest: GuestRow, proposal: ProposalRow, tapped: int) -> Reply:
    """She answers herself with the guest's words in sight: the message becomes the question's card."""
    view = _view(conn, desk, guest, proposal)
    decided = _decided(conn, desk, guest, proposal, REPLACED)
    if "outbox" not in decided.effects:
        return decided
    card = landing(desk, tapped)
    shown = show_stop(conn, desk, Stop(key_of(guest.question, guest.items)), card=card)
    reply = Reply(screens.changing(view, shown, desk.chat.language), Where.CARD, effects=("outbox",))
    return landed(desk, reply, card)


def _represents(conn: Connection, person: int, agency: int | None) -> bool:
    roles = {(one.role, one.agency_id) for one in people.memberships(conn, person)}
    return (REPRESENTATIVE, agency) in roles
