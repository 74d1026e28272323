"""When a round reminds its people and sends its digest: ticked in the chat, kept with one tap."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.reminders.offsets import USUAL, Offsets, offsets_for
from bot.screens import schedules
from bot.screens.dates import zone_name
from bot.screens.press import read36
from bot.screens.schedules import FIRST_HOUR, KEEP, LAST_HOUR, TICKS, ScheduleView, ticks_of
from bot.services import reaching
from bot.services.acting import Undo, remember
from bot.services.cockpit import Cockpit, refused
from bot.services.replies import Reply
from storage import rounds
from storage.acts import ActRow

SCHEDULED = "scheduled"  # the act


def schedule(conn: Connection, cockpit: Cockpit) -> Reply:
    """The button's argument is '' for what is kept, ticks and hour, or those with 'y' before them to keep them."""
    round_ = cockpit.round
    present = offsets_for(round_.reminders, round_.opened_at, round_.deadline)
    offsets, hour, kept = present, round_.digest_hour, False
    if cockpit.argument:
        bits, _, hour36 = cockpit.argument.removeprefix(KEEP).partition(".")
        mask, hour = read36(bits), read36(hour36)
        if not 0 <= mask < 1 << len(TICKS) or not FIRST_HOUR <= hour <= LAST_HOUR:
            return refused(cockpit.chat)
        offsets = ticked(present, frozenset(tick for n, tick in enumerate(TICKS) if mask >> n & 1))
        kept = cockpit.argument.startswith(KEEP)
    changed = (offsets, hour) != (present, round_.digest_hour)
    if kept and changed:
        keep(conn, cockpit, str(offsets), hour)
    zone = ZoneInfo(round_.timezone)
    view = ScheduleView(
        target=reaching.target(conn, cockpit),
        round=round_.name,
        offsets=offsets,
        hour=hour,
        zone_name=zone_name(zone, cockpit.now),
        changed=changed and not kept,
        kept=kept,
    )
    return Reply(schedules.schedule(view, cockpit.chat.language), cockpit.where)


def keep(conn: Connection, cockpit: Cockpit, reminders: str, hour: int) -> None:
    """Store a schedule and remember who changed it; one that is as it was is no change. '' is the usual one."""
    round_ = cockpit.round
    if (reminders, hour) == (round_.reminders, round_.digest_hour):
        return
    rounds.set_reminders(conn, round_.id, reminders, hour)
    was = {"reminders": round_.reminders, "hour": round_.digest_hour}
    remember(
        conn,
        cockpit,
        SCHEDULED,
        reminders=reminders or str(USUAL),
        hour=hour,
        was=was,
        now={"reminders": reminders, "hour": hour},
    )


def fits(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    """Nobody has changed it since."""
    present = {"reminders": cockpit.round.reminders, "hour": cockpit.round.digest_hour}
    return present == dict(act.params["now"])


def undo(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    was = act.params["was"]
    rounds.set_reminders(conn, cockpit.round.id, was["reminders"], was["hour"])


UNDO = Undo(fits, undo)


def ticked(present: Offsets, ticks: frozenset[str]) -> Offsets:
    """What the ticks say; whatever cannot be ticked stays as it is."""
    before = ticks_of(present)
    days = {n for n in present.days if f"{n}d" not in TICKS}
    hours = {n for n in present.hours if f"{n}h" not in TICKS}
    days |= {int(tick[:-1]) for tick in ticks if tick[:-1].isdecimal() and tick.endswith("d")}
    hours |= {int(tick[:-1]) for tick in ticks if tick[:-1].isdecimal() and tick.endswith("h")}
    overdue = present.overdue if "overdue" in before else USUAL.overdue
    return replace(
        present,
        opened="opened" in ticks,
        days=tuple(sorted(days, reverse=True)),
        day="day" in ticks,
        hours=tuple(sorted(hours, reverse=True)),
        overdue=overdue if "overdue" in ticks else 0,
    )
