"""What is pushed to people who are not looking: sections sent or returned, one agency or all complete, who came in.

In a group nobody is named, and only buttons stand there that work there.
"""

from __future__ import annotations

from bot.screens.alert_views import AgencyNews, Gathered, JoinedAlert, OpenedAgainAlert
from bot.screens.coordinators import held, to_agency
from bot.screens.dates import clock, due, moment
from bot.screens.evidence import counted
from bot.screens.home import NAME
from bot.screens.length import line, narrow
from bot.screens.overviews import AllCompleteAlert, CompleteAlert, ReopenedAlert, SectionAlert
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import Row, button, row, side_by_side, stack, start
from bot.screens.screen import Button, Screen

LINES = 12  # agencies or people named in one message; the rest is a number
SECTIONS = 4  # of one agency, named
OPENED = 6  # agencies that stand as buttons
CHOICES = ("now", "hourly", "digest")


def section_submitted(view: SectionAlert, language: str) -> Screen:
    """To coordinators: an agency sent a section; its answers are one tap away."""
    p = phrases(language)
    key = "alert-section-again" if view.again else "alert-section"
    said = p(key, agency=line(view.agency.name, NAME), section=line(view.section.label, 80))
    facts = p(
        "alert-section-facts",
        done=str(view.section.done),
        asked=str(view.section.asked),
        person=line(view.person, PERSON),
        clock=clock(view.at, view.zone),
    )
    others = p("alert-section-others", done=view.agencies_done, asked=view.agencies_asked)
    proofs = counted(view.section.proved, view.section.unproved, p)
    parts = (said, facts, *((proofs,) if proofs else ()), *_unavailable(view, p), others)
    return Screen("\n".join(parts), stack(*_section(view, p), row(to_agency(view.agency, view.form, p))))


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
    proofs = counted(last.agency.proved, last.agency.unproved, p)
    rows = stack(*_section(last, p), row(to_agency(last.agency, last.form, p), _everyone(last, p)))
    parts = (said, *((proofs,) if proofs else ()), *_unavailable(last, p), others)
    return Screen("\n".join(parts), rows)


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
    proofs = counted(view.proved, view.unproved, p)
    return Screen(
        "\n".join(filter(None, (said, proofs))), stack(*_section(view.last, p), row(_everyone(view.last, p)))
    )


def opened_again(view: OpenedAgainAlert, language: str) -> Screen:
    """To the coordinators who did not do it: a section is open again."""
    p = phrases(language)
    said = p(
        "alert-opened-again",
        section=line(view.section, 80),
        agency=line(view.agency, NAME),
        by=line(view.by, PERSON),
        clock=clock(view.at, view.zone),
    )
    return Screen(said, stack(row(_agency(view.submission, view.form, p))))


def joined(view: JoinedAlert, language: str) -> Screen:
    """To coordinators: somebody came in, and as what."""
    p = phrases(language)
    return Screen(
        _joined(view, p), stack(row(_agency(view.submission, view.form, p) if view.submission else None))
    )


def gathered(view: Gathered, language: str) -> Screen:
    """What came in a burst, as one message: that all are complete leads it."""
    p = phrases(language)
    title = (
        p("home-round", round=line(view.round, NAME), region=line(view.region, NAME)) if view.round else ""
    )
    told = [_news(one, p) for one in sorted(view.agencies, key=lambda one: not one.complete)]
    came = [_joined(one, p) for one in view.joined]
    parts = (
        p("alert-gathered-all", agencies=view.total) if view.last is not None else "",
        title,
        _listed(told, p),
        _listed(came, p),
        p("status-progress", complete=view.complete, agencies=view.total)
        if view.total and view.last is None
        else "",
    )
    opened = [
        button(narrow(one.short_name or one.name, 18), Press(Verb.SECTIONS, one.submission, view.form))
        for one in view.agencies[:OPENED]
    ]
    everyone = Press(Verb.STATUS, view.whole, argument="0")
    all_ = button(p.plain("button-all-agencies"), everyone) if view.whole else None
    return Screen(held(parts), stack(*side_by_side(opened, 2), row(all_)))


def choice(now: str, whole: int, language: str) -> Screen:
    """/kabar: when she hears of what agencies do; the present choice is ticked."""
    p = phrases(language)
    rows = [
        row(
            button(
                ("✓ " if one == now else "") + p.plain(f"button-alerts-{one}"),
                Press(Verb.ALERTS, whole, argument=one),
            )
        )
        for one in CHOICES
    ]
    return Screen(p("alerts-choice", now=p.plain(f"alerts-{now}")), stack(*rows))


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


def _news(one: AgencyNews, p: Phrases) -> Html:
    lines = []
    agency = line(one.name, NAME)
    if one.complete:
        lines.append(p("alert-news-complete", agency=agency))
    elif one.sent:
        lines.append(p("alert-news-sent", agency=agency, sections=_named(one.sent, p)))
    if one.reopened:
        lines.append(p("alert-news-reopened", agency=agency, sections=_named(one.reopened, p)))
    return Html("\n".join(lines))


def _named(labels: tuple[str, ...], p: Phrases) -> Html:
    shown = Html(", ".join(escape(line(label, 60)) for label in labels[:SECTIONS]))
    if len(labels) <= SECTIONS:
        return shown
    return Html(f"{shown} {p('and-more', count=len(labels) - SECTIONS)}")


def _joined(view: JoinedAlert, p: Phrases) -> Html:
    if not view.agency:
        return p(f"alert-joined-{view.role}", person=line(view.person, PERSON))
    return p(f"alert-joined-{view.role}", person=line(view.person, PERSON), agency=line(view.agency, NAME))


def _listed(lines: list[Html], p: Phrases) -> str:
    said = [*dict.fromkeys(lines)]
    more = [p("and-more", count=len(said) - LINES)] if len(said) > LINES else []
    return "\n".join([*said[:LINES], *more])


def _agency(submission: int, form: int, p: Phrases) -> Button | None:
    return button(p.plain("button-agency"), Press(Verb.SECTIONS, submission, form))


def _section(view: SectionAlert, p: Phrases) -> tuple[Row, ...]:
    """What can be done with the section that was sent: read it, return questions of it, accept it."""
    if not view.private:
        return ()
    place, index = (view.agency.submission, view.form), to36(view.section.index)
    see = Press(Verb.INSPECT, *place, argument=f"{index}.0")
    give_back = Press(Verb.RETURN, *place, argument=index)
    accept = Press(Verb.ACCEPT, *place, argument=index)
    return (
        row(button(p.plain("button-see-answers"), see)),
        row(button(p.plain("button-return"), give_back), button(p.plain("button-accept"), accept)),
    )


def _everyone(view: SectionAlert, p: Phrases) -> Button | None:
    return button(p.plain("button-all-agencies"), Press(Verb.STATUS, view.whole, argument="0"))


def _unavailable(view: SectionAlert, p: Phrases) -> tuple[Html, ...]:
    return (p("submitted-unavailable", count=view.unavailable),) if view.unavailable else ()
