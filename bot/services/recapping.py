"""The recap of a round: every agency's sections, who moved since yesterday, an estimate of the score.

Made at any time by /rekap and every day for coordinators and leaders, always with the numbers of that moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.flows import progress, scoring
from bot.flows.answers import AnswerKey, Answers
from bot.flows.calculations import Calculations
from bot.flows.form import Form
from bot.flows.instance import Instance
from bot.flows.moves import LOCKED
from bot.reports.picture import draw
from bot.reports.picture_views import View
from bot.screens import recaps
from bot.screens.recap_views import AgencyCardView, AgencyRecap, EstimateRecap, PillarRecap, RecapView
from bot.screens.views import Deadline
from bot.services import cards, lists
from bot.services.desk import Desk
from bot.services.library import Library
from bot.services.recap_pictures import agency_card, heat_maps, radar
from bot.services.replies import Order
from bot.services.rounds import desks_of_round
from storage import files, overview, sections
from storage.chats import ChatRow
from storage.rounds import RoundRow

YESTERDAY = timedelta(days=1)
PRIORITY = "priority_area"
"""The cohort of scoring.yaml for a priority tourism or new-capital region."""


@dataclass(frozen=True)
class Recap:
    """What is said, and the pictures that say it: pages of the heat map, then the radar where there is a score."""

    view: RecapView
    pictures: tuple[View, ...]
    language: str

    def orders(self) -> tuple[Order, ...]:
        """The messages, in order: one picture each, the text beside the first."""
        pages = len(self.pictures) - (self.view.estimate is not None)
        found = []
        for number, picture in enumerate(self.pictures):
            if number == 0:
                screen = recaps.recap(self.view, self.language)
            elif number < pages:
                screen = recaps.page(self.view, f"{number + 1}/{pages}", self.language)
            else:
                screen = recaps.estimate(self.view, self.language)
            found.append(Order(screen, draw, (picture,)))
        return tuple(found)


def recap(
    conn: Connection,
    library: Library,
    round_: RoundRow,
    chat: ChatRow,
    now: datetime,
    desks: Sequence[Desk] | None = None,
) -> Recap:
    """The recap of a round as this reader sees it. Whether she may see it is decided before (`Cockpit`). `desks` are
    those of the round, where they are known already."""
    desks = desks_of_round(conn, library, round_, chat, now) if desks is None else desks
    view = RecapView(
        region=round_.region_name,
        round=round_.name,
        form=round_.form_id,
        opened_at=round_.opened_at,
        deadline=Deadline(round_.deadline, ZoneInfo(round_.timezone), now),
        agencies=_agencies(conn, library, round_, desks, now),
        estimate=_estimate(conn, library, round_, desks, now),
        notice=desks[0].form.notices.get(chat.language, "") if desks else "",
    )
    pictures: tuple[View, ...] = heat_maps(view, chat.language)
    if view.estimate is not None:
        pictures = (*pictures, radar(view, view.estimate, chat.language))
    return Recap(view, pictures, chat.language)


def agency_push(conn: Connection, round_: RoundRow, desk: Desk) -> Order:
    """One agency's card as a picture, for a coordinator: it names people."""
    assert desk.work.agency is not None
    people = overview.representatives(conn, round_.id).get(desk.work.agency.id, [])
    missing = [
        cards.label_of(desk, stop.key) for tally in progress.tallies(desk.instance) for stop in tally.gaps
    ]
    view = AgencyCardView(
        region=round_.region_name,
        round=round_.name,
        deadline=desk.deadline,
        agency=_agency(desk, {}, {}, joined=bool(people)),
        people=tuple(person.name for person in people),
        seen_at=overview.last_seen(conn, round_.id).get(desk.work.agency.id),
        files=len(files.of_submission(conn, desk.work.submission_id)),
        missing=tuple(missing),
    )
    language = desk.chat.language
    return Order(recaps.card(view, language), draw, (agency_card(view, language),))


# ------------------------------------------------------------------------ agencies


