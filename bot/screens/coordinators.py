"""What a coordinator sees of many: who is late, the answers of a section, which agency to invite.

One agency's card is in `agency_card`, what can be done about the whole round in `round_card`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.screens.dates import due
from bot.screens.digests import MAP
from bot.screens.evidence import counted
from bot.screens.home import NAME, bar, count, locked, mark
from bot.screens.length import MESSAGE, line, narrow, shown
from bot.screens.overviews import AgencyStatus, AnswersView, InviteChoiceView, RoundLink, StatusView
from bot.screens.phrases import Html, Phrases, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import Row, button, evenly, held_page, page_count, pager, row, side_by_side, stack
from bot.screens.screen import Button, Screen
from bot.screens.seals import seal_mark
from bot.screens.sections import PAGE as ANSWERS_PAGE
from bot.screens.sections import answer_lines
from bot.screens.task_left import marker

PAGE = 10  # agencies on one page
MISSING = 4  # questions named for one section; the rest is a number
PEOPLE = 5


def status(view: StatusView, language: str) -> Screen:
    """All agencies, those with most missing first, ten a page; a button opens one."""
    p = phrases(language)
    pages = page_count(len(view.agencies), PAGE)
    page = held_page(view.page, pages)
    agencies = view.agencies[page * PAGE : (page + 1) * PAGE]
    complete = sum(one.complete for one in view.agencies)
    awaited = sum(bool(one.sections) for one in view.agencies)  # a form may have nothing for some of the list
    everything = Press(Verb.STATUS, view.whole, view.form)
    title = p("home-round", round=line(view.round, NAME), region=line(view.region, NAME))
    progress = p("status-progress", complete=complete, agencies=awaited)
    until = p("status-closed") if view.closed else due(view.deadline, language)
    parts = (
        f"{title}\n{until}",
        f"{bar(complete, awaited)} {progress}",
        "\n".join(f"{_agency(one, p)}{seal_mark(one.seal)}" for one in agencies) or p("status-empty"),
        "\n".join(_legend(agencies, p)),
    )
    buttons = (_to_agency(one, view.form) for one in agencies)
    rows = stack(
        *side_by_side(buttons, 2),
        pager(page, pages, everything),
        *_controls(view, p),
        *((_to_round(other, p),) for other in view.others),
    )
    return Screen("\n\n".join(filter(None, parts)), rows)


def answers(view: AnswersView, language: str) -> Screen:
    """A section's answers as the coordinator reads them."""
    p = phrases(language)
    pages = page_count(len(view.lines), ANSWERS_PAGE)
    page = held_page(view.page, pages)
    lines = view.lines[page * ANSWERS_PAGE : (page + 1) * ANSWERS_PAGE]
    one, section = view.agency, view.section
    title = p("answers-of", agency=line(one.name, NAME), section=line(section.label, 80))
    state = p(f"state-{section.status.value}")
    proofs = counted(section.proved, section.unproved, p)
    parts = (
        "\n".join(filter(None, (title, f"{mark(section)} {count(section)} · {state}", proofs))),
        answer_lines(lines, p) or p("answers-none"),
    )
    index = to36(section.index)
    reopen = Press(Verb.REOPEN, one.submission, view.form, argument=index)
    close = Press(Verb.CLOSE, one.submission, view.form, argument=index)
    turn = {
        Verb.REOPEN: button(p.plain("button-reopen"), reopen) if locked(section) else None,
        Verb.CLOSE: None if locked(section) else button(p.plain("button-close"), close),
    }
    numbers = (
        button(str(n.number), Press(Verb.TRACE, one.submission, view.form, n.ordinal, n.items, argument="0"))
        for n in lines
        if Verb.TRACE in view.verbs and not n.is_repeat
    )
    rows = stack(
        *side_by_side(numbers, evenly(len(lines))),
        pager(page, pages, Press(Verb.ANSWERS, one.submission, view.form), f"{index}."),
        row(*(found for verb, found in turn.items() if verb in view.verbs)),
        row(back_to(one, view.form, p)),
    )
    return Screen(held(parts), rows)


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
        pager(page, pages, Press(Verb.INVITE, view.whole, view.form)),
        row(everyone(view.whole, view.form, p)),
    )
    alone = sum(1 for one in view.agencies if not one.people)
    text = p("invite-choice-alone", count=alone) if alone else p("invite-choice")
    return Screen(text if view.agencies else p("status-empty"), rows)


