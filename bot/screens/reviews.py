"""What reviewers see of many questions: the sections that wait for them, one section, and what is to be returned."""

from __future__ import annotations

from bot.screens.acts import noted, undo
from bot.screens.coordinators import held
from bot.screens.dates import lately
from bot.screens.home import NAME, count
from bot.screens.length import line, narrow
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.review_views import QueueView, ReviewedLine, SectionReview, WaitingLine
from bot.screens.rows import (
    DANGER,
    PRIMARY,
    SUCCESS,
    Row,
    button,
    evenly,
    held_page,
    page_count,
    pager,
    row,
    side_by_side,
    stack,
)
from bot.screens.saved import value
from bot.screens.screen import Button, Screen
from bot.screens.tasks import NEW
from bot.screens.threads import comment
from bot.screens.views import Status

PAGE = 8  # questions or sections on one page
LABEL, VALUE, WHY = 90, 80, 160  # UTF-16 units
LISTED = 10  # questions that are named before they are returned; the rest is a number


def queue(view: QueueView, language: str) -> Screen:
    """/periksa: what waits, the longest first; an assessor finds there too what was returned or accepted."""
    p = phrases(language)
    every = (*view.waiting, *view.read)
    pages = page_count(len(every), PAGE)
    page = held_page(view.page, pages)
    shown = every[page * PAGE : (page + 1) * PAGE]
    title = p("home-round", round=line(view.round, NAME), region=line(view.region, NAME))
    said = p("queue-waiting", count=len(view.waiting)) if view.waiting else p("queue-empty")
    parts = (title, said, "\n".join(_waiting(one, view, p) for one in shown))
    buttons = (
        button(f"{_mark(one)} {narrow(one.agency, 12)} · {narrow(one.section.label, 16)}", _open(one, view))
        for one in shown
    )
    turn = Press(Verb.INSPECT, view.whole, view.form)
    everyone = None
    if not view.assessor:
        press = Press(Verb.STATUS, view.whole, view.form, argument="0")
        everyone = button(p.plain("button-all-agencies"), press)
    return Screen(held(parts), stack(*side_by_side(buttons, 1), pager(page, pages, turn), row(everyone)))


def section(view: SectionReview, language: str) -> Screen:
    """One section: every answer with its evidence in a line, what is on the list, and what can be done."""
    p = phrases(language)
    pages = page_count(len(view.lines), PAGE)
    page = held_page(view.page, pages)
    lines = view.lines[page * PAGE : (page + 1) * PAGE]
    parts = (
        noted(view.note, view.zone, p),
        f"{p('answers-of', agency=line(view.agency, NAME), section=line(view.section.label, 80))}\n"
        f"{_state(view, p)}",
        _counted(view, p),
        "\n".join(_line(one, p) for one in lines) or p("answers-none"),
        p("review-hint") if _may(view, Verb.RETURN) and not view.listed else "",
    )
    turn = Press(Verb.INSPECT, view.submission, view.form)
    index = to36(view.section.index)
    rows = stack(
        *_done(view, p),
        row(undo(view.note, view.submission, view.form, p) if Verb.UNDO in view.verbs else None),
        *side_by_side((_question(one, view) for one in lines), evenly(len(lines))),
        pager(page, pages, turn, f"{index}."),
        *_away(view, p),
    )
    return Screen(held(parts), rows)


def page_of(number: int) -> int:
    """The page of a section on which the question with this number stands."""
    return max(number - 1, 0) // PAGE


def returning(view: SectionReview, language: str) -> Screen:
    """The list before it is sent: which questions, why, and who will be told."""
    p = phrases(language)
    listed = view.listed
    said = p(
        "return-ask",
        count=len(listed),
        section=line(view.section.label, 80),
        agency=line(view.agency, NAME),
    )
    whom = p("told-people", names=line(", ".join(view.people), 200)) if view.people else p("told-nobody")
    questions = [_listed(one, p) for one in listed[:LISTED]]
    if len(listed) > LISTED:
        questions.append(p("and-more", count=len(listed) - LISTED))
    index = to36(view.section.index)
    sure = Press(Verb.RETURN, view.submission, view.form, argument=f"{index}.y")
    yes = button(p.plain("button-return-yes", count=len(listed)), sure, DANGER)
    seal = p("seal-will-break", number=view.sealed) if view.sealed else ""
    parts = (said, "\n".join(questions), f"{p('return-rest')}\n{whom}", seal)
    return Screen(held(parts), stack(row(yes), row(_back(view, p))))


def _listed(one: ReviewedLine, p: Phrases) -> str:
    asked, why = line(one.line.label, LABEL), line(comment(one.listed, p), WHY)
    return f"{one.line.number}  {escape(asked)}\n     💬 {escape(why)}"


def _waiting(one: WaitingLine, view: QueueView, p: Phrases) -> Html:
    since = lately(one.since, view.zone, view.now, p.language)
    key = "queue-line-again" if one.again and one.section.status is Status.SUBMITTED else "queue-line"
    return p(
        key,
        mark=_mark(one),
        agency=line(one.agency, 40),
        section=line(one.section.label, 60),
        count=count(one.section),
        when=since,
    )


