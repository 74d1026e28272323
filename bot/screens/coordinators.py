"""What a coordinator sees: who is late, one agency in detail, its answers, how to open a section again."""

from __future__ import annotations

from bot.screens.dates import due, lately
from bot.screens.home import NAME, bar, count, locked, mark
from bot.screens.length import MESSAGE, line, narrow, shown
from bot.screens.overviews import AgencyStatus, AgencyView, AnswersView, InviteChoiceView, StatusView
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import DANGER, Row, button, held_page, page_count, pager, row, side_by_side, stack
from bot.screens.screen import Button, Screen
from bot.screens.sections import PAGE as ANSWERS_PAGE
from bot.screens.sections import answer_lines
from bot.screens.views import SectionLine

PAGE = 10  # agencies on one page
MISSING = 4  # questions named for one section; the rest is a number
PEOPLE = 5


def status(view: StatusView, language: str) -> Screen:
    """All agencies, those with most missing first, ten a page; a button opens one."""
    p = phrases(language)
    pages = page_count(len(view.agencies), PAGE)
    page = held_page(view.page, pages)
    agencies = view.agencies[page * PAGE : (page + 1) * PAGE]
    complete = sum(1 for one in view.agencies if one.complete)
    title = p("home-round", round=line(view.round, NAME), region=line(view.region, NAME))
    progress = p("status-progress", complete=complete, agencies=len(view.agencies))
    parts = (
        f"{title}\n{due(view.deadline, language)}",
        f"{bar(complete, len(view.agencies))} {progress}",
        "\n".join(_agency(one, p) for one in agencies) or p("status-empty"),
        p("status-legend") if agencies else "",
    )
    buttons = (_to_agency(one, view.form) for one in agencies)
    rows = stack(
        *side_by_side(buttons, 2),
        pager(page, pages, Press(Verb.STATUS, form=view.form)),
        row(button(p.plain("button-invite"), Press(Verb.INVITE, form=view.form))) if view.private else (),
    )
    return Screen("\n\n".join(filter(None, parts)), rows)


def agency(view: AgencyView, language: str) -> Screen:
    """One agency: people, sections, what is missing; or the question whether to open a section again."""
    p = phrases(language)
    if view.reopening is not None:
        return _confirm(view, view.reopening, p)
    one = view.agency
    reopened = next((s for s in one.sections if s.index == view.reopened), None)
    done = p("home-progress", done=one.done, asked=one.asked)
    parts = (
        p("agency-reopened", section=line(reopened.label, 80)) if reopened else "",
        f"{escape(line(one.name, NAME))}\n{bar(one.done, one.asked)} {done}\n{due(view.deadline, language)}",
        _people(view, p) if view.private else "",
        "\n".join(_section(s, view, p) for s in one.sections),
        p("agency-hint") if one.done and view.private else "",
    )
    everyone = row(_all(view.form, p))
    if not view.private:
        return Screen(_held(parts), stack(everyone))
    rows: list[Row] = []
    for section in one.sections:
        index = to36(section.index)
        see = Press(Verb.ANSWERS, one.submission, view.form, argument=f"{index}.0")
        reopen = Press(Verb.REOPEN, one.submission, view.form, argument=index)
        name = narrow(section.label, 16)
        rows.append(
            row(
                button(f"{mark(section)} {name}", see) if section.done else None,
                button(p.plain("button-reopen"), reopen) if locked(section) else None,
            )
        )
    seeing = [one_row for one_row in rows if len(one_row) == 2]
    alone = (one_row[0] for one_row in rows if len(one_row) == 1)
    invite = button(p.plain("button-invite"), Press(Verb.INVITE, one.submission, view.form))
    return Screen(_held(parts), stack(*seeing, *side_by_side(alone, 2), row(invite), everyone))


def answers(view: AnswersView, language: str) -> Screen:
    """A section's answers as the coordinator reads them."""
    p = phrases(language)
    pages = page_count(len(view.lines), ANSWERS_PAGE)
    page = held_page(view.page, pages)
    lines = view.lines[page * ANSWERS_PAGE : (page + 1) * ANSWERS_PAGE]
    one, section = view.agency, view.section
    title = p("answers-of", agency=line(one.name, NAME), section=line(section.label, 80))
    state = p(f"state-{section.status.value}")
    parts = (
        f"{title}\n{mark(section)} {count(section)} · {state}",
        answer_lines(lines, p) or p("answers-none"),
    )
    index = to36(section.index)
    reopen = Press(Verb.REOPEN, one.submission, view.form, argument=index)
    rows = stack(
        pager(page, pages, Press(Verb.ANSWERS, one.submission, view.form), f"{index}."),
        row(button(p.plain("button-reopen"), reopen) if locked(section) else None),
        row(_back_to(one, view.form, p)),
    )
    return Screen(_held(parts), rows)


