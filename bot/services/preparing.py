"""Putting a round together in the chat: form, name, deadline, agencies; then it is opened and people are invited.

Each step is kept at once, so a restart or a week in between loses nothing. Nobody but the coordinator hears of it
before the round is open.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.deadlines import example, read_deadline
from bot.flows.inputs import Medium, Sent, Typed
from bot.flows.loading.agencies import AgencyEntry
from bot.flows.loading.sheets import SUFFIXES
from bot.flows.problems import Problem
from bot.screens import setups as screens
from bot.screens.dates import zone_name
from bot.screens.notices import Toast, toast
from bot.screens.press import read36
from bot.screens.setups import FormFacts, SetupView
from bot.screens.views import Deadline
from bot.services import trying_out
from bot.services.cockpit import end_errand, not_allowed, refused
from bot.services.enrolling import Who
from bot.services.inviting import COORDINATOR
from bot.services.library import Library
from bot.services.replies import Reply, Where
from bot.services.rounds import open_round
from bot.services.setting import Setting
from storage import acts, agencies, chats, forms, outbox, people, rounds, setups, submissions
from storage.chats import ChatRow
from storage.rounds import Duplicate
from storage.setups import SetupRow

ERRAND = "setup"  # the kind of errand; its `step` says what is awaited
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
USUAL_HOUR = time(16)
MOST_BYTES = 20 * 1024 * 1024  # that the Bot API gives out
INVITATIONS, SHEET = "invitations", "sheet"


@dataclass(frozen=True, slots=True)
class Preparation:
    """A coordinator and what she puts together; made only for somebody who coordinates its region."""

    setting: Setting
    chat: ChatRow
    setup: SetupRow
    regions: tuple[tuple[int, str], ...]  # that she coordinates: id, name
    now: datetime
    tapped: int | None = None

    @property
    def region(self) -> str:
        return dict(self.regions)[self.setup.region_id]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.setup.timezone)

    @property
    def where(self) -> Where:
        return Where.ASIDE if self.tapped is None else Where.TAPPED


def prepare(
    conn: Connection, setting: Setting, chat: ChatRow, now: datetime, tapped: int | None = None
) -> Preparation | None:
    """What she puts together, begun if there is nothing yet; None for whoever coordinates no region (any more)."""
    mine = coordinated_regions(conn, chat)
    if not mine:
        return None
    found = setups.get(conn, chat.person_id)
    if found is None or found.region_id not in dict(mine):
        region = mine[0][0]
        setups.begin(
            conn, person_id=chat.person_id, region_id=region, timezone=_zone_of(conn, region), at=now
        )
        found = setups.get(conn, chat.person_id)
        assert found is not None
    return Preparation(setting, chat, found, mine, now, tapped)


def coordinated_regions(conn: Connection, chat: ChatRow) -> tuple[tuple[int, str], ...]:
    """The regions in which she may open a round."""
    found = people.memberships(conn, chat.person_id)
    return tuple(dict.fromkeys((row.region_id, row.region_name) for row in found if row.role == COORDINATOR))


def command(conn: Connection, setting: Setting, chat: ChatRow, now: datetime) -> Reply:
    """/siapkan: where she is, and what comes next."""
    preparation = prepare(conn, setting, chat, now)
    if preparation is None:
        return not_allowed(chat)
    if preparation.setup.form_id is None and len(preparation.regions) > 1:
        return _choose_region(preparation)
    return _next(conn, preparation)


def press(
    conn: Connection, setting: Setting, who: Who, chat: ChatRow, argument: str, tapped: int, now: datetime
) -> Reply:
    """A button of the card. Old ones show where she is now."""
    preparation = prepare(conn, setting, chat, now, tapped) if who.private else None
    if preparation is None:
        return refused(chat)
    end_errand(conn, chat)
    step, rest = argument[:1], argument[1:]
    match step:
        case "n" | "d" | "a":
            return _ask(conn, preparation, {"n": "name", "d": "deadline", "a": "agencies"}[step])
        case "z":
            return _zone(conn, preparation, rest)
        case "r":
            return _region(conn, preparation, rest)
        case "l":
            return _take_last(conn, preparation)
        case "m":
            return _template(conn, preparation)
        case "t" if preparation.setup.form_id is not None:
            return trying_out.begin(conn, preparation)
        case "e":
            return _next(conn, trying_out.end(conn, preparation))
        case "o":
            return _open(conn, preparation, sure=rest == "y")
        case "x":
            return _give_up(conn, preparation, sure=rest == "y")
        case _:
            return _next(conn, preparation)


def words(
    conn: Connection,
    setting: Setting,
    chat: ChatRow,
    errand: Mapping[str, object],
    raw: Typed | Sent,
    message_id: int,
    now: datetime,
) -> Reply | None:
    """What she typed or sent for a step. None where it is for something else: she walks her own trial."""
    preparation = prepare(conn, setting, chat, now)
    if preparation is None:
        end_errand(conn, chat)
        return None
    step = errand.get("step")
    if isinstance(raw, Sent):
        what = "agencies" if step == "agencies" else "form"
        return receive(conn, preparation, raw, what, message_id)
    if step == "name":
        return _name(conn, preparation, raw.text)
    if step == "deadline":
        return _deadline(conn, preparation, raw.text)
    if chat.question:
        return None
    what = "agencies" if step == "agencies" else "form"
    return Reply(screens.asked(what, chat.language, Problem("problem-setup-file")), Where.ASIDE)


def looks_like_form(raw: Sent) -> bool:
    """Whether a file that somebody sent unasked may be a questionnaire."""
    return raw.medium is Medium.DOCUMENT and raw.name.lower().endswith(SUFFIXES)


def receive_unasked(
    conn: Connection, setting: Setting, chat: ChatRow, raw: Sent, message_id: int, now: datetime
) -> Reply:
    """A questionnaire from a coordinator who had not asked for anything: she wants to set one up."""
    preparation = prepare(conn, setting, chat, now)
    return (
        receive(conn, preparation, raw, "form", message_id) if preparation is not None else not_allowed(chat)
    )


def receive(conn: Connection, preparation: Preparation, raw: Sent, what: str, message_id: int) -> Reply:
    """A file for the form or the list of agencies: it is fetched and looked into off everybody's way."""
    chat = preparation.chat
    if raw.medium is not Medium.DOCUMENT:
        return Reply(screens.asked(what, chat.language, Problem("problem-setup-file")), Where.ASIDE)
    if raw.size > MOST_BYTES:
        return Reply(screens.asked(what, chat.language, Problem("problem-setup-large")), Where.ASIDE)
    outbox.add(
        conn,
        dedupe_key=f"{SHEET}:{chat.chat_id}:{message_id}",
        kind=SHEET,
        chat_id=chat.chat_id,
        params={"file": raw.file_id, "name": raw.name[-200:], "what": what, "person": chat.person_id},
        due_at=preparation.now,
        at=preparation.now,
    )
    return Reply(screens.looking(raw.name or "?", chat.language), Where.ASIDE, effects=("slow",))