def _mark(one: WaitingLine) -> str:
    marks = {Status.RETURNED: "↩️", Status.ACCEPTED: "✅"}
    return marks.get(one.section.status, "🔁" if one.again else "🆕")


def _open(one: WaitingLine, view: QueueView) -> Press:
    return Press(Verb.INSPECT, one.submission, view.form, argument=f"{to36(one.section.index)}.0")


def _state(view: SectionReview, p: Phrases) -> Html:
    state = p(f"state-{view.section.status.value}")
    if view.moved_at is None:
        return Html(f"{count(view.section)} · {state}")
    when = lately(view.moved_at, view.zone, view.now, p.language)
    by = line(view.moved_by, PERSON)
    return Html(f"{count(view.section)} · {state}\n{p('act-who', person=by, when=when) if by else when}")


def _counted(view: SectionReview, p: Phrases) -> str:
    """What stands out: how many are on the list, how many were fixed, how many lack evidence."""
    said = []
    listed = len(view.listed)
    if listed:
        said.append(p("review-listed", count=listed))
    back = [one for one in view.lines if one.returned]
    if back:
        fixed = sum(one.fixed for one in back)
        said.append(p("review-returned", count=len(back), fixed=fixed))
    unproved = sum(one.unproved for one in view.lines)
    if unproved:
        said.append(p("reviewed-unproved", count=unproved))
    return "\n".join(said)


def _line(one: ReviewedLine, p: Phrases) -> str:
    view = one.line
    answer = value(p, view.value, view.standing, view.reason, VALUE)
    pieces = f" 📎{one.pieces}" if one.pieces else f" {p('review-no-evidence')}" if one.unproved else ""
    said = f" 💬{one.remarks}" if one.remarks else ""
    new = f" {p('review-changed')}" if one.changed else ""
    text = f"{view.number}  {escape(line(view.label, LABEL))}\n→ {answer}{pieces}{said}{new}"
    why = one.listed or one.returned
    if why:
        mark = "✅" if one.fixed else "↩️"
        text += f"\n{mark} {escape(line(comment(why, p), WHY))}"
    return text


def _question(one: ReviewedLine, view: SectionReview) -> Button | None:
    mark = "↩️" if one.listed else ""
    argument = "i" if one.line.is_repeat else ""
    press = Press(
        Verb.INSPECT, view.submission, view.form, one.line.ordinal, one.line.items, argument=argument
    )
    return button(f"{mark}{one.line.number}", press)


def _may(view: SectionReview, verb: Verb) -> bool:
    return verb in view.verbs and not view.closed and view.section.status in (Status.SUBMITTED,)


def _done(view: SectionReview, p: Phrases) -> tuple[Row, ...]:
    """Accept, return, or take either back: whatever the present status allows."""
    place, index = (view.submission, view.form), to36(view.section.index)
    listed, status = len(view.listed), view.section.status
    give_back = Press(Verb.RETURN, *place, argument=index)
    if view.closed or not {Verb.RETURN, Verb.ACCEPT} & view.verbs:
        return ()
    if view.note is not None and view.note.act and Verb.UNDO in view.verbs:  # its own way back stands there
        return ()
    if status is Status.RETURNED:
        if any(one.fixed for one in view.lines):
            return ()
        recall = Press(Verb.RETURN, *place, argument=f"{index}.x")
        return (row(button(p.plain("button-recall"), recall)),)
    send = button(p.plain("button-return-listed", count=listed), give_back, PRIMARY) if listed else None
    if status is Status.ACCEPTED:
        back = Press(Verb.ACCEPT, *place, argument=f"{index}.x")
        return (row(send), row(button(p.plain("button-reconsider"), back)))
    accept = (
        None
        if listed
        else button(p.plain("button-accept-section"), Press(Verb.ACCEPT, *place, argument=index))
    )
    styled = accept and Button(accept.text, accept.data, style=SUCCESS)
    return (row(send), row(styled))


def _away(view: SectionReview, p: Phrases) -> tuple[Row, ...]:
    """Open the whole section again, the queue, a task for the agency, its card."""
    place, index = (view.submission, view.form), to36(view.section.index)
    reopen = queue_ = agency = None
    if Verb.REOPEN in view.verbs and not view.closed:
        reopen = button(p.plain("button-reopen"), Press(Verb.REOPEN, *place, argument=index))
    queue_ = button(p.plain("button-queue"), Press(Verb.INSPECT, view.whole, view.form, argument="0"))
    if Verb.SECTIONS in view.verbs:
        text = p.plain("button-back-to", name=narrow(view.short, 24))
        agency = button(text, Press(Verb.SECTIONS, *place))
    task = None
    if Verb.TASK in view.verbs and not view.closed:
        task = button(p.plain("button-task-new"), Press(Verb.TASK, *place, argument=NEW))
    return (row(reopen, queue_), row(task, agency))


def _back(view: SectionReview, p: Phrases) -> Button | None:
    press = Press(
        Verb.INSPECT, view.submission, view.form, argument=f"{to36(view.section.index)}.{to36(view.page)}"
    )
    return button(p.plain("button-back-to", name=narrow(view.section.label, 24)), press)
