"""Nudging now: one agency, all that have something left, those who have not sent a section, those who never began.

A nudge is the reminder of that minute, signed by the coordinator; whoever has nothing left by then gets none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.screens import nudges, reaches
from bot.screens.nudges import NudgeChoiceView, NudgePreview, NudgeView
from bot.screens.press import Verb, decode
from bot.screens.screen import Screen
from bot.services import reaching, reminding
from bot.services.acting import Undo, remember
from bot.services.cockpit import Cockpit, refused
from bot.services.inviting import REPRESENTATIVE
from bot.services.reaching import NUDGED, Recipient
from bot.services.replies import Rendered, Reply
from bot.services.setting import Setting
from storage import acts, deliveries, outbox, regions, submissions
from storage.acts import ActRow
from storage.outbox import Row

NUDGE = reminding.NUDGE  # the kind of its rows
REST = timedelta(hours=2)  # two nudges in one morning are nagging


def nudge(conn: Connection, cockpit: Cockpit) -> Reply:
    """The button's argument is '' (to whom?), whom, or whom with '.y' when she has seen the preview."""
    followed = reaching.follow(conn, cockpit, Verb.NUDGE, NUDGE, NUDGED)
    if followed is not None:
        return followed
    code, _, sure = cockpit.argument.partition(".")
    if cockpit.submission is not None:
        code = reaches.AGENCY
    elif not code:
        return _choice(conn, cockpit)
    elif code == reaches.SECTIONS:
        return reaching.section_choice(conn, cockpit, Verb.NUDGE)
    elif code in (reaches.AGENCY, reaches.EVERYBODY):
        return refused(cockpit.chat)
    if sure == "y":  # of two coordinators, the second sees whom the first has nudged
        submissions.lock(conn, cockpit.whole_round(conn))
    if sure == "y" and (earlier := reaching.before(conn, cockpit, NUDGED, code)) is not None:
        return reaching.show_progress(conn, cockpit, Verb.NUDGE, NUDGE, earlier.id)
    found = reaching.parties(conn, cockpit)
    meant = reaching.chosen(found, code)
    if meant is None:
        return refused(cockpit.chat)
    whom = reaching.whom(found, code)
    everybody = reaching.recipients(meant)
    resting = deliveries.told_since(
        conn, NUDGE, [one.person.telegram_id for one in everybody], cockpit.now - REST
    )
    to = reaching.recipients(meant, without=resting)
    reach = reaching.reach(whom, meant, to, len(resting))
    if not to or sure != "y":
        example = _example(conn, cockpit, to[0]) if to else None
        reader = to[0].person.name if to else ""
        view = NudgePreview(reaching.target(conn, cockpit), reach, reader, example)
        return Reply(nudges.preview(view, cockpit.chat.language), cockpit.where)
    act = remember(
        conn,
        cockpit,
        NUDGED,
        whom=whom.code,
        label=whom.label,
        people=reach.people,
        agencies=reach.agencies,
        card=cockpit.tapped,
    )
    reaching.send(conn, cockpit, NUDGE, act, to)
    return reaching.show_progress(conn, cockpit, Verb.NUDGE, NUDGE, act)


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """The nudge of a row: about the first of the reader's agencies that still has something left, or None."""
    row = rows[0]
    act = acts.get(conn, int(row.params["act"]))
    region = regions.get(conn, act.region_id) if act is not None else None
    if act is None or region is None or act.undone_at is not None:
        return None
    for submission in row.params["submissions"]:
        screen = _rendered(conn, setting, row.chat_id, submission, row.id, act.person_name, region.name, now)
        if screen is not None:
            return screen
    return None


def follow(
    conn: Connection, setting: Setting, row: Row, screen: Screen, message_id: int | None, now: datetime
) -> None:
    """As a reminder does, it becomes the present card: a typed text answers the question in it."""
    presses = (decode(one.data) for buttons in screen.rows for one in buttons if one.data)
    about = next((press.submission for press in presses if press is not None and press.submission), None)
    if about is not None:
        own = replace(row, params={**row.params, "submission": about})
        reminding.follow(conn, setting, own, screen, message_id, now)


def fits(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    """Some of it can still be taken back."""
    return outbox.delivery(conn, reaching.prefix(NUDGE, act.id)).waiting > 0


def undo(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    reaching.take_back(conn, act, NUDGE, cockpit.now)


UNDO = Undo(fits, undo)


def _choice(conn: Connection, cockpit: Cockpit) -> Reply:
    found = reaching.parties(conn, cockpit)
    view = NudgeChoiceView(
        target=reaching.target(conn, cockpit),
        round=cockpit.round.name,
        late=len(reaching.chosen(found, reaches.LATE) or ()),
        not_started=len(reaching.chosen(found, reaches.NOT_STARTED) or ()),
    )
    return Reply(nudges.choice(view, cockpit.chat.language), cockpit.where)


def _example(conn: Connection, cockpit: Cockpit, one: Recipient) -> Screen | None:
    """What the first of them will read, in her language."""
    return _rendered(
        conn,
        cockpit.setting,
        one.person.telegram_id,
        one.submissions[0],
        0,
        cockpit.chat.person_name,
        cockpit.round.region_name,
        cockpit.now,
    )


def _rendered(
    conn: Connection,
    setting: Setting,
    chat_id: int,
    submission: int,
    row: int,
    by: str,
    region: str,
    now: datetime,
) -> Screen | None:
    about = reminding.about_of(conn, chat_id, submission, REPRESENTATIVE)
    if about is None:
        return None
    desk = reminding.desk_of(conn, setting.library, about, now)
    view = reminding.reminder_view(conn, desk, about, row)
    return nudges.nudge(NudgeView(view, by, region), about.person.language) if view is not None else None
