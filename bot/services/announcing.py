"""A coordinator's own words to many: typed, aimed, seen as they will look, sent, followed, and reported on.

The text waits in the chat's errand until it is sent, then stands in the act; a row of the outbox names the act alone,
so that two thousand of them are read and rendered in three light statements each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.flows.inputs import Sent, Typed
from bot.screens import announcements as screens
from bot.screens import deliveries as delivery_screens
from bot.screens import reaches
from bot.screens.announcements import (
    MOST,
    AnnouncementPreview,
    AnnouncementView,
    AskView,
    Wanted,
    WhomView,
)
from bot.screens.length import paragraph, units
from bot.screens.press import Verb
from bot.screens.reaches import Missed, Reach, Target, Whom
from bot.services import reaching
from bot.services.acting import Undo, remember
from bot.services.cockpit import Cockpit, begin_errand, end_errand, errand_of, refused, still_waits
from bot.services.inviting import COORDINATOR, REPRESENTATIVE
from bot.services.reaching import ANNOUNCED, Recipient
from bot.services.replies import Rendered, Reply
from bot.services.setting import Setting
from storage import acts, outbox, people, rounds, submissions
from storage.acts import ActRow
from storage.outbox import Row

MESSAGE, REPORT = "announced", "announced_report"  # kinds of its rows
ERRAND = "announce"
AGAIN = timedelta(minutes=1)  # until the report looks again whether anything still waits


def announce(conn: Connection, cockpit: Cockpit) -> Reply:
    """/umumkan, with the text or without; the button's argument is what its screens say."""
    if cockpit.tapped is None:
        return (
            _take(conn, cockpit, cockpit.argument) if cockpit.argument else _ask(conn, cockpit, Wanted.FIRST)
        )
    followed = reaching.follow(conn, cockpit, Verb.ANNOUNCE, MESSAGE, ANNOUNCED)
    if followed is not None:
        return followed
    if not cockpit.argument:
        return _ask(conn, cockpit, Wanted.FIRST)
    if cockpit.argument == screens.CANCEL:
        end_errand(conn, cockpit.chat)
        return Reply(screens.cancelled(cockpit.chat.language), cockpit.where)
    sure = cockpit.argument.startswith(screens.YES)
    code, _, draft = cockpit.argument.removeprefix(screens.YES).partition(".")
    if sure and (earlier := reaching.before(conn, cockpit, ANNOUNCED, code)) is not None:
        return reaching.show_progress(conn, cockpit, Verb.ANNOUNCE, MESSAGE, earlier.id)
    text = _draft(cockpit, draft)
    if not text:
        return _ask(conn, cockpit, Wanted.GONE)
    if not code:
        return _to_whom(conn, cockpit, text)
    if code == reaches.SECTIONS:
        return reaching.section_choice(conn, cockpit, Verb.ANNOUNCE, f".{draft}")
    found = _meant(conn, cockpit, code)
    if found is None:
        return refused(cockpit.chat)
    reach, to, unreached = found
    if sure and to:
        return _send(conn, cockpit, text, reach, to, unreached)
    view = AnnouncementPreview(reaching.target(conn, cockpit), draft, reach, _message(cockpit, text))
    return Reply(screens.preview(view, cockpit.chat.language), cockpit.where)


def words(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, object], raw: Typed | Sent
) -> Reply | None:
    """The text that was asked for; typed once more, it takes the place of the first."""
    if not still_waits(conn, cockpit, errand):
        return None
    if isinstance(raw, Sent):
        return _ask(conn, cockpit, Wanted.FILE)
    return _take(conn, cockpit, raw.text)


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """The announcement of a row; None where it was taken back, or the reader has no part in the region any more."""
    act = acts.get(conn, int(rows[0].params["act"]))
    reader = people.by_telegram(conn, rows[0].chat_id)
    if act is None or reader is None or act.undone_at is not None:
        return None
    held = people.memberships(conn, reader.id)
    if not any(one.region_id == act.region_id and one.role in (REPRESENTATIVE, COORDINATOR) for one in held):
        return None
    view = AnnouncementView(str(act.params["text"]), act.person_name, str(act.params["region"]))
    return screens.announcement(view, reader.language)


