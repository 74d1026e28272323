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
from bot.services import parcels
from bot.services.cockpit import Cockpit, enter
from bot.services.replies import Order, Rendered, Reply, Where
from bot.services.setting import Setting
from storage import chats, outbox, rounds, submissions
from storage.outbox import Row

EXPORT = "export"
EVIDENCE = "evidence"


def choose(conn: Connection, cockpit: Cockpit) -> Reply:
    """The kinds of files; a chosen one is queued. Argument of the button: kind and language, 'xlsx.id'; of the
    command: nothing, or 'bukti' for the evidence at once."""
    language = cockpit.chat.language
    kind, _, wanted = cockpit.argument.partition(".") if cockpit.tapped is not None else ("", "", "")
    wanted = wanted if wanted in LANGUAGES else language
    whole = cockpit.whole_round(conn)
    if cockpit.tapped is None and screens.is_evidence(cockpit.argument):
        kind = EVIDENCE
    if kind not in screens.KINDS:
        return Reply(screens.choice(cockpit.round.name, whole, wanted, language), cockpit.where)
    if kind == EVIDENCE:
        return _evidence(conn, cockpit, wanted)
    _queue(conn, cockpit, kind, wanted)
    return Reply(screens.preparing(language), Where.ASIDE, effects=("slow",))


def _evidence(conn: Connection, cockpit: Cockpit, wanted: str) -> Reply:
    """In as many documents as it takes; where it is too much for a chat, the way out is said."""
    language = cockpit.chat.language
    found = parcels.plan(conn, cockpit.setting, cockpit.round, cockpit.now)
    if found.is_too_much:
        return Reply(screens.evidence_too_much(cockpit.round.id, found.size, language), Where.ASIDE)
    if not found.parts:
        return Reply(screens.no_evidence(language), Where.ASIDE)
    for part, only in enumerate(found.parts, start=1):
        _queue(conn, cockpit, EVIDENCE, wanted, part, parts=len(found.parts), only=only, most=found.most)
    said = screens.preparing_evidence(len(found.parts), found.large, cockpit.round.id, language)
    return Reply(said, Where.ASIDE, effects=("slow",))


def _queue(
    conn: Connection, cockpit: Cockpit, kind: str, language: str, part: int = 1, **facts: object
) -> None:
    chat_id, minute = cockpit.chat.chat_id, int(cockpit.now.timestamp() // 60)
    outbox.add(
        conn,
        # two taps are one file
        dedupe_key=f"{EXPORT}:{cockpit.round.id}:{chat_id}:{kind}:{language}:{minute}:{part}",
        kind=EXPORT,
        chat_id=chat_id,
        params={"round": cockpit.round.id, "kind": kind, "language": language, "part": part, **facts},
        due_at=cockpit.now,
        at=cockpit.now,
    )


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
    part, parts = int(params.get("part", 1)), int(params.get("parts", 1))
    caption = screens.made(round_.region_name, round_.name, now, zone, chat.language, part, parts)
    arguments = (setting.database_url, round_.id, str(params["kind"]), str(params["language"]), now)
    if params["kind"] != EVIDENCE:
        return Order(caption, export_aside, arguments)
    only = tuple(int(one) for one in params["only"])
    return Order(
        caption, export_aside, (*arguments, (setting.evidence_dir, only, part, parts, int(params["most"])))
    )


def export_aside(
    database_url: str,
    round_id: int,
    kind: str,
    language: str,
    now: datetime,
    bundle: tuple[str, tuple[int, ...], int, int, int | None] | None = None,
) -> Path:
    """Make the file in a folder of its own, so that two of one name do not meet. `bundle` are the fields of
    `exporting.Bundle`."""
    from bot.services.exporting import Bundle, make_export  # the writer of workbooks comes with it

    held = Bundle(*bundle) if bundle is not None else None
    return make_export(database_url, round_id, kind, language, mkdtemp(prefix="pilar-"), now=now, bundle=held)
