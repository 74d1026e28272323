"""Returning questions to an agency and accepting a section: a list that reviewers share, sent once, in one move.

Whoever is faster is seen by the other: what one reviewer put on the list stands there for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.inputs import Sent, Typed
from bot.flows.moves import Move, Status, after
from bot.screens import review_card, reviews
from bot.screens.fixes import WHY
from bot.screens.overviews import Note
from bot.screens.press import read36
from bot.screens.review_views import SectionReview
from bot.services import cards, fixes, moves, questioning, review_news, sealing
from bot.services.acting import Undo, latest, remember
from bot.services.cockpit import Cockpit, begin_errand, end_errand, refused, still_waits
from bot.services.desk import Desk
from bot.services.fix_views import is_comment
from bot.services.replies import Reply
from bot.services.reviewing import Reviewed, reviewed, rows_of, section_view, show_section
from storage import acts, remarks, returned, sections, submissions
from storage.acts import ActRow

COMMENT = "return_comment"  # the errand
RETURNED, ACCEPTED = "section_returned", "section_accepted"
SURE, OFF = "y", "x"


def give_back(conn: Connection, cockpit: Cockpit) -> Reply:
    """A button about a question, or about the list of a section; see `Verb.RETURN`."""
    assert cockpit.submission is not None
    submissions.lock(conn, cockpit.submission)
    desk = cockpit.desk(conn)
    if cockpit.pressed is not None and cockpit.pressed.ordinal >= 0:
        return _question(conn, cockpit, desk)
    index, _, what = cockpit.argument.partition(".")
    found = reviewed(conn, cockpit, desk, read36(index))
    if found is None:
        return refused(cockpit.chat)
    if what == OFF:
        return _recall(conn, cockpit, found)
    status, label = found.line.status, found.line.label
    if status is Status.RETURNED:  # a second tap, or somebody was faster
        earlier = _own(conn, cockpit, RETURNED, found.section) if what == SURE else 0
        note = Note("section-was-returned", {"section": label}, earlier)
        return show_section(conn, cockpit, found, 0, note if earlier else Note("section-already"))
    view = section_view(conn, cockpit, found)
    if not view.listed:
        return show_section(conn, cockpit, found, 0, Note("return-nothing-listed"))
    if what != SURE:
        view = replace(view, sealed=sealing.intact_number(conn, desk))
        return Reply(reviews.returning(view, cockpit.chat.language), cockpit.where)
    return _send(conn, cockpit, found)


def comment_typed(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, Any], raw: Typed | Sent
) -> Reply | None:
    """Why a question is returned, in her words."""
    if not still_waits(conn, cockpit, errand) or cockpit.submission is None:
        return None
    submissions.lock(conn, cockpit.submission)
    desk = cockpit.desk(conn)
    key = errand_key(errand)
    found = questioning.about(conn, cockpit, desk, key)
    if found is None:
        end_errand(conn, cockpit.chat)
        return None
    said = " ".join(raw.text.split()) if isinstance(raw, Typed) else ""
    if not said:
        return questioning.show(conn, cockpit, found, key, asking="why")
    if (long := questioning.too_long(said, WHY)) is not None:
        return questioning.show(conn, cockpit, found, key, asking="why", problem=long)
    end_errand(conn, cockpit.chat)
    return _put(conn, cockpit, found, key, said)


def accept(conn: Connection, cockpit: Cockpit) -> Reply:
    """Accept a section, or with '.x' take that back; argument: section index."""
    assert cockpit.submission is not None
    submissions.lock(conn, cockpit.submission)
    index, _, what = cockpit.argument.partition(".")
    found = reviewed(conn, cockpit, cockpit.desk(conn), read36(index))
    if found is None:
        return refused(cockpit.chat)
    desk, section = found.desk, found.section
    facts = {"section": found.line.label}
    if what == OFF:
        done = moves.make(conn, desk, section, Move.RECONSIDER, cockpit.side)
        note = Note("section-reconsidered" if done else "section-already", facts if done else {})
        return _again(conn, cockpit, found, note)
    if found.line.status is Status.ACCEPTED:
        earlier = _own(conn, cockpit, ACCEPTED, section)
        note = Note("section-is-accepted", facts, earlier)
        return show_section(conn, cockpit, found, 0, note if earlier else Note("section-already"))
    if section_view(conn, cockpit, found).listed:  # what is not asked any more is on no list that she sees
        return show_section(conn, cockpit, found, 0, Note("accept-but-listed"))
    if not moves.make(conn, desk, section, Move.ACCEPT, cockpit.side):
        return show_section(conn, cockpit, found, 0, Note("section-already"))
    act = remember(conn, cockpit, ACCEPTED, section=section)
    review_news.tell_accepted(conn, desk, section)
    return _again(conn, cockpit, found, Note("section-is-accepted", facts, act))


def errand_key(errand: Mapping[str, Any]) -> AnswerKey:
    """The question that an errand is about."""
    items = str(errand.get("items", ""))
    return AnswerKey(str(errand.get("question", "")), tuple(items.split(".")) if items else ())


def begin_words(conn: Connection, cockpit: Cockpit, kind: str, key: AnswerKey) -> None:
    """Her next words are about this question."""
    begin_errand(
        conn,
        cockpit,
        kind,
        question=key.question,
        items=".".join(key.items),
        at=cockpit.now.isoformat(),
    )


# -------------------------------------------------------------------- one question


def _question(conn: Connection, cockpit: Cockpit, desk: Desk) -> Reply:
    key = questioning.pressed_key(cockpit, desk)
    found = questioning.about(conn, cockpit, desk, key) if key is not None else None
    if key is None or found is None:
        return refused(cockpit.chat)
    end_errand(conn, cockpit.chat)
    if after(Move.RETURN, found.line.status, cockpit.side) is None:  # it is returned already
        return questioning.show(conn, cockpit, found, key, note=Note("section-already"))
    what = questioning.argument_of(cockpit)
    if what == OFF:
        submission = desk.work.submission_id
        returned.take_off(conn, submission, key.question, ".".join(key.items), cockpit.now)
        page = _page_of(section_view(conn, cockpit, found), desk, key)
        return show_section(conn, cockpit, found, max(page, 0), Note("return-taken-off"))
    ready = read36(what)
    if what and 0 <= ready < review_card.REASONS:
        return _put(conn, cockpit, found, key, f"return-reason-{ready}")
    if what:
        return refused(cockpit.chat)
    begin_words(conn, cockpit, COMMENT, key)
    return questioning.show(conn, cockpit, found, key, asking="why")


def _put(conn: Connection, cockpit: Cockpit, found: Reviewed, key: AnswerKey, why: str) -> Reply:
    """Put a question on the list; the section with its list follows."""
    desk = found.desk
    if after(Move.RETURN, found.line.status, cockpit.side) is None:
        return show_section(conn, cockpit, found, 0, Note("section-already"))
    page = _page_of(section_view(conn, cockpit, found), desk, key)
    if page < 0:
        return refused(cockpit.chat)  # not asked any more
    returned.put(
        conn,
        submission_id=desk.work.submission_id,
        path=found.section,
        question=key.question,
        items=".".join(key.items),
        comment=why,
        person_id=cockpit.chat.person_id,
        at=cockpit.now,
        revision=fixes.revision_of(desk.instance, key),
    )
    label = cards.brief(cards.label_of(desk, key))
    return show_section(conn, cockpit, found, page, Note("return-listed", {"question": label}))


def _page_of(view: SectionReview, desk: Desk, key: AnswerKey) -> int:
    """The page on which a question stands, where the reviewer goes on reading; -1 where it is not asked any more."""
    numbers = (line.line.number for line in view.lines if fixes.line_key(desk, line.line) == key)
    return next(map(reviews.page_of, numbers), -1)


# -------------------------------------------------------------------- the list


def _send(conn: Connection, cockpit: Cockpit, found: Reviewed) -> Reply:
    desk, section = found.desk, found.section
    listed = rows_of(conn, desk, section)
    why = "\n".join(dict.fromkeys(row.comment for row in listed.values()))
    if not moves.make(conn, desk, section, Move.RETURN, cockpit.side, why):
        return show_section(conn, cockpit, found, 0, Note("section-already"))
    for row in listed.values():
        thread = remarks.thread(conn, row.submission_id, row.question, row.items)
        if any(is_comment(one, row) for one in thread):  # returned before, and taken back
            continue
        remarks.add(
            conn,
            submission_id=desk.work.submission_id,
            question=row.question,
            items=row.items,
            side=remarks.REVIEWER,
            person_id=row.person_id,
            at=cockpit.now,
            text=row.comment,
        )
    act = remember(conn, cockpit, RETURNED, section=section, questions=len(listed))
    review_news.tell_returned(conn, desk, section)
    return _again(conn, cockpit, found, Note("section-was-returned", {"section": found.line.label}, act))


def _recall(conn: Connection, cockpit: Cockpit, found: Reviewed) -> Reply:
    """Take a return back while nothing was done about it; what was returned is the list again."""
    if not _untouched(found.desk, found.section):
        return show_section(conn, cockpit, found, 0, Note("return-begun"))
    if not moves.make(conn, found.desk, found.section, Move.RECALL, cockpit.side):
        return show_section(conn, cockpit, found, 0, Note("section-already"))
    review_news.tell_recalled(conn, found.desk, found.section)
    return _again(conn, cockpit, found, Note("return-recalled", {"section": found.line.label}))


def _own(conn: Connection, cockpit: Cockpit, kind: str, section: str) -> int:
    """The act that this is the second tap of; 0 where it was somebody else's."""
    act = acts.get(conn, latest(conn, cockpit, kind, section=section))
    return act.id if act is not None and act.person_id == cockpit.chat.person_id else 0


