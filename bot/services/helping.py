"""A guest at her one question: whether she still may help, what its card shows, and what she proposes.

The whole desk is loaded, since choices and limits hang on other answers; nothing of it but this question is shown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import AnswerKey, Standing
from bot.flows.form import CHOOSING, FILES, Kind
from bot.flows.inputs import Input, Sent, Typed
from bot.flows.interview import Author, Turn
from bot.flows.moves import LOCKED
from bot.screens import guests as screens
from bot.screens.phrases import phrases
from bot.screens.screen import Screen
from bot.screens.views import DoubtView, QuestionView
from bot.services import cards
from bot.services.desk import Desk
from bot.services.library import Library
from bot.services.offers import filtered, readings
from bot.services.outcomes import record
from bot.services.rounds import desks_of_round
from bot.services.waiting import key_of
from storage import chats, guests, rounds, sections, submissions
from storage.chats import ChatRow
from storage.guests import GuestRow, ProposalRow

ERRAND = "guest"  # her next words or file are for the question that she helps with


@dataclass(frozen=True, slots=True)
class Helping:
    """A guest who may answer now. `desk` is the agency's, as she would read it."""

    guest: GuestRow
    desk: Desk
    key: AnswerKey

    @property
    def section(self) -> str:
        return self.desk.form.section_of(self.key.question)


def open_helping(
    conn: Connection, library: Library, chat: ChatRow, guest: GuestRow | None, now: datetime
) -> Helping | None:
    """The guest at her question, or None when it is not hers or her help has ended: decided, taken back, the section
    sent since she was asked, the round over, the question no longer asked."""
    if guest is None or guest.person_id != chat.person_id or guest.until is not None:
        return None
    desk = desk_of(conn, library, chat, guest.submission_id, now)
    key = key_of(guest.question, guest.items)
    if desk is None or not is_open(conn, desk, key, guest.since):
        return None
    return Helping(guest, desk, key)


def desk_of(
    conn: Connection, library: Library, chat: ChatRow, submission_id: int, now: datetime
) -> Desk | None:
    """An agency's desk in the reader's language; None when its round is over."""
    submission = submissions.get(conn, submission_id)
    round_ = rounds.get(conn, submission.round_id) if submission is not None else None
    if submission is None or round_ is None or (round_.closed_at is not None and round_.closed_at <= now):
        return None
    (desk,) = desks_of_round(conn, library, round_, chat, now, only=submission_id)
    return desk


def is_open(conn: Connection, desk: Desk, key: AnswerKey, since: datetime) -> bool:
    """Whether somebody who was asked at that moment may still help: the section has not been sent meanwhile, also if
    it is open again."""
    if not is_askable(desk, key):
        return False
    section = desk.form.section_of(key.question)
    row = sections.statuses(conn, (desk.work.submission_id,)).get((desk.work.submission_id, section))
    return row is None or (desk.status(section) not in LOCKED and row.changed_at <= since)


def is_askable(desk: Desk, key: AnswerKey) -> bool:
    """Whether a colleague can be asked at all: a question that people answer, on the agency's present path."""
    question = desk.form.questions.get(key.question)
    if question is None or not question.answerable or question.kind is Kind.ACKNOWLEDGE:
        return False
    return interview.find(desk.instance, key) is not None and not interview.reads_only(desk.instance, key)


# -------------------------------------------------------------------- her card


def show(
    conn: Connection,
    helping: Helping,
    *,
    mode: str = "",
    draft: str | None = None,
    first: bool = False,
    **shown: Any,
) -> Screen:
    """The card of her question; her next words are for it. `mode` is 'reason' while she says why there is no answer;
    `draft` are the ticks before Done; `shown` overrides fields of the question's view."""
    begin_errand(conn, helping, mode, draft)
    proposed = guests.latest(conn, helping.guest.id)
    view = _question(helping, proposed, draft)
    view = replace(view, asking_reason=mode == "reason", **shown)
    return screens.card(replace(_guest_view(helping, view), first=first), helping.desk.chat.language)


def begin_errand(conn: Connection, helping: Helping, mode: str, draft: str | None) -> None:
    errand = {"kind": ERRAND, "guest": helping.guest.id, "mode": mode, "draft": draft}
    chats.put(conn, helping.desk.chat.chat_id, errand=json.dumps(errand))