def invite_choice(view: InviteChoiceView, language: str) -> Screen:
    """/undang without an agency: those that nobody represents yet stand out."""
    p = phrases(language)
    pages = page_count(len(view.agencies), PAGE)
    page = held_page(view.page, pages)
    agencies = view.agencies[page * PAGE : (page + 1) * PAGE]
    buttons = (
        button(
            f"{'' if one.people else '⚪ '}{narrow(one.short_name or one.name, 16)}",
            Press(Verb.INVITE, one.submission, view.form),
        )
        for one in agencies
    )
    rows = stack(
        *side_by_side(buttons, 2),
        pager(page, pages, Press(Verb.INVITE, form=view.form)),
        row(_all(view.form, p)),
    )
    alone = sum(1 for one in view.agencies if not one.people)
    text = p("invite-choice-alone", count=alone) if alone else p("invite-choice")
    return Screen(text if view.agencies else p("status-empty"), rows)


def to_agency(one: AgencyStatus, form: int, p: Phrases) -> Button | None:
    """The button under an alert that opens the agency it speaks of."""
    return button(p.plain("button-agency"), Press(Verb.SECTIONS, one.submission, form))


def _all(form: int, p: Phrases) -> Button | None:
    return button(p.plain("button-all-agencies"), Press(Verb.STATUS, form=form, argument="0"))


def _back_to(one: AgencyStatus, form: int, p: Phrases) -> Button | None:
    text = p.plain("button-back-to", name=narrow(one.short_name or one.name, 24))
    return button(text, Press(Verb.SECTIONS, one.submission, form))


def _to_agency(one: AgencyStatus, form: int) -> Button | None:
    return button(narrow(one.short_name or one.name, 18), Press(Verb.SECTIONS, one.submission, form))


def _agency_mark(one: AgencyStatus) -> str:
    if one.complete:
        return "✅"
    if not one.people and not one.done:
        return "✉️"
    return "🟡" if one.done else "⚪"


def _agency(one: AgencyStatus, p: Phrases) -> Html:
    sent = sum(1 for s in one.sections if locked(s))
    facts = {
        "mark": _agency_mark(one),
        "agency": line(one.short_name or one.name, 40),
        "done": str(one.done),
        "asked": str(one.asked),
    }
    if not one.people and not one.done:
        return p("status-line-not-joined", **facts)
    return p("status-line-sent", sent=sent, **facts) if sent else p("status-line", **facts)


def _people(view: AgencyView, p: Phrases) -> Html:
    people = view.agency.people
    if not people:
        return p("agency-nobody")
    names = ", ".join(line(name, 40) for name in people[:PEOPLE])
    joined = p("agency-people", names=names)
    if len(people) > PEOPLE:
        joined = Html(f"{joined} {p('and-more', count=len(people) - PEOPLE)}")
    if view.agency.seen_at is None:
        return joined
    seen = lately(view.agency.seen_at, view.deadline.zone, view.deadline.now, p.language)
    return Html(f"{joined}\n{p('agency-seen', seen=seen)}")


def _section(section: SectionLine, view: AgencyView, p: Phrases) -> str:
    said = [f"{mark(section)} {escape(line(section.label, 60))} {count(section)}"]
    missing = () if locked(section) else view.missing.get(section.index, ())
    said += [f"     – {escape(line(label, 70))}" for label in missing[:MISSING]]
    if len(missing) > MISSING:
        said.append(f"     {p('and-more', count=len(missing) - MISSING)}")
    return "\n".join(said)


def _confirm(view: AgencyView, index: int, p: Phrases) -> Screen:
    section = next((s.label for s in view.agency.sections if s.index == index), "")
    text = p("agency-reopen", agency=line(view.agency.name, NAME), section=line(section, 80))
    yes = Press(Verb.REOPEN, view.agency.submission, view.form, argument=f"{to36(index)}.y")
    no = Press(Verb.SECTIONS, view.agency.submission, view.form)
    return Screen(
        text,
        stack(
            row(button(p.plain("button-reopen-yes"), yes, DANGER)), row(button(p.plain("button-cancel"), no))
        ),
    )


def _held(parts: tuple[str, ...]) -> str:
    """A page of long answers that outgrows a message loses its last whole lines, never half a tag."""
    text = "\n\n".join(filter(None, parts))
    while shown(text) > MESSAGE:
        text = text[: text.rindex("\n")]
    return text
