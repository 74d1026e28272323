"""The head of an agency confirms what it has handed in: a link, the summary, one question, a numbered receipt.

The link is the right: its token travels in every button, and confirming spends it. It gives no membership, so nothing
else here is open to her. Whoever asked for a confirmation cannot give it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.flows import progress
from bot.flows.evidence import GROUP
from bot.flows.form import Form
from bot.flows.stops import path
from bot.reports.canonical import Content, in_groups
from bot.screens import signing as screens
from bot.screens.phrases import phrases
from bot.screens.saved import reason
from bot.screens.screen import Screen
from bot.screens.signing import SHORT, AskingView, Hurdle, SectionCount, SummaryView
from bot.services import cards, evidence_counts
from bot.services.desk import Desk
from bot.services.inviting import SIGNER, Invitation, digest, invite
from bot.services.library import Library
from bot.services.papers import order_answers, tell_signed
from bot.services.replies import Reply, Where
from bot.services.rounds import desks_of_round
from bot.services.sealing import Draft, draft, seal_view
from bot.services.submitting import is_complete
from storage import chats, invitations, people, receipts, rounds, submissions
from storage.chats import ChatRow
from storage.invitations import InvitationRow

DAYS = 7
"""A link works so long: heads of agencies travel, and the text says until when."""
MOST_A_DAY = 5
FIRST_LANGUAGE = "id"  # everybody is greeted in Indonesian


@dataclass(frozen=True, slots=True)
class _Link:
    """A link that still works, and what it is about."""

    token: str
    row: InvitationRow
    desk: Desk
    draft: Draft


def make_link(
    conn: Connection, desk: Desk, chat: ChatRow, bot_name: str, now: datetime
) -> tuple[Invitation, AskingView] | None:
    """A link for the head of the desk's agency with the text that brings it to her; None when many were made
    today. The section statuses and the right to ask are the caller's to check."""
    work = desk.work
    if invitations.made_since(conn, work.submission_id, SIGNER, now - timedelta(days=1)) >= MOST_A_DAY:
        return None
    assert work.agency is not None
    made = invite(
        conn,
        role=SIGNER,
        region_id=work.region_id,
        agency_id=work.agency.id,
        name="",
        created_by=chat.person_id,
        now=now,
        days=DAYS,
        submission_id=work.submission_id,
    )
    content = draft(conn, desk).content
    view = AskingView(
        agency=work.agency.name,
        region=work.region_name,
        round=work.round_name,
        link=made.link(bot_name),
        code=made.code,
        expires=made.expires_at,
        zone=desk.zone,
        answers=len(content["answers"]),
        evidence=len(content["evidence"]),
        person=chat.person_name,
    )
    return made, view


def open_link(conn: Connection, library: Library, chat: ChatRow, token: str, now: datetime) -> Reply:
    """The first tap on the link, or the code typed: the summary, or a sentence."""
    found = _link(conn, library, chat, token, now)
    if isinstance(found, Hurdle):
        return Reply(_hindered(conn, chat, token, found), Where.ASIDE)
    return Reply(screens.summary(_summary(conn, found, chat), chat.language), Where.ASIDE)


def press(conn: Connection, library: Library, chat: ChatRow, argument: str, now: datetime) -> Reply:
    """A button of the signer: look again, read, asked once more, sign. `argument`: step, token, and how the
    fingerprint began that she saw."""
    step, token, seen = argument[:1], argument[1:-SHORT], argument[-SHORT:]
    if step in (screens.LOOK, screens.READ):
        token, seen = argument[1:], ""
    invitation = invitations.find(conn, digest(token))
    if invitation is not None and invitation.submission_id is not None:
        row = submissions.get(conn, invitation.submission_id)
        if step == screens.SIGN and row is not None:
            # the number is taken, and nobody changes an answer, until this is stored
            submissions.lock(conn, submissions.region_of(conn, row.round_id))
            submissions.lock(conn, row.id)
    found = _link(conn, library, chat, token, now)
    if isinstance(found, Hurdle):
        return Reply(_hindered(conn, chat, token, found), Where.TAPPED)
    if step == screens.READ:
        order_answers(conn, chat.chat_id, found.desk, now, invitation=found.row.id)
        return Reply(toast=screens.coming(chat.language), effects=("slow",))
    view = _summary(conn, found, chat)
    if step == screens.LOOK or view.hurdle is not None:
        return Reply(screens.summary(view, chat.language), Where.TAPPED)
    if seen != view.fingerprint[:SHORT]:
        changed = replace(view, hurdle=Hurdle.CHANGED)
        return Reply(screens.summary(changed, chat.language), Where.TAPPED)
    if step == screens.SURE:
        return Reply(screens.sure(view, chat.language), Where.TAPPED)
    return _sign(conn, found, chat, now)


def counts_of(form: Form, content: Content, desk: Desk) -> tuple[SectionCount, ...]:
    """What a canonical submission holds, by section as the desk's reader calls it; lists are no questions."""
    found = {}
    for tally in progress.tallies(desk.instance):
        label = cards.section_label(desk, tally.section)
        asked = tally.asked - sum(stop.repeat for stop in path(desk.instance, tally.section))
        found[tally.section] = SectionCount(label, 0, asked, 0, 0)
    for row in content["answers"]:
        section = form.section_of(str(row["question"]))
        one = found.get(section)
        if one is not None:
            gone = row["standing"] == "unavailable"
            found[section] = replace(one, answered=one.answered + 1, unavailable=one.unavailable + int(gone))
    answered = {str(row["question"]) for row in content["answers"]}
    for row in content["evidence"]:
        section = _section_of(form, str(row["subject"]), answered)
        one = found.get(section)
        if one is not None:
            found[section] = replace(one, evidence=one.evidence + 1)
    return tuple(found.values())