def show(conn: Connection, preparation: Preparation, problem: Problem | None = None) -> Reply:
    """The card."""
    view = setup_view(conn, preparation)
    return Reply(screens.card(view, preparation.chat.language, problem), preparation.where)


def setup_view(conn: Connection, preparation: Preparation) -> SetupView:
    setup = preparation.setup
    deadline = Deadline(setup.deadline, preparation.zone, preparation.now) if setup.deadline else None
    trial = rounds.get(conn, setup.trial_id) if setup.trial_id is not None else None
    return SetupView(
        region=preparation.region,
        form=facts_of(conn, preparation.setting.library, setup.form_id, preparation.chat.language),
        name=setup.name,
        deadline=deadline,
        agencies=len(setup.agencies),
        zone=zone_name(preparation.zone, preparation.now),
        several_regions=len(preparation.regions) > 1,
        trying=trial is not None and trial.closed_at is None,
        last_agencies=len(_last_agencies(conn, setup.region_id)),
    )


def facts_of(conn: Connection, library: Library, form_row: int | None, language: str) -> FormFacts | None:
    """What is told about a stored questionnaire; None where there is none yet."""
    if form_row is None:
        return None
    form = library.logic(conn, form_row).form
    return FormFacts(
        title=form.titles.get(form.language(language)) or form.titles.get("", "") or form.form_id,
        questions=sum(question.answerable for question in form.questions.values()),
        sections=len(form.sections),
        languages=tuple(name for name in form.languages if name),
    )