def ticks_of(conn: Connection, helping: Helping, errand: Mapping[str, Any]) -> list[str]:
    """The ticks that wait for Done; what she proposed, or what stands, when none do."""
    draft = errand.get("draft") if errand.get("guest") == helping.guest.id else None
    if isinstance(draft, str):
        return draft.split()
    return _value(helping, guests.latest(conn, helping.guest.id)).split()


def thanks(helping: Helping, proposed: ProposalRow, *, album: bool = False) -> Screen:
    """What she answered, read back, and that it waits. `album`: how many files it has is not known yet."""
    said = cards.told(
        helping.desk, helping.key, Standing(proposed.standing), proposed.value or proposed.reason
    )
    if album:
        said = phrases(helping.desk.chat.language).plain("guest-album")
    view = _guest_view(helping, _question(helping, proposed, None))
    return screens.proposed(view, said, helping.desk.chat.language)


def _question(helping: Helping, proposed: ProposalRow | None, draft: str | None) -> QuestionView:
    """The view without anything that tells of other answers or of people; what she proposed stands as the answer."""
    desk, key = helping.desk, helping.key
    view = cards.question_view(desk, key, {}, draft)
    view = replace(
        view,
        section="",
        group="",
        number=0,
        total=0,
        first=None,
        can_back=False,
        present_by="",
    )
    if proposed is None or proposed.verdict:
        return view
    picked = (draft if draft is not None else proposed.value).split() if view.kind in CHOOSING else []
    choices = [choice.name for _, choice in desk.instance.choices(desk.form.questions[key.question], key)]
    offers = tuple(
        replace(one, picked=name in picked, rank=picked.index(name) + 1 if name in picked else 0)
        for one, name in zip(view.offers, choices, strict=True)
    )
    return replace(
        view,
        offers=offers,
        present=cards.shown(desk, key, proposed.value) if proposed.value else "",
        present_standing=Standing(proposed.standing),
        present_reason=proposed.reason,
    )


def _guest_view(helping: Helping, view: QuestionView) -> screens.GuestView:
    return screens.GuestView(
        guest=helping.guest.id,
        person=helping.guest.person_name,
        agency=cards.agency_name(helping.desk),
        region=helping.desk.work.region_name,
        deadline=helping.desk.deadline,
        question=view,
    )


def _value(helping: Helping, proposed: ProposalRow | None) -> str:
    if proposed is not None and not proposed.verdict:
        return proposed.value
    return helping.desk.instance.value(helping.key)


# -------------------------------------------------------------------- what she answers


def answer(helping: Helping, raw: Input) -> Turn:
    """Her answer, read and checked as any other; nothing is written. It may stand beside a newer one: her agency
    decides."""
    seen = helping.desk.instance.answers.revision(helping.key)
    return record(helping.desk, helping.key, raw, seen, replacing=True)


def unavailable(helping: Helping, reason: str) -> Turn:
    """She says that there is no answer, and why."""
    author = Author(helping.guest.person_id, helping.desk.now)
    return interview.unavailable(helping.desk.instance, helping.key, reason, author, seen=0, replacing=True)


def again(conn: Connection, helping: Helping, turn: Turn, raw: Input | None = None) -> Screen:
    """The question once more, with what was wrong or doubtful about her answer."""
    desk, key = helping.desk, helping.key
    question = desk.form.questions[key.question]
    sought = " ".join(raw.text[:100].split()) if isinstance(raw, Typed) and question.kind in CHOOSING else ""
    found = {one.index for one in filtered(desk.instance, question, key, sought)} if sought else set()
    if found:
        offers = tuple(one for one in _question(helping, None, None).offers if one.index in found)
        return show(conn, helping, offers=offers, filtered=sought)
    doubt = None
    if turn.doubt is not None:
        doubt = DoubtView(turn.doubt.kind, tuple(readings(desk, key, turn.doubt)))
    example = interview.example_for(desk.instance, key, desk.chat.language)
    return show(conn, helping, problem=turn.problem, doubt=doubt, example=example)


def is_file(helping: Helping, raw: Input) -> bool:
    return isinstance(raw, Sent) and helping.desk.form.questions[helping.key.question].kind in FILES