def _untouched(desk: Desk, section: str) -> bool:
    return not any(fixes.is_fixed(desk, key) for key, row in desk.returned.items() if row.path == section)


def _again(conn: Connection, cockpit: Cockpit, found: Reviewed, note: Note) -> Reply:
    """The section after a move."""
    new = reviewed(conn, cockpit, cockpit.desk(conn), found.line.index)
    return show_section(conn, cockpit, new or found, 0, note)


def _is_out(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    desk, section = cockpit.desk(conn), str(act.params["section"])
    return desk.status(section) is Status.RETURNED and _untouched(desk, section) and _stands(conn, act)


def _call_back(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    desk, section = cockpit.desk(conn), str(act.params["section"])
    if moves.make(conn, desk, section, Move.RECALL, cockpit.side):
        review_news.tell_recalled(conn, desk, section)


def _is_accepted(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    desk, section = cockpit.desk(conn), str(act.params["section"])
    return desk.status(section) is Status.ACCEPTED and _stands(conn, act)


def _reconsider(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    moves.make(conn, cockpit.desk(conn), str(act.params["section"]), Move.RECONSIDER, cockpit.side)


def _stands(conn: Connection, act: ActRow) -> bool:
    """Whether the section's last move is that of the act."""
    assert act.submission_id is not None
    place = (act.submission_id, str(act.params["section"]))
    found = sections.statuses(conn, [act.submission_id]).get(place)
    return found is not None and found.changed_at == act.at


UNDO_RETURNED = Undo(_is_out, _call_back)
UNDO_ACCEPTED = Undo(_is_accepted, _reconsider)
