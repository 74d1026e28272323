"""What becomes of a sent file once it was fetched, or could not be: it counts, it is refused, or it is lost; and who
is told so. Rows of the outbox are queued in the transaction that notes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.answers import AnswerKey
from bot.flows.form import FILES
from bot.screens import files as screens
from bot.screens.files import FileView, LostView
from bot.screens.press import Press, Verb, to36
from bot.screens.screen import Screen
from bot.services import alerts, cards, reaching
from bot.services.desk import Desk
from bot.services.evidence_cards import takes
from bot.services.evidence_documents import key_of_subject, subject_of
from bot.services.inviting import REPRESENTATIVE
from bot.services.overseeing import reader_of
from bot.services.replies import Rendered
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from bot.services.tasks import SUBJECT
from bot.services.waiting import key_of
from storage import (
    agencies,
    answers,
    file_uses,
    files,
    groups,
    outbox,
    people,
    reminders,
    rounds,
    submissions,
    tasks,
)
from storage.file_uses import UseRow
from storage.files import FileRow
from storage.outbox import Row
from storage.people import PersonRow
from storage.rounds import RoundRow
from storage.submissions import SubmissionRow

REFUSED, LOST = "file_refused", "file_lost"  # to whoever sent it
SAME = "file_same"  # likewise: its content was there already; see evidence_twins
LOST_NEWS = "files_lost"  # to coordinators
AGAIN = timedelta(days=1)  # one agency's lost files are news once a day


def take(
    conn: Connection, row: FileRow, *, sha256: str, size: int, sniffed: str, refused: str, at: datetime
) -> bool:
    """Note a fetched file; True if somebody is to be told that it proves nothing, or was there already."""
    noted = files.fetched(conn, row.id, sha256=sha256, size=size, sniffed=sniffed, refused=refused, at=at)
    if not noted:
        return False
    if refused:
        return _tell(conn, REFUSED, row, at)
    twin = files.twin(conn, row.id)
    return twin is not None and _tell(conn, SAME, row, at, about=f"{row.submission_id}:{sha256}")


def fail(conn: Connection, row: FileRow, *, error: str, again_at: datetime | None, at: datetime) -> bool:
    """Note a failure; True if it was the last one, and somebody is told."""
    if not files.failed(conn, row.id, error=error, at=at, again_at=again_at) or again_at is not None:
        return False
    about = submissions.get(conn, row.submission_id)
    round_ = rounds.get(conn, about.round_id) if about is not None else None
    if round_ is not None:
        alerts.tell(
            conn,
            LOST_NEWS,
            {"submission": row.submission_id, "round": round_.id, "file": row.id},
            region_id=round_.region_id,
            zone=ZoneInfo(round_.timezone),
            key=str(row.id),
            now=at,
        )
    return _tell(conn, LOST, row, at) or round_ is not None


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Screen | None:
    """To whoever sent a file that was refused or lost; None where it stands nowhere any more, has come in the
    meantime, or she has no right to the agency's work now."""
    row = rows[0]
    file = files.get(conn, int(row.params["file"]))
    reader = people.by_telegram(conn, row.chat_id)
    if file is None or reader is None:
        return None
    why = file.refused if row.kind == REFUSED else "lost" if file.gave_up_at is not None else ""
    use = next(iter(uses(conn, setting, file)), None)
    desk = desk_of(conn, setting, file, reader, now)
    if not why or use is None or desk is None:
        return None
    wanted, press = _wanted(conn, desk, use)
    view = FileView(
        name=file.name,
        medium=file.medium,
        why=why,
        question=wanted,
        agency=cards.agency_name(desk),
        open=press,
        most=setting.most_bytes >> 20,
    )
    return screens.not_kept(view, reader.language)


