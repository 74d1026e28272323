"""What is pushed to people who are not looking: sections sent or returned, one agency or all complete."""

from __future__ import annotations

from bot.screens.coordinators import to_agency
from bot.screens.dates import clock, due, moment
from bot.screens.home import NAME
from bot.screens.length import line
from bot.screens.overviews import AllCompleteAlert, CompleteAlert, ReopenedAlert, SectionAlert
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import Row, button, row, stack, start
from bot.screens.screen import Button, Screen


def section_submitted(view: SectionAlert, language: str) -> Screen:
    """To coordinators: an agency sent a section; its answers are one tap away."""
    p = phrases(language)
    said = p("alert-section", agency=line(view.agency.name, NAME), section=line(view.section.label, 80))
    facts = p(
        "alert-section-facts",
        done=str(view.section.done),
        asked=str(view.section.asked),
        person=line(view.person, PERSON),
        clock=clock(view.at, view.zone),
    )
    others = p("alert-section-others", done=view.agencies_done, asked=view.agencies_asked)
    parts = (said, facts, *_unavailable(view, p), others)
    return Screen("\n".join(parts), stack(_section(view, p), row(to_agency(view.agency, view.form, p))))


def agency_complete(view: CompleteAlert, language: str) -> Screen:
    """To coordinators: everything that one agency is asked has arrived, with this section as the last."""
    p = phrases(language)
    last = view.last
    said = p(
        "alert-complete",
        agency=line(last.agency.name, NAME),
        section=line(last.section.label, 80),
        person=line(last.person, PERSON),
        moment=moment(last.at, last.zone, language),
    )
    others = p("status-progress", complete=view.done, agencies=view.total)
    rows = stack(_section(last, p), row(to_agency(last.agency, last.form, p), _everyone(last, p)))
    return Screen("\n".join((said, *_unavailable(last, p), others)), rows)


def all_complete(view: AllCompleteAlert, language: str) -> Screen:
    """To coordinators: the last agency is in; the best message of the year."""
    p = phrases(language)
    said = p(
        "alert-all-complete",
        agencies=view.total,
        round=line(view.round, NAME),
        region=line(view.region, NAME),
        agency=line(view.last.agency.name, NAME),
        section=line(view.last.section.label, 80),
    )
    return Screen(said, stack(_section(view.last, p), row(_everyone(view.last, p))))


def section_reopened(view: ReopenedAlert, language: str) -> Screen:
    """To representatives: a section is open again, every answer still there."""
    p = phrases(language)
    said = p(
        "alert-reopened",
        section=line(view.section.label, 80),
        agency=line(view.agency, NAME),
        by=line(view.by, PERSON),
    )
    return Screen(
        Html(f"{said}\n{due(view.deadline, language)}"), stack(row(start(p, view.place, view.section.index)))
    )


def _section(view: SectionAlert, p: Phrases) -> Row:
    """What can be done with the section that was sent."""
    index = to36(view.section.index)
    see = Press(Verb.ANSWERS, view.agency.submission, view.form, argument=f"{index}.0")
    reopen = Press(Verb.REOPEN, view.agency.submission, view.form, argument=index)
    return row(button(p.plain("button-see-answers"), see), button(p.plain("button-reopen"), reopen))


def _everyone(view: SectionAlert, p: Phrases) -> Button | None:
    return button(p.plain("button-all-agencies"), Press(Verb.STATUS, form=view.form, argument="0"))


def _unavailable(view: SectionAlert, p: Phrases) -> tuple[Html, ...]:
    return (p("submitted-unavailable", count=view.unavailable),) if view.unavailable else ()