# -------------------------------------------------------------------- the steps


def _ask(conn: Connection, preparation: Preparation, step: str, problem: Problem | None = None) -> Reply:
    _await(conn, preparation.chat, step)
    language = preparation.chat.language
    shown = (
        example(_usual(preparation), preparation.now, preparation.zone, language)
        if step == "deadline"
        else ""
    )
    return Reply(screens.asked(step, language, problem, shown), preparation.where)


def _name(conn: Connection, preparation: Preparation, text: str) -> Reply:
    name = " ".join(text.split())
    if not name or len(name) > 200:
        return _ask(conn, preparation, "name", Problem("problem-setup-name"))
    if rounds.named(conn, preparation.setup.region_id, name):
        return _ask(conn, preparation, "name", Problem("problem-setup-taken"))
    setups.change(conn, preparation.chat.person_id, preparation.now, name=name)
    return _next(conn, preparation)


def _deadline(conn: Connection, preparation: Preparation, text: str) -> Reply:
    found = read_deadline(
        text,
        present=preparation.setup.deadline or _usual(preparation),
        now=preparation.now,
        zone=preparation.zone,
        language=preparation.chat.language,
    )
    if isinstance(found, Problem):
        return _ask(conn, preparation, "deadline", found)
    setups.change(conn, preparation.chat.person_id, preparation.now, deadline=found)
    return _next(conn, preparation)


def _zone(conn: Connection, preparation: Preparation, which: str) -> Reply:
    number = read36(which)
    if not 1 <= number <= len(ZONES):
        return Reply(screens.zones(preparation.chat.language), preparation.where)
    zone, before = ZoneInfo(ZONES[number - 1]), preparation.setup.deadline
    person, now = preparation.chat.person_id, preparation.now
    setups.change(conn, person, now, timezone=zone.key)
    if before is not None:  # 16.00 stays 16.00, by the other clock
        local = before.astimezone(preparation.zone).replace(tzinfo=zone)
        setups.change(conn, person, now, deadline=local)
    return show(conn, _again(conn, preparation))


def _region(conn: Connection, preparation: Preparation, which: str) -> Reply:
    number = read36(which)
    if not 0 <= number < len(preparation.regions):
        return _choose_region(preparation)
    region = preparation.regions[number][0]
    if region != preparation.setup.region_id:
        setups.begin(
            conn,
            person_id=preparation.chat.person_id,
            region_id=region,
            timezone=_zone_of(conn, region),
            at=preparation.now,
        )
    return _next(conn, preparation)


def _choose_region(preparation: Preparation) -> Reply:
    names = tuple(name for _, name in preparation.regions)
    return Reply(screens.regions(names, preparation.chat.language), preparation.where)


def _take_last(conn: Connection, preparation: Preparation) -> Reply:
    found = _last_agencies(conn, preparation.setup.region_id)
    rows = [as_params(AgencyEntry(a.code, a.name, a.short_name, a.kinds, a.contact)) for a in found]
    setups.change(conn, preparation.chat.person_id, preparation.now, agencies=rows)
    return _next(conn, preparation)


def _template(conn: Connection, preparation: Preparation) -> Reply:
    chat = preparation.chat
    outbox.add(
        conn,
        dedupe_key=f"template:{chat.chat_id}:{int(preparation.now.timestamp() // 60)}",  # twice is once
        kind=INVITATIONS,
        chat_id=chat.chat_id,
        params={"part": "template", "person": chat.person_id},
        due_at=preparation.now,
        at=preparation.now,
    )
    _await(conn, chat, "agencies")
    return Reply(toast=toast(Toast.PREPARING, chat.language), effects=("slow",))


