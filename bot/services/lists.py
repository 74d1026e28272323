"""From a desk to the views of many questions: the sections on the home card, a section's list and its review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flows import interview, progress
from bot.flows.answers import Standing
from bot.flows.interview import Stop
from bot.screens.phrases import phrases
from bot.screens.views import (
    HomeView,
    LineView,
    ListView,
    ReviewView,
    SavedView,
    SectionLine,
    Status,
    WelcomeView,
)
from bot.services import fixes
from bot.services.cards import agency_name, brief, colleague_of, label_of, record_of, section_label, shown
from bot.services.desk import Desk
from bot.services.evidence_counts import NO_PROOF, Tally, by_section, fillable, proof_of


def section_line(desk: Desk, tally: progress.Tally, proofs: Mapping[str, Tally] | None = None) -> SectionLine:
    """How a section stands. `proofs` are those of all sections, where they are known already."""
    proof = (by_section(desk) if proofs is None else proofs).get(tally.section, NO_PROOF)
    return SectionLine(
        desk.form.sections.index(tally.section),
        section_label(desk, tally.section),
        tally.done,
        tally.asked,
        len(tally.gaps),
        desk.status(tally.section),
        proved=proof.proved,
        unproved=proof.lacking,
    )


def section_lines(desk: Desk) -> tuple[SectionLine, ...]:
    """Every section in which this agency is asked something."""
    proofs = by_section(desk)
    return tuple(section_line(desk, tally, proofs) for tally in progress.tallies(desk.instance))


def home_view(desk: Desk, *, saved: SavedView | None = None, others: bool = False) -> HomeView:
    lines = section_lines(desk)
    current = next((s for s in lines if is_current(desk, s)), None)
    return HomeView(
        place=desk.place,
        agency=agency_name(desk),
        region=desk.work.region_name,
        round=desk.work.round_name,
        deadline=desk.deadline,
        sections=lines,
        current=current,
        evidence_missing=len(fillable(desk)),
        other_agencies=others,
        closed=desk.closed,
        saved=saved,
        to_fix=fixes.waiting(desk),
    )


def is_current(desk: Desk, line: SectionLine) -> bool:
    """Whether Continue may lead here: something is open and the section is not locked."""
    section = desk.form.sections[line.index]
    if desk.locked(section):
        return False
    if desk.status(section) is Status.RETURNED:
        return bool(fixes.to_fix(desk, section))
    return line.done < line.asked or interview.next_open(desk.instance, None, section) is not None


def welcome_view(desk: Desk) -> WelcomeView:
    lines = section_lines(desk)
    stops = (stop for line in lines for stop in interview.path(desk.instance, desk.form.sections[line.index]))
    questions = [desk.form.questions[s.key.question] for s in stops if not s.repeat]
    return WelcomeView(
        place=desk.place,
        person=desk.chat.person_name,
        agency=agency_name(desk),
        region=desk.work.region_name,
        round=desk.work.round_name,
        notice=desk.form.notices.get(desk.chat.language, ""),
        questions=sum(line.asked for line in lines),
        minutes=progress.minutes(questions),
        deadline=desk.deadline,
        started=any(line.done for line in lines),
    )


def list_view(desk: Desk, section: str, page: int) -> ListView:
    """All questions of a section in order, to jump to any."""
    return ListView(desk.place, _line(desk, section), _lines(desk, section, {}), page)


def review_view(desk: Desk, section: str, page: int, names: Mapping[int, str]) -> ReviewView:
    """A section before it is submitted: gaps first."""
    gaps = {stop.key for stop in progress.tally(desk.instance, section).gaps}
    stops = _counted(desk, section)
    lines = _lines(desk, section, names)
    return ReviewView(
        place=desk.place,
        section=replace(_line(desk, section), unproved=len(fillable(desk, section))),
        gaps=tuple(line for line, stop in zip(lines, stops, strict=True) if stop.key in gaps),
        lines=tuple(line for line, stop in zip(lines, stops, strict=True) if stop.key not in gaps),
        page=page,
        closed=desk.closed,
    )


def authors_on(desk: Desk, section: str) -> list[int]:
    """People other than the reader who answered something here, to look up their names."""
    found = {
        answer.person_id
        for answer in desk.instance.answers
        if desk.form.section_of(answer.key.question) == section
    }
    return sorted(p for p in found if p is not None and p != desk.chat.person_id)


def _line(desk: Desk, section: str) -> SectionLine:
    return section_line(desk, progress.tally(desk.instance, section))


def _counted(desk: Desk, section: str) -> list[Stop]:
    return [s for s in interview.path(desk.instance, section) if progress.counts(desk.instance, s)]


def _lines(desk: Desk, section: str, names: Mapping[int, str]) -> tuple[LineView, ...]:
    return tuple(
        _line_view(desk, stop, number, names) for number, stop in enumerate(_counted(desk, section), start=1)
    )


def _line_view(desk: Desk, stop: Stop, number: int, names: Mapping[int, str]) -> LineView:
    answer = desk.instance.answers.get(stop.key)
    by = colleague_of(desk, answer, names)
    standing = answer.standing if answer is not None else None
    if stop.repeat:
        count = len(desk.instance.items(stop.key))
        return LineView(
            desk.instance.logic.ordered_repeats.index(stop.key.question),
            stop.key.items,
            number,
            brief(label_of(desk, stop.key)),
            phrases(desk.chat.language)("value-items", count=count) if count or answer else "",
            Standing.GIVEN if count or answer else None,
            required=False,
            group=record_of(desk, stop.key),
            is_repeat=True,
            by=by,
        )
    question = desk.form.questions[stop.key.question]
    value = desk.instance.value(stop.key)
    return LineView(
        question.ordinal,
        stop.key.items,
        number,
        brief(label_of(desk, stop.key)),
        shown(desk, stop.key, value) if value else "",
        standing,
        desk.instance.truth(question.required, stop.key),
        reason=answer.reason if answer is not None else "",
        group=record_of(desk, stop.key),
        by=by,
        proof=proof_of(desk, stop.key),
        origin=answer.origin if answer is not None and value else "",
        unfit=answer is not None and not interview.fits(desk.instance, stop.key),
    )
