"""How a question came to its answer, for coordinators and for the agency itself: every change, piece of evidence,
word and move, with its number in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey, Standing
from bot.flows.evidence import subject
from bot.flows.moves import Move
from bot.screens import traces as screens
from bot.screens.phrases import phrases
from bot.screens.press import Press, Verb, read36, to36
from bot.screens.rows import held_page, page_count
from bot.screens.screen import Screen
from bot.screens.traces import PAGE, TraceLine, TraceView
from bot.screens.views import Status
from bot.services import cards
from bot.services.cockpit import Cockpit, end_errand, refused
from bot.services.desk import Desk
from bot.services.evidence_documents import named
from bot.services.inviting import REPRESENTATIVE
from bot.services.moving import question_key
from bot.services.outcomes import moved_on
from bot.services.replies import Reply, Where
from bot.services.waiting import awaited, key_of
from storage import ledger, people, remarks, returned, sections, traces
from storage.chats import ChatRow
from storage.traces import TraceRow

_TOLD_AS_MOVES = frozenset({Move.CLOSE, Move.RECALL, Move.RECONSIDER})
"""After them a section stands as after sending, and nobody has sent it."""


def trace(conn: Connection, cockpit: Cockpit) -> Reply:
    """A coordinator's button: the question that it names, or else everything that the agency answered; argument: a
    page."""
    end_errand(conn, cockpit.chat)
    desk = cockpit.desk(conn)
    pressed = cockpit.pressed
    if pressed is None or pressed.ordinal < 0:
        back = Press(Verb.SECTIONS, desk.work.submission_id, desk.work.form_id)
        return Reply(_of_agency(conn, desk, cockpit.argument, back, named=True), cockpit.where)
    key = question_key(desk, pressed)
    if key is None or pressed.form != desk.work.form_id:
        return refused(cockpit.chat)
    section = desk.form.section_of(key.question)
    if section not in desk.form.sections:  # a row that is no question stands in none
        return refused(cockpit.chat)
    index = to36(desk.form.sections.index(section))
    back = Press(Verb.ANSWERS, desk.work.submission_id, desk.work.form_id, argument=f"{index}.0")
    if desk.status(section) is not Status.DRAFT:  # from its review
        back = replace(pressed, verb=Verb.INSPECT, argument="")
    return Reply(_of_question(conn, desk, key, cockpit.argument, back, named=True), cockpit.where)


def of_own(conn: Connection, desk: Desk, pressed: Press, tapped: int) -> Reply:
    """The same for whoever represents the agency: from a question's card, which it leads back to."""
    if pressed.ordinal < 0:
        back = Press(Verb.HOME, desk.work.submission_id, desk.work.form_id)
        return Reply(_of_agency(conn, desk, pressed.argument, back), Where.TAPPED)
    key = question_key(desk, pressed)
    if key is None:
        return moved_on(conn, desk, tapped)
    return Reply(_of_question(conn, desk, key, pressed.argument, _card(desk, key)), Where.TAPPED)


def command(conn: Connection, desk: Desk) -> Reply:
    """/riwayat of a representative: of the question that she is at, or else of all that her agency answered."""
    key = awaited(desk)
    if key is not None and key.question in desk.form.questions:
        return Reply(_of_question(conn, desk, key, "", _card(desk, key)), Where.ASIDE)
    back = Press(Verb.HOME, desk.work.submission_id, desk.work.form_id)
    return Reply(_of_agency(conn, desk, "", back), Where.ASIDE)


def is_own(conn: Connection, chat: ChatRow, submission: int) -> bool:
    """Whether a button is about what this person works on as a representative, or she has no other right at all."""
    if chat.work is not None and chat.work.represents and chat.work.submission_id == submission:
        return True
    return all(one.role == REPRESENTATIVE for one in people.memberships(conn, chat.person_id))


# -------------------------------------------------------------------- what happened


def _of_question(
    conn: Connection, desk: Desk, key: AnswerKey, page36: str, back: Press, *, named: bool = False
) -> Screen:
    newest = reversed([*_happened(conn, desk, key)])
    lines = sorted(newest, key=lambda one: one.at, reverse=True)
    page = held_page(read36(page36), page_count(len(lines), PAGE))
    ordinal = desk.form.questions[key.question].ordinal
    view = TraceView(
        turn=Press(Verb.TRACE, desk.work.submission_id, desk.work.form_id, ordinal, key.items),
        back=back,
        back_name=cards.section_label(desk, desk.form.section_of(key.question)) if named else "",
        title=cards.label_of(desk, key),
        record=cards.record_of(desk, key),
        zone=desk.zone,
        now=desk.now,
        lines=tuple(lines[page * PAGE : (page + 1) * PAGE]),
        count=len(lines),
        page=page,
    )
    return screens.trace(view, desk.chat.language)