# -------------------------------------------------------------------- the link and what it shows


def _link(conn: Connection, library: Library, chat: ChatRow, token: str, now: datetime) -> _Link | Hurdle:
    row = invitations.find(conn, digest(token))
    if row is None or row.role != SIGNER or row.submission_id is None:
        return Hurdle.UNKNOWN
    if row.uses_left < 1:
        return Hurdle.USED
    if row.expires_at <= now:
        return Hurdle.EXPIRED
    submission = submissions.get(conn, row.submission_id)
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    if submission is None or round_ is None or submission.agency_id != row.agency_id:
        return Hurdle.UNKNOWN
    (desk,) = desks_of_round(conn, library, round_, chat, now, only=submission.id)
    return _Link(token, row, desk, draft(conn, desk))


def _hindered(conn: Connection, chat: ChatRow, token: str, why: Hurdle) -> Screen:
    """A sentence; to whoever signed with this link, the number of her receipt."""
    row = invitations.find(conn, digest(token)) if why is Hurdle.USED else None
    if row is not None and row.submission_id is not None:
        mine = next(
            (
                one
                for one in receipts.of_submission(conn, row.submission_id)
                if one.person_id == chat.person_id
            ),
            None,
        )
        if mine is not None:
            return screens.already(mine.number, chat.language)
    return screens.hindered(why, chat.language)


def _summary(conn: Connection, link: _Link, chat: ChatRow) -> SummaryView:
    desk, p = link.desk, phrases(chat.language)
    assert desk.work.agency is not None
    unavailable = []
    for section in desk.form.sections:
        for key in progress.unavailable(desk.instance, section):
            answer = desk.instance.answers.get(key)
            why = reason(p, answer.reason) if answer is not None else ""
            unavailable.append((cards.brief(cards.label_of(desk, key)), why))
    return SummaryView(
        place=desk.place,
        token=link.token,
        person=chat.person_name,
        agency=desk.work.agency.name,
        region=desk.work.region_name,
        round=desk.work.round_name,
        now=desk.now,
        zone=desk.zone,
        sections=counts_of(desk.form, link.draft.content, desk),
        unavailable=tuple(unavailable),
        fingerprint=link.draft.fingerprint,
        code=in_groups(link.draft.fingerprint[: 2 * SHORT]),
        lacking=len(evidence_counts.lacking(desk)),
        lost=link.draft.lost,
        before=seal_view(conn, desk),
        hurdle=_hurdle(link, chat),
    )


def _hurdle(link: _Link, chat: ChatRow) -> Hurdle | None:
    if link.row.created_by == chat.person_id:
        return Hurdle.OWN
    if not is_complete(link.desk):
        return Hurdle.OPEN
    return Hurdle.WAITING if link.draft.waiting else None


# -------------------------------------------------------------------- signing


def _sign(conn: Connection, link: _Link, chat: ChatRow, now: datetime) -> Reply:
    desk = link.desk
    if not invitations.use(conn, link.row.id, now):
        return Reply(screens.hindered(Hurdle.USED, chat.language), Where.TAPPED)
    invitations.end(conn, desk.work.submission_id, SIGNER, now)
    number = _number(conn, desk)
    kept = receipts.add(
        conn,
        submission_id=desk.work.submission_id,
        number=number,
        person_id=chat.person_id,
        name=chat.person_name,
        at=now,
        counts=_kept_counts(desk, link.draft.content),
        fingerprint=link.draft.fingerprint,
        content=link.draft.text.decode(),
    )
    tell_signed(conn, desk, kept, chat, now)
    screen = screens.signed(number, now, desk.zone, chat.person_name, chat.language)
    return Reply(screen, Where.TAPPED, effects=("outbox", "slow"))


def _kept_counts(desk: Desk, content: Content) -> Mapping[str, object]:
    """By section path, so that they can be told in any language."""
    paths = [tally.section for tally in progress.tallies(desk.instance)]
    counted = zip(paths, counts_of(desk.form, content, desk), strict=True)
    return {
        "sections": [[path, one.answered, one.asked, one.unavailable, one.evidence] for path, one in counted],
        "answers": len(content["answers"]),
        "evidence": len(content["evidence"]),
    }


def _number(conn: Connection, desk: Desk) -> str:
    """'TT-2024-3-0012': tanda terima, the year that is asked about, the round, the twelfth of it. Whoever holds the
    lock of the region's row counts alone."""
    year = desk.work.round_deadline.astimezone(desk.zone).year
    made = receipts.count(conn, desk.work.round_id) + 1
    return f"TT-{year}-{desk.work.round_id}-{made:04}"


def _section_of(form: Form, subject: str, answered: Container[str]) -> str:
    """The section of a question, or of the first answered one of a group that shares its evidence."""
    if not subject.startswith(GROUP):
        return form.section_of(subject)
    name = subject.removeprefix(GROUP)
    rows = (q.path for q in form.questions.values() if q.evidence_group == name and q.path in answered)
    first = next(rows, "")
    return form.section_of(first) if first else ""


def newcomer(conn: Connection, *, telegram_id: int, chat_id: int, name: str, now: datetime) -> ChatRow:
    """Whoever opens a link: known by name, without any right."""
    person = people.put(conn, telegram_id=telegram_id, name=name, language=FIRST_LANGUAGE, at=now)
    chats.put(conn, chat_id, person_id=person)
    found = chats.for_chat(conn, chat_id)
    assert found is not None
    return found