def render_news(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """To coordinators: files of an agency that could not be fetched; once a day for each agency."""
    row = rows[0]
    about = submissions.get(conn, int(row.params["submission"]))
    round_ = rounds.get(conn, about.round_id) if about is not None else None
    if about is None or round_ is None or round_.closed_at is not None:
        return None
    reader = people.by_telegram(conn, row.chat_id)
    if row.chat_id > 0 and (reader is None or not reaching.coordinates(conn, reader, round_.region_id)):
        return None
    lost = [one for one in files.given_up(conn, round_.id) if one.submission_id == about.id]
    lost = [one for one in lost if uses(conn, setting, one)]
    if not lost or _was_told(conn, row, now):
        return None
    agency = agencies.get(conn, about.agency_id) if about.agency_id is not None else None
    view = LostView(
        agency=agency.name if agency is not None else round_.region_name,
        count=len(lost),
        card=Press(Verb.SECTIONS, about.id, round_.form_id) if agency is not None else None,
    )
    group = groups.get(conn, row.chat_id) if reader is None else None
    language = reader.language if reader is not None else group.language if group is not None else ""
    return screens.lost(view, language)


def uses(conn: Connection, setting: Setting, file: FileRow) -> list[UseRow]:
    """Where a file stands now: as evidence, or as the answer to a question that asks for files."""
    found = file_uses.as_evidence(conn, file.id)
    about = submissions.get(conn, file.submission_id)
    round_ = rounds.get(conn, about.round_id) if about is not None else None
    if round_ is None:
        return found
    questions = setting.library.logic(conn, round_.form_id).form.questions
    for row in answers.load(conn, (file.submission_id,)):
        question = questions.get(row.question)
        if question is not None and question.kind in FILES and str(file.id) in row.value.split():
            found.append(UseRow(row.submission_id, row.question, row.items))
    return found


def _tell(conn: Connection, kind: str, row: FileRow, at: datetime, about: str = "") -> bool:
    person = people.get(conn, row.person_id) if row.person_id is not None else None
    if person is None or person.unreachable_at is not None:
        return False
    return outbox.add(
        conn,
        dedupe_key=f"{kind}:{about or row.id}",
        kind=kind,
        chat_id=person.telegram_id,
        params={"file": row.id},
        due_at=at,
        at=at,
    )


def desk_of(
    conn: Connection, setting: Setting, file: FileRow, reader: PersonRow, now: datetime
) -> Desk | None:
    """The desk at which she sent it; None if she represents that agency no more, or the round is over."""
    about = submissions.get(conn, file.submission_id)
    round_ = rounds.get(conn, about.round_id) if about is not None else None
    if about is None or round_ is None or round_.closed_at is not None:
        return None
    mine = _mine(conn, reader, about, round_)
    if mine is None:
        return None
    chat = reader_of(reader.telegram_id, reader.id, reader.name, reader.language)
    return next(iter(desks_of_round(conn, setting.library, round_, chat, now, only=mine)), None)


def _mine(conn: Connection, reader: PersonRow, about: SubmissionRow, round_: RoundRow) -> int | None:
    """The submission of hers that a file belongs to; the region's rows are answered at an agency's desk."""
    for held in people.memberships(conn, reader.id):
        here = held.role == REPRESENTATIVE and held.region_id == round_.region_id
        if here and held.agency_id is not None and about.agency_id in (None, held.agency_id):
            found = submissions.of_agency(conn, round_.id, held.agency_id)
            if found is not None:
                return found.id
    return None


def _wanted(conn: Connection, desk: Desk, use: UseRow) -> tuple[str, Press | None]:
    """What the file was sent for, and the button that leads there."""
    place = desk.place
    if use.subject.startswith(SUBJECT):
        number = use.subject.removeprefix(SUBJECT)
        task = tasks.get(conn, int(number)) if number.isdecimal() else None
        if task is None:
            return "", None
        return task.text, Press(Verb.DELIVER, place.submission, place.form, argument=to36(task.id))
    question = desk.form.questions.get(use.subject)
    if question is not None and question.kind in FILES:
        key: AnswerKey | None = key_of(use.subject, use.items)
    else:
        about = subject_of(desk, use)
        key = key_of_subject(desk, about) if about is not None else None
    if key is None:
        return "", None
    # the card of its evidence: a file that is sent to the question's own card is no answer
    verb = Verb.EVIDENCE if takes(desk, key) else Verb.OPEN
    ordinal = desk.form.questions[key.question].ordinal
    return cards.label_of(desk, key), Press(verb, place.submission, place.form, ordinal, key.items)


def _was_told(conn: Connection, row: Row, now: datetime) -> bool:
    """Whether this chat has heard of this agency's lost files within a day."""
    return any(
        one.id != row.id
        and one.params["submission"] == row.params["submission"]
        and one.sent_at is not None
        and now - one.sent_at < AGAIN
        for one in reminders.queued(conn, row.chat_id, LOST_NEWS)
    )
