"""The words of a recap: the short text that goes with the pictures, and what is written in them.

The text is forwarded to people who have no Telegram, so it says everything without the picture and its buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from html import unescape

from babel.numbers import format_decimal

from bot.screens.dates import due, lately, moment
from bot.screens.home import NAME
from bot.screens.length import line, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.recap_views import AgencyCardView, AgencyRecap, EstimateRecap, RecapView
from bot.screens.screen import Button, Screen
from bot.screens.views import Deadline

CAPTION = 1024  # UTF-16 units under a picture, after parsing: Telegram's limit
NAMED = 6  # agencies named in one line; the rest is a number
AGENCY = 24
SHORT_ROUND = timedelta(days=2)  # its time is told in hours


def recap(view: RecapView, language: str, rows: tuple[tuple[Button, ...], ...] = ()) -> Screen:
    """The text beside the first picture; never more than fits under one."""
    p = phrases(language)
    title = Html(f"<b>{p('recap-title', region=line(view.region, NAME))}</b>")
    parts = (
        "\n".join((title, escape(line(view.round, NAME)), _now(view.deadline, language))),
        "\n".join(filter(None, _state(view, p))),
        "\n".join(news(view, language)),
        _estimate(view.estimate, p) if view.estimate else "",
    )
    kept = [part for part in parts if part]
    while len(kept) > 2 and shown("\n\n".join(kept)) > CAPTION:
        kept.pop()
    return Screen("\n\n".join(kept), rows)


def page(view: RecapView, at: str, language: str) -> Screen:
    """The text beside a further picture."""
    return Screen(phrases(language)("recap-page", region=line(view.region, NAME), page=at))


def estimate(view: RecapView, language: str) -> Screen:
    """The text beside the radar."""
    p = phrases(language)
    title = Html(f"<b>{p('recap-title', region=line(view.region, NAME))}</b>")
    said = _estimate(view.estimate, p) if view.estimate else ""
    return Screen("\n".join((title, said or p("recap-estimate-none"))))


def card(view: AgencyCardView, language: str) -> Screen:
    """The text beside one agency's card."""
    p = phrases(language)
    filled = _share_line(view.agency.done, view.agency.asked, p)
    proofs = evidence(view.agency, language)
    name = Html(f"<b>{escape(line(view.agency.name, NAME))}</b>")
    return Screen("\n".join(filter(None, (name, filled, proofs, due(view.deadline, language)))))


# ------------------------------------------------------------------------ words for pictures too


def heading_lines(view: RecapView | AgencyCardView, language: str) -> tuple[str, ...]:
    """Round, moment and deadline, as plain text."""
    return (
        line(view.round, NAME),
        plain(_now(view.deadline, language)),
        plain(due(view.deadline, language)),
    )


def evidence(view: RecapView | AgencyRecap, language: str) -> Html:
    """How many answers have their evidence and how many lack it; '' where none is asked for."""
    if not view.proved and not view.unproved:
        return Html("")
    figures = {"proved": _figure(view.proved, language), "unproved": _figure(view.unproved, language)}
    return phrases(language)("recap-evidence", **figures)


def standing(view: RecapView, language: str) -> Html:
    """How many agencies are done, under way, not begun."""
    p = phrases(language)
    if not view.agencies:
        return p("recap-nobody")
    complete = sum(one.complete for one in view.awaited)
    waiting = sum(not one.done and not one.complete for one in view.awaited)
    begun = len(view.awaited) - complete - waiting
    return p("recap-standing", complete=complete, begun=begun, waiting=waiting)


def news(view: RecapView, language: str) -> tuple[Html, ...]:
    """Who moved since yesterday, who never opened the link, who is awaited past the deadline."""
    p = phrases(language)
    moved = sorted((one for one in view.agencies if one.moved or one.sent), key=lambda one: -one.moved)
    unopened = [one for one in view.awaited if not one.joined and not one.complete]
    overdue = [one for one in view.awaited if one.overdue and not one.complete]
    said = []
    if moved:
        said.append(p("recap-moved", agencies=_named([_moved(one, p) for one in moved], p)))
    elif not all(one.complete for one in view.awaited):
        said.append(p("recap-moved-none"))
    if unopened:
        said.append(p("recap-unopened", agencies=_named([_name(one) for one in unopened], p)))
    if overdue:
        said.append(p("recap-overdue", agencies=_named([_name(one) for one in overdue], p)))
    return tuple(said)


