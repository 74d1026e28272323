"""Files of one album arrive one by one: they belong to one answer, and one message of ours confirms them all."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from bot.flows import interview
from bot.flows.answers import Answer, AnswerKey
from bot.flows.form import FILES
from bot.flows.inputs import Sent, Typed
from bot.flows.interview import Turn
from bot.flows.problems import Problem
from bot.screens import evidence as screens
from bot.services import cards, evidence
from bot.services.desk import NAMED, Desk
from bot.services.evidence_cards import MOST
from bot.services.outcomes import locked, of_file, record, saved_line
from bot.services.replies import Reply, Where
from bot.services.storing import Source, keep_file, store
from storage import files


def join(conn: Connection, desk: Desk, raw: Typed | Sent, source: Source) -> Reply | None:
    """A further file of an album whose first one was kept, whatever card stands now; None for anything else."""
    if not isinstance(raw, Sent) or not raw.album:
        return None
    proved = evidence.of_album(desk, raw)
    if proved is not None:
        return evidence.receive(conn, desk, proved, raw, source, more=True)
    answered = _answered(conn, desk, raw.album)
    return None if answered is None else add(conn, desk, answered, raw, source)


def _answered(conn: Connection, desk: Desk, album: str) -> AnswerKey | None:
    """The question for a file that earlier files of this album answer."""
    asking = {path for path, question in desk.form.questions.items() if question.kind in FILES}
    if not asking:
        return None
    ids = sorted({desk.work.submission_id, desk.work.region_submission_id})
    sent = {str(one) for one in files.of_album(conn, ids, album)}
    answers = (one for one in desk.instance.answers if one.key.question in asking)
    return next((one.key for one in answers if sent & set(one.value.split())), None)


def add(conn: Connection, desk: Desk, key: AnswerKey, raw: Sent, source: Source) -> Reply:
    """One more file for a question that files answer already: the card that stands says so, where it stands."""
    if interview.find(desk.instance, key) is None:
        return _refused(desk, Problem("problem-not-asked"))
    if not desk.may_change(key):
        return locked(desk, desk.form.section_of(key.question))
    given = desk.instance.value(key)
    if raw.size > desk.most_bytes:
        return _refused(desk, Problem("problem-file-too-big", {"most": desk.most_bytes >> 20}))
    if len(given.split()) >= MOST:
        return _refused(desk, Problem("problem-evidence-full", {"most": MOST}))
    turn = record(desk, key, raw, desk.instance.answers.revision(key))
    if not turn.changes:
        return _refused(desk, turn.problem or Problem("problem-other"))
    change = keep_file(conn, desk, turn.changes[0], raw, given)
    store(conn, desk, (change, *turn.changes[1:]), source)
    turn = replace(turn, changes=(change, *turn.changes[1:]), after=turn.after.with_answer(change))
    if raw.medium in NAMED:
        desk = replace(desk, files={**desk.files, change.value.split()[-1]: raw.name})
    after = cards.settled(desk, turn)
    line = of_file(saved_line(after, key, turn), desk.form.questions[key.question], raw)
    return evidence.again(conn, after, line, ("fetch",))


def hold(
    conn: Connection, desk: Desk, turn: Turn, mine: Answer, raw: Sent, waiting: str
) -> tuple[Desk, Turn]:
    """A colleague answered meanwhile: her file is kept, with those that wait already, until she says whether they
    take the place of the colleague's."""
    mine = keep_file(conn, desk, mine, raw, waiting)
    if raw.medium in NAMED:
        desk = replace(desk, files={**desk.files, mine.value.split()[-1]: raw.name})
    return desk, replace(turn, mine=mine)


def _refused(desk: Desk, why: Problem) -> Reply:
    return Reply(screens.refused(why, desk.chat.language), Where.ASIDE)
