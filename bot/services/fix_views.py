"""From a desk to the views of what is to be fixed: the comment on a card, the thread, old beside new."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.screens.review_views import ExplainView, FixesView, FixLine
from bot.screens.views import LineView, RemarkLine, ReturnedView
from bot.services import cards, fixes, lists
from bot.services.desk import STANDINGS, Desk
from storage import answers, remarks
from storage.remarks import RemarkRow
from storage.returned import ReturnedRow


def returned_view(desk: Desk, key: AnswerKey) -> ReturnedView | None:
    """Why this question came back; None where it did not, or its section is not returned any more."""
    row = desk.returned.get(key)
    if row is None:
        return None
    return ReturnedView(row.comment, row.person_name, len(fixes.to_fix(desk, row.path)))


def thread_of(conn: Connection, desk: Desk, key: AnswerKey) -> tuple[RemarkLine, ...]:
    """What was said about a question, without the comment that stands on the card anyway. Asks only where the
    section was ever sent: nobody speaks of a first draft."""
    if desk.form.section_of(key.question) not in desk.statuses:
        return ()
    row = desk.returned.get(key)
    return tuple(remark_line(one) for one in _thread(conn, desk, key) if not _is_comment(one, row))


def remark_line(row: RemarkRow) -> RemarkLine:
    return RemarkLine(row.person_name, row.text, row.at, row.side == remarks.AGENCY)


def explain_view(conn: Connection, desk: Desk, key: AnswerKey) -> ExplainView:
    """What a word is asked for."""
    is_repeat = key.question in desk.form.groups
    value = desk.instance.value(key) if not is_repeat else ""
    ordinal = (
        desk.instance.logic.ordered_repeats.index(key.question)
        if is_repeat
        else desk.form.questions[key.question].ordinal
    )
    return ExplainView(
        place=desk.place,
        ordinal=ordinal,
        items=key.items,
        is_repeat=is_repeat,
        label=cards.label_of(desk, key),
        value=cards.shown(desk, key, value) if value else "",
        thread=tuple(map(remark_line, _thread(conn, desk, key))),
        status=desk.status(desk.form.section_of(key.question)),
        may_change=desk.may_change(key),
    )


def fixes_view(conn: Connection, desk: Desk, section: str, page: int) -> FixesView:
    """A returned section before it is sent back."""
    review = lists.review_view(desk, section, 0, {})
    by_key = {fixes.line_key(desk, line): line for line in (*review.gaps, *review.lines)}
    stops = fixes.returned_stops(desk, section)
    left = tuple(stop.key for stop in fixes.to_fix(desk, section))
    opened = (key for key in left if key not in desk.returned)
    return FixesView(
        place=desk.place,
        section=review.section,
        fixes=tuple(
            _fix(conn, desk, stop.key, by_key[stop.key], fixed=stop.key not in left)
            for stop in stops
            if stop.key in by_key
        ),
        opened=tuple(by_key[key] for key in opened if key in by_key),
        page=page,
        closed=desk.closed,
    )


def old_answer(conn: Connection, desk: Desk, key: AnswerKey, revision: int) -> str:
    """An answer as it once was, in the reader's words; '' where there was none, or for a list of records."""
    if key.question not in desk.form.questions:
        return ""
    history = answers.history(conn, desk.submission_for(key), key.question, ".".join(key.items))
    event = next((one for one in history if one.revision == revision), None)
    if event is None or not (event.value or event.reason):
        return ""
    return cards.told(desk, key, STANDINGS[event.standing], event.value or event.reason)


def _fix(conn: Connection, desk: Desk, key: AnswerKey, line: LineView, *, fixed: bool) -> FixLine:
    """`fixed`: nothing about it keeps the section here; what was cleared was changed, and is not fixed."""
    row = desk.returned[key]
    answer = desk.instance.answers.get(key)
    new = ""
    if line.is_repeat:
        new = line.value
    elif answer is not None and (answer.value or answer.reason):
        new = cards.told(desk, key, answer.standing, answer.value or answer.reason)
    changed = fixes.revision_of(desk.instance, key) != row.revision
    said = [
        one
        for one in _thread(conn, desk, key)
        if one.side == remarks.AGENCY and row.sent_at is not None and one.at >= row.sent_at
    ]
    return FixLine(
        ordinal=line.ordinal,
        items=line.items,
        is_repeat=line.is_repeat,
        number=line.number,
        label=line.label,
        comment=row.comment,
        by=row.person_name,
        old=old_answer(conn, desk, key, row.revision) if changed else new,
        new=new,
        said=said[-1].text if said else "",
        fixed=fixed,
    )


def _thread(conn: Connection, desk: Desk, key: AnswerKey) -> list[RemarkRow]:
    return remarks.thread(conn, desk.work.submission_id, key.question, ".".join(key.items))


def _is_comment(one: RemarkRow, row: ReturnedRow | None) -> bool:
    """Whether a remark is the comment of this return: it was kept with the thread when the list was sent."""
    return row is not None and is_comment(one, row)


def is_comment(one: RemarkRow, row: ReturnedRow) -> bool:
    """The same of a question on a list: a return that was taken back has left its comment in the thread."""
    said = (one.side, one.person_id, one.text)
    return said == (remarks.REVIEWER, row.person_id, row.comment) and one.at >= row.at
