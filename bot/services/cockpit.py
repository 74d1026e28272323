"""A coordinator at work: on which round, about which agency, with which words. Whoever has a cockpit has the right.

Buttons can be forged and rights end at any time, so one is made anew for every turn.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.flows.moves import Side
from bot.screens.notices import Toast, Trouble, toast, trouble
from bot.screens.press import Press
from bot.services.desk import Desk
from bot.services.inviting import ASSESSOR, COORDINATOR, LEADER
from bot.services.library import Library
from bot.services.replies import Reply, Where
from bot.services.rounds import desks_of_round
from bot.services.setting import Setting
from storage import chats, people, rounds, submissions
from storage.chats import ChatRow
from storage.rounds import RoundRow

PATIENCE = timedelta(hours=3)  # after that, typed words are for something else


@dataclass(frozen=True, slots=True)
class Cockpit:
    """`submission` is the agency's that a button or command is about, None where it is the whole round."""

    setting: Setting
    chat: ChatRow
    round: RoundRow
    rounds: tuple[RoundRow, ...]  # all that this person may see, the nearest deadline first
    now: datetime
    submission: int | None = None
    argument: str = ""
    tapped: int | None = None  # the message whose button was tapped
    private: bool = True  # False in a group: nobody is named there, and nothing is changed
    group_id: int | None = None
    topic_id: int | None = None
    forum: bool = False  # the group has topics
    pressed: Press | None = None  # the button, where one was tapped: it may name a question
    side: Side = Side.COORDINATOR  # as what this person is here
    pillars: str = ""  # an assessor's; '' for all

    @property
    def library(self) -> Library:
        return self.setting.library

    @property
    def where(self) -> Where:
        """A tap redraws the message that it was made on; a command is answered by a message of its own."""
        return Where.ASIDE if self.tapped is None else Where.TAPPED

    def desks(self, conn: Connection) -> list[Desk]:
        """Every agency's desk, in the order of the list."""
        return desks_of_round(conn, self.library, self.round, self.chat, self.now)

    def desk(self, conn: Connection) -> Desk:
        """The agency's desk. Raises `LookupError` where no agency is meant: controls for one agency are reached
        through `controls`, which sees to that."""
        if self.submission is None:
            raise LookupError("no agency")
        (found,) = desks_of_round(conn, self.library, self.round, self.chat, self.now, only=self.submission)
        return found

    def whole_round(self, conn: Connection) -> int:
        """The submission that a button of the whole round carries."""
        return submissions.region_of(conn, self.round.id)


def enter(
    conn: Connection,
    setting: Setting,
    chat: ChatRow,
    now: datetime,
    *,
    submission: int = 0,
    form: int = 0,
    leaders: bool = False,
    assessors: bool = False,
    closed: bool = False,
    region: int | None = None,
    **fields: Any,
) -> Cockpit | None:
    """The cockpit for a button or command, or None where this person has no right to it.

    `submission` names an agency of a round or, as the region's own, the whole round; without it the round with
    the nearest deadline is meant. `leaders` and `assessors` may enter too, and `closed` rounds be looked at.
    `region`: no other is shown where she is."""
    mine = overseen(conn, chat, leaders=leaders, assessors=assessors, closed=closed)
    mine = [one for one in mine if region in (None, one.region_id)]
    if not mine:
        return None
    if not submission:
        round_ = next((one for one in mine if one.form_id == form), mine[0])
        fields |= _standing(conn, chat, round_) if assessors else {}
        return Cockpit(setting, chat, round_, tuple(mine), now, **fields)
    row = submissions.get(conn, submission)
    of_it = next((one for one in mine if row is not None and one.id == row.round_id), None)
    if row is None or of_it is None:
        return None
    about = submission if row.agency_id is not None else None
    fields |= _standing(conn, chat, of_it) if assessors else {}
    return Cockpit(setting, chat, of_it, tuple(mine), now, submission=about, **fields)


def overseen(
    conn: Connection,
    chat: ChatRow,
    *,
    leaders: bool = False,
    assessors: bool = False,
    closed: bool = False,
) -> list[RoundRow]:
    """The rounds of the regions that this person coordinates, the nearest deadline first; closed ones last."""
    roles = {COORDINATOR, *([LEADER] if leaders else []), *([ASSESSOR] if assessors else [])}
    regions = dict.fromkeys(
        row.region_id for row in people.memberships(conn, chat.person_id) if row.role in roles
    )
    found = [one for region in regions for one in rounds.open_in(conn, region)]
    found.sort(key=lambda one: one.deadline)
    if closed:
        for region in regions:
            found += rounds.closed_in(conn, region)
    return found


def _standing(conn: Connection, chat: ChatRow, round_: RoundRow) -> dict[str, Any]:
    """As what she enters where assessors may: a coordinator who assesses too is a coordinator."""
    held = {
        one.role: one for one in people.memberships(conn, chat.person_id) if one.region_id == round_.region_id
    }
    if COORDINATOR in held or ASSESSOR not in held:
        return {}
    return {"side": Side.ASSESSOR, "pillars": held[ASSESSOR].pillars}


def refused(chat: ChatRow) -> Reply:
    """A tap without the right to it leaves no trace in the chat, which may be a group."""
    return Reply(toast=toast(Toast.NOT_ALLOWED, chat.language), alert=True)


def not_allowed(chat: ChatRow) -> Reply:
    """A command without the right to it."""
    return Reply(trouble(Trouble.NOT_ALLOWED, chat.language), Where.ASIDE)


def begin_errand(conn: Connection, cockpit: Cockpit, kind: str, **params: Any) -> None:
    """Her next words, or the file that she sends next, are for this; what it is about and when it began is kept."""
    about = cockpit.submission or cockpit.whole_round(conn)
    errand = json.dumps({"kind": kind, "submission": about, "at": cockpit.now.isoformat(), **params})
    chats.put(conn, cockpit.chat.chat_id, errand=errand)


def errand_of(chat: ChatRow) -> Mapping[str, Any]:
    """What she is in the middle of, with at least `kind` and `submission`; empty for nothing."""
    if not chat.errand:
        return {}
    found = json.loads(chat.errand)
    return found if isinstance(found, dict) else {}


def still_waits(conn: Connection, cockpit: Cockpit, errand: Mapping[str, Any]) -> bool:
    """Whether her words are still for the errand that began `at`: not where she was shown a question of her own
    agency since, as by a reminder, or has forgotten what was asked. It ends here when they are not."""
    begun = datetime.fromisoformat(str(errand["at"])) if "at" in errand else None
    shown = cockpit.chat.shown_at
    waits = begun is not None and cockpit.now - begun < PATIENCE and (shown is None or shown <= begun)
    if not waits:
        end_errand(conn, cockpit.chat)
    return waits


def end_errand(conn: Connection, chat: ChatRow) -> None:
    """Her next words are no longer for anything of ours."""
    if chat.errand:
        chats.put(conn, chat.chat_id, errand="")
