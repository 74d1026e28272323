"""What became of a message to many: how far it has got, how to stop it, and whom it did not reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.screens.dates import clock
from bot.screens.home import bar
from bot.screens.length import line
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.reaches import Missed, Target, Whom, missed_line, quoted, whom
from bot.screens.rows import DANGER, button, held_page, page_count, pager, row, stack
from bot.screens.screen import Screen

PROGRESS, TAKE_BACK, REPORT = "p", "x", "r"  # arguments of the buttons, before the act's number
PAGE = 20  # people on a page of the report


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """How far a message to many has got. `verb` is the control's that sent it."""

    target: Target
    verb: Verb
    act: int
    whom: Whom
    sent: int
    waiting: int
    blocked: int
    dropped: int
    at: datetime  # when this was looked up
    zone: ZoneInfo
    taken_back: bool = False

    @property
    def total(self) -> int:
        return self.sent + self.waiting + self.blocked + self.dropped


@dataclass(frozen=True, slots=True)
class ReportView:
    delivery: DeliveryView
    missed: tuple[Missed, ...]
    beginning: str = ""  # of an announcement's text
    page: int = 0


def progress(view: DeliveryView, language: str) -> Screen:
    """How far it has got, to be looked at again; what waits can be taken back."""
    p = phrases(language)
    done = view.sent + view.blocked + view.dropped
    head = (
        "delivery-taken-back"
        if view.taken_back
        else "delivery-done"
        if not view.waiting
        else "delivery-under-way"
    )
    said = [p(head, whom=whom(view.whom, p)), f"{bar(done, view.total)} {counts(view, p)}"]
    said.append(p("delivery-at", clock=clock(view.at, view.zone)))
    act = to36(view.act)
    refresh = button(p.plain("button-refresh"), _press(view, f"{PROGRESS}{act}")) if view.waiting else None
    stop = (
        button(p.plain("button-take-back"), _press(view, f"{TAKE_BACK}{act}"), DANGER)
        if view.waiting
        else None
    )
    missed = button(p.plain("button-missed"), _press(view, f"{REPORT}{act}.0")) if view.blocked else None
    # while it is under way the way on is to look again; then it is back to the list
    status = button(p.plain("button-status"), Press(Verb.STATUS, view.target.submission, argument="0"))
    return Screen(
        "\n".join(said), stack(row(refresh), row(stop), row(missed), row(None if view.waiting else status))
    )


def counts(view: DeliveryView, p: Phrases) -> Html:
    """'38 terkirim · 2 menunggu · 1 tidak terjangkau'."""
    said = [p("delivery-sent", count=view.sent)]
    if view.waiting:
        said.append(p("delivery-waiting", count=view.waiting))
    if view.blocked:
        said.append(p("delivery-blocked", count=view.blocked))
    if view.dropped:
        said.append(p("delivery-dropped", count=view.dropped))
    return Html(" · ".join(said))


def report(view: ReportView, language: str) -> Screen:
    """What became of it: how many, and whom it did not reach, a page at a time."""
    p = phrases(language)
    one = view.delivery
    pages = page_count(len(view.missed), PAGE)
    page = held_page(view.page, pages)
    names = view.missed[page * PAGE : (page + 1) * PAGE]
    said = [p("report", whom=whom(one.whom, p)), counts(one, p)]
    if view.beginning:
        said.append(quoted(escape(line(view.beginning, 120))))
    if names:
        listed = "\n".join(f"– {missed_line(who, p)}" for who in names)
        said.append(Html(f"{p('report-missed')}\n{listed}\n{p('report-way-out')}"))
    turn = Press(one.verb, one.target.submission, one.target.form)
    calls = button(
        p.plain("button-calls"), Press(Verb.CALLS, one.target.submission, one.target.form, argument="0")
    )
    return Screen(
        "\n".join(said),
        stack(pager(page, pages, turn, f"{REPORT}{to36(one.act)}."), row(calls if names else None)),
    )


def _press(view: DeliveryView, argument: str) -> Press:
    return Press(view.verb, view.target.submission, view.target.form, argument=argument)
