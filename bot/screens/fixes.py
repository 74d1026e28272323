"""The agency's side of a return: what is said on a card, old beside new before it is sent back, a word asked for."""

from __future__ import annotations

from bot.screens.home import bar
from bot.screens.length import MESSAGE, line, narrow, shown
from bot.screens.people import NAME as PERSON
from bot.screens.phrases import Html, Phrases, escape, phrases
from bot.screens.press import Press, Verb, to36
from bot.screens.problems import problem
from bot.screens.review_views import ExplainView, FixesView, FixLine
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
)
from bot.screens.saved import saved
from bot.screens.screen import Button, Screen
from bot.screens.threads import WHOLE, comment, thread
from bot.screens.views import Place, RemarkLine, ReturnedView

PAGE = 6  # questions with their old and new answers
LABEL, VALUE = 90, 200  # UTF-16 units
WHY = 1000  # a comment is read whole where it is fixed
QUESTION = 500  # of a question's label above the request for a word
LIST = "i"  # an argument that begins with it: the ordinal counts lists of records


def above(returned: ReturnedView | None, said: tuple[RemarkLine, ...], p: Phrases) -> tuple[Html, ...]:
    """What stands on the card of a question above it: why it came back, and the thread."""
    found: list[Html] = []
    if returned is not None:
        why = line(comment(returned.comment, p), WHY)
        found.append(p("fix-comment", by=line(returned.by, PERSON), why=why))
    if said:
        found.append(thread(said, p))
    return tuple(found)


def explaining(
    returned: ReturnedView | None,
    place: Place,
    ordinal: int,
    items: tuple[str, ...],
    p: Phrases,
    kind: str = "",
) -> Row:
    """'It is right already': beside the answers of a question that is to be done again."""
    if returned is None:
        return ()
    press = Press(Verb.FIX, place.submission, place.form, ordinal, items, argument=f"{kind}e")
    return row(button(p.plain("button-explain"), press))


def explain(view: ExplainView, language: str) -> Screen:
    """Asks for a word about a question, where her answer stays as it is."""
    p = phrases(language)
    value = p("value-given", value=line(view.value, VALUE)) if view.value else Html("")
    parts = (
        problem(p, view.problem) if view.problem is not None else Html(""),
        thread(view.thread, p, WHOLE),
        f"<b>{escape(line(view.label, QUESTION))}</b>\n{value}",
        p("explain-ask" if view.may_change else "explain-ask-locked"),
    )
    place = view.place
    back = None
    if view.may_change:
        verb = Verb.ITEMS if view.is_repeat else Verb.OPEN
        press = Press(verb, place.submission, place.form, view.ordinal, view.items)
        back = button(p.plain("button-back"), press)
    rows = stack(row(back, menu(p, place)))
    return Screen(_held("\n\n".join(filter(None, parts))), rows, placeholder=p.plain("review-placeholder"))


def fixes(view: FixesView, language: str) -> Screen:
    """Every returned question with its old and its new answer; sent back when all were dealt with."""
    p = phrases(language)
    pages = page_count(len(view.fixes), PAGE)
    page = held_page(view.page, pages)
    lines = view.fixes[page * PAGE : (page + 1) * PAGE]
    done = sum(one.fixed for one in view.fixes)
    head = f"{escape(line(view.section.label, 80))}\n{bar(done, len(view.fixes))} " + p(
        "fixes-progress", done=done, count=len(view.fixes)
    )
    opened = "\n".join(f"{one.number}  {escape(line(one.label, LABEL))}" for one in view.opened[:PAGE])
    parts = (
        saved(p, view.saved) if view.saved else "",
        head,
        p("home-closed") if view.closed else _verdict(view, p),
        f"{p('fixes-opened', count=len(view.opened))}\n{opened}" if opened else "",
        "\n\n".join(_fix(one, p) for one in lines),
    )
    turn = Press(Verb.REVIEW, view.place.submission, view.place.form)
    numbers: list[Button | None] = []
    if not view.closed:
        numbers = [_number(one, view.place) for one in lines]
    rows = stack(
        row(_main(view, p)),
        *side_by_side(numbers, evenly(len(lines))),
        pager(page, pages, turn, f"{to36(view.section.index)}."),
        row(menu(p, view.place)),
    )
    return Screen(_held("\n\n".join(filter(None, parts))), rows)


def others_stay(section: str, index: int, place: Place, language: str) -> Screen:
    """She wants to change what was not returned: it stays as it was sent."""
    p = phrases(language)
    fix = Press(Verb.FIX, place.submission, place.form, argument=to36(index))
    rows = stack(row(button(p.plain("button-fix"), fix, PRIMARY)), row(menu(p, place)))
    return Screen(p("fix-others", section=line(section, 80)), rows)


def thanked(place: Place, language: str) -> Screen:
    """Her word about a question is with the reviewers."""
    p = phrases(language)
    return Screen(p("explain-thanks"), stack(row(menu(p, place))))


def _verdict(view: FixesView, p: Phrases) -> Html:
    if not view.left:
        return p("fixes-unproved" if view.unproved else "fixes-ready")
    return p("fixes-refused" if view.refused else "fixes-left", count=view.left)


def _main(view: FixesView, p: Phrases) -> Button | None:
    if view.closed:
        return None
    index = to36(view.section.index)
    if view.left:
        press = Press(Verb.FIX, view.place.submission, view.place.form, argument=index)
        return button(p.plain("button-fix-count", count=view.left), press, PRIMARY)
    key = "button-send-back-unproved" if view.unproved else "button-send-back"
    text = p.plain(key, section=narrow(view.section.label, 18))
    sure = f"{index}.y" if view.unproved else index
    press = Press(Verb.SUBMIT, view.place.submission, view.place.form, argument=sure)
    return button(text, press, SUCCESS)


def _fix(one: FixLine, p: Phrases) -> str:
    mark = "✅" if one.fixed else "↩️"
    why = p("fix-comment", by=line(one.by, PERSON), why=line(comment(one.comment, p), 160))
    said = [f"{mark} {one.number}  {escape(line(one.label, LABEL))}", why]
    old, new = line(one.old, VALUE), line(one.new, VALUE)
    if one.is_repeat and old != new:  # how many there were is not known
        said.append(p("fix-list", value=new or p.plain("fix-nothing")))
    elif old != new:
        said.append(p("fix-changed", old=old or p.plain("fix-nothing"), new=new or p.plain("fix-nothing")))
    elif new:
        said.append(p("fix-kept", value=new))
    if one.said:
        said.append(p("fix-said", text=line(one.said, 160)))
    return "\n".join(said)


def _number(one: FixLine, place: Place) -> Button | None:
    verb = Verb.ITEMS if one.is_repeat else Verb.OPEN
    return button(str(one.number), Press(verb, place.submission, place.form, one.ordinal, one.items))


def _held(text: str) -> str:
    while shown(text) > MESSAGE:
        text = text[: text.rindex("\n")]
    return text
