"""What a coordinator puts together in the chat before a round opens: its steps, kept as they are taken.

A restart or a week in between loses nothing, and nobody else hears of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows.deadlines import example
from bot.flows.loading.agencies import AgencyEntry
from bot.flows.problems import Problem
from bot.screens import setups as screens
from bot.screens.dates import zone_name
from bot.screens.setups import FormFacts, SetupView
from bot.screens.views import Deadline
from bot.services.cockpit import end_errand
from bot.services.inviting import COORDINATOR
from bot.services.library import Library
from bot.services.replies import Reply, Where
from bot.services.setting import Setting
from storage import agencies, chats, people, rounds, setups
from storage.chats import ChatRow
from storage.setups import SetupRow

ERRAND = "setup"  # the kind of errand; its `step` says what is awaited
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
USUAL_HOUR = time(16)


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
        setups.begin(conn, person_id=chat.person_id, region_id=region, timezone=zone_of(conn, region), at=now)
        found = setups.get(conn, chat.person_id)
        assert found is not None
    return Preparation(setting, chat, found, mine, now, tapped)


def coordinated_regions(conn: Connection, chat: ChatRow) -> tuple[tuple[int, str], ...]:
    """The regions in which she may open a round."""
    found = people.memberships(conn, chat.person_id)
    return tuple(dict.fromkeys((row.region_id, row.region_name) for row in found if row.role == COORDINATOR))


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
        last_agencies=len(last_agencies(conn, setup.region_id)),
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


def ask(conn: Connection, preparation: Preparation, step: str, problem: Problem | None = None) -> Reply:
    await_step(conn, preparation.chat, step)
    language = preparation.chat.language
    shown = (
        example(usual_deadline(preparation), preparation.now, preparation.zone, language)
        if step == "deadline"
        else ""
    )
    return Reply(screens.asked(step, language, problem, shown), preparation.where)


def go_on(conn: Connection, preparation: Preparation) -> Reply:
    """The card, and what is still open can be typed or sent at once."""
    after = again(conn, preparation)
    end_errand(conn, preparation.chat)
    step = setup_view(conn, after).step
    awaited = {1: "form", 2: "name", 3: "deadline", 4: "agencies"}.get(step)
    if awaited is not None:
        await_step(conn, preparation.chat, awaited)
    return show(conn, after)


def as_params(entry: AgencyEntry) -> dict[str, object]:
    """An agency as the setup keeps it."""
    return {
        "code": entry.code,
        "name": entry.name,
        "short_name": entry.short_name,
        "kinds": list(entry.kinds),
        "contact": entry.contact,
    }


def entry_of(params: Mapping[str, object]) -> AgencyEntry:
    kinds = params["kinds"]
    assert isinstance(kinds, list)
    code, name, short, contact = (str(params[key]) for key in ("code", "name", "short_name", "contact"))
    return AgencyEntry(code, name, short, tuple(map(str, kinds)), contact)


def again(conn: Connection, preparation: Preparation) -> Preparation:
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


def await_step(conn: Connection, chat: ChatRow, step: str) -> None:
    chats.put(conn, chat.chat_id, errand=json.dumps({"kind": ERRAND, "step": step}))


def usual_deadline(preparation: Preparation) -> datetime:
    """Two weeks ahead, at the end of a working day: what a typed date without an hour is read by."""
    day = preparation.now.astimezone(preparation.zone).date() + timedelta(days=14)
    return datetime.combine(day, USUAL_HOUR, preparation.zone)


def zone_of(conn: Connection, region_id: int) -> str:
    last = rounds.last_of(conn, region_id)
    return last.timezone if last is not None else ZONES[0]


def last_agencies(conn: Connection, region_id: int) -> list[agencies.AgencyRow]:
    last = rounds.last_of(conn, region_id)
    return [agency for _, agency in agencies.in_round(conn, last.id)] if last is not None else []
