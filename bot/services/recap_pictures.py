"""From what a recap says to what its pictures show: shades and numbers for the cells, words for the rest."""

from __future__ import annotations

from bot.flows.moves import LOCKED
from bot.reports.picture_views import (
    AgencyCard,
    Bar,
    Cell,
    Fact,
    Heading,
    HeatMap,
    Legend,
    Radar,
    Row,
    SectionBar,
    Shade,
    Spoke,
    paged,
)
from bot.screens import recaps
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.phrases import phrases
from bot.screens.recap_views import (
    AgencyCardView,
    AgencyRecap,
    EstimateRecap,
    PillarRecap,
    RecapView,
)
from bot.screens.views import SectionLine

MISSING = 8  # questions named on a card; the rest is a number


def heat_maps(view: RecapView, language: str) -> tuple[HeatMap, ...]:
    """The pages of the heat map, at least one; sections that nobody is asked are no columns."""
    p = phrases(language)
    sections = view.sections
    rows = tuple(_row(one, sections) for one in view.agencies)
    pages = paged(rows)
    passed, time = recaps.elapsed(view, language)
    done = view.done / view.asked if view.asked else 0.0
    everyone = Row(
        p.plain("recap-everyone"),
        "",
        "",
        f"{recaps.percent(view.done, view.asked)}%",
        tuple(_cell(section, whole=True) for section in sections),
    )
    return tuple(
        HeatMap(
            heading=Heading(line(view.region, NAME), recaps.heading_lines(view, language)),
            bars=(
                Bar(p.plain("recap-filled"), done, recaps.filled(view, language)),
                Bar(p.plain("recap-time"), passed, time, Shade.NONE),
            ),
            summary=tuple(
                recaps.plain(said)
                for said in (
                    recaps.standing(view, language),
                    recaps.evidence(view, language),
                    *recaps.news(view, language),
                )
                if said
            ),
            sections=tuple(section.label for section in sections),
            total=p.plain("recap-total"),
            everyone=everyone if len(view.agencies) > 1 else None,
            rows=page,
            legend=_legend(language),
            page=f"{number}/{len(pages)}" if len(pages) > 1 else "",
        )
        for number, page in enumerate(pages, start=1)
    )


def radar(view: RecapView, estimate: EstimateRecap, language: str) -> Radar:
    """The self-check of the pillars, or of the dimensions of a form without pillars."""
    p = phrases(language)
    title = "estimate-title" if estimate.by_pillar else "estimate-title-dimensions"
    head = recaps.heading_lines(view, language)
    year = p.plain("estimate-weights", year=str(estimate.weights_of)) if estimate.weights_of else ""
    notes = (recaps.basis(estimate, language), p.plain("estimate-required"), year, line(view.notice))
    return Radar(
        Heading(p.plain(title), (line(view.region, NAME), *head[:2])),
        tuple(_spoke(part, language) for part in estimate.parts),
        recaps.score(estimate.index, language) if estimate.index is not None else "",
        p.plain("estimate-index"),
        tuple(note for note in notes if note),
        p.plain("estimate-scale"),
    )


def agency_card(view: AgencyCardView, language: str) -> AgencyCard:
    """One agency's card: for coordinators, since it names people."""
    p = phrases(language)
    one = view.agency
    more = len(view.missing) - MISSING
    people = ", ".join(line(person, 60) for person in view.people) or p.plain("card-nobody")
    head = recaps.heading_lines(view, language)
    return AgencyCard(
        heading=Heading(line(one.name, NAME), (line(view.region, NAME), *head)),
        total=Bar(
            p.plain("recap-filled"),
            one.share,
            p.plain("home-progress", done=one.done, asked=one.asked),
            Shade.SENT if one.complete else Shade.BEGUN,
        ),
        sections=tuple(
            SectionBar(section.label, section.done / section.asked, _count(section), _shade(section))
            for section in one.sections
        ),
        facts=(
            Fact(p.plain("card-people"), people),
            Fact(p.plain("card-seen"), recaps.seen(view, language)),
            Fact(p.plain("card-files"), p.plain("card-files-count", count=view.files)),
            *_evidence(one, language),
        ),
        missing_label=p.plain("card-missing"),
        missing=tuple(line(label, 160) for label in view.missing[:MISSING]),
        more=p.plain("and-more", count=more) if more > 0 else "",
    )


def _evidence(one: AgencyRecap, language: str) -> tuple[Fact, ...]:
    p = phrases(language)
    if not one.proved and not one.unproved:
        return ()
    said = p.plain("card-evidence-count", proved=str(one.proved), unproved=str(one.unproved))
    return (Fact(p.plain("card-evidence"), said),)


def _row(one: AgencyRecap, sections: tuple[SectionLine, ...]) -> Row:
    own = {section.index: section for section in one.sections}
    return Row(
        line(one.name),
        line(one.short_name or one.name),
        one.code,
        f"{one.done}/{one.asked}",
        tuple(_cell(own[s.index]) if s.index in own else Cell(Shade.NONE) for s in sections),
        one.joined,
    )


def _cell(section: SectionLine, *, whole: bool = False) -> Cell:
    """`whole`: all agencies together, where a share says more than a sum."""
    share = recaps.percent(section.done, section.asked)
    return Cell(_shade(section), f"{share}%" if whole else _count(section), str(share))


def _count(section: SectionLine) -> str:
    return f"{section.done}/{section.asked}"


def _shade(section: SectionLine) -> Shade:
    if section.status in LOCKED:
        return Shade.SENT
    if section.done >= section.asked or (section.done and not section.missing):
        return Shade.READY
    return Shade.BEGUN if section.done else Shade.OPEN


def _spoke(part: PillarRecap, language: str) -> Spoke:
    p = phrases(language)
    if part.score is not None:
        return Spoke(part.label, part.score, recaps.score(part.score, language))
    return Spoke(part.label, None, p.plain("estimate-none" if part.items else "estimate-no-items"))


def _legend(language: str) -> Legend:
    p = phrases(language)
    return Legend(
        open=p.plain("recap-legend-open"),
        begun=p.plain("recap-legend-begun"),
        ready=p.plain("recap-legend-ready"),
        sent=p.plain("recap-legend-sent"),
        none=p.plain("recap-legend-none"),
        unjoined=p.plain("recap-legend-unjoined"),
        counts=p.plain("recap-legend-counts"),
        percents=p.plain("recap-legend-percents"),
    )