def to_agency(one: AgencyStatus, form: int, p: Phrases) -> Button | None:
    """The button under an alert that opens the agency it speaks of."""
    return button(p.plain("button-agency"), Press(Verb.SECTIONS, one.submission, form))


def everyone(whole: int, form: int, p: Phrases) -> Button | None:
    """Back to all agencies of the round."""
    return button(p.plain("button-all-agencies"), Press(Verb.STATUS, whole, form, argument="0"))


def back_to(one: AgencyStatus, form: int, p: Phrases) -> Button | None:
    """Back to one agency's card."""
    text = p.plain("button-back-to", name=narrow(one.short_name or one.name, 24))
    return button(text, Press(Verb.SECTIONS, one.submission, form))


def _legend(agencies: Sequence[AgencyStatus], p: Phrases) -> Iterator[Html]:
    if agencies:
        yield p("status-legend")
    if any(one.seal for one in agencies):
        yield p("status-legend-sealed")


def _to_agency(one: AgencyStatus, form: int) -> Button | None:
    return button(narrow(one.short_name or one.name, 18), Press(Verb.SECTIONS, one.submission, form))


def _controls(view: StatusView, p: Phrases) -> tuple[Row, ...]:
    """What is done most about the whole round; the rest is one tap behind 'more'. Nothing that leads nowhere."""
    often = {
        Verb.RECAP: ("control-recap", MAP),
        Verb.NUDGE: ("control-nudge-late", ""),
        Verb.CALLS: ("control-calls", "0"),
        Verb.INVITE: ("button-invite", ""),
        Verb.CONTROLS: ("control-more", ""),
    }
    buttons = (
        button(p.plain(key), Press(verb, view.whole, view.form, argument=argument))
        for verb, (key, argument) in often.items()
        if verb in view.verbs
    )
    return side_by_side(buttons, 2)


def _to_round(other: RoundLink, p: Phrases) -> Button:
    key = "button-round-closed" if other.closed else "button-round"
    press = Press(Verb.STATUS, other.whole, other.form, argument="0")
    return Button(p.plain(key, round=narrow(other.name, 28)), press.encode())


def agency_mark(one: AgencyStatus) -> str:
    """✉️ nobody joined, ⛔ nobody can be reached, ⚪ not begun, 🟡 under way, ✅ complete."""
    if one.complete:
        return "✅"
    if not one.people and not one.done:
        return "✉️"
    if not one.reachable:
        return "⛔"
    return "🟡" if one.done else "⚪"


def _agency(one: AgencyStatus, p: Phrases) -> Html:
    sent = sum(1 for s in one.sections if locked(s))
    facts = {
        "mark": agency_mark(one),
        "agency": line(one.short_name or one.name, 40),
        "done": str(one.done),
        "asked": str(one.asked),
    }
    if not one.people and not one.done:
        return p("status-line-not-joined", **facts)
    if not one.reachable and not one.complete:
        return p("status-line-unreachable", **facts)
    said = p("status-line-sent", sent=sent, **facts) if sent else p("status-line", **facts)
    more = (p("evidence-lacking", count=one.unproved) if one.unproved else "", marker(one.tasks))
    return Html(" · ".join(filter(None, (said, *more))))


def held(parts: tuple[str, ...]) -> str:
    """A page of long answers that outgrows a message loses its last whole lines, never half a tag."""
    text = "\n\n".join(filter(None, parts))
    while shown(text) > MESSAGE:
        text = text[: text.rindex("\n")]
    return text