def _agencies(
    conn: Connection, library: Library, round_: RoundRow, desks: Sequence[Desk], now: datetime
) -> tuple[AgencyRecap, ...]:
    """Whoever is awaited past the deadline first, then whoever has most left; the complete ones last."""
    people = overview.representatives(conn, round_.id)
    moved = _moved(conn, library, round_, now)
    sent = _sent(conn, desks, now - YESTERDAY)
    found = []
    for desk in desks:
        assert desk.work.agency is not None
        found.append(_agency(desk, moved, sent, joined=bool(people.get(desk.work.agency.id))))
    return tuple(sorted(found, key=lambda one: (one.complete, not one.overdue, one.share, one.name)))


def _agency(desk: Desk, moved: Mapping[int, int], sent: Mapping[int, int], *, joined: bool) -> AgencyRecap:
    agency, submission = desk.work.agency, desk.work.submission_id
    assert agency is not None
    return AgencyRecap(
        submission=submission,
        code=agency.code,
        name=agency.name,
        short_name=agency.short_name,
        sections=lists.section_lines(desk),
        joined=joined,
        moved=moved.get(submission, 0),
        sent=sent.get(submission, 0),
        overdue=desk.work.deadline < desk.now,
    )


def _moved(conn: Connection, library: Library, round_: RoundRow, now: datetime) -> Mapping[int, int]:
    """Submission -> answers of its people since yesterday, those for the whole region with their owner."""
    roster = library.roster(conn, round_.form_id, round_.id, now)
    members = {member.submission for member in roster.members}
    found: Counter[int] = Counter()
    for submission, question in overview.answered_since(conn, round_.id, now - YESTERDAY):
        owner = submission if submission in members else roster.owners.get(question)
        if owner is not None:
            found[owner] += 1
    return found


def _sent(conn: Connection, desks: Sequence[Desk], since: datetime) -> Mapping[int, int]:
    rows = sections.statuses(conn, [desk.work.submission_id for desk in desks])
    return Counter(
        submission
        for (submission, _), row in rows.items()
        if row.changed_at >= since and row.status in LOCKED
    )


# ------------------------------------------------------------------------ the score


def _estimate(
    conn: Connection, library: Library, round_: RoundRow, desks: Sequence[Desk], now: datetime
) -> EstimateRecap | None:
    """None for a form in which nothing gives points."""
    logic = library.logic(conn, round_.form_id)
    year = round_.deadline.astimezone(ZoneInfo(round_.timezone)).year
    weights = scoring.weights_of(logic.form, year, PRIORITY if round_.is_kppn else "")
    scored = scoring.scored_rows(logic.form, weights.of)
    if not scored or not desks:
        return None
    calculations = Calculations(logic, library.roster(conn, round_.form_id, round_.id, now))
    everybody = {desk.work.submission_id: desk.instance.answers for desk in desks}
    parts = []
    for desk in desks:
        rows = scoring.rows_of(calculations, desk.work.submission_id, scored)
        if rows:
            parts.append((_scored(desk, scoring.settling(logic, rows), everybody), rows))
    found = scoring.estimate(parts, weights.of)
    return EstimateRecap(
        found.score,
        found.answered,
        found.items,
        _parts(logic.form, desks[0], found),
        by_pillar=bool(found.pillars),
        weights_of=weights.year if weights.year not in (0, year) else None,
    )


def _scored(desk: Desk, asked: frozenset[str], everybody: Mapping[int, Answers]) -> Instance:
    """The same answers, settled for the rows that give points: also calculations that nothing asked reads."""
    before = desk.instance
    shared = everybody if before.logic.shared(asked) else {}
    return Instance(before.logic, before.answers, asked, before.facts, shared)


def _parts(form: Form, desk: Desk, found: scoring.Estimate) -> tuple[PillarRecap, ...]:
    """All pillars that the form lists, in its order; the dimensions where it has none."""
    estimates, list_name = (found.pillars, "pillar") if found.pillars else (found.topics, "dimension")
    unscored = scoring.Estimate(None, 0, 0)
    listed = _labels(form, desk, list_name, estimates)
    of = ((label, estimates.get(name, unscored)) for name, label in listed.items())
    return tuple(
        PillarRecap(label, one.score, one.answered, one.items)
        for label, one in of
        if one.items or found.pillars
    )


def _labels(form: Form, desk: Desk, list_name: str, used: Mapping[str, object]) -> dict[str, str]:
    listed = {
        choice.name: desk.instance.text(choice.label, AnswerKey("")) or choice.name
        for choice in form.lists.get(list_name, ())
    }
    return {**listed, **{name: name for name in used if name not in listed}}
