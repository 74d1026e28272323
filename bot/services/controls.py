"""Every control of the cockpit on one page: which function a coordinator's button, command or errand leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.flows.inputs import Sent, Typed
from bot.screens.commands import Action
from bot.screens.notices import Toast, toast
from bot.screens.press import Press, Verb
from bot.screens.round_card import none_open
from bot.services import (
    announcing,
    calling,
    closing,
    deadlines,
    evidence_register,
    extending,
    grouping,
    listening,
    nudging,
    overseeing,
    preparing,
    questioning,
    recaps,
    receipts,
    remarks,
    returning,
    reviewing,
    scheduling,
    staffing,
    steering,
    taking_away,
    task_cards,
    task_setting,
    tasking,
    tracing,
    undoing,
)
from bot.services.addressing import in_this_version
from bot.services.cockpit import Cockpit, end_errand, enter, errand_of, not_allowed, refused
from bot.services.enrolling import Who, coordinates
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from storage import groups
from storage.chats import ChatRow

Control = Callable[[Connection, Cockpit], Reply]
Words = Callable[[Connection, Cockpit, Mapping[str, object], Typed | Sent], Reply | None]

BUTTONS: Mapping[Verb, Control] = {
    Verb.STATUS: overseeing.status,
    Verb.SECTIONS: overseeing.agency,
    Verb.ANSWERS: reviewing.answers_of,
    Verb.REOPEN: closing.reopen_section,
    Verb.CLOSE: closing.close_section,
    Verb.EXTEND: extending.extend,
    Verb.PEOPLE: staffing.list_people,
    Verb.REMOVE_PERSON: staffing.remove,
    Verb.HAND_OVER: staffing.hand_over,
    Verb.INVITE: staffing.invite_somebody,
    Verb.CONTROLS: steering.controls,
    Verb.HISTORY: undoing.show,
    Verb.UNDO: undoing.undo,
    Verb.ALERTS: listening.alerts,
    Verb.GROUP: grouping.group,
    Verb.RECAP: recaps.recap,
    Verb.NUDGE: nudging.nudge,
    Verb.DEADLINE: deadlines.deadline,
    Verb.SCHEDULE: scheduling.schedule,
    Verb.ANNOUNCE: announcing.announce,
    Verb.CALLS: calling.calls,
    Verb.EXPORT: taking_away.choose,
    Verb.RECEIPT: receipts.receipts,
    Verb.TASK: tasking.task,
    Verb.PROOFS: evidence_register.proofs,
    Verb.INSPECT: questioning.inspect,
    Verb.RETURN: returning.give_back,
    Verb.ACCEPT: returning.accept,
    Verb.THREAD: remarks.thread,
    Verb.TRACE: tracing.trace,
}
COMMANDS: Mapping[Action, Control] = {
    Action.STATUS: overseeing.status,
    Action.INVITE: staffing.invite_somebody,
    Action.HISTORY: undoing.show,
    Action.ALERTS: listening.alerts,
    Action.GROUP: grouping.group,
    Action.RECAP: recaps.recap,
    Action.DEADLINE: deadlines.deadline,
    Action.ANNOUNCE: announcing.announce,
    Action.CALLS: calling.calls,
    Action.EXPORT: taking_away.choose,
    Action.TASKS: tasking.task,
    Action.CHECK: reviewing.check,
}
# What her next words or file are for, by the kind that `begin_errand` kept. None: they were for something else
ERRANDS: Mapping[str, Words] = {
    extending.DATE: extending.date_typed,
    extending.REASON: extending.reason_typed,
    deadlines.ERRAND: deadlines.words,
    announcing.ERRAND: announcing.words,
    returning.COMMENT: returning.comment_typed,
    remarks.WORDS: remarks.typed,
    task_setting.ERRAND: task_setting.words,
    task_cards.WHY: task_cards.word_typed,
    task_cards.UNTIL: task_cards.until_typed,
}

# These buttons mean nothing without an agency
OF_AN_AGENCY = frozenset(
    {
        Verb.SECTIONS,
        Verb.ANSWERS,
        Verb.REOPEN,
        Verb.CLOSE,
        Verb.EXTEND,
        Verb.PEOPLE,
        Verb.REMOVE_PERSON,
        Verb.HAND_OVER,
        Verb.RECEIPT,
        Verb.PROOFS,
        Verb.RETURN,
        Verb.ACCEPT,
        Verb.THREAD,
        Verb.TRACE,
    }
)
# Nothing personal and no change in a group
IN_GROUPS: frozenset[Verb | Action] = frozenset(
    {Verb.STATUS, Verb.SECTIONS, Verb.RECAP, Verb.GROUP, Action.STATUS, Action.RECAP, Action.GROUP}
)
FOR_LEADERS: frozenset[Verb | Action] = frozenset({Verb.RECAP, Action.RECAP})
# Of what was sent, and of their pillars alone
FOR_ASSESSORS: frozenset[Verb | Action] = frozenset(
    {Verb.INSPECT, Verb.RETURN, Verb.ACCEPT, Verb.THREAD, Verb.TASK, Action.CHECK, Action.TASKS}
)
ASSESSORS_ERRANDS = frozenset(
    {returning.COMMENT, remarks.WORDS, task_setting.ERRAND, task_cards.WHY, task_cards.UNTIL}
)
OF_CLOSED: frozenset[Verb | Action] = frozenset(
    {
        *(Verb.STATUS, Verb.SECTIONS, Verb.ANSWERS, Verb.RECAP, Verb.EXPORT, Verb.HISTORY),
        *(Verb.CONTROLS, Verb.UNDO),  # a closed round can be opened again
        *(Action.STATUS, Action.RECAP, Action.EXPORT, Action.HISTORY),
        *(Verb.ALERTS, Verb.GROUP, Action.ALERTS, Action.GROUP),
        *(Verb.INSPECT, Action.CHECK),
        Verb.TRACE,
        Verb.PROOFS,
        Verb.RECEIPT,  # the head may confirm after the round, too
    }
)


def press(
    conn: Connection,
    setting: Setting,
    who: Who,
    chat: ChatRow,
    pressed: Press,
    tapped: int,
    now: datetime,
) -> Reply:
    """A coordinator's button; it redraws the message that it stands under."""
    cockpit = _enter(
        conn,
        setting,
        who,
        chat,
        now,
        pressed.verb,
        pressed.argument,
        submission=pressed.submission,
        form=pressed.form,
        tapped=tapped,
        pressed=pressed,
    )
    if cockpit is None or (pressed.verb in OF_AN_AGENCY and cockpit.submission is None):
        return refused(chat)
    if pressed.ordinal >= 0 and pressed.form != cockpit.round.form_id and cockpit.submission is not None:
        pressed = in_this_version(conn, setting, cockpit.desk(conn), pressed)
        cockpit = replace(cockpit, pressed=pressed)
        if pressed.ordinal < 0:  # the form has no such question any more: here is what waits
            listed = reviewing.check(conn, replace(cockpit, argument=""))
            return replace(listed, toast=toast(Toast.STALE, chat.language))
    return BUTTONS[pressed.verb](conn, cockpit)


