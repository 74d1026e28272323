"""Follow-up tasks as screens need to know them: frozen values, all strings plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.flows.problems import Problem
from bot.screens.evidence_views import PieceView
from bot.screens.overviews import Note, PersonLine
from bot.screens.views import Deadline, Place


class TaskState(StrEnum):
    """Where a task stands. Owed and late wait for the agency, delivered waits for the coordinator."""

    OWED = "owed"
    LATE = "late"
    DELIVERED = "delivered"
    DONE = "done"
    CANCELLED = "cancelled"


MARKS = {
    TaskState.OWED: "⏳",
    TaskState.LATE: "🔴",
    TaskState.DELIVERED: "📥",
    TaskState.DONE: "✅",
    TaskState.CANCELLED: "✖️",
}


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as both sides read it."""

    id: int
    place: Place
    agency: str
    short_name: str
    text: str
    wanted: str
    deadline: Deadline
    state: TaskState
    set_by: str
    set_at: datetime
    pieces: tuple[PieceView, ...] = ()  # what was brought
    delivered_at: datetime | None = None
    delivered_by: str = ""
    word: str = ""  # why it was sent back


@dataclass(frozen=True, slots=True)
class TaskCardView:
    """The card on which a coordinator decides."""

    task: TaskView
    note: Note | None = None
    asking: str = ""  # '', done (nothing was brought), cancel
    assessor: bool = False  # she ticks nothing and sees no agency's card
    files: int = 0  # pieces that can be sent into the chat


@dataclass(frozen=True, slots=True)
class TaskListView:
    """Tasks of a round, or of one agency of it; what waits for somebody stands first."""

    place: Place  # the agency's, or the region's own for the whole round
    title: str
    tasks: tuple[TaskView, ...]
    page: int = 0
    agency: str = ""  # its short name, '' for the whole round
    assessor: bool = False


@dataclass(frozen=True, slots=True)
class TaskDraftView:
    """A task that is being set: what is known of it so far. `draft` names it on a button."""

    place: Place
    agency: str
    short_name: str
    text: str = ""
    wanted: str = ""
    draft: str = ""
    problem: Problem | None = None
    example: str = ""  # a deadline that would be read


@dataclass(frozen=True, slots=True)
class TaskPreview:
    draft: TaskDraftView
    deadline: Deadline
    people: tuple[PersonLine, ...]  # who will be told, or cannot be


@dataclass(frozen=True, slots=True)
class TaskNews:
    """What the other side is told. `what`: set, back, moved, done, cancelled, revived, reminder, late."""

    what: str
    task: TaskView
    person: str
    by: str = ""
