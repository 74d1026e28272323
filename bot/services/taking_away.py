"""/ekspor: a coordinator takes the answers away as a file. It is made away from the update path and follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.screens import exports as screens
from bot.screens.phrases import LANGUAGES
from bot.services.cockpit import Cockpit, enter
from bot.services.replies import Order, Rendered, Reply, Where
from bot.services.setting import Setting
from storage import chats, outbox, rounds, submissions
from storage.outbox import Row

EXPORT = "export"


def choose(conn: Connection, cockpit: Cockpit) -> Reply:
    """The kinds of files; a chosen one is queued. Argument of the button: kind and language, 'xlsx.id'."""
    language = cockpit.chat.language
    kind, _, wanted = cockpit.argument.partition(".") if cockpit.tapped is not None else ("", "", "")
    wanted = wanted if wanted in LANGUAGES else language
    whole = cockpit.whole_round(conn)
    if kind not in screens.KINDS:
        return Reply(screens.choice(cockpit.round.name, whole, wanted, language), cockpit.where)
    chat_id, minute = cockpit.chat.chat_id, int(cockpit.now.timestamp() // 60)
    outbox.add(
        conn,
        dedupe_key=f"{EXPORT}:{cockpit.round.id}:{chat_id}:{kind}:{wanted}:{minute}",  # two taps are one file
        kind=EXPORT,
        chat_id=chat_id,
        params={"round": cockpit.round.id, "kind": kind, "language": wanted},
        due_at=cockpit.now,
        at=cockpit.now,
    )
    return Reply(screens.preparing(language), Where.ASIDE, effects=("slow",))


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """A row of kind 'export'; None once the right to it is lost."""
    params, chat = rows[0].params, chats.for_chat(conn, rows[0].chat_id)
    round_ = rounds.get(conn, int(params["round"]))
    if chat is None or round_ is None:
        return None
    whole = submissions.region_of(conn, round_.id)
    if enter(conn, setting, chat, now, submission=whole, closed=True) is None:
        return None
    zone = ZoneInfo(round_.timezone)
    caption = screens.made(round_.region_name, round_.name, now, zone, chat.language)
    arguments = (setting.database_url, round_.id, str(params["kind"]), str(params["language"]), now)
    return Order(caption, export_aside, arguments)


def export_aside(database_url: str, round_id: int, kind: str, language: str, now: datetime) -> Path:
    """Make the file in a folder of its own, so that two of one name do not meet."""
    from bot.services.exporting import make_export  # the writer of workbooks comes with it

    return make_export(database_url, round_id, kind, language, mkdtemp(prefix="pilar-"), now=now)