def _of_agency(conn: Connection, desk: Desk, page36: str, back: Press, *, named: bool = False) -> Screen:
    """Every change of every answer, also of those that it gives for the region; what its people are not asked any
    more is left out with its question."""
    questions = [path for path in desk.instance.asked if path in desk.form.questions]
    submission = desk.work.submission_id
    places = (submission, desk.work.region_submission_id)
    count = traces.count_of_submissions(conn, places, questions)
    page = held_page(read36(page36), page_count(count, PAGE))
    rows = traces.of_submissions(conn, places, questions, PAGE, page * PAGE)
    numbers = ledger.numbers(conn, "answer", [row.id for row in rows])
    agency = desk.work.agency
    view = TraceView(
        turn=Press(Verb.TRACE, submission, desk.work.form_id),
        back=back,
        back_name=(agency.short_name or agency.name) if named and agency is not None else "",
        title=cards.agency_name(desk),
        record="",
        zone=desk.zone,
        now=desk.now,
        lines=tuple(_change(desk, row, numbers, several=True) for row in rows),
        count=count,
        page=page,
    )
    return screens.trace(view, desk.chat.language)


def _happened(conn: Connection, desk: Desk, key: AnswerKey) -> Iterable[TraceLine]:
    kept, items = desk.submission_for(key), ".".join(key.items)
    changes = traces.of_question(conn, kept, key.question, items)
    numbers = ledger.numbers(conn, "answer", [row.id for row in changes])
    for row in changes:
        yield _change(desk, row, numbers)
    about = subject(desk.form, key)
    proofs = traces.proofs(conn, kept, about.name, ".".join(about.items))
    if about.name != key.question:  # from before the form let several questions share theirs
        proofs += traces.proofs(conn, kept, key.question, items)
    numbers = ledger.numbers(conn, "evidence", [one.id for one in proofs])
    for one in proofs:
        name = named(one.kind, one.medium, one.file_name, one.text, phrases(desk.chat.language))
        yield TraceLine(one.at, one.person_name, "trace-proof", new=name, number=_number(numbers, one.id))
        if one.removed_at is not None:
            yield TraceLine(one.removed_at, one.removed_by, "trace-proof-removed", old=name)
    said = remarks.thread(conn, desk.work.submission_id, key.question, items)
    numbers = ledger.numbers(conn, "remark", [one.id for one in said])
    section = desk.form.section_of(key.question)
    back = {
        (one.sent_at, one.comment)
        for one in returned.ever(conn, desk.work.submission_id, section)
        if (one.question, one.items) == (key.question, items)
    }
    for remark in said:  # what comes back is one of them
        sentence = "trace-returned" if (remark.at, remark.text) in back else "trace-remark"
        number = _number(numbers, remark.id)
        yield TraceLine(remark.at, remark.person_name, sentence, new=remark.text, number=number)
    moves = sections.events(conn, [desk.work.submission_id], section)
    numbers = ledger.numbers(conn, "section", [one.id for one in moves])
    for move in moves:
        what = move.move if move.move in _TOLD_AS_MOVES else move.after
        number = _number(numbers, move.id)
        yield TraceLine(move.at, move.person_name, f"trace-section-{what}", number=number)


def _change(
    desk: Desk, row: TraceRow, numbers: Mapping[int, tuple[int, str]], *, several: bool = False
) -> TraceLine:
    key = key_of(row.question, row.items)
    standing = Standing(row.standing)
    old = ""
    if row.before_standing and row.before_standing != Standing.CLEARED:
        before = Standing(row.before_standing)
        old = cards.told(desk, key, before, row.before_value or row.before_reason)
    label = cards.brief(cards.label_of(desk, key)) if several else ""
    if label and row.items:
        label = f"{cards.record_of(desk, key)} › {label}"
    new = "" if standing is Standing.CLEARED else cards.told(desk, key, standing, row.value or row.reason)
    sentence = "trace-cleared" if not new else "trace-changed" if old else "trace-answered"
    return TraceLine(row.at, row.person_name, sentence, old, new, label, row.origin, _number(numbers, row.id))


def _number(numbers: Mapping[int, tuple[int, str]], row: int) -> int:
    return numbers[row][0] if row in numbers else 0


def _card(desk: Desk, key: AnswerKey) -> Press:
    question = desk.form.questions[key.question]
    return Press(Verb.OPEN, desk.work.submission_id, desk.work.form_id, question.ordinal, key.items)