def command(
    conn: Connection, setting: Setting, who: Who, chat: ChatRow, action: Action, argument: str, now: datetime
) -> Reply:
    """A coordinator's command. ASIDE: it is no card of a representative."""
    cockpit = _enter(conn, setting, who, chat, now, action, argument)
    if cockpit is not None:
        return COMMANDS[action](conn, cockpit)
    if who.private and coordinates(conn, chat.person_id):  # she has the right, and nothing to use it on
        return Reply(none_open(chat.language), Where.ASIDE)
    return not_allowed(chat)


def words(
    conn: Connection,
    setting: Setting,
    who: Who,
    chat: ChatRow,
    raw: Typed | Sent,
    message_id: int,
    now: datetime,
) -> Reply | None:
    """What a coordinator typed or sent in the middle of an errand; None where it was for something else, or
    where she has lost the right to it."""
    errand = errand_of(chat)
    if errand.get("kind") == preparing.ERRAND:
        return preparing.words(conn, setting, chat, errand, raw, message_id, now)
    kind, about = str(errand.get("kind")), errand.get("submission")
    control = ERRANDS.get(kind)
    whose = about if isinstance(about, int) else 0
    cockpit = enter(conn, setting, chat, now, submission=whose, assessors=kind in ASSESSORS_ERRANDS)
    if control is None or cockpit is None:
        end_errand(conn, chat)
        return None
    return control(conn, cockpit, errand, raw)


def _enter(
    conn: Connection,
    setting: Setting,
    who: Who,
    chat: ChatRow,
    now: datetime,
    what: Verb | Action,
    argument: str,
    submission: int = 0,
    form: int = 0,
    tapped: int | None = None,
    pressed: Press | None = None,
) -> Cockpit | None:
    if not who.private and what not in IN_GROUPS:
        return None
    group = groups.get(conn, who.chat_id) if not who.private else None
    cockpit = enter(
        conn,
        setting,
        chat,
        now,
        submission=submission,
        form=form,
        region=group.region_id if group is not None else None,
        leaders=what in FOR_LEADERS,
        assessors=what in FOR_ASSESSORS,
        closed=what in OF_CLOSED,
        argument=argument,
        tapped=tapped,
        pressed=pressed,
        private=who.private,
    )
    if cockpit is None or who.private:
        return cockpit
    return replace(cockpit, group_id=who.chat_id, topic_id=who.topic_id, forum=who.forum)