def elapsed(view: RecapView, language: str) -> tuple[float, str]:
    """How much of the round's time is over, 0 to 1, and in words: '8 dari 19 hari'."""
    p = phrases(language)
    whole, passed, hours = _spans(view)
    share = min(max(passed / whole, 0.0), 1.0) if whole else 1.0
    if view.deadline.now > view.deadline.at:
        return 1.0, plain(p("recap-time-over"))
    if hours:
        return share, p.plain("recap-hours", passed=passed, hours=whole)
    return share, p.plain("recap-days", passed=passed, days=whole)


def filled(view: RecapView, language: str) -> str:
    """'43% · 812 dari 1.880'."""
    done, asked = _figure(view.done, language), _figure(view.asked, language)
    share = percent(view.done, view.asked)
    return phrases(language).plain("recap-filled-of", percent=str(share), done=done, asked=asked)


def percent(done: int, asked: int) -> int:
    """100 only when all is done, 0 only when nothing is."""
    if not asked or done >= asked:
        return 100 if asked else 0
    return min(max(done * 100 // asked, 1), 99) if done > 0 else 0


def score(value: float, language: str) -> str:
    """Two decimals, as the index is printed: '2,15'."""
    return str(format_decimal(value, format="0.00", locale=language))


def basis(view: EstimateRecap, language: str) -> str:
    """From how many items the estimate is made, and that it is no official score."""
    p = phrases(language)
    return p.plain("estimate-basis", answered=str(view.answered), items=str(view.items))


def seen(view: AgencyCardView, language: str) -> str:
    """When one of its people was last here."""
    p = phrases(language)
    if view.seen_at is None:
        return plain(p("card-seen-never" if view.people else "card-nobody"))
    return plain(lately(view.seen_at, view.deadline.zone, view.deadline.now, language))


def plain(html: str) -> str:
    """A sentence without tags, for a picture."""
    return unescape(html)


# ------------------------------------------------------------------------ parts


def _now(deadline: Deadline, language: str) -> Html:
    return phrases(language)("recap-now", moment=moment(deadline.now, deadline.zone, language))


def _state(view: RecapView, p: Phrases) -> tuple[Html, ...]:
    return (
        _filled(view, p),
        evidence(view, p.language),
        _time(view, p),
        due(view.deadline, p.language),
        standing(view, p.language),
    )


def _filled(view: RecapView, p: Phrases) -> Html:
    return _share_line(view.done, view.asked, p)


def _share_line(done: int, asked: int, p: Phrases) -> Html:
    figures = {"done": _figure(done, p.language), "asked": _figure(asked, p.language)}
    return p("recap-filled-line", percent=str(percent(done, asked)), **figures)


def _time(view: RecapView, p: Phrases) -> Html:
    whole, passed, hours = _spans(view)
    if hours:
        return p("recap-time-line-hours", passed=min(passed, whole), hours=whole)
    return p("recap-time-line", passed=min(passed, whole), days=whole)


def _spans(view: RecapView) -> tuple[int, int, bool]:
    """The whole round and what has passed, in days of the region's calendar; of a short one in hours."""
    zone, now = view.deadline.zone, view.deadline.now
    whole = view.deadline.at - view.opened_at
    if whole < SHORT_ROUND:
        hour = timedelta(hours=1)
        return max(round(whole / hour), 1), max((now - view.opened_at) // hour, 0), True
    first, last = (at.astimezone(zone).date() for at in (view.opened_at, view.deadline.at))
    return max((last - first).days, 1), max((now.astimezone(zone).date() - first).days, 0), False


def _estimate(view: EstimateRecap, p: Phrases) -> Html:
    if view.index is None:
        return Html("")
    return p(
        "recap-estimate",
        index=score(view.index, p.language),
        answered=str(view.answered),
        items=str(view.items),
    )


def _moved(one: AgencyRecap, p: Phrases) -> str:
    if one.moved:
        return p.plain("recap-moved-one", agency=_name(one), count=str(one.moved))
    return p.plain("recap-moved-sent", agency=_name(one))


def _name(one: AgencyRecap) -> str:
    return line(one.short_name or one.name, AGENCY)


def _named(names: Sequence[str], p: Phrases) -> str:
    said = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return p.plain("recap-more", agencies=said, count=str(more)) if more > 0 else said


def _figure(number: int, language: str) -> str:
    return str(format_decimal(number, locale=language))