def _open(conn: Connection, preparation: Preparation, *, sure: bool) -> Reply:
    setup, chat = preparation.setup, preparation.chat
    view = setup_view(conn, preparation)
    if view.step <= screens.STEPS or setup.form_id is None or setup.deadline is None:
        return show(conn, preparation, Problem("problem-setup-not-ready"))
    if setup.deadline <= preparation.now:
        return _ask(conn, preparation, "deadline", Problem("problem-deadline-past"))
    if not sure:
        return Reply(screens.confirm(view, chat.language), preparation.where)
    stored = forms.get(conn, setup.form_id)
    assert stored is not None
    try:
        opened = open_round(
            conn,
            form=preparation.setting.library.logic(conn, setup.form_id).form,
            xform=stored.xform,
            region=preparation.region,
            name=setup.name,
            deadline=setup.deadline,
            timezone=setup.timezone,
            entries=[_entry(one) for one in setup.agencies],
            at=preparation.now,
        )
    except Duplicate:
        return _ask(conn, preparation, "name", Problem("problem-setup-taken"))
    trying_out.end(conn, preparation)
    setups.end(conn, chat.person_id)
    acts.add(
        conn,
        region_id=setup.region_id,
        round_id=opened.round_id,
        submission_id=None,
        person_id=chat.person_id,
        kind="opened",
        params={"agencies": opened.agencies},
        at=preparation.now,
    )
    for part in ("xlsx", "qr"):
        outbox.add(
            conn,
            dedupe_key=f"{INVITATIONS}:{opened.round_id}:{part}:{chat.chat_id}",
            kind=INVITATIONS,
            chat_id=chat.chat_id,
            params={"part": part, "round": opened.round_id, "person": chat.person_id},
            due_at=preparation.now,
            at=preparation.now,
        )
    whole = submissions.region_of(conn, opened.round_id)
    screen = screens.opened(setup.name, preparation.region, opened.agencies, whole, chat.language)
    return Reply(screen, preparation.where, effects=("slow",))


def _give_up(conn: Connection, preparation: Preparation, *, sure: bool) -> Reply:
    if not sure:
        return Reply(screens.give_up(preparation.chat.language), preparation.where)
    trying_out.end(conn, preparation)
    setups.end(conn, preparation.chat.person_id)
    return Reply(screens.gave_up(preparation.chat.language), preparation.where)


# -------------------------------------------------------------------- what a step needs


def _next(conn: Connection, preparation: Preparation) -> Reply:
    """The card, and what is still open can be typed or sent at once."""
    after = _again(conn, preparation)
    end_errand(conn, preparation.chat)
    step = setup_view(conn, after).step
    awaited = {1: "form", 2: "name", 3: "deadline", 4: "agencies"}.get(step)
    if awaited is not None:
        _await(conn, preparation.chat, awaited)
    return show(conn, after)


def go_on(conn: Connection, setting: Setting, chat: ChatRow, now: datetime) -> None:
    """Let what is still open be typed or sent, after a file was taken."""
    preparation = prepare(conn, setting, chat, now)
    if preparation is not None:
        _next(conn, preparation)


def as_params(entry: AgencyEntry) -> dict[str, object]:
    """An agency as the setup keeps it."""
    return {
        "code": entry.code,
        "name": entry.name,
        "short_name": entry.short_name,
        "kinds": list(entry.kinds),
        "contact": entry.contact,
    }


def _entry(params: Mapping[str, object]) -> AgencyEntry:
    kinds = params["kinds"]
    assert isinstance(kinds, list)
    code, name, short, contact = (str(params[key]) for key in ("code", "name", "short_name", "contact"))
    return AgencyEntry(code, name, short, tuple(map(str, kinds)), contact)


def _again(conn: Connection, preparation: Preparation) -> Preparation:
    """The same with what was just kept."""
    found = setups.get(conn, preparation.chat.person_id)
    assert found is not None
    return Preparation(
        preparation.setting,
        preparation.chat,
        found,
        preparation.regions,
        preparation.now,
        preparation.tapped,
    )


def _await(conn: Connection, chat: ChatRow, step: str) -> None:
    chats.put(conn, chat.chat_id, errand=json.dumps({"kind": ERRAND, "step": step}))


def _usual(preparation: Preparation) -> datetime:
    """Two weeks ahead, at the end of a working day: what a typed date without an hour is read by."""
    day = preparation.now.astimezone(preparation.zone).date() + timedelta(days=14)
    return datetime.combine(day, USUAL_HOUR, preparation.zone)


def _zone_of(conn: Connection, region_id: int) -> str:
    last = rounds.last_of(conn, region_id)
    return last.timezone if last is not None else ZONES[0]


def _last_agencies(conn: Connection, region_id: int) -> list[agencies.AgencyRow]:
    last = rounds.last_of(conn, region_id)
    return [agency for _, agency in agencies.in_round(conn, last.id)] if last is not None else []
