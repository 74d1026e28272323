"""One question under review, as a card: what its buttons name, and everything an answer is held against."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import scoring
from bot.flows.answers import AnswerKey
from bot.flows.problems import Problem
from bot.screens import review_card
from bot.screens.length import units
from bot.screens.overviews import Note
from bot.screens.press import Press, Verb, read36
from bot.screens.review_views import QuestionReview
from bot.screens.screen import Button
from bot.screens.views import LineView
from bot.services import cards, earlier, evidence_counts, fixes
from bot.services.cockpit import Cockpit, end_errand, refused
from bot.services.desk import Desk
from bot.services.fix_views import old_answer, remark_line
from bot.services.moving import question_key
from bot.services.replies import Reply, Where
from bot.services.review_evidence import FILE, PIECE, answered_files, bring, pieces_of
from bot.services.reviewing import (
    Reviewed,
    check,
    reviewed,
    reviewed_lines,
    rows_of,
    show_section,
    verbs_of,
)
from storage import answers, remarks, returned

MOST = 2000  # UTF-16 units of a word about a question: the message that brings it shows it whole
LIST = "i"  # an argument that begins with it: the ordinal counts lists of records


def too_long(said: str, most: int = MOST) -> Problem | None:
    """What is said of words that are more than the other side is shown: nothing is kept, nothing is cut."""
    length = units(said)
    return Problem("problem-words-long", {"length": length, "most": most}) if length > most else None


def inspect(conn: Connection, cockpit: Cockpit) -> Reply:
    """A button of the queue, of a section or of a question; see `Verb.INSPECT`."""
    end_errand(conn, cockpit.chat)
    if cockpit.submission is None:
        return check(conn, cockpit)
    if cockpit.pressed is not None and cockpit.pressed.ordinal >= 0:
        return card(conn, cockpit)
    index, _, page = cockpit.argument.partition(".")
    found = reviewed(conn, cockpit, cockpit.desk(conn), read36(index))
    return show_section(conn, cockpit, found, read36(page)) if found is not None else refused(cockpit.chat)


def card(conn: Connection, cockpit: Cockpit) -> Reply:
    """The question that the button names; what is not asked any more leads to its section."""
    desk = cockpit.desk(conn)
    key = pressed_key(cockpit, desk)
    found = about(conn, cockpit, desk, key) if key is not None else None
    if key is None or found is None:
        return refused(cockpit.chat)
    if argument_of(cockpit).startswith((PIECE, FILE)):
        return bring(conn, desk, key, argument_of(cockpit))
    return show(conn, cockpit, found, key)


def pressed_key(cockpit: Cockpit, desk: Desk) -> AnswerKey | None:
    """The question or list that the button names; None for a forged one or one of another form version."""
    press = cockpit.pressed
    if press is None or press.form != desk.work.form_id:
        return None
    if not cockpit.argument.startswith(LIST):
        return question_key(desk, press)
    ordered = desk.instance.logic.ordered_repeats
    if not 0 <= press.ordinal < len(ordered):
        return None
    path = ordered[press.ordinal]
    if len(press.items) != len(desk.form.repeats_of[path]) - 1:
        return None
    return AnswerKey(path, press.items)


def argument_of(cockpit: Cockpit) -> str:
    """What the button says beside the question that it names."""
    return cockpit.argument.removeprefix(LIST)


def about(conn: Connection, cockpit: Cockpit, desk: Desk, key: AnswerKey) -> Reviewed | None:
    """The section of a question, where this reader may review it; None for a row that nobody is asked in one."""
    if key.question not in desk.form.questions and key.question not in desk.form.groups:
        return None
    section = desk.form.section_of(key.question)
    if section not in desk.form.sections:
        return None
    return reviewed(conn, cockpit, desk, desk.form.sections.index(section))


def show(
    conn: Connection,
    cockpit: Cockpit,
    found: Reviewed,
    key: AnswerKey,
    *,
    asking: str = "",
    note: Note | None = None,
    problem: Problem | None = None,
) -> Reply:
    """The card of a question; its section where it is not asked any more. `problem`: why her words were not kept."""
    view = _view(conn, cockpit, found, key)
    if view is None:
        return show_section(conn, cockpit, found, 0, note)
    screen = review_card.question(
        replace(view, asking=asking, note=note, problem=problem), cockpit.chat.language
    )
    effects = ("outbox",) if note is not None else ()
    where = cockpit.where if cockpit.tapped is not None else Where.ASIDE
    return Reply(screen, where, effects=effects)


def _view(conn: Connection, cockpit: Cockpit, found: Reviewed, key: AnswerKey) -> QuestionReview | None:
    desk = found.desk
    lines = reviewed_lines(desk, found.section, {})
    here = next((at for at, line in enumerate(lines) if fixes.line_key(desk, line) == key), None)
    if here is None:
        return None
    line, agency = lines[here], desk.work.agency
    assert agency is not None
    submission = desk.work.submission_id
    answer = desk.instance.answers.get(key)
    names = answers.authors(conn, [answer.person_id]) if answer is not None and answer.person_id else {}
    row = rows_of(conn, desk, found.section).get(key)
    sent = row is not None and row.sent_at is not None
    past = earlier.earlier_value(conn, desk, key)
    question = desk.form.questions.get(key.question)
    score = scoring.score_of(desk.instance, question, key) if question is not None else None
    said = remarks.thread(conn, submission, key.question, ".".join(key.items))
    return QuestionReview(
        form=cockpit.round.form_id,
        submission=submission,
        agency=agency.name,
        section=found.line,
        ordinal=line.ordinal,
        items=line.items,
        is_repeat=line.is_repeat,
        number=line.number,
        total=len(lines),
        record=line.group,
        label=cards.label_of(desk, key),
        value=line.value,
        standing=line.standing,
        reason=line.reason,
        carried=answer is not None and answer.origin == "carried",
        by=names.get(answer.person_id or 0, "") if answer is not None else "",
        at=answer.at if answer is not None else None,
        zone=desk.zone,
        now=cockpit.now,
        pieces=pieces_of(desk, key),
        files=answered_files(conn, desk, key),
        unproved=not line.is_repeat and evidence_counts.lacks(desk, key),
        earlier=past.shown if past is not None else "",
        earlier_at=past.at if past is not None else None,
        score=score,
        before=_before(conn, desk, found.section, key),
        listed=row.comment if row is not None and not sent else "",
        listed_by=row.person_name if row is not None else "",
        returned=row.comment if row is not None and sent else "",
        fixed=key in desk.returned and fixes.is_fixed(desk, key),
        thread=tuple(map(remark_line, said)),
        verbs=verbs_of(cockpit),
        back=_beside(lines, here - 1, cockpit, submission, "◀"),
        onward=_beside(lines, here + 1, cockpit, submission, "▶"),
    )


def _before(conn: Connection, desk: Desk, section: str, key: AnswerKey) -> str:
    """The answer that was returned last, where another one stands now; '' for a list of records."""
    submission, items = desk.work.submission_id, ".".join(key.items)
    rows = [
        row
        for row in returned.ever(conn, submission, section)
        if (row.question, row.items) == (key.question, items)
    ]
    if not rows or rows[-1].revision == desk.instance.answers.revision(key):
        return ""
    return old_answer(conn, desk, key, rows[-1].revision)


def _beside(
    lines: tuple[LineView, ...], at: int, cockpit: Cockpit, submission: int, arrow: str
) -> Button | None:
    if not 0 <= at < len(lines):
        return None
    line = lines[at]
    press = Press(
        Verb.INSPECT,
        submission,
        cockpit.round.form_id,
        line.ordinal,
        line.items,
        argument=LIST if line.is_repeat else "",
    )
    text = f"{arrow} {line.number}" if arrow == "◀" else f"{line.number} {arrow}"
    return Button(text, press.encode()) if press.fits() else None
