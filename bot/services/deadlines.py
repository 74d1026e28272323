"""Moving the round's deadline: what it would mean, doing it, and telling everybody whom it concerns.

An agency with a later deadline of its own keeps it; an earlier one has had its day and follows the round's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.deadlines import FARTHEST, example, later, read_deadline
from bot.flows.inputs import Sent, Typed
from bot.flows.problems import Problem
from bot.screens import deadlines as screens
from bot.screens.deadlines import DeadlineView, MovedNews, MovedView, MoveView
from bot.screens.press import Verb, read36
from bot.screens.reaches import EVERYBODY, Whom
from bot.screens.screen import Screen
from bot.screens.views import Deadline
from bot.services import cards, reaching
from bot.services.acting import Undo, remember
from bot.services.cockpit import Cockpit, begin_errand, end_errand, refused, still_waits
from bot.services.inviting import REPRESENTATIVE
from bot.services.reaching import DEADLINE_MOVED, Party, Recipient
from bot.services.reminding import about_of, desk_of, left_of
from bot.services.replies import Rendered, Reply
from bot.services.setting import Setting
from bot.services.steering import reread
from storage import acts, deliveries, people, rounds, submissions
from storage.acts import ActRow
from storage.deliveries import ToSend
from storage.outbox import Row
from storage.people import PersonRow
from storage.rounds import RoundRow

NEWS = "deadline_moved"  # the kind of its rows
ERRAND = "deadline"


def deadline(conn: Connection, cockpit: Cockpit) -> Reply:
    """/tenggat, with a date or without; the button's argument is '' (as it is), days to add, or what its screen
    says."""
    if cockpit.tapped is None and cockpit.argument:
        return _typed(conn, cockpit, cockpit.argument)
    argument = cockpit.argument
    if argument == screens.TYPED:
        begin_errand(conn, cockpit, ERRAND)
        return Reply(
            screens.deadline(_view(conn, cockpit, typing=True), cockpit.chat.language), cockpit.where
        )
    if argument in map(str, screens.DAYS):
        zone = ZoneInfo(cockpit.round.timezone)
        new = later(cockpit.round.deadline, cockpit.now, zone, timedelta(days=int(argument)))
        return _preview(conn, cockpit, new.astimezone(UTC))
    if argument.startswith(screens.YES):
        return _move(conn, cockpit, argument.removeprefix(screens.YES))
    end_errand(conn, cockpit.chat)
    return Reply(screens.deadline(_view(conn, cockpit), cockpit.chat.language), cockpit.where)


def move(conn: Connection, cockpit: Cockpit, new: datetime) -> int:
    """Move it, remember that, and queue the news; how many people will be told."""
    concerned, _ = _concerned(conn, cockpit, new)
    to = reaching.recipients(concerned)
    own = submissions.extensions(conn, cockpit.round.id)
    overtaken = {one: at for one, at in own.items() if at <= new}
    for submission in overtaken:
        submissions.extend(conn, submission, None)
    rounds.set_deadline(conn, cockpit.round.id, new)
    colleagues = _colleagues(conn, cockpit, to)
    act = remember(
        conn,
        cockpit,
        DEADLINE_MOVED,
        old=cockpit.round.deadline.isoformat(),
        new=new.isoformat(),
        overtaken={str(one): at.isoformat() for one, at in overtaken.items()},
        people=len(to) + len(colleagues),
        card=cockpit.tapped,
    )
    rows = [(one.person, list(one.submissions)) for one in to] + [(one, []) for one in colleagues]
    _queue(conn, cockpit, reaching.prefix(NEWS, act), rows, {"act": act})
    return len(rows)


def undo(conn: Connection, cockpit: Cockpit, act: ActRow) -> None:
    """Put it back as it was; whoever moved it, or has read that it moved, reads that it moved back."""
    old = datetime.fromisoformat(act.params["old"])
    told = set(deliveries.not_taken_back(conn, reaching.prefix(NEWS, act.id), cockpit.now))
    rounds.set_deadline(conn, cockpit.round.id, old)
    own = submissions.extensions(conn, cockpit.round.id)
    for submission, at in act.params.get("overtaken", {}).items():
        if int(submission) not in own:  # what it was given since stays
            submissions.extend(conn, int(submission), datetime.fromisoformat(at))
    concerned, _ = _concerned(conn, cockpit, old)
    to = [one for one in reaching.recipients(concerned) if one.person.telegram_id in told]
    colleagues = [
        one for one in _colleagues(conn, cockpit, to) if one.telegram_id in told or one.id == act.person_id
    ]
    back = {"act": act.id, "by": cockpit.chat.person_name, "back": True}
    rows = [(one.person, list(one.submissions)) for one in to] + [(one, []) for one in colleagues]
    _queue(conn, cockpit, f"{NEWS}:back:{act.id}:", rows, back)


def fits(conn: Connection, cockpit: Cockpit, act: ActRow) -> bool:
    """Nobody has moved it since, and the former one is still to come."""
    old, new = (datetime.fromisoformat(act.params[name]) for name in ("old", "new"))
    return cockpit.round.deadline == new and old > cockpit.now


UNDO = Undo(fits, undo)


def words(
    conn: Connection, cockpit: Cockpit, errand: Mapping[str, object], raw: Typed | Sent
) -> Reply | None:
    """What she typed instead of tapping a number of days."""
    if not still_waits(conn, cockpit, errand):
        return None
    return _typed(conn, cockpit, raw.text if isinstance(raw, Typed) else raw.caption)


def render(conn: Connection, setting: Setting, rows: Sequence[Row], now: datetime) -> Rendered:
    """The news of a row; None where it moved again, was moved back, or nothing is left to do."""
    row = rows[0]
    act = acts.get(conn, int(row.params["act"]))
    round_ = rounds.get(conn, act.round_id) if act is not None and act.round_id is not None else None
    reader = people.by_telegram(conn, row.chat_id)
    back = bool(row.params.get("back"))
    if act is None or round_ is None or reader is None or (act.undone_at is not None) != back:
        return None
    said = datetime.fromisoformat(act.params["old" if back else "new"])
    if round_.closed_at is not None or round_.deadline != said:
        return None
    by = str(row.params.get("by", act.person_name))
    if not row.params["submissions"]:
        return _to_coordinator(conn, reader, by, round_, now)
    for submission in row.params["submissions"]:
        screen = _to_representative(conn, setting, reader, submission, by, now)
        if screen is not None:
            return screen
    return None


# -------------------------------------------------------------------- steps


def _typed(conn: Connection, cockpit: Cockpit, text: str) -> Reply:
    found = read_deadline(
        text,
        present=cockpit.round.deadline,
        now=cockpit.now,
        zone=ZoneInfo(cockpit.round.timezone),
        language=cockpit.chat.language,
    )
    if isinstance(found, Problem):
        begin_errand(conn, cockpit, ERRAND)
        view = _view(conn, cockpit, problem=found)
        return Reply(screens.deadline(view, cockpit.chat.language), cockpit.where)
    end_errand(conn, cockpit.chat)
    return _preview(conn, cockpit, found.astimezone(UTC))


def _preview(conn: Connection, cockpit: Cockpit, new: datetime) -> Reply:
    concerned, kept = _concerned(conn, cockpit, new)
    to = reaching.recipients(concerned)
    view = MoveView(
        target=reaching.target(conn, cockpit),
        round=cockpit.round.name,
        deadline=_deadline(cockpit),
        new=new,
        reach=reaching.reach(Whom(EVERYBODY), concerned, to),
        coordinators=len(_colleagues(conn, cockpit, to)),
        own=kept,
    )
    return Reply(screens.move(view, cockpit.chat.language), cockpit.where)


def _move(conn: Connection, cockpit: Cockpit, argument: str) -> Reply:
    """She has seen the preview: `argument` is the new moment and the one that it was drawn for."""
    submissions.lock(
        conn, cockpit.whole_round(conn)
    )  # of two coordinators, the second sees where it is by now
    cockpit = reread(conn, cockpit)
    new36, _, old36 = argument.partition(".")
    new, old = _moment(new36), _moment(old36)
    present = cockpit.round.deadline
    if new is None or old is None or new > cockpit.now + FARTHEST + timedelta(days=1):
        return refused(cockpit.chat)
    if new == present:  # a second tap
        earlier = reaching.before(conn, cockpit, DEADLINE_MOVED)
        return _moved(conn, cockpit, earlier)
    # somebody else moved it meanwhile, or the preview is of last week
    if old != present or new <= cockpit.now:
        return Reply(screens.deadline(_view(conn, cockpit), cockpit.chat.language), cockpit.where)
    move(conn, cockpit, new)
    return _moved(conn, cockpit, reaching.before(conn, cockpit, DEADLINE_MOVED), deadline=new)


def _moved(conn: Connection, cockpit: Cockpit, act: ActRow | None, deadline: datetime | None = None) -> Reply:
    from bot.services.controls import BUTTONS  # it has this module in its table

    at = deadline or cockpit.round.deadline
    view = MovedView(
        target=reaching.target(conn, cockpit),
        round=cockpit.round.name,
        deadline=Deadline(at, ZoneInfo(cockpit.round.timezone), cockpit.now),
        people=int(act.params["people"]) if act is not None else 0,
        act=act.id if act is not None and act.undone_at is None and Verb.UNDO in BUTTONS else 0,
    )
    return Reply(screens.moved(view, cockpit.chat.language), cockpit.where, effects=("outbox",))


def _concerned(conn: Connection, cockpit: Cockpit, new: datetime) -> tuple[list[Party], int]:
    """Agencies with something left for which the moved deadline counts, and how many keep a later one."""
    own = submissions.extensions(conn, cockpit.round.id)
    keep = {one for one, at in own.items() if at > new}
    late = [one for one in reaching.parties(conn, cockpit) if one.left]
    return [one for one in late if one.submission not in keep], len(keep)


def _colleagues(conn: Connection, cockpit: Cockpit, to: Sequence[Recipient]) -> list[PersonRow]:
    """The other coordinators, but for those who are told as representatives anyway."""
    told = {one.person.id for one in to}
    return [
        person
        for person in people.coordinators(conn, cockpit.round.region_id)
        if person.id not in told and person.id != cockpit.chat.person_id and person.unreachable_at is None
    ]


def _queue(
    conn: Connection,
    cockpit: Cockpit,
    prefix: str,
    to: Sequence[tuple[PersonRow, list[int]]],
    facts: Mapping[str, object],
) -> None:
    """A row for each, with the agencies that it is about; none for a coordinator."""
    rows = [
        ToSend(f"{prefix}{person.id}", person.telegram_id, {**facts, "submissions": about})
        for person, about in to
    ]
    deliveries.queue(conn, NEWS, rows, due_at=cockpit.now, at=cockpit.now)


def _view(
    conn: Connection, cockpit: Cockpit, *, typing: bool = False, problem: Problem | None = None
) -> DeadlineView:
    own, zone = submissions.extensions(conn, cockpit.round.id), ZoneInfo(cockpit.round.timezone)
    return DeadlineView(
        target=reaching.target(conn, cockpit),
        round=cockpit.round.name,
        region=cockpit.round.region_name,
        deadline=_deadline(cockpit),
        own=sum(at > cockpit.round.deadline for at in own.values()),
        others=tuple(reaching.other_rounds(conn, cockpit)),
        typing=typing,
        problem=problem,
        example=example(cockpit.round.deadline, cockpit.now, zone, cockpit.chat.language),
    )


def _deadline(cockpit: Cockpit) -> Deadline:
    return Deadline(cockpit.round.deadline, ZoneInfo(cockpit.round.timezone), cockpit.now)


def _moment(seconds36: str) -> datetime | None:
    seconds = read36(seconds36)
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 2**33 else None


# -------------------------------------------------------------------- at the moment of sending


def _to_representative(
    conn: Connection, setting: Setting, reader: PersonRow, submission: int, by: str, now: datetime
) -> Screen | None:
    about = about_of(conn, reader.telegram_id, submission, REPRESENTATIVE)
    if about is None:
        return None
    desk = desk_of(conn, setting.library, about, now)
    if left_of(desk) is None:
        return None
    view = MovedNews(
        person=reader.name,
        round=about.round.name,
        region=about.round.region_name,
        by=by,
        deadline=desk.deadline,
        agency=cards.agency_name(desk),
        place=desk.place,
    )
    return screens.news(view, reader.language)


def _to_coordinator(
    conn: Connection, reader: PersonRow, by: str, round_: RoundRow, now: datetime
) -> Screen | None:
    if not reaching.coordinates(conn, reader, round_.region_id):
        return None
    deadline = Deadline(round_.deadline, ZoneInfo(round_.timezone), now)
    whole = submissions.region_of(conn, round_.id)
    view = MovedNews(reader.name, round_.name, round_.region_name, by, deadline, whole=whole)
    return screens.news(view, reader.language)
