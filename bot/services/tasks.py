"""Follow-up tasks of a round and of an agency: from rows to what both sides see of them.

A task is one agency's, lasts hours, and outlives the deadline of the round: that is when assessors ask. It ends
when the coordinator ticks it or calls it off, and rests while the round is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.moves import Side
from bot.screens.task_views import TaskListView, TaskState, TaskView
from bot.screens.views import Deadline, Place, TaskCount
from bot.services.cockpit import Cockpit
from bot.services.evidence_documents import piece_of
from storage import agencies, evidence, rounds, submissions, tasks
from storage.agencies import AgencyRow
from storage.evidence import EvidenceRow
from storage.rounds import RoundRow
from storage.tasks import TaskRow

SUBJECT = "task:"  # of a piece of evidence that was brought for a task


@dataclass(frozen=True, slots=True)
class Matter:
    """A task with whom it is about."""

    row: TaskRow
    agency: AgencyRow
    round: RoundRow

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.round.timezone)


def subject(task_id: int) -> str:
    """What the evidence of a task is kept under."""
    return f"{SUBJECT}{task_id}"


def state_of(row: TaskRow, now: datetime) -> TaskState:
    """Where a task stands."""
    if row.cancelled_at is not None:
        return TaskState.CANCELLED
    if row.done_at is not None:
        return TaskState.DONE
    if row.delivered_at is not None:
        return TaskState.DELIVERED
    return TaskState.LATE if now > row.due_at else TaskState.OWED


def matter(conn: Connection, task_id: int) -> Matter | None:
    """A task by its id, None if there is no such id."""
    row = tasks.get(conn, task_id)
    owner = submissions.get(conn, row.submission_id) if row is not None else None
    round_ = rounds.get(conn, owner.round_id) if owner is not None else None
    agency = agencies.get(conn, owner.agency_id) if owner is not None and owner.agency_id else None
    if row is None or round_ is None or agency is None:
        return None
    return Matter(row, agency, round_)


def brought(conn: Connection, row: TaskRow) -> list[EvidenceRow]:
    """What was brought for a task, the oldest first."""
    wanted = subject(row.id)
    return [one for one in evidence.present(conn, (row.submission_id,)) if one.subject == wanted]


def view_of(one: Matter, now: datetime, pieces: Sequence[EvidenceRow] = ()) -> TaskView:
    """A task as screens know it."""
    row = one.row
    return TaskView(
        id=row.id,
        place=Place(row.submission_id, one.round.form_id),
        agency=one.agency.name,
        short_name=one.agency.short_name or one.agency.name,
        text=row.text,
        wanted=row.wanted,
        deadline=Deadline(row.due_at, one.zone, now),
        state=state_of(row, now),
        set_by=row.set_by,
        set_at=row.at,
        pieces=tuple(piece_of(piece, number) for number, piece in enumerate(pieces, start=1)),
        delivered_at=row.delivered_at,
        delivered_by=row.brought_by,
        word=row.word,
    )


def sees(cockpit: Cockpit, row: TaskRow) -> bool:
    """Whether this reader may know of a task: coordinators of all, an assessor of those that she set."""
    return cockpit.side is not Side.ASSESSOR or row.person_id == cockpit.chat.person_id


def list_view(conn: Connection, cockpit: Cockpit, page: int = 0) -> TaskListView:
    """The tasks of the cockpit's agency, or of its round."""
    known = dict(agencies.in_round(conn, cockpit.round.id))
    found = (
        tasks.of_round(conn, cockpit.round.id)
        if cockpit.submission is None
        else tasks.of_submission(conn, cockpit.submission)
    )
    matters = [
        Matter(row, known[row.submission_id], cockpit.round)
        for row in found
        if row.submission_id in known and sees(cockpit, row)
    ]
    views = sorted((view_of(one, cockpit.now) for one in matters), key=_urgency)
    about = known.get(cockpit.submission or 0)
    return TaskListView(
        place=Place(cockpit.submission or cockpit.whole_round(conn), cockpit.round.form_id),
        title=about.name if about is not None else cockpit.round.name,
        tasks=tuple(views),
        page=page,
        agency=(about.short_name or about.name) if about is not None else "",
        assessor=cockpit.side is Side.ASSESSOR,
    )


def counts(conn: Connection, round_id: int, now: datetime) -> dict[int, TaskCount]:
    """Submission -> its tasks that are not ended; those without any are absent. One statement."""
    found: dict[int, TaskCount] = {}
    for row in tasks.of_round(conn, round_id):
        if row.is_open:
            one = found.get(row.submission_id, TaskCount())
            state = state_of(row, now)
            found[row.submission_id] = TaskCount(
                one.owed + (state is TaskState.OWED),
                one.late + (state is TaskState.LATE),
                one.delivered + (state is TaskState.DELIVERED),
            )
    return found


def total(found: Iterable[TaskCount]) -> TaskCount:
    """Those of several agencies together."""
    every = tuple(found)
    return TaskCount(
        sum(one.owed for one in every), sum(one.late for one in every), sum(one.delivered for one in every)
    )


def late_tasks(conn: Connection, round_id: int, now: datetime) -> dict[int, tuple[str, ...]]:
    """Submission -> what its late tasks ask for; those without any are absent."""
    found: dict[int, tuple[str, ...]] = {}
    for row in tasks.of_round(conn, round_id):
        if state_of(row, now) is TaskState.LATE:
            found[row.submission_id] = (*found.get(row.submission_id, ()), row.text)
    return found


_ORDER = (TaskState.DELIVERED, TaskState.LATE, TaskState.OWED, TaskState.DONE, TaskState.CANCELLED)


def _urgency(task: TaskView) -> tuple[int, float, int]:
    """What waits for the coordinator, then what waits for the agency by its deadline, then what is over, the
    newest first."""
    place = _ORDER.index(task.state)
    over = task.state in (TaskState.DONE, TaskState.CANCELLED)
    return place, 0.0 if over else task.deadline.at.timestamp(), -task.id if over else task.id
