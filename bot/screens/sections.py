"""A section as a whole: the list of its questions, its review before sending, and the thanks after."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screens import evidence
from bot.screens.dates import moment
from bot.screens.holders import claiming, holder
from bot.screens.home import bar, locked, section_buttons
from bot.screens.length import MESSAGE, line, narrow, shown
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.rows import (
    PRIMARY,
    SUCCESS,
    Row,
    button,
    evenly,
    held_page,
    menu,
    page_count,
    pager,
    row,
    side_by_side,
    stack,
    start,
)
from bot.screens.saved import saved, value
from bot.screens.screen import Button, Screen
from bot.screens.seals import to_receipts
from bot.screens.views import LineView, ListView, Place, ReviewView, SectionLine, SubmittedView

PAGE = 10  # questions on one page
ORIGINS = frozenset({"carried", "copied", "sheet"})  # a colleague's help is told by name
LABEL, VALUE = 90, 60  # UTF-16 units of a question and of its answer in a list


def question_list(view: ListView, language: str) -> Screen:
    """All questions of a section on the present path; a number opens its question."""
    p = phrases(language)
    pages = page_count(len(view.lines), PAGE)
    page = held_page(view.page, pages)
    lines = view.lines[page * PAGE : (page + 1) * PAGE]
    text = "\n\n".join(filter(None, (_title(view.section, p), holder(view.section, p), _listed(lines, p))))
    section = to36(view.section.index)
    turn = Press(Verb.LIST, view.place.submission, view.place.form)
    review = Press(Verb.REVIEW, view.place.submission, view.place.form, argument=f"{section}.0")
    onward = start(p, view.place, view.section.index) if view.section.done < view.section.asked else None
    rows = stack(
        row(onward),
        *_numbers(lines, view.place),
        pager(page, pages, turn, f"{section}."),
        claiming(view, p),
        row(button(p.plain("button-review"), review), menu(p, view.place)),
    )
    return Screen(_held(text), rows)


def review(view: ReviewView, language: str) -> Screen:
    """What is missing first, then every answer; Send only when nothing required is missing."""
    p = phrases(language)
    pages = page_count(len(view.lines), PAGE)
    page = held_page(view.page, pages)
    lines = view.lines[page * PAGE : (page + 1) * PAGE]
    gaps = view.gaps[:PAGE] if page == 0 else ()
    parts: list[str] = [saved(p, view.saved)] if view.saved else []
    parts.append(
        "\n".join(filter(None, (_title(view.section, p), holder(view.section, p), _verdict(view, p))))
    )
    if gaps:
        missing = "\n".join(f"{one.number}  {escape(_named(one))}" for one in gaps)
        parts.append(f"{p('review-gaps', count=len(view.gaps))}\n{missing}")
        if len(view.gaps) > len(gaps):
            parts[-1] += f"\n{p('and-more', count=len(view.gaps) - len(gaps))}"
    if lines:
        parts.append(f"{p('review-answers')}\n{_listed(lines, p)}" if view.gaps else _listed(lines, p))
    section = to36(view.section.index)
    turn = Press(Verb.REVIEW, view.place.submission, view.place.form)
    shown_lines = () if view.closed else sorted((*gaps, *lines), key=lambda one: one.number)
    rows = stack(
        *_main_rows(view, p),
        *_numbers(shown_lines, view.place),
        pager(page, pages, turn, f"{section}."),
        row(menu(p, view.place)),
    )
    return Screen(_held("\n\n".join(parts)), rows)


def submitted(view: SubmittedView, language: str) -> Screen:
    """Thanks, when it was received, and what is still open: nothing else needs remembering."""
    p = phrases(language)
    parts = [
        p(
            "submitted",
            section=line(view.section.label, 80),
            asked=view.section.asked,
            moment=moment(view.at, view.zone, language),
        )
    ]
    if view.unavailable:
        parts.append(p("submitted-unavailable", count=view.unavailable))
    parts.append(p("submitted-locked"))
    parts.append(p("submitted-left", count=len(view.left)) if view.left else p("submitted-all"))
    onward = start(p, view.place) if view.left else None
    if view.signable:
        parts.append(p("home-seal-wanted"))
    confirm = to_receipts(Verb.SIGN, view.place, p) if view.signable else ()
    rows = stack(row(onward), *section_buttons(view.left, view.place), confirm, row(menu(p, view.place)))
    return Screen("\n\n".join(parts), rows)


def answer_lines(lines: Sequence[LineView], p: Phrases) -> str:
    """Numbered questions with their answers, as lists and reviews show them."""
    return _listed(lines, p)


def _title(section: SectionLine, p: Phrases) -> Html:
    done = p("home-progress", done=section.done, asked=section.asked)
    return Html(f"{escape(line(section.label, 80))}\n{bar(section.done, section.asked)} {done}")


def _verdict(view: ReviewView, p: Phrases) -> Html:
    if locked(view.section):
        return p("review-sent")
    if view.closed:
        return p("home-closed")
    if view.gaps:
        return p("review-refused" if view.refused else "review-not-yet", count=len(view.gaps))
    if view.unproved:
        return p("review-unproved", count=view.section.unproved)
    return p("review-ready")


def _main_rows(view: ReviewView, p: Phrases) -> tuple[Row, ...]:
    """The way on from a review; beside it the way through the answers that lack evidence."""
    if view.closed or locked(view.section):
        return ()
    if view.unproved and view.section.unproved and not view.gaps:
        return evidence.sending(view.section, view.place, p)
    walk = evidence.walk(view.section.unproved, view.place, p, view.section)
    return (row(_main_button(view, p)), row(walk))


def _main_button(view: ReviewView, p: Phrases) -> Button | None:
    if view.closed or locked(view.section):
        return None
    place, section = view.place, to36(view.section.index)
    if view.gaps:
        press = Press(Verb.START, place.submission, place.form, argument=section)
        return button(p.plain("button-fill-gaps"), press, PRIMARY)
    text = p.plain("button-submit", section=narrow(view.section.label, 22))
    return button(text, Press(Verb.SUBMIT, place.submission, place.form, argument=section), SUCCESS)


def _listed(lines: Sequence[LineView], p: Phrases) -> str:
    said: list[str] = []
    group = ""
    for one in lines:
        if one.group and one.group != group:
            said.append(f"{'' if not said else chr(10)}{escape(line(one.group, 80))}")
        group = one.group
        said.append(_one(one, p))
    return "\n".join(said)


def _one(view: LineView, p: Phrases) -> str:
    asked = f"{view.number}  {escape(line(view.label, LABEL))}"
    if view.unfit:
        return f"{asked}\n{p('line-unfit')}"
    if _open(view):
        return f"{asked}\n{p('line-open') if view.required else p('line-open-optional')}"
    answer = value(p, view.value, view.standing, view.reason, VALUE)
    by = f" ({escape(line(view.by, 40))})" if view.by else ""
    proof = f" {p(f'line-proof-{view.proof}')}" if view.proof else ""
    origin = f" {p(f'line-origin-{view.origin}')}" if view.origin in ORIGINS else ""
    return f"{asked}\n→ {answer}{by}{proof}{origin}"


def _named(view: LineView) -> str:
    """A question with the record it stands in: 'Aplikasi 2 › Nama aplikasi'."""
    label = line(view.label, LABEL)
    return f"{line(view.group, 60)} › {label}" if view.group else label


def _open(view: LineView) -> bool:
    return view.standing is None and not view.value


def _numbers(lines: Sequence[LineView], place: Place) -> tuple[Row, ...]:
    buttons = (
        button(str(one.number), Press(_verb(one), place.submission, place.form, one.ordinal, one.items))
        for one in lines
    )
    return side_by_side(buttons, evenly(len(lines)))


def _verb(view: LineView) -> Verb:
    return Verb.ITEMS if view.is_repeat else Verb.OPEN


def _held(text: str) -> str:
    """Twenty lines of at most 250 units leave room; a card that outgrows it loses its last whole lines."""
    while shown(text) > MESSAGE:
        text = text[: text.rindex("\n")]
    return text
