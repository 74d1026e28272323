"""Puts a question in front of a person: remembers what the next typed text will answer, and draws the card."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from bot.flows import interview, records
from bot.flows.answers import AnswerKey
from bot.flows.interview import Stop
from bot.flows.problems import Problem
from bot.screens import evidence, home, question, repeats, sections
from bot.screens import fixes as fix_screens
from bot.screens import records as record_screens
from bot.screens.record_views import RepeatView
from bot.screens.screen import Screen
from bot.screens.views import ColleagueView, QuestionView, SavedView, Status
from bot.services import (
    cards,
    earlier,
    earlier_records,
    evidence_cards,
    evidence_counts,
    fix_views,
    fixes,
    holders,
    lists,
    record_cards,
    sealing,
    task_showing,
)
from bot.services.assignments import assignments
from bot.services.desk import Desk
from bot.services.offers import filtered
from bot.services.pictures import has_pictures
from bot.services.waiting import (
    ANSWER,
    EVIDENCE,
    EXPLAIN,
    FILTER,
    HOLDING,
    LISTED,
    MORE,
    REASON,
    REPLACE,
    TICKS,
    Waiting,
    awaited,
    found_again,
    left,
    offered,
)
from storage import answers, chats


def show_stop(
    conn: Connection,
    desk: Desk,
    stop: Stop,
    *,
    waiting: Waiting = ANSWER,
    card: int | None,
    **shown: Any,
) -> Screen:
    """Draw a stop's card and note that it is the present one. `shown` overrides fields of its view.

    `card` is the message that will show it. None: it is sent as a new one, and until Telegram has confirmed
    that, nobody has seen it and nothing typed can answer it."""
    if waiting.mode == EVIDENCE and not evidence_cards.takes(desk, stop.key):
        waiting = ANSWER  # the answer has changed and asks for none: what she types is an answer again
    if waiting == ANSWER:
        waiting = found_again(desk, stop.key)
    _await(conn, desk, stop.key, waiting, card)
    if waiting.mode == EXPLAIN:
        explained = replace(fix_views.explain_view(conn, desk, stop.key), problem=shown.get("problem"))
        return fix_screens.explain(explained, desk.chat.language)
    if waiting.mode == EVIDENCE:
        proofs = evidence_cards.evidence_view(desk, stop.key, waiting.draft, **shown)
        return evidence.card(proofs, desk.chat.language)
    shown.setdefault("returned", fix_views.returned_view(desk, stop.key))
    shown.setdefault("thread", fix_views.thread_of(conn, desk, stop.key))
    if stop.repeat:
        if desk.past and desk.may_change(stop.key):
            shown["earlier_round"], shown["earlier"] = earlier_records.offered(conn, desk, stop.key)
        view: RepeatView = replace(record_cards.repeat_view(desk, stop.key), **shown)
        return repeats.repeat(view, desk.chat.language)
    text, found, ticks = waiting.draft.partition("\n") if waiting.mode in HOLDING else ("", "", waiting.draft)
    ticked = ticks if found or waiting.mode == TICKS else None
    if waiting == ANSWER and "problem" not in shown:
        shown["problem"] = _outdated(desk, stop.key)
    asked = cards.question_view(desk, stop.key, names_for(conn, desk, stop.key), ticked)
    if waiting.mode == FILTER:
        asked = _filtered(desk, stop.key, asked, text)
    if waiting.mode == REPLACE:
        shown.setdefault("colleague", _colleague(conn, desk, stop.key, waiting.draft))
    if shown.get("problem") is not None:  # only a refusal is followed by an example
        shown.setdefault("example", interview.example_for(desk.instance, stop.key, desk.chat.language))
    if desk.past and waiting == ANSWER and desk.instance.answers.get(stop.key) is None:
        shown.setdefault("earlier", earlier.offer(conn, desk, stop.key))
    shown.setdefault("pieces", evidence_counts.offered(desk, stop.key))
    shown.setdefault("pictures", has_pictures(desk, desk.form.questions[stop.key.question]))
    shown.setdefault("asking_reason", waiting.mode == REASON)
    shown.setdefault("collecting", waiting.mode == MORE)
    return question.question(replace(asked, **shown), desk.chat.language)


def show_next(
    conn: Connection,
    desk: Desk,
    section: str,
    after: AnswerKey | None,
    *,
    saved: SavedView | None,
    card: int | None,
) -> Screen:
    """The next open stop of the section, or its review when nothing is open."""
    if desk.status(section) is Status.RETURNED and not fixes.in_list(desk, after):
        stop = fixes.next_stop(desk, section, after)
    elif after is None:
        stop = interview.next_open(desk.instance, after, section)
    else:
        stop, complete = records.onward(desk.instance, after, section)
        if complete is not None:
            return show_complete(conn, desk, after, complete, saved=saved, card=card)
    if stop is not None and not desk.may_change(stop.key):
        stop = fixes.next_stop(desk, section, after)
    if stop is None:
        return show_review(conn, desk, section, saved=saved, card=card)
    return show_stop(conn, desk, stop, card=card, saved=saved)


def show_complete(
    conn: Connection,
    desk: Desk,
    after: AnswerKey,
    item: AnswerKey,
    *,
    saved: SavedView | None,
    card: int | None,
) -> Screen:
    """The end of a record: its list, with one more a tap away; the record itself where it was complete before and
    she has only changed something in it."""
    answer = desk.instance.answers.get(after)
    if answer is not None and answer.revision > 1 and after.question in desk.form.questions:
        return show_record(conn, desk, item, card=card, saved=saved)
    stop = Stop(AnswerKey(item.question, item.items[:-1]), repeat=True)
    told = saved if card is not None else None  # what was typed is read back on the card above it
    return show_stop(conn, desk, stop, card=card, saved=told, complete=item.items[-1])


def show_record(conn: Connection, desk: Desk, item: AnswerKey, *, card: int | None, **shown: Any) -> Screen:
    """One record with all of its answers; no typed text is awaited there."""
    _await(conn, desk, item, ANSWER, card)
    view = replace(record_cards.record_view(desk, item), **shown)
    return record_screens.record(view, desk.chat.language)


def show_after(
    conn: Connection, desk: Desk, key: AnswerKey, *, saved: SavedView | None, card: int | None
) -> Screen:
    """What follows an answer: the card of its evidence where that is needed and missing, else the next open stop."""
    if evidence_counts.lacks(desk, key) and desk.may_change(key):
        return show_stop(conn, desk, Stop(key), waiting=Waiting(EVIDENCE), card=card, saved=saved)
    section = desk.form.section_of(key.question)
    return show_next(conn, desk, section, key, saved=saved, card=card)


def show_home(conn: Connection, desk: Desk, *, card: int | None, saved: SavedView | None = None) -> Screen:
    """The home card; no typed text is awaited there."""
    _await(conn, desk, None, ANSWER, card)
    places = assignments(conn, desk.chat.person_id)
    owed = task_showing.lines(conn, desk)
    rounds = len({agency for _, agency, _ in places}) == 1
    view = holders.on_home(conn, desk, lists.home_view(desk, saved=saved, others=len(places) > 1))
    view = sealing.on_home(conn, desk, view)
    return home.home(replace(view, other_rounds=rounds, tasks=owed), desk.chat.language)


def stand(conn: Connection, desk: Desk, card: int | None) -> None:
    """Note that the present card asks nothing: what is typed below it answers no question."""
    _await(conn, desk, None, ANSWER, card)


def show_review(
    conn: Connection,
    desk: Desk,
    section: str,
    *,
    card: int | None,
    page: int = 0,
    refused: bool = False,
    unproved: bool = False,
    saved: SavedView | None = None,
) -> Screen:
    """A section before (or after) it is submitted. Continue leads on from there."""
    _await(conn, desk, None, Waiting(LISTED, str(desk.form.sections.index(section))), card)
    if desk.status(section) is Status.RETURNED:
        back = fix_views.fixes_view(conn, desk, section, page)
        back = replace(back, refused=refused, unproved=unproved, saved=saved)
        return fix_screens.fixes(back, desk.chat.language)
    names = answers.authors(conn, lists.authors_on(desk, section))
    view = replace(
        lists.review_view(desk, section, page, names), refused=refused, unproved=unproved, saved=saved
    )
    return sections.review(holders.on_review(conn, desk, view), desk.chat.language)


def show_list(conn: Connection, desk: Desk, section: str, page: int, *, card: int | None) -> Screen:
    """All questions of a section. Continue leads on from there."""
    _await(conn, desk, None, Waiting(LISTED, str(desk.form.sections.index(section))), card)
    view = holders.on_list(conn, desk, lists.list_view(desk, section, page))
    return sections.question_list(view, desk.chat.language)


def show_present(conn: Connection, desk: Desk, *, card: int | None, **shown: Any) -> Screen:
    """What this chat was in the middle of: its question if it is still asked, else the home card."""
    key = awaited(desk)
    if key is None and (task := task_showing.present_task(conn, desk)) is not None:
        return task_showing.show_task(conn, desk, task, card=card)
    if key is not None and key.question in desk.form.groups and records.exists(desk.instance, key):
        return show_record(conn, desk, key, card=card, saved=shown.get("saved"))
    stop = interview.find(desk.instance, key) if key is not None else None
    if stop is None or not desk.may_change(stop.key):
        return show_home(conn, desk, card=card, saved=shown.get("saved"))
    waiting = Waiting(desk.chat.mode, desk.chat.draft)
    return show_stop(conn, desk, stop, waiting=waiting, card=card, **shown)


def names_for(conn: Connection, desk: Desk, key: AnswerKey) -> dict[int, str]:
    """Name of the colleague who answered, looked up only when it was not the reader herself."""
    answer = desk.instance.answers.get(key)
    if answer is None or answer.person_id in (None, desk.chat.person_id):
        return {}
    assert answer.person_id is not None
    return answers.authors(conn, [answer.person_id])


def _colleague(conn: Connection, desk: Desk, key: AnswerKey, draft: str) -> ColleagueView | None:
    """The present answer beside the one that would replace it; None when it is gone meanwhile."""
    theirs = desk.instance.answers.get(key)
    if theirs is None:
        return None
    names = answers.authors(conn, [theirs.person_id]) if theirs.person_id is not None else {}
    ago = desk.now - theirs.at if theirs.at is not None else timedelta()
    standing, _, mine = offered(draft)
    return ColleagueView(
        name=names.get(theirs.person_id or 0, ""),
        minutes=max(int(ago / timedelta(minutes=1)), 0),
        theirs=cards.told(desk, key, theirs.standing, theirs.value or theirs.reason),
        mine=cards.told(desk, key, standing, mine),
        own=theirs.person_id == desk.chat.person_id,
    )


def _outdated(desk: Desk, key: AnswerKey) -> Problem | None:
    """Why an answered question is open again: its choice has gone, and others are there to choose from."""
    question = desk.form.questions[key.question]
    if interview.fits(desk.instance, key) or not desk.instance.choices(question, key):
        return None
    return interview.complaint(desk.instance, key)


def _filtered(desk: Desk, key: AnswerKey, asked: QuestionView, text: str) -> QuestionView:
    found = {one.index for one in filtered(desk.instance, desk.form.questions[key.question], key, text)}
    offers = tuple(one for one in asked.offers if one.index in found)
    return replace(asked, offers=offers, filtered=text) if offers else asked


def _await(conn: Connection, desk: Desk, key: AnswerKey | None, waiting: Waiting, card: int | None) -> None:
    ticks = left(desk) if key is None else ""
    fields: chats.Fields = {
        "question": key.question if key else "",
        "items": ".".join(key.items) if key else "",
        "revision": desk.instance.answers.revision(key) if key else 0,
        "mode": waiting.mode,
        "draft": f"{waiting.draft}\n{ticks}" if ticks else waiting.draft,
        "shown_at": desk.now,
    }
    fields["card_id"] = card
    present = awaited(desk)
    if present is None or present != key:
        fields["since"] = card
        if card is None:
            fields["before"] = str(present) if present else ""
    # else the same question once more: what was sent since its first card is for it, however often it was redrawn
    chats.put(conn, desk.chat.chat_id, **fields)
