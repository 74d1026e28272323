"""A coordinator sets a follow-up task: the assessor's note typed, documents, a deadline in hours, seen, sent.

The words wait in the chat's errand until they are confirmed; a button names the draft that it was drawn for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.inputs import Sent, Typed
from bot.flows.problems import Problem
from bot.screens import task_setting as screens
from bot.screens.length import line, paragraph, units
from bot.screens.overviews import Note
from bot.screens.press import read36
from bot.screens.task_views import TaskDraftView, TaskPreview
from bot.screens.tasks import TEXT, WANTED, YES
from bot.screens.views import Deadline, Place
from bot.services import task_news
from bot.services.acting import latest, remember
from bot.services.cockpit import Cockpit, begin_errand, end_errand, errand_of, refused, still_waits
from bot.services.overseeing import people_of
from bot.services.replies import Reply
from bot.services.task_cards import BEGINNING, show_card
from bot.services.task_terms import choices, moment, read_until, sample, too_late
from storage import acts, agencies, submissions, tasks
from storage.agencies import AgencyRow

ERRAND = "task"  # what her next words are: `step` says which part of it
SET = "task_set"  # the act


def begin(conn: Connection, cockpit: Cockpit, argument: str) -> Reply:
    """The buttons of a task that is being set; `argument` follows the 'n'."""
    if not argument:
        return _ask_text(conn, cockpit)
    sure = argument.endswith(YES)
    code, _, name = argument.removesuffix(YES).partition(".")
    if sure and (again := _set_before(conn, cockpit, name)) is not None:
        return again
    draft = _draft(conn, cockpit, name)
    if draft is None:
        return _ask_text(conn, cockpit, Problem("problem-task-gone"))
    if code == screens.NOTHING:
        return _ask_until(conn, cockpit, replace(draft, wanted=""))
    due = moment(read36(code))
    if due is None:
        return refused(cockpit.chat)
    problem = too_late(cockpit, due)
    if problem is not None:
        return _ask_until(conn, cockpit, replace(draft, problem=problem))
    return _set(conn, cockpit, draft, due) if sure else _preview(conn, cockpit, draft, due)


def words(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, object], raw: Typed | Sent
) -> Reply | None:
    """What she typed for the step that the errand is at. A file is for something else, but not its caption."""
    if cockpit.submission is None or not still_waits(conn, cockpit, errand):
        return None
    typed = paragraph(raw.text if isinstance(raw, Typed) else raw.caption)
    step = errand.get("step")
    if step == "until":
        draft = _draft(conn, cockpit)
        return _until_typed(conn, cockpit, draft, typed) if draft is not None else None
    most = TEXT if step == "text" else WANTED
    problem = None
    if not typed:
        problem = Problem("problem-task-words")
    elif units(typed) > most:
        problem = Problem("problem-task-long", {"length": units(typed), "most": most})
    if step == "text":
        if problem is not None:
            return _ask_text(conn, cockpit, problem)
        return _ask_wanted(conn, cockpit, replace(_blank(conn, cockpit), text=typed))
    draft = _draft(conn, cockpit)
    if draft is None:
        return None
    if problem is not None:
        return _ask_wanted(conn, cockpit, replace(draft, problem=problem))
    return _ask_until(conn, cockpit, replace(draft, wanted=line(typed)))


# -------------------------------------------------------------------- steps


def _ask_text(conn: Connection, cockpit: Cockpit, problem: Problem | None = None) -> Reply:
    view = replace(_blank(conn, cockpit), problem=problem)
    _keep(conn, cockpit, "text", view)
    return Reply(screens.ask_text(view, cockpit.chat.language), cockpit.where)


def _ask_wanted(conn: Connection, cockpit: Cockpit, view: TaskDraftView) -> Reply:
    view = _keep(conn, cockpit, "wanted", view)
    return Reply(screens.ask_wanted(view, cockpit.chat.language), cockpit.where)


def _ask_until(conn: Connection, cockpit: Cockpit, view: TaskDraftView) -> Reply:
    view = _keep(conn, cockpit, "until", replace(view, example=sample(cockpit)))
    return Reply(screens.ask_until(view, choices(cockpit.now), cockpit.chat.language), cockpit.where)


def _until_typed(conn: Connection, cockpit: Cockpit, draft: TaskDraftView, typed: str) -> Reply:
    found = read_until(cockpit, typed)
    if isinstance(found, Problem):
        return _ask_until(conn, cockpit, replace(draft, problem=found))
    return _preview(conn, cockpit, draft, found)


def _preview(conn: Connection, cockpit: Cockpit, draft: TaskDraftView, due: datetime) -> Reply:
    deadline = Deadline(due, ZoneInfo(cockpit.round.timezone), cockpit.now)
    told = tuple(one for one in people_of(conn, _agency(conn, cockpit).id) if not one.alternate)
    view = TaskPreview(draft, deadline, told)
    return Reply(screens.preview(view, cockpit.chat.language), cockpit.where)


def _set(conn: Connection, cockpit: Cockpit, draft: TaskDraftView, due: datetime) -> Reply:
    assert cockpit.submission is not None
    submissions.lock(conn, cockpit.submission)
    task_id = tasks.add(
        conn,
        submission_id=cockpit.submission,
        text=draft.text,
        wanted=draft.wanted,
        due_at=due,
        person_id=cockpit.chat.person_id,
        at=cockpit.now,
    )
    end_errand(conn, cockpit.chat)
    act = remember(
        conn,
        cockpit,
        SET,
        task=task_id,
        draft=draft.draft,
        text=line(draft.text, BEGINNING),
        due=due.isoformat(),
    )
    told = task_news.tell(conn, cockpit, task_id, task_news.SET, act)
    return show_card(conn, cockpit, task_id, Note("task-set", {"people": told}, act))


def _set_before(conn: Connection, cockpit: Cockpit, name: str) -> Reply | None:
    """The card of the task that an earlier tap on this button set, None for the first tap."""
    act = acts.get(conn, latest(conn, cockpit, SET, draft=name))
    if act is None:
        return None
    told = len(task_news.readers(conn, _agency(conn, cockpit).id))
    return show_card(conn, cockpit, int(act.params["task"]), Note("task-set", {"people": told}, act.id))


# -------------------------------------------------------------------- the draft


def _blank(conn: Connection, cockpit: Cockpit) -> TaskDraftView:
    agency = _agency(conn, cockpit)
    place = Place(cockpit.submission or 0, cockpit.round.form_id)
    return TaskDraftView(place, agency.name, agency.short_name or agency.name)


def _keep(conn: Connection, cockpit: Cockpit, step: str, view: TaskDraftView) -> TaskDraftView:
    """Remember what is known so far, and what her next words are; the draft with its name. Each begin has a name
    of its own, so that the same words can be sent twice."""
    begun = errand_of(cockpit.chat).get("begun") if step != "text" else None
    begun = str(begun or cockpit.now.isoformat())
    begin_errand(
        conn,
        cockpit,
        ERRAND,
        step=step,
        text=view.text,
        wanted=view.wanted,
        begun=begun,
        at=cockpit.now.isoformat(),
    )
    return replace(view, draft=_name(view.text, view.wanted, begun))


def _draft(conn: Connection, cockpit: Cockpit, name: str | None = None) -> TaskDraftView | None:
    """What waits in the errand; None where another one has taken its place, or none waits."""
    errand = errand_of(cockpit.chat)
    if errand.get("kind") != ERRAND or errand.get("submission") != cockpit.submission:
        return None
    text, wanted = str(errand.get("text", "")), str(errand.get("wanted", ""))
    own = _name(text, wanted, str(errand.get("begun", "")))
    if not text or (name is not None and name != own):
        return None
    return replace(_blank(conn, cockpit), text=text, wanted=wanted, draft=own)


def _name(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def _agency(conn: Connection, cockpit: Cockpit) -> AgencyRow:
    owner = submissions.get(conn, cockpit.submission or 0)
    found = agencies.get(conn, owner.agency_id) if owner is not None and owner.agency_id else None
    assert found is not None
    return found