def render_report(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """To the author, once nothing waits any more; until then the moment to ask again."""
    act = acts.get(conn, int(rows[0].params["act"]))
    reader = people.by_telegram(conn, rows[0].chat_id)
    round_ = rounds.get(conn, act.round_id) if act is not None and act.round_id is not None else None
    if act is None or reader is None or round_ is None:
        return None
    if not reaching.coordinates(conn, reader, act.region_id):
        return None
    if outbox.delivery(conn, reaching.prefix(MESSAGE, act.id)).waiting:
        return now + AGAIN
    target = Target(submissions.region_of(conn, round_.id), round_.form_id)
    view = reaching.report_view(conn, target, Verb.ANNOUNCE, MESSAGE, act, now, round_.timezone)
    return delivery_screens.report(view, reader.language)


def fits(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    """Some of it can still be taken back."""
    return outbox.delivery(conn, reaching.prefix(MESSAGE, act.id)).waiting > 0


def undo(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    reaching.take_back(conn, act, MESSAGE, cockpit.now)


UNDO = Undo(fits, undo)


# -------------------------------------------------------------------- steps


def _ask(conn: Connection, cockpit: Cockpit, why: Wanted, length: int = 0) -> Reply:
    begin_errand(conn, cockpit, ERRAND)
    others = tuple(reaching.other_rounds(conn, cockpit))
    target = reaching.target(conn, cockpit)
    view = AskView(target, cockpit.round.name, cockpit.round.region_name, why, others, length)
    return Reply(screens.ask(view, cockpit.chat.language), cockpit.where)


def _take(conn: Connection, cockpit: Cockpit, typed: str) -> Reply:
    text = paragraph(typed)
    if not text:
        return _ask(conn, cockpit, Wanted.EMPTY)
    if units(text) > MOST:
        return _ask(conn, cockpit, Wanted.FIRST, length=units(text))
    begin_errand(conn, cockpit, ERRAND, text=text)
    return _to_whom(conn, cockpit, text)


def _to_whom(conn: Connection, cockpit: Cockpit, text: str) -> Reply:
    view = WhomView(
        target=reaching.target(conn, cockpit),
        draft=_name(text),
        everybody=len(reaching.recipients(reaching.parties(conn, cockpit, progress=False))),
        coordinators=len(_coordinators(conn, cockpit)),
        message=_message(cockpit, text),
    )
    return Reply(screens.to_whom(view, cockpit.chat.language), cockpit.where)


def _meant(conn: Connection, cockpit: Cockpit, code: str) -> tuple[Reach, list[Recipient], list[int]] | None:
    """How far it reaches, to whom, and the chats of those who are known to be out of reach."""
    if code == reaches.COORDINATORS:
        to = _coordinators(conn, cockpit)
        gone = [
            person
            for person in people.coordinators(conn, cockpit.round.region_id)
            if person.unreachable_at is not None and person.id != cockpit.chat.person_id
        ]
        missed = tuple(Missed(person.name, "") for person in gone)
        return Reach(Whom(code), len(to), 0, missed), to, [person.telegram_id for person in gone]
    if code == reaches.AGENCY:
        return None
    found = reaching.parties(conn, cockpit, progress=code != reaches.EVERYBODY)
    meant = reaching.chosen(found, code)
    if meant is None:
        return None
    to = reaching.recipients(meant)
    out = {p.telegram_id for one in meant for p in one.people if p.unreachable_at is not None}
    return reaching.reach(reaching.whom(found, code), meant, to), to, sorted(out)


def _send(
    conn: Connection,
    cockpit: Cockpit,
    text: str,
    reach: Reach,
    to: Sequence[Recipient],
    unreached: Sequence[int],
) -> Reply:
    act = remember(
        conn,
        cockpit,
        ANNOUNCED,
        text=text,
        region=cockpit.round.region_name,
        whom=reach.whom.code,
        label=reach.whom.label,
        people=reach.people,
        unreached=list(unreached),
        card=cockpit.tapped,
    )
    reaching.send(conn, cockpit, MESSAGE, act, to)
    outbox.add(
        conn,
        dedupe_key=f"{REPORT}:{act}",
        kind=REPORT,
        chat_id=cockpit.chat.chat_id,
        params={"act": act},
        due_at=cockpit.now + max(AGAIN, timedelta(seconds=reach.seconds)),
        at=cockpit.now,
    )
    end_errand(conn, cockpit.chat)
    return reaching.show_progress(conn, cockpit, Verb.ANNOUNCE, MESSAGE, act)


def _coordinators(conn: Connection, cockpit: Cockpit) -> list[Recipient]:
    """The others who coordinate the region."""
    return [
        Recipient(person, (), "")
        for person in people.coordinators(conn, cockpit.round.region_id)
        if person.unreachable_at is None and person.id != cockpit.chat.person_id
    ]


def _message(cockpit: Cockpit, text: str) -> AnnouncementView:
    return AnnouncementView(text, cockpit.chat.person_name, cockpit.round.region_name)


def _draft(cockpit: Cockpit, name: str) -> str:
    """The text that a button speaks of; '' when another one has taken its place, or none waits."""
    errand = errand_of(cockpit.chat)
    text = str(errand.get("text", "")) if errand.get("kind") == ERRAND else ""
    return text if text and _name(text) == name else ""


def _name(text: str) -> str:
    """What tells one draft from another, short enough for a button."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
